"""What every language check gives back: a place in the text, why it matters and what to write."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """``text`` stands from ``start`` up to ``end``; a person decides what to do about it."""

    start: int
    end: int
    text: str
    why: str
    suggestion: str
