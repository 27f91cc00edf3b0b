"""Several places over the years: the own one with its intervals, and beside it who it is held against.

Each line has a colour, a dash, a mark and its name. The own one has its intervals as strokes with ends,
the others as a faint ground; where a year has no figure the line is lifted. So it is, with a rule across,
before a year that is counted in another way: it goes on from nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from alongside.documents.blocks import Table, TableCell, TableColumn
from alongside.documents.charts.chart import Mark, Marks, Shape, Spec, Specification
from alongside.documents.charts.figures import as_heading, check_numbers, listed, with_unit
from alongside.documents.charts.palette import SERIES
from alongside.documents.charts.plot import Line, Plot, Symbol, band, lines, points, whole
from alongside.documents.charts.scales import Scale, scale_of
from alongside.documents.charts.sheet import (
    BELOW,
    WIDTHS,
    EndLabel,
    Entry,
    Sheet,
    key_height,
    label_width,
    put_end_labels,
    put_grid,
    put_key,
    put_labels,
)
from alongside.documents.drawing import width_of, wrapped
from alongside.documents.letters import for_screen
from alongside.kernel.refusals import Refusal

HEIGHTS = {Shape.WIDE: 230.0, Shape.NARROW: 220.0}
DASHES = ("", "dashed", "dotted", "target")
MARKS = ("circle", "triangle-up", "square", "diamond")
MOST_LINES = 4
ANEW = Line((), "limit", 1.4, "long")
"""Stands between two years that are counted in different ways."""
EDGE = 0.4
"""How far the scale goes on beside the first year and the last."""
WIDEST_END = 190.0
_Corner = TypeVar("_Corner", bound=tuple[float, ...])


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPoint:
    """One figure. ``value`` None stands for what is not there, with ``base`` saying why."""

    value: float | None
    lower: float | None = None
    upper: float | None = None
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class YearLine:
    """A place with a point for each year of the chart. The first line is the own one."""

    name: str
    points: tuple[YearPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearlyChart:
    """``years`` are labels, oldest first. ``notes`` say of a year what to bear in mind, empty for nothing.
    ``remarks`` are sentences about all of them, such as a change in how they are counted. ``anew`` are places
    of years from which they are counted in another way.
    """

    title: str
    unit: str
    years: tuple[str, ...]
    lines: tuple[YearLine, ...]
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    anew: tuple[int, ...] = ()
    interval_words: str = "plausible range"
    places: int = 1

    def __post_init__(self) -> None:
        if not 1 <= len(self.lines) <= MOST_LINES:
            raise Refusal("Draw from one to four places together.", field="lines")
        if not self.years or any(len(line.points) != len(self.years) for line in self.lines):
            raise Refusal("Give each place a figure for each year.", field="lines")
        if self.notes and len(self.notes) != len(self.years):
            raise Refusal("Give a note for each year, or none.", field="notes")
        if any(not 0 < place < len(self.years) for place in self.anew):
            raise Refusal("The way of counting changes after the first year.", field="anew")
        for line in self.lines:
            for each in line.points:
                check_numbers([each.value, each.lower, each.upper], field="lines")
                if (each.lower is None) != (each.upper is None):
                    raise Refusal("Give both ends of an interval, or neither.", field="lines")

    def said(self, value: float | None) -> str:
        return "no figure" if value is None else with_unit(value, self.unit, self.places)


def yearly_lines(chart: YearlyChart) -> Specification:
    """The specification of the lines in both shapes, with its summary and table."""
    fit = for_screen(chart)
    summary = _summary(fit)
    specs = {shape: _spec(fit, shape, summary) for shape in Shape}
    return Specification(fit.title, summary, _table(fit), specs)


# ---- Words ----


def _summary(chart: YearlyChart) -> str:
    lines = (_line_words(chart, line) for line in chart.lines)
    return " ".join(filter(None, (*lines, *chart.remarks, _doubts(chart))))


def _doubts(chart: YearlyChart) -> str:
    years = [year for year, note in zip(chart.years, chart.notes, strict=False) if note]
    return f"The table says what to bear in mind for {listed(years)}." if years else ""


def _line_words(chart: YearlyChart, line: YearLine) -> str:
    """From its first figure to its last."""
    known = _known(chart, line)
    if not known:
        return f"{line.name}: no figure."
    (first_year, first), (last_year, last) = known[0], known[-1]
    if len(known) == 1:
        return f"{line.name}: {chart.said(first.value)} in {first_year}."
    return (
        f"{line.name}: from {chart.said(first.value)} in {first_year} to {chart.said(last.value)} in "
        f"{last_year}{_interval(chart, last)}."
    )


def _known(chart: YearlyChart, line: YearLine) -> list[tuple[str, YearPoint]]:
    pairs = zip(chart.years, line.points, strict=True)
    return [(year, each) for year, each in pairs if each.value is not None]


def _interval(chart: YearlyChart, each: YearPoint) -> str:
    if each.lower is None:
        return ""
    return f" ({chart.interval_words} {chart.said(each.lower)} to {chart.said(each.upper)})"


def _table(chart: YearlyChart) -> Table:
    """The latest year first."""
    has_notes = any(chart.notes)
    columns = (
        TableColumn("Year", width=2),
        *(TableColumn(line.name, width=4) for line in chart.lines),
        *((TableColumn("What to bear in mind", width=4),) if has_notes else ()),
    )
    places = range(len(chart.years))
    rows = tuple(_row(chart, place, has_notes=has_notes) for place in reversed(places))
    return Table(chart.title, columns, rows)


def _row(chart: YearlyChart, place: int, *, has_notes: bool) -> tuple[TableCell, ...]:
    return (
        TableCell(chart.years[place], is_header=True),
        *(TableCell(_cell(chart, line.points[place])) for line in chart.lines),
        *((TableCell(chart.notes[place] or "–"),) if has_notes else ()),
    )


def _cell(chart: YearlyChart, each: YearPoint) -> str:
    if each.value is None:
        return f"– ({each.base})" if each.base else "–"
    ends = f"{chart.said(each.lower)} to {chart.said(each.upper)}" if each.upper is not None else ""
    return "; ".join(filter(None, (chart.said(each.value), each.base, ends)))


# ---- Drawing ----


def _spec(chart: YearlyChart, shape: Shape, summary: str) -> Spec:
    labels = _end_labels(chart) if shape is Shape.WIDE else []
    entries = _entries(chart, shape)
    plot = _plot(chart, shape, entries, labels)
    sheet = Sheet()
    put_key(sheet, entries, plot)
    put_grid(sheet, plot, _sign(chart))
    put_labels(sheet, plot, [(float(n), year) for n, year in enumerate(chart.years)])
    put_end_labels(sheet, plot, labels)
    own = Sheet()
    _put_intervals(own, chart.lines[0], plot)
    for place in chart.anew:
        x = plot.at_x(place - 0.5)
        own.rules.append(((x, -3), (x, plot.down), ANEW))
    bands = [
        layer
        for n, line in enumerate(chart.lines[1:], start=1)
        for layer in band(plot, _band(chart, line), SERIES[n])
    ]
    layers = [
        *sheet.ground(),
        *bands,
        *lines(plot, [_line(chart, line, n) for n, line in reversed(list(enumerate(chart.lines)))]),
        *own.ground(),
        *points(plot, _symbols(chart)),
        *sheet.front(),
    ]
    marks = _reader_marks(chart, plot)
    return whole(plot, layers, title=chart.title, summary=summary, marks=marks)


def _sign(chart: YearlyChart) -> str:
    return "%" if chart.unit.startswith("%") else ""


def _plot(
    chart: YearlyChart, shape: Shape, entries: Sequence[Entry], labels: Sequence[EndLabel]
) -> Plot:
    found = [
        number
        for line in chart.lines
        for each in line.points
        for number in (each.value, each.lower, each.upper)
        if number is not None
    ]
    scale = scale_of(found, is_percent=chart.unit.startswith("%"))
    width = WIDTHS[shape]
    above = key_height(entries, width) + 18
    ends = max((width_of(label.words) for label in labels), default=0.0)
    return Plot(
        width=width,
        height=round(above + HEIGHTS[shape] + BELOW),
        left=label_width(scale, _sign(chart)),
        right=min(ends, WIDEST_END) + 14 if ends else 14,
        top=above,
        bottom=BELOW,
        x=Scale(-EDGE, len(chart.years) - 1 + EDGE, ()),
        y=scale,
    )


def _end_labels(chart: YearlyChart) -> list[EndLabel]:
    """The name of each line where it ends, with its last figure if there is room."""
    found = []
    for n, line in enumerate(chart.lines):
        known = _known(chart, line)
        if known:
            _, last = known[-1]
            words = f"{line.name} {chart.said(last.value)}"
            shown = words if width_of(words) <= WIDEST_END else line.name
            text = "".join(wrapped(shown, WIDEST_END, most=1))
            found.append(EndLabel(last.value or 0.0, text, SERIES[n], n == 0))
    return found


def _entries(chart: YearlyChart, shape: Shape) -> list[Entry]:
    own = any(each.lower is not None for each in chart.lines[0].points)
    interval = [Entry(as_heading(chart.interval_words), Line((), "own", 1.3))] if own else []
    interval += [Entry(f"Counted in another way from {_since(chart)}", ANEW)] if chart.anew else []
    if shape is Shape.WIDE:
        return interval
    named = [
        Entry(line.name, Line((), SERIES[n], 2, DASHES[n])) for n, line in enumerate(chart.lines)
    ]
    return [*named, *interval]


def _since(chart: YearlyChart) -> str:
    return listed([chart.years[place] for place in chart.anew])


def _lifted(chart: YearlyChart, points: Sequence[_Corner | None]) -> list[_Corner | None]:
    """With the pen lifted before each year that is counted in another way."""
    found: list[_Corner | None] = []
    for place, each in enumerate(points):
        found += [None, each] if place in chart.anew else [each]
    return found


def _line(chart: YearlyChart, line: YearLine, number: int) -> Line:
    points = [
        None if each.value is None else (float(place), each.value)
        for place, each in enumerate(line.points)
    ]
    corners = _lifted(chart, points)
    return Line(corners, SERIES[number], 1.6 if number else 2.4, DASHES[number])


def _band(chart: YearlyChart, line: YearLine) -> list[tuple[float, float, float] | None]:
    points = [
        None if each.lower is None or each.upper is None else (float(place), each.lower, each.upper)
        for place, each in enumerate(line.points)
    ]
    return _lifted(chart, points)


def _symbols(chart: YearlyChart) -> list[tuple[float, float, Symbol]]:
    """The own ones on top."""
    return [
        (float(place), each.value, Symbol(SERIES[n], MARKS[n], 34 if n else 60))
        for n, line in reversed(list(enumerate(chart.lines)))
        for place, each in enumerate(line.points)
        if each.value is not None
    ]


def _put_intervals(sheet: Sheet, line: YearLine, plot: Plot) -> None:
    stroke = Line((), "own", 1.3)
    for place, each in enumerate(line.points):
        if each.lower is None or each.upper is None:
            continue
        x, low, high = plot.at_x(place), plot.at_y(each.lower), plot.at_y(each.upper)
        sheet.rules.append(((x, low), (x, high), stroke))
        for y in (low, high):
            sheet.rules.append(((x - 4, y), (x + 4, y), stroke))


def _reader_marks(chart: YearlyChart, plot: Plot) -> Marks:
    """Line by line, year by year; a reader begins with the latest figure of the own line."""
    found: list[Mark] = []
    first = 0
    for n, line in enumerate(chart.lines):
        for place, each in enumerate(line.points):
            if each.value is None:
                continue
            at = (plot.at_x(place), plot.at_y(each.value))
            said = f"{line.name}, {chart.years[place]}: {chart.said(each.value)}"
            ends = _interval(chart, each).strip(" ()")
            rest = " ".join(f"{part[0].upper()}{part[1:]}." for part in (each.base, ends) if part)
            first = len(found) if n == 0 else first
            found.append(Mark(*at, said, rest))
    return Marks(tuple(found), "near", first)
