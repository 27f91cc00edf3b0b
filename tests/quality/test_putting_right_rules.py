"""How what was found may be closed and told: tables of examples."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import PutRightState, Way
from alongside.quality.rules.putting_right import (
    MOST_NAMED,
    Closing,
    Standing,
    check_may_close,
    check_may_hand_over,
    check_may_tell,
    days_late,
    is_in_time,
    what_the_grade_found,
    what_the_sweep_found,
)
from alongside.quality.tools import tool_numbered

FOUND = date(2026, 3, 2)
OPEN = Standing(
    state=PutRightState.OPEN, opened_on=FOUND, reviews=("review",), versions=("version",)
)
CLOSED = replace(OPEN, state=PutRightState.CLOSED)


@pytest.mark.parametrize(
    "closing",
    [
        Closing(way=Way.REVIEW, done_by="review"),
        Closing(way=Way.AMENDMENT, done_by="version"),
        Closing(way=Way.NO_NEED, reason="The family moved away."),
    ],
)
def test_it_is_closed_in_one_of_three_ways(closing: Closing) -> None:
    check_may_close(OPEN, closing)


@pytest.mark.parametrize(
    ("standing", "closing", "sentence"),
    [
        (OPEN, Closing(way=Way.REVIEW), "held after this was found"),
        (OPEN, Closing(way=Way.REVIEW, done_by="version"), "held after this was found"),
        (OPEN, Closing(way=Way.AMENDMENT, done_by="review"), "issued after this was found"),
        (OPEN, Closing(way=Way.AMENDMENT, done_by="earlier"), "issued after this was found"),
        (OPEN, Closing(way=Way.NO_NEED, reason="  "), "Say why nothing needs"),
        (CLOSED, Closing(way=Way.NO_NEED, reason="No."), "closed already"),
    ],
)
def test_it_is_closed_in_no_other_way(standing: Standing, closing: Closing, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_close(standing, closing)


@pytest.mark.parametrize(
    ("standing", "on", "how", "sentence"),
    [
        (OPEN, date(2026, 3, 11), "By phone.", "still to come"),
        (OPEN, date(2026, 3, 1), "By phone.", "not found yet"),
        (OPEN, FOUND, " ", "Say how"),
        (replace(OPEN, told_on=FOUND), FOUND, "By phone.", "recorded already"),
    ],
)
def test_telling_the_family_has_a_day_and_a_way(
    standing: Standing, on: date, how: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_tell(standing, on=on, how=how, today=date(2026, 3, 10))


def test_the_family_is_told_of_what_was_closed_too() -> None:
    check_may_tell(CLOSED, on=FOUND, how="In a letter.", today=FOUND)


def test_it_is_handed_over_to_another_post_while_it_is_open() -> None:
    check_may_hand_over(OPEN, owner=1, to=2)
    with pytest.raises(Refusal, match="with this post already"):
        check_may_hand_over(OPEN, owner=1, to=1)
    with pytest.raises(Refusal, match="closed already"):
        check_may_hand_over(CLOSED, owner=1, to=2)


@pytest.mark.parametrize(
    ("closed_on", "late", "in_time"),
    [
        (date(2026, 3, 16), 0, True),
        (date(2026, 3, 10), 0, True),
        (date(2026, 3, 18), 2, False),
        (None, 4, False),
    ],
)
def test_what_was_never_put_right_is_late(closed_on: date | None, late: int, in_time: bool) -> None:
    due_on, today = date(2026, 3, 16), date(2026, 3, 20)
    assert days_late(due_on, closed_on=closed_on, today=today) == late
    assert is_in_time(due_on, closed_on) is in_time


def test_what_was_found_names_the_questions_and_the_auditors_words() -> None:
    tool = tool_numbered("family", 1)
    words = what_the_grade_found("Inadequate", tool.questions[:2], ["It is vague. ", " "])
    assert words.splitlines() == [
        "An audit graded it Inadequate.",
        "Not met: Q1. Can you picture this child or young person?",
        "Not met: Q2. Does it say what they are good at and enjoy?",
        "The auditor says: It is vague.",
    ]


def test_many_questions_are_counted_and_not_all_named() -> None:
    questions = tool_numbered("ehc_plan", 1).questions
    lines = what_the_grade_found("Inadequate", questions, []).splitlines()
    assert len(lines) == MOST_NAMED + 2
    assert lines[-1] == f"{len(questions) - MOST_NAMED} more questions were not met."


def test_what_a_sweep_found_stands_with_the_reason_of_whoever_judged_it() -> None:
    told = what_the_sweep_found(
        ["It rests on no health advice"], "The clinician", " He has epilepsy. "
    )
    assert told == "It rests on no health advice.\nThe clinician says: He has epilepsy."
