"""Inequality between groups in order, such as tenths of deprivation: the slope and relative indices.

The slope index is the gap between the two ends of the population if the groups lay on a line; the
relative index is the ratio of the ends. The intervals are simulated, and the seed is kept with the
answer so that anybody can make it again. What to do about a gap is for people.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import (
    Array,
    as_bases,
    as_numbers,
    check_word,
    plain,
    share_of,
    together,
)

FEWEST, MOST = 5, 100
MOST_DRAWS = 1_000_000


@dataclass(frozen=True, slots=True)
class SlopeOptions:
    """How the slope is fitted and its interval drawn.

    ``transform`` "log" is for rates and "logit" for proportions (shares between 0 and 1);
    ``multiplier`` may be negative, for values whose high is bad.
    """

    transform: Literal["none", "log", "logit"] = "none"
    multiplier: float = 1.0
    confidence: float = 0.95
    draws: int = 100_000
    seed: int = 20140901

    def __post_init__(self) -> None:
        check_word(self.transform, ("none", "log", "logit"), field="transform")
        if not (np.isfinite(self.multiplier) and self.multiplier != 0):
            raise Refusal("The multiplier must be a number other than 0.", field="multiplier")
        if not 1000 <= self.draws <= MOST_DRAWS:
            raise Refusal("Draw between 1,000 and 1,000,000 times.", field="draws")
        if self.seed < 0:
            raise Refusal("The seed must be 0 or more.", field="seed")


@dataclass(frozen=True, slots=True, eq=False)
class InequalitySlope:
    """Both indices with their limits (one each an area), the fitted line, and what was drawn.

    ``intercept`` is the fitted value at the start of the population and ``slope`` the rise to its end,
    on the transformed scale and before the multiplier.
    """

    slope_index: Array
    slope_lower: Array
    slope_upper: Array
    relative_index: Array
    relative_lower: Array
    relative_upper: Array
    intercept: Array
    slope: Array
    draws: int
    seed: int


def slope_index(
    value: ArrayLike,
    population: ArrayLike,
    *,
    lower: ArrayLike,
    upper: ArrayLike,
    options: SlopeOptions | None = None,
) -> InequalitySlope:
    """The slope index of inequality and the relative index over ordered groups.

    Population shares a, mid-points b = Σa - a/2; least squares of √a·y on √a and √a·b without another
    intercept. Slope index = slope × multiplier; relative index = (intercept + slope) / intercept,
    turned over where the multiplier is negative. With a transform f⁻¹, y = f⁻¹(value), and the indices are
    f(1) - f(0) and f(1)/f(0) of the fitted ends. Each group's value is drawn from Normal(y, se),
    se = (upper - lower)/(2 × 1.96) on y's scale, and the limits are quantiles (type 7) of the indices
    drawn. Shapes (…, groups), first group first; every row is drawn from the same seed. 5 to 100
    groups, none missing.

    >>> got = slope_index([10, 12, 14, 16, 18], [1, 1, 1, 1, 1],
    ...                   lower=[9, 11, 13, 15, 17], upper=[11, 13, 15, 17, 19])
    >>> got.slope_index.round(6), got.relative_index.round(3), got.seed
    (np.float64(10.0), np.float64(2.111), 20140901)
    """
    options = options or SlopeOptions()
    y, people, low, high = _groups(value, population, lower, upper)
    y, low, high = (_onto(part, options.transform) for part in (y, low, high))
    error = (high - low) / (2 * 1.96)
    rows = [
        _one(*(part[place] for part in (y, people, error)), options=options)
        for place in np.ndindex(y.shape[:-1])
    ]
    columns = np.array(rows).reshape(*y.shape[:-1], 8)
    return InequalitySlope(
        slope_index=plain(columns[..., 0]),
        slope_lower=plain(columns[..., 1]),
        slope_upper=plain(columns[..., 2]),
        relative_index=plain(columns[..., 3]),
        relative_lower=plain(columns[..., 4]),
        relative_upper=plain(columns[..., 5]),
        intercept=plain(columns[..., 6]),
        slope=plain(columns[..., 7]),
        draws=options.draws,
        seed=options.seed,
    )


def _one(y: Array, people: Array, error: Array, *, options: SlopeOptions) -> list[float]:
    """Slope index, its limits, relative index, its limits, intercept, slope."""
    line = _line_of(people)
    intercept, slope = line @ y
    noise = np.random.default_rng(options.seed).standard_normal((options.draws, y.size))
    drawn = (line @ y)[:, None] + line @ (noise * error).T
    tail = (1 - share_of(options.confidence)) / 2
    absolute, relative = _indices(drawn[0], drawn[1], options)
    limits = [np.quantile(each, [tail, 1 - tail]) for each in (absolute, relative)]
    here = _indices(np.asarray(intercept), np.asarray(slope), options)
    return [
        *(float(here[0]), *limits[0]),
        *(float(here[1]), *limits[1]),
        *(float(intercept), float(slope)),
    ]


def _line_of(people: Array) -> Array:
    """The 2 × groups matrix that turns values into the intercept and slope of the weighted line."""
    share = people / people.sum()
    middle = np.cumsum(share) - share / 2
    root = np.sqrt(share)
    line: Array = np.linalg.pinv(np.stack([root, root * middle], axis=1)) * root
    return line


def _indices(intercept: Array, slope: Array, options: SlopeOptions) -> tuple[Array, Array]:
    start, end = (_back(each, options.transform) for each in (intercept, intercept + slope))
    relative = end / start if options.multiplier > 0 else start / end
    return (end - start) * options.multiplier, relative


def _onto(values: Array, transform: str) -> Array:
    if transform == "none":
        return values
    if (values <= 0).any() or (transform == "logit" and (values >= 1).any()):
        raise Refusal(
            "A transform needs values and limits above 0, and for “logit” below 1. Use “none”.",
            field="transform",
        )
    onto: Array = np.log(values) if transform == "log" else np.log(values / (1 - values))
    return onto


def _back(values: Array, transform: str) -> Array:
    if transform == "none":
        return values
    back: Array = np.exp(values) if transform == "log" else 1 / (1 + np.exp(-values))
    return back


def _groups(
    value: ArrayLike, population: ArrayLike, lower: ArrayLike, upper: ArrayLike
) -> tuple[Array, ...]:
    y, people, low, high = together(
        np.atleast_1d(as_numbers(value, field="value")),
        as_bases(population, field="population"),
        as_numbers(lower, field="lower"),
        as_numbers(upper, field="upper"),
        fields="value, population, lower and upper",
    )
    if not FEWEST <= y.shape[-1] <= MOST:
        raise Refusal("The slope needs 5 to 100 groups in order.", field="value")
    if np.isnan(y + people + low + high).any():
        raise Refusal("Every group needs its value, limits and population.", field="value")
    if (low > high).any():
        raise Refusal("A lower limit lies above its upper limit. Check which is which.")
    return y, people, low, high
