"""A figure over time: a line with its points, a dashed target, gaps where there is no figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement

from alongside.documents.blocks import LineChart
from alongside.documents.drawing import LETTER, line, number, picture, width_of, words, wrapped

HEIGHT = 255.0
NARROW_HEIGHT = 230.0
TOP = 40.0
BOTTOM = 30.0
STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
MOST_STEPS = 5
HUNDRED = Decimal(100)
LINE_COLOUR = "#15578f"
NO_FIGURE = "no figure"


@dataclass(frozen=True, slots=True)
class Scale:
    """From the chart's values to places in the drawing."""

    low: Decimal
    high: Decimal
    step: Decimal
    top: float
    bottom: float

    def y(self, value: Decimal) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - float(share) * (self.bottom - self.top)

    def ticks(self) -> list[Decimal]:
        count = int((self.high - self.low) / self.step)
        return [self.low + self.step * place for place in range(count + 1)]


@dataclass(frozen=True, slots=True)
class Place:
    """A point in the drawing; ``y`` is None where there is no figure."""

    x: float
    y: float | None
    value: Decimal
    label: str


def line_chart(chart: LineChart, *, width: float, is_narrow: bool) -> Element:
    height = NARROW_HEIGHT if is_narrow else HEIGHT
    svg = picture(chart.title, chart.alt, width=width, height=height)
    scale = _scale(chart, top=TOP, bottom=height - BOTTOM)
    left = _grid(svg, chart, scale, width)
    edge = max(width_of(_figure(Decimal(chart.points[-1].value or 0))) / 2 + 6, 18.0)
    places = _places(chart, scale, left + edge, width - edge)
    _target(svg, chart, scale, places, (left, width))
    _joined(svg, places)
    _points(svg, places)
    _labels_below(svg, places, scale.bottom + 20, width)
    _values(svg, chart, places, scale)
    return svg


def _scale(chart: LineChart, *, top: float, bottom: float) -> Scale:
    """From nought, or from below it; percentages above half reach to 100."""
    values = [Decimal(point.value) for point in chart.points if point.value]
    values += [Decimal(chart.target)] if chart.target else []
    low, high = min([*values, Decimal(0)]), max([*values, Decimal(0)])
    if chart.unit.startswith("%") and 50 < high <= HUNDRED:
        high = HUNDRED
    high = high if high > low else low + 1
    span = high - low
    size = Decimal(1).scaleb((span / MOST_STEPS).adjusted())
    step = next(size * step for step in STEPS if span / (size * step) <= MOST_STEPS)
    first, last = (low / step).to_integral_value("ROUND_FLOOR"), high / step
    last = max(last.to_integral_value("ROUND_CEILING"), first + 1)
    return Scale(first * step, last * step, step, top, bottom)


def _grid(svg: Element, chart: LineChart, scale: Scale, width: float) -> float:
    """The lines across, their numbers, and the unit over them. Gives the left edge of the plot."""
    sign = "%" if chart.unit.startswith("%") else ""
    numbers = [f"{_figure(tick)}{sign}" for tick in scale.ticks()]
    left = max(width_of(text) for text in numbers) + 8
    for tick, text in zip(scale.ticks(), numbers, strict=True):
        y = scale.y(tick)
        line(svg, (left, y), (width, y), "grid" if tick else "axis")
        words(svg, text, (left - 8, y + 4.5), anchor="end", style="quiet")
    if chart.unit != "%":
        words(svg, _first_line(chart.unit, width), (0, LETTER), style="quiet")
    return left


def _first_line(text: str, width: float) -> str:
    return "".join(wrapped(text, width, most=1))


def _figure(value: Decimal) -> str:
    plain = f"{value:,f}".replace("-", "−")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _places(chart: LineChart, scale: Scale, left: float, right: float) -> list[Place]:
    gaps = max(1, len(chart.points) - 1)
    alone = (right - left) / 2 if len(chart.points) == 1 else 0.0
    return [
        Place(
            left + alone + (right - left) * place / gaps,
            scale.y(Decimal(point.value)) if point.value else None,
            Decimal(point.value or 0),
            point.label,
        )
        for place, point in enumerate(chart.points)
    ]


