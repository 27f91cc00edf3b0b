"""Reviews by term, what is late in reviews, and moves to another phase, as officers see and take them."""

from datetime import UTC, date, datetime

import pytest

from alongside.casework.models import Case, Child
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.ledger.remembering import forget_everything
from alongside.people.models import LocalArea
from alongside.people.queries import organisations_named
from alongside.web import clock
from tests.casework.factories import HEAD, actor_for, happen
from tests.casework.growing import Course, write_case
from tests.casework.test_pages import Desk
from tests.people.factories import make_area, make_organisation

pytestmark = pytest.mark.django_db
TODAY = date(2022, 9, 12)


@pytest.fixture(autouse=True)
def september_2022(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: datetime(2022, 9, 12, 9, tzinfo=UTC))
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> Desk:
    return Desk(area, "Hetty Head", "head_of_send")


def with_plan(area: LocalArea, number: int, made_on: date, school: str = "", *steps: tuple[date, str]) -> Case:  # fmt: skip
    course = Course()
    course.add(made_on, "earlier_plan_recorded")
    for on, kind in steps:
        words = {"for_on": "2023-09-01"} if kind.endswith("transfer_expected") else {}
        course.add(on, kind, **words)
    case = write_case(area, number, course, today=TODAY)
    if school:
        known = organisations_named(school)
        case.child.school = known[0] if known else make_organisation(area, school)
        case.child.save()
    return case


def test_reviews_of_a_term_stand_by_setting(area: LocalArea, head: Desk) -> None:
    with_plan(area, 1, date(2021, 10, 4), "Zebra School")
    with_plan(area, 2, date(2021, 12, 6), "Acorn School")
    with_plan(area, 3, date(2022, 2, 7), "Acorn School")
    page = head.get("reviews_due")
    assert page.index("Acorn School") < page.index("Zebra School")
    assert "Testly 1" in page
    assert "Testly 3" not in page
    spring = head.get("reviews_due", term="2023-spring")
    assert "Testly 3" in spring
    assert "Testly 1" not in spring
    assert "By 18 December 2022, two weeks before it" in spring


def test_reviews_can_be_narrowed_to_a_setting_or_to_those_without_one(
    area: LocalArea, head: Desk
) -> None:
    zebra = with_plan(area, 1, date(2021, 10, 4), "Zebra School")
    with_plan(area, 2, date(2021, 12, 6))
    assert zebra.child.school is not None
    only = head.get("reviews_due", setting=zebra.child.school.ref)
    assert "Testly 1" in only
    assert "Testly 2" not in only
    none = head.get("reviews_due", setting="none")
    assert "Testly 2" in none
    assert "Testly 1" not in none


