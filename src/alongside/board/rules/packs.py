"""When a pack may be frozen, and what a later edition must say. Pure: facts in, refusals out."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.board.rules.codes import PackKind
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Changed, Refusal

LONGEST_AFTER = timedelta(days=31)
SIGNED = (
    "The minutes of this meeting are signed, and no pack was issued for it. A pack shows how things "
    "stand today, so none is made for it any more."
)


@dataclass(frozen=True, slots=True)
class PackState:
    """``last_number`` is 0 before the first edition; ``is_being_made`` while its file is not there.

    ``freezes_on`` is a visit's day of freezing. ``is_cancelled``: the meeting or visit will not be.
    ``held_on`` and ``is_signed`` are those of the meeting; a visit has neither.
    """

    kind: PackKind
    last_number: int
    is_being_made: bool
    freezes_on: date | None = None
    is_cancelled: bool = False
    held_on: date | None = None
    is_signed: bool = False


def check_may_freeze(state: PackState, *, seen_number: int, why: str, today: date) -> None:
    """Raises Refusal; Changed when somebody froze another edition since the page was opened."""
    if state.is_cancelled:
        what = "visit was called off" if state.kind is PackKind.VISIT else "meeting is cancelled"
        raise Refusal(f"The {what}. It has no pack.")
    if state.is_being_made:
        raise Refusal("The last edition is still being made. Wait until it is there.")
    if seen_number != state.last_number:
        raise Changed(
            "Somebody else issued an edition first. Look at it before you issue another.",
            differences=[("Latest edition", str(state.last_number), str(seen_number))],
        )
    _check_visit(state, today)
    _check_meeting(state, today)
    if _is_early(state, today) and not why.strip():
        raise Refusal("Say why the evidence is frozen before its day.", field="why")
    if state.last_number and not why.strip():
        raise Refusal("Say why the pack is issued again.", field="why")


def _check_visit(state: PackState, today: date) -> None:
    if state.kind is not PackKind.VISIT or state.freezes_on is None:
        return
    if state.last_number and today >= state.freezes_on:
        raise Refusal(
            f"The evidence froze on {day_in_words(state.freezes_on)} and does not change. "
            "Add a paper to the visit instead: it gets a stamp of its own."
        )


def _is_early(state: PackState, today: date) -> bool:
    """A visit's first edition before the day on which it freezes by itself."""
    return not state.last_number and state.freezes_on is not None and today < state.freezes_on


def too_late_words(state: PackState, today: date) -> str:
    """Why a first pack would tell of another time than its meeting; empty while it would not.

    A pack that was issued in time is corrected by another edition, however long ago that was.
    """
    if state.last_number or state.held_on is None:
        return ""
    if state.kind is PackKind.BOARD and state.is_signed:
        return SIGNED
    ago = today - state.held_on
    if ago <= LONGEST_AFTER:
        return ""
    return (
        f"This meeting was {ago.days} days ago. A pack shows how things stand today, so none is made "
        f"more than {LONGEST_AFTER.days} days after a meeting."
    )


def _check_meeting(state: PackState, today: date) -> None:
    words = too_late_words(state, today)
    if words:
        raise Refusal(words)
