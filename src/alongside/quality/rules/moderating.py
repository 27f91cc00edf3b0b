"""A moderation meeting: who has to be there, and what it may agree."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import RANK, Grade, Present, RoundState

FAMILIES = frozenset({Present.PARENT, Present.YOUNG_PERSON, Present.FORUM})
PARTNERS = frozenset({Present.HEALTH, Present.CARE, Present.SCHOOL})


@dataclass(frozen=True, slots=True, kw_only=True)
class NewMeeting:
    """``present`` counts people by what they came as."""

    held_on: date
    present: Mapping[Present, int]
    notes: str = ""


NOT_DRAWN = "Draw the sample first. Nothing is moderated before it."
CLOSED = "This round is closed. Its grades stand, and nothing is moderated in it any more."
STANDS = "A grade was agreed for this one. It stands."
NOT_BOTH = "Both auditors have to hand theirs in before the meeting agrees a grade."


def check_is_moderated(state: RoundState) -> None:
    """Raises Refusal."""
    if state is not RoundState.DRAWN:
        raise Refusal(CLOSED if state is RoundState.CLOSED else NOT_DRAWN)


def check_meeting(new: NewMeeting, *, drawn_on: date, today: date) -> None:
    """Raises Refusals."""
    found = []
    if new.held_on > today:
        found.append(Refusal("This day is still to come.", field="held_on"))
    if new.held_on < drawn_on:
        found.append(Refusal("The sample was not drawn yet on this day.", field="held_on"))
    if sum(new.present.values()) < 2:
        found.append(
            Refusal("A meeting has at least two people. Say who took part.", field="council")
        )
    if found:
        raise Refusals(found)


def check_may_agree(
    originals: Mapping[str, Grade], *, agreed: Grade, why: str, has_agreed: bool
) -> None:
    """Raises Refusal. ``originals`` are the grades of both auditors, which are kept."""
    if has_agreed:
        raise Refusal(STANDS)
    if len(originals) < 2:
        raise Refusal(NOT_BOTH)
    if not why.strip():
        raise Refusal("Say why this grade was agreed.", field="why")
    ranks = [RANK[each] for each in originals.values()]
    if not min(ranks) <= RANK[agreed] <= max(ranks) and len(why.split()) < 5:
        raise Refusal(
            "Neither auditor gave a grade as far off as this. Say at more length why.", field="why"
        )


def check_may_agree_answer(originals: Mapping[str, Grade], *, why: str, has_agreed: bool) -> None:
    """Raises Refusal."""
    if len(originals) < 2:
        raise Refusal("Both auditors have to hand theirs in before the meeting agrees an answer.")
    if not why.strip():
        raise Refusal("Say why this answer was agreed.", field="why")
    if has_agreed:
        raise Refusal("An answer was agreed for this question. It stands.", field="question")


def takes_part(present: Mapping[Present, int]) -> tuple[bool, bool]:
    """Whether families, and whether partners besides the council, took part."""
    there = {each for each, count in present.items() if count > 0}
    return not FAMILIES.isdisjoint(there), not PARTNERS.isdisjoint(there)
