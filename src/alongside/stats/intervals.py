"""Intervals for one proportion, one count or one mean: how far the number itself can be trusted.

Each function takes numbers or arrays of any shape, broadcasts them together and keeps the shape. A
missing number gives a missing interval. ``confidence`` is two-sided, from 0.9 to 1 (or 90 to 100);
``multiplier`` scales value and limits alike (1 for a share, 100 for a percentage). Which interval a
page shows, and whether a small base may be shown at all, is for others.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import betaincinv, gammaincinv, stdtrit

from alongside.stats.arrays import (
    Array,
    as_counts,
    as_numbers,
    as_parts,
    check_multiplier,
    plain,
    share_of,
    z_of,
)

EXACT_BELOW = 10
"""Counts below this have exact limits, the others Byar's."""


@dataclass(frozen=True, slots=True, eq=False)
class Interval:
    """A value with its limits, each of the shape that came in; NaN where there is none."""

    value: Array
    lower: Array
    upper: Array


def wilson(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """A proportion with Wilson's score interval: the one that this house shows.

    ``(2x + z² ∓ z √(z² + 4x(1 - x/n))) / (2(n + z²))`` for x of n (Wilson 1927). Fractions are
    allowed. 0 of n has the lower limit 0 exactly, n of n the upper limit 1 exactly, and a confidence
    of 1 gives 0 and 1. Refuses x < 0, n ≤ 0 and x > n.

    >>> wilson(20, 20).lower.round(3)
    np.float64(0.839)
    """
    x, n = as_parts(numerator, denominator)
    share = share_of(confidence)
    if share == 1:
        return _scaled(x, n, 0 * x / n, 1 + 0 * x / n, multiplier)
    z = z_of(share)
    base = 2 * (n + z * z)
    middle = 2 * x + z * z
    half = z * np.sqrt(z * z + 4 * x * (1 - x / n))
    return _scaled(x, n, (middle - half) / base, (middle + half) / base, multiplier)


def wilson_corrected(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """Wilson's interval with a continuity correction: never too narrow, often too wide.

    ``(2x + z² - 1 - z √(z² - 2 - 1/n + 4p(n - x + 1))) / (2(n + z²))`` and
    ``(2x + z² + 1 + z √(z² + 2 - 1/n + 4p(n - x - 1))) / (2(n + z²))``, p = x/n (Newcombe 1998,
    method 4). 0 of n has the lower limit 0, n of n the upper limit 1. Refuses as ``wilson`` does.

    >>> wilson_corrected(8, 10).lower.round(4)
    np.float64(0.4422)
    """
    x, n = as_parts(numerator, denominator)
    share = share_of(confidence)
    if share == 1:
        return wilson(x, n, confidence=1, multiplier=multiplier)
    z = z_of(share)
    base, p = 2 * (n + z * z), x / n
    below = np.maximum(z * z - 2 - 1 / n + 4 * p * (n - x + 1), 0)
    above = np.maximum(z * z + 2 - 1 / n + 4 * p * (n - x - 1), 0)
    lower = (2 * x + z * z - 1 - z * np.sqrt(below)) / base
    upper = (2 * x + z * z + 1 + z * np.sqrt(above)) / base
    return _scaled(x, n, lower, upper, multiplier)


def clopper_pearson(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """The exact binomial interval: it covers at least what it says, and mostly more.

    Quantiles of Beta(x, n - x + 1) and Beta(x + 1, n - x) at (1 ∓ confidence)/2 (Clopper and Pearson
    1934). 0 of n has the lower limit 0, n of n the upper limit 1. Refuses as ``wilson`` does.

    >>> clopper_pearson(0, 10).upper.round(4)
    np.float64(0.3085)
    """
    x, n = as_parts(numerator, denominator)
    tail = (1 - share_of(confidence)) / 2
    # The quantile is not defined for a parameter of 0; _scaled puts 0 and 1 there.
    lower = betaincinv(np.where(x == 0, 1, x), n - x + 1, tail)
    upper = betaincinv(x + 1, np.where(x == n, 1, n - x), 1 - tail)
    return _scaled(x, n, lower, upper, multiplier)


def jeffreys(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """Jeffreys' interval: quantiles of Beta(x + 1/2, n - x + 1/2), nothing altered at the ends.

    Brown, Cai and DasGupta (2001) set the lower limit of 0 of n to 0 and the upper of n of n to 1;
    statsmodels does not, and neither does this, so 0 of 10 has a lower limit of 0.00005. Refuses as
    ``wilson`` does.

    >>> jeffreys(1, 10).upper.round(4)
    np.float64(0.3813)
    """
    x, n = as_parts(numerator, denominator)
    tail = (1 - share_of(confidence)) / 2
    check_multiplier(multiplier)
    lower = betaincinv(x + 0.5, n - x + 0.5, tail) * multiplier
    upper = betaincinv(x + 0.5, n - x + 0.5, 1 - tail) * multiplier
    return Interval(plain(x / n * multiplier), plain(lower), plain(upper))


def agresti_coull(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    confidence: float = 0.95,
    multiplier: float = 1.0,
) -> Interval:
    """Wald's interval after adding z²/2 successes and z²/2 failures, cut off at 0 and 1.

    ``p' ∓ z √(p'(1 - p')/n')`` with n' = n + z², p' = (x + z²/2)/n' (Agresti and Coull 1998). The
    value is x/n, which is not the middle. Refuses as ``wilson`` does.

    >>> agresti_coull(8, 10).lower.round(4)
    np.float64(0.4794)
    """
    x, n = as_parts(numerator, denominator)
    share = share_of(confidence)
    if share == 1:
        return wilson(x, n, confidence=1, multiplier=multiplier)
    check_multiplier(multiplier)
    z = z_of(share)
    base = n + z * z
    middle = (x + z * z / 2) / base
    half = z * np.sqrt(middle * (1 - middle) / base)
    lower, upper = np.clip(middle - half, 0, 1), np.clip(middle + half, 0, 1)
    return Interval(plain(x / n * multiplier), plain(lower * multiplier), plain(upper * multiplier))


def byar(count: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """A count with Byar's limits, good from 10 events: within 2% of the exact ones.

    ``x(1 - 1/(9x) - z/(3√x))³`` and ``(x+1)(1 - 1/(9(x+1)) + z/(3√(x+1)))³`` (Breslow and Day 1987,
    p. 69). Not the Rothman–Greenland formula of the same name, which starts from x + 1/2. Below 10
    the lower limit is rough and never below 0; ``count_interval`` chooses. Refuses counts below 0. A
    confidence of 1 has no upper limit (infinite).

    >>> byar(10).upper.round(3)
    np.float64(18.391)
    """
    x = as_counts(count, field="count")
    z = z_of(share_of(confidence))
    lower, upper = _byar_lower(x, z), _byar_upper(x, z)
    return Interval(plain(x), plain(lower), plain(upper))


def exact_poisson(count: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """A count with its exact Poisson limits.

    ``χ²(tail; 2x)/2`` and ``χ²(1 - tail; 2x + 2)/2`` with tail = (1 - confidence)/2 (Garwood 1936),
    reckoned as quantiles of the gamma distribution. 0 has the lower limit 0. Fractions are allowed.
    Refuses counts below 0. A confidence of 1 has no upper limit (infinite).

    >>> exact_poisson(0).upper.round(4)
    np.float64(3.6889)
    """
    x = as_counts(count, field="count")
    lower, upper = _exact_limits(x, (1 - share_of(confidence)) / 2)
    return Interval(plain(x), plain(lower), plain(upper))


def count_interval(count: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """A count with exact limits below 10 events and Byar's from 10: the house's choice for rates.

    As the public health tools of England do; 9.5 goes the exact way. Refuses counts below 0.

    >>> count_interval([9, 10]).lower.round(3)
    array([4.115, 4.787])
    """
    x = as_counts(count, field="count")
    share = share_of(confidence)
    lower, upper = _byar_lower(x, z_of(share)), _byar_upper(x, z_of(share))
    small = x < EXACT_BELOW
    if small.any():
        exact = _exact_limits(x[small], (1 - share) / 2)
        lower, upper = np.array(lower), np.array(upper)
        lower[small], upper[small] = exact
    return Interval(plain(x), plain(lower), plain(upper))


def mean_interval(values: ArrayLike, *, confidence: float = 0.95) -> Interval:
    """The mean along the last axis with Student's interval: ``mean ∓ t(n-1) · sd/√n``.

    Missing values are left out. One value has a mean and no interval; none has neither (NaN). A
    confidence of 1 has infinite limits.

    >>> mean_interval([1, 2, 3]).upper.round(3)
    np.float64(4.484)
    """
    x = np.atleast_1d(as_numbers(values, field="values"))
    share = share_of(confidence)
    present = ~np.isnan(x)
    n = present.sum(axis=-1)
    mean = np.where(present, x, 0).sum(axis=-1) / np.where(n > 0, n, np.nan)
    squares = np.where(present, (x - mean[..., None]) ** 2, 0).sum(axis=-1)
    freedom = np.where(n > 1, n - 1, np.nan)
    half = stdtrit(freedom, (1 + share) / 2) * np.sqrt(squares / freedom / np.maximum(n, 1))
    return Interval(plain(mean), plain(mean - half), plain(mean + half))


def _scaled(x: Array, n: Array, lower: Array, upper: Array, multiplier: float) -> Interval:
    """Value and limits times the multiplier, with exact 0 and 1 at the ends."""
    check_multiplier(multiplier)
    floor = np.maximum(np.where(x == 0, 0.0, lower), 0)
    ceiling = np.minimum(np.where(x == n, 1.0, upper), 1)
    return Interval(
        plain(x / n * multiplier), plain(floor * multiplier), plain(ceiling * multiplier)
    )


def _byar_lower(x: Array, z: float) -> Array:
    # Plain products: a power of 3 takes ten times as long.
    # Below a thousandth of an event the lower limit is 0 in any case.
    safe = np.maximum(x, 0.001)
    root = 1 - 1 / (9 * safe) - z / (3 * np.sqrt(safe))
    return x * np.maximum(root, 0) * root * root if np.isfinite(z) else 0 * x


def _byar_upper(x: Array, z: float) -> Array:
    more = x + 1
    root = 1 - 1 / (9 * more) + z / (3 * np.sqrt(more))
    return more * root * root * root


def _exact_limits(x: Array, tail: float) -> tuple[Array, Array]:
    # Below a thousandth of an event the quantile is nearer to 0 than a float can say.
    lower = np.where(x < 0.001, 0.0, gammaincinv(np.maximum(x, 0.001), tail))
    return lower, gammaincinv(x + 1, 1 - tail)
