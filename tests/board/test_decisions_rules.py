"""What a decision must rest on, when the board looks back, and which way a figure moved."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.board.rules.decisions import (
    Deciding,
    Looking,
    Moved,
    check_may_decide,
    check_may_look_back,
    moved,
    next_look,
    number_of,
)
from alongside.board.rules.meetings import MeetingState
from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import Better
from alongside.measures.rules.figures import Point

JULY_15, OCTOBER, TODAY = date(2020, 7, 15), date(2020, 10, 1), date(2020, 11, 1)
HELD = MeetingState(JULY_15, is_held=True)
GOOD = Deciding("Add two officers.", "More plans in time.", OCTOBER, basis_count=1)


def point(year: int, numerator: int, denominator: int = 100) -> Point:
    value = Decimal(100 * numerator) / denominator
    return Point(date(year, 1, 1), date(year + 1, 1, 1), value, numerator, denominator)


def test_a_decision_that_rests_on_something_may_be_recorded() -> None:
    check_may_decide(GOOD, HELD)
    assert number_of(3) == "D4"


@pytest.mark.parametrize(
    ("meeting", "sentence"),
    [
        (replace(HELD, is_held=False), "has not been held yet"),
        (replace(HELD, is_held=False, is_cancelled=True), "is cancelled"),
        (replace(HELD, is_signed=True), "are signed"),
    ],
)
def test_only_an_unsigned_meeting_that_was_held_decides(
    meeting: MeetingState, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_decide(GOOD, meeting)


@pytest.mark.parametrize(
    ("deciding", "field"),
    [
        (replace(GOOD, text=" "), "text"),
        (replace(GOOD, should_change=""), "should_change"),
        (replace(GOOD, look_back_on=JULY_15), "look_back_on"),
        (replace(GOOD, basis_count=0), "figures"),
    ],
)
def test_what_a_decision_lacks_is_said_of_its_box(deciding: Deciding, field: str) -> None:
    with pytest.raises(Refusals) as refused:
        check_may_decide(deciding, HELD)
    assert [refusal.field for refusal in refused.value.refusals] == [field]


def test_a_decision_without_any_basis_is_refused_with_a_sentence() -> None:
    with pytest.raises(Refusals, match="Choose a figure or evidence, or name a document"):
        check_may_decide(replace(GOOD, basis_count=0), HELD)


@pytest.mark.parametrize(
    ("looking", "field"),
    [
        (Looking("", OCTOBER), "text"),
        (Looking("It rose.", date(2020, 11, 2)), "looked_on"),
        (Looking("It rose.", JULY_15), "looked_on"),
        (Looking("It rose.", OCTOBER, again_on=OCTOBER), "again_on"),
    ],
)
def test_a_look_back_that_cannot_be_is_refused(looking: Looking, field: str) -> None:
    with pytest.raises(Refusals) as refused:
        check_may_look_back(looking, decided_on=JULY_15, today=TODAY)
    assert [refusal.field for refusal in refused.value.refusals] == [field]


@pytest.mark.parametrize(
    ("looks", "day"),
    [
        ([], OCTOBER),
        ([(OCTOBER, None)], None),
        ([(OCTOBER, TODAY)], TODAY),
        ([(OCTOBER, TODAY), (TODAY, None)], None),
    ],
)
def test_the_board_looks_back_until_it_need_not_look_again(
    looks: list[tuple[date, date | None]], day: date | None
) -> None:
    assert next_look(OCTOBER, looks) == day


@pytest.mark.parametrize(
    ("now", "better", "way"),
    [
        (None, Better.HIGHER, Moved.NO_NEWER),
        (point(2019, 60), Better.HIGHER, Moved.NO_NEWER),
        (point(2018, 60), Better.HIGHER, Moved.NO_NEWER),
        (point(2020, 50), Better.HIGHER, Moved.SAME),
        (point(2020, 60), Better.HIGHER, Moved.GOOD_WAY),
        (point(2020, 40), Better.HIGHER, Moved.WRONG_WAY),
        (point(2020, 60), Better.LOWER, Moved.WRONG_WAY),
        (point(2020, 40), Better.LOWER, Moved.GOOD_WAY),
    ],
)
def test_which_way_a_figure_moved(now: Point | None, better: Better, way: Moved) -> None:
    assert moved(point(2019, 50), now, better) is way


def test_a_move_too_small_for_the_shown_decimals_is_still_a_move() -> None:
    before, after = point(2019, 33_333, 100_000), point(2020, 33_334, 100_000)
    assert moved(before, after, Better.HIGHER) is Moved.GOOD_WAY
