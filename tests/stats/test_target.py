"""Which results show a target, by a slow reading of Wilson's limit and by SciPy."""

from itertools import takewhile
from math import sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from alongside.kernel.refusals import Refusal
from alongside.stats.target import (
    Shown,
    Target,
    chance_to_show,
    failures_allowed,
    highest_provable,
    percent,
    records_needed,
    shown_by,
)


def wilson_limits(x, n, confidence):
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    middle, half = 2 * x + z * z, z * sqrt(z * z + 4 * x * (1 - x / n))
    return (middle - half) / (2 * (n + z * z)), (middle + half) / (2 * (n + z * z))


def slowly_shown(x, n, target):
    lower, upper = wilson_limits(x, n, target.confidence)
    if target.direction == "at least":
        return "yes" if lower >= target.share else "no" if upper < target.share else None
    return "yes" if upper <= target.share else "no" if lower > target.share else None


@pytest.mark.parametrize(
    ("share", "clean"), [(0.98, 189), (0.95, 73), (0.9, 35), (0.75, 12), (0.5, 4)]
)
def test_the_clean_records_that_show_a_target_are_those_of_the_product(share, clean):
    assert records_needed(0, target=Target(share)) == clean
    assert records_needed(0, target=Target(1 - share, "at most")) == clean


@pytest.mark.parametrize("share", [0.98, 0.9, 0.5, 0.07])
@pytest.mark.parametrize("confidence", [0.9, 0.95, 0.99])
def test_failures_allowed_are_the_most_that_wilsons_limit_leaves(share, confidence):
    target = Target(share, confidence=confidence)
    sizes = np.arange(1, 200)
    slow = []
    for n in sizes:
        passing = list(
            takewhile(lambda k, n=n: slowly_shown(n - k, n, target) == "yes", range(n + 1))
        )
        slow.append(passing[-1] if passing else np.nan)
    np.testing.assert_array_equal(failures_allowed(sizes, target=target), slow)


@pytest.mark.parametrize("failures", [0, 1, 2, 7])
def test_records_needed_is_the_first_size_that_allows_those_failures(failures):
    target = Target(0.9)
    allowed = failures_allowed(np.arange(1, 400), target=target)
    first = int(np.argmax(np.nan_to_num(allowed, nan=-1) >= failures)) + 1
    assert records_needed(failures, target=target) == first


@given(
    n=st.integers(1, 400),
    part=st.floats(0, 1),
    share=st.floats(0.01, 0.99),
    direction=st.sampled_from(["at least", "at most"]),
)
def test_what_is_shown_is_what_the_interval_shows(n, part, share, direction):
    x, target = int(part * n), Target(share, direction)
    lower, upper = wilson_limits(x, n, 0.95)
    if min(abs(lower - share), abs(upper - share)) > 1e-9:
        expected = slowly_shown(x, n, target) or "cannot yet tell"
        assert shown_by(x, n, target=target) == expected


def test_a_target_is_shown_for_many_areas_at_once():
    answers = shown_by([[20, 190], [10, 0]], [[20, 190], [20, 0]], target=Target(0.98))
    assert answers.tolist() == [["cannot yet tell", "yes"], ["no", "cannot yet tell"]]
    assert Shown(str(answers[0, 0])) is Shown.CANNOT_TELL


def test_no_sample_shows_a_share_of_exactly_one():
    target = Target(1.0)
    assert np.isnan(records_needed([0, 1], target=target)).all()
    assert np.isnan(failures_allowed([10, 10_000], target=target)).all()
    assert shown_by([9, 10], [10, 10], target=target).tolist() == ["no", "cannot yet tell"]


@pytest.mark.parametrize("p", [0.0, 0.9, 0.98, 0.995, 1.0])
@pytest.mark.parametrize("direction", ["at least", "at most"])
def test_the_chance_to_show_is_the_binomial_chance_of_few_enough_failures(p, direction):
    target = Target(0.9 if direction == "at least" else 0.1, direction)
    sizes = np.array([0, 1, 34, 35, 60, 500])
    failing = 1 - p if direction == "at least" else p
    allowed = np.nan_to_num(failures_allowed(sizes, target=target), nan=-1)
    expected = binom.cdf(allowed, sizes, failing)
    expected[allowed < 0] = 0
    np.testing.assert_allclose(chance_to_show(p, sample=sizes, target=target), expected, atol=1e-12)


def test_the_hardest_target_that_a_clean_sample_shows_is_its_wilson_limit():
    best = highest_provable([0, 20, 189], target=Target(0.98))
    np.testing.assert_allclose(
        best, [np.nan, wilson_limits(20, 20, 0.95)[0], wilson_limits(189, 189, 0.95)[0]]
    )
    assert highest_provable(20, target=Target(0.1, "at most")) == pytest.approx(1 - best[1])


@pytest.mark.parametrize(
    ("share", "beside", "words"),
    [
        (0.8389, 0.98, "84%"),
        (0.97998, 0.98, "97.998%"),
        (0.9802, 0.98, "98.02%"),
        (1, 0.98, "100%"),
        (0.975, None, "97.5%"),
        (0.98, None, "98%"),
    ],
)
def test_a_percentage_never_rounds_across_the_target(share, beside, words):
    assert percent(share, beside=beside) == words


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: Target(98), "share between 0 and 1"),
        (lambda: Target(float("nan")), "share between 0 and 1"),
        (lambda: Target(0.9, "over"), "at least"),
        (lambda: Target(0.0), "Anything meets at least 0%"),
        (lambda: Target(1.0, "at most"), "Anything meets at most 100%"),
        (lambda: Target(0.9, confidence=1), "full certainty"),
        (lambda: Target(0.9, confidence=0.2), "confidence must be"),
        (lambda: failures_allowed(-1, target=Target(0.9)), "cannot be below 0"),
        (lambda: failures_allowed(1.5, target=Target(0.9)), "whole numbers"),
        (lambda: failures_allowed([None, 3], target=Target(0.9)), "none may be missing"),
        (lambda: shown_by(5, 4, target=Target(0.9)), "larger than its whole"),
        (lambda: shown_by([1, 2], [3, 4, 5], target=Target(0.9)), "equal lengths"),
        (lambda: chance_to_show(1.2, sample=5, target=Target(0.9)), "between 0 and 1"),
    ],
)
def test_bad_input_is_refused_with_a_sentence(make, sentence):
    with pytest.raises(Refusal, match=sentence):
        make()
