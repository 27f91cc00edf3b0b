"""Change after an exposure: before and after, less the change of a comparison group if there is one.

When an answer may be given at all, and how it is said, is for ``verdict``. That the exposure
*caused* a change no arithmetic can say; a comparison group only takes out what changed for all.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import as_numbers
from alongside.stats.contrasts import (
    Estimate,
    Side,
    mann_whitney,
    mean_side,
    rate_side,
    share_side,
    weighted_means,
)
from alongside.stats.sample_size import sample_for_difference, sample_for_mean_difference
from alongside.stats.verdict import DEFAULTS, Change, ChangeOptions, Evidence, Needed, judged

Numbers = Sequence[float | None] | NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ShareCounts:
    """One group: how many of how many before, and after."""

    before_numerator: int
    before_denominator: int
    after_numerator: int
    after_denominator: int


@dataclass(frozen=True, slots=True)
class RateCounts:
    """One group: events and the population (or time) they come from, before and after."""

    before_count: int
    before_population: float
    after_count: int
    after_population: float


@dataclass(frozen=True, slots=True)
class Measurements:
    """One group: a number for each record before and after; missing ones (None) are left out."""

    before: Numbers
    after: Numbers


@dataclass(frozen=True, slots=True)
class GradeChange:
    """A change of mean grade, and the test by ranks that needs no equal steps between grades.

    ``superiority`` is the chance that a grade after is above one before, ties counting half; None
    where a side is empty.
    """

    change: Change
    superiority: float | None
    p_value: float | None


def change_in_shares(
    exposed: ShareCounts,
    *,
    comparison: ShareCounts | None = None,
    options: ChangeOptions = DEFAULTS,
) -> Change:
    """Change of a share, with Newcombe's interval (1998, method 10).

    With a comparison group the two differences are set apart by the square-and-add rule on their
    own intervals (MOVER; Zou and Donner 2008). The smallest sample is for a change of 10 points
    unless ``meaningful`` says otherwise, twice as many in each of four sides with a comparison.

    >>> change_in_shares(ShareCounts(12, 40, 3, 6), options=ChangeOptions(noun="plans")).sentence
    'Too early to tell: 6 plans after, and at least 20 are wanted. A change of 10 points would take about 356 plans a side to show.'
    """
    groups = [exposed] if comparison is None else [exposed, comparison]
    sides = [
        share_side(part, whole, confidence=options.confidence)
        for group in groups
        for part, whole in (
            (group.before_numerator, group.before_denominator),
            (group.after_numerator, group.after_denominator),
        )
    ]
    points = 0.1 if options.meaningful is None else options.meaningful
    before = sides[0].estimate.value if sides[0].estimate else 0.5
    found = _sample_for_points(before, points=points, options=options) * len(groups)
    needed = Needed(found, f"{points * 100:.3g} points")
    return judged(Evidence("share", sides, _set_apart(sides), needed), options)


def change_in_rates(
    exposed: RateCounts,
    *,
    comparison: RateCounts | None = None,
    options: ChangeOptions = DEFAULTS,
) -> Change:
    """Change of a rate of events, by the square-and-add rule on exact or Byar's limits of each side.

    The base that must reach the floor is the population. No smallest sample is given.

    >>> change_in_rates(RateCounts(40, 1000, 80, 1000)).verdict
    <Verdict.UP: 'went up'>
    """
    groups = [exposed] if comparison is None else [exposed, comparison]
    sides = [
        rate_side(count, population, confidence=options.confidence)
        for group in groups
        for count, population in (
            (group.before_count, group.before_population),
            (group.after_count, group.after_population),
        )
    ]
    return judged(Evidence("rate", sides, _set_apart(sides), Needed(None, "")), options)


def change_in_means(
    exposed: Measurements,
    *,
    comparison: Measurements | None = None,
    options: ChangeOptions = DEFAULTS,
) -> Change:
    """Change of a mean with Welch's interval: variances may differ (Welch 1947, Satterthwaite 1946).

    With a comparison group the variances of all four sides add up, with Satterthwaite's freedom.

    >>> before, after = [1.0, 2.0, 3.0] * 10, [2.0, 3.0, 4.0] * 10
    >>> change_in_means(Measurements(before, after)).sentence
    'Went up: 2 (mean of 30) before, 3 (mean of 30) after, a change of 1 (plausible range 0.571 to 1.43).'
    """
    values = [_present(exposed.before), _present(exposed.after)]
    if comparison is not None:
        values += [_present(comparison.before), _present(comparison.after)]
    signs = [-1, 1, 1, -1][: len(values)]
    sides = [mean_side(side, confidence=options.confidence) for side in values]
    total = weighted_means(values, signs=signs, confidence=options.confidence)
    needed = _sample_for_means(values, options=options)
    return judged(Evidence("mean", sides, total, needed), options)


def change_in_grades(
    exposed: Measurements,
    *,
    comparison: Measurements | None = None,
    options: ChangeOptions = DEFAULTS,
) -> GradeChange:
    """Grades in order, as numbers: the change of their mean, and Mann and Whitney's test beside it.

    The verdict rests on the mean (with its comparison group); the test by ranks, two-sided, with
    ties and continuity corrected, is of the exposed group alone.

    >>> found = change_in_grades(Measurements([1, 2] * 15, [2, 3] * 15))
    >>> found.superiority, found.p_value < 0.001
    (0.875, True)
    """
    change = change_in_means(exposed, comparison=comparison, options=options)
    before, after = _present(exposed.before), _present(exposed.after)
    if not len(before) or not len(after):
        return GradeChange(change, None, None)
    superiority, p_value = mann_whitney(before, after)
    return GradeChange(change, superiority, p_value)


def _set_apart(sides: list[Side]) -> Estimate | None:
    estimates = [side.estimate for side in sides if side.estimate is not None]
    if len(estimates) < len(sides):
        return None
    changes = [
        after.less(before) for before, after in zip(estimates[::2], estimates[1::2], strict=True)
    ]
    return changes[0] if len(changes) == 1 else changes[0].less(changes[1])


def _sample_for_points(before: float, *, points: float, options: ChangeOptions) -> int:
    """Upwards, or downwards where there is no room above."""
    after = before + points if before + points <= 1 else before - points
    if not 0 <= after <= 1:
        raise Refusal(
            "Write a meaningful change of a share as a share, such as 0.1 for 10 points.",
            field="meaningful",
        )
    size = sample_for_difference(
        before, after=after, power=options.power, confidence=options.confidence
    )
    return int(size)


def _sample_for_means(values: list[NDArray[np.float64]], *, options: ChangeOptions) -> Needed:
    """From the pooled standard deviation of all sides; None without any spread."""
    variances = [float(side.var(ddof=1)) for side in values if len(side) > 1]
    spread = math.sqrt(sum(variances) / len(variances)) if variances else 0.0
    if spread == 0:
        return Needed(None, "")
    wanted = spread / 2 if options.meaningful is None else options.meaningful
    size = sample_for_mean_difference(
        wanted, spread=spread, power=options.power, confidence=options.confidence
    )
    return Needed(int(size) * (len(values) // 2), f"{wanted:.3g}")


def _present(values: Numbers) -> NDArray[np.float64]:
    present = [math.nan if value is None else value for value in values]
    numbers = as_numbers(present, field="values")
    if numbers.ndim != 1:
        raise Refusal("Give one list of numbers for each side.", field="values")
    return numbers[~np.isnan(numbers)]
