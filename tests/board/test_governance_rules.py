"""What may be set up about boards, and where the diagram puts them."""

from datetime import date

import pytest

from alongside.board.rules.codes import PARTNER_SIDES, LineKind, SeatKind, Side, Voice
from alongside.board.rules.diagram import (
    HEIGHT,
    WIDTH,
    Box,
    DrawnBoard,
    DrawnLine,
    lay_out,
    levels,
)
from alongside.board.rules.governance import (
    Line,
    SeatFact,
    check_agreed,
    check_begin,
    check_end,
    check_forward_day,
    check_new_line,
    check_post_is_open,
    check_quorum_count,
    check_quorum_reach,
    sides_with_nobody,
    voices_missing,
)
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal

TODAY = date(2020, 6, 15)
BOARD, HEALTH, COUNCIL, SCRUTINY, PROGRAMME, APART = range(1, 7)
BOARDS = [
    DrawnBoard(BOARD, is_middle=True),
    *(DrawnBoard(each) for each in (HEALTH, COUNCIL, SCRUTINY, PROGRAMME, APART)),
]
LINES = [
    DrawnLine(BOARD, HEALTH, LineKind.REPORTS),
    DrawnLine(BOARD, COUNCIL, LineKind.REPORTS),
    DrawnLine(HEALTH, COUNCIL, LineKind.REPORTS),
    DrawnLine(BOARD, SCRUTINY, LineKind.SCRUTINISED),
    DrawnLine(PROGRAMME, BOARD, LineKind.REPORTS),
]


@pytest.mark.parametrize("count", [0, -1, 100])
def test_a_quorum_is_a_small_number_or_none(count: int) -> None:
    check_quorum_count(None)
    check_quorum_count(5)
    with pytest.raises(
        Refusal, match=r"A quorum is from 1 to 99 members. Leave it empty for none."
    ):
        check_quorum_count(count)


def test_boards_do_not_answer_to_each_other_in_a_ring() -> None:
    lines = [Line(BOARD, HEALTH), Line(HEALTH, COUNCIL)]
    check_new_line(Line(BOARD, COUNCIL), lines)
    with pytest.raises(Refusal, match=r"in a ring. End the other line first."):
        check_new_line(Line(COUNCIL, BOARD), lines)
    with pytest.raises(Refusal, match=r"A board does not report to itself. Choose two boards."):
        check_new_line(Line(BOARD, BOARD), lines)


def test_a_closed_post_takes_on_nothing_new() -> None:
    check_post_is_open(date(2020, 6, 16), on=TODAY, title="Director", field="post")
    with pytest.raises(Refusal, match=r"The post “Director” closed on 15 June 2020."):
        check_post_is_open(TODAY, on=TODAY, title="Director", field="post")


