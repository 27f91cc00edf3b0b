"""The measures of the dashboard in groups: a reader sees at once where to look, jumps there, and opens what
goes well where that is asked for.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from alongside.measures.queries.dashboard import Choices, Line
from alongside.measures.readings import Attention


@dataclass(frozen=True, slots=True)
class Group:
    """``title`` is empty where the measures stand in one table. ``is_folded``: only its title is seen at first."""

    anchor: str
    title: str
    lines: tuple[Line, ...]
    is_folded: bool = False


NEEDS = (Attention.GETTING_WORSE, Attention.MISSES, Attention.BELOW)
GOES_WELL = (Attention.STEADY, Attention.IMPROVING)
TITLES = {
    "attention": "Needs attention",
    "unclear": "Mixed, or too early to tell",
    "steady": "Steady or improving",
}


def grouped(lines: Sequence[Line], choices: Choices) -> tuple[Group, ...]:
    """Those with a figure to see. In one table by code, and where all are of one kind."""
    seen = tuple(line for line in lines if line.latest is not None)
    kinds = dict.fromkeys(map(_anchor, seen))
    if choices.order or len(kinds) < 2:
        return (Group("", "", seen),)
    return tuple(
        Group(
            anchor,
            TITLES[anchor],
            tuple(line for line in seen if _anchor(line) == anchor),
            is_folded=anchor == "steady",
        )
        for anchor in TITLES
        if anchor in kinds
    )


def _anchor(line: Line) -> str:
    if line.attention in NEEDS:
        return "attention"
    return "steady" if line.attention in GOES_WELL else "unclear"
