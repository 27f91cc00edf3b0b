"""Judging one measure: its figures and targets in, everything that a page shows out.

Only the worker and commands load this module: it brings the statistics. Which figures are compared
with whom is decided by the caller.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from alongside.kernel.refusals import Refusal
from alongside.measures.cases import Case, Counted, Other
from alongside.measures.codes import PERCENT, Better, Level
from alongside.measures.readings import NEVER, Aim, Attention, Comparison, Icon, Judged, JudgedPoint
from alongside.measures.rules.figures import Point, is_met
from alongside.measures.rules.figures import Target as FigureTarget
from alongside.measures.rules.overlapping import CARRIED_OVER, overlap_words
from alongside.measures.rules.targets import FALLING
from alongside.measures.words import target_words
from alongside.stats.charts.dated import Period
from alongside.stats.charts.judging import judge
from alongside.stats.charts.options import Chart, ChartOptions, Direction
from alongside.stats.charts.recalculation import Recalculation
from alongside.stats.charts.results import ChartJudgement
from alongside.stats.charts.words import (
    ASSURANCE_WORDS,
    LABEL_WORDS,
    VARIATION_WORDS,
    Assurance,
    Variation,
    Words,
)
from alongside.stats.comparing import Polarity, single95
from alongside.stats.intervals import wilson
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
NEEDED = ChartOptions().rules.icons_from
"""So many figures before anything is judged."""
MIXED_COUNTS = (
    "Some figures are for much longer periods than others, such as a year and then months, so they "
    "cannot be judged together. Begin a new series where the length changed."
)
MIXED_SHARES = "Some figures are for much longer periods than others; the limits allow for how many each is of."


def judge_measure(case: Case) -> Judged:
    """Without figures it says so; with one figure it shows no limits.

    Of figures that overlap only those that share no month are judged, and of those that carry over none.
    Raises Refusal for figures that cannot be judged (``not_judged`` shows those).
    """
    if case.carries_over and case.counted:
        return _judged_never(case)
    if case.looks_back_months is not None and case.counted:
        return _judged_apart(case, case.looks_back_months)
    core, stretched = _aim(case, Level.CORE), _aim(case, Level.STRETCHED)
    if not case.counted:
        return Judged(unit=case.unit, core=core, stretched=stretched)
    chart = chart_of(case)
    variation = _icon(chart.variation.value, chart.variation_words)
    assurance = _assurance(chart)
    return Judged(
        unit=case.unit,
        points=_points(case, chart),
        variation=variation,
        assurance=assurance,
        core=core,
        stretched=stretched,
        comparisons=_comparisons(case),
        notes=(*chart.notes, *((MIXED_SHARES,) if case.has_mixed_lengths else ())),
        profile=f"{chart.profile.code} {chart.profile.version}",
        attention=_attention(variation, assurance, core),
        judged_count=sum(not each.is_anothers for each in case.counted),
    )


def _judged_apart(case: Case, looks_back: int) -> Judged:
    """The limits are of the figures that share no month; none where these are fewer than icons need."""
    alone = case.apart
    why = overlap_words(looks_back=looks_back, found=len(alone.counted), needed=NEEDED)
    if len(alone.counted) < NEEDED:
        return _unlimited(case, why)
    judged = judge_measure(alone)
    by_start = {each.period_from: each for each in judged.points}
    points = (by_start.get(each.period_from, each) for each in _unjudged_points(case))
    return replace(judged, points=tuple(points), notes=(why, *judged.notes))


def _judged_never(case: Case) -> Judged:
    """Held against its target and nothing else, however many figures there are."""
    told = _unlimited(case, "")
    return replace(
        told,
        notes=(),
        trouble=CARRIED_OVER,
        attention=min(Attention.NOT_JUDGED, told.attention),
        judged_count=0,
    )


def _unlimited(case: Case, why: str) -> Judged:
    core = _aim(case, Level.CORE)
    variation = _icon(Variation.NONE.value, VARIATION_WORDS[Variation.NONE])
    assurance = _icon(Assurance.NONE.value, ASSURANCE_WORDS[Assurance.NONE])
    return Judged(
        unit=case.unit,
        points=_unjudged_points(case),
        variation=variation,
        assurance=assurance,
        core=core,
        stretched=_aim(case, Level.STRETCHED),
        comparisons=_comparisons(case),
        notes=(why,),
        attention=_attention(variation, assurance, core),
        judged_count=len(case.apart.counted),
    )


def _unjudged_points(case: Case) -> tuple[JudgedPoint, ...]:
    lower, upper = _intervals(case)
    return tuple(
        replace(_plain_point(each), lower=low, upper=high, why="Not judged")
        for each, low, high in zip(case.counted, lower, upper, strict=True)
    )


def _comparisons(case: Case) -> tuple[Comparison, ...]:
    if case.counted[-1].is_anothers:
        return ()
    return tuple(_compared(case, other) for other in case.others)


def not_judged(case: Case, why: str) -> Judged:
    """The figures as they stand, and the sentence that says why nothing is made of them."""
    return Judged(
        unit=case.unit,
        points=tuple(_plain_point(each) for each in case.counted),
        core=_promised(case, Level.CORE),
        stretched=_promised(case, Level.STRETCHED),
        attention=Attention.NOT_JUDGED,
        trouble=why,
    )


def chart_of(case: Case) -> ChartJudgement:
    """A p chart for shares, an XmR chart for everything else: a count of plans in force is a stock,
    and its limits come from how it moved.

    Raises Refusal when the figures cannot share limits.
    """
    kind = kind_of(case)
    if case.has_mixed_lengths and kind != "p":
        raise Refusal(MIXED_COUNTS)
    days = [point.period_from for point in case.points]
    options = ChartOptions(
        direction=DIRECTIONS[case.better],
        target=float(case.core.value) if case.core else None,
        recalculations=[
            Recalculation(on=each.on, cause=each.cause, approved_by=each.approved_by)
            for each in case.beginnings
        ],
        frozen_until=case.frozen.until_on if case.frozen else None,
        ghosts=[each.point.period_from for each in case.counted if each.is_anothers],
        period=None if case.has_mixed_lengths else PERIODS.get(case.every_months or 0),
        lowest=None if kind == "p" else 0.0,
        highest=100.0 if case.unit == PERCENT and kind != "p" else None,
    )
    values = [_chart_value(point, kind) for point in case.points]
    bases = _bases(case) if kind == "p" else None
    return _judged(days, values, bases, kind=kind, options=options)


def kind_of(case: Case) -> Chart:
    return "p" if case.is_share else "xmr"


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
    plain = replace(options, period=None)
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
    """Provisional limits pick no point out."""
    shown = replace(_plain_point(each), lower=low, upper=high)
    if chart.is_ghosted[place]:
        return replace(shown, why="Not judged")
    if chart.is_provisional[place]:
        return shown
    return replace(
        shown,
        kind=chart.point_types[place].value,
        why=LABEL_WORDS[chart.labels[place]].short,
    )


def _plain_point(each: Counted) -> JudgedPoint:
    point = each.point
    return JudgedPoint(
        period_from=point.period_from.isoformat(),
        period_until=point.period_until.isoformat(),
        value=float(point.exact),
        numerator=point.numerator,
        denominator=point.denominator,
        left_out=each.left_out,
        missing=each.missing,
        lower=None,
        upper=None,
        kind=Variation.NONE.value,
        why="",
        doubt=each.doubt,
        gives_away=point.gives_away,
    )


def _intervals(case: Case) -> tuple[Sequence[float | None], Sequence[float | None]]:
    """Wilson's 95 % interval for a share; none for anything else, which says what was counted."""
    points = case.points
    if not case.is_share:
        nothing = [None] * len(points)
        return nothing, nothing
    found = wilson([float(p.numerator or 0) for p in points], _bases(case), multiplier=100.0)
    return found.lower.tolist(), found.upper.tolist()


