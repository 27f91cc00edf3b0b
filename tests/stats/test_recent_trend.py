"""The recent trend rises or falls only beyond chance, and never by one year's doing."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.recent_trend import Base, TrendOptions, recent_trend


def slow_slope(points):
    total = sum(w for _, _, w in points)
    x_mean = sum(x * w for x, _, w in points) / total
    y_mean = sum(y * w for _, y, w in points) / total
    squares = sum(w * (x - x_mean) ** 2 for x, _, w in points)
    return sum(w * (x - x_mean) * (y - y_mean) for x, y, w in points) / squares, 1 / squares


def slow_trend(values, widths):
    points = [
        (x, y, 1 / ((2 * half) / 3.92) ** 2)
        for x, y, half in zip(range(1, 6), values[-5:], widths[-5:], strict=True)
    ]
    slope, variance = slow_slope(points)
    if slope**2 / variance <= 9.54953570608324:
        return "no_significant_change"
    for left_out in points:
        if (slow_slope([p for p in points if p != left_out])[0] < 0) != (slope < 0):
            return "no_significant_change"
    return "decreasing" if slope < 0 else "increasing"


def trend(values, half=1.0, **more):
    y = np.asarray(values, dtype=float)
    return recent_trend(y, lower=y - half, upper=y + half, **more)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), min_size=5, max_size=8),
)
def test_the_trend_is_a_weighted_slope_beyond_998_that_no_year_turns(rows):
    values, halves = np.array(rows, dtype=float).T
    found = recent_trend(values, lower=values - halves, upper=values + halves)
    assert found.trend == slow_trend(list(values), list(halves))


def test_the_last_five_years_count():
    assert trend([90, 80, 70, 10, 20, 30, 40, 50]).trend == "increasing"


@pytest.mark.parametrize(
    ("polarity", "word"),
    [
        ("high_is_good", "getting_worse"),
        ("low_is_good", "getting_better"),
        ("no_judgement", "decreasing"),
        ("not_applicable", ""),
    ],
)
def test_a_fall_is_judged_by_what_is_good(polarity, word):
    found = trend([50, 40, 30, 20, 10], options=TrendOptions(polarity=polarity))
    assert (found.trend, found.judgement) == ("decreasing", word)


def test_a_slope_of_nought_without_one_year_counts_as_rising():
    found = trend([20, 20, 20, 20, 21], half=0.3)
    assert found.chi_squared > 9.5495
    assert found.trend == "increasing"


def test_one_outlying_year_is_not_a_trend():
    turned = trend([21, 20.5, 20, 19.5, 40])
    assert turned.chi_squared > 9.5495
    assert turned.trend == "no_significant_change"


def test_profiles_differ_on_a_year_without_a_value():
    values = [10, 20, 30, np.nan, 40, 50]
    assert trend(values).trend == "increasing"
    older = trend(values, options=TrendOptions(profile="2020"))
    assert older.trend == "cannot_be_calculated"
    assert older.reason == "Fewer than five years with a value and an interval."


def test_a_year_in_which_every_case_counts_stops_the_trend():
    found = trend([10, 20, 30, 40, 50], base=Base([1, 2, 3, 4, 10], [10, 10, 10, 10, 10]))
    assert found.trend == "cannot_be_calculated"
    assert "as many cases as its base" in str(found.reason)


def test_an_interval_without_width_has_no_weight():
    found = trend([10, 20, 30, 40, 50], half=0)
    assert "no width" in str(found.reason)
    assert np.isnan(found.slope)


def test_areas_are_judged_each_for_itself():
    found = trend([[10, 20, 30, 40, 50], [50, 50, 50, 50, 50]])
    assert found.trend.tolist() == ["increasing", "no_significant_change"]
    assert found.slope.tolist() == pytest.approx([10, 0])


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: recent_trend([1] * 5, lower=[2] * 5, upper=[1] * 5), "lies above its upper"),
        (lambda: recent_trend([1] * 5, lower=[1] * 4, upper=[2] * 5), "equal lengths"),
        (lambda: trend([1] * 5, options=TrendOptions(polarity="up")), "one of high_is_good"),
        (lambda: trend([1] * 5, options=TrendOptions(profile="2010")), "one of next, 2020"),
        (lambda: trend([1] * 5, base=Base([-1] * 5, [9] * 5)), "cannot be below 0"),
    ],
)
def test_what_cannot_be_is_refused(ask, words):
    with pytest.raises(Refusal, match=words):
        ask()
