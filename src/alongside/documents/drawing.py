"""The pieces that charts are drawn with: SVG elements, never strings.

Everything a chart holds is an element of ``xml.etree``; text and attributes become markup in one
place only, its serialiser, which escapes them. Colours stand as attributes, which is what paper
shows; the classes beside them let ``documents.css`` choose others on a dark screen. There are no
ids, so many charts may stand on one page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

INK = "#14191f"
QUIET = "#4b5661"
FAINT = "#d5dbe1"
PAPER = "#ffffff"
LETTER = 13.0
"""Height of letters; a wide chart shows them at 9 points on paper and 13 pixels on screen."""
LINE = 17.0
_NARROW = frozenset("fijlrtI.,:;'’|!()[] -")
_WIDE = frozenset("mwMW%@&—…")


@dataclass(frozen=True, slots=True)
class Shade:
    """How a colour of the scale is filled, and its hatch, which tells it apart in grey.

    ``slope`` is the direction of the hatch (1 rises, -1 falls, 0 none), ``gap`` its distance.
    """

    fill: str
    line: str
    slope: int = 0
    gap: float = 0.0


SHADES: Mapping[str, Shade] = {
    "plain": Shade("#ffffff", "#4b5661"),
    "grey": Shade("#e4e8ec", "#5c6772"),
    "red": Shade("#f3b3ae", "#8c1d17", 1, 5.0),
    "amber": Shade("#ffd58a", "#8a4b00", -1, 9.0),
    "green": Shade("#8fcfa9", "#14633f"),
    "blue": Shade("#5b93ca", "#15578f"),
    "dark-blue": Shade("#1d3c6e", "#1d3c6e"),
}


def picture(title: str, description: str, *, width: float, height: float) -> Element:
    """An empty drawing with its name and its text alternative."""
    svg = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "documents-picture",
            "role": "img",
            "viewBox": f"0 0 {number(width)} {number(height)}",
            "width": number(width),
            "height": number(height),
            "color": INK,
            "font-family": "Inter, ui-sans-serif, system-ui, Arial, sans-serif",
            "font-size": number(LETTER),
        },
    )
    SubElement(svg, "title").text = title
    SubElement(svg, "desc").text = description
    return svg


def written(svg: Element) -> str:
    return tostring(svg, encoding="unicode")


def number(value: float) -> str:
    """A length with at most one decimal place."""
    return f"{value:.1f}".removesuffix(".0")


def line(parent: Element, start: tuple[float, float], end: tuple[float, float], name: str) -> None:
    """A straight line. ``name`` says what for: grid, axis or target."""
    strokes = {"grid": (FAINT, "1", ""), "axis": (QUIET, "1", ""), "target": (INK, "1.5", "6 4")}
    colour, width, dashes = strokes[name]
    ends = {"x1": start[0], "y1": start[1], "x2": end[0], "y2": end[1]}
    attributes = {key: number(value) for key, value in ends.items()}
    attributes |= {"class": f"documents-{name}", "stroke": colour, "stroke-width": width}
    if dashes:
        attributes["stroke-dasharray"] = dashes
    SubElement(parent, "line", attributes)


def words(
    parent: Element,
    text: str,
    at: tuple[float, float],
    *,
    anchor: str = "start",
    style: str = "",
) -> None:
    """One line of text on its base line.

    ``style`` is empty, "quiet" (grey), "strong", or "value": strong, with a rim of paper that keeps
    it legible over lines.
    """
    attributes = {"x": number(at[0]), "y": number(at[1]), "fill": "currentColor"}
    if anchor != "start":
        attributes["text-anchor"] = anchor
    if style == "quiet":
        attributes |= {"fill": QUIET, "class": "documents-quiet"}
    if style in {"strong", "value"}:
        attributes["font-weight"] = "600"
    if style == "value":
        rim = {"stroke": PAPER, "stroke-width": "4", "stroke-linejoin": "round"}
        attributes |= {**rim, "paint-order": "stroke", "class": "documents-rim"}
    SubElement(parent, "text", attributes).text = text


def bar(parent: Element, at: tuple[float, float], size: tuple[float, float], colour: str) -> None:
    """A filled rectangle with the hatch of its colour."""
    shade = SHADES[colour]
    place = {"x": at[0], "y": at[1], "width": size[0], "height": size[1]}
    attributes = {key: number(value) for key, value in place.items()}
    marks = {"class": f"documents-bar documents-bar--{colour}", "fill": shade.fill}
    SubElement(parent, "rect", attributes | marks | {"stroke": shade.line, "stroke-width": "1"})
    if shade.slope:
        path = " ".join(_hatch(at, size, shade))
        strokes = {"stroke": shade.line, "stroke-width": "1.2", "fill": "none"}
        SubElement(parent, "path", {"class": f"documents-hatch--{colour}", "d": path, **strokes})


def _hatch(at: tuple[float, float], size: tuple[float, float], shade: Shade) -> Iterator[str]:
    """Slanted lines, cut off at the edges of the rectangle."""
    (left, top), (width, height) = at, size
    offset = shade.gap - height
    while offset < width:
        first, last = max(0.0, offset), min(width, offset + height)
        rises = (first - offset, last - offset)
        ends = [height - rise if shade.slope > 0 else rise for rise in rises]
        yield (
            f"M{number(left + first)} {number(top + ends[0])}"
            f"L{number(left + last)} {number(top + ends[1])}"
        )
        offset += shade.gap


def width_of(text: str, *, letter: float = LETTER) -> float:
    """About how wide a text is; a little too wide rather than too narrow."""
    return letter * sum(map(_share, text))


def _share(sign: str) -> float:
    if sign in _WIDE:
        return 0.95
    if sign in _NARROW:
        return 0.36
    return 0.7 if sign.isupper() or sign.isdigit() else 0.6


def wrapped(text: str, width: float, *, most: int = 6) -> list[str]:
    """The text in lines that fit; what needs more than ``most`` lines ends in an ellipsis."""
    lines: list[str] = [""]
    for word in text.split():
        for piece in _pieces(word, width):
            longer = f"{lines[-1]} {piece}".strip()
            if width_of(longer) <= width:
                lines[-1] = longer
            else:
                lines.append(piece)
    lines = [line for line in lines if line]
    if len(lines) > most:
        lines = [*lines[: most - 1], f"{lines[most - 1][:-1]}…"]
    return lines


def _pieces(word: str, width: float) -> Iterator[str]:
    """A word, cut where it alone would be too wide for a line."""
    piece = ""
    for sign in word:
        if piece and width_of(piece + sign) > width:
            yield piece
            piece = ""
        piece += sign
    yield piece