def _aim(case: Case, level: Level) -> Aim | None:
    """How the latest figure stands to a target, and whether its sample can show that at all."""
    promised, target = _promised(case, level), _target(case, level)
    if promised is None or target is None or not case.counted or case.counted[-1].is_anothers:
        return promised
    latest = case.points[-1]
    met = replace(promised, is_met=is_met(latest, target))
    sample = _sample(latest, target) if case.is_share else None
    if sample is None:
        return met
    is_never = sample.shown is Shown.CANNOT_TELL and sample.records_needed is None
    return replace(met, shown=NEVER if is_never else sample.shown.value, sentence=sample.sentence)


def _promised(case: Case, level: Level) -> Aim | None:
    target, pledge = _target(case, level), case.pledge(level)
    if target is None:
        return None
    return Aim(
        target_words(target, case.unit),
        float(target.value),
        None,
        warning=pledge.warning,
        by_on=pledge.by_on.isoformat() if pledge.by_on else "",
    )


def _target(case: Case, level: Level) -> FigureTarget | None:
    return case.core if level is Level.CORE else case.stretched


def _sample(latest: Point, target: FigureTarget) -> SampleJudgement | None:
    """None where anything meets the target, or nothing can."""
    share = float(target.value) / 100
    falls = target.comparator in FALLING
    if not 0 < (1 - share if falls else share) <= 1:
        return None
    if latest.numerator is None or latest.denominator is None:
        return None
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
    lower, upper = _interval_of(other) if case.is_share else (None, None)
    return Comparison(
        other.name,
        other.level,
        other.value,
        other.numerator,
        other.denominator,
        verdict,
        other.note,
        lower,
        upper,
        other.edition,
    )


