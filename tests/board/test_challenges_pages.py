"""The pages of challenges and recommendations, as the people who use them meet them."""

# ruff: noqa: F811

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import Challenge, ChallengeAnswer
from alongside.plan import operations as plan
from alongside.web import clock
from tests.board.deciding import Desk, make_desk
from tests.plan.factories import AT, Place, make_line, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    SignIn,
    boxes,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
NEW = {"text": "Why is the strategy late?", **boxes("due_on", 1, 7, 2020)}


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.fixture
def chair(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Charlie Chair", "chair")


@pytest.fixture
def director(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Dora Director", "board_member")


@pytest.fixture
def officer(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Olive Officer", "head_of_send")


@pytest.fixture
def scrutiny(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Sam Scrutiny", "scrutiny_member")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def test_the_list_shows_what_waits_and_how_late_it_is(desk: Desk, chair: Client) -> None:
    desk.challenge()
    desk.recommendation()
    page = words(chair.get(to("challenges")))
    assert "Challenges and recommendations" in page
    assert "2 answers are still to come, and none of them is late." in page
    for said in ("C1 Why is it late?", "R1 Publish the waits.", "Chair, 15 June 2020", "Waiting"):
        assert said in page


def test_scrutiny_reads_its_recommendations_and_no_challenge(desk: Desk, scrutiny: Client) -> None:
    asked, recommended = desk.challenge(), desk.recommendation()
    page = words(scrutiny.get(to("challenges")))
    assert "Scrutiny’s recommendations" in page
    assert "R1 Publish the waits." in page
    assert "C1" not in page
    assert scrutiny.get(to("challenge", recommended.ref)).status_code == 200
    hidden = scrutiny.get(to("challenge", asked.ref))
    assert hidden.status_code == 404
    for name in ("find_answer_good", "ask_again"):
        assert scrutiny.get(to(name, asked.ref)).status_code == 404


def test_an_empty_list_says_so(desk: Desk, director: Client) -> None:
    assert "Nothing waits for an answer." in words(director.get(to("challenges")))


def test_the_chair_challenges_from_a_line_of_the_action_plan(desk: Desk, chair: Client) -> None:
    line = make_line(desk.place)
    address = f"{to('raise_challenge')}?line={line.ref}"
    assert f'value="{line.ref}" selected' in chair.get(address).content.decode()
    sent = chair.post(address, {**NEW, "line": line.ref, "owner": desk.director.ref})
    asked = Challenge.objects.in_area(desk.place.area.pk).get()
    assert sent["Location"] == to("challenge", asked.ref)
    page = words(chair.get(sent["Location"]))
    for said in (
        "Challenge C1",
        "From the chair",
        "2.1-A Write the strategy together",
        "Dora Director",
    ):
        assert said in page


def test_a_challenge_may_begin_from_a_workstream(desk: Desk, chair: Client) -> None:
    statement = make_line(desk.place).statement
    stream = plan.create_workstream(
        actor=desk.officer, at=AT, statement_ref=statement.ref, title="Commissioning"
    )
    address = f"{to('raise_challenge')}?workstream={stream.ref}"
    assert f'value="{stream.ref}" selected' in chair.get(address).content.decode()
    chair.post(address, {**NEW, "workstream": stream.ref, "owner": desk.director.ref})
    assert Challenge.objects.in_area(desk.place.area.pk).get().workstream == stream


def test_a_line_of_another_area_is_not_prefilled(desk: Desk, chair: Client) -> None:
    line = make_line(make_place("shire", "Shire"))
    page = chair.get(f"{to('raise_challenge')}?line={line.ref}").content.decode()
    assert line.ref not in page.replace(f"?line={line.ref}", "")


def test_what_was_typed_stays_when_something_is_missing(desk: Desk, chair: Client) -> None:
    answer = chair.post(to("raise_challenge"), {**NEW, "owner": ""})
    assert answer.status_code == 422
    assert "Answer the question “Which post is to answer?”" in words(answer)
    assert "Why is the strategy late?" in words(answer)
    late = {**NEW, "owner": desk.director.ref, **boxes("due_on", 1, 6, 2020)}
    assert "on or after the day it was asked for" in words(chair.post(to("raise_challenge"), late))


def test_a_list_of_one_answer_is_a_sentence_and_cuts_no_word(desk: Desk, chair: Client) -> None:
    desk.challenge(text="Why is the strategy for children and young people late? " * 4)
    page = words(chair.get(to("challenges")))
    assert "1 answer is still to come. It is not late." in page
    assert (
        "young people late? Why is the strategy for children and young people late? Why is" in page
    )
    assert "Why is the…" not in page


def test_the_posts_are_below_their_organisations_and_vacant_ones_say_so(
    desk: Desk, chair: Client
) -> None:
    desk.place.post("Head of SEND")
    page = chair.get(to("raise_challenge")).content.decode()
    assert '<optgroup label="City of York Council">' in page
    assert "Head of SEND (nobody holds this post)" in page
    assert "Then nobody is told, and the challenge waits." in words(
        chair.get(to("raise_challenge"))
    )


def test_a_challenge_to_a_vacant_post_does_not_say_that_somebody_was_told(
    desk: Desk, chair: Client, director: Client
) -> None:
    vacant = desk.place.post("Head of SEND")
    to_nobody = chair.post(to("raise_challenge"), {**NEW, "owner": vacant.ref}, follow=True)
    assert "Nobody holds the post, so nobody was told." in words(to_nobody)
    to_dora = chair.post(to("raise_challenge"), {**NEW, "owner": desk.director.ref}, follow=True)
    assert "Whoever holds the post is told." in words(to_dora)


def test_text_of_invisible_characters_is_no_challenge(desk: Desk, chair: Client) -> None:
    for nothing in ("\u200b", "\u2060 \u00ad", "\u3164", "\u2800\ufeff"):
        sent = chair.post(
            to("raise_challenge"), {**NEW, "text": nothing, "owner": desk.director.ref}
        )
        assert sent.status_code == 422
        assert "Say what is to be answered" in words(sent)


def test_a_late_challenge_is_given_away_with_a_new_day_and_the_miss_stands(
    desk: Desk, chair: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, lead = desk.challenge(), desk.place.post("Lead", holder="Lena Lead")
    assert "By which day is the new post" not in words(chair.get(to("give_challenge", asked.ref)))
    monkeypatch.setattr(clock, "now", lambda: datetime(2020, 7, 4, 11, 0, tzinfo=UTC))
    monkeypatch.setattr(clock, "today", lambda: date(2020, 7, 4))
    given = {"owner": lead.ref, "why": "She leads it.", "expected_version": 1}
    missing = chair.post(to("give_challenge", asked.ref), given)
    assert "By which day is the new post to answer?" in words(missing)
    chair.post(to("give_challenge", asked.ref), {**given, **boxes("due_on", 20, 7, 2020)})
    page = words(chair.get(to("challenge", asked.ref)))
    assert "Director of children’s services, until 4 July 2020. She leads it." in page
    assert "Answer due on 1 July 2020. None came." in page
    assert "Answer due 20 July 2020" in page


def test_what_was_withdrawn_stays_readable_and_struck(desk: Desk, chair: Client) -> None:
    asked = desk.challenge()
    empty = chair.post(to("withdraw_challenge", asked.ref), {"why": " ", "expected_version": 1})
    assert "Say why it is withdrawn" in words(empty)
    chair.post(to("withdraw_challenge", asked.ref), {"why": "Sent twice.", "expected_version": 1})
    answer = chair.get(to("challenge", asked.ref))
    assert "board-words--struck" in answer.content.decode()
    page = words(answer)
    assert "Withdrawn on 15 June 2020 by Charlie Chair. Sent twice." in page
    assert "It needs no answer." in page
    assert "Nothing waits for an answer." in words(chair.get(to("challenges")))
    assert "Sent twice." in words(chair.get(to("challenges")))
    assert "It was withdrawn on 15 June 2020." in words(
        chair.get(to("withdraw_challenge", asked.ref))
    )


def test_a_post_without_a_holder_is_a_gap_that_can_be_closed(desk: Desk, chair: Client) -> None:
    asked = desk.challenge(owner_ref=desk.place.post("Head of SEND").ref)
    assert "Nobody holds this post: Head of SEND" in words(chair.get(to("challenge", asked.ref)))
    page = words(chair.get(to("give_challenge", asked.ref)))
    assert "Give C1 to another post" in page
    given = {"owner": desk.director.ref, "why": "Nobody holds it.", "expected_version": 1}
    chair.post(to("give_challenge", asked.ref), given)
    page = words(chair.get(to("challenge", asked.ref)))
    assert "Head of SEND, until 15 June 2020. Nobody holds it." in page


def test_two_people_who_give_it_away_at_once_choose(desk: Desk, chair: Client) -> None:
    asked = desk.challenge()
    lead, head = desk.place.post("Lead"), desk.place.post("Head of SEND")
    given = {"owner": lead.ref, "why": "She leads it.", "expected_version": 1}
    chair.post(to("give_challenge", asked.ref), given)
    again = chair.post(to("give_challenge", asked.ref), {**given, "owner": head.ref})
    assert "Save mine over theirs" in words(again)
    assert "She leads it." in words(again)


def test_the_holder_answers(desk: Desk, director: Client) -> None:
    asked = desk.challenge()
    assert "Answer" in words(director.get(to("challenge", asked.ref)))
    page = words(director.get(to("answer_challenge", asked.ref)))
    assert "On which day was it answered?" not in page
    empty = director.post(to("answer_challenge", asked.ref), {"text": " "})
    assert "Write the answer" in words(empty)
    director.post(to("answer_challenge", asked.ref), {"text": "Two were ill."})
    page = words(director.get(to("challenge", asked.ref)))
    assert "Two were ill." in page
    assert "Dora Director on 15 June 2020" in page
    assert "It was answered on 15 June 2020." in words(
        director.get(to("answer_challenge", asked.ref))
    )


def test_an_answer_that_came_second_keeps_what_was_typed(desk: Desk, director: Client) -> None:
    asked = desk.challenge()
    director.post(to("answer_challenge", asked.ref), {"text": "Two were ill."})
    second = director.post(to("answer_challenge", asked.ref), {"text": "My own long words."})
    assert second.status_code == 422
    assert "before you sent yours" in words(second)
    assert "My own long words." in words(second)
    assert ChallengeAnswer.objects.in_area(desk.place.area.pk).count() == 1


def test_an_officer_records_a_response_for_the_post_and_it_says_so(
    desk: Desk, officer: Client
) -> None:
    asked = desk.recommendation()
    page = words(officer.get(to("answer_challenge", asked.ref)))
    assert "Record the response to R1 for the Director of children’s services" in page
    response = {"text": "From May.", "verdict": "partly", **boxes("answered_on", 12, 6, 2020)}
    officer.post(to("answer_challenge", asked.ref), response)
    page = words(officer.get(to("challenge", asked.ref)))
    assert "Accepted in part" in page
    assert "Recorded by Olive Officer for the Director of children’s services, 15 June 2020" in page
    assert "said to have been given on 12 June 2020" in page


def test_another_member_finds_no_form_to_answer(desk: Desk, sign_in: SignIn) -> None:
    asked = desk.challenge()
    member = sign_in("Mo Member", "board_member")
    assert member.get(to("answer_challenge", asked.ref)).status_code == 404
    refused = member.post(to("answer_challenge", asked.ref), {"text": "I know better."})
    assert refused.status_code == 404


def test_the_chair_is_satisfied_or_asks_again(desk: Desk, chair: Client, director: Client) -> None:
    first, second = desk.challenge(), desk.challenge(text="Who is ill?")
    for asked in (first, second):
        director.post(to("answer_challenge", asked.ref), {"text": "Two were ill."})
    chair.post(to("find_answer_good", first.ref), {"expected_version": 1})
    assert "Found good" in words(chair.get(to("challenge", first.ref)))
    again = {**NEW, "owner": desk.director.ref}
    sent = chair.post(to("ask_again", second.ref), again)
    page = words(chair.get(sent["Location"]))
    assert "Challenge C3" in page
    assert "Follows C2" in page
    page = words(chair.get(to("challenges")))
    assert "Asked again as C3" in page
    assert "Found good, or asked again" in page


def test_a_scrutineer_does_not_close_another_s_challenge(
    desk: Desk,
    sign_in: SignIn,
    director: Client,
) -> None:
    asked = desk.challenge()
    director.post(to("answer_challenge", asked.ref), {"text": "Two were ill."})
    scrutineer = sign_in("Iris Independent", "independent_scrutineer")
    assert "Say that the answer is good enough" not in words(
        scrutineer.get(to("challenge", asked.ref))
    )
    page = words(scrutineer.get(to("find_answer_good", asked.ref)))
    assert "Only whoever asked, the chair, decides about this." in page
    waiting = desk.challenge(text="Who is ill?")
    for door in ("Give it to another post", "Withdraw it"):
        assert door not in words(scrutineer.get(to("challenge", waiting.ref)))


def test_whoever_asked_is_warned_before_they_record_the_answer_themselves(
    desk: Desk, chair: Client
) -> None:
    asked = desk.challenge()
    page = words(chair.get(to("answer_challenge", asked.ref)))
    assert "somebody else has to say whether it is good" in page
    chair.post(
        to("answer_challenge", asked.ref),
        {"text": "Two were ill.", **boxes("answered_on", 15, 6, 2020)},
    )
    assert "Say that the answer is good enough" not in words(chair.get(to("challenge", asked.ref)))
    page = words(chair.get(to("find_answer_good", asked.ref)))
    assert "You gave or recorded this answer" in page


def test_scrutiny_records_a_recommendation(desk: Desk, scrutiny: Client, director: Client) -> None:
    page = words(scrutiny.get(to("recommend")))
    assert "Director of children’s services, City of York Council (Dora Director)" in page
    assert '<optgroup label="Social care">' in scrutiny.get(to("recommend")).content.decode()
    given = {
        **NEW,
        "from_board": desk.committee.ref,
        "owner": desk.director.ref,
        **boxes("raised_on", 10, 6, 2020),
    }
    sent = scrutiny.post(to("recommend"), given)
    page = words(scrutiny.get(sent["Location"]))
    assert "Recommendation R1" in page
    assert "From the Children’s Scrutiny Committee" in page


def test_without_a_committee_nobody_recommends(desk: Desk, officer: Client) -> None:
    desk.committee.delete()
    page = words(officer.get(to("recommend")))
    assert "No scrutiny committee is set up here yet." in page
    assert "Send the recommendation" not in page


@pytest.mark.parametrize(
    ("name", "role", "status"),
    [
        ("raise_challenge", "head_of_send", 404),
        ("raise_challenge", "independent_scrutineer", 200),
        ("recommend", "scrutiny_member", 200),
        ("recommend", "chair", 200),
        ("recommend", "independent_scrutineer", 404),
        ("challenges", "senco", 404),
        ("challenges", "department_adviser", 200),
    ],
)
def test_which_role_opens_which_page(
    desk: Desk,
    sign_in: SignIn,
    name: str,
    role: str,
    status: int,
) -> None:
    assert sign_in("Some Body", role).get(to(name)).status_code == status
