"""Two estimates set apart: the arithmetic under ``change``, which decides what may be said of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from alongside.kernel.refusals import Refusal
from alongside.stats.intervals import count_interval, wilson
from alongside.stats.quantiles import student_quantile

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its interval."""

    value: float
    lower: float
    upper: float

    def less(self, other: "Estimate") -> "Estimate":
        """This less the other, independent one, by squaring and adding (MOVER).

        With L, U the limits: ``d - sqrt((v1 - L1)^2 + (U2 - v2)^2)`` and ``d + sqrt((U1 - v1)^2 +
        (v2 - L2)^2)`` (Zou and Donner 2008); of two Wilson intervals it is Newcombe's method 10.

        >>> Estimate(5, 2, 9).less(Estimate(3, 1, 7))
        Estimate(value=2, lower=-3.0, upper=6.47213595499958)
        """
        change = self.value - other.value
        below = np.hypot(self.value - self.lower, other.upper - other.value)
        above = np.hypot(self.upper - self.value, other.value - other.lower)
        return Estimate(change, float(change - below), float(change + above))


@dataclass(frozen=True, slots=True)
class Side:
    """One group at one time: its base, and its estimate, None with a base of 0."""

    base: float
    estimate: Estimate | None


def share_side(numerator: int, denominator: int, *, confidence: float) -> Side:
    """A share with Wilson's interval."""
    if denominator == 0:
        return _empty(numerator, field="numerator")
    found = wilson(numerator, denominator, confidence=confidence)
    limits = float(found.lower), float(found.upper)
    return Side(denominator, Estimate(float(found.value), *limits))


def rate_side(count: int, population: float, *, confidence: float) -> Side:
    """A rate with exact limits below 10 events and Byar's from 10."""
    if population == 0:
        return _empty(count, field="count")
    if not population > 0:
        raise Refusal("A population cannot be below 0.", field="population")
    found = count_interval(count, confidence=confidence)
    value, *limits = (float(part) / population for part in (found.value, found.lower, found.upper))
    return Side(population, Estimate(value, *limits))


def mean_side(values: Values, *, confidence: float) -> Side:
    """A mean with Student's interval; without spread it has no width, with one value no end."""
    if not len(values):
        return Side(0, None)
    total = weighted_means([values], signs=[1], confidence=confidence)
    return Side(len(values), total)


def weighted_means(sides: list[Values], *, signs: list[int], confidence: float) -> Estimate | None:
    """A sum and difference of means with the variances added up, as Welch's test does for two.

    ``se^2 = sum s^2/n``, freedom ``se^4 / sum((s^2/n)^2 / (n - 1))`` (Satterthwaite 1946). None
    where a side is empty; a side of one value leaves the interval without end.
    """
    if any(not len(side) for side in sides):
        return None
    value = float(sum(sign * side.mean() for sign, side in zip(signs, sides, strict=True)))
    if any(len(side) == 1 for side in sides):
        return Estimate(value, -np.inf, np.inf)
    parts = np.array([side.var(ddof=1) / len(side) for side in sides])
    sizes = np.array([len(side) for side in sides])
    variance = float(parts.sum())
    if variance == 0:
        return Estimate(value, value, value)
    freedom = variance**2 / float(np.sum(parts**2 / (sizes - 1)))
    half = float(student_quantile(confidence, freedom=freedom)) * float(np.sqrt(variance))
    return Estimate(value, value - half, value + half)


def mann_whitney(before: Values, after: Values) -> tuple[float, float]:
    """The chance that one after is above one before, and the two-sided p-value.

    ``U = sum of ranks after - m (m + 1) / 2``, chance ``U / (n m)``; p by the normal law with ties
    and continuity corrected (Mann and Whitney 1947, Lehmann 1975). Without any spread p is 1.

    >>> mann_whitney(np.array([1.0, 2.0]), np.array([2.0, 3.0]))[0]
    0.875
    """
    n, m = len(before), len(after)
    _, place, tied = np.unique(
        np.concatenate([before, after]), return_inverse=True, return_counts=True
    )
    ranks = (np.cumsum(tied) - (tied - 1) / 2)[place]
    above = float(ranks[n:].sum()) - m * (m + 1) / 2
    everyone = n + m
    ties = float(np.sum(tied**3 - tied)) / (everyone * (everyone - 1))
    spread = np.sqrt(n * m / 12 * (everyone + 1 - ties))
    if spread == 0:
        return 0.5, 1.0
    distance = max(abs(above - n * m / 2) - 0.5, 0)
    return above / (n * m), min(1.0, 2 * float(ndtr(-distance / spread)))


def _empty(count: float, *, field: str) -> Side:
    if count != 0:
        raise Refusal(f"{count} of nothing cannot be right. Check both numbers.", field=field)
    return Side(0, None)
