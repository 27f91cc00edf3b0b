"""Sample size: how many records a wanted precision, or a difference worth seeing, needs.

Whether a target can be shown is for ``provability``; what precision is wanted is for people.
"""

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import nctdtr, ndtri, stdtrit

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import as_numbers, check_word, share_of, together
from alongside.stats.quantiles import normal_quantile

_SLACK = 1e-9
_LARGEST = 1e15
"""Above it whole numbers are no longer told apart."""
_MOST_STEPS = 100
"""The normal approximation, from which the search begins, is a few short of the right sample."""


def sample_for_precision(
    half_width: ArrayLike,
    *,
    expected: ArrayLike = 0.5,
    population: ArrayLike | None = None,
    confidence: float = 0.95,
    method: Literal["cochran", "wilson"] = "cochran",
) -> NDArray[np.int64]:
    """The smallest sample whose interval reaches no further than ``half_width`` (0.05 = 5 points).

    ``cochran``: ``n0 = z^2 p (1 - p) / e^2`` (Cochran 1977, section 4.4). ``wilson``: the smallest
    n0 with ``z sqrt(p (1 - p)/n + z^2/4n^2) / (1 + z^2/n) <= e``, which is right near 0 and 1 too.
    Both are corrected for a finite population N by ``n = n0 / (1 + (n0 - 1)/N)``. ``expected`` is
    the share one expects, 0.5 being the safest. Shapes broadcast.

    >>> int(sample_for_precision(0.05)), int(sample_for_precision(0.05, population=102))
    (385, 81)
    """
    width, share = as_numbers(half_width, field="half_width"), _share(expected, field="expected")
    if not np.all((width > 0) & (width < 0.5)):
        raise Refusal("The precision must be above 0 and below 0.5.", field="half_width")
    check_word(method, ("cochran", "wilson"), field="method")
    width, share = together(width, share, fields="half_width and expected")
    rule = _by_wilson if method == "wilson" else _by_cochran
    size = rule(width, share * (1 - share), normal_quantile(confidence))
    return _corrected(size, population=population)


def sample_for_difference(
    before: ArrayLike, *, after: ArrayLike, power: float = 0.8, confidence: float = 0.95
) -> NDArray[np.int64]:
    """The smallest sample *a side* that finds a change between two shares with chance ``power``.

    ``n = (z_a sqrt(2 m (1 - m)) + z_b sqrt(p1 (1 - p1) + p2 (1 - p2)))^2 / (p1 - p2)^2`` with m the
    mean of both, z_a two-sided (Fleiss, Levin and Paik 2003, 4.14, without the continuity
    correction). Shapes broadcast. Two equal shares are refused.

    >>> int(sample_for_difference(0.5, after=0.7))
    93
    """
    first, second = _share(before, field="before"), _share(after, field="after")
    first, second = together(first, second, fields="before and after")
    if np.any(first == second):
        raise Refusal("No sample shows a change between two equal shares.", field="after")
    _check_power(power)
    mean = (first + second) / 2
    apart = normal_quantile(confidence) * np.sqrt(2 * mean * (1 - mean))
    found = ndtri(power) * np.sqrt(first * (1 - first) + second * (1 - second))
    return _upwards(((apart + found) / (first - second)) ** 2)


def sample_for_mean_difference(
    difference: ArrayLike, *, spread: ArrayLike, power: float = 0.8, confidence: float = 0.95
) -> NDArray[np.int64]:
    """The smallest sample *a side* that finds a difference of means, given the standard deviation.

    The first n with which Student's two-sided test has this power: by the noncentral t distribution
    with 2n - 2 degrees of freedom and noncentrality ``d / sd sqrt(n / 2)`` (Cohen 1988, section
    2.2), as in statsmodels' ``TTestIndPower.solve_power``. Shapes broadcast.

    >>> int(sample_for_mean_difference(0.5, spread=1)), int(sample_for_mean_difference(1.5, spread=1))
    (64, 9)
    """
    apart = as_numbers(difference, field="difference")
    deviation = as_numbers(spread, field="spread")
    apart, deviation = together(apart, deviation, fields="difference and spread")
    if not np.all(np.isfinite(apart) & (apart != 0)):
        raise Refusal("No sample shows a difference of nought.", field="difference")
    if not np.all(np.isfinite(deviation) & (deviation >= 0)):
        raise Refusal("A standard deviation cannot be below 0.", field="spread")
    _check_power(power)
    reach = normal_quantile(confidence) + ndtri(power)
    size = np.maximum(_upwards(2 * (reach * deviation / apart) ** 2), 2)
    effect = np.divide(np.abs(apart), deviation, out=np.zeros_like(apart), where=deviation > 0)
    for _ in range(_MOST_STEPS):
        short = (effect > 0) & (_power_of_t(effect, size, share_of(confidence)) < power)
        size = size + short
        if not short.any():
            break
    return np.asarray(size, dtype=np.int64)


def _power_of_t(
    effect: NDArray[np.float64], size: NDArray[np.int64], confidence: float
) -> NDArray[np.float64]:
    """The chance that either side of the test finds ``effect``, in standard deviations."""
    freedom, noncentral = 2.0 * size - 2, effect * np.sqrt(size / 2)
    bound = stdtrit(freedom, (1 + confidence) / 2)
    return np.asarray(1 - nctdtr(freedom, noncentral, bound) + nctdtr(freedom, noncentral, -bound))


def _check_power(power: float) -> None:
    if not 0 < power < 1:
        raise Refusal("The power must be between 0 and 1, such as 0.8.", field="power")


def _share(values: ArrayLike, *, field: str) -> NDArray[np.float64]:
    share = as_numbers(values, field=field)
    if not np.all((share >= 0) & (share <= 1)):
        raise Refusal("A share must be between 0 and 1, such as 0.9 for 90%.", field=field)
    return share


def _by_cochran(
    width: NDArray[np.float64], spread: NDArray[np.float64], z: float
) -> NDArray[np.float64]:
    return np.maximum(z**2 * spread / width**2, 1)


def _by_wilson(
    width: NDArray[np.float64], spread: NDArray[np.float64], z: float
) -> NDArray[np.float64]:
    """The larger root of ``e^2 (n + z^2)^2 = z^2 (n p (1 - p) + z^2/4)``: the width only falls."""
    linear = 2 * width**2 * z**2 - z**2 * spread
    constant = z**4 * (width**2 - 0.25)
    root = np.sqrt(linear**2 - 4 * width**2 * constant)
    return np.asarray(np.maximum((root - linear) / (2 * width**2), 1))


def _corrected(size: NDArray[np.float64], *, population: ArrayLike | None) -> NDArray[np.int64]:
    if population is None:
        return _upwards(size)
    everyone = as_numbers(population, field="population")
    if not np.all(everyone >= 1):
        raise Refusal("The population must be 1 or more.", field="population")
    size, everyone = together(size, everyone, fields="half_width and population")
    return _upwards(size / (1 + (size - 1) / everyone))


def _upwards(size: NDArray[np.float64]) -> NDArray[np.int64]:
    if not np.all(size <= _LARGEST):
        raise Refusal("So many records exist nowhere. Ask for less precision or a larger change.")
    return np.ceil(size - _SLACK).astype(np.int64)
