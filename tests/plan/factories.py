"""An area with council, health, posts and a small action plan, made by the real operations."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from decimal import Decimal

from alongside.access.roles import permissions_of
from alongside.kernel.actor import Actor, Holding, Scope, system_actor
from alongside.kernel.dates import PartialDate
from alongside.measures.models import Series
from alongside.people import operations as people
from alongside.people.models import LocalArea, Organisation, Person, Post
from alongside.plan import operations
from alongside.plan.commands import NewEvidence, NewLine, NewMeasure, NewStatus, StatementDetails
from alongside.plan.models import Line, MeasureOfSuccess, Statement
from alongside.plan.rules.codes import LineKind, MeasureKind, Partner, StatementKind

AT = datetime(2020, 6, 15, 9, 0, tzinfo=UTC)
TODAY = date(2020, 6, 15)
LETTER = NewEvidence(title="Minutes of the board", document_reference="SIB/2020/07")


@dataclass
class Place:
    """One local area with its partners. Posts and people are made on first use."""

    area: LocalArea
    council: Organisation
    health: Organisation
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def operator(self) -> Actor:
        return system_actor(
            name="operator",
            area_id=self.area.pk,
            area_slug=self.area.slug,
            permissions={"people.edit", "people.create_area"},
        )

    def person(self, name: str) -> Person:
        if name not in self.people:
            self.people[name] = people.register_person(
                actor=self.operator(), at=AT, name=name, email=""
            )
        return self.people[name]

    def post(self, title: str, organisation: Organisation | None = None, holder: str = "") -> Post:
        if title not in self.posts:
            self.posts[title] = people.create_post(
                actor=self.operator(), at=AT, organisation=organisation or self.council, title=title
            )
            if holder:
                people.appoint(
                    actor=self.operator(),
                    at=AT,
                    post=self.posts[title],
                    person=self.person(holder),
                    held_from=date(2020, 1, 1),
                )
        return self.posts[title]

    def actor(self, name: str, *roles: str, organisation: Organisation | None = None) -> Actor:
        """Somebody with these roles in the area, or for one organisation of it."""
        scope = Scope(organisation_id=organisation.pk if organisation else None)
        return Actor(
            person_id=self.person(name).pk,
            name=name,
            area_id=self.area.pk,
            area_slug=self.area.slug,
            holdings=tuple(Holding(role, permissions_of(role), scope) for role in roles),
        )

    @property
    def officer(self) -> Actor:
        return self.actor("Olive Officer", "head_of_send")

    @property
    def chair(self) -> Actor:
        return self.actor("Charlie Chair", "chair")

    @property
    def forum(self) -> Actor:
        return self.actor("Frances Forum", "forum_officer")


def make_place(slug: str = "york", name: str = "City of York") -> Place:
    operator = system_actor(
        name="operator", area_id=0, area_slug="", permissions={"people.create_area"}
    )
    area = people.create_area(actor=operator, at=AT, slug=slug, name=name)
    editor = system_actor(
        name="operator", area_id=area.pk, area_slug=slug, permissions={"people.edit"}
    )
    council = people.register_organisation(
        actor=editor, at=AT, name=f"{name} Council", kind="council"
    )
    health = people.register_organisation(actor=editor, at=AT, name=f"{name} CCG", kind="health")
    return Place(area, council, health)


def make_statement(
    place: Place, title: str = "Written statement of action", **details: object
) -> Statement:
    statement = operations.create_statement(
        actor=place.officer,
        at=AT,
        kind=StatementKind.WRITTEN_STATEMENT,
        details=StatementDetails(title=title, submitted_on=date(2020, 5, 22), **details),
    )
    operations.add_weakness(
        actor=place.officer,
        at=AT,
        statement_ref=statement.ref,
        number=2,
        title="Joint commissioning",
    )
    return statement


def make_outcome(place: Place, statement: Statement, reference: str = "2.1") -> Line:
    return operations.add_line(
        actor=place.officer,
        at=AT,
        statement_ref=statement.ref,
        new=NewLine(
            LineKind.OUTCOME, reference, "A joint commissioning strategy", weakness_number=2
        ),
    )


def make_action(
    place: Place, outcome: Line, reference: str = "2.1-A", **dates: PartialDate
) -> Line:
    return operations.add_line(
        actor=place.officer,
        at=AT,
        statement_ref=outcome.statement.ref,
        new=NewLine(
            LineKind.ACTION,
            reference,
            "Write the strategy together",
            parent_ref=outcome.ref,
            start=dates.get("start", PartialDate(2020, 6)),
            end=dates.get("end", PartialDate(2021, 3)),
        ),
    )


def make_success(
    place: Place,
    outcome: Line,
    series: Series,
    *,
    text: str = "In time",
    printed: int = 90,
    at: datetime = AT,
) -> MeasureOfSuccess:
    """A measure of success that printed at least so many percent, counted by the series."""
    made = operations.add_measure(
        actor=place.officer,
        at=at,
        line_ref=outcome.ref,
        new=NewMeasure(
            reference="2.1-k1",
            text=text,
            kind=MeasureKind.QUANTIFIED,
            target_value=Decimal(printed),
            unit="percent",
        ),
    )
    return operations.link_measure(
        actor=place.officer,
        at=at,
        measure_ref=made.ref,
        expected_version=made.version,
        series_ref=series.ref,
    )


def make_line(place: Place) -> Line:
    """An action from June 2020 to March 2021 in a plan of its own."""
    return make_action(place, make_outcome(place, make_statement(place)))


def lead(place: Place, line: Line, partner: Partner, title: str, holder: str = "") -> None:
    organisation = place.health if partner is Partner.HEALTH else place.council
    operations.assign_lead(
        actor=place.officer,
        at=AT,
        line_ref=line.ref,
        partner=partner,
        post_ref=place.post(title, organisation, holder).ref,
    )


def record(
    place: Place,
    line: Line,
    code: str,
    on: date = TODAY,
    at: datetime | None = None,
    **more: object,
) -> None:
    """A status on that day, recorded on it unless ``at`` says otherwise."""
    line.refresh_from_db()
    operations.record_status(
        actor=place.officer,
        at=at or datetime(on.year, on.month, on.day, 12, 0, tzinfo=UTC),
        line_ref=line.ref,
        expected_version=line.version,
        new=NewStatus(code=code, status_on=on, **more),
    )


def complete(place: Place, line: Line, on: date = TODAY) -> None:
    record(place, line, "completed", on, new_evidence=(LETTER,))
