"""Judging one measure: its figures and targets in, everything that a page shows out.

Only the worker and commands load this module: it brings the statistics. Which figures are compared
with whom is decided by the caller.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np

from alongside.kernel.refusals import Refusal
from alongside.measures.cases import Case, Counted, Other
from alongside.measures.codes import PERCENT, Better, Comparator
from alongside.measures.readings import Aim, Attention, Comparison, Icon, Judged, JudgedPoint
from alongside.measures.rules.figures import Point, is_met
from alongside.measures.rules.figures import Target as FigureTarget
from alongside.measures.words import target_words
from alongside.stats.charts.dated import Period
from alongside.stats.charts.judging import judge
from alongside.stats.charts.options import Chart, ChartOptions, Direction
from alongside.stats.charts.recalculation import Recalculation
from alongside.stats.charts.results import ChartJudgement
from alongside.stats.charts.words import LABEL_WORDS, Assurance, Variation, Words
from alongside.stats.comparing import Polarity, single95
from alongside.stats.intervals import count_interval, wilson
from alongside.stats.provability import SampleJudgement, judge_sample
from alongside.stats.target import Shown
from alongside.stats.target import Target as ShareTarget

DIRECTIONS: Mapping[Better, Direction] = {
    Better.HIGHER: "increase",
    Better.LOWER: "decrease",
    Better.NEITHER: "neutral",
}
POLARITIES: Mapping[Better, Polarity] = {
    Better.HIGHER: "high_is_good",
    Better.LOWER: "low_is_good",
    Better.NEITHER: "no_judgement",
}
PERIODS: Mapping[int, Period] = {1: "month", 3: "quarter", 12: "year"}
COUNTS = frozenset({"plans", "children", "projects", "schemes", "requests", "people", "services"})


def judge_measure(case: Case) -> Judged:
    """Without figures it says so; with one figure it shows no limits."""
    core, stretched = _aim(case, case.core), _aim(case, case.stretched)
    if not case.counted:
        return Judged(unit=case.unit, core=core, stretched=stretched)
    chart = chart_of(case)
    variation = _icon(chart.variation.value, chart.variation_words)
    assurance = _icon(chart.assurance.value, chart.assurance_words)
    return Judged(
        unit=case.unit,
        points=_points(case, chart),
        variation=variation,
        assurance=assurance,
        core=core,
        stretched=stretched,
        comparisons=tuple(_compared(case, other) for other in case.others),
        notes=chart.notes,
        profile=f"{chart.profile.code} {chart.profile.version}",
        attention=_attention(variation, assurance, core),
    )


def chart_of(case: Case) -> ChartJudgement:
    """A p chart for shares, a c chart for counts, an XmR chart for everything else."""
    kind = kind_of(case)
    days = [point.period_from for point in case.points]
    options = ChartOptions(
        direction=DIRECTIONS[case.better],
        target=float(case.core.value) if case.core else None,
        recalculations=[
            Recalculation(on=each.on, cause=each.cause, approved_by=each.approved_by)
            for each in case.beginnings
            if each.on in days
        ],
        period=PERIODS.get(case.every_months or 0),
        lowest=None if kind in ("p", "c") else 0.0,
        highest=100.0 if case.unit == PERCENT and kind != "p" else None,
    )
    values = [_chart_value(point, kind) for point in case.points]
    bases = _bases(case) if kind == "p" else None
    return _judged(days, values, bases, kind=kind, options=options)


def kind_of(case: Case) -> Chart:
    if case.is_share:
        return "p"
    whole = all(point.value == int(point.value) for point in case.points)
    return "c" if whole and case.unit.casefold() in COUNTS else "xmr"


def _judged(
    days: list[date],
    values: list[float],
    bases: list[float] | None,
    *,
    kind: Chart,
    options: ChartOptions,
) -> ChartJudgement:
    """A series that lost its rhythm is still judged, as its figures stand one after another."""
    try:
        return judge(days, values, denominators=bases, chart=kind, options=options)
    except Refusal:
        if options.period is None:
            raise
    plain = ChartOptions(
        direction=options.direction,
        target=options.target,
        recalculations=options.recalculations,
        lowest=options.lowest,
        highest=options.highest,
    )
    return judge(days, values, denominators=bases, chart=kind, options=plain)


def _bases(case: Case) -> list[float]:
    """Of a share, where every figure has its base."""
    return [float(point.denominator or 0) for point in case.points]


def _chart_value(point: Point, kind: Chart) -> float:
    return float(point.numerator or 0) if kind == "p" else float(point.value)


def _points(case: Case, chart: ChartJudgement) -> tuple[JudgedPoint, ...]:
    lower, upper = _intervals(case)
    places = {day: index for index, day in enumerate(chart.dates)}
    return tuple(
        _point(each, low, high, chart, places[each.point.period_from])
        for each, low, high in zip(case.counted, lower, upper, strict=True)
    )


def _point(
    each: Counted, low: float | None, high: float | None, chart: ChartJudgement, place: int
) -> JudgedPoint:
    point = each.point
    label = chart.labels[place]
    return JudgedPoint(
        period_from=point.period_from.isoformat(),
        period_until=point.period_until.isoformat(),
        value=float(point.exact),
        numerator=point.numerator,
        denominator=point.denominator,
        left_out=each.left_out,
        missing=each.missing,
        lower=low,
        upper=high,
        kind=chart.point_types[place].value,
        why="" if chart.is_provisional[place] else LABEL_WORDS[label].short,
        doubt=each.doubt,
    )


def _intervals(case: Case) -> tuple[Sequence[float | None], Sequence[float | None]]:
    """95 %: Wilson's for a share, exact or Byar's for a count; none for anything else."""
    points = case.points
    if case.is_share:
        found = wilson([float(p.numerator or 0) for p in points], _bases(case), multiplier=100.0)
    elif kind_of(case) == "c":
        found = count_interval([float(p.value) for p in points])
    else:
        nothing = [None] * len(points)
        return nothing, nothing
    return list(map(float, np.atleast_1d(found.lower))), list(
        map(float, np.atleast_1d(found.upper))
    )


def _aim(case: Case, target: FigureTarget | None) -> Aim | None:
    """How the latest figure stands to a target, and whether its sample can show that at all."""
    if target is None:
        return None
    words = target_words(target, case.unit)
    if not case.counted:
        return Aim(words, float(target.value), None)
    latest = case.points[-1]
    sample = _sample(latest, target) if case.is_share else None
    return Aim(
        words,
        float(target.value),
        is_met(latest, target),
        sample.shown.value if sample else "",
        sample.sentence if sample else "",
    )


def _sample(latest: Point, target: FigureTarget) -> SampleJudgement | None:
    share = float(target.value) / 100
    if not 0 < share <= 1 or latest.numerator is None or latest.denominator is None:
        return None
    falls = target.comparator in (Comparator.AT_MOST, Comparator.LESS_THAN)
    return judge_sample(
        latest.numerator,
        latest.denominator,
        target=ShareTarget(share, direction="at most" if falls else "at least"),
    )


def _compared(case: Case, other: Other) -> Comparison:
    """Ours beside theirs: their value inside our 95 % interval is similar."""
    verdict = ""
    if case.is_share and other.value is not None:
        latest = case.points[-1]
        ours = wilson(latest.numerator or 0, latest.denominator or 0, multiplier=100.0)
        verdict = str(
            single95(
                ours.lower,
                ours.upper,
                benchmark=other.value,
                polarity=POLARITIES[case.better],
            )
        )
    return Comparison(
        other.name,
        other.level,
        other.value,
        other.numerator,
        other.denominator,
        verdict,
        other.note,
    )


def _icon(code: str, words: Words) -> Icon:
    return Icon(code, words.short, words.sentence)


_WORSE = {Variation.CONCERN_HIGH.value, Variation.CONCERN_LOW.value}
_BETTER = {Variation.IMPROVEMENT_HIGH.value, Variation.IMPROVEMENT_LOW.value}
_BY_ASSURANCE: Mapping[str, Attention] = {
    Assurance.FAIL.value: Attention.MISSES,
    Assurance.INCONSISTENT.value: Attention.HIT_OR_MISS,
}


def _attention(variation: Icon, assurance: Icon, core: Aim | None) -> Attention:
    if variation.code in _WORSE:
        return Attention.GETTING_WORSE
    if assurance.code == Assurance.FAIL.value:
        return Attention.MISSES
    if core is not None and core.is_met is False:
        return Attention.BELOW
    if core is not None and core.shown == Shown.CANNOT_TELL.value:
        return Attention.CANNOT_TELL
    if variation.code in _BETTER:
        return Attention.IMPROVING
    return _BY_ASSURANCE.get(assurance.code, Attention.STEADY)
