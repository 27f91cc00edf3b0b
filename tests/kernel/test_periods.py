"""Periods end before their end date; months are counted by the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from alongside.kernel.dates import Period, add_months, first_of_month, months_in
from alongside.kernel.refusals import Refusal

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=date(2010, 12, 31))
JUNE = Period(date(2020, 6, 1), date(2020, 7, 1))


@st.composite
def periods(draw):
    start = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(min_value=1, max_value=900)))
    return Period(start, None if length is None else start + timedelta(days=length))


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2020, 5, 31), False),
        (date(2020, 6, 1), True),
        (date(2020, 6, 30), True),
        (date(2020, 7, 1), False),
    ],
)
def test_a_period_has_its_first_day_and_not_its_end(day, inside):
    assert JUNE.contains(day) is inside


def test_a_period_without_an_end_goes_on():
    open_ended = Period(date(2020, 6, 1))
    assert open_ended.contains(date(2199, 1, 1))
    assert not open_ended.contains(date(2020, 5, 31))
    assert open_ended.length is None


def test_length_is_in_days():
    assert JUNE.length == 30


def test_touching_periods_do_not_overlap():
    july = Period(date(2020, 7, 1), date(2020, 8, 1))
    assert not JUNE.overlaps(july)
    assert not july.overlaps(JUNE)


def test_an_open_period_overlaps_what_ends_after_it_began():
    assert Period(date(2020, 6, 30)).overlaps(JUNE)
    assert not Period(date(2020, 7, 1)).overlaps(JUNE)
    assert Period(date(2020, 7, 1)).overlaps(Period(date(2030, 7, 1)))


@pytest.mark.parametrize("until", [date(2020, 6, 1), date(2020, 5, 31)])
def test_an_end_that_is_not_after_the_start_is_refused(until):
    with pytest.raises(Refusal, match=r"must be after the start \(1 June 2020\)\.") as refused:
        Period(date(2020, 6, 1), until)
    assert refused.value.field == "until"


@given(periods(), periods())
def test_overlap_means_that_some_day_is_in_both(one, other):
    shared_day = max(one.start, other.start)
    assert one.overlaps(other) == (one.contains(shared_day) and other.contains(shared_day))
    assert one.overlaps(other) == other.overlaps(one)


@given(periods())
def test_length_counts_the_days_inside(period):
    assume(period.until is not None)
    days = [period.start + timedelta(days=n) for n in range(-2, 905)]
    assert sum(period.contains(day) for day in days) == period.length


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2020, 1, 31), 1, date(2020, 2, 29)),
        (date(2021, 1, 31), 1, date(2021, 2, 28)),
        (date(2020, 12, 5), 1, date(2021, 1, 5)),
        (date(2020, 1, 5), -1, date(2019, 12, 5)),
        (date(2020, 6, 5), 0, date(2020, 6, 5)),
        (date(2020, 6, 30), 18, date(2021, 12, 30)),
    ],
)
def test_months_are_added_by_the_calendar(day, count, later):
    assert add_months(day, count) == later


@given(DAYS, st.integers(min_value=-200, max_value=200), st.integers(min_value=-200, max_value=200))
def test_months_added_to_a_first_of_month_add_up(day, one, other):
    first = first_of_month(day)
    assert add_months(add_months(first, one), other) == add_months(first, one + other)


def test_the_months_of_a_period_leave_out_the_month_that_only_its_end_touches():
    assert months_in(JUNE, today=date(2030, 1, 1)) == (date(2020, 6, 1),)
    across = Period(date(2020, 12, 31), date(2021, 2, 2))
    assert months_in(across, today=date(2020, 1, 1)) == (
        date(2020, 12, 1),
        date(2021, 1, 1),
        date(2021, 2, 1),
    )


def test_the_months_of_an_open_period_go_as_far_as_today():
    assert months_in(Period(date(2020, 5, 20)), today=date(2020, 6, 1)) == (
        date(2020, 5, 1),
        date(2020, 6, 1),
    )
    assert months_in(Period(date(2020, 5, 20)), today=date(2020, 4, 30)) == ()
