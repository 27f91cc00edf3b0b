"""A school or an officer says when it is closed, and a ground that rests on it counts by that alone."""

from datetime import date
from typing import Any

import pytest

from alongside.casework.models import Case, SchoolClosures
from alongside.casework.operations.closures import give_closures
from alongside.casework.queries.one_case import case_page
from alongside.casework.rules.closures import closures
from alongside.kernel.actor import Actor
from alongside.kernel.dates import Period
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Organisation
from tests.casework.deciding import at, due
from tests.casework.factories import HEAD, happen, make_case, make_officer
from tests.casework.setting_office import Office
from tests.casework.test_pages import Desk, day_boxes
from tests.people.factories import make_area, make_organisation

KNOWN = (date(2025, 1, 1), date(2025, 12, 31))
SUMMER = "22 July 2025 to 1 September 2025"
RELIED = {
    "ground": "EXC-A",
    "because": "The school was closed.",
    "evidence": "Its letter",
    "authorised_by": "The head of SEND",
}
TODAY = date(2025, 7, 18)


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("", ()),
        (SUMMER, (Period(date(2025, 7, 22), date(2025, 9, 2)),)),
        (
            f"27 May 2025 to 30 May 2025\n\n{SUMMER}",
            (
                Period(date(2025, 5, 27), date(2025, 5, 31)),
                Period(date(2025, 7, 22), date(2025, 9, 2)),
            ),
        ),
        ("3/11/2025 to 3/11/2025", (Period(date(2025, 11, 3), date(2025, 11, 4)),)),
    ],
)
def test_times_are_read_line_by_line(text: str, closed: tuple[Period, ...]) -> None:
    assert closures("Acorn", *KNOWN, text).closed == closed


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("in summer", "“in summer” names no time"),
        ("22 July 2025 to soon", "soon"),
        ("1 September 2025 to 22 July 2025", "the last day comes before the first"),
        ("22 December 2025 to 4 January 2026", "outside what you know"),
    ],
)
def test_what_cannot_be_read_is_named(text: str, match: str) -> None:
    with pytest.raises(Refusal, match=match):
        closures("Acorn", *KNOWN, text)


def test_a_list_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(Refusal, match="The last day comes after the first"):
        closures("Acorn", KNOWN[1], KNOWN[0], "")


@pytest.fixture
def area(db: None) -> LocalArea:
    return make_area()


@pytest.fixture
def school(area: LocalArea) -> Organisation:
    return make_organisation(area, "Acorn School", "school")


@pytest.fixture
def head(area: LocalArea) -> Actor:
    return make_officer(area, "Hetty Head", HEAD)[0]


@pytest.fixture
def case(area: LocalArea, school: Organisation, head: Actor) -> Case:
    """Advice was asked of a school four days before it closed, and the council relies on that."""
    _, post = make_officer(area, "Olive Officer", HEAD)
    made = make_case(head, post)
    made.child.school = school
    made.child.save()
    happen(head, made, "request_received", date(2025, 6, 16))
    happen(head, made, "decided_to_assess", date(2025, 7, 10))
    happen(head, made, "advice_request_sent", TODAY, body="education")
    happen_relying(head, made)
    return made


def happen_relying(head: Actor, case: Case) -> None:
    from_form: dict[str, Any] = {**RELIED}
    happen(head, case, "exception_relied_on", TODAY, **from_form)


def give(actor: Actor, school: Organisation, closed: str, **known: Any) -> SchoolClosures:
    said = {"known": KNOWN, **known}
    return give_closures(actor=actor, at=at(TODAY), school_ref=school.ref, closed=closed, **said)


def relies(case: Case) -> str:
    return str(due(case, "FINAL-20W").relies_on)


def remarks(actor: Actor, case: Case) -> str:
    return " ".join(case_page(actor, case_ref=case.ref, today=TODAY).remarks)


def test_a_closure_excuses_once_it_is_kept_and_nothing_outside_what_is_known(
    case: Case, head: Actor, school: Organisation
) -> None:
    assert relies(case) == ""
    assert "the closures of education are not known" in remarks(head, case)
    give(head, school, SUMMER)
    assert relies(case) == "EXC-A"
    assert remarks(head, case) == ""
    give(head, school, "", known=(date(2025, 9, 1), date(2026, 8, 31)))
    assert relies(case) == ""
    assert "The closures of Acorn School are not known for 18 July 2025" in remarks(head, case)
    give(head, school, "22 July 2025 to 8 August 2025")
    assert relies(case) == ""
    assert SchoolClosures.objects.in_area(case.area_id).count() == 3
    assert LedgerEntry.objects.filter(verb="casework.give_closures").count() == 3


def test_a_school_gives_its_own_days_and_nobody_elses(area: LocalArea, head: Actor) -> None:
    office, other = Office(area), Office(area, "Birch School")
    page = office.get("closures")
    assert "Which school or college?" not in page
    boxes = {**day_boxes("known_from", KNOWN[0]), **day_boxes("known_to", KNOWN[1])}
    wrong = office.send("closures", status=422, **boxes, closed="in summer")
    assert "in summer" in wrong.content.decode()
    office.send("closures", **boxes, closed=SUMMER)
    words = office.get("closures")
    assert "Closed: 22 July 2025 to 1 September 2025." in words
    assert "Acorn" not in other.get("closures")
    reader, _ = make_officer(area, "Rita Reader", frozenset({"casework.own"}))
    with pytest.raises(Hidden):
        give(reader, office.school, SUMMER)


def test_an_officer_chooses_the_school(area: LocalArea, school: Organisation) -> None:
    make_organisation(area, "Birch School", "school")
    officer = Desk(area, "Olive Officer", "ehc_coordinator")
    assert "Which school or college?" in officer.get("closures")
    boxes = {**day_boxes("known_from", KNOWN[0]), **day_boxes("known_to", KNOWN[1])}
    sent = officer.post_to("closures", **boxes, school=school.ref, closed=SUMMER)
    assert sent.status_code == 302
    assert SchoolClosures.objects.in_area(area.pk).get().school == school
