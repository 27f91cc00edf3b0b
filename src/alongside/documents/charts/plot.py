"""The parts of a specification: lines, bands, points and words as Vega-Lite layers.

Everything a person wrote goes in as a value of the data, where Vega takes no notice of what it says.
Places are either on the scales of the plot or, for words and keys, in units from its top left.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.documents.charts.chart import Marks, Spec
from alongside.documents.charts.palette import colour
from alongside.documents.charts.scales import Scale
from alongside.documents.drawing import LETTER

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.20.json"
FONT = "Inter"
DASHES = {
    "": [1, 0], "dashed": [5, 4], "dotted": [1.5, 4], "target": [9, 3, 2, 3], "long": [12, 4],
}  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Plot:
    """A place to draw: the whole picture, the margins around the plot, and its two scales."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    x: Scale
    y: Scale

    @property
    def across(self) -> float:
        return self.width - self.left - self.right

    @property
    def down(self) -> float:
        return self.height - self.top - self.bottom

    def at_x(self, value: float) -> float:
        return round(self.x.share(value) * self.across, 2)

    def at_y(self, value: float) -> float:
        return round(self.down - self.y.share(value) * self.down, 2)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points on the scales; ``None`` as a point lifts the pen."""

    points: Sequence[tuple[float, float] | None]
    role: str
    width: float = 1.5
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A mark at a place. ``is_hollow`` fills it with paper."""

    role: str
    shape: str = "circle"
    size: int = 44
    is_hollow: bool = False


def lines(plot: Plot, drawn: Iterable[Line]) -> list[Spec]:
    """All lines as one layer."""
    rows: list[Row] = []
    path = 0
    for line in drawn:
        path += 1
        for point in line.points:
            if point is None:
                path += 1
                continue
            style = {"c": colour(line.role), "w": line.width, "d": DASHES[line.dash]}
            rows.append({"x": point[0], "y": point[1], "p": path, "n": len(rows), **style})
    encoding = {
        **_on_scales(plot),
        "detail": {"field": "p", "type": "nominal"},
        "order": {"field": "n", "type": "quantitative"},
        **_plainly(stroke="c", strokeWidth="w", strokeDash="d"),
    }
    return _layer(rows, {"type": "line", "strokeJoin": "round"}, encoding)


def band(plot: Plot, points: Sequence[tuple[float, float, float] | None], role: str) -> list[Spec]:
    """A faint ground between two lines: points are (x, lower, upper), ``None`` ends a stretch."""
    rows: list[Row] = []
    path = 0
    for point in points:
        if point is None:
            path += 1
        else:
            row = zip(("x", "y", "y2"), point, strict=True)
            rows.append({**dict(row), "p": path})
    encoding = {
        **_on_scales(plot),
        "y2": {"field": "y2"},
        "detail": {"field": "p", "type": "nominal"},
    }
    mark = {"type": "area", "color": colour(role), "fillOpacity": 0.13, "strokeWidth": 0}
    return _layer(rows, mark, encoding)


def points(plot: Plot, placed: Iterable[tuple[float, float, Symbol]]) -> list[Spec]:
    """Symbols on the scales."""
    return _symbols(placed, _on_scales(plot))


def key_symbols(placed: Iterable[tuple[float, float, Symbol]]) -> list[Spec]:
    """Symbols in units from the top left of the plot."""
    return _symbols(placed, _in_units())


def _symbols(placed: Iterable[tuple[float, float, Symbol]], where: Spec) -> list[Spec]:
    rows = [
        {
            "x": x, "y": y, "c": colour(symbol.role), "s": symbol.shape, "z": symbol.size,
            "f": colour("paper" if symbol.is_hollow else symbol.role),
        }
        for x, y, symbol in placed
    ]  # fmt: skip
    encoding = {**where, **_plainly(stroke="c", fill="f", shape="s", size="z")}
    return _layer(rows, {"type": "point", "opacity": 1, "strokeWidth": 1.5}, encoding)


def rules(drawn: Iterable[tuple[tuple[float, float], tuple[float, float], Line]]) -> list[Spec]:
    """Straight lines in units from the top left of the plot: from, to, and how it looks."""
    rows = [
        {
            "x": start[0], "y": start[1], "x2": end[0], "y2": end[1],
            "c": colour(line.role), "w": line.width, "d": DASHES[line.dash],
        }
        for start, end, line in drawn
    ]  # fmt: skip
    encoding = {
        **_in_units(),
        "x2": {"field": "x2"},
        "y2": {"field": "y2"},
        **_plainly(stroke="c", strokeWidth="w", strokeDash="d"),
    }
    return _layer(rows, {"type": "rule"}, encoding)


