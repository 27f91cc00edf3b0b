"""Advice as answers to a questionnaire: which part stands under which ``linkId``, both ways.

One table serves writing, reading and the reference page, so that they cannot differ.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """A list holds keys of other rows of the same advice."""

    name: str
    words: str
    needed: bool = False
    is_list: bool = False


KEY = Part("key", "Names the row in this advice", needed=True)
FOUND_AT = Part("found_at", "Where it stands in the report")
ROWS: dict[str, tuple[Part, ...]] = {
    "remark": (
        KEY,
        Part("words", "What is said", needed=True),
        Part("kind", "A strength, a view, or for adulthood", needed=True),
        FOUND_AT,
    ),
    "need": (
        KEY,
        Part("words", "The need", needed=True),
        Part("effect", "Its effect on learning and daily life"),
        FOUND_AT,
    ),
    "outcome": (
        KEY,
        Part("words", "What the child will be able to do", needed=True),
        Part("by_when", "By when"),
        Part("measured_by", "How it will be seen"),
        Part("needs", "The needs that it answers", is_list=True),
        FOUND_AT,
    ),
    "provision": (
        KEY,
        Part("words", "What is provided", needed=True),
        Part("kind", "Special educational, health or social care"),
        Part("who", "Who provides it"),
        Part("amount", "How much"),
        Part("frequency", "How often"),
        Part("duration", "For how long"),
        Part("where", "Where"),
        Part("reviewed", "How and when it is reviewed"),
        Part("needs", "The needs that it meets", is_list=True),
        Part("outcomes", "The outcomes that it serves", is_list=True),
        FOUND_AT,
    ),
}
TEXTS = (
    Part("text", "The advice in words"),
    Part("basis", "What the advice rests on"),
    Part("sharing", "With whom it may be shared"),
)
"""Each is an item of its own, whose ``linkId`` is its name."""

SEEN = "seen"
QUESTION = "question."


def link_id(row: str, part: Part) -> str:
    """
    >>> link_id("outcome", ROWS["outcome"][2])
    'outcome.by-when'
    """
    return f"{row}.{part.name.replace('_', '-')}"
