"""Comparisons give the words of the public health profiles, at the limits too."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.kernel.refusals import Refusal
from alongside.stats.comparing import (
    Limits,
    Reading,
    against_target,
    against_two_limits,
    double95,
    single95,
    spc_dsr,
    spc_prop,
    two_levels,
)

WORDS = {
    "high_is_good": ("worse", "similar", "better"),
    "low_is_good": ("better", "similar", "worse"),
    "no_judgement": ("lower", "similar", "higher"),
    "not_applicable": ("not_compared",) * 3,
}


@pytest.mark.parametrize("polarity", WORDS)
def test_single95_judges_by_the_areas_interval_limits_included(polarity):
    low, same, high = WORDS[polarity]
    found = single95(50, 60, benchmark=[60.001, 60, 55, 50, 49.999], polarity=polarity)
    assert found.tolist() == [low, same, same, same, high]


def test_an_area_is_not_compared_with_itself_or_with_nothing():
    found = single95(
        [50, None, 50, 50],
        60,
        benchmark=[10, 10, None, 10],
        polarity="high_is_good",
        is_benchmark=[False, False, False, True],
    )
    assert found.tolist() == ["better", "not_compared", "not_compared", "not_compared"]


@pytest.mark.parametrize(
    ("benchmark", "words"),
    [
        (55, ("similar",) * 3),
        (60, ("similar",) * 3),
        (60.1, ("worse", "better", "lower")),
        (65, ("worse", "better", "lower")),
        (65.1, ("worst", "best", "lowest")),
        (45, ("better", "worse", "higher")),
        (44.9, ("best", "worst", "highest")),
    ],
)
def test_two_levels_have_two_steps_each_way(benchmark, words):
    for polarity, word in zip(WORDS, words, strict=False):
        found = two_levels(Limits(50, 60), Limits(45, 65), benchmark=benchmark, polarity=polarity)
        assert found == word


def test_two_levels_say_nothing_where_nothing_applies_or_is_known():
    for polarity, benchmark in (("not_applicable", 90), ("high_is_good", None)):
        found = two_levels(Limits(50, 60), Limits(45, 65), benchmark=benchmark, polarity=polarity)
        assert found == "not_compared"


@pytest.mark.parametrize("polarity", WORDS)
def test_double95_needs_a_gap_between_the_intervals(polarity):
    low, same, high = WORDS[polarity]
    others = Limits([60.1, 60, 52, 40, 40], [70, 70, 55, 50, 49.9])
    found = double95(Limits(50, 60), others, polarity=polarity)
    assert found.tolist() == [low, same, same, same, high]


@settings(max_examples=50, deadline=None)
@given(st.integers(1, 2000), st.floats(0, 1), st.floats(0, 1), st.sampled_from([1.96, 3.0902]))
def test_spc_prop_judges_by_wilsons_limits_round_the_comparator(n, value, share, z):
    found = spc_prop(value, n, comparator=share, z=z)
    expected = n * share
    half = z * math.sqrt(z**2 + 4 * expected * (1 - expected / n))
    low = (2 * expected + z**2 - half) / (2 * (n + z**2))
    high = (2 * expected + z**2 + half) / (2 * (n + z**2))
    assert (found.lower, found.upper) == pytest.approx((low, high), abs=1e-12)
    if min(abs(value - low), abs(value - high)) > 1e-9:
        assert found.judgement == (
            "lower" if value < low else "higher" if value > high else "similar"
        )


def slow_poisson(k, mean):
    return math.fsum(
        math.exp(-mean + i * math.log(mean) - math.lgamma(i + 1)) for i in range(k + 1)
    )


@pytest.mark.parametrize("confidence", [0.95, 0.998])
@pytest.mark.parametrize("comparator", [3, 2.6, 20, 41.37])
def test_spc_dsr_judges_by_poisson_limits_of_the_expected_count(comparator, confidence):
    found = spc_dsr(
        1, 1000, comparator=comparator, confidence=confidence, reading=Reading(multiplier=1000)
    )
    tail = (1 - confidence) / 2
    # Whole events: as many as expected or more, as many as expected or fewer.
    assert 1 - slow_poisson(math.ceil(comparator) - 1, found.lower) == pytest.approx(tail, rel=1e-6)
    assert slow_poisson(math.floor(comparator), found.upper) == pytest.approx(tail, rel=1e-6)


def test_spc_dsr_reads_the_polarity_and_no_expected_events():
    reading = Reading(polarity="low_is_good", multiplier=100_000)
    found = spc_dsr([0, 1, 9, None], 100_000, comparator=[5, 0, 2, 2], reading=reading)
    assert found.judgement.tolist() == ["better", "similar", "worse", "not_compared"]
    assert found.lower[1] == 0


@pytest.mark.parametrize(
    ("polarity", "value", "word"),
    [
        ("high_is_good", 98, "met"),
        ("high_is_good", 97.99, "not_met"),
        ("low_is_good", 98, "met"),
        ("low_is_good", 98.01, "not_met"),
        ("high_is_good", None, "not_compared"),
    ],
)
def test_one_target_has_two_answers(polarity, value, word):
    assert against_target(value, 98, polarity=polarity) == word


def test_one_target_with_limits_may_not_be_told():
    limits = Limits([98, 84, 90, None], [99, 100, 97.9, 99])
    assert against_target(95, 98, limits=limits).tolist() == [
        "met",
        "cannot_tell",
        "not_met",
        "not_compared",
    ]
    turned = against_target(
        5, 10, polarity="low_is_good", limits=Limits([1, 5, 10.1], [10, 11, 12])
    )
    assert turned.tolist() == ["met", "cannot_tell", "not_met"]


def test_two_limits_have_a_middle_that_starts_at_the_lower_and_ends_before_the_upper():
    values = [79.9, 80, 89.9, 90, None]
    for polarity, (low, high) in {
        "high_is_good": ("worse", "better"),
        "low_is_good": ("better", "worse"),
    }.items():
        found = against_two_limits(values, lower=80, upper=90, polarity=polarity)
        assert found.tolist() == [low, "between", "between", high, "not_compared"]


@pytest.mark.parametrize(
    ("ask", "words"),
    [
        (lambda: single95(60, 50, benchmark=1), "lies above its upper"),
        (lambda: single95(1, 2, benchmark=1, polarity="up"), "one of high_is_good"),
        (lambda: single95([1, 2], 3, benchmark=[1, 2, 3]), "equal lengths"),
        (lambda: two_levels(Limits(4, 6), Limits(5, 6), benchmark=1), "outside the 95%"),
        (lambda: spc_prop(50, 10, comparator=60), "multiplier of 100"),
        (lambda: spc_prop(0.5, 10, comparator=0.5, z=0), "“z” must be above 0"),
        (lambda: spc_prop(0.5, 0, comparator=0.5), "base above 0"),
        (lambda: against_target(1, 2, polarity="no_judgement"), "one of high_is_good, low_is_good"),
        (lambda: against_target(1, 2, limits=Limits(3, 1)), "lies above its upper"),
        (lambda: against_two_limits(1, lower=3, upper=2), "lies above its upper"),
    ],
)
def test_what_cannot_be_compared_is_refused(ask, words):
    with pytest.raises(Refusal, match=words):
        ask()


def test_words_keep_the_shape():
    assert np.shape(single95(np.ones((2, 3)), np.ones((2, 3)), benchmark=1)) == (2, 3)
    assert np.shape(single95(1, 2, benchmark=1)) == ()
