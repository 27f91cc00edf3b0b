"""Who may challenge, answer and be satisfied, and how late an answer is.

Where a challenge stands follows from its days. Nothing here is stored. An answer counts from the day
on which it was recorded here, whatever day was typed for it. Whoever asked decides what becomes of
what they asked: nobody else, and nobody judges an answer of their own.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.board.rules.codes import AnswerVerdict, ChallengeKind, SeatKind
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals

RAISERS = (SeatKind.CHAIR, SeatKind.VICE_CHAIR, SeatKind.SCRUTINEER)
PREFIXES = {ChallengeKind.CHALLENGE: "C", ChallengeKind.RECOMMENDATION: "R"}
RESPONSES = (AnswerVerdict.ACCEPTED, AnswerVerdict.PARTLY, AnswerVerdict.NOT_ACCEPTED)
ONLY_SCRUTINY = "Only scrutiny, or whoever recorded it for the committee, decides about this."
OWN_ANSWER = (
    "You gave or recorded this answer, so you do not judge it. Somebody else who asks in the same "
    "office may."
)


class Standing(StrEnum):
    """Where a challenge stands on a day."""

    WAITING = "waiting"
    LATE = "late"
    ANSWERED = "answered"
    GOOD = "good"
    ASKED_AGAIN = "asked_again"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Asking:
    """What somebody wants to ask. ``about_count``: how many things it is about, besides words."""

    text: str
    raised_on: date
    due_on: date
    about_count: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """A challenge as it is. ``again`` is the number of the one that follows it, if any. It is
    ``answered_on`` the day on which the answer was recorded; ``by_seat`` is None for scrutiny.
    """

    kind: ChallengeKind
    raised_on: date
    due_on: date
    answered_on: date | None = None
    satisfied_on: date | None = None
    again: str = ""
    by_seat: SeatKind | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True, slots=True)
class Judge:
    """How somebody stands to one challenge: the ``offices`` in which they challenge, whether they
    are ``of_scrutiny``, recorded the recommendation for the committee, or gave or recorded its
    answer.
    """

    offices: frozenset[SeatKind] = frozenset()
    of_scrutiny: bool = False
    recorded_it: bool = False
    answered_it: bool = False


@dataclass(frozen=True, slots=True)
class Giving:
    """To another post, and why. ``due_on`` is the new post's own day, once the day has passed."""

    is_same_post: bool
    why: str
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    verdict: AnswerVerdict
    text: str
    answered_on: date


def number_of(kind: ChallengeKind, count: int) -> str:
    """The number of the next one when there are ``count`` of its kind.

    >>> number_of(ChallengeKind.RECOMMENDATION, 2)
    'R3'
    """
    return f"{PREFIXES[kind]}{count + 1}"


def seat_of(roles: Iterable[str]) -> SeatKind:
    """The office in which somebody with these roles challenges. Raises Refusal without one."""
    held = set(roles)
    for seat in RAISERS:
        if seat.value in held:
            return seat
    raise Refusal("Only the chair, the vice chair or the independent scrutineer may challenge.")


def check_may_ask(asking: Asking, *, today: date) -> None:
    """Raises Refusals with every sentence that stands in the way."""
    refusals = list(_ask_refusals(asking, today))
    if refusals:
        raise Refusals(refusals)


def check_may_answer(asked: Asked, reply: Reply, *, today: date) -> None:
    """Raises Refusal for the first thing that stands in the way."""
    for refusal in _answer_refusals(asked, reply, today):
        raise refusal


def check_may_decide(asked: Asked, judge: Judge) -> None:
    """Whether this is for them to decide: only for the same office, or for scrutiny. Raises Refusal."""
    if asked.by_seat is None:
        if not (judge.of_scrutiny or judge.recorded_it):
            raise Refusal(ONLY_SCRUTINY)
    elif asked.by_seat not in judge.offices:
        raise Refusal(f"Only whoever asked, the {office_words(asked.by_seat)}, decides about this.")


def check_may_judge(asked: Asked, judge: Judge) -> None:
    """Whether they may say if the answer is good. Raises Refusal."""
    check_may_decide(asked, judge)
    if judge.answered_it:
        raise Refusal(OWN_ANSWER)


def office_words(seat: SeatKind) -> str:
    """
    >>> office_words(SeatKind.VICE_CHAIR)
    'vice chair'
    """
    return seat.value.replace("_", " ")


def check_may_close(asked: Asked) -> None:
    """Whether its answer may be found good, or asked for again. Raises Refusal."""
    _check_stands(asked)
    if asked.answered_on is None:
        raise Refusal("There is no answer yet. Wait for it, or give the challenge to another post.")
    if asked.satisfied_on is not None:
        raise Refusal(f"The answer was found good on {day_in_words(asked.satisfied_on)} already.")
    if asked.again:
        raise Refusal(f"It was asked again already, as {asked.again}.")


def check_may_move(asked: Asked, giving: Giving, *, today: date) -> None:
    """Raises Refusal for the first thing that stands in the way."""
    _check_stands(asked)
    if asked.answered_on is not None:
        raise Refusal("It has been answered, so it stays with the post that answered.")
    if giving.is_same_post:
        raise Refusal("This post is asked already. Choose another one.", field="owner")
    if not giving.why.strip():
        raise Refusal("Say why another post is to answer.", field="why")
    if needs_own_day(asked, today):
        _check_own_day(asked, giving.due_on, today)
    elif giving.due_on not in (None, asked.due_on):
        raise Refusal("The day has not passed yet, so it stays as it is.", field="due_on")


