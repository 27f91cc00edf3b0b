"""Challenges and recommendations from the first word to the last: rows, messages and the ledger."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from alongside.board.models import Challenge, ChallengeAnswer, ChallengeMove
from alongside.board.operations.answers import answer_challenge
from alongside.board.operations.challenges import (
    Given,
    NewChallenge,
    give_challenge,
    raise_challenge,
    withdraw_challenge,
)
from alongside.board.queries.challenges import open_on
from alongside.board.rules.challenges import Reply
from alongside.board.rules.codes import AnswerVerdict
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from tests.board.deciding import DUE, Desk, make_desk
from tests.board.factories import make_board
from tests.plan.factories import AT, TODAY, make_line, make_place

pytestmark = pytest.mark.django_db
YES = Reply(AnswerVerdict.ANSWERED, "Two people were ill.", TODAY)
LATER = datetime(2020, 7, 4, 9, 0, tzinfo=UTC)


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


def verbs(subject_ref: str) -> list[str]:
    entries = LedgerEntry.objects.filter(subject_ref=subject_ref).order_by("seq")
    return list(entries.values_list("verb", flat=True))


def told(desk: Desk, name: str) -> list[str]:
    notices = Notice.objects.in_area(desk.place.area.pk).filter(person=desk.place.person(name))
    return list(notices.order_by("pk").values_list("sentence", flat=True))


def answer(desk: Desk, asked: Challenge, actor: Any = None, reply: Reply = YES) -> ChallengeAnswer:
    return answer_challenge(actor=actor or desk.member, at=AT, challenge_ref=asked.ref, reply=reply)


def test_a_form_that_arrives_twice_asks_once(desk: Desk) -> None:
    desk.challenge()
    with pytest.raises(Refusal, match="It stands as C1"):
        desk.challenge()
    assert len(told(desk, "Dora Director")) == 1


def test_the_chair_challenges_a_post_about_a_line_and_its_holder_is_told(desk: Desk) -> None:
    line = make_line(desk.place)
    asked = desk.challenge(line_ref=line.ref)
    assert (asked.number, asked.by_seat, asked.line, asked.raised_on) == (
        "C1",
        "chair",
        line,
        TODAY,
    )
    assert told(desk, "Dora Director") == ["The board asks you to answer C1, by 1 July 2020."]
    assert verbs(asked.ref) == ["board.raise_challenge"]


def test_challenges_and_recommendations_are_numbered_apart(desk: Desk) -> None:
    numbers = [
        desk.challenge().number,
        desk.recommendation().number,
        desk.challenge(desk.scrutineer).number,
        desk.recommendation(desk.officer).number,
    ]
    assert numbers == ["C1", "R1", "C2", "R2"]


def test_each_office_is_kept(desk: Desk) -> None:
    vice = desk.place.actor("Vera Vice", "vice_chair")
    offices = [desk.challenge(who).by_seat for who in (desk.chair, vice, desk.scrutineer)]
    assert offices == ["chair", "vice_chair", "independent_scrutineer"]


@pytest.mark.parametrize("role", ["board_member", "head_of_send", "scrutiny_member", "inspector"])
def test_nobody_else_may_challenge(desk: Desk, role: str) -> None:
    with pytest.raises(Hidden):
        desk.challenge(desk.place.actor("Nora Nobody", role))


def test_what_is_wrong_with_a_challenge_is_said(desk: Desk) -> None:
    with pytest.raises(Refusals):
        desk.challenge(text=" ")
    with pytest.raises(Refusal, match="Choose the post"):
        desk.challenge(owner_ref="")
    with pytest.raises(Hidden):
        desk.challenge(owner_ref="zzzzzzzzzzzzzzzz")
    with pytest.raises(Hidden):
        desk.challenge(line_ref="zzzzzzzzzzzzzzzz")
    assert not Challenge.objects.in_area(desk.place.area.pk).exists()


def test_a_line_and_a_post_of_another_area_are_not_found(desk: Desk) -> None:
    shire = make_place("shire", "Shire")
    with pytest.raises(Hidden):
        desk.challenge(line_ref=make_line(shire).ref)
    with pytest.raises(Hidden):
        desk.challenge(owner_ref=shire.post("Head of SEND").ref)


def test_an_area_without_a_board_is_told_to_set_it_up() -> None:
    place = make_place("shire", "Shire")
    new = NewChallenge("Why?", place.post("Head of SEND").ref, DUE)
    with pytest.raises(Refusal, match="no improvement board yet"):
        raise_challenge(actor=place.chair, at=AT, new=new)


def test_a_closed_post_is_not_asked(desk: Desk) -> None:
    post = desk.place.post("Interim head")
    post.closed_on = date(2020, 6, 1)
    post.save()
    with pytest.raises(Refusal, match="closed on 1 June 2020"):
        desk.challenge(owner_ref=post.ref)


def test_scrutiny_recommends_to_a_member_of_the_board(desk: Desk) -> None:
    asked = desk.recommendation()
    assert (asked.kind, asked.from_board, asked.by_seat) == ("recommendation", desk.committee, "")
    assert told(desk, "Dora Director") == ["Scrutiny asks you to answer R1, by 1 July 2020."]
    assert verbs(asked.ref) == ["board.recommend"]


def test_a_recommendation_comes_from_a_committee_and_goes_to_a_member(desk: Desk) -> None:
    with pytest.raises(Refusal, match="Only a scrutiny committee"):
        desk.recommendation(from_board_ref=desk.board.ref)
    with pytest.raises(Refusal, match="members of the board"):
        desk.recommendation(owner_ref=desk.place.post("Head of SEND").ref)
    shire = make_place("shire", "Shire")
    with pytest.raises(Hidden):
        desk.recommendation(from_board_ref=make_board(shire, kind="scrutiny_committee").ref)
    with pytest.raises(Hidden):
        desk.recommendation(desk.scrutineer)


def give(desk: Desk, asked: Challenge, post_ref: str, **more: Any) -> Challenge:
    facts = {"actor": desk.chair, "at": AT, "expected_version": 1, **more}
    given = Given(post_ref, facts.pop("why", "Nobody holds the post."), facts.pop("due_on", None))
    return give_challenge(challenge_ref=asked.ref, given=given, **facts)


def test_a_challenge_goes_to_another_post_and_says_why(desk: Desk) -> None:
    vacant, head = desk.place.post("Head of SEND"), desk.place.post("Lead", holder="Lena Lead")
    asked = desk.challenge(owner_ref=vacant.ref)
    with pytest.raises(Refusal, match="Say why"):
        give(desk, asked, head.ref, why=" ")
    given = give(desk, asked, head.ref)
    move = ChallengeMove.objects.in_area(desk.place.area.pk).get()
    assert (given.owner, given.due_on, move.old_owner, move.old_due_on, move.why) == (
        head, DUE, vacant, DUE, "Nobody holds the post.",
    )  # fmt: skip
    assert told(desk, "Lena Lead") == ["The board asks you to answer C1, by 1 July 2020."]
    assert verbs(asked.ref) == ["board.raise_challenge", "board.give_challenge"]


def test_the_second_to_give_it_away_sees_what_the_first_chose(desk: Desk) -> None:
    asked = desk.challenge()
    give(desk, asked, desk.place.post("Head of SEND").ref)
    with pytest.raises(Changed) as changed:
        give(desk, asked, desk.place.post("Lead").ref)
    assert changed.value.differences == (("Who is to answer", "Head of SEND", "Lead"),)


def test_who_may_give_it_to_another_post(desk: Desk) -> None:
    asked = desk.challenge()
    for who in (desk.member, desk.officer):
        with pytest.raises(Hidden):
            give(desk, asked, desk.place.post("Lead").ref, actor=who)
    with pytest.raises(Refusal, match="Only whoever asked, the chair"):
        give(desk, asked, desk.place.post("Lead").ref, actor=desk.scrutineer)
    with pytest.raises(Refusal, match="asked already"):
        give(desk, asked, desk.director.ref)
    recommended = desk.recommendation()
    with pytest.raises(Refusal, match="Only scrutiny"):
        give(desk, recommended, desk.place.post("Lead").ref)
    with pytest.raises(Refusal, match="members of the board"):
        give(desk, recommended, desk.place.post("Lead").ref, actor=desk.scrutiny)
    give(desk, asked, desk.place.post("Lead").ref)


def test_a_late_challenge_gets_a_new_day_and_the_old_one_is_kept(desk: Desk) -> None:
    asked, lead = desk.challenge(), desk.place.post("Lead", holder="Lena Lead")
    with pytest.raises(Refusal, match="a day of its own") as refused:
        give(desk, asked, lead.ref, at=LATER)
    assert refused.value.field == "due_on"
    given = give(desk, asked, lead.ref, at=LATER, due_on=date(2020, 7, 20))
    move = ChallengeMove.objects.in_area(desk.place.area.pk).get()
    assert (given.due_on, move.old_due_on) == (date(2020, 7, 20), DUE)
    assert told(desk, "Lena Lead") == ["The board asks you to answer C1, by 20 July 2020."]


def test_what_was_asked_by_mistake_is_withdrawn_by_whoever_asked(desk: Desk) -> None:
    asked, recommended = desk.challenge(), desk.recommendation()
    why = {"at": AT, "expected_version": 1, "why": "Sent twice."}
    with pytest.raises(Hidden):
        withdraw_challenge(actor=desk.officer, challenge_ref=asked.ref, **why)
    with pytest.raises(Refusal, match="Only whoever asked"):
        withdraw_challenge(actor=desk.scrutineer, challenge_ref=asked.ref, **why)
    with pytest.raises(Refusal, match="Only scrutiny"):
        withdraw_challenge(actor=desk.chair, challenge_ref=recommended.ref, **why)
    withdrawn = withdraw_challenge(actor=desk.chair, challenge_ref=asked.ref, **why)
    withdraw_challenge(actor=desk.scrutiny, challenge_ref=recommended.ref, **why)
    assert (withdrawn.withdrawn_at, withdrawn.withdrawn_why) == (AT, "Sent twice.")
    assert told(desk, "Dora Director")[-2:] == [
        "No answer to C1 is needed any more: it was withdrawn.",
        "No answer to R1 is needed any more: it was withdrawn.",
    ]
    assert verbs(asked.ref)[-1] == "board.withdraw_challenge"
    assert open_on(desk.chair, TODAY) == ()
    with pytest.raises(Refusal, match="needs no answer"):
        answer(desk, asked)
    with pytest.raises(Changed):
        withdraw_challenge(actor=desk.chair, challenge_ref=asked.ref, **why)


WRONG_KIND = {
    "sqlite": "board_challenge_kind",
    "postgresql": "board_challenge_comes_from_somebody",
}
"""A kind that is none breaks two rules of the table, and each engine names the one it tries first."""


def row(desk: Desk, **more: object) -> Challenge:
    facts = {
        "area": desk.place.area,
        "board": desk.board,
        "kind": "challenge",
        "number": "C9",
        "by_seat": "chair",
        "raised_on": TODAY,
        "text": "Why?",
        "owner": desk.director,
        "due_on": DUE,
        "recorded_at": AT,
    }
    return Challenge(**(facts | more))


def refused(name: str, record: models.Model) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        record.save()


@pytest.mark.both_engines
def test_what_the_database_refuses_itself(desk: Desk) -> None:
    refused(WRONG_KIND[connection.vendor], row(desk, kind="wish"))
    refused("board_challenge_comes_from_somebody", row(desk, by_seat=""))
    refused("board_challenge_comes_from_somebody", row(desk, kind="recommendation", by_seat=""))
    refused("board_challenge_due_after", row(desk, due_on=date(2020, 6, 1)))
    refused("board_challenge_due_after", row(desk, text=""))
    refused("board_challenge_satisfied_whole", row(desk, satisfied_on=TODAY))
    refused("board_challenge_withdrawn_whole", row(desk, withdrawn_at=AT))
    refused("board_challenge_withdrawn_whole", row(desk, withdrawn_why="A mistake."))


@pytest.mark.both_engines
def test_a_number_is_given_once_and_an_answer_too(desk: Desk) -> None:
    asked = row(desk)
    asked.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        row(desk).save()
    facts = {"area": desk.place.area, "challenge": asked, "answered_on": TODAY, "answered_at": AT}
    refused("board_answer_verdict", ChallengeAnswer(verdict="maybe", text="Yes.", **facts))
    refused("board_answer_says_something", ChallengeAnswer(verdict="answered", text="", **facts))
    ChallengeAnswer(verdict="answered", text="Yes.", **facts).save()
    with pytest.raises(IntegrityError), transaction.atomic():
        ChallengeAnswer(verdict="answered", text="No.", **facts).save()
    move = {
        "area": desk.place.area,
        "challenge": asked,
        "old_owner": desk.director,
        "old_due_on": DUE,
        "moved_at": AT,
    }
    refused("board_challenge_moved_why", ChallengeMove(why="", **move))
