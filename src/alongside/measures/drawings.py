"""From a judged measure to its drawings: the control chart, wide and for a phone, and the small line.

Only the worker loads this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isnan

from alongside.documents.charts.chart import Shape, Specification
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.control_values import (
    ControlChart,
    ControlPoint,
    DatedWords,
    Milestone,
)
from alongside.documents.charts.palette import Meaning
from alongside.documents.charts.sparkline import sparkline
from alongside.documents.charts.store import drawn
from alongside.kernel.dates import add_months
from alongside.measures.cases import Case
from alongside.measures.codes import PERCENT
from alongside.measures.judging import NEEDED, chart_of, kind_of
from alongside.measures.rules.figures import Point
from alongside.measures.rules.overlapping import CARRIED_OVER, overlap_words
from alongside.measures.words import base_words, short_period_words, time_words
from alongside.stats.charts.results import ChartJudgement
from alongside.stats.charts.words import Assurance

FEWEST = 2
SPARK_POINTS = 24
FEW = 20


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same chart in two shapes, the small line of its last points, and what it says in words.
    Empty for fewer than two figures.
    """

    wide: str = ""
    narrow: str = ""
    spark: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on the chart: what happened on a day."""

    on: date
    text: str


def draw(title: str, case: Case, remarks: Sequence[Remark]) -> Drawn:
    if len(case.counted) < FEWEST:
        return Drawn()
    charted = _charted(case)
    spec = _specification(title, charted, remarks)
    return Drawn(
        wide=drawn(spec).svg,
        narrow=drawn(spec, Shape.NARROW).svg,
        spark=_spark(charted),
        summary=spec.summary,
    )


@dataclass(frozen=True, slots=True)
class Charted:
    """The figures that are drawn with their judgement. ``why_apart`` is said of figures that overlap; while
    too few of them share no month they are drawn as a line, without its limits.
    """

    case: Case
    chart: ChartJudgement
    has_limits: bool = True
    why_apart: str = ""
    looks_back: int | None = None


def _charted(case: Case) -> Charted:
    months = case.looks_back_months
    if case.carries_over:
        return Charted(case, chart_of(case), has_limits=False, why_apart=CARRIED_OVER)
    if months is None:
        return Charted(case, chart_of(case))
    alone = case.apart
    found = len(alone.counted)
    why = overlap_words(looks_back=months, found=found, needed=NEEDED)
    if found < NEEDED:
        return Charted(case, chart_of(case), has_limits=False, why_apart=why, looks_back=months)
    return Charted(alone, chart_of(alone), why_apart=why, looks_back=months)


def specification(title: str, case: Case, remarks: Sequence[Remark]) -> Specification:
    """The chart before it is drawn, for pages and papers alike."""
    return _specification(title, _charted(case), remarks)


def _specification(title: str, charted: Charted, remarks: Sequence[Remark]) -> Specification:
    case, chart = charted.case, charted.chart
    return control_chart(
        ControlChart(
            title=title,
            kind=kind_of(case),
            unit="%" if case.unit == PERCENT else case.unit,
            points=_points(charted),
            places=0
            if all(p.value == int(p.value) for p in case.points) and not case.is_share
            else 1,
            line_places=1 if _is_few(case) else None,
            milestones=tuple(Milestone(on=s.on, value=float(s.value)) for s in case.path),
            recalculations=tuple(
                DatedWords(on=b.on, words=b.cause) for b in case.beginnings if b.on in chart.dates
            ),
            annotations=tuple(DatedWords(on=r.on, words=r.text) for r in _noted(charted, remarks)),
            judgements=_judgements(charted),
        )
    )


def _noted(charted: Charted, remarks: Sequence[Remark]) -> Sequence[Remark]:
    """With the end of a frozen baseline, where limits are drawn at all."""
    frozen = charted.case.frozen
    if frozen is None or not charted.has_limits:
        return remarks
    end = Remark(
        frozen.until_on,
        f"The limits rest on the figures up to and including this one. {frozen.why}",
    )
    return sorted((*remarks, end), key=lambda each: each.on)


def _is_few(case: Case) -> bool:
    """Whether the limits of whole numbers lie so near each other that whole numbers would not tell them apart."""
    return not case.is_share and max(p.value for p in case.points) < FEW


def _judgements(charted: Charted) -> tuple[str, ...]:
    """Nothing is said of a target where there is none, or where too few figures are judged."""
    case, chart = charted.case, charted.chart
    if not charted.has_limits:
        return (charted.why_apart,)
    told = _judged(case, chart)
    return (charted.why_apart, *told) if charted.why_apart else told


def _judged(case: Case, chart: ChartJudgement) -> tuple[str, ...]:
    variation, assurance = chart.variation_words.sentence, chart.assurance_words.sentence
    has_assurance = case.core is not None and chart.assurance is not Assurance.NONE
    return (variation, assurance) if has_assurance else (variation,)


def _spark(charted: Charted) -> str:
    """The words stand beside it."""
    case, chart = charted.case, charted.chart
    target = float(case.core.value) if case.core else None
    return sparkline(
        [_number(value) for value in chart.values[-SPARK_POINTS:]], words="", target=target
    )


def _points(charted: Charted) -> tuple[ControlPoint, ...]:
    held = {point.period_from: point for point in charted.case.points}
    points = [
        _point(place, day, held.get(day), charted) for place, day in enumerate(charted.chart.dates)
    ]
    if not charted.has_limits:
        return tuple(map(_without_limits, points))
    alone = {group.number for group in charted.chart.groups if group.size == 1}
    return tuple(_without_limits(each) if each.group in alone else each for each in points)


def _without_limits(point: ControlPoint) -> ControlPoint:
    """Also of a figure that stands alone since its limits were worked out anew: it has none."""
    return replace(
        point,
        meaning=Meaning.COMMON_CAUSE,
        centre=None,
        lower=None,
        upper=None,
        is_provisional=False,
    )


def _point(place: int, day: date, point: Point | None, charted: Charted) -> ControlPoint:
    case, chart = charted.case, charted.chart
    until = point.period_until if point else add_months(day, case.every_months or 1)
    return ControlPoint(
        on=day,
        label=short_period_words(day, until),
        value=float(point.exact) if point else None,
        period=time_words(day, until, charted.looks_back),
        base=base_words(point) if point else "",
        meaning=_meaning(chart, place),
        is_ghosted=bool(chart.is_ghosted[place]),
        centre=_number(chart.drawn.centre[place]),
        lower=_number(chart.drawn.lower[place]),
        upper=_number(chart.drawn.upper[place]),
        is_provisional=bool(chart.is_provisional[place]),
        group=int(chart.group_numbers[place]),
        target=float(case.core.value) if case.core else None,
        stretched_target=float(case.stretched.value) if case.stretched else None,
    )


def _meaning(chart: ChartJudgement, place: int) -> Meaning:
    """A point that is not judged, or only by provisional limits, is drawn like any other."""
    code = chart.point_types[place].value
    if chart.is_provisional[place] or code not in set(Meaning):
        return Meaning.COMMON_CAUSE
    return Meaning(code)


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)
