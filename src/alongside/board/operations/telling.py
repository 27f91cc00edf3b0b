"""Telling those who sit on a board: in the change's own transaction. Whoever makes the change knows."""

from datetime import datetime

from alongside.board.models import Board
from alongside.board.queries.governance import seat_holders
from alongside.kernel.actor import Actor
from alongside.notices.operations import tell
from alongside.web.clock import london_day


def tell_board(
    *, actor: Actor, at: datetime, board: Board, sentence: str, address: str, key: str
) -> int:
    """Whoever fills a seat of the board today. Returns how many were told."""
    seats = seat_holders(actor, board, london_day(at))
    people = frozenset().union(*(seat.person_ids for seat in seats)) - {actor.person_id}
    return tell(
        people=people,
        area_id=actor.area_id,
        sentence=sentence,
        address=address,
        at=at,
        key=key,
    )
