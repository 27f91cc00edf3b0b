"""Children, cases and officers for tests, made by the real operations. Every name is invented."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from alongside.casework import operations, perms
from alongside.casework.models import Case, CaseEvent
from alongside.casework.registering import NewChild
from alongside.casework.rules.bodies import (
    DRAFTS_SENT,
    MADE,
    NOTE,
    TELLS,
    Aimed,
    Begun,
    Body,
    Decided,
    Made,
    Relied,
    Sent,
    ToBody,
)
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor, Holding
from alongside.people.models import LocalArea, Person, Post
from alongside.people.operations import appoint, create_post
from alongside.people.queries import organisations_named
from tests.people.factories import make_organisation, make_person, operator

AT = datetime(2025, 3, 3, 10, tzinfo=UTC)
TODAY = AT.date()
BORN = date(2014, 5, 1)
PAPER = "A paper letter of that day went by post. The copy is in the paper file."
OFFICER = frozenset({perms.OWN, perms.REGISTER, perms.RECORD})
HEAD = OFFICER | {perms.ALL, perms.DECIDE, perms.ASSIGN}


def make_officer(
    area: LocalArea, name: str = "Olive Officer", grants: frozenset[str] = OFFICER
) -> tuple[Actor, Post]:
    """Somebody who holds a post of their own since 2020."""
    person = make_person(area, name)
    known = organisations_named("City of York Council")
    council = known[0] if known else make_organisation(area)
    post = create_post(actor=operator(area), at=AT, organisation=council, title=f"Officer: {name}")
    appoint(actor=operator(area), at=AT, post=post, person=person, held_from=date(2020, 1, 1))
    return actor_for(area, person, grants), post


def actor_for(area: LocalArea, person: Person, grants: frozenset[str]) -> Actor:
    holding = Holding("test", grants)
    return Actor(person.pk, person.name, area.pk, area.slug, (holding,))


def make_case(actor: Actor, post: Post, *, at: datetime = AT, **changed: Any) -> Case:
    known = {"given_names": "Ada", "family_name": "Testly", "born_on": BORN, "sex": "F"}
    facts = ChildFacts(**{**known, **changed})
    return operations.register_child(
        actor=actor, at=at, new=NewChild(facts=facts, post_ref=post.ref)
    )


def happen(
    actor: Actor,
    case: Case,
    kind: str,
    on: date | None = None,
    *,
    at: datetime | None = None,
    **said: Any,
) -> CaseEvent:
    """Record it as it happened, on that day or now."""
    at = at or (datetime(on.year, on.month, on.day, 12, tzinfo=UTC) if on else AT)
    case.refresh_from_db()
    new = NewEvent(
        kind=kind,
        happened_on=on or at.date(),
        received_on=said.pop("received_on", None),
        source=said.pop("source", "email"),
        body=_body(kind, said),
    )
    return operations.record_event(
        actor=actor, at=at, case_ref=case.ref, expected_version=case.version, new=new
    )


def decide(
    actor: Actor, case: Case, decides: str, on: date | None = None, **said: Any
) -> CaseEvent:
    """Decided on that day, and nobody told yet."""
    return happen(actor, case, MADE, on, decides=decides, source="own_work", **said)


def _body(kind: str, said: dict[str, Any]) -> Body:
    if kind in ("request_received", "brought_to_attention"):
        return Begun(**{"asker": "1", **said})
    if kind.startswith(("advice_", "institution_")):
        return ToBody(**{"body": "health", **said})
    if kind in DRAFTS_SENT:
        return Sent(**said)
    if kind in (NOTE, "draft_served"):
        return Body(**said)
    if kind == MADE:
        return Made(**said)
    if "ground" in said:
        return Relied(**said)
    if "for_on" in said:
        return Aimed(**said)
    return Decided(**{**({"note": PAPER} if kind in TELLS else {}), **said})


def weeks(count: int) -> date:
    return TODAY + timedelta(weeks=count)
