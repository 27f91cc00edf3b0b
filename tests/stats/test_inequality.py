"""The slope index is a weighted line's, and its interval comes back from its seed."""

import math
import time

import numpy as np
import pytest

from alongside.kernel.refusals import Refusal
from alongside.stats.inequality import SlopeOptions, slope_index

VALUES = [52.1, 55.0, 58.9, 57.5, 63.2, 66.0]
PEOPLE = [900, 1200, 700, 1000, 1500, 400]
HALVES = [3.0, 2.5, 2.0, 2.4, 1.9, 3.3]


def slope(values=VALUES, people=PEOPLE, **options):
    y, half = np.array(values, dtype=float), np.array(HALVES[: len(values)])
    return slope_index(y, people, lower=y - half, upper=y + half, options=SlopeOptions(**options))


def slow_line(values, people):
    """Intercept and slope of the least squares of √a·y on √a and √a·b, by the normal equations."""
    shares = [n / sum(people) for n in people]
    middles = [sum(shares[:i]) + shares[i] / 2 for i in range(len(shares))]
    s0, s1 = sum(shares), sum(a * b for a, b in zip(shares, middles, strict=True))
    s2 = sum(a * b * b for a, b in zip(shares, middles, strict=True))
    t0 = sum(a * y for a, y in zip(shares, values, strict=True))
    t1 = sum(a * b * y for a, b, y in zip(shares, middles, values, strict=True))
    rise = (s0 * t1 - s1 * t0) / (s0 * s2 - s1 * s1)
    return (t0 - rise * s1) / s0, rise


def test_the_indices_are_the_slope_and_the_ratio_of_the_ends():
    found = slope(multiplier=10, draws=1000)
    intercept, rise = slow_line(VALUES, PEOPLE)
    assert found.slope_index == pytest.approx(rise * 10, rel=1e-10)
    assert found.relative_index == pytest.approx((intercept + rise) / intercept, rel=1e-10)


def test_a_negative_multiplier_turns_both_over():
    up, down = slope(draws=1000), slope(multiplier=-1, draws=1000)
    assert down.slope_index == pytest.approx(-up.slope_index)
    assert down.relative_index == pytest.approx(1 / up.relative_index)
    assert down.slope_lower == pytest.approx(-up.slope_upper)


@pytest.mark.parametrize(
    ("transform", "onto", "back"),
    [
        ("log", math.log, math.exp),
        ("logit", lambda p: math.log(p / (1 - p)), lambda t: 1 / (1 + math.exp(-t))),
    ],
)
def test_a_transform_is_fitted_there_and_turned_back(transform, onto, back):
    shares = [value / 100 for value in VALUES]
    y = np.array(shares)
    found = slope_index(
        y, PEOPLE, lower=y - 0.02, upper=y + 0.02, options=SlopeOptions(transform, draws=1000)
    )
    intercept, rise = slow_line([onto(share) for share in shares], PEOPLE)
    start, end = back(intercept), back(intercept + rise)
    assert found.slope_index == pytest.approx(end - start, rel=1e-10)
    assert found.relative_index == pytest.approx(end / start, rel=1e-10)


def test_the_interval_is_as_wide_as_the_groups_make_it():
    found = slope()
    lines = [
        slow_line([half / 1.96 if i == j else 0 for j in range(6)], PEOPLE)[1]
        for i, half in enumerate(HALVES)
    ]
    error = math.sqrt(sum(part**2 for part in lines))
    middle = slow_line(VALUES, PEOPLE)[1]
    assert found.slope_lower == pytest.approx(middle - 1.959964 * error, abs=0.02 * error)
    assert found.slope_upper == pytest.approx(middle + 1.959964 * error, abs=0.02 * error)
    assert found.relative_lower < found.relative_index < found.relative_upper


def test_a_seed_gives_the_same_interval_again_and_another_does_not():
    one, same, other = slope(seed=7), slope(seed=7), slope(seed=8)
    assert (one.slope_lower, one.relative_upper) == (same.slope_lower, same.relative_upper)
    assert one.slope_lower != other.slope_lower
    assert (one.seed, one.draws) == (7, 100_000)


def test_an_areas_interval_does_not_depend_on_its_company():
    y = np.array([VALUES, VALUES[::-1]])
    both = slope_index(y, PEOPLE, lower=y - 2, upper=y + 2, options=SlopeOptions(draws=2000))
    alone = slope_index(
        y[1], PEOPLE, lower=y[1] - 2, upper=y[1] + 2, options=SlopeOptions(draws=2000)
    )
    assert both.slope_lower[1] == alone.slope_lower


@pytest.mark.parametrize(
    ("values", "options", "words"),
    [
        (VALUES[:4], {}, "5 to 100 groups"),
        ([None, *VALUES[1:]], {}, "Every group needs"),
        ([2.0, *VALUES[1:]], {"transform": "log"}, "above 0"),
        (VALUES, {"transform": "logit"}, "below 1"),
        (VALUES, {"transform": "root"}, "one of none, log, logit"),
        (VALUES, {"multiplier": 0}, "other than 0"),
        (VALUES, {"draws": 10}, "between 1,000"),
        (VALUES, {"seed": -1}, "0 or more"),
        (VALUES, {"confidence": 0.5}, "from 0.9 to 1"),
    ],
)
def test_what_cannot_be_is_refused(values, options, words):
    with pytest.raises(Refusal, match=words):
        slope(values, PEOPLE[: len(values)], **options)


def test_a_hundred_thousand_draws_of_ten_groups_take_under_half_a_second():
    y = np.linspace(10, 30, 10)
    best = math.inf
    for _ in range(3):
        start = time.process_time()
        slope_index(y, [1] * 10, lower=y - 1, upper=y + 1)
        best = min(best, time.process_time() - start)
    assert best < 0.5
