"""Small drawings that a page makes itself: elements of our own, no library, no ids.

They are shown in numbers, the same one many times on a page, so their name is a label and not an id.
Words empty means that they stand beside it already: then the drawing is hidden from screen readers.
"""

from collections.abc import Mapping
from xml.etree.ElementTree import Element, SubElement, tostring

from alongside.documents.charts.palette import variable
from alongside.documents.drawing import number
from alongside.documents.letters import for_screen


def small_picture(words: str, *, width: float, height: float) -> Element:
    """An empty drawing of so many pixels."""
    shown = " ".join(for_screen(words).split())
    name = {"role": "img", "aria-label": shown} if shown else {"aria-hidden": "true"}
    size = {"width": number(width), "height": number(height)}
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "chart-picture chart-picture--small",
            **name,
            "viewBox": f"0 0 {number(width)} {number(height)}",
            **size,
            "focusable": "false",
        },
    )


def shape(parent: Element, name: str, looks: Mapping[str, str], **places: float | str) -> None:
    """One element: ``fill`` and ``stroke`` in ``looks`` are roles of the palette or none."""
    written = {key: number(v) if isinstance(v, float) else v for key, v in places.items()}
    coloured = {
        key: variable(value) if key in {"fill", "stroke"} and value != "none" else value
        for key, value in looks.items()
    }
    SubElement(parent, name, {**written, **coloured})


def as_text(svg: Element) -> str:
    return tostring(svg, encoding="unicode")
