"""The marks of a control chart: the figures, and the lines they are held against.

Meaning has a colour and a shape: circle for usual variation, triangles (up for high, down for low)
for better than usual, diamonds for worse, squares for neither.
"""

from collections.abc import Callable, Iterator
from itertools import pairwise

from alongside.documents.charts.chart import Mark, Marks
from alongside.documents.charts.control_values import ControlChart, ControlPoint
from alongside.documents.charts.control_words import said_of
from alongside.documents.charts.palette import Meaning
from alongside.documents.charts.plot import Line, Plot, Symbol
from alongside.documents.charts.scales import Scale

SYMBOLS = {
    Meaning.COMMON_CAUSE: Symbol("common", "circle", 40),
    Meaning.IMPROVEMENT_HIGH: Symbol("improvement", "triangle-up", 80),
    Meaning.IMPROVEMENT_LOW: Symbol("improvement", "triangle-down", 80),
    Meaning.CONCERN_HIGH: Symbol("concern", "diamond", 90),
    Meaning.CONCERN_LOW: Symbol("concern", "diamond", 90),
    Meaning.NEUTRAL_HIGH: Symbol("neutral", "square", 66),
    Meaning.NEUTRAL_LOW: Symbol("neutral", "square", 66, is_hollow=True),
}
GHOST = Symbol("common", "circle", 44, is_hollow=True)
Get = Callable[[ControlPoint], float | None]


def _edges(chart: ControlChart) -> list[tuple[float, float]]:
    """From where to where each point reaches: half way to its neighbours."""
    places = chart.places_of
    gaps = [b - a for a, b in pairwise(places)] or [1.0]
    middles = [(a + b) / 2 for a, b in pairwise(places)]
    bounds = [places[0] - gaps[0] / 2, *middles, places[-1] + gaps[-1] / 2]
    return list(pairwise(bounds))


def x_scale(chart: ControlChart) -> Scale:
    edges = _edges(chart)
    steps = [chart.place_of(step.on) for step in chart.milestones]
    return Scale(min([edges[0][0], *steps]), max([edges[-1][1], *steps]), ())


def _stretches(
    chart: ControlChart, get: Get, *, by_group: bool
) -> Iterator[tuple[bool, list[tuple[float, float]]]]:
    """Stretches of one line, whether they are provisional, and the corners of their steps."""
    corners: list[tuple[float, float]] = []
    last: tuple[int, bool] | None = None
    for point, (left, right) in zip(chart.points, _edges(chart), strict=True):
        value = get(point)
        kind = (point.group, point.is_provisional) if by_group else (0, False)
        if corners and (value is None or kind != last):
            yield bool(last and last[1]), corners
            corners = []
        if value is not None:
            corners += [(left, value), (right, value)]
        last = kind
    if corners:
        yield bool(last and last[1]), corners


def lines_of(chart: ControlChart) -> list[Line]:
    found = []
    for get in (lambda p: p.lower, lambda p: p.upper):
        for is_provisional, corners in _stretches(chart, get, by_group=True):
            found.append(Line(corners, "limit", 1.3, "dashed" if is_provisional else ""))
    for _, corners in _stretches(chart, lambda p: p.centre, by_group=True):
        found.append(Line(corners, "centre", 1.3))
    for _, corners in _stretches(chart, lambda p: p.target, by_group=False):
        found.append(Line(corners, "target", 1.8, "target"))
    for _, corners in _stretches(chart, lambda p: p.stretched_target, by_group=False):
        found.append(Line(corners, "target", 1.8, "dotted"))
    steps = [(chart.place_of(step.on), step.value) for step in chart.milestones]
    figures = [
        None if point.value is None else (x, point.value)
        for x, point in zip(chart.places_of, chart.points, strict=True)
    ]
    return [*found, Line(steps, "target", 1.2, "long"), Line(figures, "common", 1.6)]


def band_of(chart: ControlChart) -> list[tuple[float, float, float] | None]:
    lower = list(
        _stretches(chart, lambda p: p.lower if p.upper is not None else None, by_group=True)
    )
    upper = list(
        _stretches(chart, lambda p: p.upper if p.lower is not None else None, by_group=True)
    )
    found: list[tuple[float, float, float] | None] = []
    for (_, lows), (_, highs) in zip(lower, upper, strict=True):
        found += [(x, low, high) for (x, low), (_, high) in zip(lows, highs, strict=True)]
        found.append(None)
    return found


def marks_of(chart: ControlChart) -> list[tuple[float, float, Symbol]]:
    steps = [
        (chart.place_of(step.on), step.value, Symbol("target", "diamond", 60, is_hollow=True))
        for step in chart.milestones
    ]
    return steps + [
        (x, point.value, symbol_of(point))
        for x, point in zip(chart.places_of, chart.points, strict=True)
        if point.value is not None
    ]


def reader_marks(chart: ControlChart, plot: Plot) -> Marks:
    """Each period in turn; one without a figure stands at the foot of the plot."""
    found = tuple(
        Mark(
            plot.at_x(x),
            plot.down if point.value is None else plot.at_y(point.value),
            *said_of(chart, point),
        )
        for x, point in zip(chart.places_of, chart.points, strict=True)
    )
    return Marks(found, "across", chart.points.index(chart.last))


def symbol_of(point: ControlPoint) -> Symbol:
    return GHOST if point.is_ghosted else SYMBOLS[point.meaning]
