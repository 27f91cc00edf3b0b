"""Whether a kept drawing holds nothing but shapes and words, before it goes into a page as it is."""

import re
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

LONGEST = 2_000_000
_SVG = "{http://www.w3.org/2000/svg}"
_ELEMENTS = frozenset({"svg", "title", "desc", "g", "path", "line", "rect", "circle", "text"})
_ATTRIBUTES = frozenset({
    "class", "role", "id", "aria-labelledby", "aria-describedby", "viewBox", "width", "height",
    "font-family", "font-size", "font-weight", "text-anchor", "paint-order", "transform", "d", "x",
    "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "fill", "fill-opacity", "stroke",
    "stroke-width", "stroke-dasharray", "stroke-linejoin", "stroke-linecap", "stroke-miterlimit",
    "data-reads", "data-first", "pointer-events",
})  # fmt: skip
_PAINT = re.compile(r"none|#[0-9a-f]{6}|var\(--chart-[a-z-]+, #[0-9a-f]{6}\)")


def check_drawing(svg: str) -> None:
    """Raises ValueError for anything but one ``<svg>`` of the kind that ``charts`` draws."""
    if len(svg) > LONGEST:
        raise ValueError("The drawing is too large.")
    try:
        root = fromstring(svg)
    except (ParseError, DefusedXmlException):
        raise ValueError("The drawing is not sound XML.") from None
    if root.tag != f"{_SVG}svg":
        raise ValueError("The drawing is not an SVG.")
    for element in root.iter():
        _check_element(element)


def _check_element(element: Element) -> None:
    if element.tag.removeprefix(_SVG) not in _ELEMENTS or not element.tag.startswith(_SVG):
        raise ValueError(f"A drawing may not hold “{element.tag[:60]}”.")
    for name, value in element.attrib.items():
        if name not in _ATTRIBUTES:
            raise ValueError(f"A drawing may not have the attribute “{name[:60]}”.")
        if name in {"fill", "stroke"} and not _PAINT.fullmatch(value):
            raise ValueError(f"A drawing may not be painted with “{value[:60]}”.")
