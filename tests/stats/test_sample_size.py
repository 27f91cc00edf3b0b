"""Sample sizes, by trying each size in turn and by statsmodels."""

from math import ceil, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm
from statsmodels.stats.power import TTestIndPower
from statsmodels.stats.proportion import (
    power_proportions_2indep,
    samplesize_confint_proportion,
)

from alongside.kernel.refusals import Refusal
from alongside.stats.sample_size import (
    sample_for_difference,
    sample_for_mean_difference,
    sample_for_precision,
)

Z = norm.ppf(0.975)


def wilson_half_width(p, n):
    return Z * sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)


@pytest.mark.parametrize(
    ("half_width", "population", "size"),
    [(0.05, None, 385), (0.03, None, 1068), (0.05, 1000, 278), (0.05, 102, 81), (0.1, 20, 17)],
)
def test_the_textbook_sizes_are_met(half_width, population, size):
    """Cochran 1977 and the tables that every survey guide prints."""
    assert sample_for_precision(half_width, population=population) == size


@pytest.mark.parametrize("expected", [0.5, 0.9, 0.98])
@pytest.mark.parametrize("half_width", [0.02, 0.05, 0.2])
def test_cochrans_size_is_that_of_statsmodels(expected, half_width):
    theirs = samplesize_confint_proportion(expected, half_width, alpha=0.05, method="normal")
    assert sample_for_precision(half_width, expected=expected) == max(ceil(theirs - 1e-9), 1)


@pytest.mark.parametrize("expected", [0.0, 0.02, 0.5, 0.9])
@pytest.mark.parametrize("half_width", [0.03, 0.1, 0.3, 0.45])
def test_wilsons_size_is_the_first_that_is_narrow_enough(expected, half_width):
    first = next(n for n in range(1, 5000) if wilson_half_width(expected, n) <= half_width)
    assert sample_for_precision(half_width, expected=expected, method="wilson") == first


@given(half_width=st.floats(0.01, 0.4), population=st.integers(1, 5000))
def test_a_sample_never_exceeds_its_population(half_width, population):
    for method in ("cochran", "wilson"):
        size = sample_for_precision(half_width, population=population, method=method)
        assert 1 <= size <= population


@pytest.mark.parametrize(("before", "after"), [(0.5, 0.7), (0.3, 0.4), (0.9, 0.98), (0.6, 0.2)])
def test_a_difference_is_found_with_the_power_asked_for(before, after):
    size = int(sample_for_difference(before, after=after))
    for n, enough in ((size + 1, True), (size - 2, False)):
        power = power_proportions_2indep(
            after - before, before, n, alpha=0.05, return_results=False
        )
        assert (power >= 0.8) == enough


@pytest.mark.parametrize(
    ("effect", "size"), [(0.02, 39246), (0.2, 394), (0.5, 64), (0.8, 26), (1.5, 9), (3, 4)]
)
def test_a_difference_of_means_needs_what_the_t_test_needs(effect, size):
    """The first whole number at which statsmodels' test has the power (Cohen 1988, table 2.4.1)."""
    for sign in (1, -1):
        assert sample_for_mean_difference(3 * sign * effect, spread=3) == size
    powers = [TTestIndPower().power(effect, n, alpha=0.05) for n in (size - 1, size)]
    assert powers[0] < 0.8 <= powers[1]


def test_many_differences_of_means_are_answered_at_once():
    assert list(sample_for_mean_difference([0.5, 1.5, 1], spread=[1, 1, 0])) == [64, 9, 2]
    assert sample_for_mean_difference(0.5, spread=1, confidence=95) == 64


def test_sizes_come_for_many_precisions_at_once():
    sizes = sample_for_precision([[0.05], [0.1]], expected=[0.5, 0.9])
    assert sizes.shape == (2, 2)
    assert sizes.dtype == np.int64


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: sample_for_precision(0), "precision must be above 0"),
        (lambda: sample_for_precision(5), "below 0.5"),
        (lambda: sample_for_precision(0.05, expected=50), "share must be between"),
        (lambda: sample_for_precision(0.05, population=0), "population must be 1"),
        (lambda: sample_for_precision(0.05, method="guess"), "must be one of"),
        (lambda: sample_for_precision([0.1, 0.2], expected=[0.1, 0.2, 0.3]), "equal lengths"),
        (lambda: sample_for_difference(0.5, after=0.5), "two equal shares"),
        (lambda: sample_for_difference(0.5, after=0.6, power=1), "power must be"),
        (lambda: sample_for_mean_difference(0, spread=1), "difference of nought"),
        (lambda: sample_for_mean_difference(1, spread=-1), "standard deviation"),
        (lambda: sample_for_mean_difference(1, spread=1, power=1), "power must be"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(Refusal, match=sentence):
        make()
