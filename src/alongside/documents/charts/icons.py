"""Icons for variation and assurance, our own: each meaning has its own outline, and always words.

A filled disc is good news, a filled diamond bad news, a square neither, a ring usual or uncertain;
inside stand an arrow for high or low, a wave, a tick, a cross or a question mark. So they are told
apart without colour. Codes are those of ``stats``.
"""

from collections.abc import Mapping
from functools import lru_cache
from xml.etree.ElementTree import Element

from alongside.documents.charts.small import as_text, shape, small_picture
from alongside.kernel.refusals import Refusal

SIZE = 30.0
_UP = "M15 21V9.5M10 14l5-5 5 5"
_DOWN = "M15 9v11.5M10 16l5 5 5-5"
_WAVE = "M7.5 16.5c2.5-6 5-6 7.5-1.5s5 4.5 7.5-1.5"
_TICK = "M9.5 15.5l4 4 7.5-8.5"
_CROSS = "M10.5 10.5l9 9M19.5 10.5l-9 9"
_QUESTION = "M11.5 12a3.5 3.5 0 1 1 5.2 3.1c-1.2.7-1.7 1.3-1.7 2.6M15 21v.1"
_NOTHING = "M11 15h8"
VARIATIONS: Mapping[str, tuple[str, str, str]] = {
    "none": ("dashed", "uncertain", _NOTHING),
    "common_cause": ("ring", "uncertain", _WAVE),
    "improvement_high": ("disc", "improvement", _UP),
    "improvement_low": ("disc", "improvement", _DOWN),
    "concern_high": ("diamond", "concern", _UP),
    "concern_low": ("diamond", "concern", _DOWN),
    "neutral_high": ("square", "neutral", _UP),
    "neutral_low": ("square", "neutral", _DOWN),
}
"""For each code its outline, the role of its colour, and the path inside."""
ASSURANCES: Mapping[str, tuple[str, str, str]] = {
    "none": ("dashed", "uncertain", _NOTHING),
    "inconsistent": ("ring", "uncertain", _QUESTION),
    "pass": ("disc", "pass", _TICK),
    "fail": ("diamond", "fail", _CROSS),
}
_FILLED = frozenset({"disc", "diamond"})


def variation_icon(code: str, *, words: str) -> str:
    """An ``<svg>`` of 30 pixels. ``words`` ("Improving") are its name; empty when beside it."""
    return _drawn("variation", code, words)


def assurance_icon(code: str, *, words: str) -> str:
    """An ``<svg>`` of 30 pixels. ``words`` ("Getting worse") as above."""
    return _drawn("assurance", code, words)


@lru_cache(maxsize=64)
def _drawn(kind: str, code: str, words: str) -> str:
    """The same icon stands on every line of a dashboard."""
    return _icon(VARIATIONS if kind == "variation" else ASSURANCES, code, words)


def _icon(icons: Mapping[str, tuple[str, str, str]], code: str, words: str) -> str:
    if code not in icons:
        raise Refusal(f"There is no icon for “{code}”. Choose one of {', '.join(icons)}.", field="code")  # fmt: skip
    outline, role, inside = icons[code]
    svg = small_picture(words, width=SIZE, height=SIZE)
    _outline(svg, outline, role)
    ink = "paper" if outline in _FILLED else role
    looks = {"fill": "none", "stroke": ink, "stroke-width": "2.4"}
    shape(svg, "path", looks | {"stroke-linecap": "round", "stroke-linejoin": "round"}, d=inside)
    return as_text(svg)


def _outline(svg: Element, outline: str, role: str) -> None:
    ground = role if outline in _FILLED else "paper"
    looks = {"fill": ground, "stroke": role, "stroke-width": "2"}
    match outline:
        case "diamond":
            round_joins = {"stroke-linejoin": "round"}
            shape(svg, "path", looks | round_joins, d="M15 1.5L28.5 15 15 28.5 1.5 15z")
        case "square":
            shape(svg, "rect", looks, x=3.0, y=3.0, width=24.0, height=24.0, rx=3.0)
        case _:
            dashes = {"stroke-dasharray": "3 3"} if outline == "dashed" else {}
            shape(svg, "circle", looks | dashes, cx=15.0, cy=15.0, r=13.0)
