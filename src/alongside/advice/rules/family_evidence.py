"""The family's own evidence: what is asked of a report that a family gives, and what never is.

It is considered whoever wrote it. Nothing here refuses it for being private, or for being late.
"""

from datetime import date
from enum import StrEnum

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal


class Considered(StrEnum):
    """What the authority made of it."""

    USED = "used"
    IN_PART = "in_part"
    NOT_USED = "not_used"


class Bought(StrEnum):
    """Whether the family paid for it as ours was not there."""

    NO = "no"
    LATE = "late"
    MISSING = "missing"


OURS_WAS_LATE = frozenset({Bought.LATE, Bought.MISSING})


def check_came(dated_on: date | None, received_on: date, *, today: date) -> None:
    """Raises Refusal for days that cannot be."""
    if received_on > today:
        raise Refusal(f"{day_in_words(received_on)} is still to come.", field="received_on")
    if dated_on is not None and dated_on > received_on:
        raise Refusal("It cannot have been written after it came.", field="dated_on")


def check_bought(bought: Bought, *, words: str) -> None:
    """Why the family had to pay is worth a sentence. Raises Refusal."""
    if bought in OURS_WAS_LATE and not words.strip():
        raise Refusal("Say what was late or missing.", field="bought_words")


def check_considered(words: str) -> None:
    """How it was used, or why not. Raises Refusal."""
    if not words.strip():
        raise Refusal("Say how it was used, or why not.", field="words")
