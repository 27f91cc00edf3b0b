"""The recent trend of yearly values: is it rising or falling, over the last five, beyond chance?

Years are the last axis, oldest first; axes before it are areas. It decides the words of England's public
health profiles; monthly series belong to control charts.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    Words,
    as_counts,
    as_numbers,
    check_word,
    plain,
    plain_words,
    together,
)
from alongside.stats.comparing import POLARITIES, Polarity

POINTS = 5
CHI_SQUARED_998 = 9.54953570608324
"""The 99.8% quantile of chi-squared with one degree of freedom."""

TOO_FEW = "Fewer than five years with a value and an interval."
ALL_OF_THEM = "A year has as many cases as its base, so its spread is not known."
NO_WIDTH = "A year’s interval has no width, so its weight is not known."


@dataclass(frozen=True, slots=True, eq=False)
class Base:
    """The counts behind proportions, of the values' shape; years where they are equal stop the trend."""

    count: ArrayLike
    denominator: ArrayLike


@dataclass(frozen=True, slots=True)
class TrendOptions:
    """ "next" skips years without a value; "2020" goes back from the latest to the first such year."""

    polarity: Polarity = "no_judgement"
    profile: Literal["next", "2020"] = "next"


@dataclass(frozen=True, slots=True, eq=False)
class RecentTrend:
    """``trend`` in words of direction, ``judgement`` in words of the polarity; ``reason`` where neither."""

    trend: Words
    judgement: Words
    slope: Array
    chi_squared: Array
    reason: Words


def recent_trend(
    value: ArrayLike,
    *,
    lower: ArrayLike,
    upper: ArrayLike,
    base: Base | None = None,
    options: TrendOptions | None = None,
) -> RecentTrend:
    """Weighted regression of the last five values on 1 to 5, with a guard against one year's doing.

    s = (upper - lower)/3.92, weights 1/s². Increasing or decreasing where slope²/var(slope) exceeds
    9.5495 (99.8%, one degree of freedom) and the slope keeps its sign when any one year is left out (a
    slope of 0 counts as positive). Shapes (…, years), yearly, oldest first; a year is valid with
    value and both limits (and both counts, where ``base`` is given).

    >>> recent_trend([10, 20, 30, 40, 50], lower=[9, 19, 29, 39, 49],
    ...              upper=[11, 21, 31, 41, 51]).trend
    np.str_('increasing')
    """
    options = options or TrendOptions()
    check_word(options.polarity, POLARITIES, field="polarity")
    check_word(options.profile, ("next", "2020"), field="profile")
    y, error, valid, full = _checked(value, lower, upper, base)
    rows = np.prod(y.shape[:-1], dtype=int)
    columns = [part.reshape(rows, y.shape[-1]) for part in (y, error, valid, full)]
    found = [_one(*row, profile=options.profile) for row in zip(*columns, strict=True)]
    slope, statistic, keeps = (
        np.array([row[part] for row in found], dtype=np.float64).reshape(y.shape[:-1])
        for part in range(3)
    )
    reason = np.array([row[3] for row in found], dtype=np.str_).reshape(y.shape[:-1])
    moved = (statistic > CHI_SQUARED_998) & (keeps == 1)
    words = [
        plain_words(np.select([reason != "", moved & (slope < 0), moved], each, still))
        for each, still in (
            (["cannot_be_calculated", "decreasing", "increasing"], "no_significant_change"),
            _judgements(options.polarity),
        )
    ]
    return RecentTrend(words[0], words[1], plain(slope), plain(statistic), plain_words(reason))


def _judgements(polarity: str) -> tuple[list[str], str]:
    falling, rising = {
        "high_is_good": ("getting_worse", "getting_better"),
        "low_is_good": ("getting_better", "getting_worse"),
        "no_judgement": ("decreasing", "increasing"),
        "not_applicable": ("", ""),
    }[polarity]
    still = "" if polarity == "not_applicable" else "no_significant_change"
    nothing = "" if polarity == "not_applicable" else "cannot_be_calculated"
    return [nothing, falling, rising], still


def _checked(
    value: ArrayLike, lower: ArrayLike, upper: ArrayLike, base: Base | None
) -> tuple[Array, Array, NDArray[np.bool_], NDArray[np.bool_]]:
    """Values, standard errors, which years are valid, and in which every case counts."""
    y, low, high = together(
        np.atleast_1d(as_numbers(value, field="value")),
        as_numbers(lower, field="lower"),
        as_numbers(upper, field="upper"),
        fields="value, lower and upper",
    )
    if (low > high).any():
        raise Refusal("A lower limit lies above its upper limit. Check which is which.")
    valid = ~np.isnan(y + low + high)
    full = np.zeros(y.shape, dtype=bool)
    if base is not None:
        x, n, _ = together(
            as_counts(base.count, field="base"),
            as_counts(base.denominator, field="base"),
            y,
            fields="Counts and values",
        )
        valid &= ~np.isnan(x + n)
        full = valid & (x == n)
    return y, (high - low) / 3.92, valid, full


def _one(
    y: Array, error: Array, valid: NDArray[np.bool_], full: NDArray[np.bool_], *, profile: str
) -> tuple[float, float, float, str]:
    """Slope, statistic, 1 where the slope keeps its sign, and why there is none."""
    if profile == "2020" and not valid.all():
        after = int(np.flatnonzero(~valid)[-1]) + 1
        y, error, valid, full = y[after:], error[after:], valid[after:], full[after:]
    if valid.sum() < POINTS:
        return np.nan, np.nan, 0.0, TOO_FEW
    if full.any():
        return np.nan, np.nan, 0.0, ALL_OF_THEM
    last, spread = y[valid][-POINTS:], error[valid][-POINTS:]
    if (spread == 0).any():
        return np.nan, np.nan, 0.0, NO_WIDTH
    weight = 1 / spread**2
    slope, precision = _slope(last, weight)
    without = [
        _slope(last, np.where(np.arange(POINTS) == left_out, 0, weight))[0] < 0
        for left_out in range(POINTS)
    ]
    keeps = all(falls == (slope < 0) for falls in without)
    return slope, slope**2 * precision, float(keeps), ""


def _slope(y: Array, weight: Array) -> tuple[float, float]:
    """The weighted slope on 1, 2, … and one over its variance."""
    x = np.arange(1, y.size + 1)
    off = x - (weight * x).sum() / weight.sum()
    precision = float((weight * off**2).sum())
    middle = (weight * y).sum() / weight.sum()
    return float((weight * off * (y - middle)).sum()) / precision, precision
