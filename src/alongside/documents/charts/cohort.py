"""Cohort curves: of what was started, the share that was finished by each day.

Curves go up in steps with their intervals as a faint ground. Each has a colour, a dash and its name
at its end. A rule stands at the limit, with the share that each curve has there.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from alongside.documents.blocks import Table, TableCell, TableColumn
from alongside.documents.charts.chart import Mark, Marks, Shape, Spec, Specification
from alongside.documents.charts.figures import check_numbers, counted, figure, listed
from alongside.documents.charts.palette import SERIES
from alongside.documents.charts.plot import Line, Plot, Symbol, Words, band, lines, points, whole
from alongside.documents.charts.scales import Scale, round_scale
from alongside.documents.charts.sheet import (
    BELOW,
    WIDTHS,
    Entry,
    Sheet,
    key_height,
    label_width,
    put_grid,
    put_key,
    put_labels,
)
from alongside.documents.drawing import LETTER, LINE, width_of
from alongside.documents.letters import for_screen
from alongside.kernel.refusals import Refusal

TWENTY_WEEKS = 140
WEEK = 7
READ_EVERY = 4 * WEEK
HEIGHTS = {Shape.WIDE: 240.0, Shape.NARROW: 230.0}
DASHES = ("", "dashed", "dotted", "target")
MARKS = ("circle", "triangle-up", "square", "diamond")
MOST_CURVES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CurveStep:
    """From this day on, so many per cent are finished (0 to 100), with the interval."""

    day: int
    percent: float
    lower: float
    upper: float

    @property
    def has_ends(self) -> bool:
        """Where nobody is finished yet, or everybody, the interval that is drawn has no width."""
        return self.lower < self.upper


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortCurve:
    """``base`` says of what ("187 requests, 12 still open"). ``until`` is the last day observed."""

    name: str
    base: str
    steps: tuple[CurveStep, ...]
    until: int

    def at(self, day: int) -> CurveStep | None:
        """What holds on a day; None after the last day observed."""
        if day > self.until:
            return None
        place = bisect_right([step.day for step in self.steps], day)
        none = CurveStep(day=0, percent=0.0, lower=0.0, upper=0.0)
        return self.steps[place - 1] if place else none


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortChart:
    """One to four curves. ``limit`` is in days, with its words."""

    title: str
    curves: tuple[CohortCurve, ...]
    limit: int = TWENTY_WEEKS
    limit_words: str = "20 weeks"
    interval_words: str = "plausible range"
    places: int = 1

    def __post_init__(self) -> None:
        if not 1 <= len(self.curves) <= MOST_CURVES:
            raise Refusal("Draw from one to four cohorts together.", field="curves")
        for curve in self.curves:
            days = [step.day for step in curve.steps]
            if any(a >= b for a, b in pairwise(days)) or min(days, default=0) < 0:
                raise Refusal("Give the days of a curve in order, each once.", field="curves")
            if curve.until < max(days, default=0):
                raise Refusal("A curve cannot have steps after its last day.", field="curves")
            numbers = [n for step in curve.steps for n in (step.percent, step.lower, step.upper)]
            check_numbers(numbers, field="curves")
            if any(not 0 <= number <= 100 for number in numbers):
                raise Refusal("A share lies from 0 to 100 per cent.", field="curves")

    @property
    def until(self) -> int:
        """The last day drawn."""
        return max([self.limit, *(curve.until for curve in self.curves)])


def cohort_curves(chart: CohortChart) -> Specification:
    """The specification of the curves in both shapes, with its summary and table."""
    fit = for_screen(chart)
    summary = _summary(fit)
    specs = {shape: _spec(fit, shape, summary) for shape in Shape}
    return Specification(fit.title, summary, _table(fit), specs)


# ---- Words ----


def _percent(chart: CohortChart, value: float) -> str:
    return f"{figure(value, chart.places)}%"


def _summary(chart: CohortChart) -> str:
    parts = []
    for curve in chart.curves:
        base = f" ({curve.base})" if curve.base else ""
        step = curve.at(chart.limit)
        if step is None:
            weeks = counted(curve.until // WEEK, "week")
            parts.append(
                f"{curve.name}{base}: seen for {weeks} only, so not yet to {chart.limit_words}."
            )
            continue
        ends = f" ({chart.interval_words} {_ends(chart, step)})" if step.has_ends else ""
        parts.append(
            f"{curve.name}{base}: {_percent(chart, step.percent)} were finished by "
            f"{chart.limit_words}{ends}."
        )
        parts += _half(curve)
    return " ".join(parts)


def _half(curve: CohortCurve) -> list[str]:
    days = [step.day for step in curve.steps if step.percent >= 50]
    return [f"Half were finished by day {days[0]}."] if days else []


def _table(chart: CohortChart) -> Table:
    """The curves at every fourth week and at the limit."""
    days = _days(chart)
    columns = (
        TableColumn("By the end of"),
        *(TableColumn(f"{curve.name}: finished", width=2) for curve in chart.curves),
    )
    rows = tuple(
        (
            TableCell(_day_words(chart, day), is_header=True),
            *(TableCell(_at(chart, curve, day)) for curve in chart.curves),
        )
        for day in days
    )
    return Table(chart.title, columns, rows)


def _days(chart: CohortChart) -> list[int]:
    """On which the curves are read."""
    return sorted({*range(READ_EVERY, chart.until + 1, READ_EVERY), chart.limit})


def _day_words(chart: CohortChart, day: int) -> str:
    weeks = counted(day // WEEK, "week") if day % WEEK == 0 else counted(day, "day")
    return f"{weeks} (the limit)" if day == chart.limit else weeks


def _at(chart: CohortChart, curve: CohortCurve, day: int) -> str:
    step = curve.at(day)
    if step is None:
        return "Not yet seen"
    value = _percent(chart, step.percent)
    return f"{value} ({_ends(chart, step)})" if step.has_ends else value


def _ends(chart: CohortChart, step: CurveStep) -> str:
    return f"{_percent(chart, step.lower)} to {_percent(chart, step.upper)}"


# ---- Drawing ----


def _spec(chart: CohortChart, shape: Shape, summary: str) -> Spec:
    entries = [
        Entry(curve.name, Line((), SERIES[n], 2.2, DASHES[n]))
        for n, curve in enumerate(chart.curves)
    ]
    plot = _plot(chart, shape, entries)
    sheet = Sheet()
    put_key(sheet, entries, plot)
    put_grid(sheet, plot, "%")
    put_labels(sheet, plot, [(day, f"{int(day) // WEEK}") for day in plot.x.ticks])
    sheet.texts.append(
        Words("Weeks since the start", plot.across, plot.down + BELOW + 9, "quiet", "right")
    )
    _put_limit(sheet, chart, plot)
    bands = [layer for n, c in enumerate(chart.curves) for layer in band(plot, _band(c), SERIES[n])]
    curves = [
        Line(_corners(curve), SERIES[n], 2.2, DASHES[n]) for n, curve in enumerate(chart.curves)
    ]
    layers = [
        *sheet.ground(),
        *bands,
        *lines(plot, curves),
        *points(plot, _marks(chart)),
        *sheet.front(),
    ]
    marks = _reader_marks(chart, plot)
    return whole(plot, layers, title=chart.title, summary=summary, marks=marks)


def _plot(chart: CohortChart, shape: Shape, entries: Sequence[Entry]) -> Plot:
    width = WIDTHS[shape]
    above = key_height(entries, width) + LINE + 12
    below = BELOW + LINE + 2
    scale = round_scale(0.0, 100.0)
    return Plot(
        width=width,
        height=round(above + HEIGHTS[shape] + below),
        left=label_width(scale, "%"),
        right=14,
        top=above,
        bottom=below,
        x=_weeks(chart.until),
        y=scale,
    )


def _weeks(until: int) -> Scale:
    """A scale in days with its ticks at whole weeks, 4 or a multiple of it apart."""
    weeks = ceil(until / WEEK)
    step = 4 * ceil(weeks / 48) if weeks > 8 else 1
    last = step * ceil(weeks / step)
    return Scale(0, last * WEEK, tuple(float(week * WEEK) for week in range(0, last + 1, step)))


def _corners(curve: CohortCurve) -> list[tuple[float, float]]:
    found, percent = [(0.0, 0.0)], 0.0
    for step in curve.steps:
        found += [(float(step.day), percent), (float(step.day), step.percent)]
        percent = step.percent
    return [*found, (float(curve.until), percent)]


def _band(curve: CohortCurve) -> list[tuple[float, float, float]]:
    found, ends = [], (0.0, 0.0)
    for step in curve.steps:
        found += [(float(step.day), *ends), (float(step.day), step.lower, step.upper)]
        ends = (step.lower, step.upper)
    return [*found, (float(curve.until), *ends)]


def _marks(chart: CohortChart) -> list[tuple[float, float, Symbol]]:
    """One on each curve at the limit."""
    found = []
    for number, curve in enumerate(chart.curves):
        step = curve.at(chart.limit)
        if step is not None:
            symbol = Symbol(SERIES[number], MARKS[number], 70)
            found.append((float(chart.limit), step.percent, symbol))
    return found


def _reader_marks(chart: CohortChart, plot: Plot) -> Marks:
    """Each curve at every day on which it is read and was seen; a reader begins with the first."""
    found = []
    for curve in chart.curves:
        for day in _days(chart):
            step = curve.at(day)
            if step is None:
                continue
            said = f"{curve.name}, by {_day_words(chart, day)}: {_percent(chart, step.percent)}"
            ends = f"{chart.interval_words} {_ends(chart, step)}. " if step.has_ends else ""
            at = (plot.at_x(day), plot.at_y(step.percent))
            found.append(Mark(*at, said, f"{ends[:1].upper()}{ends[1:]}{curve.base}."))
    return Marks(tuple(found), "near", 0)


def _put_limit(sheet: Sheet, chart: CohortChart, plot: Plot) -> None:
    x = plot.at_x(chart.limit)
    sheet.rules.append(((x, -4), (x, plot.down), Line((), "text", 1.4, "dashed")))
    here = [(n, curve.at(chart.limit)) for n, curve in enumerate(chart.curves)]
    shares = [_percent(chart, step.percent) for _, step in here if step is not None]
    said = f"{chart.limit_words}: {listed(shares)}" if shares else chart.limit_words
    half = width_of(said) / 2
    middle = min(max(x, half - plot.left), plot.across + plot.right - half)
    sheet.texts.append(Words(said, middle, -LETTER + 4, "text", "center", is_strong=True))
