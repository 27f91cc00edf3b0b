"""What may be set up about boards, their lines, seats and own work: pure checks with sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.board.rules.codes import SeatKind, Side, Voice
from alongside.kernel.dates import PartialDate, day_in_words
from alongside.kernel.refusals import Refusal

MOST_MEMBERS = 99
COUNCIL = "council"
LONGEST_AHEAD = timedelta(days=366)
VOICES_EXPECTED = (Voice.FORUM, Voice.SENDIASS, Voice.ENGAGEMENT)
ONCE = {
    SeatKind.CHAIR: "The board has a chair already. End that seat first.",
    SeatKind.VICE_CHAIR: "The board has a vice chair already. End that seat first.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One board below another, by their numbers."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class SeatFact:
    """One seat in force. ``is_filled`` is False while nobody holds its post."""

    kind: SeatKind
    side: Side
    voice: Voice | None
    is_filled: bool


def names_organisation(kind: SeatKind, side: Side, voice: Voice | None, *, partner: str) -> bool:
    """Whether a seat's label names the organisation in which its post is kept. A published list may
    keep the forum's post, or the scrutineer's, with the council; neither speaks for it.
    """
    if partner != COUNCIL:
        return True
    if kind is SeatKind.SCRUTINEER or voice is Voice.FORUM:
        return False
    return side is not Side.FAMILIES or voice is Voice.SENDIASS


def check_quorum_count(count: int | None) -> None:
    """Raises Refusal."""
    if count is not None and not 1 <= count <= MOST_MEMBERS:
        raise Refusal(
            f"A quorum is from 1 to {MOST_MEMBERS} members. Leave it empty for none.",
            field="quorum_count",
        )


def check_quorum_reach(count: int | None, member_count: int) -> None:
    """A quorum that the members could never make. While nobody sits on the board yet, any may be set.

    Raises Refusal.
    """
    if count is not None and member_count and count > member_count:
        raise Refusal(
            f"{member_count} {'member sits' if member_count == 1 else 'members sit'} on the board, so "
            f"{count} can never come. Give {member_count} or fewer, or add their seats first.",
            field="quorum_count",
        )


def check_new_line(new: Line, lines: Iterable[Line]) -> None:
    """A board cannot answer to itself, whether at once or in a ring of lines of one kind.

    Raises Refusal.
    """
    if new.lower == new.upper:
        raise Refusal("A board does not report to itself. Choose two boards.", field="upper")
    if new.lower in _reached_from(new.upper, lines):
        raise Refusal(
            "These two would answer to each other in a ring. End the other line first.",
            field="upper",
        )


def check_post_is_open(closed_on: date | None, *, on: date, title: str, field: str) -> None:
    """A post that has closed by the day takes on nothing new. Raises Refusal."""
    if closed_on is not None and closed_on <= on:
        raise Refusal(
            f"The post “{title}” closed on {day_in_words(closed_on)}. Choose another post.",
            field=field,
        )


def check_end(begun: date, until: date, *, today: date, field: str) -> None:
    """The first day on which something no longer holds. Raises Refusal."""
    if until <= begun:
        raise Refusal(
            f"It began on {day_in_words(begun)}, so it must end later than that.", field=field
        )
    if until > today + LONGEST_AHEAD:
        raise Refusal(
            f"{day_in_words(until)} is more than a year away. Check the year.", field=field
        )


def check_begin(begin: date, *, today: date, field: str) -> None:
    """Nothing is set up more than a year ahead: that is a slip of the pen. Raises Refusal."""
    if begin > today + LONGEST_AHEAD:
        raise Refusal(
            f"{day_in_words(begin)} is more than a year away. Check the year.", field=field
        )


def check_agreed(agreed_on: date, *, today: date, previous: date | None) -> None:
    """Terms of reference are agreed in order, and not in the future. Raises Refusal."""
    if agreed_on > today:
        raise Refusal(
            f"{day_in_words(agreed_on)} has not come yet. Give the day they were agreed.",
            field="agreed_on",
        )
    if previous is not None and agreed_on < previous:
        raise Refusal(
            f"The version before was agreed on {day_in_words(previous)}. "
            "Give that day or a later one.",
            field="agreed_on",
        )


def check_forward_day(due: PartialDate, *, today: date) -> None:
    """The forward plan looks forward. Raises Refusal."""
    if due.has_passed(today):
        raise Refusal(f"{due} has passed. Choose a month that is still to come.", field="due")
    if due.first > today + 3 * LONGEST_AHEAD:
        raise Refusal(f"{due} is more than three years away. Check the year.", field="due")


def sides_with_nobody(seats: Sequence[SeatFact], sides: Sequence[Side]) -> tuple[Side, ...]:
    """The sides for which nobody sits today: no seat at all, or only vacant ones."""
    there = {seat.side for seat in seats if seat.is_filled}
    return tuple(side for side in sides if side not in there)


def voices_missing(seats: Sequence[SeatFact]) -> tuple[Voice, ...]:
    """Who is expected at an improvement board and is not heard there today."""
    there = {seat.voice for seat in seats if seat.is_filled}
    return tuple(voice for voice in VOICES_EXPECTED if voice not in there)


def _reached_from(start: int, lines: Iterable[Line]) -> set[int]:
    """Every board above ``start``, and itself."""
    above: dict[int, set[int]] = {}
    for line in lines:
        above.setdefault(line.lower, set()).add(line.upper)
    reached, waiting = {start}, [start]
    while waiting:
        for upper in above.get(waiting.pop(), ()):
            if upper not in reached:
                reached.add(upper)
                waiting.append(upper)
    return reached
