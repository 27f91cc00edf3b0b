"""Who can do what on the demonstration's board, as the tutorial has them try it."""

import pytest

from alongside.board.queries.governance import improvement_board, seat_holders
from alongside.board.queries.reports import reports_to_write
from alongside.board.rules.codes import Voice
from alongside.kernel.actor import Actor
from tests.demonstration.conftest import TODAY, Loaded

pytestmark = pytest.mark.django_db


def test_the_workstream_officer_has_a_report_to_file(demonstration: Loaded) -> None:
    officer = demonstration.actor("workstream-officer@york.example")
    waiting = reports_to_write(officer, today=TODAY)
    assert {each.stream.title for each in waiting} == {"Joint commissioning"}
    assert all(each.may_write for each in waiting)


def test_the_forums_seat_does_not_name_the_council(chair: Actor) -> None:
    board = improvement_board(chair)
    assert board is not None
    seats = {seat.voice: seat for seat in seat_holders(chair, board, TODAY)}
    assert (seats[Voice.FORUM].title, seats[Voice.FORUM].organisation) == ("Parent carer forum", "")
    assert seats[Voice.SENDIASS].organisation == "York SENDIASS"
