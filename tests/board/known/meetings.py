"""Meetings of the improvement board: one to come and one that was held and is not signed, each with
everything that belongs to it. Needs ``governance``.
"""

from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from alongside.board.meeting_facts import seats_of
from alongside.board.models import AgendaItem, Board, Declaration, FollowUp, Meeting, Paper
from alongside.board.operations import agenda, attendance, follow_ups, minutes, papers
from alongside.board.operations.agenda import ItemDetails
from alongside.board.operations.attendance import Mark
from alongside.board.operations.follow_ups import NewFollowUp
from alongside.board.operations.meetings import MeetingDetails, plan_meeting
from alongside.board.operations.papers import NewPaper
from alongside.board.queries.governance import SeatHolder, filled
from alongside.board.rules.codes import Presence
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from tests.board.known.governance import MADE
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

_ANY = ref(Meeting, cancelled_at=None)
_COMING = ref(Meeting, cancelled_at=None, held_at=None)
_ROOM = "Room without presenters"
_UNPRESENTED = ref(Meeting, place=_ROOM)
_HELD = ref(Meeting, held_at__isnull=False, signed_at=None)
_ITEM = ref(AgendaItem, title=MADE, withdrawn_at=None, meeting__held_at__isnull=False)
_PAPER = ref(Paper, title=MADE)
_FOLLOW_UP = ref(FollowUp, text=MADE, done_on=None)

ADDRESSES: dict[str, Fill] = {
    "board:meetings": nothing,
    "board:plan_meeting": nothing,
    "board:meeting": _ANY,
    "board:change_meeting": _COMING,
    "board:move_meeting": _COMING,
    "board:cancel_meeting": _COMING,
    "board:add_item": _COMING,
    "board:take_forward_item": _COMING,
    "board:order_agenda": _COMING,
    "board:change_item": _ITEM,
    "board:take_off_item": _ITEM,
    "board:write_minutes": _ITEM,
    "board:add_paper": _UNPRESENTED,
    "board:paper_file": _PAPER,
    "board:withdraw_paper": _PAPER,
    "board:record_attendance": _HELD,
    "board:add_declaration": _HELD,
    "board:withdraw_declaration": ref(Declaration, interest=MADE),
    "board:sign_minutes": _HELD,
    "board:signature": _ANY,
    "board:add_follow_up": _HELD,
    "board:follow_ups": nothing,
    "board:follow_up": _FOLLOW_UP,
    "board:move_follow_up": _FOLLOW_UP,
    "board:close_follow_up": _FOLLOW_UP,
}

NARROWER = {"board:close_follow_up": "board.run", "board:add_paper": "board.run"}
"""They open to readers, and ask again: whoever runs the board, or holds the owner's or the presenter's
post. Nobody holds the post of ``_FOLLOW_UP``, and nobody presents an item of ``_UNPRESENTED``.
"""


def furnish(side: Side, at: datetime) -> None:
    officer = side.actor("nominated_officer")
    board = Board.objects.in_area(side.area.pk).get(kind="improvement_board")
    coming = _plan(officer, at, board, at.date() + timedelta(days=40), _ROOM)
    coming.items.update(presenter=None)
    _prepare(officer, at, coming, 2, MADE)
    held = _plan(officer, at, board, at.date() - timedelta(days=3))
    _hold(officer, at, held, MADE)
    _fill(side, officer, at, held, count=1, words=MADE)


def crowd(side: Side, at: datetime) -> None:
    """Thirty meetings, one of them with forty items, papers and follow-ups in long words."""
    officer = side.actor("nominated_officer")
    board = Board.objects.in_area(side.area.pk).get(kind="improvement_board")
    for number in range(30):
        _plan(officer, at, board, at.date() + timedelta(days=90 + number * 7), LONG[:180])
    held = _plan(officer, at, board, at.date() - timedelta(days=5))
    _prepare(officer, at, held, 40, f"{UNBROKEN} {LONG[:150]}")
    _hold(officer, at, held, LONG)
    _fill(side, officer, at, held, count=40, words=LONG)


def _plan(
    officer: Actor, at: datetime, board: Board, held_on: date, place: str = "Room 1"
) -> Meeting:
    """On that day, or on the first before it that is free."""
    while board.meetings.filter(held_on=held_on, cancelled_at=None).exists():
        held_on -= timedelta(days=1)
    return plan_meeting(
        actor=officer,
        at=at,
        board_ref=board.ref,
        held_on=held_on,
        details=MeetingDetails("10am", place),
    )


def _prepare(officer: Actor, at: datetime, meeting: Meeting, count: int, words: str) -> None:
    for _ in range(count):
        item = agenda.add_item(
            actor=officer,
            at=at,
            meeting_ref=meeting.ref,
            details=ItemDetails(words, purpose=words),
        )
        new = NewPaper(words[:200], ContentFile(b"What is asked.\n", name="paper.txt"), item.ref)
        papers.add_paper(actor=officer, at=at, meeting_ref=meeting.ref, new=new)


def _hold(officer: Actor, at: datetime, meeting: Meeting, words: str) -> None:
    """Whoever holds a seat came, and a deputy for every vacant one; a declaration by the first."""
    seats = filled(seats_of(officer, meeting), meeting.held_on)
    attendance.record_attendance(
        actor=officer,
        at=at,
        meeting_ref=meeting.ref,
        expected_version=meeting.version,
        marks=[_mark(seat) for seat in seats],
    )
    attendance.add_declaration(
        actor=officer,
        at=at,
        meeting_ref=meeting.ref,
        seat_ref=seats[0].ref,
        interest=words,
        what_was_done=words,
    )


def _mark(seat: SeatHolder) -> Mark:
    if seat.is_vacant:
        return Mark(seat.ref, Presence.DEPUTY, "Dan Deputy")
    return Mark(seat.ref, Presence.ATTENDED)


def _fill(
    side: Side, officer: Actor, at: datetime, meeting: Meeting, *, count: int, words: str
) -> None:
    """An item without minutes, minutes under the first, and follow-ups for a vacant post."""
    agenda.add_item(
        actor=officer, at=at, meeting_ref=meeting.ref, details=ItemDetails(MADE, purpose=words)
    )
    first = meeting.items.filter(withdrawn_at=None).order_by("order").first()
    if first is not None and first.title != MADE:
        minutes.write_minutes(
            actor=officer,
            at=at,
            item_ref=first.ref,
            expected_version=first.version,
            minutes=words * 3,
        )
    vacant = Post.objects.in_area(side.area.pk).filter(holdings=None, closed_on=None).first()
    for number in range(count):
        due = at.date() + timedelta(days=number)
        new = NewFollowUp(words, vacant.ref, due)
        follow_ups.give_follow_up(actor=officer, at=at, meeting_ref=meeting.ref, new=new)
