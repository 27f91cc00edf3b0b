"""What audits found, month by month: counted by the month of what was audited, drawn by the worker, and shown to
those who may see every count.
"""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.test.utils import CaptureQueriesContext

from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Hidden
from alongside.quality.drawing_work import draw_months
from alongside.quality.models import Draw, DrawnItem, MonthsDrawn
from alongside.quality.pages.months import MonthsShown, months_shown
from alongside.quality.queries.results import months_drawn, policy_for
from alongside.quality.rules.codes import About, Grade
from alongside.quality.rules.months import MonthOfAudits, audits_by_month
from alongside.quality.rules.results import Marked
from alongside.quality.tools import tool_numbered
from tests.quality.learning_factories import Place, make_place, make_round, mark_items, noon

TODAY = date(2025, 6, 14)
NOW = noon(TODAY)
PLAN, REVIEW = tool_numbered("ehc_plan", 1), tool_numbered("annual_review", 1)
GOOD = Marked(tool=PLAN, grade=Grade.GOOD, happened_on=date(2025, 5, 31))


def test_a_month_counts_what_was_issued_in_it_and_not_when_it_was_audited() -> None:
    found = audits_by_month(
        [
            GOOD,
            replace(GOOD, grade=Grade.REQUIRES_IMPROVEMENT, happened_on=date(2025, 5, 1)),
            replace(GOOD, happened_on=date(2025, 3, 9)),
        ],
        today=TODAY,
    )
    assert found == (MonthOfAudits(date(2025, 3, 1), 1, 1), MonthOfAudits(date(2025, 5, 1), 1, 2))


def test_the_month_that_runs_and_what_was_before_three_years_are_in_none() -> None:
    days = (TODAY, date(2025, 6, 1), date(2022, 5, 31), date(2022, 6, 1))
    found = audits_by_month([replace(GOOD, happened_on=day) for day in days], today=TODAY)
    assert [each.begins for each in found] == [date(2022, 6, 1)]


def test_what_was_superseded_is_in_no_month() -> None:
    assert audits_by_month([replace(GOOD, was_superseded=True)], today=TODAY) == ()


def test_a_blocker_keeps_an_ehc_plan_from_a_high_standard_and_a_review_is_taken_by_its_grade() -> (
    None
):
    blocker = next(each.code for each in PLAN.questions if each.is_blocker)
    blocked = replace(GOOD, short={blocker: "0"})
    review = replace(GOOD, tool=REVIEW)
    assert audits_by_month([blocked, GOOD], today=TODAY)[0].met == 1
    assert audits_by_month([review], today=TODAY)[0].met == 1


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def graded(place: Place, draw: Draw, *, months: int, marks: str) -> None:
    """The same marks in each of the last whole months."""
    for back in range(1, months + 1):
        mark_items(place, draw, marks, first_on=add_months(TODAY.replace(day=3), -back))


def seen(actor: Actor) -> MonthsShown:
    return months_shown(actor, About.PLAN, policy_for(actor))


def test_with_fewer_than_thirteen_months_the_limits_are_provisional(place: Place) -> None:
    graded(place, make_round(place), months=7, marks="2221")
    assert draw_months(at=NOW) == 1
    found = seen(place.lead)
    assert found.picture is not None
    assert found.picture.wide.startswith("<svg")
    assert found.picture.narrow.startswith("<svg")
    assert "provisional" in found.picture.summary
    assert [row[1:3] for row in found.picture.table.rows] == [("75.0%", "3 of 4")] * 7


def test_a_month_far_off_is_marked_once_there_are_thirteen(place: Place) -> None:
    draw = make_round(place)
    graded(place, draw, months=14, marks="2" * 9 + "1")
    mark_items(place, draw, "1" * 20, first_on=date(2025, 5, 9))
    draw_months(at=NOW)
    found = seen(place.lead)
    assert found.picture is not None
    assert "provisional" not in found.picture.summary
    assert found.picture.table.rows[-1][2] == "9 of 30"
    assert found.picture.table.rows[-1][-1] == "Worse than usual"


def test_who_may_not_see_small_numbers_sees_no_chart_that_holds_one(place: Place) -> None:
    draw = make_round(place)
    graded(place, draw, months=3, marks="2221")
    draw_months(at=NOW)
    hidden = seen(place.chair)
    assert hidden.picture is None
    assert "recognised" in hidden.words
    graded(place, draw, months=3, marks="2" * 21 + "1" * 20)
    draw_months(at=NOW)
    assert seen(place.chair).picture is not None


def test_it_is_read_with_one_query_and_by_nobody_without_results(
    place: Place, django_assert_num_queries: type[CaptureQueriesContext]
) -> None:
    graded(place, make_round(place), months=3, marks="22")
    draw_months(at=NOW)
    with django_assert_num_queries(1):
        assert months_drawn(place.lead, about=About.PLAN) is not None
    assert seen(place.lead).as_at == "14 June 2025 at 1pm"
    assert months_shown(place.lead, About.REVIEW, None).picture is None
    with pytest.raises(Hidden):
        months_drawn(replace(place.lead, holdings=()), about=About.PLAN)


def test_it_is_drawn_anew_only_where_a_month_changed_and_goes_with_its_audits(place: Place) -> None:
    draw = make_round(place)
    graded(place, draw, months=1, marks="22")
    assert draw_months(at=NOW) == 0
    mark_items(place, draw, "2", first_on=add_months(TODAY, -2))
    assert draw_months(at=NOW) == 1
    assert draw_months(at=NOW + timedelta(days=1)) == 0
    items = DrawnItem.objects.in_area(place.area.pk)
    items.update(was_superseded=True)
    assert draw_months(at=NOW) == 0
    assert not MonthsDrawn.objects.in_area(place.area.pk).exists()
