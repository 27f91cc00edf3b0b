"""What a decision must rest on, when the board looks back, and which way a figure has moved.

A figure that moved after a decision did not move because of it: nothing here says why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.board.rules.meetings import MeetingState
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import Better
from alongside.measures.rules.figures import Point


class Moved(StrEnum):
    """How the latest figure of a series stands to the one that a decision rested on."""

    NO_NEWER = "no_newer"
    SAME = "same"
    GOOD_WAY = "good_way"
    WRONG_WAY = "wrong_way"


MOVED_WORDS = {
    Moved.NO_NEWER: "No newer figure yet",
    Moved.SAME: "Has not moved",
    Moved.GOOD_WAY: "Moved the good way",
    Moved.WRONG_WAY: "Moved the wrong way",
}


@dataclass(frozen=True, slots=True)
class Deciding:
    text: str
    should_change: str
    look_back_on: date
    basis_count: int


@dataclass(frozen=True, slots=True)
class Looking:
    """What somebody wants to record of a look-back."""

    text: str
    looked_on: date
    again_on: date | None = None


def number_of(count: int) -> str:
    """The number of the next decision when the area has made ``count``."""
    return f"D{count + 1}"


def check_meeting_may_decide(meeting: MeetingState) -> None:
    """Raises Refusal when the meeting takes no decision, or takes none any more."""
    if meeting.is_cancelled:
        raise Refusal("The meeting is cancelled, so it decided nothing.")
    if not meeting.is_held:
        raise Refusal(
            f"The meeting on {day_in_words(meeting.held_on)} has not been held yet. Record that it "
            "was held, then its decisions."
        )
    if meeting.is_signed:
        raise Refusal(
            "The minutes of this meeting are signed. Record the decision under a later meeting."
        )


def check_may_decide(deciding: Deciding, meeting: MeetingState) -> None:
    """Raises Refusal or Refusals with every sentence that stands in the way."""
    check_meeting_may_decide(meeting)
    refusals = list(_decide_refusals(deciding, meeting))
    if refusals:
        raise Refusals(refusals)


def check_may_look_back(looking: Looking, *, decided_on: date, today: date) -> None:
    """Raises Refusals with every sentence that stands in the way."""
    refusals = list(_look_refusals(looking, decided_on, today))
    if refusals:
        raise Refusals(refusals)


def next_look(look_back_on: date, looks: Sequence[tuple[date, date | None]]) -> date | None:
    """The day of the next look-back; ``looks`` are (looked on, again on), the oldest first.

    None when the board has looked and does not mean to look again.
    """
    if not looks:
        return look_back_on
    return looks[-1][1]


def moved(then: Point, now: Point | None, better: Better) -> Moved:
    """By the exact values. A figure for the same or an earlier period is no newer one."""
    if now is None or now.period_until <= then.period_until:
        return Moved.NO_NEWER
    if now.exact == then.exact:
        return Moved.SAME
    is_higher = now.exact > then.exact
    return Moved.GOOD_WAY if is_higher == (better is Better.HIGHER) else Moved.WRONG_WAY


def _decide_refusals(deciding: Deciding, meeting: MeetingState) -> Iterator[Refusal]:
    if not deciding.text.strip():
        yield Refusal("Say what was decided.", field="text")
    if not deciding.should_change.strip():
        yield Refusal("Say what should change.", field="should_change")
    if deciding.look_back_on <= meeting.held_on:
        yield Refusal("The board looks back after the day of the meeting.", field="look_back_on")
    if not deciding.basis_count:
        yield Refusal(
            "A decision rests on something. Choose a figure or evidence, or name a document.",
            field="figures",
        )


def _look_refusals(looking: Looking, decided_on: date, today: date) -> Iterator[Refusal]:
    if not looking.text.strip():
        yield Refusal("Say what the board saw.", field="text")
    if looking.looked_on > today:
        yield Refusal(
            f"{day_in_words(looking.looked_on)} has not come yet. Give today’s date or an earlier "
            "one.",
            field="looked_on",
        )
    if looking.looked_on <= decided_on:
        yield Refusal(
            f"The board decided on {day_in_words(decided_on)}. It looks back after that.",
            field="looked_on",
        )
    if looking.again_on is not None and looking.again_on <= looking.looked_on:
        yield Refusal("The board looks again on a later day.", field="again_on")
