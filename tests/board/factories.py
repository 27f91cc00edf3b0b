"""An improvement board in an area of tests/plan/factories.py, made past the operations that its own
tests check.
"""

from datetime import date, datetime

from alongside.board.models import Board, Meeting, Seat
from alongside.people.models import Post
from tests.plan.factories import AT, Place


def make_board(place: Place, *, title: str = "SEND Improvement Board", **facts: object) -> Board:
    chosen = {"kind": "improvement_board", "created_at": AT, **facts}
    made: Board = Board.objects.create(area=place.area, title=title, **chosen)
    return made


def make_seat(
    place: Place,
    board: Board,
    post: Post,
    *,
    kind: str = "member",
    side: str = "education",
    seat_from: date = date(2020, 1, 1),
) -> Seat:
    made: Seat = Seat.objects.create(
        area=place.area, board=board, kind=kind, side=side, post=post, seat_from=seat_from
    )
    return made


def make_meeting(
    place: Place,
    board: Board,
    held_on: date = date(2020, 7, 15),
    *,
    held_at: datetime | None = None,
    was_quorate: bool = True,
) -> Meeting:
    """Planned; with ``held_at`` it has been held."""
    made: Meeting = Meeting.objects.create(
        area=place.area,
        board=board,
        held_on=held_on,
        papers_due_on=held_on,
        reports_month=date(held_on.year, held_on.month, 1),
        held_at=held_at,
        was_quorate=was_quorate if held_at else None,
        created_at=AT,
    )
    return made
