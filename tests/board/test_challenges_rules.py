"""Who may challenge, answer and be satisfied, and how late an answer is: examples, one by one."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from alongside.board.rules.challenges import (
    Asked,
    Asking,
    Giving,
    Judge,
    Reply,
    Standing,
    check_may_answer,
    check_may_ask,
    check_may_close,
    check_may_decide,
    check_may_judge,
    check_may_move,
    check_may_withdraw,
    is_miss,
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
WITHDRAWN = replace(ASKED, withdrawn_on=JUNE_12)
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
        (WITHDRAWN, JUNE_20, Standing.WITHDRAWN, "Withdrawn"),
        (WITHDRAWN, date(2020, 6, 11), Standing.LATE, "Late by 1 day"),
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


def test_nothing_is_asked_for_by_a_day_that_has_passed() -> None:
    """A recommendation of an earlier day may be recorded later; its answer is due from then on."""
    with pytest.raises(Refusals, match="10 June 2020 has passed") as refused:
        check_may_ask(Asking("Publish it.", JUNE_1, JUNE_10), today=JUNE_12)
    assert refused.value.refusals[0].field == "due_on"
    check_may_ask(Asking("Publish it.", JUNE_1, JUNE_12), today=JUNE_12)


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


@pytest.mark.parametrize(
    ("asked", "giving", "today", "sentence"),
    [
        (ANSWERED, Giving(is_same_post=False, why="Left."), JUNE_10, "has been answered"),
        (WITHDRAWN, Giving(is_same_post=False, why="Left."), JUNE_10, "was withdrawn on"),
        (ASKED, Giving(is_same_post=True, why="Left."), JUNE_10, "asked already"),
        (ASKED, Giving(is_same_post=False, why=" "), JUNE_10, "Say why"),
        (ASKED, Giving(is_same_post=False, why="Left.", due_on=JUNE_20), JUNE_10, "stays as it is"),
        (ASKED, Giving(is_same_post=False, why="Left."), JUNE_12, "a day of its own"),
        (ASKED, Giving(is_same_post=False, why="Left.", due_on=JUNE_10), JUNE_12, "has passed"),
    ],
)
def test_only_what_is_unanswered_goes_to_another_post_with_a_reason_and_a_day(
    asked: Asked, giving: Giving, today: date, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_may_move(asked, giving, today=today)


def test_it_keeps_its_day_until_that_has_passed() -> None:
    check_may_move(ASKED, Giving(is_same_post=False, why="Nobody holds it."), today=JUNE_10)
    check_may_move(
        ASKED, Giving(is_same_post=False, why="Nobody holds it.", due_on=JUNE_20), today=JUNE_12
    )
    assert (is_miss(JUNE_10, JUNE_12), is_miss(JUNE_10, JUNE_10)) == (True, False)


CHAIR, VICE, SCRUTINEER = SeatKind.CHAIR, SeatKind.VICE_CHAIR, SeatKind.SCRUTINEER


@pytest.mark.parametrize(
    ("by_seat", "judge", "decides", "judges"),
    [
        (CHAIR, Judge(frozenset({CHAIR})), True, True),
        (CHAIR, Judge(frozenset({VICE})), False, False),
        (CHAIR, Judge(frozenset({SCRUTINEER})), False, False),
        (SCRUTINEER, Judge(frozenset({CHAIR})), False, False),
        (SCRUTINEER, Judge(frozenset({SCRUTINEER})), True, True),
        (SCRUTINEER, Judge(frozenset({CHAIR, SCRUTINEER})), True, True),
        (CHAIR, Judge(frozenset({CHAIR}), answered_it=True), True, False),
        (CHAIR, Judge(of_scrutiny=True, recorded_it=True), False, False),
        (None, Judge(frozenset({CHAIR, SCRUTINEER})), False, False),
        (None, Judge(of_scrutiny=True), True, True),
        (None, Judge(recorded_it=True), True, True),
        (None, Judge(recorded_it=True, answered_it=True), True, False),
        (None, Judge(), False, False),
    ],
)
def test_whoever_asked_decides_and_nobody_judges_an_answer_of_their_own(
    by_seat: SeatKind | None, judge: Judge, decides: bool, judges: bool
) -> None:
    asked = replace(ANSWERED, by_seat=by_seat)
    assert _may(lambda: check_may_decide(asked, judge)) is decides
    assert _may(lambda: check_may_judge(asked, judge)) is judges


def _may(check: Callable[[], None]) -> bool:
    try:
        check()
    except Refusal:
        return False
    return True


def test_the_refusal_names_the_office_that_asked() -> None:
    asked = replace(ANSWERED, by_seat=SCRUTINEER)
    with pytest.raises(Refusal, match="the independent scrutineer, decides"):
        check_may_judge(asked, Judge(frozenset({CHAIR})))


def test_what_was_asked_by_mistake_is_withdrawn_while_nobody_has_answered() -> None:
    with pytest.raises(Refusal, match="has been answered, so it stays"):
        check_may_withdraw(ANSWERED, "A mistake.")
    with pytest.raises(Refusal, match="Say why"):
        check_may_withdraw(ASKED, " ")
    with pytest.raises(Refusal, match="withdrawn on 12 June 2020"):
        check_may_withdraw(WITHDRAWN, "Again.")
    check_may_withdraw(ASKED, "Sent twice.")


def test_what_was_withdrawn_needs_no_answer() -> None:
    with pytest.raises(Refusal, match="needs no answer"):
        check_may_answer(WITHDRAWN, Reply(AnswerVerdict.ANSWERED, "Yes.", JUNE_12), today=JUNE_20)
    with pytest.raises(Refusal, match="was withdrawn"):
        check_may_close(WITHDRAWN)
