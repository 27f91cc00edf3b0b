"""When a pack may be frozen, and what a later edition must say. Pure: facts in, refusals out."""

from dataclasses import dataclass
from datetime import date

from alongside.board.rules.codes import PackKind
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Changed, Refusal


@dataclass(frozen=True, slots=True)
class PackState:
    """``last_number`` is 0 before the first edition; ``is_being_made`` while its file is not there.

    ``freezes_on`` is a visit's day of freezing. ``is_cancelled``: the meeting or visit will not be.
    """

    kind: PackKind
    last_number: int
    is_being_made: bool
    freezes_on: date | None = None
    is_cancelled: bool = False


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
