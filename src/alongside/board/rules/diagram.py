"""Where the boards stand when their reporting lines are drawn, and which way the lines go.

Whoever answers to a board stands below it, so the improvement board comes to stand between those
above it and those below, in the middle of its row. Only numbers leave here: the page draws them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from alongside.board.rules.codes import LineKind

WIDTH, HEIGHT = 212, 92
BESIDE, ABOVE = 32, 112
MARGIN = 30
MOST_IN_A_ROW = 4
LANE = 16
LABEL = (104, 18)
_SIDEWAYS = (0, 7, -7)
_ALONG = (0.5, 0.36, 0.64, 0.22, 0.78)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class DrawnBoard:
    """A board to be placed, by its number. ``is_middle`` marks the improvement board."""

    id: int
    is_middle: bool = False


@dataclass(frozen=True, slots=True)
class DrawnLine:
    lower: int
    upper: int
    kind: LineKind


@dataclass(frozen=True, slots=True)
class Box:
    """The top left corner of a board."""

    id: int
    x: float
    y: float
    row: int


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the board that answers to the one it answers to; ``label`` is the middle of its words."""

    line: DrawnLine
    points: tuple[Point, ...]
    label: Point


@dataclass(frozen=True, slots=True)
class Diagram:
    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def lay_out(boards: Sequence[DrawnBoard], lines: Sequence[DrawnLine]) -> Diagram:
    """Place every board and lead every line around the boards between its ends."""
    rows = _rows(boards, lines)
    width = max((len(row) for row in rows), default=0) * (WIDTH + BESIDE) - BESIDE + 2 * MARGIN
    boxes = {box.id: box for number, row in enumerate(rows) for box in _placed(row, number, width)}
    height = len(rows) * (HEIGHT + ABOVE) - ABOVE + 2
    return Diagram(width, height, tuple(boxes.values()), _arrows(lines, boxes))


def levels(boards: Sequence[DrawnBoard], lines: Sequence[DrawnLine]) -> dict[int, int]:
    """How high each board stands: 0 at the bottom. A line that would close a ring is passed over."""
    below: dict[int, list[int]] = {board.id: [] for board in boards}
    for line in lines:
        below[line.upper].append(line.lower)
    found: dict[int, int] = {}
    for board in boards:
        _level(board.id, below, found, frozenset())
    return _drawn_together(boards, lines, found)


def _level(
    board: int, below: dict[int, list[int]], found: dict[int, int], above: frozenset[int]
) -> int:
    if board not in found:
        path = above | {board}
        lower = [_level(each, below, found, path) for each in below[board] if each not in path]
        found[board] = 1 + max(lower, default=-1)
    return found[board]


def _drawn_together(
    boards: Sequence[DrawnBoard], lines: Sequence[DrawnLine], found: dict[int, int]
) -> dict[int, int]:
    """Those with nobody below stand just under those they answer to; those without any line, beside
    the improvement board.
    """
    middle = next((found[board.id] for board in boards if board.is_middle), 0)
    uppers = {line.upper for line in lines}
    drawn = dict(found)
    for board in boards:
        answers_to = [found[line.upper] for line in lines if line.lower == board.id]
        if board.id not in uppers:
            drawn[board.id] = max(min(answers_to) - 1, 0) if answers_to else middle
    return drawn


def _rows(boards: Sequence[DrawnBoard], lines: Sequence[DrawnLine]) -> list[list[DrawnBoard]]:
    """From the top down, no more than a few beside each other."""
    standing = levels(boards, lines)
    rows = []
    for level in sorted(set(standing.values()), reverse=True):
        row = [board for board in boards if standing[board.id] == level]
        for start in range(0, len(row), MOST_IN_A_ROW):
            rows.append(_centred(row[start : start + MOST_IN_A_ROW]))
    return rows


