"""The two doors: judge one dated series, or a table of many, and get everything to show.

Which chart suits a measure, and which profile an area uses, is for the caller.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

import numpy as np
from numpy.typing import ArrayLike

from alongside.stats.charts.notes import notes_on
from alongside.stats.charts.options import Chart, ChartOptions, ManyOptions, Method
from alongside.stats.charts.results import ChartJudgement, Group, ManyJudgements
from alongside.stats.charts.segments import Bools, Floats
from alongside.stats.charts.series import Series, read_series
from alongside.stats.charts.tables import judged_table, read_table
from alongside.stats.charts.words import (
    ASSURANCE_WORDS,
    VARIATION_WORDS,
    Assurance,
    Label,
    Variation,
    Words,
)
from alongside.stats.charts.xmr import RANGE_LIMIT_FACTOR


def judge_many(
    values: ArrayLike,
    *,
    denominators: ArrayLike | None = None,
    chart: Chart = "xmr",
    options: ManyOptions | None = None,
) -> ManyJudgements:
    """Judges a table of series, all with the same chart and rules, at once.

    ``values`` (series, points), oldest first, missing as NaN or None: figures of XmR charts,
    numerators of p and u charts, counts of c charts, cases between events of g charts, time between
    events of t charts. ``denominators`` (series, points) for p and u. A figure with denominator 0
    has no value. Pad shorter series with missing values. The target in force is the last given.

    Refused: negative or broken counts, a numerator above its denominator, tables of different
    shapes, infinite figures, a target off the chart's scale, unknown settings.

    >>> judge_many([[5, 6] * 12 + [12]], options=ManyOptions(direction="decrease")).variations
    array(['concern_high'], dtype='<U16')
    """
    table = read_table(values, denominators, chart=chart)
    return judged_table(table, options=options or ManyOptions())


def judge(
    dates: Sequence[date | str],
    values: ArrayLike,
    *,
    denominators: ArrayLike | None = None,
    chart: Chart = "xmr",
    options: ChartOptions | None = None,
) -> ChartJudgement:
    """Judges one series, its ``values`` dated by ``dates`` (oldest first, each once).

    ``values`` and ``denominators`` as in ``judge_many``, but of shape (points,). The icons are from
    the last figure that has a value and is not ghosted, and dated by it. The limits start afresh
    only where ``options.recalculations`` say so, each with its cause and approver.

    Refused: what ``judge_many`` refuses, dates out of order or repeated, lists of different
    lengths, no figures, a ghost that is not a date of the series.

    >>> months = [f"{2022 + i // 12}-{i % 12 + 1:02}-01" for i in range(25)]
    >>> judge(months, [5, 6] * 12 + [12], options=ChartOptions(direction="increase")).variation
    <Variation.IMPROVEMENT_HIGH: 'improvement_high'>
    """
    chosen = options or ChartOptions()
    series = read_series(dates, values, denominators, options=chosen)
    bases = None if series.denominators is None else [series.denominators]
    table = read_table([series.values], bases, chart=chart)
    many = judged_table(table, options=_as_many(chosen, series))
    return _one(many, series, chart=chart, options=chosen)


def _as_many(options: ChartOptions, series: Series) -> ManyOptions:
    shared = {field.name: getattr(options, field.name) for field in fields(Method)}
    return ManyOptions(
        **shared,
        direction=options.direction,
        targets=[series.targets],
        starts=series.starts,
        ghosts=series.is_ghosted,
        loose=series.is_loose,
    )


def _one(
    many: ManyJudgements, series: Series, *, chart: str, options: ChartOptions
) -> ChartJudgement:
    variation, assurance = Variation(many.variations[0]), Assurance(many.assurances[0])
    groups = _groups(many, series)
    return ChartJudgement(
        chart=chart,
        profile=many.profile,
        dates=series.dates,
        values=many.values[0],
        targets=series.targets,
        current_target=_current_target(many),
        limits=many.limits.of_series(0),
        drawn=many.drawn.of_series(0),
        groups=groups,
        group_numbers=many.group_numbers[0],
        is_judged=many.is_judged[0],
        is_ghosted=series.is_ghosted,
        is_provisional=many.is_provisional[0],
        sides=many.sides[0],
        **_flags(many),
        labels=tuple(map(Label, many.causes.labels[0])),
        directions=many.causes.directions[0],
        point_types=tuple(map(Variation, many.point_types[0])),
        variation=variation,
        variation_words=_variation_words(many, variation),
        assurance=assurance,
        assurance_words=_assurance_words(many, assurance, options=options),
        icons_on=_icons_on(many, series),
        moving_ranges=_moving_ranges(many, chart=chart),
        moving_range_limits=_moving_range_limits(many, chart=chart),
        notes=notes_on(many, series, groups=groups, chart=chart, options=options),
    )


def _variation_words(many: ManyJudgements, variation: Variation) -> Words:
    """Figures that are all the same do not go up and down."""
    judged = many.values[0][many.is_judged[0]]
    if variation is Variation.COMMON_CAUSE and np.all(judged == judged[0]):
        return Words(VARIATION_WORDS[variation].short, "Every figure is the same.")
    return VARIATION_WORDS[variation]


def _assurance_words(many: ManyJudgements, assurance: Assurance, *, options: ChartOptions) -> Words:
    """Without an icon, the reason for that: no target, neither way is better, or too few points."""
    told, last = ASSURANCE_WORDS[assurance], int(many.icon_positions[0])
    if assurance is not Assurance.NONE or np.isnan(many.current_targets[0]):
        return told
    if options.direction == "neutral":
        return Words(told.short, "The target is not judged, because neither way is better.")
    if last < 0 or many.is_provisional[0, last]:
        needed = many.profile.icons_from
        return Words(told.short, f"Judging the target needs {needed} figures, and there are fewer.")
    return told


def _current_target(many: ManyJudgements) -> float | None:
    target = float(many.current_targets[0])
    return None if np.isnan(target) else target


def _icons_on(many: ManyJudgements, series: Series) -> date | None:
    position = int(many.icon_positions[0])
    return None if position < 0 else series.dates[position]


def _flags(many: ManyJudgements) -> dict[str, Bools]:
    rules = ("outside", "trend", "two_of_three", "shift")
    return {rule: getattr(many.causes, rule)[0] for rule in rules}


def _moving_ranges(many: ManyJudgements, *, chart: str) -> Floats:
    ranges = np.full(many.values.shape[1], np.nan)
    if chart == "xmr":
        judged, numbers = many.is_judged[0], many.group_numbers[0]
        linked = judged[1:] & judged[:-1] & (numbers[1:] == numbers[:-1])
        ranges[1:] = np.where(linked, np.abs(np.diff(many.values[0])), np.nan)
    return ranges


def _moving_range_limits(many: ManyJudgements, *, chart: str) -> Floats:
    """3.267 times the average range that the limits rest on."""
    factor = RANGE_LIMIT_FACTOR if chart == "xmr" else np.nan
    return np.asarray(factor * many.spread[0], dtype=np.float64)


def _groups(many: ManyJudgements, series: Series) -> tuple[Group, ...]:
    numbers = many.group_numbers[0]
    firsts = np.flatnonzero(np.diff(numbers, prepend=-1))
    lasts = np.append(firsts[1:], len(numbers)) - 1
    return tuple(
        _group(many, series, number=number, span=(int(first), int(last)))
        for number, (first, last) in enumerate(zip(firsts, lasts, strict=True))
    )


def _group(many: ManyJudgements, series: Series, *, number: int, span: tuple[int, int]) -> Group:
    first, last = span
    recalculation = series.recalculations.get(series.dates[first])
    return Group(
        number=number,
        starts_on=series.dates[first],
        ends_on=series.dates[last],
        size=int(many.group_sizes[0, first]),
        is_provisional=bool(many.is_provisional[0, first]),
        is_short=bool(many.is_short[0, first]),
        cause=recalculation.cause if recalculation else "",
        approved_by=recalculation.approved_by if recalculation else "",
    )
