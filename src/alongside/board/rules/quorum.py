"""Whether a meeting had a quorum: enough members, and each side that the board asks for.

A deputy counts. Scrutineers and those who only attend do not. Without a rule there is nothing to
miss, and the words say so.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from alongside.board.rules.codes import Presence, SeatKind, Side

COUNTING = frozenset({SeatKind.CHAIR, SeatKind.VICE_CHAIR, SeatKind.MEMBER})
PRESENT = frozenset({Presence.ATTENDED, Presence.DEPUTY})
NOT_SET = "No quorum is set for this board."
_SIDE_WORDS = {
    Side.EDUCATION: "education",
    Side.HEALTH: "health",
    Side.SOCIAL_CARE: "social care",
    Side.FAMILIES: "families",
    Side.OTHER: "others",
}


@dataclass(frozen=True, slots=True)
class QuorumRule:
    """``count`` members are needed, and somebody from each of ``sides``. Both empty: no rule."""

    count: int | None = None
    sides: tuple[Side, ...] = ()

    @property
    def is_set(self) -> bool:
        return self.count is not None or bool(self.sides)


@dataclass(frozen=True, slots=True)
class Place:
    """One seat at one meeting."""

    kind: SeatKind
    side: Side
    presence: Presence


@dataclass(frozen=True, slots=True)
class QuorumAnswer:
    """``words`` says in one or two sentences why, for the minutes."""

    is_quorate: bool
    words: str


def is_quorate(rule: QuorumRule, places: Iterable[Place]) -> QuorumAnswer:
    """Judge a meeting by who came.

    >>> chair = Place(SeatKind.CHAIR, Side.EDUCATION, Presence.ATTENDED)
    >>> is_quorate(QuorumRule(count=2), [chair]).words
    'There was no quorum: 1 of 1 members came, and 2 are needed.'
    """
    counting = [place for place in places if place.kind in COUNTING]
    present = [place for place in counting if place.presence in PRESENT]
    if not rule.is_set:
        return QuorumAnswer(True, NOT_SET)
    sides_there = {place.side for place in present}
    absent = [side for side in rule.sides if side not in sides_there]
    too_few = rule.count is not None and len(present) < rule.count
    came = f"{len(present)} of {len(counting)} members came"
    if not too_few and not absent:
        return QuorumAnswer(True, f"There was a quorum: {came}{_needed(rule)}.")
    reasons = [f"{came}{_needed(rule)}"] if too_few else []
    reasons += [f"nobody came from {listed(absent)}"] if absent else []
    return QuorumAnswer(False, f"There was no quorum: {'. '.join(_capitals(reasons))}.")


def rule_in_words(rule: QuorumRule) -> str:
    """What the board asks of a meeting, as a sentence.

    >>> rule_in_words(QuorumRule(5, (Side.HEALTH, Side.FAMILIES)))
    'At least 5 members, with somebody from health and from families.'
    """
    if not rule.is_set:
        return NOT_SET
    sides = " and ".join(f"from {_SIDE_WORDS[side]}" for side in rule.sides)
    if rule.count is None:
        return f"Somebody {sides}."
    members = f"At least {rule.count} {'member' if rule.count == 1 else 'members'}"
    return f"{members}, with somebody {sides}." if sides else f"{members}."


def gaps_in_reach(rule: QuorumRule, seats: Sequence[tuple[SeatKind, Side]]) -> tuple[str, ...]:
    """Why the board as it sits today could never meet its own quorum; empty when it could."""
    counting = [side for kind, side in seats if kind in COUNTING]
    found = []
    if rule.count is not None and len(counting) < rule.count:
        found.append(
            f"The quorum cannot be met: {rule.count} members are needed "
            f"and {len(counting)} sit on the board."
        )
    absent = [side for side in rule.sides if side not in counting]
    if absent:
        found.append(f"The quorum cannot be met: no member sits for {listed(absent)}.")
    return tuple(found)


def listed(sides: Sequence[Side]) -> str:
    """Sides inside a sentence: "health, social care or families"."""
    words = [_SIDE_WORDS[side] for side in sides]
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))


def _needed(rule: QuorumRule) -> str:
    if rule.count is None:
        return ""
    return f", and {rule.count} {'is' if rule.count == 1 else 'are'} needed"


def _capitals(reasons: list[str]) -> list[str]:
    """The first goes on from a colon; those after it begin sentences."""
    return [each if n == 0 else each[:1].upper() + each[1:] for n, each in enumerate(reasons)]
