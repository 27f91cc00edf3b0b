"""Finding the board of the area before an operation changes what belongs to it."""

from alongside.board.models import Board
from alongside.board.queries.governance import improvement_board
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.finding import find


def find_improvement_board(actor: Actor) -> Board:
    """Locked, so that no two changes get one number or one place. Raises Refusal without one."""
    known = improvement_board(actor)
    if known is None:
        raise Refusal("The area has no improvement board yet. Set it up first.")
    return find(Board, actor, known.ref)
