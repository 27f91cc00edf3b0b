"""How what was found may be closed and told: tables of examples."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.codes import PutRightState, Way
from alongside.quality.rules.putting_right import (
    Closing,
    Standing,
    check_may_close,
    check_may_hand_over,
    check_may_have,
    check_may_tell,
    days_late,
    is_in_time,
    is_said_first,
    what_is_added,
    what_the_grade_found,
    what_the_sweep_found,
)

FOUND = date(2026, 3, 2)
OPEN = Standing(
    state=PutRightState.OPEN, opened_on=FOUND, reviews=("review",), versions=("version",)
)
CLOSED = replace(OPEN, state=PutRightState.CLOSED)
URGENT = replace(OPEN, is_urgent=True)
SAFETY = replace(URGENT, is_about_safety=True)
TODAY = date(2026, 3, 10)
HELP = Closing(
    way=Way.HELP,
    arranged="The nurse rang the family.",
    arranged_by="Nora Nurse",
    arranged_on=FOUND,
    reason="Section G is amended at the review in May.",
)
UNNEEDED = replace(HELP, way=Way.NO_NEED, reason="The father was there, and all is well.")
FIRST, SECOND = 1, 2


def closes(standing: Standing, closing: Closing, *, by: int = FIRST) -> None:
    check_may_close(standing, closing, by=by, today=TODAY)


@pytest.mark.parametrize(
    "closing",
    [
        Closing(way=Way.REVIEW, done_by="review"),
        Closing(way=Way.AMENDMENT, done_by="version"),
        Closing(way=Way.NO_NEED, reason="The family moved away."),
    ],
)
def test_it_is_closed_in_one_of_three_ways(closing: Closing) -> None:
    closes(OPEN, closing)
    closes(URGENT, closing)


@pytest.mark.parametrize(
    ("standing", "closing", "sentence"),
    [
        (OPEN, Closing(way=Way.REVIEW), "held after this was found"),
        (OPEN, Closing(way=Way.REVIEW, done_by="version"), "held after this was found"),
        (OPEN, Closing(way=Way.AMENDMENT, done_by="review"), "issued after this was found"),
        (OPEN, Closing(way=Way.AMENDMENT, done_by="earlier"), "issued after this was found"),
        (OPEN, Closing(way=Way.NO_NEED, reason="  "), "Say why nothing needs"),
        (OPEN, Closing(way=Way.NO_NEED, reason="Nothing needed."), "in a whole sentence"),
        (CLOSED, Closing(way=Way.NO_NEED, reason="No."), "closed already"),
        (OPEN, HELP, "Only an urgent concern"),
        (URGENT, replace(HELP, arranged=" "), "what was arranged"),
        (URGENT, replace(HELP, arranged_by=""), "who arranged it"),
        (URGENT, replace(HELP, arranged_on=None), "on which day it was arranged"),
        (URGENT, replace(HELP, arranged_on=date(2026, 3, 11)), "still to come"),
        (URGENT, replace(HELP, arranged_on=date(2026, 3, 1)), "not found yet"),
        (URGENT, replace(HELP, reason=" "), "about the EHC plan itself"),
        (SAFETY, Closing(way=Way.NO_NEED, reason="no"), "what was arranged"),
        (SAFETY, Closing(way=Way.REVIEW, done_by="review"), "what was arranged"),
        (replace(SAFETY, unneeded_by=FIRST), UNNEEDED, "once somebody else agrees"),
    ],
)
def test_it_is_closed_in_no_other_way(standing: Standing, closing: Closing, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        closes(standing, closing)


def test_help_that_was_arranged_at_once_closes_an_urgent_concern() -> None:
    closes(URGENT, HELP)
    closes(SAFETY, HELP)
    assert not is_said_first(SAFETY, HELP)


def test_that_nothing_is_needed_after_a_concern_about_safety_is_said_by_two() -> None:
    closes(SAFETY, UNNEEDED)
    assert is_said_first(SAFETY, UNNEEDED)
    said = replace(SAFETY, unneeded_by=FIRST)
    closes(said, UNNEEDED, by=SECOND)
    assert not is_said_first(said, UNNEEDED)
    assert not is_said_first(URGENT, UNNEEDED)


@pytest.mark.parametrize(
    ("is_held", "may", "sentence"),
    [(False, False, "Nobody holds this post"), (True, False, "could not read it")],
)
def test_a_post_whose_holders_could_not_read_it_is_not_given_it(
    is_held: bool, may: bool, sentence: str
) -> None:
    check_may_have(is_held=True, may=True)
    with pytest.raises(Refusal, match=sentence):
        check_may_have(is_held=is_held, may=may)


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


def test_what_was_found_says_the_grade_and_the_auditors_words() -> None:
    words = what_the_grade_found("Inadequate", ["It is vague. ", " "])
    assert words == "An audit graded it Inadequate.\nThe auditor says: It is vague."


def test_what_another_sweep_found_is_added() -> None:
    assert what_is_added("It rests on none.", "The clinician", " No nurse. ") == (
        "It rests on none.\nAnother sweep found it too. The clinician says: No nurse."
    )


def test_what_a_sweep_found_stands_with_the_reason_of_whoever_judged_it() -> None:
    told = what_the_sweep_found(
        ["It rests on no health advice"], "The clinician", " He has epilepsy. "
    )
    assert told == "It rests on no health advice.\nThe clinician says: He has epilepsy."