def _target(
    svg: Element,
    chart: LineChart,
    scale: Scale,
    places: Sequence[Place],
    edges: tuple[float, float],
) -> None:
    """A dashed line with its words at the end where the figure is further away."""
    if not chart.target:
        return
    left, right = edges
    y = scale.y(Decimal(chart.target))
    line(svg, (left, y), (right, y), "target")
    text = _first_line(chart.target_words, right - left - 12)
    drawn = [place.y for place in places if place.y is not None] or [scale.bottom]
    is_left = abs(drawn[0] - y) >= abs(drawn[-1] - y)
    near = drawn[0] if is_left else drawn[-1]
    beside = -7.0 if near > y else 16.0
    if y + beside < TOP - 14:
        beside = 16.0
    at = (left + 6, y + beside) if is_left else (right - 4, y + beside)
    words(svg, text, at, anchor="start" if is_left else "end", style="value")


def _joined(svg: Element, places: Sequence[Place]) -> None:
    path = ""
    is_drawing = False
    for place in places:
        if place.y is not None:
            path += f"{'L' if is_drawing else 'M'}{number(place.x)} {number(place.y)}"
        is_drawing = place.y is not None
    if path:
        strokes = {"stroke": LINE_COLOUR, "stroke-width": "2.5", "stroke-linejoin": "round"}
        SubElement(svg, "path", {"class": "documents-line", "d": path, "fill": "none", **strokes})


def _points(svg: Element, places: Sequence[Place]) -> None:
    for place in places:
        if place.y is not None:
            at = {"cx": number(place.x), "cy": number(place.y), "r": "4"}
            SubElement(svg, "circle", {"class": "documents-point", "fill": LINE_COLOUR, **at})


def _labels_below(svg: Element, places: Sequence[Place], y: float, width: float) -> None:
    """As many as fit, counted back from the last."""
    widest = max(width_of(place.label) for place in places) + 12
    apart = (places[-1].x - places[0].x) / max(1, len(places) - 1) or width
    every = max(1, -int(-widest // apart))
    for place in places[::-1][::every]:
        half = min(width_of(place.label), width) / 2
        x = min(max(place.x, half), width - half)
        words(svg, _first_line(place.label, width), (x, y), anchor="middle", style="quiet")


def _values(svg: Element, chart: LineChart, places: Sequence[Place], scale: Scale) -> None:
    """The number at every point, or where they would touch only at those that matter."""
    sign = "%" if chart.unit.startswith("%") else ""
    texts = [f"{_figure(place.value)}{sign}" for place in places]
    apart = (places[-1].x - places[0].x) / max(1, len(places) - 1)
    is_roomy = len(places) == 1 or max(map(width_of, texts)) + 4 <= apart
    missing = NO_FIGURE if width_of(NO_FIGURE) < 2 * apart else "–"
    chosen = set(range(len(places))) if is_roomy else _telling(places, texts)
    for position, place in enumerate(places):
        if place.y is None:
            words(svg, missing, (place.x, scale.bottom - 7), anchor="middle", style="quiet")
        elif position in chosen:
            is_under = _is_valley(places, position) and place.y + 22 < scale.bottom
            at = (place.x, place.y + (19.0 if is_under else -10.0))
            words(svg, texts[position], at, anchor="middle", style="value")


def _telling(places: Sequence[Place], texts: Sequence[str]) -> set[int]:
    """The last, the first, the highest and the lowest, unless their numbers would touch."""
    known = [n for n, place in enumerate(places) if place.y is not None]
    chosen: list[int] = []
    ordered = sorted(known, key=lambda n: places[n].value)
    for wanted in [*known[-1:], *known[:1], *ordered[-1:], *ordered[:1]]:
        half = width_of(texts[wanted])
        if all(abs(places[wanted].x - places[n].x) > half for n in chosen):
            chosen.append(wanted)
    return set(chosen)


def _is_valley(places: Sequence[Place], position: int) -> bool:
    """True where the line comes down to the point and goes up again."""
    here = places[position].y
    beside = [places[n].y for n in (position - 1, position + 1) if 0 <= n < len(places)]
    heights = [y for y in beside if y is not None]
    return here is not None and len(heights) > 1 and all(y < here for y in heights)
