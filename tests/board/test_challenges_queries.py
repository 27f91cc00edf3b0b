"""What is open on a day, who sees what, and how often the database is asked."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.board.operations.answers import answer_challenge, find_answer_good
from alongside.board.operations.challenges import Given, ask_again, give_challenge
from alongside.board.queries.challenges import (
    all_challenges,
    challenge,
    challenge_page,
    challenges_about,
    open_on,
)
from alongside.board.rules.challenges import Reply
from alongside.board.rules.codes import AnswerVerdict
from alongside.kernel.refusals import Hidden
from tests.board.deciding import DUE, Desk, make_desk
from tests.plan.factories import AT, TODAY, make_line, make_place

pytestmark = pytest.mark.django_db
JULY_3, JULY_4 = date(2020, 7, 3), date(2020, 7, 4)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


def answer(
    desk: Desk,
    ref: str,
    on: date = TODAY,
    verdict: str = "answered",
    said_on: date | None = None,
) -> None:
    answer_challenge(
        actor=desk.officer,
        at=datetime(on.year, on.month, on.day, 12, 0, tzinfo=UTC),
        challenge_ref=ref,
        reply=Reply(AnswerVerdict(verdict), "Two people were ill.", said_on or on),
    )


def test_an_answer_that_was_recorded_late_is_late_whatever_day_was_typed(desk: Desk) -> None:
    asked = desk.challenge()
    answer(desk, asked.ref, JULY_4, said_on=date(2020, 6, 20))
    one = challenge(desk.chair, challenge_ref=asked.ref, today=JULY_4)
    assert (one.standing_words, one.late_days) == ("Answered, late by 3 days", 3)
    assert one.answer is not None
    assert (one.answer.recorded_on, one.answer.said_on) == (JULY_4, date(2020, 6, 20))
    assert [each.number for each in open_on(desk.chair, JULY_3)] == ["C1"]


def test_what_nobody_had_recorded_by_a_day_was_not_open_on_it(desk: Desk) -> None:
    desk.recommendation(raised_on=date(2020, 6, 1))
    assert open_on(desk.chair, date(2020, 6, 10)) == ()


def test_what_nobody_answered_stays_open_until_somebody_does(desk: Desk) -> None:
    asked = desk.challenge()
    assert open_on(desk.chair, date(2020, 6, 14)) == ()
    assert [one.number for one in open_on(desk.chair, TODAY)] == ["C1"]
    answer(desk, asked.ref, JULY_4)
    (late,) = open_on(desk.chair, JULY_3)
    assert (late.standing_words, late.late_days, late.is_open) == ("Late by 2 days", 2, True)
    assert open_on(desk.chair, JULY_4) == ()


def test_the_longest_due_comes_first(desk: Desk) -> None:
    desk.challenge(due_on=date(2020, 7, 9))
    desk.recommendation(due_on=date(2020, 6, 30))
    assert [one.number for one in open_on(desk.member, TODAY)] == ["R1", "C1"]


def test_whoever_reads_only_what_was_issued_sees_recommendations(desk: Desk) -> None:
    asked, recommended = desk.challenge(), desk.recommendation()
    for role in ("scrutiny_member", "data_analyst", "department_adviser", "quality_auditor"):
        reader = desk.place.actor("Rita Reader", role)
        assert [one.number for one in open_on(reader, TODAY)] == ["R1"]
        assert [one.number for one in all_challenges(reader, TODAY)] == ["R1"]
        challenge(reader, challenge_ref=recommended.ref, today=TODAY)
        with pytest.raises(Hidden):
            challenge(reader, challenge_ref=asked.ref, today=TODAY)
        with pytest.raises(Hidden):
            challenge_page(reader, challenge_ref=asked.ref, today=TODAY, at=AT)


def test_others_see_nothing(desk: Desk) -> None:
    asked = desk.recommendation()
    with pytest.raises(Hidden):
        open_on(desk.place.actor("Sena Senco", "senco"), TODAY)
    with pytest.raises(Hidden):
        challenge(make_place("shire", "Shire").chair, challenge_ref=asked.ref, today=TODAY)


def test_a_challenge_says_who_asked_who_is_to_answer_and_about_what(desk: Desk) -> None:
    line = make_line(desk.place)
    one = challenge(
        desk.chair,
        challenge_ref=desk.challenge(desk.scrutineer, line_ref=line.ref).ref,
        today=TODAY,
    )
    assert (one.by, one.recorded_by, one.holders) == (
        "Independent scrutineer", "Iris Independent", ("Dora Director",),
    )  # fmt: skip
    assert one.subject is not None
    assert (one.subject.kind, one.subject.ref) == ("line", line.ref)
    assert [each.ref for each in challenges_about(desk.chair, today=TODAY, line_ref=line.ref)] == [
        one.ref
    ]
    assert challenges_about(desk.chair, today=TODAY, workstream_ref="zzz") == ()


def test_a_post_without_a_holder_says_so(desk: Desk) -> None:
    asked = desk.challenge(owner_ref=desk.place.post("Head of SEND").ref)
    one = challenge(desk.chair, challenge_ref=asked.ref, today=TODAY)
    assert (one.holders, one.holder_words) == ((), "Nobody holds this post")


def test_the_whole_way_of_a_challenge_can_be_read(desk: Desk) -> None:
    asked = desk.challenge()
    lead = desk.place.post("Lead", holder="Lena Lead")
    give_challenge(
        actor=desk.chair, at=AT, challenge_ref=asked.ref, expected_version=1,
        given=Given(lead.ref, "She leads it."),
    )  # fmt: skip
    answer(desk, asked.ref, date(2020, 7, 2))
    page = challenge_page(desk.chair, challenge_ref=asked.ref, today=JULY_3, at=AT)
    (move,) = page.moves
    assert (move.was, move.why, move.is_miss) == (desk.director.title, "She leads it.", False)
    assert page.challenge.standing_words == "Answered, late by 1 day"
    assert page.challenge.awaits_verdict
    assert page.challenge.answer is not None
    assert page.challenge.answer.is_on_behalf
    ask_again(
        actor=desk.chair,
        at=AT,
        challenge_ref=asked.ref,
        text="And?",
        owner_ref=lead.ref,
        due_on=DUE,
    )
    second, first = all_challenges(desk.chair, JULY_3)
    assert (first.standing_words, first.followed_by and first.followed_by.number) == (
        "Asked again as C2",
        "C2",
    )
    assert second.follows is not None
    assert second.follows.number == "C1"


def test_a_response_that_was_found_good_is_closed(desk: Desk) -> None:
    asked = desk.recommendation()
    answer(desk, asked.ref, verdict="partly")
    find_answer_good(actor=desk.scrutiny, at=AT, challenge_ref=asked.ref, expected_version=1)
    one = challenge(desk.scrutiny, challenge_ref=asked.ref, today=TODAY)
    assert one.answer is not None
    assert (one.standing_words, one.answer.verdict_label) == ("Found good", "Accepted in part")


def test_a_list_asks_three_times_whatever_its_length(desk: Desk) -> None:
    desk.challenge()
    with CaptureQueriesContext(connection) as few:
        open_on(desk.chair, TODAY)
    for number in range(5):
        desk.recommendation(text=f"Publish wait {number}.")
    with CaptureQueriesContext(connection) as many:
        assert len(open_on(desk.chair, TODAY)) == 6
    assert len(few) == len(many) == 3
