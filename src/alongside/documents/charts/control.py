"""A control chart drawn: figures in time, what each of them means, and the lines around them.

The limits are dashed while they are provisional and step where the base does. A wide drawing names
its lines at their ends, a narrow one in the key.
"""

from collections.abc import Sequence
from itertools import pairwise

from alongside.documents.charts.chart import Shape, Spec, Specification
from alongside.documents.charts.control_marks import (
    GHOST,
    SYMBOLS,
    band_of,
    lines_of,
    marks_of,
    reader_marks,
    x_scale,
)
from alongside.documents.charts.control_values import ControlChart
from alongside.documents.charts.control_words import GHOSTED, notes_of, summary_of, table_of
from alongside.documents.charts.figures import target_words, with_unit
from alongside.documents.charts.palette import MEANING_WORDS, Meaning
from alongside.documents.charts.placing import free_base
from alongside.documents.charts.plot import Line, Plot, Words, band, lines, points, whole
from alongside.documents.charts.scales import Scale, scale_of
from alongside.documents.charts.sheet import (
    BELOW,
    WIDTHS,
    EndLabel,
    Entry,
    Note,
    Sheet,
    key_height,
    label_width,
    notes_height,
    put_end_labels,
    put_grid,
    put_key,
    put_labels,
    put_notes,
    tick_words,
)
from alongside.documents.drawing import LETTER, LINE, width_of, wrapped
from alongside.documents.letters import for_screen

HEIGHTS = {Shape.WIDE: 230.0, Shape.NARROW: 220.0}
WIDEST_END = 190.0


def control_chart(chart: ControlChart) -> Specification:
    """The specification of the chart in both shapes, with its summary and table.

    >>> from datetime import date
    >>> from alongside.documents.charts.control_values import ControlPoint
    >>> point = ControlPoint(on=date(2019, 1, 1), label="2019", value=88.7)
    >>> made = control_chart(ControlChart(title="In time", kind="p", unit="%", points=(point,)))
    >>> made.summary
    'One figure, for 2019: 88.7%. There are no limits.'
    """
    fit = for_screen(chart)
    summary = summary_of(fit)
    specs = {shape: _spec(fit, shape, summary) for shape in Shape}
    return Specification(fit.title, summary, table_of(fit), specs)


def _spec(chart: ControlChart, shape: Shape, summary: str) -> Spec:
    labels = _end_labels(chart)
    entries = _entries(chart, shape)
    notes = [Note(*note) for note in notes_of(chart)]
    plot = _plot(chart, shape, entries, labels if shape is Shape.WIDE else [], notes)
    sheet = Sheet()
    put_key(sheet, entries, plot)
    _put_unit(sheet, chart, plot, below=key_height(entries, plot.width))
    put_grid(sheet, plot, _sign(chart))
    put_labels(sheet, plot, _x_labels(chart))
    put_notes(sheet, plot, notes)
    if shape is Shape.WIDE:
        put_end_labels(sheet, plot, labels)
    _put_values(sheet, chart, plot)
    layers = [
        *sheet.ground(),
        *band(plot, band_of(chart), "limit"),
        *lines(plot, lines_of(chart)),
        *points(plot, marks_of(chart)),
        *sheet.front(),
    ]
    marks = reader_marks(chart, plot)
    return whole(plot, layers, title=chart.title, summary=summary, marks=marks)


def _sign(chart: ControlChart) -> str:
    return "%" if chart.unit.startswith("%") else ""


def _plot(
    chart: ControlChart,
    shape: Shape,
    entries: Sequence[Entry],
    labels: Sequence[EndLabel],
    notes: Sequence[Note],
) -> Plot:
    numbers = [n for point in chart.points for n in point.numbers if n is not None]
    numbers += [milestone.value for milestone in chart.milestones]
    scale = scale_of(numbers, is_percent=chart.unit.startswith("%"))
    width = WIDTHS[shape]
    above = key_height(entries, width) + (10 if entries else 0) + 10
    above += LINE + 5 if _unit_words(chart, scale) else 0
    above += LINE if notes else 0
    below = BELOW + notes_height(notes, width)
    ends = max((width_of(label.words) for label in labels), default=0.0)
    return Plot(
        width=width,
        height=round(above + HEIGHTS[shape] + below),
        left=label_width(scale, _sign(chart)),
        right=min(ends, WIDEST_END) + 12 if ends else 12,
        top=above,
        bottom=below,
        x=x_scale(chart),
        y=scale,
    )


def _x_labels(chart: ControlChart) -> list[tuple[float, str]]:
    return [(x, point.label) for x, point in zip(chart.places_of, chart.points, strict=True)]


# ---- Numbers at points ----


def _put_values(sheet: Sheet, chart: ControlChart, plot: Plot) -> None:
    """The number at every point where there is room, else at the last if it is free there; words in the
    gaps.
    """
    known = [
        (plot.at_x(x), plot.at_y(point.value), _short(chart, point.value))
        for x, point in zip(chart.places_of, chart.points, strict=True)
        if point.value is not None
    ]
    widest = max(width_of(text) for *_, text in known) + 8
    is_roomy = all(b[0] - a[0] >= widest for a, b in pairwise(known))
    runs = _runs(chart, plot)
    for place, (x, y, text) in enumerate(known):
        if not is_roomy and place + 1 < len(known):
            continue
        half = width_of(text) / 2
        middle = min(max(x, half - 2), plot.across - half + 2)
        levels = [plot.at_y(n) for n in chart.last.numbers[1:] if n is not None]
        base, is_free = free_base((middle - half, middle + half), y, runs, levels, plot.down)
        if not is_free and not is_roomy:
            continue
        sheet.texts.append(Words(text, middle, base, align="center", is_strong=True, has_rim=True))
    _put_gaps(sheet, chart, plot)


