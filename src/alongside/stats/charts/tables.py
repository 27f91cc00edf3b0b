"""Tables of series: read, checked and judged by one kind of chart, all rows at once."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.counts import count_limits
from alongside.stats.charts.icons import (
    ASSURANCES,
    VARIATIONS,
    assurances,
    current_targets,
    good_directions,
    last_positions,
    point_types,
)
from alongside.stats.charts.limits import Limits
from alongside.stats.charts.numbers import read_amounts, read_counts, read_numbers
from alongside.stats.charts.options import CHARTS, Chart, ManyOptions
from alongside.stats.charts.profiles import Profile
from alongside.stats.charts.rare import g_limits, t_limits
from alongside.stats.charts.results import ManyJudgements
from alongside.stats.charts.segments import Floats, Segments, segments_of
from alongside.stats.charts.special_causes import special_causes, special_causes_across_gaps
from alongside.stats.charts.words import Variation
from alongside.stats.charts.xmr import xmr_limits

_VARIATION_CODES = np.array([icon.value for icon in VARIATIONS])
_ASSURANCE_CODES = np.array([icon.value for icon in ASSURANCES])
_NO_VARIATION = VARIATIONS.index(Variation.NONE)


@dataclass(frozen=True, slots=True)
class Table:
    """Checked figures (series, points). ``bases`` is 1 everywhere for charts without bases.

    ``figures`` and ``bases`` are both NaN where a point is missing.
    """

    chart: Chart
    figures: Floats
    bases: Floats

    @property
    def shares(self) -> Floats:
        """What is plotted, before the multiplier."""
        return self.figures / self.bases


def judged_table(table: Table, *, options: ManyOptions) -> ManyJudgements:
    """Limits, rules and icons of every series."""
    segments = _segments(table, options)
    targets = _current(options, table)
    limits = _limits(table, segments, options=options, targets=targets)
    good = good_directions(options.direction, series=len(targets))
    apply = special_causes if options.gaps_break_runs else special_causes_across_gaps
    causes = apply(table.shares, limits, segments, profile=options.rules, good=good)
    icons = _Icons(limits, segments, good=good, profile=options.rules)
    types = point_types(causes.directions, good=good)
    return ManyJudgements(
        profile=options.rules,
        values=table.shares * options.scale(table.chart),
        limits=limits.band,
        drawn=limits.band.clipped(*options.bounds(table.chart)),
        group_numbers=segments.keys - segments.keys[:, :1],
        group_sizes=icons.sizes,
        is_judged=segments.judged,
        sides=limits.sides,
        causes=causes,
        point_types=_VARIATION_CODES[types],
        variations=icons.variations(types),
        assurances=icons.assurances(targets),
        icon_positions=icons.last,
        current_targets=targets,
        is_provisional=icons.sizes < options.rules.icons_from,
        is_short=icons.sizes < options.rules.warning_below,
        has_limits=limits.has_limits,
        does_not_vary=limits.has_limits & (limits.band.upper == limits.band.lower),
        spread=limits.spread,
        is_screened=limits.is_screened,
    )


class _Icons:
    """Both icons of every series, from its last judged point, if its group is long enough."""

    def __init__(
        self, limits: Limits, segments: Segments, *, good: NDArray[np.int8], profile: Profile
    ) -> None:
        counted = segments.judged
        if profile.short_group_counts == "rows":
            counted = np.ones_like(counted)
        self.sizes = segments.at_points(segments.total(counted)).astype(np.intp)
        self.last = last_positions(segments.judged)
        self._limits, self._good = limits, good
        self._rows = np.arange(len(self.last))
        is_ready = limits.has_limits & (self.sizes >= profile.icons_from)
        self._has_icon = (self.last >= 0) & is_ready[self._rows, self.last]

    def variations(self, types: NDArray[np.int8]) -> NDArray[np.str_]:
        chosen = np.where(self._has_icon, types[self._rows, self.last], _NO_VARIATION)
        return _VARIATION_CODES[chosen]

    def assurances(self, targets: Floats) -> NDArray[np.str_]:
        places = self._limits.target_places[self._rows, self.last]
        has_icon = self._has_icon & ~np.isnan(targets)
        return _ASSURANCE_CODES[assurances(places, good=self._good, has_icon=has_icon)]


def read_table(values: ArrayLike, denominators: ArrayLike | None, *, chart: Chart) -> Table:
    """Checks the figures that a kind of chart needs; a Refusal says what is wrong."""
    if chart not in CHARTS:
        raise Refusal(
            f"“{chart}” is not a kind of chart. Choose xmr, p, u, c, g or t.", field="chart"
        )
    read = {"xmr": read_numbers, "t": read_amounts}.get(chart, read_counts)
    figures = read(values, field="values")
    if figures.ndim != 2 or not figures.shape[1]:
        raise Refusal(
            "Give a table with one row for each series and at least one figure.", field="values"
        )
    if (denominators is not None) != (chart in ("p", "u")):
        raise Refusal(
            "p and u charts need denominators, and no other chart has them.", field="denominators"
        )
    if denominators is None:
        return Table(chart, figures, np.ones_like(figures))
    return _with_bases(chart, figures, denominators)


def _with_bases(chart: Chart, figures: Floats, denominators: ArrayLike) -> Table:
    read = read_counts if chart == "p" else read_amounts
    bases = read(denominators, field="denominators")
    if bases.shape != figures.shape:
        raise Refusal("Give one denominator for each numerator.", field="denominators")
    if chart == "p" and (figures > bases).any():
        raise Refusal(
            "A numerator is larger than its denominator. Check both numbers.", field="values"
        )
    if ((bases == 0) & (figures > 0)).any():
        raise Refusal("A figure has events but a denominator of 0. Check both.", field="values")
    is_missing = np.isnan(figures) | np.isnan(bases) | (bases == 0)
    return Table(chart, np.where(is_missing, np.nan, figures), np.where(is_missing, np.nan, bases))


def _segments(table: Table, options: ManyOptions) -> Segments:
    return segments_of(
        table.shares,
        starts=options.starts,
        ghosts=options.ghosts,
        fix_after=options.fix_after,
        loose=options.loose,
    )


def _current(options: ManyOptions, table: Table) -> Floats:
    """The current target of each series; refused off the scale of the chart."""
    if options.targets is None:
        return np.full(len(table.figures), np.nan)
    targets = read_numbers(options.targets, field="target")
    if targets.ndim == 1:
        targets = targets[:, np.newaxis]
    try:
        current = current_targets(np.broadcast_to(targets, table.figures.shape))
    except ValueError as error:
        raise Refusal(
            "Give one target, one for each series, or one for each figure.", field="target"
        ) from error
    _check_target(current, chart=table.chart, scale=options.scale(table.chart))
    return current


def _check_target(targets: Floats, *, chart: str, scale: float) -> None:
    """Refuses targets that a chart's values can never be compared with."""
    if chart == "p" and (targets > scale).any():
        raise Refusal(
            f"The target is above {scale:g}, the highest value this chart can show. Write target "
            "and values on one scale.",
            field="target",
        )
    if chart != "xmr" and (targets < 0).any():
        raise Refusal("The target is below 0, where no value can be.", field="target")


def _limits(table: Table, segments: Segments, *, options: ManyOptions, targets: Floats) -> Limits:
    screening = options.rules.screening
    match table.chart:
        case "xmr":
            return xmr_limits(table.figures, segments, screening=screening, targets=targets)
        case "t":
            return t_limits(table.figures, segments, screening=screening, targets=targets)
        case "g":
            return _with_target(g_limits(table.figures, segments), targets, scale=1)
        case _:
            limits = count_limits(
                table.figures,
                table.bases,
                segments,
                kind="p" if table.chart == "p" else "u",
                is_laney=options.laney,
            )
            return _with_target(limits, targets, scale=options.scale(table.chart))


def _with_target(limits: Limits, targets: Floats, *, scale: float) -> Limits:
    """Lines on the chart's scale, and where the target lies against them."""
    band = limits.band.times(scale)
    aims = targets[:, np.newaxis]
    places = (aims > band.upper).astype(np.int8) - (aims < band.lower)
    return replace(limits, band=band, target_places=places)
