"""Two groups beside each other: differences and ratios of proportions, ratios of rates.

Each function takes the two groups as numbers or arrays of any shape, broadcasts them together and
keeps the shape. The first group is always over, or minus, the second. Where an answer does not exist
it is NaN or infinite and ``reason`` says why. What caused a difference is for people.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv

from alongside.stats.arrays import (
    Array,
    Words,
    as_bases,
    as_counts,
    as_parts,
    plain,
    plain_words,
    share_of,
    together,
)
from alongside.stats.intervals import Interval, wilson
from alongside.stats.quantiles import normal_quantile

NOTHING_TO_COMPARE = "No events in either group: no ratio."
NO_UPPER = "No events in the second group: the ratio has no upper limit."
KATZ_NEEDS_EVENTS = "Katz’s limits need events in both groups: use Koopman’s."
_STEPS = 200
_WIDEST = 60.0  # natural logarithm of the largest ratio looked for


@dataclass(frozen=True, slots=True, eq=False)
class Ratio:
    """A ratio with its limits; ``reason`` is empty where all three exist."""

    value: Array
    lower: Array
    upper: Array
    reason: Words


def difference_of_proportions(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    other_numerator: ArrayLike,
    other_denominator: ArrayLike,
    confidence: float = 0.95,
) -> Interval:
    """First share minus second share, with Newcombe's interval from the two Wilson intervals.

    With p, l, u of each group: ``d - √((p₁-l₁)² + (u₂-p₂)²)`` and ``d + √((u₁-p₁)² + (p₂-l₂)²)``
    (Newcombe 1998, method 10). Between -1 and 1. Refuses as ``wilson`` does.

    >>> difference_of_proportions(56, 70, other_numerator=48, other_denominator=80).lower.round(4)
    np.float64(0.0524)
    """
    one = wilson(numerator, denominator, confidence=confidence)
    two = wilson(other_numerator, other_denominator, confidence=confidence)
    together(np.asarray(one.value), np.asarray(two.value), fields="The two groups")
    value = one.value - two.value
    below = np.hypot(one.value - one.lower, two.upper - two.value)
    above = np.hypot(one.upper - one.value, two.value - two.lower)
    return Interval(plain(value), plain(value - below), plain(value + above))


def ratio_of_proportions(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    other_numerator: ArrayLike,
    other_denominator: ArrayLike,
    confidence: float = 0.95,
) -> Ratio:
    """First share over second share (the risk ratio), with Koopman's score interval.

    Every ratio φ for which ``(x₁-n₁q)²/(n₁q(1-q)) + (x₂-n₂r)²/(n₂r(1-r)) ≤ z²``, where q = φr are the
    likeliest shares given φ (Koopman 1984). It works with no events in one group. Refuses as
    ``wilson`` does.

    >>> ratio_of_proportions(36, 40, other_numerator=16, other_denominator=80).lower.round(2)
    np.float64(2.94)
    """
    x, n, y, m = groups = _two_groups(numerator, denominator, other_numerator, other_denominator)
    lower, upper = _koopman(groups, normal_quantile(confidence))
    value = plain(_over(x / n, y / m))
    return Ratio(value, plain(lower), plain(upper), plain_words(_why_not(x, y)))


def ratio_of_proportions_katz(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    other_numerator: ArrayLike,
    other_denominator: ArrayLike,
    confidence: float = 0.95,
) -> Ratio:
    """First share over second share, with Katz's interval on the log scale, as many papers print it.

    ``exp(log φ ∓ z √(1/x₁ - 1/n₁ + 1/x₂ - 1/n₂))`` (Katz and others 1978), only with events in both
    groups; it has no width where everybody in both has the event. ``ratio_of_proportions`` is the
    better one for small groups. Refuses as ``wilson`` does.

    >>> ratio_of_proportions_katz(36, 40, other_numerator=16, other_denominator=80).lower.round(2)
    np.float64(2.87)
    """
    x, n, y, m = groups = _two_groups(numerator, denominator, other_numerator, other_denominator)
    lower, upper = _katz(groups, normal_quantile(confidence))
    reason = np.where((x == 0) ^ (y == 0), KATZ_NEEDS_EVENTS, _why_not(x, y))
    return Ratio(plain(_over(x / n, y / m)), plain(lower), plain(upper), plain_words(reason))


def ratio_of_rates(
    count: ArrayLike,
    population: ArrayLike,
    *,
    other_count: ArrayLike,
    other_population: ArrayLike,
    confidence: float = 0.95,
) -> Ratio:
    """First rate over second rate of two counts, with the exact conditional interval.

    Given the sum of both counts, the first is binomial with share π, and the ratio is
    ``π/(1-π) · n₂/n₁``; the limits are Clopper–Pearson's for π (Przyborowski and Wilenski 1940).
    Populations are people or person-time in equal units. Refuses negative counts and populations of
    0 or below.

    >>> ratio_of_rates(20, 1000, other_count=10, other_population=1000).upper.round(3)
    np.float64(4.785)
    """
    x, n, y, m = together(
        as_counts(count, field="count"),
        as_bases(population, field="population"),
        as_counts(other_count, field="other_count"),
        as_bases(other_population, field="other_population"),
        fields="The two groups",
    )
    tail = (1 - share_of(confidence)) / 2
    # The odds of each limit, from the beta quantile and its mirror so that neither loses its digits.
    safe_x, safe_y = np.where(x > 0, x, 1), np.where(y > 0, y, 1)
    low = betaincinv(safe_x, y + 1, tail) / betaincinv(y + 1, safe_x, 1 - tail)
    high = betaincinv(x + 1, safe_y, 1 - tail) / np.maximum(
        betaincinv(safe_y, x + 1, tail), np.finfo(float).tiny
    )
    none = np.isnan(x + y) | (x + y == 0)
    lower = np.where(none, np.nan, np.where(x == 0, 0.0, low * m / n))
    upper = np.where(none, np.nan, np.where(y == 0, np.inf, high * m / n))
    return Ratio(
        plain(_over(x / n, y / m)), plain(lower), plain(upper), plain_words(_why_not(x, y))
    )


def _two_groups(
    numerator: ArrayLike,
    denominator: ArrayLike,
    other_numerator: ArrayLike,
    other_denominator: ArrayLike,
) -> tuple[Array, ...]:
    one = as_parts(numerator, denominator)
    two = as_parts(other_numerator, other_denominator)
    return together(*one, *two, fields="The two groups")


def _over(one: Array, two: Array) -> Array:
    """A quotient that is infinite over 0, and missing for 0 over 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        quotient: Array = np.divide(one, two)
    return quotient


