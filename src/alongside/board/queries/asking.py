"""What may be chosen when somebody asks on behalf of scrutiny."""

from datetime import date

from alongside.board.asking import MEMBERS
from alongside.board.models import Board
from alongside.board.queries.governance import check_may_read, improvement_board, seat_holders
from alongside.board.rules.codes import BoardKind
from alongside.kernel.actor import Actor

Choices = list[tuple[str, str]]


def committee_choices(actor: Actor) -> Choices:
    """The scrutiny committees of the area."""
    check_may_read(actor)
    rows = Board.objects.visible_to(actor).filter(kind=BoardKind.SCRUTINY.value).order_by("id")
    return list(rows.values_list("ref", "title"))


def member_choices(actor: Actor, *, today: date) -> Choices:
    """The posts that sit on the improvement board as members, and who holds them today."""
    board = improvement_board(actor)
    if board is None:
        return []
    return [
        (seat.post_ref, f"{seat.title_words} ({seat.holder_words})")
        for seat in seat_holders(actor, board, today)
        if seat.post_ref and seat.kind in MEMBERS
    ]
