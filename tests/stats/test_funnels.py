"""Funnels judge areas by the published rules, and their lines meet the exact limits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.funnels import (
    funnel_lines_of_proportions,
    funnel_lines_of_rates,
    funnel_of_proportions,
    funnel_of_rates,
    funnel_of_ratios,
    funnel_points_of_rates,
)
from alongside.stats.intervals import count_interval, exact_poisson

Z95, Z998 = 1.959963984540054, 3.090232306167813

# York's plans within twenty weeks, 2019 to 2024.
IN_TIME, PLANS = [133, 115, 121, 90, 180, 153], [150, 154, 192, 102, 187, 236]


def slow_word(value, limits):
    lower_95, upper_95, lower_998, upper_998 = limits
    if value < lower_998:
        return "Low (0.001)"
    if value > upper_998:
        return "High (0.001)"
    if value < lower_95:
        return "Low (0.025)"
    return "High (0.025)" if value > upper_95 else "Not significant"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=2, max_size=30))
def test_proportions_are_judged_by_the_normal_limits_round_the_pooled_average(rows):
    x, n = [min(row) for row in rows], [row[1] for row in rows]
    found = funnel_of_proportions(x, n)
    average = sum(x) / sum(n)
    assert found.average == pytest.approx(average)
    for place, (part, whole) in enumerate(zip(x, n, strict=True)):
        error = math.sqrt(average * (1 - average) / whole)
        limits = [average + sign * z * error for z in (Z95, Z998) for sign in (-1, 1)]
        if min(abs(part / whole - limit) for limit in limits) > 1e-12:
            assert found.significance[place] == slow_word(part / whole, limits)
        assert found.upper_998[place] == pytest.approx(min(limits[3], 1), abs=1e-12)
        assert found.lower_95[place] == pytest.approx(max(limits[0], 0), abs=1e-12)


def test_yorks_years_are_judged_against_their_own_average():
    found = funnel_of_proportions(IN_TIME, PLANS, multiplier=100)
    assert found.average == pytest.approx(100 * sum(IN_TIME) / sum(PLANS))
    assert found.significance.tolist() == [
        "High (0.001)",
        "Not significant",
        "Low (0.001)",
        "High (0.025)",
        "High (0.001)",
        "Low (0.001)",
    ]


@pytest.mark.parametrize("multiplier", [1, 100, 1000])
def test_limits_of_shares_stop_at_the_whole_whatever_the_multiplier(multiplier):
    found = funnel_of_proportions([9, 5], [10, 5], multiplier=multiplier)
    assert found.upper_998.tolist() == [multiplier, multiplier]
    lines = funnel_lines_of_proportions(0.9, denominator=[1, 5, 10000], multiplier=multiplier)
    assert lines.upper_998[:2].tolist() == [multiplier, multiplier]
    assert lines.lower_998[0] == 0


def test_a_missing_area_is_not_assessed_and_not_in_the_average():
    found = funnel_of_proportions([9, None, 5], [10, 10, 10])
    assert found.average == pytest.approx(0.7)
    assert found.significance[1] == "Not assessed"
    nothing = funnel_of_proportions([None], [10])
    assert np.isnan(nothing.average)


def slow_rate_word(count, base, average):
    inner, outer = count_interval(count), count_interval(count, confidence=0.998)
    if outer.upper / base < average:
        return "Low (0.001)"
    if outer.lower / base > average:
        return "High (0.001)"
    if inner.upper / base < average:
        return "Low (0.025)"
    return "High (0.025)" if inner.lower / base > average else "Not significant"


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 60), st.integers(100, 3000)), min_size=2, max_size=12))
def test_rates_are_judged_by_their_own_limits(rows):
    x, n = ([row[part] for row in rows] for part in (0, 1))
    found = funnel_of_rates(x, denominator=n, multiplier=1000)
    average = sum(x) / sum(n)
    words = [slow_rate_word(count, base, average) for count, base in rows]
    assert found.significance.tolist() == words
    assert found.average == pytest.approx(average * 1000)


def test_a_base_is_worked_out_from_the_rate():
    given, derived = (
        funnel_of_rates([5, 40], multiplier=1000, **more)
        for more in ({"denominator": [1000, 2000]}, {"rate": [5, 20]})
    )
    np.testing.assert_allclose(derived.denominator, [1000, 2000])
    assert derived.significance.tolist() == given.significance.tolist()
    assert derived.value.tolist() == [5, 20]


def test_a_standardised_rate_of_fewer_than_ten_events_is_not_assessed():
    found = funnel_of_rates([9, 40, 50], denominator=[5000, 1000, 900], rate_type="dsr")
    assert found.significance[0] == "Not assessed"
    assert "Not assessed" not in found.significance[1:]


def test_ratios_are_judged_against_one():
    found = funnel_of_ratios([5, 40, 20, 28, 32], 20, multiplier=100)
    assert found.significance.tolist() == [
        "Low (0.001)",
        "High (0.001)",
        "Not significant",
        "Not significant",
        "High (0.025)",
    ]
    assert (found.average, found.value[0]) == (100, 25)


def slow_poisson(k, mean):
    """The chance of k events or fewer."""
    return math.fsum(
        math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(k + 1)
    )


@pytest.mark.parametrize("events", [1, 3, 9, 25, 60])
def test_points_of_the_lines_invert_the_poisson_distribution(events):
    found = funnel_points_of_rates(20, events=events, multiplier=1000)
    expected = [
        base * 20 / 1000 for base in (found.lower_95_denominator[0], found.upper_998_denominator[0])
    ]
    assert slow_poisson(events, expected[0]) == pytest.approx(0.025, rel=1e-8)
    assert 1 - slow_poisson(events - 1, expected[1]) == pytest.approx(0.001, rel=1e-6)
    assert found.lower_95[0] == pytest.approx(events / found.lower_95_denominator[0] * 1000)


def test_the_lines_pass_through_their_points():
    points = funnel_points_of_rates(7.5, events=np.arange(1, 200), multiplier=1000)
    for name in ("lower_95", "upper_95", "lower_998", "upper_998"):
        base = getattr(points, f"{name}_denominator")
        lines = funnel_lines_of_rates(7.5, denominator=base, multiplier=1000)
        np.testing.assert_allclose(getattr(lines, name), getattr(points, name), rtol=1e-7)


def test_no_events_have_no_place_on_an_upper_line():
    found = funnel_points_of_rates(5, events=[0])
    assert np.isnan(found.upper_95[0])
    assert found.lower_95[0] == 0
    assert found.lower_95_denominator[0] == pytest.approx(exact_poisson(0).upper * 20000)


def test_lines_close_in_as_the_base_grows():
    lines = funnel_lines_of_rates(10, denominator=np.linspace(2000, 1e6, 300), multiplier=1000)
    assert (np.diff(lines.upper_998) < 0).all()
    assert (np.diff(lines.lower_95) > 0).all()
    assert (lines.lower_998 <= lines.lower_95).all()


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: funnel_of_proportions([3], [2]), "part is larger"),
        (lambda: funnel_of_rates([0, 5], rate=[0, 5]), "without events has no base"),
        (lambda: funnel_of_rates([1, 5]), "Give “denominator”"),
        (lambda: funnel_of_rates([1], denominator=[5], rate_type="age"), "one of crude, dsr"),
        (lambda: funnel_of_ratios([1], [0]), "base above 0"),
        (lambda: funnel_lines_of_proportions(50, denominator=[5]), "share from 0 to 1"),
        (lambda: funnel_lines_of_rates(0, denominator=[5]), "above 0"),
        (lambda: funnel_points_of_rates(-1, events=[5]), "above 0"),
    ],
)
def test_a_funnel_refuses_what_cannot_be(ask, words):
    with pytest.raises(Refusal, match=words):
        ask()
