"""Whom a question of the board reaches: who is told, whom one has to tell, and who is not offered."""

# ruff: noqa: F811

import pytest
from django.test import Client
from django.urls import reverse

from alongside.board.models import Challenge
from alongside.board.operations.challenges import NewChallenge, raise_challenge
from alongside.board.queries.asking import member_posts, posts_to_ask
from alongside.board.queries.reaching import reach_now
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.refusals import Refusal
from tests.board.deciding import Desk, make_desk
from tests.plan.factories import AT, Place, make_place
from tests.plan.pages_changing.conftest import (  # noqa: F401
    MORNING,
    SignIn,
    boxes,
    june_2020,
    mail_to_memory,
    sign_in,
    words,
)

pytestmark = pytest.mark.django_db
NEW = {"text": "Why is the strategy late?", **boxes("due_on", 1, 7, 2020)}
DUE = MORNING.date()


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def desk(place: Place) -> Desk:
    return make_desk(place)


@pytest.fixture
def chair(desk: Desk, sign_in: SignIn) -> Client:
    return sign_in("Charlie Chair", "chair")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def offered(desk: Desk) -> dict[str, str]:
    groups = posts_to_ask(desk.place.chair, today=MORNING.date(), at=MORNING).groups
    return {ref: title for _, own in groups for ref, title in own}


def ask(desk: Desk, chair: Client) -> str:
    sent = chair.post(to("raise_challenge"), {**NEW, "owner": desk.director.ref})
    return words(chair.get(sent["Location"]))


def test_somebody_without_an_account_is_marked_and_is_to_be_told(desk: Desk, chair: Client) -> None:
    assert offered(desk)[desk.director.ref].endswith("(Dora Director, no account here)")
    page = ask(desk, chair)
    assert page.count("Dora Director has no account here. Tell them yourself.") == 2
    assert "Whoever holds the post is told" not in page


def test_somebody_who_can_answer_is_told_and_not_marked(
    desk: Desk, chair: Client, sign_in: SignIn
) -> None:
    sign_in("Dora Director", "board_member")
    assert offered(desk)[desk.director.ref].endswith("(Dora Director)")
    page = ask(desk, chair)
    assert "Whoever holds the post is told" in page
    assert "no account here" not in page


@pytest.mark.parametrize("role", ["information_governance_lead", "data_analyst"])
def test_a_post_whose_holder_may_not_answer_is_not_offered(
    desk: Desk, sign_in: SignIn, role: str
) -> None:
    sign_in("Dora Director", role)
    assert desk.director.ref not in offered(desk)
    new = NewChallenge(text="Why?", owner_ref=desk.director.ref, due_on=DUE)
    with pytest.raises(Refusal, match="Dora Director cannot open and answer this here"):
        raise_challenge(actor=desk.place.chair, at=MORNING, new=new)


def test_a_closed_account_reaches_nobody(desk: Desk, sign_in: SignIn) -> None:
    sign_in("Dora Director", "board_member")
    account = desk.place.person("Dora Director").account
    account.is_active = False
    account.save(update_fields=["is_active"])
    reach = reach_now(desk.place.chair, desk.director, ChallengeKind.CHALLENGE, at=MORNING)
    assert reach.without_account == ("Dora Director",)


@pytest.mark.parametrize("role", ["sendiass", "independent_scrutineer"])
def test_whoever_reads_the_board_answers_for_the_post_they_hold(
    desk: Desk, chair: Client, sign_in: SignIn, role: str
) -> None:
    adviser = sign_in("Dora Director", role)
    ask(desk, chair)
    asked = Challenge.objects.in_area(desk.place.area.pk).get()
    assert "Answer" in words(adviser.get(to("challenge", asked.ref)))
    assert adviser.get(to("answer_challenge", asked.ref)).status_code == 200


def test_scrutiny_may_recommend_to_members_who_can_open_it(desk: Desk, sign_in: SignIn) -> None:
    sign_in("Dora Director", "information_governance_lead")
    groups = member_posts(desk.place.officer, today=MORNING.date(), at=AT).groups
    assert desk.director.ref not in {ref for _, own in groups for ref, _ in own}
