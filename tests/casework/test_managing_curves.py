"""The curves of how long assessments take: of all that were started, drawn by the worker and kept."""

from datetime import UTC, date, datetime, timedelta

import pytest

from alongside.casework.facts.computed import ISSUED, REVIEWS, STARTED, drawn_beside
from alongside.casework.facts.waiting import draw_everywhere
from alongside.casework.models import WaitingCurves
from alongside.casework.queries.managing import waiting
from alongside.kernel.refusals import Hidden
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.casework.factories import HEAD, make_officer
from tests.casework.growing import Course, write_case
from tests.casework.test_pages import Desk
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
NOW = datetime(2022, 9, 12, 9, tzinfo=UTC)
TODAY = NOW.date()
PLAN = ((40, "decided_to_assess"), (95, "decided_to_issue"), (99, "draft_sent"))


@pytest.fixture(autouse=True)
def september_2022(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


def started(on: date, *steps: tuple[int, str]) -> Course:
    course = Course()
    course.add(on, "request_received", asker="1")
    for day, kind in steps:
        course.add(on + timedelta(days=day), kind)
    return course


def ten_requests(area: LocalArea) -> None:
    """Four come to an EHC plan in time; three are refused; three are open."""
    begins = date(2021, 3, 1)
    for number in range(10):
        if number > 6:
            course = started(begins, (30, "decided_not_to_assess"))
        elif number < 4:
            course = started(begins, *PLAN, (130, "final_plan_sent"))
        else:
            course = started(begins, *PLAN)
        write_case(area, number, course, today=TODAY)


@pytest.mark.scenario(31)
def test_of_ten_started_and_four_with_a_plan_the_curve_stands_at_two_fifths(
    area: LocalArea,
) -> None:
    ten_requests(area)
    assert draw_everywhere(at=NOW) == 1
    head, _ = make_officer(area, "Hetty Head", HEAD)
    picture = waiting(head).picture
    assert picture is not None
    assert "Started in 2021 (10 cases, 6 without a final EHC plan): 40.0% were finished by 20 weeks" in picture.summary  # fmt: skip
    assert picture.wide.startswith("<svg")
    assert picture.narrow.startswith("<svg")


def test_what_has_not_changed_is_not_drawn_again_and_a_new_day_draws_anew(area: LocalArea) -> None:
    ten_requests(area)
    draw_everywhere(at=NOW)
    assert draw_everywhere(at=NOW + timedelta(hours=1)) == 0
    assert draw_everywhere(at=NOW + timedelta(days=1)) == 1
    assert WaitingCurves.objects.in_area(area.pk).count() == 1


def test_an_area_without_an_assessment_has_no_curves(area: LocalArea) -> None:
    assert draw_everywhere(at=NOW) == 0
    head, _ = make_officer(area, "Hetty Head", HEAD)
    assert waiting(head).picture is None


def test_only_this_year_and_the_three_before_it_are_drawn(area: LocalArea) -> None:
    for number, year in enumerate(range(2017, 2023)):
        write_case(area, number, started(date(year, 1, 8)), today=TODAY)
    draw_everywhere(at=NOW)
    head, _ = make_officer(area, "Hetty Head", HEAD)
    picture = waiting(head).picture
    assert picture is not None
    titles = [title for title, _ in picture.columns[1:]]
    assert titles == [f"Started in {year}: finished" for year in range(2019, 2023)]


def test_the_manager_sees_them_and_an_officer_of_some_cases_does_not(area: LocalArea) -> None:
    head = Desk(area, "Hetty Head", "head_of_send")
    assert "The curves are not drawn yet" in head.get("manager")
    ten_requests(area)
    draw_everywhere(at=NOW)
    assert "40.0% were finished by 20 weeks" in head.get("manager")
    officer, _ = make_officer(area)
    with pytest.raises(Hidden):
        waiting(officer)


def test_they_stand_beside_the_shares_within_20_weeks_for_whoever_reads_every_case(
    area: LocalArea,
) -> None:
    head, _ = make_officer(area, "Hetty Head", HEAD)
    assert drawn_beside(head, ISSUED) == ""
    ten_requests(area)
    draw_everywhere(at=NOW)
    for code in (ISSUED, STARTED, "plans_issued_within_20_weeks_including_exceptions"):
        assert "40.0% were finished by 20 weeks" in drawn_beside(head, code)
    assert drawn_beside(head, REVIEWS) == ""
    officer, _ = make_officer(area)
    assert drawn_beside(officer, ISSUED) == ""
