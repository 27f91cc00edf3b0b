"""From a specification to SVG: the only module that loads vl-convert, and only when it draws.

The first drawing of a process starts a JavaScript engine: about 0.6 seconds and 300 MB, so call it
in a worker. Nothing is read from any address. What Vega gives is cut down to the shapes, its words
are set by our serialiser, and its colours become properties of the page.
"""

from functools import cache
from importlib import import_module
from importlib.metadata import version
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

from defusedxml.ElementTree import fromstring

from alongside.documents.charts.chart import Spec
from alongside.documents.charts.palette import PAPER_COLOURS, variable
from alongside.documents.drawing import number
from alongside.documents.letters import FONTS

FORM = 2
"""Ours: raise it when the same specification shall look different."""
VEGA_LITE = "5.20"
REACH = "9"
"""How far from its place a mark answers to the pointer, in units."""
FAMILY = "Inter, ui-sans-serif, system-ui, Arial, sans-serif"
_SVG = "{http://www.w3.org/2000/svg}"
_KEPT = frozenset({
    "d", "x", "y", "x2", "y2", "width", "height", "transform", "fill", "fill-opacity", "stroke", "stroke-width",
    "stroke-dasharray", "stroke-linejoin", "stroke-miterlimit", "text-anchor", "font-weight",
})  # fmt: skip
_ROLE_OF = {colour: role for role, colour in PAPER_COLOURS.items()}


@cache
def library_version() -> str:
    """Of vl-convert, without loading it."""
    return f"{version('vl-convert-python')} {VEGA_LITE} {FORM}"


def rendered(spec: Spec, *, key: str) -> str:
    """One ``<svg>`` element; ``key`` makes the ids of its title and its description."""
    return _finished(raw_svg(spec), spec, key=key)


def raw_svg(spec: Spec) -> str:
    """What Vega gives, with texts measured in our own font."""
    svg: str = _library().vegalite_to_svg(spec, vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


@cache
def _library() -> Any:
    library = import_module("vl_convert")
    library.register_font_directory(str(FONTS))
    return library


def _finished(svg: str, spec: Spec, *, key: str) -> str:
    size = spec["usermeta"]
    root = Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "class": "documents-picture chart-picture",
            "role": "img",
            "aria-labelledby": f"chart-{key[:16]}-title",
            "aria-describedby": f"chart-{key[:16]}-words",
            "viewBox": f"0 0 {size['width']} {size['height']}",
            "width": str(size["width"]),
            "height": str(size["height"]),
            "font-family": FAMILY,
        },
    )
    SubElement(root, "title", {"id": f"chart-{key[:16]}-title"}).text = size["title"]
    SubElement(root, "desc", {"id": f"chart-{key[:16]}-words"}).text = spec["description"]
    for child in fromstring(svg):
        _copy(child, root)
    if "marks" in size:
        _put_marks(root, size["marks"])
    return tostring(root, encoding="unicode")


def _put_marks(root: Element, marks: Spec) -> None:
    """Places that answer to the pointer, each with what it says. A browser shows the words by itself;
    ``charts.js`` reads them out.
    """
    group = SubElement(
        root,
        "g",
        {
            "class": "chart-marks",
            "data-reads": marks["reads"],
            "data-first": str(marks["first"]),
            "fill": "none",
            "pointer-events": "all",
        },
    )
    for x, y, figure, rest in marks["each"]:
        place = {"cx": number(x), "cy": number(y), "r": REACH}
        circle = SubElement(group, "circle", place)
        SubElement(circle, "title").text = f"{figure}\n{rest}" if rest else figure


def _copy(found: Element, parent: Element) -> None:
    """Shapes and words only; groups without a meaning of their own give way to their parts."""
    name = found.tag.removeprefix(_SVG)
    if name not in {"g", "path", "line", "rect", "text"} or _is_empty(found):
        return
    kept = {key: _value(key, value) for key, value in found.attrib.items() if key in _KEPT}
    if name == "g" and (not kept or kept == {"transform": "translate(0,0)"}):
        for child in found:
            _copy(child, parent)
        return
    if name == "text":
        kept |= {"font-size": found.get("font-size", "").removesuffix("px")}
        kept |= {"paint-order": "stroke", "stroke-linejoin": "round"} if "stroke" in kept else {}
    copied = SubElement(parent, name, kept)
    copied.text = found.text
    for child in found:
        _copy(child, copied)


def _is_empty(found: Element) -> bool:
    """The grounds that Vega puts around its groups."""
    return found.get("class") in {"background", "foreground"} or found.get("d") == ""


def _value(name: str, value: str) -> str:
    if name in {"fill", "stroke"} and value in _ROLE_OF:
        return variable(_ROLE_OF[value])
    return value
