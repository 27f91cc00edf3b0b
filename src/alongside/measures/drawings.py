"""From a judged measure to its drawings: the control chart, wide and for a phone, and the small line.

Only the worker loads this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
from alongside.measures.judging import chart_of, kind_of
from alongside.measures.rules.figures import Point
from alongside.measures.words import base_words, period_words, short_period_words
from alongside.stats.charts.results import ChartJudgement
from alongside.stats.charts.words import Assurance

FEWEST = 2
SPARK_POINTS = 24


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
    chart = chart_of(case)
    spec = _specification(title, case, remarks, chart)
    return Drawn(
        wide=drawn(spec).svg,
        narrow=drawn(spec, Shape.NARROW).svg,
        spark=_spark(case, chart),
        summary=spec.summary,
    )


def specification(title: str, case: Case, remarks: Sequence[Remark]) -> Specification:
    """The chart before it is drawn, for pages and papers alike."""
    return _specification(title, case, remarks, chart_of(case))


def _specification(
    title: str, case: Case, remarks: Sequence[Remark], chart: ChartJudgement
) -> Specification:
    return control_chart(
        ControlChart(
            title=title,
            kind=kind_of(case),
            unit="%" if case.unit == PERCENT else case.unit,
            points=_points(case, chart),
            places=0
            if all(p.value == int(p.value) for p in case.points) and not case.is_share
            else 1,
            milestones=tuple(Milestone(on=s.on, value=float(s.value)) for s in case.path),
            recalculations=tuple(
                DatedWords(on=b.on, words=b.cause) for b in case.beginnings if b.on in chart.dates
            ),
            annotations=tuple(DatedWords(on=r.on, words=r.text) for r in remarks),
            judgements=_judgements(case, chart),
        )
    )


def _judgements(case: Case, chart: ChartJudgement) -> tuple[str, ...]:
    """Nothing is said of a target where there is none, or where too few figures are judged."""
    variation, assurance = chart.variation_words.sentence, chart.assurance_words.sentence
    has_assurance = case.core is not None and chart.assurance is not Assurance.NONE
    return (variation, assurance) if has_assurance else (variation,)


def _spark(case: Case, chart: ChartJudgement) -> str:
    """The words stand beside it."""
    target = float(case.core.value) if case.core else None
    return sparkline(
        [_number(value) for value in chart.values[-SPARK_POINTS:]], words="", target=target
    )


def _points(case: Case, chart: ChartJudgement) -> tuple[ControlPoint, ...]:
    held = {point.period_from: point for point in case.points}
    return tuple(
        _point(place, day, held.get(day), case, chart) for place, day in enumerate(chart.dates)
    )


def _point(
    place: int, day: date, point: Point | None, case: Case, chart: ChartJudgement
) -> ControlPoint:
    until = point.period_until if point else add_months(day, case.every_months or 1)
    return ControlPoint(
        on=day,
        label=short_period_words(day, until),
        value=float(point.exact) if point else None,
        period=period_words(day, until),
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
