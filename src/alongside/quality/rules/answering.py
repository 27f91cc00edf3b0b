"""One answer kept from two pages at once: what this page did not change never takes the place of what it did not see."""

import hashlib
from collections.abc import Mapping
from enum import Enum

from alongside.quality.rules.grading import NOT_APPLICABLE

LENGTH = 16


class Step(Enum):
    """``APART``: this page and another have changed the same answer, each in its own way."""

    WRITE = "write"
    LEAVE = "leave"
    APART = "apart"


def fingerprint(mark: str, words: str) -> str:
    """Of an answer as it stands; empty for none. Line ends and spaces around it count for nothing."""
    told = " ".join(words.split())
    if not mark and not told:
        return ""
    return hashlib.sha256(f"{mark}\n{told}".encode()).hexdigest()[:LENGTH]


def step_for(*, mine: str, there: str, before: str | None) -> Step:
    """``before`` is what the page showed when it was opened; None takes what is there as known.

    All three are fingerprints.
    """
    if mine == there or (before is not None and mine == before):
        return Step.LEAVE
    return Step.WRITE if before is None or before == there else Step.APART


def finished(answers: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The marks that stand: one that does not apply is finished once its words say why."""
    return {
        code: mark
        for code, (mark, words) in answers.items()
        if mark and (mark != NOT_APPLICABLE or words.strip())
    }
