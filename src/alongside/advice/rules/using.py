"""How advice was used in an EHC plan: what a row may rest on, what its author said, and what the authority did.

Pure. The author's answer is about the words that the author read: when they change, it is asked anew. No
answer and no silence stands in the way of issuing.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.advice.rules.codes import SubmissionState
from alongside.kernel.refusals import Refusal
from alongside.law.calendars import Calendar

ANSWER_DAYS = 10
"""Working days that an author usually has: two weeks, so that the answer comes within the 15 days that the
family has with the draft.
"""


class Answer(StrEnum):
    """What an author says of a row that rests on their advice."""

    YES = "yes"
    OBJECTS = "objects"


class Settled(StrEnum):
    """What the authority did with an objection. It decides what sections B and F say."""

    KEPT = "kept"
    MENDED = "mended"


class UseState(StrEnum):
    WAITS = "waits"
    UNANSWERED = "unanswered"
    YES = "yes"
    OBJECTED = "objected"
    KEPT = "kept"
    MENDED = "mended"
    GONE = "gone"


ASKED_ABOUT = frozenset({UseState.WAITS, UseState.UNANSWERED})
"""The author may still be asked for a word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastAnswer:
    """``about`` is the digest of the row that the author read."""

    answer: Answer
    about: str
    settled: Settled | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UseFact:
    """``now`` is the digest of the row as it stands; empty when it stands no more. ``answer_by`` is the
    last day on which silence is not flagged.
    """

    now: str
    answer_by: date
    last: LastAnswer | None = None


def state_of(fact: UseFact, *, today: date) -> UseState:
    """How it stands with one row and one source of it."""
    last = fact.last
    if last is not None and last.settled is Settled.MENDED and last.about == fact.now:
        return UseState.MENDED  # another row says it now
    if not fact.now:
        return UseState.GONE
    if last is None or last.about != fact.now:
        return UseState.UNANSWERED if today > fact.answer_by else UseState.WAITS
    if last.answer is Answer.YES:
        return UseState.YES
    return UseState.KEPT if last.settled is Settled.KEPT else UseState.OBJECTED


def answer_by(asked_on: date, days: int, calendar: Calendar) -> date:
    """The last of so many working days after the day. Raises Refusal outside the calendar."""
    return calendar.nth_working_day(asked_on, days, first_day_counts=False, for_tribunal=False)


def may_rest_on(state: SubmissionState, *, is_final: bool) -> bool:
    """Advice that was not checked may inform a draft. A final EHC plan rests on what was accepted."""
    if is_final:
        return state is SubmissionState.ACCEPTED
    return state in (SubmissionState.ACCEPTED, SubmissionState.GIVEN)


def check_answer(answer: Answer, words: str, *, seen: str, now: str) -> None:
    """Words are needed only to object. Raises Refusal."""
    if not now:
        raise Refusal("This row stands in the EHC plan no more.")
    if seen != now:
        raise Refusal("The row was changed meanwhile. Read it again, and then answer.")
    if answer is Answer.OBJECTS and not words.strip():
        raise Refusal("Say what is not right.", field="words")


def check_settles(
    settled: Settled, *, reason: str, chosen: str, key: str, is_changed: bool
) -> None:
    """``chosen`` is the key of the row that says it now, ``key`` the one that was objected to. Raises
    Refusal.
    """
    if settled is Settled.KEPT:
        if not reason.strip():
            raise Refusal("Say why the row stays as it is.", field="reason")
        return
    if not chosen:
        raise Refusal("Choose the row that says it now.", field="row")
    if chosen == key and not is_changed:
        raise Refusal(
            "This row still says what was objected to. Change it in the draft first.", field="row"
        )


def without_source(keys: Iterable[str], named: Collection[str]) -> tuple[str, ...]:
    """Rows of help that rest on no advice and on no evidence of the family's.

    >>> without_source(["f1", "f2"], {"f2"})
    ('f1',)
    """
    return tuple(key for key in keys if key not in named)
