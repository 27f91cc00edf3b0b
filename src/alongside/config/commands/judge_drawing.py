"""The chart of ``alongside judge``, from a judgement to its drawing."""

from dataclasses import dataclass
from datetime import date, timedelta
from math import isnan
from typing import Any

from alongside.config.commands.judge_reading import Figures
from alongside.documents.charts.chart import Specification
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.control_values import ControlChart, ControlPoint
from alongside.documents.charts.palette import Meaning
from alongside.documents.charts.store import drawn
from alongside.documents.charts.titled import titled
from alongside.kernel.dates import day_in_words, month_in_words
from alongside.stats.charts.results import ChartJudgement

PERCENT = "%"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Not drawn yet: that loads an engine of 300 MB."""

    specification: Specification

    @property
    def summary(self) -> str:
        return self.specification.summary

    def svg(self) -> str:
        return drawn(titled(self.specification)).svg


def drawing(title: str, figures: Figures, judged: ChartJudgement) -> Drawing:
    """Raises Refusal when there is nothing to draw."""
    return Drawing(
        control_chart(
            ControlChart(
                title=title,
                kind=_kind(judged.chart),
                unit=unit_of(figures, judged),
                points=tuple(_point(place, figures, judged) for place in range(len(judged.dates))),
                is_evenly_spaced=judged.chart in ("g", "t"),
                judgements=(judged.variation_words.sentence, judged.assurance_words.sentence),
            )
        )
    )


def unit_of(figures: Figures, judged: ChartJudgement) -> str:
    return PERCENT if figures.is_percent or judged.chart == "p" else ""


def label_of(day: date, figures: Figures) -> str:
    """A year, a month or a day, by how often there are figures.

    A quarter is called by its first month.
    """
    if figures.period == "year" and (day.month, day.day) == (1, 1):
        return str(day.year)
    if figures.period in ("month", "quarter") and (day.day == 1 or _ends_month(day)):
        return month_in_words(day)
    return day_in_words(day)


def base_of(place: int, figures: Figures, judged: ChartJudgement) -> tuple[float, float] | None:
    """Counted, and out of how many; None without, and where a missing period was put in."""
    if figures.denominators is None or judged.dates[place] not in figures.dates:
        return None
    row = figures.dates.index(judged.dates[place])
    top, base = figures.values[row], figures.denominators[row]
    return None if top is None or base is None else (top, base)


def number(value: Any) -> float | None:
    return None if isnan(value) else float(value)


def _ends_month(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _kind(chart: str) -> Any:
    return chart


def _point(place: int, figures: Figures, judged: ChartJudgement) -> ControlPoint:
    day = judged.dates[place]
    counts = base_of(place, figures, judged)
    code = judged.point_types[place].value
    return ControlPoint(
        on=day,
        label=label_of(day, figures),
        value=number(judged.values[place]),
        period=label_of(day, figures),
        base=f"{counts[0]:,g} of {counts[1]:,g}" if counts else "",
        meaning=Meaning(code) if code in set(Meaning) else Meaning.COMMON_CAUSE,
        centre=number(judged.drawn.centre[place]),
        lower=number(judged.drawn.lower[place]),
        upper=number(judged.drawn.upper[place]),
        is_provisional=bool(judged.is_provisional[place]),
        group=int(judged.group_numbers[place]),
        target=number(judged.targets[place]),
    )
