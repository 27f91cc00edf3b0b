"""From a judged measure to its drawings: the control chart, wide and for a phone, and the small line.

Only the worker loads this module.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import isnan

from alongside.documents.charts.chart import Shape, Specification
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.control_values import ControlChart, ControlPoint, DatedWords
from alongside.documents.charts.palette import Meaning
from alongside.documents.charts.store import drawn
from alongside.kernel.dates import add_months
from alongside.measures.cases import Case
from alongside.measures.codes import PERCENT
from alongside.measures.judging import chart_of, kind_of
from alongside.measures.rules.figures import Point
from alongside.measures.words import base_words, period_words
from alongside.stats.charts.results import ChartJudgement

FEWEST = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """The same chart in two shapes and what it says in words; empty for fewer than two figures."""

    wide: str = ""
    narrow: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """A note on the chart: what happened on a day."""

    on: date
    text: str


def draw(title: str, case: Case, remarks: Sequence[Remark]) -> Drawn:
    if len(case.counted) < FEWEST:
        return Drawn()
    spec = specification(title, case, remarks)
    return Drawn(wide=drawn(spec).svg, narrow=drawn(spec, Shape.NARROW).svg, summary=spec.summary)


def specification(title: str, case: Case, remarks: Sequence[Remark]) -> Specification:
    """The chart before it is drawn, for pages and papers alike."""
    chart = chart_of(case)
    return control_chart(
        ControlChart(
            title=title,
            kind=kind_of(case),
            unit="%" if case.unit == PERCENT else case.unit,
            points=_points(case, chart),
            recalculations=tuple(DatedWords(on=b.on, words=b.cause) for b in case.beginnings),
            annotations=tuple(DatedWords(on=r.on, words=r.text) for r in remarks),
            judgements=(chart.variation_words.sentence, chart.assurance_words.sentence),
        )
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
    words = period_words(day, until)
    return ControlPoint(
        on=day,
        label=words,
        value=float(point.exact) if point else None,
        period=words,
        base=base_words(point) if point else "",
        meaning=_meaning(chart.point_types[place].value),
        is_ghosted=bool(chart.is_ghosted[place]),
        centre=_number(chart.drawn.centre[place]),
        lower=_number(chart.drawn.lower[place]),
        upper=_number(chart.drawn.upper[place]),
        is_provisional=bool(chart.is_provisional[place]),
        group=int(chart.group_numbers[place]),
        target=float(case.core.value) if case.core else None,
        stretched_target=float(case.stretched.value) if case.stretched else None,
    )


def _meaning(code: str) -> Meaning:
    """A point that is not judged is drawn like any other."""
    return Meaning(code) if code in set(Meaning) else Meaning.COMMON_CAUSE


def _number(value: float) -> float | None:
    return None if isnan(value) else float(value)
