"""Visits, papers and letters for the tests, made by the real operations."""

import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from alongside.board.models import FindingPoint, Pack, PackEdition, Revisit, Visit, VisitPaper
from alongside.board.operations import letters, visits
from alongside.board.operations.visits import NewPaper, VisitDetails
from alongside.board.rules.codes import ProgressCode
from alongside.board.rules.revisits import FindingFacts, LetterFacts
from alongside.board.transfer import LetterReport, import_revisit
from alongside.kernel.actor import Actor
from alongside.plan import operations
from alongside.plan.models import Statement
from tests.plan.factories import AT, Place

Document = dict[str, Any]
HELD_ON = date(2020, 7, 15)
FREEZES_ON = date(2020, 7, 1)
YORK_LETTER = "york_revisit_2022.json"
FACTS = LetterFacts(
    title="Revisit of 2020",
    letter_on=date(2020, 6, 12),
    visited_from=date(2020, 6, 1),
    visited_last=date(2020, 6, 3),
    inspectorates=("Ofsted", "Care Quality Commission"),
    overall_judgement="Sufficient progress on all weaknesses.",
    consequence="The visits will cease.",
)
FINDING = FindingFacts(
    number=1,
    weakness_text="Joint commissioning is not established.",
    judgement="The area has made sufficient progress.",
    weakness_number=2,
    judgement_code=ProgressCode.SUFFICIENT,
    strengths=("There is a strategy.",),
    remaining=("Waits are long.", "Data is thin."),
    caveats=("It is a new initiative.",),
)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def file(name: str = "paper.txt", words: bytes = b"What the paper says.\n") -> ContentFile:  # type: ignore[type-arg]
    return ContentFile(words, name=name)


def make_visit(place: Place, held_on: date = HELD_ON, **details: Any) -> Visit:
    return visits.plan_visit(
        actor=place.officer,
        at=noon(held_on - timedelta(days=30)),
        details=VisitDetails(held_on, details.pop("visitors", "DfE and NHS England"), **details),
    )


def add_paper(
    place: Place, visit: Visit, on: date, *, title: str = "Progress report", why_late: str = ""
) -> VisitPaper:
    return visits.add_visit_paper(
        actor=place.officer,
        at=noon(on),
        visit_ref=visit.ref,
        new=NewPaper(title, file(), why_late),
    )


def freeze(place: Place, visit: Visit, on: date) -> PackEdition:
    """The visit's pack with a frozen edition, past the operation that its own tests check."""
    pack, _ = Pack.objects.in_area(place.area.pk).get_or_create(
        area=place.area,
        board=visit.board,
        kind="visit_evidence",
        title="Evidence",
        visit=visit,
        defaults={"created_at": noon(on)},
    )
    edition: PackEdition = PackEdition.objects.create(
        area=place.area,
        pack=pack,
        number=pack.editions.count() + 1,
        why="More" if pack.editions.exists() else "",
        content="{}",
        content_sha256="0" * 64,
        frozen_at=noon(on),
    )
    return edition


def write_letter(
    place: Place, statement: Statement, *, complete: bool = True, at: datetime | None = None
) -> Revisit:
    """A letter written down by hand, with one finding."""
    when = at or noon(date(2020, 6, 15))
    letter = letters.begin_letter(
        actor=place.officer, at=when, statement_ref=statement.ref, facts=FACTS
    )
    letters.add_finding(actor=place.officer, at=when, letter_ref=letter.ref, facts=FINDING)
    if complete:
        complete_it(place.officer, letter, when)
    letter.refresh_from_db()
    return letter


def complete_it(actor: Actor, letter: Revisit, when: datetime) -> None:
    letter.refresh_from_db()
    letters.complete_letter(
        actor=actor, at=when, letter_ref=letter.ref, seen=letters.state_of_letter(letter)
    )


def remaining_of(place: Place, letter: Revisit) -> list[FindingPoint]:
    points = FindingPoint.objects.in_area(place.area.pk).filter(
        finding__revisit=letter, kind="remaining"
    )
    return list(points.order_by("id"))


def bring_letter(
    actor: Actor, document: Document | bytes, *, at: datetime | None = None, **choice: str
) -> LetterReport:
    content = document if isinstance(document, bytes) else json.dumps(document).encode()
    return import_revisit(
        actor=actor,
        at=at or noon(date(2023, 1, 9)),
        upload=BytesIO(content),
        name=choice.pop("name", "letter.json"),
        **choice,
    )


def york_letter(shared_data: Path) -> Document:
    read: Document = json.loads((shared_data / YORK_LETTER).read_text())
    return read


def with_weaknesses(place: Place, statement: Statement) -> Statement:
    for number in (1, 3, 4, 5):
        operations.add_weakness(
            actor=place.officer,
            at=AT,
            statement_ref=statement.ref,
            number=number,
            title=f"Weakness {number}",
        )
    return statement