def test_from_two_weeks_before_a_term_its_list_is_shown(
    area: LocalArea, head: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_plan(area, 1, date(2022, 2, 7))
    assert "Testly 1" not in head.get("reviews_due")
    monkeypatch.setattr(clock, "today", lambda: date(2022, 12, 18))
    assert "Testly 1" in head.get("reviews_due")


def test_a_review_whose_day_has_passed_stands_in_a_list_of_its_own(
    area: LocalArea, head: Desk
) -> None:
    with_plan(area, 1, date(2021, 8, 2))
    assert "Testly 1" not in head.get("reviews_due")
    assert "Testly 1" in head.get("reviews_due", term="passed")


def test_the_list_can_be_taken_away_and_that_is_noted(area: LocalArea, head: Desk) -> None:
    with_plan(area, 1, date(2021, 10, 4), "Zebra School")
    response = head.client.get(head.address("export_reviews", "csv"))
    assert response["Content-Disposition"] == 'attachment; filename="reviews-2022-autumn.csv"'
    lines = response.content.decode("utf-8-sig").splitlines()
    assert lines[1].startswith("Zebra School,2020-00001,Ada Testly 1,")
    look = LedgerEntry.objects.get(verb=LOOK, subject="casework.worklist")
    assert (look.subject_ref, look.person_id) == ("reviews-2022-autumn", head.account.person_id)
    workbook = head.client.get(head.address("export_transfers", "xlsx"))
    assert workbook.content.startswith(b"PK")
    assert head.client.get(head.address("export_reviews", "pdf")).status_code == 404


def test_what_is_late_in_a_review_is_listed_until_it_is_done(area: LocalArea, head: Desk) -> None:
    held = (date(2022, 7, 1), "review_held")
    with_plan(area, 1, date(2021, 10, 4), "", held)
    with_plan(area, 2, date(2021, 10, 4), "", held, (date(2022, 7, 20), "review_decided_maintain"))
    with_plan(area, 3, date(2021, 10, 4), "", held, (date(2022, 7, 3), "review_decided_amend"),
              (date(2022, 7, 4), "amendment_notice_sent"))  # fmt: skip
    page = head.get("late_reviews", what="REV-4W")
    assert "Testly 1" in page
    assert "Late by 45 days" in page
    assert "Testly 2" not in page
    changed = head.get("late_reviews", what="AMD-8W")
    assert "Testly 3" in changed
    assert "Testly 1" not in changed
    assert "Report of the meeting" in head.get("late_reviews")


@pytest.mark.scenario(6)
def test_moves_say_by_when_and_who_is_at_risk_with_the_reason(area: LocalArea, head: Desk) -> None:
    expected = date(2022, 9, 1)
    with_plan(area, 1, date(2021, 10, 4), "", (expected, "phase_transfer_expected"))
    with_plan(area, 2, date(2021, 10, 4), "", (expected, "post16_transfer_expected"))
    page = head.get("transfers")
    assert "14 February 2023" in page
    assert "30 March 2023" in page
    assert page.count("On course") == 3  # two rows, and the choice of the filter
    only = head.get("transfers", move="REV-PT-16")
    assert "Testly 2" in only
    assert "Testly 1" not in only


@pytest.mark.scenario(6)
def test_a_move_comes_to_be_at_risk_with_the_days(
    area: LocalArea, head: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_plan(area, 1, date(2022, 1, 4), "", (date(2022, 9, 1), "phase_transfer_expected"),
              (date(2022, 9, 5), "review_held"))  # fmt: skip
    assert "Testly 1" not in head.get("transfers", risk="at_risk")
    monkeypatch.setattr(clock, "today", lambda: date(2023, 1, 31))
    page = head.get("transfers", risk="beyond")
    assert "The review was held on 5 September 2022; no changes are proposed yet." in page


@pytest.mark.scenario(6)
def test_whoever_is_of_an_age_to_move_is_told_until_the_move_is_recorded(
    area: LocalArea, head: Desk
) -> None:
    with_plan(area, 1, date(2021, 10, 4), "")
    for born_on, told in (
        (date(2011, 9, 1), True),
        (date(2012, 8, 31), True),
        (date(2012, 9, 1), False),
        (date(2007, 3, 1), True),
        (date(2019, 3, 1), True),
    ):
        Child.objects.in_area(area.pk).update(born_on=born_on)
        forget_everything()
        page = head.get("transfers")
        assert ("Record the move" in page) is told, born_on
    with_plan(area, 2, date(2021, 10, 4), "", (date(2022, 9, 1), "phase_transfer_expected"))
    Child.objects.in_area(area.pk).update(born_on=date(2012, 3, 1))
    forget_everything()
    unknown = head.get("transfers").partition("no move is recorded")[2]
    assert "Testly 1" in unknown
    assert "Testly 2" not in unknown
    taken = head.client.get(head.address("export_transfers", "csv")).content.decode("utf-8-sig")
    told = {line.split(",")[2]: line for line in taken.splitlines()[1:]}
    assert "No move is recorded" in told["Ada Testly 1"]
    assert "No move is recorded" not in told["Ada Testly 2"]
    other = head.client.get(f"{head.address('export_transfers', 'csv')}?move=REV-PT-16")
    assert "Testly" not in other.content.decode()


@pytest.mark.scenario(6)
def test_a_move_that_was_missed_last_year_stands_first_as_late_until_it_is_final(
    area: LocalArea, head: Desk
) -> None:
    """Born in August 2011: the last lawful day was 14 February 2022. Testly 2 had no EHC plan by then."""
    missed = with_plan(area, 1, date(2021, 10, 4))
    with_plan(area, 2, date(2022, 3, 7))
    Child.objects.in_area(area.pk).update(born_on=date(2011, 8, 31))
    page = head.get("transfers")
    assert "Late by 210 days" in page
    assert "Testly 1" in page
    assert "Testly 2" not in page
    assert "Record the move" in page
    taken = head.client.get(head.address("export_transfers", "csv")).content.decode("utf-8-sig")
    assert "Missed: the last lawful day has passed" in taken
    assert "1 missed in earlier years" in head.get("manager")
    office = actor_for(area, head.account.person, HEAD)
    happen(office, missed, "phase_transfer_expected", TODAY, for_on=date(2022, 9, 1))
    forget_everything()
    page = head.get("transfers", risk="late")
    assert "The last lawful day was 14 February 2022, 210 days ago." in page
    happen(office, missed, "next_setting_named", TODAY)
    forget_everything()
    assert "Testly 1" not in head.get("transfers")


@pytest.mark.scenario(6)
def test_a_move_that_is_named_leaves_the_list(area: LocalArea, head: Desk) -> None:
    with_plan(area, 1, date(2021, 10, 4), "", (date(2022, 9, 1), "phase_transfer_expected"),
              (date(2022, 9, 9), "next_setting_named"))  # fmt: skip
    assert "No recorded move waits here." in head.get("transfers")


def test_an_officer_sees_only_their_own_cases_in_each_list(area: LocalArea) -> None:
    officer = Desk(area, "Olive Officer", "ehc_coordinator")
    own = with_plan(area, 1, date(2021, 10, 4), "", (date(2022, 9, 1), "phase_transfer_expected"))
    with_plan(area, 2, date(2021, 10, 4), "", (date(2022, 9, 1), "phase_transfer_expected"))
    own.assignments.create(
        area=area, post=officer.post, assigned_from=date(2022, 1, 1), assigned_at=clock.now()
    )
    for name in ("reviews_due", "transfers"):
        page = officer.get(name)
        assert "Testly 1" in page
        assert "Testly 2" not in page
    taken = officer.client.get(officer.address("export_reviews", "csv")).content.decode()
    assert "Testly 2" not in taken


@pytest.mark.parametrize("role", ["chair", "scrutiny_member", "administrator", "parent"])
def test_nobody_else_finds_a_list(area: LocalArea, role: str) -> None:
    somebody = Desk(area, "Sam Somebody", role)
    for name, *parts in (
        ("reviews_due",), ("late_reviews",), ("transfers",), ("export_reviews", "csv"),
        ("export_transfers", "csv"),
    ):  # fmt: skip
        somebody.get(name, *parts, status=404)
