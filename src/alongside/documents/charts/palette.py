"""The colours of charts by what they mean, and the marks that mean the same without colour.

A specification holds the colours of paper. On a page each becomes a property, so that the sheet
``charts.css`` can choose another in the dark. No two roles share a colour.
"""

from collections.abc import Mapping
from enum import StrEnum

PAPER_COLOURS: Mapping[str, str] = {
    "paper": "#ffffff",
    "text": "#14191f",
    "quiet": "#4b5661",
    "grid": "#d5dbe1",
    "axis": "#5c6772",
    "limit": "#66717c",
    "centre": "#2b333b",
    "target": "#0b6b57",
    "common": "#56616c",
    "improvement": "#15578f",
    "concern": "#b4530a",
    "neutral": "#6b3fa0",
    "own": "#17506f",
    "neighbour": "#3f7fb8",
    "neighbour-soft": "#b9d2ea",
    "other": "#7f8b97",
    "other-soft": "#e4e8ec",
    "second": "#a8480c",
    "third": "#6b3fa1",
    "fourth": "#0b6b58",
    "pass": "#15578e",
    "fail": "#b4530b",
    "uncertain": "#56616d",
}
TEXT_ROLES = frozenset({"text", "quiet", "centre", "target", "limit", "own", "second", "third", "fourth"})  # fmt: skip
"""Roles that letters are written in; they need more contrast than lines do."""
QUIET_ROLES = frozenset({"paper", "grid", "neighbour-soft", "other-soft"})
"""Grounds, and lines that only help the eye."""
SERIES = ("own", "second", "third", "fourth")


def colour(role: str) -> str:
    """The colour of paper for a role."""
    return PAPER_COLOURS[role]


def variable(role: str) -> str:
    """What a page uses in its place: the property, or the colour of paper without the sheet."""
    return f"var(--chart-{role}, {PAPER_COLOURS[role]})"


class Meaning(StrEnum):
    """What a point of a control chart says, by the codes of ``stats``."""

    COMMON_CAUSE = "common_cause"
    IMPROVEMENT_HIGH = "improvement_high"
    IMPROVEMENT_LOW = "improvement_low"
    CONCERN_HIGH = "concern_high"
    CONCERN_LOW = "concern_low"
    NEUTRAL_HIGH = "neutral_high"
    NEUTRAL_LOW = "neutral_low"


MEANING_WORDS: Mapping[Meaning, str] = {
    Meaning.COMMON_CAUSE: "Usual variation",
    Meaning.IMPROVEMENT_HIGH: "Better than usual",
    Meaning.IMPROVEMENT_LOW: "Better than usual",
    Meaning.CONCERN_HIGH: "Worse than usual",
    Meaning.CONCERN_LOW: "Worse than usual",
    Meaning.NEUTRAL_HIGH: "Higher than usual",
    Meaning.NEUTRAL_LOW: "Lower than usual",
}
