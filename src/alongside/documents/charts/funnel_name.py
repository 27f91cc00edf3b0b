"""Where the name of the own area stands in a funnel: near its mark, and never on a neighbour's."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from alongside.documents.charts.plot import Plot, Symbol
from alongside.documents.drawing import LETTER, LINE

GAP = 11.0
"""From the middle of the mark to the name beside it."""
WORTH = 30.0
"""To lie on one mark of the others is as bad as to stand so much further away."""
RISE = 4.5
"""The base line of a name whose middle is level with its mark lies so much lower."""


@dataclass(frozen=True, slots=True)
class Box:
    """In units from the top left of the plot. ``is_near``: touching its mark, so without a line to it."""

    left: float
    top: float
    right: float
    bottom: float
    is_near: bool = True

    @property
    def base(self) -> float:
        """Where the letters stand."""
        return self.bottom - 3

    def touches(self, other: "Box") -> bool:
        beside = self.right <= other.left or other.right <= self.left
        return not (beside or self.bottom <= other.top or other.bottom <= self.top)


def mark_box(at: tuple[float, float], symbol: Symbol, *, margin: float = 2.0) -> Box:
    """All that a mark covers, with its edge, and so much around it."""
    half = sqrt(symbol.size) / 2 + margin
    return Box(at[0] - half, at[1] - half, at[0] + half, at[1] + half)


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the mark. A name lies on none of ``kept_free``; among ``crowding`` it would be read
    as another's; on ``others`` it may lie where there is nothing better.
    """

    kept_free: Sequence[Box]
    crowding: Sequence[Box]
    others: Sequence[Box]


def name_place(at: tuple[float, float], width: float, plot: Plot, around: Around) -> Box | None:
    """Beside the mark, else the nearest place that is clear, else beside it all the same. None where there is
    no room at all: then the key alone names it.
    """
    inside = [box for box in _places(at, width, plot) if _is_inside(box, plot)]
    free = [box for box in inside if not _touched(box, around.kept_free)]
    clear = [box for box in free if not _touched(box, around.crowding)]

    def cost(box: Box) -> float:
        return _distance(box, at) + WORTH * _touched(box, around.others)

    for wanted in (_near(clear), clear, _near(free), free):
        if wanted:
            return min(wanted, key=cost)
    return None


def _near(boxes: Sequence[Box]) -> list[Box]:
    return [box for box in boxes if box.is_near]


def _touched(box: Box, marks: Sequence[Box]) -> int:
    return sum(box.touches(mark) for mark in marks)


def line_end(box: Box, at: tuple[float, float]) -> tuple[float, float]:
    """Where a line from the mark meets the name."""
    return min(max(at[0], box.left), box.right), min(max(at[1], box.top), box.bottom)


def _places(at: tuple[float, float], width: float, plot: Plot) -> Iterator[Box]:
    """Around the mark, beside it first; then everywhere, a line of text apart."""
    x, y = at
    left, right, middle = x - GAP - width, x + GAP, x - width / 2
    level, above, below = y + RISE, y - GAP, y + GAP + LETTER - 3
    beside = [(right, level), (left, level), (middle, above), (middle, below)]
    corners = [(start, base) for start in (right - 4, left + 4) for base in (above, below)]
    yield from (_box(start, base, width, is_near=True) for start, base in beside + corners)
    for row in range(1, int(plot.down // LINE)):
        for column in range(int(plot.across // GAP)):
            yield _box(column * GAP, row * LINE, width, is_near=False)


def _box(left: float, base: float, width: float, *, is_near: bool) -> Box:
    return Box(left, base - LETTER + 1, left + width, base + 3, is_near)


def _is_inside(box: Box, plot: Plot) -> bool:
    return box.left >= 0 and box.right <= plot.across and box.top >= 0 and box.bottom <= plot.down


def _distance(box: Box, at: tuple[float, float]) -> float:
    x, y = line_end(box, at)
    return hypot(x - at[0], y - at[1])