def needs_own_day(asked: Asked, today: date) -> bool:
    """Whether a post that is given it now needs a day of its own: the old one has passed, and its
    miss stays with the post that was asked on it.
    """
    return asked.due_on < today


def is_miss(old_due_on: date, moved_on: date) -> bool:
    """Whether the post that was asked before let its day pass."""
    return old_due_on < moved_on


def check_may_withdraw(asked: Asked, why: str) -> None:
    """Something asked by mistake, while nobody has answered it. Raises Refusal."""
    _check_stands(asked)
    if asked.answered_on is not None:
        raise Refusal("It has been answered, so it stays. Say whether the answer is good.")
    if not why.strip():
        raise Refusal("Say why it is withdrawn.", field="why")


def standing(asked: Asked, on: date) -> Standing:
    """Where it stands at the end of the day. An answer is late from the day after it was due."""
    if asked.withdrawn_on is not None and asked.withdrawn_on <= on:
        return Standing.WITHDRAWN
    if asked.answered_on is None or asked.answered_on > on:
        return Standing.LATE if asked.due_on < on else Standing.WAITING
    if asked.satisfied_on is not None and asked.satisfied_on <= on:
        return Standing.GOOD
    return Standing.ASKED_AGAIN if asked.again else Standing.ANSWERED


def late_days(asked: Asked, on: date) -> int:
    """By how many days the answer is, or was, late; 0 when it is not."""
    is_answered = asked.answered_on is not None and asked.answered_on <= on
    until = asked.answered_on if is_answered and asked.answered_on else on
    return max((until - asked.due_on).days, 0)


def standing_words(asked: Asked, on: date) -> str:
    """ "Late by 3 days", "Answered, late by 1 day", "Asked again as C4"."""
    late = _late_words(late_days(asked, on))
    match standing(asked, on):
        case Standing.WAITING:
            return "Waiting"
        case Standing.LATE:
            return late.capitalize()
        case Standing.ANSWERED:
            return f"Answered, {late}" if late else "Answered"
        case Standing.GOOD:
            return f"Found good, {late}" if late else "Found good"
        case Standing.ASKED_AGAIN:
            return f"Asked again as {asked.again}"
        case Standing.WITHDRAWN:
            return "Withdrawn"


def _late_words(days: int) -> str:
    if not days:
        return ""
    return f"late by {days:,} {'day' if days == 1 else 'days'}"


def _ask_refusals(asking: Asking, today: date) -> Iterator[Refusal]:
    if not asking.text.strip():
        yield Refusal("Say what is to be answered.", field="text")
    if asking.about_count > 1:
        yield Refusal(
            "Choose a line of the action plan or a workstream, not both.", field="workstream"
        )
    if asking.raised_on > today:
        yield Refusal(
            f"{day_in_words(asking.raised_on)} has not come yet. Give today’s date or an earlier "
            "one.",
            field="raised_on",
        )
    if asking.due_on < asking.raised_on:
        yield Refusal("The answer is due on or after the day it was asked for.", field="due_on")
    elif asking.due_on < today:
        yield Refusal(_passed_words(asking.due_on), field="due_on")


def _check_stands(asked: Asked) -> None:
    if asked.withdrawn_on is not None:
        raise Refusal(f"It was withdrawn on {day_in_words(asked.withdrawn_on)}.")


def _check_own_day(asked: Asked, due_on: date | None, today: date) -> None:
    if due_on is None:
        raise Refusal(
            f"The answer was due on {day_in_words(asked.due_on)}. Give the new post a day of its "
            "own.",
            field="due_on",
        )
    if due_on < today:
        raise Refusal(_passed_words(due_on), field="due_on")


def _passed_words(due_on: date) -> str:
    return f"{day_in_words(due_on)} has passed. Choose today or a day that is still to come."


def _answer_refusals(asked: Asked, reply: Reply, today: date) -> Iterator[Refusal]:
    if asked.withdrawn_on is not None:
        yield Refusal(
            f"It was withdrawn on {day_in_words(asked.withdrawn_on)}. It needs no answer."
        )
    if asked.answered_on is not None:
        yield Refusal(
            f"It was answered on {day_in_words(asked.answered_on)}, before you sent yours. "
            "Keep a copy of your words, then read that answer."
        )
    is_response = reply.verdict in RESPONSES
    if is_response != (asked.kind is ChallengeKind.RECOMMENDATION):
        yield Refusal("Choose accepted, accepted in part or not accepted.", field="verdict")
    if not reply.text.strip():
        yield Refusal(_missing_words(reply.verdict), field="text")
    if reply.answered_on > today:
        yield Refusal(
            f"{day_in_words(reply.answered_on)} has not come yet. Give today’s date or an earlier "
            "one.",
            field="answered_on",
        )
    if reply.answered_on < asked.raised_on:
        yield Refusal(
            f"It was asked on {day_in_words(asked.raised_on)}. The answer cannot be earlier.",
            field="answered_on",
        )


def _missing_words(verdict: AnswerVerdict) -> str:
    if verdict is AnswerVerdict.NOT_ACCEPTED:
        return "Give the reasons why it is not accepted."
    if verdict is AnswerVerdict.PARTLY:
        return "Say which part is accepted, and the reasons for the rest."
    return "Write the answer."
