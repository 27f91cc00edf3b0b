"""Answers to challenges and responses to recommendations: who gives them, and who finds them good."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from alongside.board.models import Challenge, ChallengeAnswer
from alongside.board.operations.answers import answer_challenge, find_answer_good
from alongside.board.operations.challenges import (
    ask_again,
)
from alongside.board.rules.challenges import Reply
from alongside.board.rules.codes import AnswerVerdict
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from tests.board.deciding import DUE, Desk, make_desk
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


def test_the_holder_answers_and_whoever_asked_is_told(desk: Desk) -> None:
    asked = desk.challenge(desk.scrutineer)
    given = answer(desk, asked)
    assert (given.text, given.is_on_behalf) == ("Two people were ill.", False)
    assert told(desk, "Iris Independent") == ["Your challenge C1 was answered."]
    assert verbs(asked.ref) == ["board.raise_challenge", "board.answer_challenge"]


def test_those_who_run_the_board_record_an_answer_on_behalf_of_the_post(desk: Desk) -> None:
    assert answer(desk, desk.challenge(), desk.officer).is_on_behalf


def test_a_chair_who_holds_the_post_answers_for_themselves(desk: Desk) -> None:
    chair = desk.place.actor("Dora Director", "chair")
    assert not answer(desk, desk.challenge(desk.scrutineer), chair).is_on_behalf


def test_another_member_may_not_answer(desk: Desk) -> None:
    asked = desk.challenge()
    with pytest.raises(Refusal, match="Only whoever holds the post"):
        answer(desk, asked, desk.place.actor("Mo Member", "board_member"))
    for role in ("inspector", "independent_scrutineer", "scrutiny_member"):
        with pytest.raises(Hidden):
            answer(desk, asked, desk.place.actor("Nora Nobody", role))
    with pytest.raises(Hidden):
        answer(desk, asked, make_place("shire", "Shire").officer)


def test_whoever_held_the_post_before_may_not_answer(desk: Desk) -> None:
    asked, left = desk.challenge(), desk.director.holdings.get()
    left.held_until = TODAY
    left.save()
    with pytest.raises(Refusal, match="Only whoever holds the post"):
        answer(desk, asked)


def test_a_grant_for_one_organisation_reaches_its_posts_only(desk: Desk) -> None:
    asked = desk.challenge()
    health = desk.place.actor("Dora Director", "commissioner", organisation=desk.place.health)
    with pytest.raises(Hidden):
        answer(desk, asked, health)
    answer(
        desk,
        asked,
        desk.place.actor("Dora Director", "commissioner", organisation=desk.place.council),
    )


def test_the_second_of_two_answers_is_refused_and_the_first_stays(desk: Desk) -> None:
    asked = desk.challenge()
    answer(desk, asked)
    with pytest.raises(Refusal, match="before you sent yours"):
        answer(desk, asked, desk.officer, Reply(AnswerVerdict.ANSWERED, "Another.", TODAY))
    assert ChallengeAnswer.objects.in_area(desk.place.area.pk).get().text == "Two people were ill."


def test_a_response_gives_its_reasons(desk: Desk) -> None:
    asked = desk.recommendation()
    with pytest.raises(Refusal, match="Give the reasons"):
        answer(desk, asked, reply=Reply(AnswerVerdict.NOT_ACCEPTED, "", TODAY))
    given = answer(desk, asked, reply=Reply(AnswerVerdict.NOT_ACCEPTED, "It costs more.", TODAY))
    assert given.verdict == "not_accepted"


def test_the_office_that_asked_finds_an_answer_good_and_nobody_else(desk: Desk) -> None:
    asked = desk.challenge(desk.scrutineer)
    answer(desk, asked)
    good = {"at": AT, "challenge_ref": asked.ref, "expected_version": 1}
    for who in (desk.member, desk.officer, desk.scrutiny):
        with pytest.raises(Hidden):
            find_answer_good(actor=who, **good)
    for who in (desk.chair, desk.place.actor("Vera Vice", "vice_chair")):
        with pytest.raises(Refusal, match="Only whoever asked, the independent scrutineer"):
            find_answer_good(actor=who, **good)
    after = desk.place.actor("Ivo Independent", "independent_scrutineer")
    found = find_answer_good(actor=after, **good)
    assert (found.satisfied_on, found.satisfied_by_id) == (TODAY, after.person_id)
    assert verbs(asked.ref)[-1] == "board.find_answer_good"
    closed = "The answer to C1 was found good."
    assert told(desk, "Iris Independent")[-1] == closed
    assert told(desk, "Dora Director")[-1] == closed


def test_nobody_judges_an_answer_that_they_gave_or_recorded(desk: Desk) -> None:
    own = desk.place.actor("Dora Director", "chair")
    given, recorded = desk.challenge(own), desk.challenge(text="Who is ill?")
    answer(desk, given, own)
    answer(desk, recorded, desk.chair)
    for asked, who in ((given, own), (recorded, desk.chair)):
        with pytest.raises(Refusal, match="You gave or recorded this answer"):
            find_answer_good(actor=who, at=AT, challenge_ref=asked.ref, expected_version=1)
        with pytest.raises(Refusal, match="You gave or recorded this answer"):
            ask_again(
                actor=who, at=LATER, challenge_ref=asked.ref, text="And?",
                owner_ref=desk.director.ref, due_on=date(2020, 7, 20),
            )  # fmt: skip


def test_whoever_recorded_a_recommendation_for_the_committee_decides_for_it(desk: Desk) -> None:
    asked = desk.recommendation(desk.officer)
    answer(desk, asked, reply=Reply(AnswerVerdict.ACCEPTED, "From May.", TODAY))
    good = {"at": AT, "challenge_ref": asked.ref, "expected_version": 1}
    with pytest.raises(Refusal, match="Only scrutiny"):
        find_answer_good(actor=desk.place.actor("Nina Nominee", "nominated_officer"), **good)
    find_answer_good(actor=desk.officer, **good)


def test_only_scrutiny_is_satisfied_with_a_response(desk: Desk) -> None:
    asked = desk.recommendation()
    answer(desk, asked, reply=Reply(AnswerVerdict.ACCEPTED, "From May.", TODAY))
    good = {"at": AT, "challenge_ref": asked.ref, "expected_version": 1}
    with pytest.raises(Refusal, match="Only scrutiny"):
        find_answer_good(actor=desk.chair, **good)
    find_answer_good(actor=desk.scrutiny, **good)


def test_two_people_who_close_it_at_once_do_not_both(desk: Desk) -> None:
    asked = desk.challenge()
    answer(desk, asked)
    find_answer_good(actor=desk.chair, at=AT, challenge_ref=asked.ref, expected_version=1)
    with pytest.raises(Changed):
        find_answer_good(actor=desk.chair, at=AT, challenge_ref=asked.ref, expected_version=1)


def test_an_answer_that_does_not_satisfy_is_asked_for_again(desk: Desk) -> None:
    line = make_line(desk.place)
    asked = desk.challenge(line_ref=line.ref)
    again = {"text": "By when?", "owner_ref": desk.director.ref, "due_on": date(2020, 7, 20)}
    with pytest.raises(Refusal, match="no answer yet"):
        ask_again(actor=desk.chair, at=AT, challenge_ref=asked.ref, **again)
    answer(desk, asked)
    follows = ask_again(actor=desk.chair, at=LATER, challenge_ref=asked.ref, **again)
    assert (follows.number, follows.follows, follows.line) == ("C2", asked, line)
    assert told(desk, "Dora Director")[-1] == "The board asks you to answer C2, by 20 July 2020."
    with pytest.raises(Refusal, match="asked again already, as C2"):
        ask_again(actor=desk.chair, at=LATER, challenge_ref=asked.ref, **again)


def test_scrutiny_asks_again_as_a_recommendation(desk: Desk) -> None:
    asked = desk.recommendation()
    answer(desk, asked, reply=Reply(AnswerVerdict.PARTLY, "Half of it.", TODAY))
    follows = ask_again(
        actor=desk.scrutiny,
        at=AT,
        challenge_ref=asked.ref,
        text="All of it.",
        owner_ref=desk.director.ref,
        due_on=DUE,
    )
    assert (follows.number, follows.from_board, follows.follows) == ("R2", desk.committee, asked)