def _why_not(x: Array, y: Array) -> Words:
    without = np.where(y == 0, NO_UPPER, "")
    return np.where((x == 0) & (y == 0), NOTHING_TO_COMPARE, without)


def _katz(groups: tuple[Array, ...], z: float) -> tuple[Array, Array]:
    x, n, y, m = (np.asarray(part) for part in groups)
    both = (x > 0) & (y > 0)
    safe_x, safe_y = np.where(both, x, np.nan), np.where(both, y, np.nan)
    middle = np.log(safe_x / n) - np.log(safe_y / m)
    half = z * np.sqrt(1 / safe_x - 1 / n + 1 / safe_y - 1 / m)
    return np.exp(middle - half), np.exp(middle + half)


def _koopman(groups: tuple[Array, ...], z: float) -> tuple[Array, Array]:
    """Each limit by halving on the log scale, for all at once."""
    x, n, y, m = groups
    none = np.isnan(x + n + y + m) | ((x == 0) & (y == 0))
    with np.errstate(all="ignore"):
        middle = np.log(_over(x / n, y / m))
        lower = _crossing(groups, z, from_log=np.clip(middle, -_WIDEST, _WIDEST), to=-_WIDEST)
        upper = _crossing(groups, z, from_log=np.clip(middle, -_WIDEST, _WIDEST), to=_WIDEST)
    lower = np.where(none, np.nan, np.where(x == 0, 0.0, np.exp(lower)))
    return lower, np.where(none, np.nan, np.where(y == 0, np.inf, np.exp(upper)))


def _crossing(groups: tuple[Array, ...], z: float, *, from_log: Array, to: float) -> Array:
    inside, outside = np.array(from_log), np.full_like(from_log, to)
    for _ in range(_STEPS):
        middle = (inside + outside) / 2
        held = _score(groups, np.exp(middle)) <= z * z
        inside, outside = np.where(held, middle, inside), np.where(held, outside, middle)
        if np.all(np.isnan(inside) | (np.abs(inside - outside) < 1e-13)):
            break
    return inside


def _score(groups: tuple[Array, ...], ratio: Array) -> Array:
    """Koopman's chi-squared of one degree of freedom for a ratio, as the sum of both groups' parts."""
    x, n, y, m = groups
    a = (n + m) * ratio
    b = ratio * (n + y) + x + m
    # The smaller root of a quadratic, in the form that does not cancel.
    other = 2 * (x + y) / (b + np.sqrt(np.maximum(b * b - 4 * a * (x + y), 0)))
    return _misfit(x, n, np.minimum(ratio * other, 1)) + _misfit(y, m, np.minimum(other, 1))


def _misfit(x: Array, n: Array, share: Array) -> Array:
    """0 where the share is 0 or 1 and so is what was seen."""
    off = (x - n * share) ** 2
    part: Array = np.where(off == 0, 0.0, off / (n * share * (1 - share)))
    return part
