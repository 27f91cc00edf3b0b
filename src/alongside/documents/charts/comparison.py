"""Bars with intervals, side by side: the own area, its neighbours, the region, England.

Bars are sorted by value. The own one is solid and its name strong; neighbours are pale; regions and
the country are paler still with a dark edge. Each has its number in words, and its interval as a
line with ends.
"""

from dataclasses import dataclass
from typing import Literal

from alongside.documents.blocks import Table, TableCell, TableColumn
from alongside.documents.charts.chart import Mark, Marks, Shape, Spec, Specification
from alongside.documents.charts.figures import (
    as_heading,
    cell_figure,
    check_numbers,
    target_words,
    with_unit,
)
from alongside.documents.charts.plot import Bars, Line, Plot, Words, whole
from alongside.documents.charts.scales import Scale, scale_of
from alongside.documents.charts.sheet import (
    BELOW,
    WIDTHS,
    Entry,
    Sheet,
    key_height,
    put_key,
    tick_words,
)
from alongside.documents.drawing import LETTER, LINE, width_of, wrapped
from alongside.documents.letters import for_screen
from alongside.kernel.refusals import Refusal

BAR = 20.0
SPACE = 10.0
LABEL_SHARE = 0.34
STYLES = {
    "own": Bars(0, 0, 0, 0, "own", "own"),
    "neighbour": Bars(0, 0, 0, 0, "neighbour-soft", "neighbour"),
    "region": Bars(0, 0, 0, 0, "other-soft", "axis"),
    "country": Bars(0, 0, 0, 0, "paper", "text"),
    "other": Bars(0, 0, 0, 0, "other-soft", "other"),
}
KINDS = {
    "own": "Own area",
    "neighbour": "Neighbour",
    "region": "Region",
    "country": "Country",
    "other": "Other area",
}
KEY = {"own": "Own area", "neighbour": "Neighbours", "region": "Region", "country": "Country", "other": "Other areas"}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One bar. ``value`` None stands for what is not shown, with ``base`` saying why."""

    name: str
    value: float | None
    kind: Literal["own", "neighbour", "region", "country", "other"] = "other"
    lower: float | None = None
    upper: float | None = None
    base: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonChart:
    """``unit`` begins with % for percentages. ``interval_words`` name the interval."""

    title: str
    unit: str
    bars: tuple[Compared, ...]
    target: float | None = None
    interval_words: str = "plausible range"
    places: int = 1

    def __post_init__(self) -> None:
        if not self.bars:
            raise Refusal("There is nothing to compare.", field="bars")
        for bar in self.bars:
            check_numbers([bar.value, bar.lower, bar.upper], field="bars")
            if (bar.lower is None) != (bar.upper is None):
                raise Refusal("Give both ends of an interval, or neither.", field="bars")
            if any(number is not None and number < 0 for number in (bar.value, bar.lower)):
                raise Refusal("Bars begin at 0, so no value can be below it.", field="bars")
        check_numbers([self.target], field="target")

    @property
    def ranked(self) -> list[Compared]:
        """From the highest down; what has no value last."""
        return sorted(self.bars, key=lambda bar: (bar.value is None, -(bar.value or 0.0), bar.name))

    def said(self, value: float | None) -> str:
        return "not shown" if value is None else with_unit(value, self.unit, self.places)

    @property
    def aim(self) -> str:
        return "" if self.target is None else target_words(self.target, self.unit, self.places)

    @property
    def has_intervals(self) -> bool:
        return any(bar.lower is not None for bar in self.bars)


def comparison_bars(chart: ComparisonChart) -> Specification:
    """The specification of the bars in both shapes, with its summary and table."""
    fit = for_screen(chart)
    summary = _summary(fit)
    specs = {shape: _spec(fit, shape, summary) for shape in Shape}
    return Specification(fit.title, summary, _table(fit), specs)


# ---- Words ----


def _summary(chart: ComparisonChart) -> str:
    areas = [bar for bar in chart.ranked if bar.kind not in {"region", "country"}]
    ranked = [bar for bar in areas if bar.value is not None]
    parts = []
    for own in (bar for bar in chart.bars if bar.kind == "own"):
        said = f"{own.name} has {chart.said(own.value)}"
        if own.lower is not None:
            said += f" ({chart.interval_words} {chart.said(own.lower)} to {chart.said(own.upper)})"
        if own.value is not None:
            said += f", number {ranked.index(own) + 1} of {len(ranked)} from the highest"
        parts.append(f"{said}.")
    parts += [
        f"{bar.name}: {chart.said(bar.value)}."
        for bar in chart.ranked
        if bar.kind in {"region", "country"}
    ]
    others = [bar for bar in ranked if bar.kind in {"neighbour", "other"}]
    if others:
        ends = f"{chart.said(others[0].value)} ({others[0].name}) to {chart.said(others[-1].value)} ({others[-1].name})"
        parts.append(f"The others run from {ends}.")
    if chart.target is not None:
        parts.append(f"The target is {chart.aim}.")
    return " ".join(parts) or "No figure can be shown."


def _table(chart: ComparisonChart) -> Table:
    has_bases = any(bar.base for bar in chart.bars)
    columns = (
        TableColumn("Area", width=3),
        TableColumn("Kind", width=2),
        TableColumn("Figure", is_number=True),
        *((TableColumn(as_heading(chart.interval_words), width=2),) if chart.has_intervals else ()),
        *((TableColumn("Of", width=2),) if has_bases else ()),
    )
    return Table(
        chart.title, columns, tuple(_row(chart, b, has_bases=has_bases) for b in chart.ranked)
    )


def _row(chart: ComparisonChart, bar: Compared, *, has_bases: bool) -> tuple[TableCell, ...]:
    written = [
        "–" if end is None else cell_figure(end, chart.unit, chart.places)
        for end in (bar.lower, bar.upper)
    ]
    interval = "–" if bar.lower is None else " to ".join(written)
    shown = (
        cell_figure(bar.value, chart.unit, chart.places) if bar.value is not None else "Not shown"
    )
    return (
        TableCell(bar.name, is_header=True),
        TableCell(KINDS[bar.kind]),
        TableCell(shown),
        *((TableCell(interval),) if chart.has_intervals else ()),
        *((TableCell(bar.base),) if has_bases else ()),
    )


# ---- Drawing ----


def _spec(chart: ComparisonChart, shape: Shape, summary: str) -> Spec:
    entries = _entries(chart)
    plot = _plot(chart, shape, entries)
    sheet = Sheet()
    put_key(sheet, entries, plot)
    _put_scale(sheet, chart, plot)
    top = 0.0
    for bar in chart.ranked:
        top += _put_bar(sheet, chart, bar, plot, top=top)
    sheet.rules.append(((0, -4), (0, plot.down), Line((), "axis", 1)))
    front = _fronts(chart, plot)
    layers = [*sheet.ground(), *front.ground(), *sheet.front()]
    marks = _marks(chart, plot)
    return whole(plot, layers, title=chart.title, summary=summary, marks=marks)


def _entries(chart: ComparisonChart) -> list[Entry]:
    kinds = [kind for kind in STYLES if any(bar.kind == kind for bar in chart.bars)]
    found = [Entry(KEY[kind], STYLES[kind]) for kind in kinds] if len(kinds) > 1 else []
    if chart.has_intervals:
        found.append(Entry(as_heading(chart.interval_words), Line((), "text", 1.5)))
    if chart.target is not None:
        found.append(Entry(f"Target {chart.aim}", Line((), "target", 1.8, "target")))
    return found


def _labels(chart: ComparisonChart, bar: Compared, plot_left: float) -> list[str]:
    return wrapped(bar.name, plot_left - 8, most=2)


def _row_height(chart: ComparisonChart, bar: Compared, plot_left: float) -> float:
    """In a narrow drawing (no room on the left) the name stands above its bar."""
    if not plot_left:
        return BAR + SPACE + LINE
    return max(BAR, LINE * len(_labels(chart, bar, plot_left))) + SPACE


def _plot(chart: ComparisonChart, shape: Shape, entries: list[Entry]) -> Plot:
    width = WIDTHS[shape]
    widest = max(width_of(bar.name) for bar in chart.bars) * 1.08
    left = min(widest + 10, width * LABEL_SHARE) if shape is Shape.WIDE else 0.0
    numbers = [n for b in chart.bars for n in (b.value, b.lower, b.upper) if n is not None]
    numbers += [chart.target] if chart.target is not None else []
    scale = scale_of(numbers, is_percent=chart.unit.startswith("%"), needs_nought=True)
    above = key_height(entries, width) + 14
    rows = sum(_row_height(chart, bar, left) for bar in chart.bars)
    return Plot(
        width=width,
        height=round(above + rows + BELOW),
        left=left,
        right=width_of(max((_number(chart, b) for b in chart.bars), key=width_of)) + 10,
        top=above,
        bottom=BELOW,
        x=scale,
        y=Scale(0, 1, ()),
    )


def _number(chart: ComparisonChart, bar: Compared) -> str:
    if bar.value is None:
        return "not shown"
    return with_unit(bar.value, "%" if chart.unit.startswith("%") else "", chart.places)


def _put_scale(sheet: Sheet, chart: ComparisonChart, plot: Plot) -> None:
    sign = "%" if chart.unit.startswith("%") else ""
    for tick in plot.x.ticks:
        x = plot.at_x(tick)
        sheet.rules.append(((x, -4), (x, plot.down), Line((), "grid", 1)))
        text = tick_words(plot.x, tick, sign)
        align = "center" if plot.left or tick > plot.x.low else "left"
        sheet.texts.append(Words(text, x, plot.down + 18, "quiet", align))


def _put_bar(
    sheet: Sheet, chart: ComparisonChart, bar: Compared, plot: Plot, *, top: float
) -> float:
    height = _row_height(chart, bar, plot.left)
    is_own = bar.kind == "own"
    middle = _middle(plot, top, height)
    if plot.left:
        lines = _labels(chart, bar, plot.left)
        base = middle - LINE * len(lines) / 2 + LETTER - 0.5
        for place, text in enumerate(lines):
            y = base + place * LINE
            sheet.texts.append(Words(text, -8, y, align="right", is_strong=is_own))
    else:
        name = "".join(wrapped(bar.name, plot.width, most=1))
        sheet.texts.append(Words(name, 0, top + LETTER, is_strong=is_own, has_rim=True))
    if bar.value is not None:
        style = STYLES[bar.kind]
        box = (0, middle - BAR / 2, plot.at_x(bar.value), middle + BAR / 2)
        sheet.boxes.append(Bars(*box, style.fill, style.line))
    number = Words(_number(chart, bar), plot.across + 8, middle + 4.5, is_strong=is_own)
    sheet.texts.append(number)
    return height


def _middle(plot: Plot, top: float, height: float) -> float:
    return top + (height - SPACE) / 2 if plot.left else top + LINE + BAR / 2 + 1


def _fronts(chart: ComparisonChart, plot: Plot) -> Sheet:
    """Intervals, with a rim so that they show on a dark bar, and the target over all."""
    front = Sheet()
    top = 0.0
    for bar in chart.ranked:
        height = _row_height(chart, bar, plot.left)
        if bar.lower is not None and bar.upper is not None:
            ends = (plot.at_x(bar.lower), plot.at_x(bar.upper))
            _put_interval(front, ends, _middle(plot, top, height))
        top += height
    if chart.target is not None:
        x = plot.at_x(chart.target)
        front.rules.append(((x, -4), (x, plot.down), Line((), "target", 1.8, "target")))
    return front


def _marks(chart: ComparisonChart, plot: Plot) -> Marks:
    """Each bar at its end, from the top down; a reader begins with the own area."""
    found, top = [], 0.0
    for bar in chart.ranked:
        height = _row_height(chart, bar, plot.left)
        at = (plot.at_x(bar.value or 0.0), _middle(plot, top, height))
        found.append(Mark(*at, f"{bar.name}: {chart.said(bar.value)}", _rest(chart, bar)))
        top += height
    kinds = [bar.kind for bar in chart.ranked]
    return Marks(tuple(found), "down", kinds.index("own") if "own" in kinds else 0)


def _rest(chart: ComparisonChart, bar: Compared) -> str:
    ends = f"{chart.said(bar.lower)} to {chart.said(bar.upper)}"
    interval = "" if bar.lower is None else f"{chart.interval_words} {ends}"
    parts = (KINDS[bar.kind], bar.base, interval)
    return " ".join(f"{part[0].upper()}{part[1:].rstrip('.')}." for part in parts if part)


def _put_interval(front: Sheet, ends: tuple[float, float], y: float) -> None:
    left, right = ends
    for role, width, half in (("paper", 6.0, 7.0), ("text", 1.8, 5.0)):
        line = Line((), role, width)
        front.rules.append(((left, y), (right, y), line))
        for x in ends:
            front.rules.append(((x, y - half), (x, y + half), line))
