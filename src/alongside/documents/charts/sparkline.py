"""A series as small as a word: its line, its target dashed, its last point marked."""

from collections.abc import Iterator, Sequence

from alongside.documents.charts.figures import check_numbers
from alongside.documents.charts.small import as_text, shape, small_picture
from alongside.documents.drawing import number
from alongside.kernel.refusals import Refusal

WIDTH, HEIGHT = 120.0, 32.0
INSET = 5.0


def sparkline(values: Sequence[float | None], *, words: str, target: float | None = None) -> str:
    """An ``<svg>`` of 120 by 32 pixels; None in ``values`` is a gap.

    ``words`` say what it shows ("From 31% to 64% in a year"); empty when they stand beside it. The
    scale runs from the least to the most of the values and the target.

    >>> sparkline([1, 2], words="").count("<circle")
    1
    """
    numbers = [float(value) for value in values if value is not None]
    if not numbers:
        raise Refusal("There are no figures to draw.", field="values")
    check_numbers([*numbers, target], field="values")
    levels = [*numbers, *([] if target is None else [target])]
    low, high = min(levels), max(levels)
    svg = small_picture(words, width=WIDTH, height=HEIGHT)
    if target is not None:
        y = number(_y(target, low, high))
        ends = {"x1": "0", "x2": number(WIDTH), "y1": y, "y2": y}
        looks = {"stroke": "target", "stroke-width": "1.5", "stroke-dasharray": "4 3"}
        shape(svg, "line", looks, **ends)
    places = [
        None if value is None else (_x(place, len(values)), _y(value, low, high))
        for place, value in enumerate(values)
    ]
    looks = {"fill": "none", "stroke": "common", "stroke-width": "1.6", "stroke-linejoin": "round"}
    shape(svg, "path", looks | {"stroke-linecap": "round"}, d=_path(places))
    last = next(place for place in reversed(places) if place is not None)
    for dot in _alone(places):
        if dot != last:
            shape(svg, "circle", {"fill": "common"}, cx=dot[0], cy=dot[1], r=2.0)
    shape(svg, "circle", {"fill": "own"}, cx=last[0], cy=last[1], r=3.4)
    return as_text(svg)


def _x(place: int, count: int) -> float:
    return INSET + (WIDTH - 2 * INSET) * (place / (count - 1) if count > 1 else 0.5)


def _y(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return HEIGHT - INSET - share * (HEIGHT - 2 * INSET)


def _path(places: Sequence[tuple[float, float] | None]) -> str:
    """Lifted at gaps."""
    found = ""
    is_drawing = False
    for place in places:
        if place is not None:
            found += f"{'L' if is_drawing else 'M'}{number(place[0])} {number(place[1])}"
        is_drawing = place is not None
    return found


def _alone(places: Sequence[tuple[float, float] | None]) -> Iterator[tuple[float, float]]:
    """Between two gaps no line shows them."""
    beside = [None, *places, None]
    for before, place, after in zip(beside, places, beside[2:], strict=False):
        if place is not None and before is None and after is None:
            yield place
