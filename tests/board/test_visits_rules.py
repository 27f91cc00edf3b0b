"""When the evidence freezes, what a late paper is, and which quarters had no visit."""

from datetime import date

import pytest

from alongside.board.rules.visits import (
    Gap,
    Gaps,
    VisitState,
    changed_freeze_day,
    check_letter,
    check_may_change,
    check_may_take_out,
    freeze_day,
    is_addendum,
    is_too_late,
    quarter_gaps,
    quarter_of,
)
from alongside.kernel.refusals import Refusal

HELD = date(2022, 9, 28)
FREEZES = date(2022, 9, 14)
OPEN = VisitState(HELD, FREEZES)
CLOSED = VisitState(HELD, FREEZES, has_letter=True)
CALLED_OFF = VisitState(HELD, FREEZES, is_called_off=True)


@pytest.mark.parametrize(
    ("wanted", "today", "expected"),
    [
        (None, date(2022, 8, 1), FREEZES),
        (date(2022, 9, 1), date(2022, 8, 1), date(2022, 9, 1)),
        (FREEZES, FREEZES, FREEZES),
        (None, FREEZES, FREEZES),
        (None, date(2022, 9, 20), date(2022, 9, 20)),
        (date(2022, 9, 20), date(2022, 9, 20), date(2022, 9, 20)),
        (None, HELD, FREEZES),
        (None, date(2022, 10, 9), FREEZES),
    ],
)
def test_the_evidence_freezes_two_weeks_ahead_or_earlier_or_today(
    wanted: date | None, today: date, expected: date
) -> None:
    """Planned inside the two weeks it is fixed on the day of planning."""
    assert freeze_day(HELD, wanted, today=today) == expected


@pytest.mark.parametrize(
    ("wanted", "today"),
    [
        (date(2022, 9, 15), date(2022, 8, 1)),
        (date(2022, 9, 1), date(2022, 9, 5)),
        (date(2022, 9, 21), date(2022, 9, 20)),
        (FREEZES, date(2022, 9, 20)),
        (FREEZES, HELD),
    ],
)
def test_it_never_freezes_later_nor_on_a_day_that_has_gone(wanted: date, today: date) -> None:
    with pytest.raises(Refusal) as refused:
        freeze_day(HELD, wanted, today=today)
    assert refused.value.field == "freezes_on"


def test_a_day_set_inside_the_two_weeks_is_known_as_too_late() -> None:
    assert not is_too_late(HELD, FREEZES)
    assert is_too_late(HELD, date(2022, 9, 15))


def test_nothing_freezes_by_itself_for_a_visit_recorded_afterwards() -> None:
    state = VisitState(HELD, FREEZES, is_history=True)
    assert not state.is_frozen(date(2022, 12, 1))
    found = changed_freeze_day(state, date(2022, 9, 27), None, today=date(2022, 12, 1))
    assert found == date(2022, 9, 13)
    assert is_addendum(state, why_late="", today=date(2022, 12, 1)) is False


def test_a_visit_planned_ahead_does_not_move_into_the_past() -> None:
    with pytest.raises(Refusal) as refused:
        changed_freeze_day(OPEN, date(2022, 9, 1), None, today=date(2022, 9, 1))
    assert refused.value.field == "held_on"


@pytest.mark.parametrize(
    ("state", "today", "expected"),
    [
        (OPEN, date(2022, 9, 13), False),
        (OPEN, FREEZES, False),
        (OPEN, date(2022, 9, 15), True),
        (VisitState(HELD, FREEZES, has_edition=True), date(2022, 9, 1), True),
    ],
)
def test_a_paper_after_the_freeze_is_an_addendum(
    state: VisitState, today: date, expected: bool
) -> None:
    assert is_addendum(state, why_late="The figures came late.", today=today) is expected


def test_a_late_paper_says_why() -> None:
    with pytest.raises(Refusal) as refused:
        is_addendum(OPEN, why_late=" ", today=HELD)
    assert refused.value.field == "why_late"


