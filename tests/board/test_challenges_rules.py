"""Who may challenge, answer and be satisfied, and how late an answer is: examples, one by one."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.board.rules.challenges import (
    Asked,
    Asking,
    Reply,
    Standing,
    check_may_answer,
    check_may_ask,
    check_may_close,
    check_may_move,
    late_days,
    number_of,
    seat_of,
    standing,
    standing_words,
)
from alongside.board.rules.codes import AnswerVerdict, ChallengeKind, SeatKind
from alongside.kernel.refusals import Refusal, Refusals

JUNE_1, JUNE_10, JUNE_12, JUNE_20 = (date(2020, 6, day) for day in (1, 10, 12, 20))
ASKED = Asked(ChallengeKind.CHALLENGE, raised_on=JUNE_1, due_on=JUNE_10)
RECOMMENDED = replace(ASKED, kind=ChallengeKind.RECOMMENDATION)
ANSWERED = replace(ASKED, answered_on=JUNE_12)


@pytest.mark.parametrize(
    ("roles", "seat"),
    [
        (("chair",), SeatKind.CHAIR),
        (("vice_chair",), SeatKind.VICE_CHAIR),
        (("independent_scrutineer",), SeatKind.SCRUTINEER),
        (("independent_scrutineer", "chair"), SeatKind.CHAIR),
    ],
)
def test_a_challenge_is_raised_in_the_office_of_the_person(
    roles: tuple[str, ...], seat: SeatKind
) -> None:
    assert seat_of(roles) is seat


def test_nobody_else_may_challenge() -> None:
    with pytest.raises(Refusal, match="Only the chair"):
        seat_of(("board_member", "head_of_send"))


def test_each_kind_is_numbered_for_itself() -> None:
    assert number_of(ChallengeKind.CHALLENGE, 0) == "C1"
    assert number_of(ChallengeKind.RECOMMENDATION, 11) == "R12"


@pytest.mark.parametrize(
    ("asked", "on", "where", "words"),
    [
        (ASKED, JUNE_1, Standing.WAITING, "Waiting"),
        (ASKED, JUNE_10, Standing.WAITING, "Waiting"),
        (ASKED, date(2020, 6, 11), Standing.LATE, "Late by 1 day"),
        (ASKED, JUNE_20, Standing.LATE, "Late by 10 days"),
        (ANSWERED, JUNE_20, Standing.ANSWERED, "Answered, late by 2 days"),
        (ANSWERED, date(2020, 6, 11), Standing.LATE, "Late by 1 day"),
        (replace(ASKED, answered_on=JUNE_10), JUNE_20, Standing.ANSWERED, "Answered"),
        (
            replace(ANSWERED, satisfied_on=JUNE_20),
            JUNE_20,
            Standing.GOOD,
            "Found good, late by 2 days",
        ),
        (
            replace(ANSWERED, satisfied_on=JUNE_20),
            JUNE_12,
            Standing.ANSWERED,
            "Answered, late by 2 days",
        ),
        (replace(ANSWERED, again="C4"), JUNE_20, Standing.ASKED_AGAIN, "Asked again as C4"),
    ],
)
def test_where_a_challenge_stands_follows_from_its_days(
    asked: Asked, on: date, where: Standing, words: str
) -> None:
    assert standing(asked, on) is where
    assert standing_words(asked, on) == words


def test_an_answer_on_its_day_is_not_late() -> None:
    assert late_days(replace(ASKED, answered_on=JUNE_10), JUNE_20) == 0
    assert late_days(ASKED, JUNE_10) == 0


def test_everything_missing_from_a_challenge_is_said_at_once() -> None:
    with pytest.raises(Refusals) as refused:
        check_may_ask(Asking(" ", JUNE_20, JUNE_10, about_count=2), today=JUNE_12)
    assert [refusal.field for refusal in refused.value.refusals] == [
        "text",
        "workstream",
        "raised_on",
        "due_on",
    ]


def test_an_answer_may_be_due_on_the_day_it_is_asked_for() -> None:
    check_may_ask(Asking("Why?", JUNE_10, JUNE_10, about_count=1), today=JUNE_10)


@pytest.mark.parametrize(
    ("asked", "reply", "field", "sentence"),
    [
        (ANSWERED, Reply(AnswerVerdict.ANSWERED, "Yes.", JUNE_12), "", "answered on 12 June 2020"),
        (ASKED, Reply(AnswerVerdict.ACCEPTED, "Yes.", JUNE_12), "verdict", "Choose accepted"),
        (RECOMMENDED, Reply(AnswerVerdict.ANSWERED, "Yes.", JUNE_12), "verdict", "Choose accepted"),
        (ASKED, Reply(AnswerVerdict.ANSWERED, " ", JUNE_12), "text", "Write the answer"),
        (RECOMMENDED, Reply(AnswerVerdict.NOT_ACCEPTED, "", JUNE_12), "text", "Give the reasons"),
        (RECOMMENDED, Reply(AnswerVerdict.PARTLY, "", JUNE_12), "text", "which part"),
        (
            ASKED,
            Reply(AnswerVerdict.ANSWERED, "Yes.", date(2020, 6, 21)),
            "answered_on",
            "not come",
        ),
        (ASKED, Reply(AnswerVerdict.ANSWERED, "Yes.", date(2020, 5, 31)), "answered_on", "earlier"),
    ],
)
def test_what_is_no_answer_is_refused(
    asked: Asked, reply: Reply, field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refused:
        check_may_answer(asked, reply, today=JUNE_20)
    assert refused.value.field == field


@pytest.mark.parametrize("verdict", ["accepted", "partly", "not_accepted"])
def test_a_recommendation_is_accepted_in_part_or_not_with_reasons(verdict: str) -> None:
    check_may_answer(RECOMMENDED, Reply(AnswerVerdict(verdict), "Because.", JUNE_12), today=JUNE_20)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        (ASKED, "no answer yet"),
        (replace(ANSWERED, satisfied_on=JUNE_20), "found good on 20 June 2020"),
        (replace(ANSWERED, again="C2"), "asked again already, as C2"),
    ],
)
def test_only_an_answer_that_waits_for_it_is_closed(asked: Asked, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_close(asked)
    check_may_close(ANSWERED)


def test_only_what_is_unanswered_goes_to_another_post_with_a_reason() -> None:
    with pytest.raises(Refusal, match="has been answered"):
        check_may_move(ANSWERED, is_same_post=False, why="Left.")
    with pytest.raises(Refusal, match="asked already"):
        check_may_move(ASKED, is_same_post=True, why="Left.")
    with pytest.raises(Refusal, match="Say why"):
        check_may_move(ASKED, is_same_post=False, why=" ")
    check_may_move(ASKED, is_same_post=False, why="Nobody holds the post.")
