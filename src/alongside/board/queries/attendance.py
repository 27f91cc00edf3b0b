"""Who came to a meeting, or who is expected: every seat with whoever held it on the day."""

from dataclasses import dataclass
from datetime import datetime

from alongside.board.meeting_facts import seats_of
from alongside.board.models import Attendance, Meeting
from alongside.board.queries.governance import SeatHolder, filled, seats_on
from alongside.board.queries.meeting_values import PlaceView
from alongside.board.rules.codes import Presence
from alongside.board.rules.meetings import days_recorded_late
from alongside.kernel.actor import Actor
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class Sitting:
    """For the record of who came: the seats, and what is recorded already as seat -> (presence,
    who).
    """

    seats: tuple[SeatHolder, ...]
    marks: dict[str, tuple[str, str]]


def places_of(actor: Actor, meeting: Meeting) -> tuple[PlaceView, ...]:
    """Who came or, before it is recorded, who is expected; names as they were on the day."""
    rows = Attendance.objects.visible_to(actor).filter(meeting=meeting)
    marks = {
        row.seat_id: row
        for row in rows.select_related("seat__post__organisation", "seat__person").order_by("id")
    }
    seats = [mark.seat for mark in marks.values()]
    if meeting.held_at is None:
        seats = list(seats_on(actor, meeting.board_id, meeting.held_on))
    return tuple(
        _place(seat, marks.get(seat.id), meeting) for seat in filled(seats, meeting.held_on)
    )


def sitting_at(actor: Actor, meeting: Meeting) -> Sitting:
    """In three queries."""
    rows = Attendance.objects.visible_to(actor).filter(meeting=meeting).select_related("seat")
    return Sitting(
        seats=filled(seats_of(actor, meeting), meeting.held_on),
        marks={row.seat.ref: (row.presence, row.who) for row in rows},
    )


def _place(seat: SeatHolder, mark: Attendance | None, meeting: Meeting) -> PlaceView:
    """How late it was recorded is said where it differs from the rest of the meeting."""
    if mark is None:
        return PlaceView(seat, None, "")
    days = _days_late(meeting, mark.recorded_at or meeting.held_at)
    rest = _days_late(meeting, meeting.held_at)
    return PlaceView(seat, Presence(mark.presence), mark.who, 0 if days == rest else days)


def _days_late(meeting: Meeting, at: datetime | None) -> int:
    """By how many days after the meeting it was recorded; 0 when that was in time."""
    return days_recorded_late(meeting.held_on, london_day(at)) if at else 0