def _interval_of(other: Other) -> tuple[float | None, float | None]:
    """Wilson's 95 % interval of their share; none where only the share was published."""
    if other.value is None or other.numerator is None or not other.denominator:
        return None, None
    theirs = wilson(other.numerator, other.denominator, multiplier=100.0)
    return float(theirs.lower), float(theirs.upper)


def _assurance(chart: ChartJudgement) -> Icon:
    """Figures that all lie at the target never missed it, so they are not called hit and miss."""
    lower, upper = chart.limits.lower[-1], chart.limits.upper[-1]
    if lower == upper == chart.current_target:
        return Icon(
            Assurance.NONE.value,
            ASSURANCE_WORDS[Assurance.NONE].short,
            "Every figure is at the target, so there are no limits yet.",
        )
    return _icon(chart.assurance.value, chart.assurance_words)


def _icon(code: str, words: Words) -> Icon:
    return Icon(code, words.short, words.sentence)


_WORSE = {Variation.CONCERN_HIGH.value, Variation.CONCERN_LOW.value}
_BETTER = {Variation.IMPROVEMENT_HIGH.value, Variation.IMPROVEMENT_LOW.value}
_CHANGED = {Variation.NEUTRAL_HIGH.value, Variation.NEUTRAL_LOW.value}


def _attention(variation: Icon, assurance: Icon, core: Aim | None) -> Attention:
    """The most pressing of all that holds. What improves is not held against a hit and miss."""
    is_better = variation.code in _BETTER
    found = {
        Attention.GETTING_WORSE: variation.code in _WORSE,
        Attention.MISSES: assurance.code == Assurance.FAIL.value,
        Attention.BELOW: core is not None and core.is_met is False and not core.cannot_tell,
        Attention.CANNOT_TELL: core is not None and core.cannot_tell,
        Attention.HIT_OR_MISS: assurance.code == Assurance.INCONSISTENT.value and not is_better,
        Attention.CHANGED: variation.code in _CHANGED,
        Attention.TOO_FEW: variation.code == Variation.NONE.value,
        Attention.STEADY: not is_better,
        Attention.IMPROVING: is_better,
    }
    return min(reason for reason, holds in found.items() if holds)