@dataclass(frozen=True, slots=True)
class Bars:
    """Boxes from ``x`` to ``x2`` and ``y`` to ``y2``, in units."""

    x: float
    y: float
    x2: float
    y2: float
    fill: str
    line: str


def bars(drawn: Iterable[Bars]) -> list[Spec]:
    rows = [
        {
            "x": bar.x, "y": bar.y, "x2": bar.x2, "y2": bar.y2,
            "f": colour(bar.fill), "c": colour(bar.line),
        }
        for bar in drawn
    ]  # fmt: skip
    encoding = {
        **_in_units(),
        "x2": {"field": "x2"},
        "y2": {"field": "y2"},
        **_plainly(stroke="c", fill="f"),
    }
    return _layer(rows, {"type": "rect", "strokeWidth": 1}, encoding)


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on its base line, in units; ``has_rim`` keeps it legible over lines."""

    text: str
    x: float
    y: float
    role: str = "text"
    align: str = "left"
    is_strong: bool = False
    has_rim: bool = False


def words(written: Iterable[Words]) -> list[Spec]:
    """All texts, those with a rim on top."""
    found = list(written)
    plain = [one for one in found if not one.has_rim]
    return _texts(plain, {}) + _texts(
        [one for one in found if one.has_rim], {"stroke": colour("paper"), "strokeWidth": 4}
    )


def _texts(written: Sequence[Words], rim: Spec) -> list[Spec]:
    rows = [
        {
            "x": one.x, "y": one.y, "t": one.text, "c": colour(one.role), "a": one.align,
            "b": 600 if one.is_strong else 400,
        }
        for one in written
    ]  # fmt: skip
    mark = {
        "type": "text",
        "font": FONT,
        "fontSize": LETTER,
        "baseline": "alphabetic",
        "align": {"expr": "datum.a"},
        "fontWeight": {"expr": "datum.b"},
        **rim,
    }
    text = {"text": {"field": "t", "type": "nominal"}}
    return _layer(rows, mark, {**_in_units(), **text, **_plainly(fill="c")})


def whole(
    plot: Plot, layers: Sequence[Spec], *, title: str, summary: str, marks: Marks | None = None
) -> Spec:
    """The specification: nothing in it is left to the library's own layout.

    ``marks`` stand on the scale of the plot in units from its top left, as words do.
    """
    told = {"title": title, "width": plot.width, "height": plot.height}
    return {
        "$schema": SCHEMA,
        "description": summary,
        "usermeta": told | ({"marks": _marks(plot, marks)} if marks else {}),
        "width": round(plot.across, 2),
        "height": round(plot.down, 2),
        "autosize": "none",
        "padding": {
            "left": round(plot.left, 2),
            "top": round(plot.top, 2),
            "right": round(plot.right, 2),
            "bottom": round(plot.bottom, 2),
        },
        "background": None,
        "config": {"font": FONT, "view": {"stroke": None}},
        "layer": list(layers),
    }


def _marks(plot: Plot, found: Marks) -> Spec:
    """Words on one line each, since the end of a line parts a figure from the rest."""
    return {
        "reads": found.reads,
        "first": found.first,
        "each": [
            [
                round(mark.x + plot.left, 1),
                round(mark.y + plot.top, 1),
                *(" ".join(words.split()) for words in (mark.figure, mark.rest)),
            ]
            for mark in found.marks
        ],
    }


def _on_scales(plot: Plot) -> Spec:
    return {
        name: {
            "field": name,
            "type": "quantitative",
            "scale": {"domain": [scale.low, scale.high], "nice": False, "zero": False},
            "axis": None,
        }
        for name, scale in (("x", plot.x), ("y", plot.y))
    }


def _in_units() -> Spec:
    place = {"type": "quantitative", "scale": None, "axis": None}
    return {"x": {"field": "x", **place}, "y": {"field": "y", **place}}


def _plainly(**fields: str) -> Spec:
    """Channels that take the value of a field as it is."""
    return {
        channel: {"field": field, "type": "nominal", "scale": None, "legend": None}
        for channel, field in fields.items()
    }


def _layer(rows: Sequence[Row], mark: Spec, encoding: Spec) -> list[Spec]:
    if not rows:
        return []
    data = {"values": list(rows), "format": {"parse": None}}
    return [{"data": data, "mark": mark, "encoding": encoding}]
