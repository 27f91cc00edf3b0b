"""Boards: an improvement board that reports upward, its seats, terms, standing items and forward
plan.
"""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile

from alongside.board.models import (
    Board,
    ForwardItem,
    ReportingLine,
    Seat,
    StandingItem,
    TermsOfReference,
)
from alongside.board.operations import forward_plan, governance
from alongside.board.operations.governance import BoardDetails, NewSeat
from alongside.board.operations.terms import NewTerms, add_terms
from alongside.board.rules.codes import BoardKind, LineKind, SeatKind, Side, Voice
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate, add_months
from alongside.people.models import Organisation, Post
from alongside.people.operations import create_post
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side as OfTests

MADE = "Made for the tests"
BEFORE = timedelta(days=400)
"""How long before the other records the board began, so that reports of whole months are expected."""
_BOARD = ref(Board, kind="improvement_board")
_TERMS = ref(TermsOfReference, file__isnull=False)

ADDRESSES: dict[str, Fill] = {
    "board:boards": nothing,
    "board:add_board": nothing,
    "board:add_reporting_line": nothing,
    "board:end_line": ref(ReportingLine, line_until=None),
    "board:board": _BOARD,
    "board:change_board": _BOARD,
    "board:add_seat": _BOARD,
    "board:end_seat": ref(Seat, seat_until=None),
    "board:add_terms": _BOARD,
    "board:terms": _TERMS,
    "board:terms_file": _TERMS,
    "board:add_standing_item": _BOARD,
    "board:end_standing_item": ref(StandingItem, item_until=None),
    "board:add_forward_item": _BOARD,
    "board:withdraw_forward_item": ref(ForwardItem, meeting=None, withdrawn_at=None),
}


def furnish(side: OfTests, at: datetime) -> None:
    """The improvement board, unless the area has one, and one of each thing that belongs to it."""
    officer = side.actor("nominated_officer")
    board = _improvement_board(side, officer, at)
    above = _board(officer, at, BoardKind.OTHER, f"{MADE}: a board above")
    governance.add_reporting_line(
        actor=officer,
        at=at,
        lower_ref=board.ref,
        upper_ref=above.ref,
        kind=LineKind.REPORTS,
        line_from=at.date(),
    )
    post = _post(officer, at, f"{MADE}: a post that nobody holds")
    _seat(officer, at, board, post, SeatKind.MEMBER, Side.FAMILIES, Voice.FORUM)
    upload = ContentFile(b"What the board is for.\n", name="terms.txt")
    add_terms(
        actor=officer,
        at=at,
        board_ref=board.ref,
        new=NewTerms(at.date(), MADE, upload, what_changed="The file."),
    )
    forward_plan.add_standing_item(
        actor=officer, at=at, board_ref=board.ref, title=MADE, item_from=at.date()
    )
    next_year = add_months(at.date(), 12)
    forward_plan.add_forward_item(
        actor=officer,
        at=at,
        board_ref=board.ref,
        title=MADE,
        due=PartialDate(next_year.year, next_year.month),
        owner_ref=post.ref,
    )


def crowd(side: OfTests, at: datetime) -> None:
    """Nine boards in two layers, thirty seats, five versions of terms, and long words."""
    officer = side.actor("nominated_officer")
    board = _improvement_board(side, officer, at)
    for number in range(9):
        other = _board(officer, at, BoardKind.OTHER, f"{number} {LONG[:150]}")
        lower, upper = (other, board) if number % 3 else (board, other)
        governance.add_reporting_line(
            actor=officer,
            at=at,
            lower_ref=lower.ref,
            upper_ref=upper.ref,
            kind=LineKind.SCRUTINISED if number % 2 else LineKind.REPORTS,
            line_from=at.date(),
        )
    for number in range(30):
        post = _post(officer, at, f"{number} {UNBROKEN} {LONG[:80]}")
        _seat(officer, at, board, post, SeatKind.MEMBER, list(Side)[number % 5], None)
    for number in range(5):
        new = NewTerms(at.date(), LONG * 3, what_changed=LONG)
        add_terms(actor=officer, at=at, board_ref=board.ref, new=new)
        forward_plan.add_standing_item(
            actor=officer,
            at=at,
            board_ref=board.ref,
            title=f"{number} {LONG[:150]}",
            item_from=at.date() - timedelta(days=400),
        )


def _improvement_board(side: OfTests, officer: Actor, at: datetime) -> Board:
    kind = BoardKind.IMPROVEMENT
    found: Board | None = Board.objects.in_area(side.area.pk).filter(kind=kind.value).first()
    return found or _board(officer, at - BEFORE, kind, f"Improvement board of {side.slug}")


def _board(officer: Actor, at: datetime, kind: BoardKind, title: str) -> Board:
    details = BoardDetails(title, purpose=LONG, quorum_count=5, quorum_sides=(Side.FAMILIES,))
    return governance.create_board(actor=officer, at=at, kind=kind, details=details)


def _post(officer: Actor, at: datetime, title: str) -> Post:
    council = Organisation.objects.filter(kind="council").order_by("pk")[0]
    return create_post(actor=officer, at=at, organisation=council, title=title)


def _seat(
    officer: Actor,
    at: datetime,
    board: Board,
    post: Post,
    kind: SeatKind,
    side: Side,
    voice: Voice | None,
) -> None:
    new = NewSeat(kind, side, at.date() - timedelta(days=400), post_ref=post.ref, voice=voice)
    governance.add_seat(actor=officer, at=at, board_ref=board.ref, new=new)