@pytest.mark.parametrize("state", [CLOSED, CALLED_OFF])
def test_a_closed_visit_takes_nothing_more(state: VisitState) -> None:
    with pytest.raises(Refusal):
        is_addendum(state, why_late="Late", today=HELD)
    with pytest.raises(Refusal):
        check_may_change(state)
    with pytest.raises(Refusal):
        check_may_take_out(state, today=date(2022, 9, 1))
    with pytest.raises(Refusal):
        check_letter(state, letter_on=HELD, outcome="Good.", today=HELD)


def test_a_paper_is_taken_out_only_before_the_freeze() -> None:
    check_may_take_out(OPEN, today=FREEZES)
    with pytest.raises(Refusal):
        check_may_take_out(OPEN, today=date(2022, 9, 15))


def test_what_is_frozen_stays_frozen_when_the_visit_moves() -> None:
    later, today = date(2022, 11, 1), date(2022, 9, 20)
    found = changed_freeze_day(OPEN, later, None, today=today)
    assert found == FREEZES
    for held_on, wanted, field in (
        (later, date(2022, 10, 1), "freezes_on"),
        (FREEZES, None, "held_on"),
    ):
        with pytest.raises(Refusal) as refused:
            changed_freeze_day(OPEN, held_on, wanted, today=today)
        assert refused.value.field == field


def test_an_open_visit_freezes_anew_when_it_moves() -> None:
    found = changed_freeze_day(OPEN, date(2022, 11, 1), None, today=date(2022, 9, 1))
    assert found == date(2022, 10, 18)


@pytest.mark.parametrize(
    ("letter_on", "outcome", "field"),
    [
        (date(2022, 9, 27), "Good.", "letter_on"),
        (date(2022, 12, 1), "Good.", "letter_on"),
        (date(2022, 10, 5), " ", "outcome"),
    ],
)
def test_a_letter_comes_after_the_visit_and_says_something(
    letter_on: date, outcome: str, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        check_letter(OPEN, letter_on=letter_on, outcome=outcome, today=date(2022, 11, 1))
    assert refused.value.field == field
    check_letter(OPEN, letter_on=HELD, outcome="Good.", today=HELD)


def test_quarters_are_of_the_calendar() -> None:
    assert quarter_of(date(2022, 3, 31)).begins_on == date(2022, 1, 1)
    assert quarter_of(date(2022, 12, 1)).until == date(2023, 1, 1)


TODAY = date(2022, 9, 12)
NO_GAP = Gaps()
JULY = Gap(date(2022, 7, 1), date(2022, 10, 1))


@pytest.mark.parametrize(
    ("held", "since", "until", "expected"),
    [
        ([], None, None, NO_GAP),
        ([date(2022, 8, 1)], None, None, NO_GAP),
        ([], date(2022, 8, 1), None, NO_GAP),
        ([date(2022, 4, 5)], None, None, Gaps((), JULY)),
        ([date(2022, 4, 5), date(2022, 9, 28)], None, None, NO_GAP),
        (
            [date(2021, 5, 5), date(2022, 4, 5), date(2022, 9, 28)],
            None,
            None,
            Gaps((Gap(date(2021, 7, 1), date(2022, 4, 1)),)),
        ),
        (
            [date(2022, 1, 5)],
            date(2021, 6, 5),
            None,
            Gaps(
                (
                    Gap(date(2021, 7, 1), date(2022, 1, 1)),
                    Gap(date(2022, 4, 1), date(2022, 7, 1)),
                ),
                JULY,
            ),
        ),
        ([date(2021, 5, 5)], None, date(2021, 6, 1), NO_GAP),
        (
            [date(2021, 5, 5)],
            None,
            date(2021, 12, 16),
            Gaps((Gap(date(2021, 7, 1), date(2021, 10, 1)),)),
        ),
    ],
)
def test_quarters_without_a_visit(
    held: list[date], since: date | None, until: date | None, expected: Gaps
) -> None:
    assert quarter_gaps(held, since=since, until=until, today=TODAY) == expected


@pytest.mark.parametrize(
    ("gap", "words", "count"),
    [
        (JULY, "July to September 2022", 1),
        (Gap(date(2020, 7, 1), date(2021, 10, 1)), "July 2020 to September 2021", 5),
    ],
)
def test_a_gap_in_words(gap: Gap, words: str, count: int) -> None:
    assert (gap.words, gap.quarter_count) == (words, count)
