"""Rates are what a slow reckoning by hand gives, and the standard is the published one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.intervals import count_interval, wilson
from alongside.stats.rates import (
    ESP2013,
    Reference,
    Standard,
    crude_rate,
    directly_standardised_rate,
    directly_standardised_rate_of_repeats,
    grouped_proportions,
    grouped_rates,
    indirectly_standardised_rate,
    standardised_ratio,
)

Z = 1.959963984540054
BANDS = 19


def slow_byar(count):
    lower = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    more = count + 1
    return lower, more * (1 - 1 / (9 * more) + Z / (3 * math.sqrt(more))) ** 3


def slow_dsr(counts, populations, weights, multiplier, variance=None):
    total = sum(counts)
    rows = list(zip(counts, populations, weights, strict=True))
    value = sum(x * w / n for x, n, w in rows) / sum(weights)
    if variance is None:
        variance = sum(x * (w / n) ** 2 for x, n, w in rows) / sum(weights) ** 2
    lower, upper = slow_byar(total)
    each = math.sqrt(variance / total)
    limits = (value, value + each * (lower - total), value + each * (upper - total))
    return tuple(limit * multiplier for limit in limits)


def test_the_european_standard_population_is_the_published_one():
    assert len(ESP2013) == BANDS
    assert sum(ESP2013) == 100_000
    assert ESP2013[:3] + ESP2013[-3:] == (5000, 5500, 5500, 2500, 1500, 1000)


@pytest.mark.parametrize("count", [0, 1, 9, 9.5, 10, 250])
def test_a_crude_rate_is_the_count_and_its_limits_over_the_population(count):
    found, limits = crude_rate(count, 40_000, multiplier=10_000), count_interval(count)
    assert (found.value, found.lower, found.upper) == pytest.approx(
        (count / 4, limits.lower / 4, limits.upper / 4), rel=1e-14
    )


def test_a_rate_may_pass_one_a_person():
    assert crude_rate(30, 10, multiplier=1).value == 3


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10**6)), min_size=19, max_size=19))
def test_a_directly_standardised_rate_is_dobsons(rows):
    counts, populations = ([row[part] for row in rows] for part in (0, 1))
    found = directly_standardised_rate(counts, populations)
    assert (found.count, found.population) == (sum(counts), sum(populations))
    if sum(counts) < 10:
        assert np.isnan([found.value, found.lower, found.upper]).all()
        assert found.reason == "Fewer than 10 events: no standardised rate."
        return
    expected = slow_dsr(counts, populations, ESP2013, 100_000)
    assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=1e-12)
    assert found.reason == ""


def test_a_missing_count_is_nought_and_a_weight_may_be_nought():
    standard = Standard((1, 1, 0), 100)
    found = directly_standardised_rate([None, 20, 7], [50, 100, 3], standard=standard)
    expected = slow_dsr([0, 20, 7], [50, 100, 3], [1, 1, 0], 100)
    assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=1e-12)


def test_areas_are_standardised_each_for_itself():
    rng = np.random.default_rng(5)
    counts, populations = rng.integers(0, 9, (2, 3, BANDS)), rng.integers(50, 900, (2, 3, BANDS))
    found = directly_standardised_rate(counts, populations)
    alone = directly_standardised_rate(counts[1, 2], populations[1, 2])
    assert found.value.shape == (2, 3)
    assert found.upper[1, 2] == alone.upper


def test_repeats_widen_the_interval_as_their_square():
    persons, populations, weights = [[9, 4], [2, 3], [0, 1]], [500, 800], [3, 2]
    standard = Standard(weights, 1000)
    found = directly_standardised_rate_of_repeats(
        persons, populations, frequency=[1, 2, 5], standard=standard
    )
    events = [9 + 2 * 2, 4 + 2 * 3 + 5]
    variance = sum(
        f * f * x * (w / n) ** 2 / sum(weights) ** 2
        for f, row in zip([1, 2, 5], persons, strict=True)
        for x, n, w in zip(row, populations, weights, strict=True)
    )
    expected = slow_dsr(events, populations, weights, 1000, variance)
    assert (found.value, found.lower, found.upper) == pytest.approx(expected, rel=1e-12)
    once = directly_standardised_rate(events, populations, standard=standard)
    assert found.value == pytest.approx(float(once.value))
    assert found.upper - found.lower > once.upper - once.lower


def test_events_that_happen_once_are_the_plain_rate():
    counts, populations, standard = [8, 9], [500, 800], Standard((1, 2))
    repeats = directly_standardised_rate_of_repeats(
        [counts], populations, frequency=[1], standard=standard
    )
    plain = directly_standardised_rate(counts, populations, standard=standard)
    assert repeats.lower == pytest.approx(float(plain.lower), rel=1e-14)


@pytest.mark.parametrize("observed", [[12, 3], [[5, 7], [3, None]]])
def test_an_indirectly_standardised_ratio_is_observed_over_expected(observed):
    reference = Reference([10, 40], [1000, 8000])
    found = standardised_ratio(
        observed, [[600, 900], [300, 0]], reference=reference, reference_value=100
    )
    expected = [600 * 0.01 + 900 * 0.005, 3.0]
    limits = count_interval([12, 3])
    np.testing.assert_allclose(found.expected, expected, rtol=1e-14)
    np.testing.assert_allclose(found.value, np.array([12, 3]) / expected * 100, rtol=1e-14)
    np.testing.assert_allclose(found.upper, limits.upper / expected * 100, rtol=1e-14)


def test_an_indirectly_standardised_rate_is_the_ratio_times_the_references_rate():
    reference = Reference([10, None], [1000, 8000])
    ratio = standardised_ratio(12, [600, 900], reference=reference)
    rate = indirectly_standardised_rate(12, [600, 900], reference=reference, multiplier=1000)
    assert rate.lower == pytest.approx(float(ratio.lower) * 10 / 9000 * 1000, rel=1e-14)


def test_groups_are_summed_before_the_interval():
    found = grouped_proportions([1, 4, 2], [2, 10, 9], group=["b", "a", "b"], multiplier=100)
    whole = wilson([3, 4], [11, 10], multiplier=100)
    assert found.group == ("b", "a")
    assert found.lower.tolist() == whole.lower.tolist()
    rates = grouped_rates([1, 4, None], [2, 10, 9], group=["b", "a", "b"])
    assert np.isnan(rates.value).tolist() == [True, False]


@pytest.mark.parametrize(
    ("counts", "populations", "standard", "words"),
    [
        ([1, 2], [10, 0], (1, 1), "needs a base above 0"),
        ([1, 2], [10, None], (1, 1), "A population is missing"),
        ([1, 2], [10, 10], (1, 1, 1), "standard has 3 bands, and the counts have 2"),
        ([1, 2], [10, 10], (0, 0), "must not all be 0"),
        ([1, -2], [10, 10], (1, 1), "cannot be below 0"),
        ([1, 2], [10, 10], (1, -1), "cannot be below 0"),
        (1, 2, (1,), "counts have 0"),
    ],
)
def test_a_standardised_rate_refuses_what_cannot_be(counts, populations, standard, words):
    with pytest.raises(Refusal, match=words):
        directly_standardised_rate(counts, populations, standard=Standard(standard))


@pytest.mark.parametrize(
    ("observed", "population", "reference", "words"),
    [
        (1, [10, 10], Reference([0, 0], [5, 5]), "No events are expected"),
        (1, [10, 10], Reference([1, 1], [5, None]), "none missing"),
        (1, [10, 10], Reference([1, 1], [5, 0]), "above 0"),
        (1, [10, 10, 10], Reference([1, 1], [5, 5]), "needs 2 bands"),
        ([1, 2, 3], [10, 10], Reference([1, 1], [5, 5]), "one count an area"),
    ],
)
def test_an_indirect_standard_refuses_what_cannot_be(observed, population, reference, words):
    with pytest.raises(Refusal, match=words):
        standardised_ratio(observed, population, reference=reference)


def test_rows_need_their_group():
    with pytest.raises(Refusal, match="one group a row"):
        grouped_rates([1, 2], [3, 4], group=["a"])
    with pytest.raises(Refusal, match="one list of bands for each frequency"):
        directly_standardised_rate_of_repeats([[1, 2]], [5, 5], frequency=[1, 2])
