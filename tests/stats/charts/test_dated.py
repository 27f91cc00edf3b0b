"""Dates are in order, each once, and a missing period is a gap that the reader is told of."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.dated import fill_gaps
from alongside.stats.charts.judging import judge
from alongside.stats.charts.options import ChartOptions


@pytest.mark.parametrize(
    ("period", "dates", "inserted"),
    [
        ("day", ["2024-02-28", "2024-03-01"], [date(2024, 2, 29)]),
        ("week", ["2024-01-03", "2024-01-16"], [date(2024, 1, 10)][:0]),
        ("week", ["2024-01-03", "2024-01-17"], [date(2024, 1, 10)]),
        ("month", ["2023-12-01", "2024-02-01"], [date(2024, 1, 1)]),
        ("month", ["2024-01-31", "2024-03-31"], [date(2024, 2, 29)]),
        ("month", ["2024-01-30", "2024-03-15"], [date(2024, 2, 29)]),
        ("quarter", ["2024-01-01", "2024-07-01"], [date(2024, 4, 1)]),
        ("year", ["2019-09-01", "2022-09-01"], [date(2020, 9, 1), date(2021, 9, 1)]),
    ],
)
def test_a_missing_period_is_inserted_with_a_date_of_the_same_kind(period, dates, inserted):
    if period == "week" and not inserted:
        dates = ["2024-01-03", "2024-01-09"]  # a Wednesday and the next Tuesday: no gap
    found = fill_gaps(dates, [1, 2], period=period)
    assert list(found.inserted) == inserted
    assert np.isnan(found.values).sum() == len(inserted)
    assert found.values[found.positions].tolist() == [1, 2]


@given(months=st.sets(st.integers(0, 60), min_size=1), day=st.integers(1, 28))
def test_filling_twice_changes_nothing_more(months, day):
    dates = [date(2020 + m // 12, m % 12 + 1, day) for m in sorted(months)]
    once = fill_gaps(dates, range(len(dates)), period="month")
    twice = fill_gaps(once.dates, once.values, period="month")
    assert twice.dates == once.dates
    assert not twice.inserted
    assert len(once.dates) == max(months) - min(months) + 1


@pytest.mark.parametrize(
    ("dates", "sentence"),
    [
        (["2024-01-01", "2024-01-01"], "1 January 2024 comes twice"),
        (["2024-02-01", "2024-01-01"], "Put the dates in order, earliest first"),
        (["2024-01-01", "2024-01-20"], "fall in the same month"),
        (["2024-01-01", "3024-01-20"], "3024|too many periods"),
        (["2024-01-01", "soon"], "soon"),
        (["2024-01-01"], "one value for each date"),
    ],
)
def test_dates_that_cannot_be_are_refused(dates, sentence):
    with pytest.raises(Refusal, match=sentence):
        fill_gaps(dates, [1, 2], period="month")


def test_a_gap_breaks_a_run_and_is_told():
    dates = [date(2024, month, 1) for month in (1, 2, 3, 4, 6, 7, 8, 9)]
    rising = [1, 2, 3, 4, 5, 6, 7, 8]
    as_given = judge(dates, rising)
    with_gap = judge(dates, rising, options=ChartOptions(period="month"))
    assert as_given.trend.all()
    assert not with_gap.trend.any()
    assert with_gap.dates[4] == date(2024, 5, 1)
    assert "There is no figure for May 2024. Runs start afresh after a gap." in with_gap.notes


def test_a_series_without_any_date_is_refused():
    with pytest.raises(Refusal, match="no figures to judge"):
        judge([], [])


def test_a_series_without_any_figure_is_not_judged_and_says_so():
    found = judge(["2024-01-01", "2024-02-01"], [None, None])
    assert (found.variation, found.assurance, found.icons_on) == ("none", "none", None)
    assert found.notes[0] == "There is no figure to judge."