def _runs(chart: ControlChart, plot: Plot) -> list[list[tuple[float, float]]]:
    """The points that a line joins, each stretch without a gap by itself."""
    found: list[list[tuple[float, float]]] = [[]]
    for x, point in zip(chart.places_of, chart.points, strict=True):
        if point.value is None:
            found.append([])
        else:
            found[-1].append((plot.at_x(x), plot.at_y(point.value)))
    return found


def _short(chart: ControlChart, value: float) -> str:
    return with_unit(value, _sign(chart), chart.places)


def _put_gaps(sheet: Sheet, chart: ControlChart, plot: Plot) -> None:
    """Once for gaps so near each other that the words would touch."""
    run: list[float] = []
    written = -plot.left
    for x, point in [*zip(chart.places_of, chart.points, strict=True), (0.0, None)]:
        if point is not None and point.value is None:
            run.append(plot.at_x(x))
        elif run:
            text = "no figure"
            middle = (run[0] + run[-1]) / 2
            half = width_of(text) / 2
            middle = min(max(middle, half), plot.across - half)
            run = []
            if middle - half < written + 6:
                continue
            words = Words(text, middle, plot.down - 6, "quiet", "center", has_rim=True)
            sheet.texts.append(words)
            written = middle + half


# ---- Words ----


def _unit_words(chart: ControlChart, scale: Scale) -> str:
    begins = (
        f"Scale starts at {tick_words(scale, scale.low, _sign(chart))}"
        if not scale.starts_at_nought
        else ""
    )
    unit = "" if chart.unit.strip() == "%" else f"{chart.unit[:1].upper()}{chart.unit[1:]}"
    return ". ".join(part for part in (unit, begins) if part)


def _put_unit(sheet: Sheet, chart: ControlChart, plot: Plot, *, below: float) -> None:
    text = _unit_words(chart, plot.y)
    if text:
        shown = "".join(wrapped(text, plot.width, most=1))
        sheet.texts.append(Words(shown, -plot.left, below + LETTER + 4 - plot.top, "quiet"))


def _end_labels(chart: ControlChart) -> list[EndLabel]:
    """Each line with the number that it has last."""
    wanted = (
        ("upper", "Upper limit", "limit"),
        ("centre", "Average", "centre"),
        ("lower", "Lower limit", "limit"),
        ("target", "Target", "target"),
        ("stretched_target", "Stretched target", "target"),
    )
    return [
        EndLabel(value, f"{words} {_line_words(chart, value, role)}", role, role == "target")
        for name, words, role in wanted
        if (value := _last(chart, name)) is not None
    ]


def _last(chart: ControlChart, name: str) -> float | None:
    numbers: list[float | None] = [getattr(point, name) for point in chart.points]
    return next((number for number in reversed(numbers) if number is not None), None)


def _line_words(chart: ControlChart, value: float, role: str) -> str:
    written = target_words if role == "target" else with_unit
    return written(value, _sign(chart), chart.places_of_lines)


def _entries(chart: ControlChart, shape: Shape) -> list[Entry]:
    """The key: what points mean, if any differ, and in a narrow drawing the lines."""
    known = [point for point in chart.points if point.value is not None]
    meanings = {point.meaning for point in known if not point.is_ghosted}
    found = {MEANING_WORDS[m]: SYMBOLS[m] for m in Meaning if m in meanings}
    entries = [Entry(words, symbol) for words, symbol in found.items()] if len(found) > 1 else []
    if any(point.is_ghosted for point in known):
        entries.append(Entry(GHOSTED, GHOST))
    is_named = shape is Shape.NARROW and chart.points[-1].is_provisional
    if not is_named and any(p.is_provisional and p.upper is not None for p in chart.points):
        entries.append(Entry("Provisional limits", Line((), "limit", 1.3, "dashed")))
    if chart.milestones:
        entries.append(Entry("Planned path", Line((), "target", 1.2, "long")))
    return entries + (_line_entries(chart) if shape is Shape.NARROW else [])


def _line_entries(chart: ControlChart) -> list[Entry]:
    is_provisional = chart.points[-1].is_provisional
    limits, dash = ("Provisional limits", "dashed") if is_provisional else ("Limits", "")
    lines = (
        (("centre",), "Average", Line((), "centre", 1.3)),
        (("lower", "upper"), limits, Line((), "limit", 1.3, dash)),
        (("target",), "Target", Line((), "target", 1.8, "target")),
        (("stretched_target",), "Stretched target", Line((), "target", 1.8, "dotted")),
    )
    entries = []
    for names, words, line in lines:
        found = [_last(chart, name) for name in names]
        written = [_line_words(chart, n, line.role) for n in found if n is not None]
        if written:
            entries.append(Entry(f"{words} {' to '.join(written)}", line))
    return entries
