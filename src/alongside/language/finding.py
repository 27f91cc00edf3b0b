"""What every language check gives back: a place in the text, why it matters and what to write."""

from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """Which check speaks, for grouping and for leaving out."""

    LONG_SENTENCE = "long_sentence"
    TERM = "term"
    ABBREVIATION = "abbreviation"
    VAGUE = "vague"
    UNSAID = "unsaid"
    SERVICE_LIMIT = "service_limit"
    BLANK = "blank"
    PROVISION_IN_OUTCOME = "provision_in_outcome"
    EASY_READ = "easy_read"
    HOUSE = "house"


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """``text`` stands from ``start`` up to ``end``, counted in letters; a person decides about it.

    ``why`` and ``suggestion`` are whole sentences, to be shown as they are.
    """

    start: int
    end: int
    text: str
    why: str
    suggestion: str
    check: Check = Check.HOUSE
