"""Where the number beside a mark stands, so that it covers neither the figures nor the lines."""

from bisect import bisect_right
from collections.abc import Sequence

ABOVE, BELOW, FAR_ABOVE = -10.0, 20.0, -30.0
HEIGHT = 13.0
RADIUS = 5.0
STEPS = 12
Place = tuple[float, float]
Path = Sequence[Place]


def free_base(
    ends: Place, y: float, runs: Sequence[Path], levels: Sequence[float], down: float
) -> tuple[float, bool]:
    """The foot of words from the left to the right of ``ends`` beside a mark at ``y``: above it if that
    is free; and whether they are free of the figures there. ``runs`` are the marks that a line joins,
    ``levels`` the lines across, ``down`` the foot of the plot.

    >>> free_base((0, 40), 100, [[(20, 100)]], [], 200)
    (90.0, True)
    >>> free_base((0, 40), 100, [[(20, 100)]], [84], 200)
    (120.0, True)
    """
    bases = [y + away for away in (ABOVE, BELOW, FAR_ABOVE)]
    inside = [base for base in bases if HEIGHT - 10 < base <= down - 2] or bases[:1]
    heights = [height for run in runs for height in _heights(ends, run)]
    best = min(inside, key=lambda base: (_hits(base, heights), _hits(base, levels)))
    return best, not _hits(best, heights)


def _hits(base: float, heights: Sequence[float]) -> int:
    return sum(base - HEIGHT < height < base + 4 for height in heights)


def _heights(ends: Place, path: Path) -> list[float]:
    """Of the joined marks under the words."""
    left, right = ends
    steps = [left + (right - left) * n / STEPS for n in range(STEPS + 1)]
    near = [y for x, y in path if left - RADIUS <= x <= right + RADIUS]
    marks = [end for y in near for end in (y - RADIUS, y + RADIUS)]
    return [*marks, *(y for x in steps if (y := _height(x, path)) is not None)]


def _height(x: float, path: Path) -> float | None:
    after = bisect_right([at for at, _ in path], x)
    if not 0 < after < len(path):
        return None
    (x0, y0), (x1, y1) = path[after - 1], path[after]
    return y0 + (y1 - y0) * (x - x0) / (x1 - x0)
