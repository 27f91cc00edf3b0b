"""A series as a line: where each figure stands on a plain drawing. The table beside it says the
same.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.measures.codes import PERCENT
from alongside.measures.rules.figures import Point
from alongside.measures.words import figure_words, period_words, short_period_words, with_unit

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 16, 16, 30, 36
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Dot:
    """``words`` is what it says to those who point at it."""

    x: float
    y: float
    words: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything that the drawing shows, in its own units; ``summary`` says it in a sentence."""

    width: int
    height: int
    base: float
    top: float
    dots: tuple[Dot, ...]
    line: str
    most: str
    first: str
    last: str
    summary: str


def drawn(points: Sequence[Point], unit: str) -> Drawing | None:
    """The figures, oldest first, against time and from nought up. None for fewer than two."""
    if len(points) < FEWEST:
        return None
    most = 100.0 if unit == PERCENT else max((float(p.exact) for p in points), default=0) or 1.0
    dots = tuple(_dot(point, points, most, unit) for point in points)
    first, last = points[0], points[-1]
    return Drawing(
        width=WIDTH,
        height=HEIGHT,
        base=HEIGHT - BOTTOM,
        top=TOP,
        dots=dots,
        line=" ".join(f"{dot.x},{dot.y}" for dot in dots),
        most=with_unit(f"{most:g}", unit),
        first=short_period_words(first.period_from, first.period_until),
        last=short_period_words(last.period_from, last.period_until),
        summary=_summary(points, unit),
    )


def _dot(point: Point, points: Sequence[Point], most: float, unit: str) -> Dot:
    start, end = points[0].period_from, points[-1].period_from
    span = (end - start).days or 1
    share = (point.period_from - start).days / span
    height = max(float(point.exact), 0.0) / most
    return Dot(
        x=round(LEFT + share * (WIDTH - LEFT - RIGHT), 1),
        y=round(HEIGHT - BOTTOM - height * (HEIGHT - TOP - BOTTOM), 1),
        words=f"{period_words(point.period_from, point.period_until)}: {figure_words(point, unit)}",
    )


def _summary(points: Sequence[Point], unit: str) -> str:
    first, last = points[0], points[-1]
    values = [point.exact for point in points]
    lowest, highest = points[values.index(min(values))], points[values.index(max(values))]
    return (
        f"{len(points)} figures, from {figure_words(first, unit)} "
        f"({period_words(first.period_from, first.period_until)}) to {figure_words(last, unit)} "
        f"({period_words(last.period_from, last.period_until)}). The lowest is "
        f"{figure_words(lowest, unit)} and the highest {figure_words(highest, unit)}."
    )
