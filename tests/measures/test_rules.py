"""Targets held against figures, exactly, and runs of review points."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Refusal
from alongside.measures.codes import Better, Comparator
from alongside.measures.rules.figures import (
    Point,
    Target,
    check_may_enter,
    due_since,
    fits_unit,
    has_worsened,
    is_met,
    met_at_last,
    percentage,
    review_points,
    target_of,
)


def month(number: int, numerator: int, denominator: int = 100) -> Point:
    start = add_months(date(2020, 1, 1), number - 1)
    value = percentage(numerator, denominator)
    return Point(start, add_months(start, 1), value, numerator, denominator)


@pytest.mark.parametrize(
    ("comparator", "numerator", "met"),
    [
        (Comparator.AT_LEAST, 90, True),
        (Comparator.AT_LEAST, 89, False),
        (Comparator.MORE_THAN, 90, False),
        (Comparator.MORE_THAN, 91, True),
        (Comparator.AT_MOST, 90, True),
        (Comparator.AT_MOST, 91, False),
        (Comparator.LESS_THAN, 90, False),
        (Comparator.LESS_THAN, 89, True),
    ],
)
def test_a_plain_number_means_at_least_and_over_means_more_than(
    comparator: Comparator, numerator: int, met: bool
) -> None:
    assert is_met(month(1, numerator), Target(Decimal(90), comparator)) is met


def test_a_percentage_is_compared_by_its_base_and_not_rounded() -> None:
    point = month(1, 199_999, 266_666)
    assert point.value == Decimal("74.9998")
    assert not is_met(point, Target(Decimal(75)))
    assert is_met(month(1, 3, 4), Target(Decimal(75)))
    third = Target(Decimal("66.6667"))
    assert not is_met(month(1, 2, 3), third)


def test_a_count_is_compared_by_its_value() -> None:
    point = Point(date(2021, 9, 1), date(2021, 10, 1), Decimal(2))
    assert is_met(point, Target(Decimal(2)))
    assert not is_met(point, Target(Decimal(5)))


@pytest.mark.parametrize(
    ("value", "quantifier", "unit", "target"),
    [
        (Decimal(90), "", "percent", Target(Decimal(90), Comparator.MORE_THAN)),
        (None, "all", "percent", Target(Decimal(100))),
        (None, "all", "", None),
        (None, "", "percent", None),
    ],
)
def test_all_of_a_percentage_is_a_hundred(
    value: Decimal | None, quantifier: str, unit: str, target: Target | None
) -> None:
    comparator = "more_than" if value else ""
    assert target_of(value=value, comparator=comparator, quantifier=quantifier, unit=unit) == target


def test_review_points_lie_wholly_after_the_day() -> None:
    points = [month(n, 95) for n in (1, 2, 3)]
    assert review_points(points, after=date(2020, 1, 15)) == (points[1], points[2])
    assert review_points(points, after=date(2020, 1, 1)) == tuple(points)


def test_a_missing_month_breaks_the_run_of_a_monthly_series() -> None:
    points = [month(n, 95) for n in (1, 2, 4, 5)]
    assert review_points(points, after=date(2020, 1, 1), every_months=1) == (points[2], points[3])
    assert review_points(points, after=date(2020, 1, 1)) == tuple(points)


@pytest.mark.scenario(35)
def test_a_target_has_held_when_the_last_three_points_met_it() -> None:
    target = Target(Decimal(90))
    assert met_at_last([month(1, 10), month(2, 95), month(3, 90), month(4, 99)], target, count=3)
    assert not met_at_last([month(2, 95), month(3, 90)], target, count=3)
    assert not met_at_last(
        [month(1, 95), month(2, 95), month(3, 95), month(4, 89)], target, count=3
    )


def test_worse_depends_on_which_way_is_good() -> None:
    points = [month(1, 60), month(2, 50)]
    assert has_worsened(points, Better.HIGHER) is True
    assert has_worsened(points, Better.LOWER) is False
    assert has_worsened(points[:1], Better.HIGHER) is None


def test_a_period_may_not_overlap_another() -> None:
    with pytest.raises(Refusal, match="already a figure for a period from 1 January 2020"):
        check_may_enter(
            Point(date(2020, 1, 15), date(2020, 2, 15), Decimal(1)),
            [month(1, 50)],
            today=date(2020, 6, 1),
            unit="count",
        )
    check_may_enter(month(2, 50), [month(1, 50)], today=date(2020, 6, 1), unit="percent")


@pytest.mark.parametrize(
    ("point", "sentence"),
    [
        (Point(date(2020, 2, 1), date(2020, 2, 1), Decimal(1)), "must end after it begins"),
        (month(5, 50), "has not ended"),
        (Point(date(2020, 1, 1), date(2020, 2, 1), Decimal(0), 0, 0), "percentage of nothing"),
        (month(1, 12, 10), "More were counted than there are"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_with_a_sentence(point: Point, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_enter(point, [], today=date(2020, 5, 20), unit="percent")


@given(st.integers(0, 1000), st.integers(1, 1000), st.integers(0, 100))
def test_at_least_and_less_than_are_each_others_opposite(
    numerator: int, denominator: int, target: int
) -> None:
    point = month(1, numerator, denominator)
    at_least = is_met(point, Target(Decimal(target)))
    assert at_least is not is_met(point, Target(Decimal(target), Comparator.LESS_THAN))
    assert at_least is (100 * numerator >= target * denominator)


def _days(first: date, until: date) -> Point:
    return Point(first, until, Decimal(95), 95, 100)


def test_a_regular_series_takes_whole_periods_only() -> None:
    ten_days = _days(date(2020, 8, 1), date(2020, 8, 11))
    with pytest.raises(Refusal, match="A period from 1 August 2020 ends on 31 August"):
        check_may_enter(ten_days, [], today=date(2020, 10, 1), unit="percent", every_months=1)
    check_may_enter(ten_days, [], today=date(2020, 10, 1), unit="percent")
    check_may_enter(month(8, 95), [], today=date(2020, 10, 1), unit="percent", every_months=1)


def test_a_yearly_count_of_one_month_comes_once_a_year() -> None:
    """The number of plans each January."""
    first, second, later = (
        replace(month(number, 95), numerator=None, denominator=None) for number in (1, 2, 13)
    )
    check_may_enter(later, [first], today=date(2022, 1, 1), unit="plans", every_months=12)
    with pytest.raises(Refusal, match="has one every 12 months"):
        check_may_enter(second, [first], today=date(2022, 1, 1), unit="plans", every_months=12)
    points = [month(1, 95), month(2, 95), month(3, 95)]
    assert review_points(points, after=date(2020, 1, 1), every_months=12) == (points[0],)


@pytest.mark.parametrize(
    ("months", "until", "sentence"),
    [
        (3, date(2020, 2, 1), "for a whole quarter. A period from 1 January 2020 ends on 31 March"),
        (3, date(2020, 3, 1), "for a whole quarter"),
        (
            12,
            date(2020, 2, 1),
            "for a whole year. A period from 1 January 2020 ends on 31 December",
        ),
        (6, date(2020, 2, 1), "for 6 months"),
    ],
)
def test_a_share_of_a_month_is_not_that_of_a_quarter_or_a_year(
    months: int, until: date, sentence: str
) -> None:
    part, whole = _days(date(2020, 1, 1), until), _days(date(2020, 1, 1), date(2020, 4, 1))
    with pytest.raises(Refusal, match=sentence) as refusal:
        check_may_enter(part, [], today=date(2022, 1, 1), unit="percent", every_months=months)
    assert refusal.value.field == "period_until"
    check_may_enter(whole, [], today=date(2022, 1, 1), unit="percent", every_months=3)


def test_parts_of_a_period_are_no_review_points() -> None:
    """They may stand from a time before the series was regular."""
    cut = [
        _days(date(2020, 8, 1), date(2020, 8, 11)),
        _days(date(2020, 8, 11), date(2020, 8, 21)),
        _days(date(2020, 8, 21), date(2020, 9, 1)),
    ]
    assert review_points(cut, after=date(2020, 7, 1), every_months=1) == ()
    assert len(review_points(cut, after=date(2020, 7, 1))) == 3


@pytest.mark.parametrize(
    ("every_months", "today", "since"),
    [
        (1, date(2020, 12, 1), None),
        (1, date(2020, 12, 2), date(2020, 10, 1)),
        (3, date(2020, 12, 2), None),
        (None, date(2022, 1, 1), None),
    ],
)
def test_a_figure_is_missed_two_months_after_its_period(
    every_months: int | None, today: date, since: date | None
) -> None:
    assert due_since([month(8, 95)], every_months=every_months, today=today) == since


@pytest.mark.parametrize(
    ("wanted", "unit", "fits"),
    [
        ("percent", "percent", True),
        ("%", "Per cent", True),
        ("percent", "plans", False),
        ("projects", "plans", False),
        ("", "plans", True),
    ],
)
def test_figures_count_a_measure_of_the_same_unit(wanted: str, unit: str, fits: bool) -> None:
    assert fits_unit(wanted, unit) is fits


def test_a_count_is_not_below_nought() -> None:
    with pytest.raises(Refusal, match="cannot be below nought"):
        check_may_enter(
            Point(date(2020, 1, 1), date(2020, 2, 1), Decimal(-3)),
            [],
            today=date(2020, 6, 1),
            unit="plans",
        )
