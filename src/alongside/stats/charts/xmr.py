"""XmR charts: individual values and their moving ranges, for many series at once.

Source: NHSRplotthedots 0.2.2, whose rules these are; Wheeler, Understanding Variation (1993).
With mean m of the baseline and average moving range a of it:

    limits       m -+ 2.66 a
    near limits  m -+ (2/3) 2.66 a

With screening, moving ranges of 3.267 times their average or more are left out of a, once. A
missing value takes away the two ranges that touch it. If nothing varies, the limits are the mean;
without a single range there are none.
"""

import numpy as np

from alongside.stats.charts.exact import Exact, as_whole_numbers, group_means
from alongside.stats.charts.limits import Band, Limits, signs
from alongside.stats.charts.segments import Bools, Floats, Segments

LIMIT_FACTOR = 2.66
RANGE_LIMIT_FACTOR = 3.267


def xmr_limits(
    values: Floats, segments: Segments, *, screening: bool, targets: Floats | None = None
) -> Limits:
    """Limits of ``values`` (series, points) and where each point lies.

    ``targets`` (series,) is the current target of each series, NaN for none. Comparisons are exact
    for values of up to six decimal places: what is on a line is on it.

    >>> from alongside.stats.charts.segments import segments_of
    >>> rows = np.array([[1.0, 2.0, 1.0, 2.0]])
    >>> xmr_limits(rows, segments_of(rows), screening=True).band.upper[:, :1]
    array([[4.16]])
    """
    aims = np.full(len(values), np.nan) if targets is None else targets
    exact = as_whole_numbers(np.column_stack([values, aims]))
    numbers, target = exact.numbers[:, :-1], exact.numbers[:, -1:]
    points = Exact(numbers, exact.scale, exact.is_whole)
    is_kept, range_total, range_count = _kept_ranges(numbers, segments, screening=screening)
    totals, means = group_means(points, segments)
    line = _Lines(points, segments, (totals, means, range_total, range_count))
    away = line.away(numbers)
    target_away = line.away(np.broadcast_to(target, numbers.shape))
    return Limits(
        band=line.band(),
        sides=signs(away, where=segments.judged),
        is_outside=line.is_beyond(away, thirds=3) & segments.judged,
        is_beyond_near=line.is_beyond(away, thirds=2) & segments.judged,
        target_places=signs(target_away, where=line.is_beyond(target_away, thirds=3)),
        has_limits=line.range_count > 0,
        spread=line.average_range,
        is_screened=segments.neighbours & ~is_kept,
    )


def _kept_ranges(
    numbers: Floats, segments: Segments, *, screening: bool
) -> tuple[Bools, Floats, Floats]:
    """Which moving ranges count, and their sum and number in each group."""
    total, count = segments.range_total(numbers)
    if not screening:
        return segments.neighbours, total, count
    ranges = np.abs(np.diff(numbers, axis=1))
    before = segments.keys[:, :-1]
    # In whole numbers, so that a range of exactly 3.267 averages is left out.
    is_kept = segments.neighbours & (1000 * ranges * count[before] < 3267 * total[before])
    is_kept |= segments.neighbours & (total[before] == 0)
    return is_kept, segments.total(ranges, where=is_kept), segments.total(is_kept)


class _Lines:
    """The lines of every point, and whether a number lies beyond them, without rounding."""

    def __init__(
        self, exact: Exact, segments: Segments, per_group: tuple[Floats, Floats, Floats, Floats]
    ) -> None:
        total, mean, range_total, range_count = map(segments.at_points, per_group)
        self.exact = exact
        self.total, self.mean = total, mean
        self.range_total, self.range_count = range_total, range_count
        self.size = segments.at_points(segments.sizes)
        with np.errstate(invalid="ignore", divide="ignore"):
            self.average_range = range_total / (range_count * exact.scale)

    def away(self, numbers: Floats) -> Floats:
        """Distance from the mean times the size of the baseline: exact where numbers are whole."""
        return np.where(
            self.exact.is_whole,
            numbers * self.size - self.total,
            (numbers - self.mean) * self.size,
        )

    def is_beyond(self, away: Floats, *, thirds: int) -> Bools:
        """Strictly further than so many thirds of 2.66 average ranges; False without ranges."""
        allowed = 266 * thirds * self.size * self.range_total
        beyond: Bools = 300 * np.abs(away) * self.range_count > allowed
        return beyond & (self.range_count > 0)

    def band(self) -> Band:
        with np.errstate(invalid="ignore", divide="ignore"):
            whole = self.total / (self.size * self.exact.scale)
        centre = np.where(self.exact.is_whole, whole, self.mean)
        half = LIMIT_FACTOR * self.average_range
        near = 2 / 3 * half
        return Band(
            lower=centre - half,
            near_lower=centre - near,
            centre=centre,
            near_upper=centre + near,
            upper=centre + half,
        )
