"""From what audits found to what the board decides: what may happen, in which order, and what is late.

A lesson is written once a theme has findings. It is acted on by a change that was made, compared by what
was written after it, and kept, changed or dropped by the board. The comparison itself stands in
``comparing_lessons``.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum
from typing import assert_never

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import Effect, FindingKind, LessonState, Verdict

TRY_AGAIN_WITHIN = timedelta(days=28)
"""From the board’s decision until another try is written, and has a day of its own."""
OPEN = frozenset({LessonState.WRITTEN, LessonState.ACTED_ON})
DECIDED = frozenset({LessonState.KEPT, LessonState.CHANGED, LessonState.DROPPED})


NO_FINDING = "This theme has no finding yet. Put one under it first."
NOT_SURE = (
    "It is too early to tell whether it worked. Tick that it is kept all the same, and say why."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFinding:
    """From the audit of that public name, or from the sweep. ``theme`` may follow later."""

    audit: str = ""
    sweep: str = ""
    question: str = ""
    agency: str
    kind: str
    words: str
    theme: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLesson:
    """``tool`` and ``question`` say what is compared where the effect is a question. ``instead_of`` is the
    lesson that the board asked to try again in another way.
    """

    theme: str
    title: str
    words: str
    effect: str
    owner: str
    due_on: date
    tool: str = ""
    question: str = ""
    instead_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChange:
    """``teams`` are those that it is to reach; none means all."""

    kind: str
    words: str
    owner: str
    due_on: date
    teams: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDecision:
    """``seen`` is the number of the reading that the board had before it. ``is_sure``: it keeps what cannot be
    told yet, knowing that.
    """

    decided: str
    reason: str
    seen: int
    is_sure: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFacts:
    due_on: date
    done_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LessonFacts:
    """``verdict`` is that of the last reading, None before the first. ``is_untellable``: there is too little
    from before the change, so that waiting alone will not answer. ``has_next``: another try was written, and
    ``is_next_open``: the board has not decided on that one yet. ``decided_on`` is the day of the board’s last
    decision.
    """

    state: LessonState
    due_on: date
    changes: tuple[ChangeFacts, ...] = ()
    verdict: Verdict | None = None
    is_untellable: bool = False
    has_next: bool = False
    is_next_open: bool = False
    decided_on: date | None = None


class Standing(IntEnum):
    """How a lesson stands, in the order in which a board reads them: what was not acted on and what did not
    work come first.
    """

    NOT_ACTED_ON = 1
    CHANGE_LATE = 2
    NOT_TRIED_AGAIN = 3
    WORSE = 4
    DID_NOT_WORK = 5
    TRY_AGAIN = 6
    CANNOT_TELL = 7
    WORKED = 8
    BEING_TRIED_AGAIN = 9
    NOT_READ = 10
    TOO_EARLY = 11
    WAITS = 12
    KEPT = 13
    DROPPED = 14
    TRIED_AGAIN = 15


NOT_ACTED_ON = frozenset({Standing.NOT_ACTED_ON, Standing.CHANGE_LATE, Standing.NOT_TRIED_AGAIN})
DID_NOT_WORK = frozenset({Standing.WORSE, Standing.DID_NOT_WORK, Standing.TRY_AGAIN})
TO_DECIDE = frozenset(
    {Standing.WORSE, Standing.DID_NOT_WORK, Standing.CANNOT_TELL, Standing.WORKED}
)
"""Compared, so that the board can decide."""
FOR_THE_BOARD = NOT_ACTED_ON | DID_NOT_WORK | TO_DECIDE
ON_THE_BOARDS_PAGE = FOR_THE_BOARD | {Standing.BEING_TRIED_AGAIN}
"""What was sent to another try stays before the board until that one is decided on, and waits for nobody’s
decision until then."""


def check_finding(words: str) -> None:
    """Raises Refusal."""
    if not words.strip():
        raise Refusal("Write what was found.", field="words")


def check_theme(title: str) -> None:
    """Raises Refusal."""
    if not title.strip():
        raise Refusal("Give the theme a title.", field="title")


def check_lesson(new: NewLesson, *, kinds: Collection[FindingKind], today: date) -> None:
    """``kinds`` are those of the findings of its theme. Raises Refusals, a sentence for each box."""
    found = []
    if not kinds:
        found.append(Refusal(NO_FINDING, field=""))
    if not new.title.strip():
        found.append(Refusal("Give the lesson a title.", field="title"))
    if not new.words.strip():
        found.append(Refusal("Say what was learned.", field="words"))
    if not new.owner:
        found.append(Refusal("Choose the post that sees to it.", field="owner"))
    if new.due_on < today:
        found.append(Refusal("Choose a day that is still to come.", field="due_on"))
    if new.effect == Effect.QUESTION and not (new.tool and new.question):
        found.append(Refusal("Choose the question that is compared.", field="question"))
    if new.effect != Effect.QUESTION and (new.tool or new.question):
        found.append(
            Refusal("A question is compared only where answers to it are.", field="question")
        )
    if found:
        raise Refusals(found)


def check_instead_of(state: LessonState, *, has_next: bool) -> None:
    """Raises Refusal unless the board asked to try the earlier lesson again, and nobody has yet."""
    if state is not LessonState.CHANGED:
        raise Refusal("The board has not asked for another try of this lesson.")
    if has_next:
        raise Refusal("Another try of this lesson was written already.")


def check_change(new: NewChange, *, state: LessonState, today: date) -> None:
    """Raises Refusals."""
    check_open(state)
    found = []
    if not new.words.strip():
        found.append(Refusal("Say what is changed.", field="words"))
    if not new.owner:
        found.append(Refusal("Choose the post that makes the change.", field="owner"))
    if new.due_on < today:
        found.append(Refusal("Choose a day that is still to come.", field="due_on"))
    if found:
        raise Refusals(found)


def check_made(
    facts: ChangeFacts, *, state: LessonState, done_on: date, found_on: date, today: date
) -> None:
    """``found_on`` is the day of the first finding of the theme. Raises Refusal."""
    check_open(state)
    if facts.done_on is not None:
        raise Refusal(f"This change was made on {day_in_words(facts.done_on)}.")
    if done_on > today:
        raise Refusal("This day is still to come. Record it once it is done.", field="done_on")
    if done_on < found_on:
        raise Refusal(
            f"The first finding is of {day_in_words(found_on)}. What came of it came later.",
            field="done_on",
        )


def check_may_read(
    state: LessonState, *, last_on: date | None, today: date, was_asked: bool = False
) -> None:
    """``last_on`` is the day of the last reading. ``was_asked``: before the board decided. Raises Refusal."""
    if state is LessonState.WRITTEN:
        raise Refusal("Nothing was changed yet, so that there is nothing to compare.")
    if state is not LessonState.ACTED_ON and not was_asked:
        raise Refusal("The board has decided on this lesson. Its comparisons stand as they were.")
    if last_on == today:
        raise Refusal("It was compared today. Nothing can be added before tomorrow.")


def check_decision(
    new: NewDecision, *, state: LessonState, readings: Sequence[int], verdict: Verdict | None
) -> None:
    """``readings`` are the numbers of those there are, the newest first, and ``verdict`` is that of the newest.
    Raises Refusal or Refusals.
    """
    if state in DECIDED:
        raise Refusal("The board has decided on this lesson.")
    if not readings:
        raise Refusal("There is no comparison yet. The board decides once it has one before it.")
    if new.seen != readings[0]:
        raise Refusal("There is a newer comparison than the one shown. Read it first.")
    found = []
    if new.decided not in DECIDED:
        found.append(Refusal("Choose whether it is kept, changed or dropped.", field="decided"))
    if not new.reason.strip():
        found.append(Refusal("Say why.", field="reason"))
    if verdict is Verdict.TOO_EARLY and new.decided == LessonState.KEPT and not new.is_sure:
        found.append(Refusal(NOT_SURE, field="is_sure"))
    if found:
        raise Refusals(found)


def check_open(state: LessonState) -> None:
    """Raises Refusal once the board has decided."""
    if state not in OPEN:
        raise Refusal("The board has decided on this lesson. Another try is a lesson of its own.")


def days_late(facts: LessonFacts, today: date) -> int:
    """How long it has been waiting for a change beyond its day: the lesson itself while nothing was changed,
    then the change that is longest overdue; and for another try that nobody has written. 0 when nothing is
    late.
    """
    return max(((today - each).days for each in _due(facts) if each < today), default=0)


def next_due(facts: LessonFacts) -> date | None:
    """The first day for which something of it waits, which is the one that is late when one is; None when nothing
    waits.
    """
    return min(_due(facts), default=None)


def _due(facts: LessonFacts) -> Iterator[date]:
    if facts.state in OPEN:
        yield from (each.due_on for each in facts.changes if each.done_on is None)
    if facts.state is LessonState.WRITTEN:
        yield facts.due_on
    if facts.state is LessonState.CHANGED and not facts.has_next and facts.decided_on is not None:
        yield try_again_by(facts.decided_on)


def try_again_by(decided_on: date) -> date:
    """The day until which another try is written. Until then the lesson counts as one that did not work.

    >>> try_again_by(date(2025, 6, 2))
    datetime.date(2025, 6, 30)
    """
    return decided_on + TRY_AGAIN_WITHIN


def standing_of(facts: LessonFacts, today: date) -> Standing:
    """How the lesson stands on that day."""
    match facts.state:
        case LessonState.KEPT:
            return Standing.KEPT
        case LessonState.DROPPED:
            return Standing.DROPPED
        case LessonState.CHANGED:
            return _tried_again(facts, today)
        case LessonState.WRITTEN:
            return Standing.NOT_ACTED_ON if days_late(facts, today) else Standing.WAITS
        case LessonState.ACTED_ON:
            return Standing.CHANGE_LATE if days_late(facts, today) else _compared(facts)
        case _:
            assert_never(facts.state)


def _tried_again(facts: LessonFacts, today: date) -> Standing:
    if facts.has_next:
        return Standing.BEING_TRIED_AGAIN if facts.is_next_open else Standing.TRIED_AGAIN
    return Standing.NOT_TRIED_AGAIN if days_late(facts, today) else Standing.TRY_AGAIN


def _compared(facts: LessonFacts) -> Standing:
    if facts.is_untellable:
        return Standing.CANNOT_TELL
    match facts.verdict:
        case None:
            return Standing.NOT_READ
        case Verdict.BETTER:
            return Standing.WORKED
        case Verdict.WORSE:
            return Standing.WORSE
        case Verdict.NO_EVIDENCE:
            return Standing.DID_NOT_WORK
        case Verdict.TOO_EARLY:
            return Standing.TOO_EARLY
        case _:
            assert_never(facts.verdict)
