"""When reports are due and expected, what a month without one reads, and what may be filed."""

from datetime import date

import pytest

from alongside.board.rules.reports import (
    ReportState,
    ReportText,
    check_is_expected,
    check_may_correct,
    check_may_file,
    check_may_write,
    days_late,
    due_on,
    is_expected,
    late_words,
    months_shown,
    state_of,
)
from alongside.kernel.dates import Period
from alongside.kernel.refusals import Refusal, Refusals

AUGUST, SEPTEMBER = date(2022, 8, 1), date(2022, 9, 1)
WHOLE = ReportText("partly", "Two of three are done.", "One is late.", "More time.")


@pytest.mark.parametrize(
    ("month", "day", "due"),
    [
        (AUGUST, 5, date(2022, 9, 5)),
        (date(2022, 12, 1), 5, date(2023, 1, 5)),
        (date(2022, 1, 1), 28, date(2022, 2, 28)),
        (AUGUST, 1, date(2022, 9, 1)),
    ],
)
def test_a_report_is_due_on_a_day_of_the_next_month(month: date, day: int, due: date) -> None:
    assert due_on(month, day) == due


@pytest.mark.parametrize(
    ("filed_on", "days", "words"),
    [
        (date(2022, 9, 1), 0, ""),
        (date(2022, 9, 5), 0, ""),
        (date(2022, 9, 6), 1, "1 day late"),
        (date(2022, 9, 8), 3, "3 days late"),
        (date(2022, 11, 5), 61, "61 days late"),
    ],
)
def test_a_report_after_its_day_is_late_by_so_many_days(
    filed_on: date, days: int, words: str
) -> None:
    assert days_late(date(2022, 9, 5), filed_on) == days
    assert late_words(days) == words


@pytest.mark.parametrize(
    ("board_from", "joined", "expected"),
    [
        (date(2020, 1, 1), [Period(date(2020, 1, 1))], True),
        (date(2022, 8, 1), [Period(date(2022, 8, 31))], True),
        (date(2022, 8, 2), [Period(date(2020, 1, 1))], False),
        (date(2022, 8, 31), [Period(date(2022, 8, 31))], False),
        (date(2022, 9, 1), [Period(date(2020, 1, 1))], False),
        (date(2020, 1, 1), [Period(date(2022, 9, 1))], False),
        (date(2020, 1, 1), [], False),
        (date(2020, 1, 1), [Period(date(2020, 1, 1), date(2022, 8, 1))], False),
        (date(2020, 1, 1), [Period(date(2020, 1, 1), date(2022, 8, 2))], True),
        (
            date(2020, 1, 1),
            [Period(date(2020, 1, 1), date(2021, 1, 1)), Period(date(2022, 8, 9))],
            True,
        ),
    ],
)
def test_a_report_is_expected_from_the_boards_first_full_month_while_members_are_there(
    board_from: date, joined: list[Period], expected: bool
) -> None:
    assert is_expected(AUGUST, board_from=board_from, joined=joined) is expected
    if expected:
        check_is_expected(AUGUST, board_from=board_from, joined=joined)
    else:
        with pytest.raises(Refusal, match="No report is expected of this workstream for August"):
            check_is_expected(AUGUST, board_from=board_from, joined=joined)


@pytest.mark.scenario(39)
@pytest.mark.parametrize(
    ("is_filed", "expected", "today", "state"),
    [
        (False, True, date(2022, 9, 5), ReportState.NOT_DUE),
        (False, True, date(2022, 9, 6), ReportState.MISSING),
        (True, True, date(2022, 9, 6), ReportState.FILED),
        (True, False, date(2022, 9, 6), ReportState.FILED),
        (False, False, date(2022, 9, 6), ReportState.NOT_EXPECTED),
    ],
)
def test_a_month_reads_by_its_own_facts_alone(
    is_filed: bool, expected: bool, today: date, state: ReportState
) -> None:
    due = date(2022, 9, 5)
    assert state_of(is_filed=is_filed, is_expected=expected, due=due, today=today) is state


def test_twelve_months_are_shown_the_newest_first() -> None:
    months = months_shown(AUGUST)
    assert months[0] == AUGUST
    assert months[-1] == date(2021, 9, 1)
    assert len(months) == 12


def test_a_month_that_has_not_begun_cannot_be_written_about() -> None:
    check_may_write(AUGUST, today=AUGUST)
    with pytest.raises(Refusal, match="September 2022 has not begun"):
        check_may_write(SEPTEMBER, today=date(2022, 8, 31))


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        (WHOLE, []),
        (ReportText("assured", "All is done."), []),
        (ReportText("partly", "Some is done."), ["concerns"]),
        (ReportText("not_assured", "", ""), ["assurance", "concerns"]),
        (ReportText("", "All is done."), ["assured"]),
        (ReportText(), ["assured", "assurance"]),
        (ReportText("surely", "All is done.", "None"), ["assured"]),
    ],
)
def test_a_report_is_whole_before_it_is_filed(text: ReportText, fields: list[str]) -> None:
    assert _fields_refused(text, SEPTEMBER) == fields


def test_a_month_that_has_not_ended_cannot_be_filed() -> None:
    assert _fields_refused(WHOLE, date(2022, 8, 31)) == [""]
    with pytest.raises(Refusal, match="file it from 1 September 2022"):
        check_may_file(WHOLE, month=AUGUST, today=date(2022, 8, 31))


def test_a_correction_differs_and_says_why() -> None:
    better = ReportText("assured", "Three of three are done.")
    check_may_correct(WHOLE, better, why="One was counted twice.")
    with pytest.raises(Refusal, match="Say what was wrong"):
        check_may_correct(WHOLE, better, why=" ")
    with pytest.raises(Refusal, match="Nothing is different"):
        check_may_correct(WHOLE, WHOLE, why="A slip of the pen.")
    with pytest.raises(Refusals):
        check_may_correct(WHOLE, ReportText(), why="Everything.")


def test_spaces_around_what_was_written_are_not_kept() -> None:
    assert ReportText("partly", " a ", "\nb", "c ").tidied() == ReportText("partly", "a", "b", "c")


def _fields_refused(text: ReportText, today: date) -> list[str]:
    try:
        check_may_file(text, month=AUGUST, today=today)
    except Refusals as refused:
        return [each.field for each in refused.refusals]
    except Refusal as refused:
        return [refused.field]
    return []
