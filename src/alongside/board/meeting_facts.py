"""The facts that the rules ask about one meeting, read from its records."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db.models import Q

from alongside.board.models import AgendaItem, Board, Meeting, Seat
from alongside.board.rules.codes import Side
from alongside.board.rules.meetings import MeetingState
from alongside.board.rules.quorum import QuorumRule
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.finding import found
from alongside.web.clock import start_of_day


def state_of(meeting: Meeting) -> MeetingState:
    return MeetingState(
        held_on=meeting.held_on,
        is_held=meeting.held_at is not None,
        is_cancelled=meeting.cancelled_at is not None,
        is_signed=meeting.signed_at is not None,
    )


def quorum_of(board: Board) -> QuorumRule:
    return QuorumRule(board.quorum_count, tuple(Side(side) for side in board.quorum_sides))


def seats_of(actor: Actor, meeting: Meeting) -> Sequence[Seat]:
    """The seats in force on the day, and those whose attendance is recorded already; in the order in
    which they were added, with their posts and people.
    """
    sat = Q(pk__in=meeting.attendance.values("seat_id")) | _in_force(meeting.held_on)
    seats = Seat.objects.visible_to(actor).filter(sat, board_id=meeting.board_id)
    return list(seats.select_related("post__organisation", "person").order_by("pk"))


def end_of_day(held_on: date) -> datetime:
    """What was recorded before this instant was known when the day of a meeting ended."""
    return start_of_day(held_on + timedelta(days=1))


def item_of(actor: Actor, meeting: Meeting, ref: str) -> AgendaItem | None:
    """An item of this meeting's agenda; None for an empty name. Raises Hidden."""
    if not ref:
        return None
    item = found(AgendaItem, actor, ref)
    if item.meeting_id != meeting.pk or item.withdrawn_at is not None:
        raise Hidden("agenda item")
    return item


def _in_force(on: date) -> Q:
    return Q(seat_from__lte=on) & (Q(seat_until=None) | Q(seat_until__gt=on))