def _centred(row: list[DrawnBoard]) -> list[DrawnBoard]:
    others = [board for board in row if not board.is_middle]
    half = len(others) // 2
    return [*others[:half], *(board for board in row if board.is_middle), *others[half:]]


def _placed(row: Sequence[DrawnBoard], number: int, width: float) -> Iterable[Box]:
    left = (width - (len(row) * (WIDTH + BESIDE) - BESIDE)) / 2
    for place, board in enumerate(row):
        x = left + place * (WIDTH + BESIDE)
        yield Box(board.id, x, number * (HEIGHT + ABOVE) + 1, number)


def _arrows(lines: Sequence[DrawnLine], boxes: dict[int, Box]) -> tuple[Arrow, ...]:
    arrows: list[Arrow] = []
    taken: list[Point] = []
    for line in lines:
        lower, upper = boxes[line.lower], boxes[line.upper]
        leaving = [(boxes[each.upper].x, each) for each in lines if each.lower == line.lower]
        arriving = [(boxes[each.lower].x, each) for each in lines if each.upper == line.upper]
        start = _edge_point(lower, line, leaving, is_top=upper.row < lower.row)
        end = _edge_point(upper, line, arriving, is_top=lower.row < upper.row)
        bends = _around((start, end), lower, upper, list(boxes.values()), taken)
        taken += bends
        points = (start, *bends, end)
        arrows.append(Arrow(line, points, _label(points, [arrow.label for arrow in arrows])))
    return tuple(arrows)


def _edge_point(
    box: Box, line: DrawnLine, beside: Sequence[tuple[float, DrawnLine]], *, is_top: bool
) -> Point:
    """Where the line touches the box: the lines of one edge are spread over it, in the order in
    which their other ends stand.
    """
    ordered = sorted(beside, key=lambda pair: (pair[0], pair[1].kind))
    place = [each for _, each in ordered].index(line)
    x = box.x + WIDTH * (place + 1) / (len(ordered) + 1)
    return round(x, 1), box.y if is_top else box.y + HEIGHT


def _around(
    ends: tuple[Point, Point],
    lower: Box,
    upper: Box,
    boxes: Sequence[Box],
    taken: Sequence[Point],
) -> list[Point]:
    """Through the gaps of every row between: no line runs behind a board that it does not mean, nor
    along another line.
    """
    step = -1 if upper.row < lower.row else 1
    bends: list[Point] = []
    for number in range(lower.row + step, upper.row, step):
        row = sorted((box for box in boxes if box.row == number), key=lambda box: box.x)
        top, bottom = row[0].y - LANE / 2, row[0].y + HEIGHT + LANE / 2
        wanted = _x_at((top + bottom) / 2, *ends)
        lane = min(_lanes(row), key=lambda lane: abs(lane - wanted))
        beside = sum(abs(x - lane) < LANE and y == top for x, y in taken)
        x = lane + _SIDEWAYS[beside % len(_SIDEWAYS)]
        bends += [(x, bottom), (x, top)] if step < 0 else [(x, top), (x, bottom)]
    return bends


def _lanes(row: Sequence[Box]) -> list[float]:
    between = [(left.x + WIDTH + right.x) / 2 for left, right in pairwise(row)]
    return [row[0].x - LANE, *between, row[-1].x + WIDTH + LANE]


def _x_at(y: float, start: Point, end: Point) -> float:
    share = (y - start[1]) / ((end[1] - start[1]) or 1)
    return start[0] + share * (end[0] - start[0])


def _label(points: Sequence[Point], taken: Sequence[Point]) -> Point:
    """On the last stretch, where no other words stand."""
    start, end = points[-2], points[-1]
    for share in _ALONG:
        x = round(start[0] + share * (end[0] - start[0]), 1)
        y = round(start[1] + share * (end[1] - start[1]), 1)
        if not any(abs(x - a) < LABEL[0] and abs(y - b) < LABEL[1] for a, b in taken):
            break
    return x, y
