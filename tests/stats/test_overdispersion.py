"""Widened funnels follow Spiegelhalter's steps, reckoned here again in plain loops."""

import math
import statistics

import numpy as np
import pytest

from alongside.kernel.refusals import Refusal
from alongside.stats.overdispersion import overdispersed_funnel

RNG = np.random.default_rng(11)
BASES = RNG.integers(40, 900, 33)
SPREAD = np.clip(RNG.normal(0.6, 0.12, 33), 0.05, 0.95)
COUNTS = np.maximum((BASES * SPREAD).astype(int), 1)
FORWARD = {
    "proportion": lambda v: math.asin(math.sqrt(v)),
    "ratio": math.log,
    "ratio_square_root": math.sqrt,
}
WIDTH = {"proportion": 0.5, "ratio": 1.0, "ratio_square_root": 0.5}


def quantile(values, p):
    ordered = sorted(values)
    place = (len(ordered) - 1) * p
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def slow(counts, bases, kind, trim):
    centre = sum(counts) / sum(bases) if kind == "proportion" else 1
    middle = FORWARD[kind](centre)
    errors = [WIDTH[kind] / math.sqrt(n) for n in bases]
    scores = [
        (FORWARD[kind](x / n) - middle) / s for x, n, s in zip(counts, bases, errors, strict=True)
    ]
    if trim == "winsorise":
        low, high = quantile(scores, 0.1), quantile(scores, 0.9)
        scores = [min(max(score, low), high) for score in scores]
    if trim == "truncate":
        ranks = [
            statistics.mean(i + 1 for i, other in enumerate(sorted(scores)) if other == score)
            for score in scores
        ]
        places = [math.floor(rank * 10 / (len(scores) + 1)) for rank in ranks]
        kept = [i for i, place in enumerate(places) if 0 < place < 9]
        scores, errors = [scores[i] for i in kept], [errors[i] for i in kept]
    phi = sum(score**2 for score in scores) / len(scores)
    weights = [1 / s**2 for s in errors]
    n = len(scores)
    over = sum(weights) - sum(w**2 for w in weights) / sum(weights)
    return phi, max(0, (n * phi - (n - 1)) / over), n


@pytest.mark.parametrize("trim", ["winsorise", "truncate", "none"])
@pytest.mark.parametrize("kind", FORWARD)
def test_phi_and_tau_are_spiegelhalters(kind, trim):
    bases = BASES if kind == "proportion" else COUNTS * 0.0 + COUNTS.mean() * SPREAD + 20
    found = overdispersed_funnel(COUNTS, bases, kind=kind, trim=trim)
    phi, tau_squared, counted = slow(list(COUNTS), list(bases), kind, trim)
    assert (found.phi, found.tau_squared) == pytest.approx((phi, tau_squared), rel=1e-10)
    assert found.counted == counted


def test_limits_are_turned_back_from_the_arcsine():
    found = overdispersed_funnel(COUNTS, BASES)
    middle = math.asin(math.sqrt(COUNTS.sum() / BASES.sum()))
    spread = np.sqrt(1 / (4 * BASES) + found.tau_squared)
    expected = np.sin(np.clip(middle - 1.959963984540054 * spread, 0, None)) ** 2
    np.testing.assert_allclose(found.lower_95, expected, rtol=1e-12)
    assert (found.upper_998 > found.upper_95).all()


def test_a_ratios_limits_are_turned_back_from_the_logarithm():
    expected = np.array([20.0, 30, 40, 25])
    found = overdispersed_funnel([10, 60, 20, 70], expected, kind="ratio")
    spread = np.sqrt(1 / expected + found.tau_squared)
    np.testing.assert_allclose(found.upper_998, np.exp(3.090232306167813 * spread), rtol=1e-12)
    assert found.average == 1


def test_spread_that_chance_explains_widens_nothing():
    found = overdispersed_funnel([50, 51, 49, 50], [100, 100, 100, 100])
    assert found.tau_squared == 0
    assert set(found.significance) == {"Not significant"}


def test_more_spread_than_chance_calls_fewer_areas_unusual():
    found = overdispersed_funnel(COUNTS, BASES)
    narrow = np.abs(found.score) > 1.96
    assert found.phi > 2
    assert (found.significance != "Not significant").sum() < narrow.sum()


@pytest.mark.parametrize("kind", FORWARD)
def test_an_area_outside_its_limits_is_said_to_be(kind):
    found = overdispersed_funnel([5, 50, 52, 48, 99], [100] * 5, kind=kind)
    outside = (found.value < found.lower_95) | (found.value > found.upper_95)
    assert ((found.significance != "Not significant") == outside).all()


@pytest.mark.parametrize(
    ("counts", "bases", "more", "words"),
    [
        ([0, 5], [9, 9], {"kind": "ratio"}, "ratio_square_root"),
        ([1], [9], {}, "two or more areas"),
        ([1, None], [9, 9], {}, "none of them missing"),
        ([0, 0], [9, 9], {}, "no spread to judge"),
        ([1, 5], [9, 9], {"trim_share": 0.5}, "below 0.5"),
        ([1, 5], [9, 9], {"trim": "cut"}, "one of winsorise"),
        ([1, 5], [9, 9], {"kind": "odds"}, "one of proportion"),
    ],
)
def test_it_refuses_what_cannot_be(counts, bases, more, words):
    with pytest.raises(Refusal, match=words):
        overdispersed_funnel(counts, bases, **more)
