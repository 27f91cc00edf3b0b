"""A funnel plot: areas by the size of their base, and how far chance alone would carry them.

The own area is large, solid and named; its neighbours are solid diamonds; the others are small
hollow circles. The outer limits (99.8%) are drawn through, the inner ones (95%) dashed.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from alongside.documents.blocks import Table, TableCell, TableColumn
from alongside.documents.charts.chart import Mark, Marks, Shape, Spec, Specification
from alongside.documents.charts.figures import (
    cell_figure,
    check_numbers,
    counted,
    figure,
    listed,
    with_unit,
)
from alongside.documents.charts.funnel_name import Around, Box, line_end, mark_box, name_place
from alongside.documents.charts.plot import Line, Plot, Symbol, Words, lines, points, whole
from alongside.documents.charts.scales import round_scale, scale_of
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
from alongside.documents.drawing import LINE, width_of, wrapped
from alongside.documents.letters import for_screen
from alongside.kernel.refusals import Refusal

HEIGHTS = {Shape.WIDE: 270.0, Shape.NARROW: 260.0}
SYMBOLS = {
    "own": Symbol("own", "circle", 130),
    "neighbour": Symbol("neighbour", "diamond", 72),
    "other": Symbol("other", "circle", 26, is_hollow=True),
}
APART = 12.0
"""A name closer to a neighbour would be read as the neighbour's."""
INNER, OUTER = "95% limits", "99.8% limits"
LINES = (
    ("lower_998", "other", ""),
    ("upper_998", "other", ""),
    ("lower_95", "limit", "dashed"),
    ("upper_95", "limit", "dashed"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelArea:
    """``base`` is what the value is of. ``place`` is where the area lies, in words, for the table."""

    name: str
    base: float
    value: float
    kind: Literal["own", "neighbour", "other"] = "other"
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelLimits:
    """The limits at a base; lines are drawn through these in the order of bases."""

    base: float
    lower_998: float
    lower_95: float
    upper_95: float
    upper_998: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelChart:
    """``unit`` begins with % for percentages; ``base_words`` stand under the plot ("Plans")."""

    title: str
    unit: str
    base_words: str
    average: float
    average_words: str
    areas: tuple[FunnelArea, ...]
    limits: tuple[FunnelLimits, ...]
    places: int = 1

    def __post_init__(self) -> None:
        if not self.areas:
            raise Refusal("There are no areas to draw.", field="areas")
        if sum(area.kind == "own" for area in self.areas) > 1:
            raise Refusal("Only one area can be the own one.", field="areas")
        bases = [limit.base for limit in self.limits]
        if bases != sorted(bases):
            raise Refusal("Give the limits in the order of their bases.", field="limits")
        check_numbers([self.average, *(n for a in self.areas for n in (a.base, a.value))], field="areas")  # fmt: skip
        check_numbers(bases, field="limits")
        check_numbers([getattr(p, name) for p in self.limits for name, *_ in LINES], field="limits")
        if any(area.base < 0 for area in self.areas):
            raise Refusal("A base cannot be less than 0.", field="areas")

    @property
    def own(self) -> FunnelArea | None:
        return next((area for area in self.areas if area.kind == "own"), None)

    def said(self, value: float) -> str:
        return with_unit(value, self.unit, self.places)


def funnel_plot(chart: FunnelChart) -> Specification:
    """The specification of the plot in both shapes, with its summary and table."""
    fit = for_screen(chart)
    summary = _summary(fit)
    specs = {shape: _spec(fit, shape, summary) for shape in Shape}
    return Specification(fit.title, summary, _table(fit), specs)


# ---- Words ----


def _summary(chart: FunnelChart) -> str:
    parts = [f"{counted(len(chart.areas), 'area')}; {chart.average_words} {chart.said(chart.average)}."]  # fmt: skip
    if own := chart.own:
        place = f" {own.place}." if own.place else ""
        parts.append(
            f"{own.name} has {chart.said(own.value)} on a base of {figure(own.base, 0)}.{place}"
        )
    neighbours = sorted(a.value for a in chart.areas if a.kind == "neighbour")
    if neighbours:
        ends = f"{chart.said(neighbours[0])} to {chart.said(neighbours[-1])}"
        parts.append(f"Its {counted(len(neighbours), 'neighbour')} range from {ends}.")
    places = [area.place for area in chart.areas if area.place]
    if places:
        most_first = Counter(places).most_common()
        told = [f"{count} {place[:1].lower()}{place[1:]}" for place, count in most_first]
        parts.append(f"Where the areas lie: {listed(told)}.")
    return " ".join(parts)


def _table(chart: FunnelChart) -> Table:
    """The own area first, then its neighbours, then the others, each by value."""
    order = {"own": 0, "neighbour": 1, "other": 2}
    kinds = {"own": "Own area", "neighbour": "Neighbour", "other": "Other"}
    ranked = sorted(chart.areas, key=lambda area: (order[area.kind], -area.value, area.name))
    has_places = any(area.place for area in chart.areas)
    columns = (
        TableColumn("Area", width=3),
        TableColumn("Figure", is_number=True),
        TableColumn(chart.base_words, is_number=True),
        TableColumn("Kind", width=2),
        *((TableColumn("Where it lies", width=3),) if has_places else ()),
    )
    rows = tuple(
        (
            TableCell(area.name, is_header=True),
            TableCell(cell_figure(area.value, chart.unit, chart.places)),
            TableCell(figure(area.base, 0)),
            TableCell(kinds[area.kind]),
            *((TableCell(area.place or "–"),) if has_places else ()),
        )
        for area in ranked
    )
    return Table(chart.title, columns, rows)


# ---- Drawing ----


def _spec(chart: FunnelChart, shape: Shape, summary: str) -> Spec:
    entries = _entries(chart)
    plot = _plot(chart, shape, entries)
    sheet = Sheet()
    put_key(sheet, entries, plot)
    put_grid(sheet, plot, _sign(chart))
    put_labels(sheet, plot, [(tick, figure(tick, plot.x.places)) for tick in plot.x.ticks])
    _put_axis_words(sheet, chart, plot)
    if shape is Shape.WIDE:
        label = EndLabel(chart.average, chart.said(chart.average), "centre", is_strong=True)
        put_end_labels(sheet, plot, [label])
    _put_name(sheet, chart, plot)
    layers = [
        *sheet.ground(),
        *lines(plot, _lines(chart, plot)),
        *points(plot, _marks(chart)),
        *sheet.front(),
    ]
    marks = _reader_marks(chart, plot)
    return whole(plot, layers, title=chart.title, summary=summary, marks=marks)


def _sign(chart: FunnelChart) -> str:
    return "%" if chart.unit.startswith("%") else ""


def _entries(chart: FunnelChart) -> list[Entry]:
    kinds = {area.kind for area in chart.areas}
    average = f"{chart.average_words[:1].upper()}{chart.average_words[1:]}"
    return [
        *([Entry(chart.own.name, SYMBOLS["own"])] if chart.own else []),
        *([Entry("Neighbours", SYMBOLS["neighbour"])] if "neighbour" in kinds else []),
        *([Entry("Other areas", SYMBOLS["other"])] if "other" in kinds else []),
        Entry(f"{average} {chart.said(chart.average)}", Line((), "centre", 1.5)),
        *([Entry(INNER, Line((), "limit", 1.3, "dashed"))] if chart.limits else []),
        *([Entry(OUTER, Line((), "other", 1.3))] if chart.limits else []),
    ]


def _plot(chart: FunnelChart, shape: Shape, entries: Sequence[Entry]) -> Plot:
    """Limits run off the scale where they would squeeze the areas."""
    is_percent = chart.unit.startswith("%")
    values = [area.value for area in chart.areas] + [chart.average]
    scale = scale_of(values, is_percent=is_percent)
    width = WIDTHS[shape]
    above = key_height(entries, width) + 20 + (0 if chart.unit.strip() == "%" else LINE + 5)
    below = BELOW + LINE + 2
    end = width_of(chart.said(chart.average)) + 14 if shape is Shape.WIDE else 12
    return Plot(
        width=width,
        height=round(above + HEIGHTS[shape] + below),
        left=label_width(scale, _sign(chart)),
        right=end,
        top=above,
        bottom=below,
        x=round_scale(0.0, max([area.base for area in chart.areas] + [1.0]) * 1.02),
        y=scale,
    )


def _lines(chart: FunnelChart, plot: Plot) -> list[Line]:
    found = [
        Line(_inside([(p.base, getattr(p, name)) for p in chart.limits], plot), role, 1.3, dash)
        for name, role, dash in LINES
    ]
    average = [(plot.x.low, chart.average), (plot.x.high, chart.average)]
    return [*found, Line(average, "centre", 1.5)]


def _inside(path: Sequence[tuple[float, float]], plot: Plot) -> list[tuple[float, float] | None]:
    """The path where it is within the plot, cut where it crosses an edge."""
    found: list[tuple[float, float] | None] = []
    kept = _across(path, plot)
    for number, (x, y) in enumerate(kept):
        if plot.y.low <= y <= plot.y.high:
            found.append((x, y))
            continue
        beside = [kept[n] for n in (number - 1, number + 1) if 0 <= n < len(kept)]
        inside = [point for point in beside if plot.y.low <= point[1] <= plot.y.high]
        edge = plot.y.high if y > plot.y.high else plot.y.low
        ends = [(_crossing((x, y), point, edge), edge) for point in inside]
        found += [ends[0], None, ends[1]] if len(ends) > 1 else [*ends]
        found += [] if inside else [None]
    return found


def _across(path: Sequence[tuple[float, float]], plot: Plot) -> list[tuple[float, float]]:
    """The path between the ends of the x scale, with a last point at the end itself."""
    kept = [(x, y) for x, y in path if plot.x.low <= x <= plot.x.high]
    beyond = next(((x, y) for x, y in path if x > plot.x.high), None)
    if kept and beyond:
        (x, y), end = kept[-1], plot.x.high
        kept.append((end, y + (beyond[1] - y) * (end - x) / (beyond[0] - x)))
    return kept


def _crossing(outside: tuple[float, float], inside: tuple[float, float], edge: float) -> float:
    share = (edge - outside[1]) / (inside[1] - outside[1])
    return outside[0] + share * (inside[0] - outside[0])


def _marks(chart: FunnelChart) -> list[tuple[float, float, Symbol]]:
    """The own area last, so that it lies on top."""
    order = ("other", "neighbour", "own")
    ranked = sorted(chart.areas, key=lambda area: (order.index(area.kind), area.name))
    return [(area.base, area.value, SYMBOLS[area.kind]) for area in ranked]


def _reader_marks(chart: FunnelChart, plot: Plot) -> Marks:
    """From the smallest base to the largest; a reader begins with the own area."""
    ranked = sorted(chart.areas, key=lambda area: (area.base, area.value, area.name))
    found = tuple(
        Mark(
            plot.at_x(area.base),
            plot.at_y(area.value),
            f"{area.name}: {chart.said(area.value)}",
            " ".join(
                f"{part}."
                for part in (f"{chart.base_words}: {figure(area.base, 0)}", area.place)
                if part
            ),
        )
        for area in ranked
    )
    kinds = [area.kind for area in ranked]
    return Marks(found, "near", kinds.index("own") if "own" in kinds else 0)


def _put_axis_words(sheet: Sheet, chart: FunnelChart, plot: Plot) -> None:
    base = "".join(wrapped(chart.base_words, plot.across, most=1))
    sheet.texts.append(Words(base, plot.across, plot.down + BELOW + 9, "quiet", "right"))
    if chart.unit.strip() != "%":
        unit = "".join(wrapped(chart.unit, plot.width, most=1))
        sheet.texts.append(Words(unit, -plot.left, -16, "quiet"))


def _put_name(sheet: Sheet, chart: FunnelChart, plot: Plot) -> None:
    """Near the own area, where it lies on no neighbour; from further away with a line to its mark."""
    if not chart.own:
        return
    text = "".join(
        wrapped(f"{chart.own.name} {chart.said(chart.own.value)}", plot.across / 2, most=1)
    )
    at = plot.at_x(chart.own.base), plot.at_y(chart.own.value)
    around = Around(
        kept_free=[*_boxes(chart, plot, "own"), *_boxes(chart, plot, "neighbour")],
        crowding=_boxes(chart, plot, "neighbour", APART),
        others=_boxes(chart, plot, "other"),
    )
    place = name_place(at, width_of(text), plot, around)
    if place is None:
        return
    if not place.is_near:
        sheet.rules.append((at, line_end(place, at), Line((), "own", 1)))
    words = Words(text, place.left, place.base, "own", is_strong=True, has_rim=True)
    sheet.texts.append(words)


def _boxes(chart: FunnelChart, plot: Plot, kind: str, margin: float = 2.0) -> list[Box]:
    return [
        mark_box((plot.at_x(area.base), plot.at_y(area.value)), SYMBOLS[kind], margin=margin)
        for area in chart.areas
        if area.kind == kind
    ]
