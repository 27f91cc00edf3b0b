"""Which days may be corrected, by whom, and what a corrected day may not pass: no database."""

from datetime import date

import pytest

from alongside.advice.rules.codes import Act, Stand
from alongside.advice.rules.correcting import (
    WHO_CORRECTS,
    DayOf,
    check_is_another_day,
    clash_of,
    may_correct,
)
from alongside.advice.rules.deciding import WHO
from alongside.kernel.refusals import Refusal

ASKED = DayOf(1, Act.ASK, date(2025, 5, 1))
RECEIVED = DayOf(2, Act.RECEIVE, date(2025, 5, 5))
CAME = DayOf(3, Act.ENTER, date(2025, 6, 2))
BACK = DayOf(4, Act.CHECK, date(2025, 6, 4))
AGAIN = DayOf(5, Act.GIVE, date(2025, 6, 9))
HISTORY = (ASKED, RECEIVED, CAME, BACK, AGAIN)
SYSTEM_ACTS = {Act.SHARE, Act.HAND_OVER, Act.COVER, Act.CHASE, Act.ESCALATE, Act.NEWS}


@pytest.mark.parametrize(
    ("step", "on", "passes"),
    [
        (RECEIVED, date(2025, 4, 30), Act.ASK),
        (RECEIVED, date(2025, 6, 3), Act.ENTER),
        (ASKED, date(2025, 5, 6), Act.RECEIVE),
        (CAME, date(2025, 5, 4), Act.RECEIVE),
        (CAME, date(2025, 6, 5), Act.CHECK),
        (BACK, date(2025, 6, 1), Act.ENTER),
        (BACK, date(2025, 6, 10), Act.GIVE),
        (AGAIN, date(2025, 6, 3), Act.CHECK),
    ],
)
def test_a_corrected_day_passes_nothing_that_comes_before_or_after(
    step: DayOf, on: date, passes: Act
) -> None:
    found = clash_of(step, on, HISTORY)
    assert found is not None
    assert found.step.act is passes


@pytest.mark.parametrize(
    ("step", "on"),
    [
        (ASKED, date(2024, 1, 1)),
        (RECEIVED, ASKED.on),
        (RECEIVED, CAME.on),
        (CAME, BACK.on),
        (AGAIN, date(2025, 9, 1)),
    ],
)
def test_a_day_between_its_neighbours_may_be_right(step: DayOf, on: date) -> None:
    assert clash_of(step, on, HISTORY) is None


def test_the_same_day_and_one_to_come_are_refused() -> None:
    with pytest.raises(Refusal, match="that it has already"):
        check_is_another_day(ASKED.on, ASKED.on, today=BACK.on)
    with pytest.raises(Refusal, match="still to come"):
        check_is_another_day(ASKED.on, AGAIN.on, today=BACK.on)


def test_only_who_may_record_it_corrects_it_and_no_author_says_when_advice_came() -> None:
    for act, whose in WHO_CORRECTS.items():
        recording = WHO[Act.ENTER] if act is Act.GIVE else WHO.get(act, frozenset({Stand.ASKER}))
        assert whose <= recording
    assert not may_correct(Act.GIVE, frozenset({Stand.HOLDER}))
    assert not any({Stand.VISITOR, Stand.SYSTEM} & whose for whose in WHO_CORRECTS.values())


def test_what_happened_as_it_was_recorded_is_not_corrected() -> None:
    puts_right = {Act.OPEN_AGAIN, Act.TAKE_BACK}
    assert set(Act) - set(WHO_CORRECTS) == SYSTEM_ACTS | puts_right
