"""An organisation that has ended is not named on a page of today as if it were there: who answers now is
named, with what it was before.
"""

from datetime import date

import pytest

from alongside.board.models import Board
from alongside.board.queries.asking import posts_to_ask
from alongside.board.queries.challenges import all_challenges
from alongside.board.queries.governance import seat_holders
from alongside.people import operations as people
from alongside.people.choices import post_choices, post_choices_by_organisation
from tests.board.deciding import Desk, make_desk
from tests.board.factories import make_seat
from tests.plan.factories import AT, Place, make_place

pytestmark = pytest.mark.django_db
BEFORE, ENDED, AFTER = date(2020, 5, 31), date(2020, 6, 1), date(2020, 6, 15)
NOW = "Yorkshire Integrated Care Board (before: City of York CCG)"


@pytest.fixture
def desk(db: None) -> Desk:
    return make_desk(make_place())


@pytest.fixture
def nurse(desk: Desk) -> str:
    place: Place = desk.place
    post = place.post("Chief nurse", place.health, holder="Nora Nurse")
    make_seat(place, desk.board, post, side="health")
    new = people.register_organisation(
        actor=place.operator(), at=AT, name="Yorkshire Integrated Care Board", kind="health"
    )
    people.record_succession(
        actor=place.operator(),
        at=AT,
        predecessor=place.health,
        successor=new,
        followed_on=ENDED,
    )
    return str(post.ref)


def organisation_of(desk: Desk, ref: str, on: date) -> str:
    board: Board = desk.board
    seats = seat_holders(desk.chair, board, on)
    return next(seat.organisation for seat in seats if seat.post_ref == ref)


def test_a_seat_names_who_answered_on_the_day(desk: Desk, nurse: str) -> None:
    assert organisation_of(desk, nurse, AFTER) == NOW
    assert organisation_of(desk, nurse, BEFORE) == "City of York CCG"


def test_posts_to_choose_stand_below_who_answers_now(desk: Desk, nurse: str) -> None:
    groups = dict(posts_to_ask(desk.chair, today=AFTER, at=AT).groups)
    assert nurse in dict(groups[NOW])
    assert f"Chief nurse, {NOW} (Nora Nurse)" in dict(post_choices(desk.chair, today=AFTER))[nurse]
    grouped = dict(post_choices_by_organisation(desk.chair, today=AFTER))
    assert dict(grouped[NOW])[nurse] == "Chief nurse (Nora Nurse)"
    assert list(grouped) == sorted(grouped, key=str.casefold)


def test_a_challenge_names_who_answers_now(desk: Desk, nurse: str) -> None:
    desk.challenge(owner_ref=nurse)
    assert [each.organisation for each in all_challenges(desk.chair, AFTER)] == [NOW]
