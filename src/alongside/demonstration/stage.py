"""Who and what the demonstration has so far, found by the names that its content uses."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from alongside.access.actors import arrive
from alongside.demonstration import content
from alongside.kernel.actor import Actor, system_actor
from alongside.people import queries
from alongside.people.finding import find
from alongside.people.models import LocalArea, Organisation, Person, Post
from alongside.plan.models import Line, Statement

LOADER = "demonstration"
PERMISSIONS = (
    "people.create_area",
    "people.edit",
    "access.administer",
    "access.grant",
    "plan.view",
    "plan.edit",
    "plan.import",
    "casework.bring_over",
)


class NotInContentError(LookupError):
    """The demonstration's content names something that it does not have."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing that somebody did. ``facts`` are as the content has them."""

    at: datetime
    facts: dict[str, Any]
    actor: Actor

    @property
    def on(self) -> Any:
        return self.at.date()


@dataclass(slots=True)
class Stage:
    """One local area of the demonstration while it is being loaded."""

    area: LocalArea
    key: str
    organisations: dict[str, Organisation] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    named: dict[tuple[str, str], str] = field(default_factory=dict)
    actors: dict[tuple[str, int, int], Actor] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)

    @property
    def loader(self) -> Actor:
        return loader(self.area)

    def actor(self, account: str, at: datetime) -> Actor:
        """The person who signs in with that address, as they stood in that month: every role of the
        content begins with a month.
        """
        return self.actor_named(self.holder_of(account), at)

    def actor_named(self, name: str, at: datetime) -> Actor:
        """As ``actor``, for somebody whom the table of sign-ins does not list."""
        key = (name, at.year, at.month)
        if key not in self.actors:
            arrival = arrive(person_id=self.person(name).pk, area_slug=self.area.slug, at=at)
            if arrival is None:
                raise NotInContentError(f"{name} holds no role on {at}")
            self.actors[key] = arrival.actor
        return self.actors[key]

    def holder_of(self, account: str) -> str:
        for each in content.read("sign_ins")[self.key]:
            if each["email"].split("@")[0] == account:
                return str(each["person"])
        raise NotInContentError(account)

    def find_person(self, name: str) -> Person | None:
        return queries.people_of(self.loader).filter(name=name).first()

    def person(self, name: str) -> Person:
        if name not in self.people:
            found = self.find_person(name)
            if found is None:
                raise NotInContentError(name)
            self.people[name] = found
        return self.people[name]

    def find_post(self, title: str) -> Post | None:
        found: Post | None = queries.posts_of(self.loader).filter(title=title).first()
        return found

    def post(self, title: str) -> Post:
        if title not in self.posts:
            found = self.find_post(title)
            if found is None:
                raise NotInContentError(title)
            self.posts[title] = found
        return self.posts[title]

    def line(self, reference: str) -> Line:
        """The line as it stands now, with its present version."""
        for statement in self.statements:
            found: Line | None = statement.lines.filter(reference=reference).first()
            if found is not None:
                return found
        raise NotInContentError(reference)

    def add_statement(self, ref: str) -> Statement:
        statement = find(Statement, self.loader, ref)
        self.statements.append(statement)
        return statement

    def remember(self, kind: str, key: str, ref: str) -> None:
        self.named[kind, key] = ref

    def ref(self, kind: str, key: str) -> str:
        if (kind, key) not in self.named:
            raise NotInContentError(f"{kind} {key}")
        return self.named[kind, key]


def loader(area: LocalArea | None = None) -> Actor:
    """The actor that makes what must be there before anybody can sign in."""
    return system_actor(
        name=LOADER,
        area_id=area.pk if area else 0,
        area_slug=area.slug if area else "",
        permissions=PERMISSIONS,
    )