@pytest.mark.parametrize(
    ("until", "sentence"),
    [
        (date(2020, 6, 1), "It began on 1 June 2020, so it must end later than that."),
        (date(2022, 6, 1), "1 June 2022 is more than a year away. Check the year."),
    ],
)
def test_an_end_before_its_beginning_is_refused(until: date, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_end(date(2020, 6, 1), until, today=TODAY, field="seat_until")


def test_a_beginning_far_ahead_is_a_slip_of_the_pen() -> None:
    check_begin(date(2015, 1, 1), today=TODAY, field="seat_from")
    with pytest.raises(Refusal, match=r"15 June 2202|Check the year"):
        check_begin(date(2022, 6, 15), today=TODAY, field="seat_from")


def test_terms_are_agreed_in_order_and_not_in_the_future() -> None:
    check_agreed(TODAY, today=TODAY, previous=TODAY)
    with pytest.raises(Refusal, match=r"has not come yet"):
        check_agreed(date(2020, 6, 16), today=TODAY, previous=None)
    with pytest.raises(Refusal, match=r"The version before was agreed on 15 June 2020."):
        check_agreed(date(2020, 6, 14), today=TODAY, previous=TODAY)


def test_the_forward_plan_looks_forward() -> None:
    check_forward_day(PartialDate(2020, 6), today=TODAY)
    with pytest.raises(
        Refusal, match=r"May 2020 has passed. Choose a month that is still to come."
    ):
        check_forward_day(PartialDate(2020, 5), today=TODAY)
    with pytest.raises(Refusal, match=r"more than three years away"):
        check_forward_day(PartialDate(2030, 5), today=TODAY)


def test_a_vacant_seat_speaks_for_nobody() -> None:
    seats = [
        SeatFact(SeatKind.CHAIR, Side.EDUCATION, None, is_filled=True),
        SeatFact(SeatKind.MEMBER, Side.SOCIAL_CARE, None, is_filled=False),
        SeatFact(SeatKind.MEMBER, Side.FAMILIES, Voice.FORUM, is_filled=True),
        SeatFact(SeatKind.ATTENDS, Side.OTHER, Voice.SENDIASS, is_filled=False),
    ]
    assert sides_with_nobody(seats, PARTNER_SIDES) == (Side.HEALTH, Side.SOCIAL_CARE)
    assert voices_missing(seats) == (Voice.SENDIASS, Voice.ENGAGEMENT)


def test_the_improvement_board_stands_between_those_above_and_those_below() -> None:
    found = levels(BOARDS, LINES)
    assert found[PROGRAMME] < found[BOARD] < found[HEALTH] < found[COUNCIL]
    assert found[SCRUTINY] == found[HEALTH]
    assert found[APART] == found[BOARD]


def test_boards_do_not_lie_on_each_other() -> None:
    boxes = lay_out(BOARDS, LINES).boxes
    assert len(boxes) == len(BOARDS)
    for one in boxes:
        for other in boxes:
            apart = abs(one.x - other.x) >= WIDTH or abs(one.y - other.y) >= HEIGHT
            assert one is other or apart


def test_no_line_runs_through_a_board_that_it_does_not_mean() -> None:
    diagram = lay_out(BOARDS, LINES)
    boxes = {box.id: box for box in diagram.boxes}
    for arrow in diagram.arrows:
        others = [b for b in diagram.boxes if b.id not in (arrow.line.lower, arrow.line.upper)]
        for start, end in zip(arrow.points, arrow.points[1:], strict=False):
            for step in range(101):
                x = start[0] + (end[0] - start[0]) * step / 100
                y = start[1] + (end[1] - start[1]) * step / 100
                assert not any(_inside(box, x, y) for box in others)
        assert arrow.points[0][1] == boxes[arrow.line.lower].y
        assert arrow.points[-1][1] == boxes[arrow.line.upper].y + HEIGHT


def test_a_ring_is_drawn_all_the_same() -> None:
    ring = [
        DrawnLine(BOARD, COUNCIL, LineKind.REPORTS),
        DrawnLine(COUNCIL, SCRUTINY, LineKind.SCRUTINISED),
        DrawnLine(SCRUTINY, BOARD, LineKind.REPORTS),
    ]
    diagram = lay_out(BOARDS, ring)
    assert len(diagram.arrows) == 3


def test_many_boards_wrap_into_rows() -> None:
    boards = [DrawnBoard(each) for each in range(11)]
    diagram = lay_out(boards, [])
    assert {box.row for box in diagram.boxes} == {0, 1, 2}
    assert all(0 <= box.x <= diagram.width - WIDTH for box in diagram.boxes)
    assert lay_out([], []).boxes == ()


def _inside(box: Box, x: float, y: float) -> bool:
    return box.x < x < box.x + WIDTH and box.y < y < box.y + HEIGHT


@pytest.mark.parametrize(("count", "members"), [(None, 3), (3, 3), (1, 3), (99, 0)])
def test_a_quorum_that_the_members_can_make_may_be_set(count: int | None, members: int) -> None:
    check_quorum_reach(count, members)


@pytest.mark.parametrize(
    ("members", "said"),
    [
        (11, "11 members sit on the board, so 99 can never come"),
        (1, "1 member sits on the board, so 99 can never come"),
    ],
)
def test_a_quorum_above_the_number_of_members_is_refused(members: int, said: str) -> None:
    with pytest.raises(Refusal, match=said) as refused:
        check_quorum_reach(99, members)
    assert refused.value.field == "quorum_count"
