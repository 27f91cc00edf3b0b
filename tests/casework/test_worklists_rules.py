"""Terms, and which moves to another phase can still be in time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.rules.worklists import (
    Prepared,
    Risk,
    judge_transfer,
    moves_by_age,
    moves_missed,
    term_of,
    terms_ahead,
)


@pytest.mark.scenario(6)
def test_moves_of_earlier_years_are_looked_for_while_they_may_have_been_missed() -> None:
    found = moves_missed(date(2022, 9, 12))
    assert sorted({each.due_on.year for each in found}) == [2020, 2021, 2022]
    last = [each for each in found if each.due_on == date(2022, 2, 14)]
    assert [each.is_of(date(2010, 9, 1)) for each in last] == [False, True]
    assert [each.is_of(date(2011, 9, 1)) for each in last] == [False, False]
    assert not {each.due_on for each in found} & {
        each.due_on for each in moves_by_age(date(2022, 9, 12))
    }


TO_SCHOOL = Prepared(due_on=date(2023, 2, 14))
DAYS = st.dates(date(2015, 1, 1), date(2040, 1, 1))


@pytest.mark.parametrize(
    ("day", "code", "list_by"),
    [
        (date(2022, 9, 1), "2022-autumn", date(2022, 8, 18)),
        (date(2022, 12, 31), "2022-autumn", date(2022, 8, 18)),
        (date(2023, 1, 1), "2023-spring", date(2022, 12, 18)),
        (date(2023, 3, 31), "2023-spring", date(2022, 12, 18)),
        (date(2023, 4, 1), "2023-summer", date(2023, 3, 18)),
        (date(2023, 8, 31), "2023-summer", date(2023, 3, 18)),
    ],
)
def test_a_day_lies_in_one_term_and_its_list_is_due_two_weeks_before(
    day: date, code: str, list_by: date
) -> None:
    term = term_of(day)
    assert (term.code, term.list_by) == (code, list_by)


@given(DAYS)
def test_terms_follow_each_other_without_a_gap(day: date) -> None:
    terms = terms_ahead(day)
    assert terms[0].begins <= day < terms[0].until
    assert [each.begins for each in terms[1:]] == [each.until for each in terms[:-1]]
    assert terms[3].begins.year == terms[0].begins.year + 1
    assert terms[3].season is terms[0].season


@pytest.mark.scenario(6)
@pytest.mark.parametrize(
    ("told", "today", "risk", "words"),
    [
        # nothing is set: two weeks of notice, fifteen days for the family, twelve weeks in all
        (TO_SCHOOL, date(2022, 11, 8), Risk.ON_COURSE, "No review meeting is set."),
        (TO_SCHOOL, date(2022, 11, 9), Risk.AT_RISK, "15 February 2023"),
        (TO_SCHOOL, date(2023, 1, 16), Risk.AT_RISK, "No review meeting is set."),
        (TO_SCHOOL, date(2023, 1, 17), Risk.BEYOND, "after the last lawful day"),
        (TO_SCHOOL, date(2023, 2, 14), Risk.BEYOND, "15 March 2023"),
        (TO_SCHOOL, date(2023, 2, 15), Risk.LATE, "14 February 2023, 1 day ago"),
        # a meeting is set
        (replace(TO_SCHOOL, meets_on=date(2022, 11, 22)), date(2022, 11, 10), Risk.ON_COURSE,
         "set for 22 November 2022"),
        (replace(TO_SCHOOL, meets_on=date(2022, 11, 23)), date(2022, 11, 10), Risk.AT_RISK,
         "15 February 2023"),
        (replace(TO_SCHOOL, meets_on=date(2023, 1, 31)), date(2022, 11, 10), Risk.BEYOND,
         "15 February 2023"),
        (replace(TO_SCHOOL, meets_on=date(2022, 11, 1)), date(2022, 11, 10), Risk.AT_RISK,
         "is not recorded as held"),
        # the meeting was held
        (replace(TO_SCHOOL, held_on=date(2022, 11, 22)), date(2022, 12, 1), Risk.ON_COURSE,
         "held on 22 November 2022"),
        (replace(TO_SCHOOL, held_on=date(2022, 11, 23)), date(2022, 12, 1), Risk.AT_RISK,
         "no changes are proposed yet"),
        (replace(TO_SCHOOL, held_on=date(2022, 11, 22)), date(2023, 1, 31), Risk.BEYOND,
         "15 February 2023"),
        # changes were proposed
        (replace(TO_SCHOOL, held_on=date(2022, 11, 22), noticed_on=date(2022, 12, 20)),
         date(2023, 2, 14), Risk.ON_COURSE, "not final yet"),
        (replace(TO_SCHOOL, held_on=date(2022, 11, 22), noticed_on=date(2022, 12, 21)),
         date(2023, 1, 10), Risk.AT_RISK, "not final yet"),
        (replace(TO_SCHOOL, noticed_on=date(2023, 1, 31)), date(2023, 2, 1), Risk.BEYOND,
         "15 February 2023"),
        # before 31 March
        (Prepared(due_on=date(2023, 3, 30)), date(2023, 3, 30), Risk.BEYOND, "28 April 2023"),
        (Prepared(due_on=date(2023, 3, 30)), date(2023, 3, 31), Risk.LATE, "30 March 2023, 1 day"),
    ],
)  # fmt: skip
def test_a_move_is_judged_by_the_time_that_the_steps_left_need(
    told: Prepared, today: date, risk: Risk, words: str
) -> None:
    judged = judge_transfer(told, today=today)
    assert judged.risk is risk, judged.reason
    assert words in judged.reason


@given(
    st.integers(-400, 40),
    st.lists(st.integers(-300, 60) | st.none(), min_size=3, max_size=3),
)
def test_a_move_never_looks_better_with_each_day_that_passes(
    left: int, steps: list[int | None]
) -> None:
    due = date(2023, 2, 14)
    meets, held, noticed = (None if n is None else due + timedelta(days=n) for n in steps)
    today = due + timedelta(days=left)
    told = Prepared(due_on=due, meets_on=meets, held_on=held, noticed_on=noticed)
    order = [Risk.ON_COURSE, Risk.AT_RISK, Risk.BEYOND, Risk.LATE]
    now = judge_transfer(told, today=today)
    later = judge_transfer(told, today=today + timedelta(days=1))
    assert order.index(later.risk) >= order.index(now.risk)
    assert now.reason.endswith(".")
