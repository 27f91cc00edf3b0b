"""Differences and ratios hold published examples and agree with others' reckoning."""

import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from alongside.kernel.refusals import Refusal
from alongside.stats.ratios import (
    difference_of_proportions,
    ratio_of_proportions,
    ratio_of_proportions_katz,
    ratio_of_rates,
)

Z = 1.959963984540054
TABLES = [(56, 70, 48, 80), (9, 10, 3, 10), (6, 7, 2, 7), (5, 56, 1, 29), (153, 236, 180, 187)]


def beside(function, x, n, y, m, **more):
    return function(x, n, other_numerator=y, other_denominator=m, **more)


@pytest.mark.parametrize(
    ("table", "lower", "upper"),
    [  # Newcombe (1998), Table II, method 10
        ((56, 70, 48, 80), 0.0524, 0.3339),
        ((9, 10, 3, 10), 0.1705, 0.8090),
        ((6, 7, 2, 7), 0.0582, 0.8062),
        ((5, 56, 0, 29), -0.0381, 0.1926),
        ((0, 10, 0, 20), -0.1611, 0.2775),
        ((0, 10, 0, 10), -0.2775, 0.2775),
        ((10, 10, 0, 20), 0.6791, 1.0000),
        ((10, 10, 0, 10), 0.6075, 1.0000),
    ],
)
def test_a_difference_holds_newcombes_published_examples(table, lower, upper):
    found = beside(difference_of_proportions, *table)
    assert (round(float(found.lower), 4), round(float(found.upper), 4)) == (lower, upper)


@pytest.mark.parametrize("table", TABLES)
def test_a_difference_is_what_statsmodels_gives(table):
    found = beside(difference_of_proportions, *table)
    other = confint_proportions_2indep(*table, method="newcomb", compare="diff")
    assert (found.lower, found.upper) == pytest.approx(other, rel=1e-9)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize(
    ("function", "method"), [(ratio_of_proportions, "score"), (ratio_of_proportions_katz, "log")]
)
def test_a_ratio_of_shares_is_what_statsmodels_gives(table, function, method):
    found = beside(function, *table)
    other = confint_proportions_2indep(*table, method=method, compare="ratio", correction=False)
    assert (found.lower, found.upper) == pytest.approx(other, rel=1e-9)
    assert found.value == pytest.approx(table[0] / table[1] / (table[2] / table[3]))
    assert found.reason == ""


def test_koopmans_published_example():
    found = beside(ratio_of_proportions, 36, 40, 16, 80)  # Koopman (1984): 2.94 to 7.15
    assert (round(float(found.lower), 2), round(float(found.upper), 2)) == (2.94, 7.15)


def slow_score(x, n, y, m, ratio):
    """The smallest chi-squared over all pairs of shares with this ratio, by golden section on likelihood."""

    def likelihood(r):
        shares = ((x, n, ratio * r), (y, m, r))
        return sum(
            (k * math.log(p) if k else 0) + ((size - k) * math.log(1 - p) if size > k else 0)
            for k, size, p in shares
        )

    low, high = 1e-12, min(1, 1 / ratio) - 1e-12
    for _ in range(300):
        third = (high - low) / 3
        if likelihood(low + third) < likelihood(high - third):
            low += third
        else:
            high -= third
    return sum(
        (k - size * p) ** 2 / (size * p * (1 - p))
        for k, size, p in ((x, n, ratio * low), (y, m, low))
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 30), st.integers(1, 30), st.data())
def test_koopmans_limits_lie_where_the_score_is_z_squared(n, m, data):
    x, y = data.draw(st.integers(1, n)), data.draw(st.integers(1, m))
    found = beside(ratio_of_proportions, x, n, y, m)
    assert 0 < found.lower <= found.value <= found.upper
    for limit in (found.lower, found.upper):
        assert slow_score(x, n, y, m, float(limit)) == pytest.approx(Z * Z, rel=1e-3)


def test_a_ratio_turned_round_is_one_over_it():
    x, y = np.mgrid[1:31, 1:31]
    one, other = (
        beside(ratio_of_proportions, *table) for table in ((x, 30, y, 40), (y, 40, x, 30))
    )
    np.testing.assert_allclose(one.lower, 1 / other.upper, rtol=1e-9)
    np.testing.assert_allclose(one.upper, 1 / other.lower, rtol=1e-9)


@pytest.mark.parametrize("function", [ratio_of_proportions, ratio_of_proportions_katz])
def test_a_ratio_says_why_it_has_no_answer(function):
    found = beside(function, [0, 0, 5], 10, [0, 5, 0], 10)
    assert np.isnan(found.value).tolist() == [True, False, False]
    assert found.reason[0] == "No events in either group: no ratio."
    assert found.reason[2] != ""
    assert found.value[2] == math.inf


def test_koopman_answers_with_no_events_in_one_group():
    found = beside(ratio_of_proportions, [0, 5], 10, [5, 0], 10)
    assert (found.lower[0], found.upper[1]) == (0, math.inf)
    assert found.upper[0] == pytest.approx(1 / float(found.lower[1]), rel=1e-9)


@pytest.mark.parametrize(("x", "y"), [(20, 10), (3, 17), (1, 1), (120, 95)])
def test_a_ratio_of_rates_leaves_the_tails_that_it_says(x, y):
    found = ratio_of_rates(x, 1000, other_count=y, other_population=2500)
    assert found.value == pytest.approx(x / 1000 / (y / 2500))
    total = x + y
    for limit, of in ((found.lower, range(x, total + 1)), (found.upper, range(x + 1))):
        odds = Fraction(float(limit)) * 1000 / 2500
        share = odds / (1 + odds)
        tail = sum(math.comb(total, k) * share**k * (1 - share) ** (total - k) for k in of)
        assert float(tail) == pytest.approx(0.025, rel=1e-9)


def test_a_ratio_of_rates_says_why_it_has_no_answer():
    found = ratio_of_rates([0, 5, 0, None], 100, other_count=[5, 0, 0, 5], other_population=100)
    assert found.lower[0] == 0
    assert found.upper[1] == math.inf
    assert np.isnan(found.value).tolist() == [False, False, True, True]
    assert found.reason.tolist() == [
        "",
        "No events in the second group: the ratio has no upper limit.",
        "No events in either group: no ratio.",
        "",
    ]


def test_very_unequal_counts_keep_their_digits():
    found = ratio_of_rates(1, 1, other_count=10**7, other_population=1)
    assert 0 < found.lower < 1e-7 < found.upper < 1e-6


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ((6, 5, 1, 5), "part is larger"),
        ((1, 5, 1, 0), "base above 0"),
        (([1, 2], 5, [1, 2, 3], 5), "equal lengths"),
    ],
)
@pytest.mark.parametrize("function", [difference_of_proportions, ratio_of_proportions])
def test_what_cannot_be_is_refused(function, table, words):
    with pytest.raises(Refusal, match=words):
        beside(function, *table)


def test_a_ratio_at_full_confidence_is_refused():
    with pytest.raises(Refusal, match="Nothing is shown with full certainty"):
        beside(ratio_of_proportions, 1, 2, 1, 2, confidence=1)
