"""Two people, or two tabs, make no second action of one sentence without knowing of the first; and only
posts that speak for a partner are offered to lead for it.
"""

from datetime import date

import pytest

from alongside.board.forms.revisits import TurnForm
from alongside.board.models import FindingPoint, Revisit
from alongside.board.operations.revisits import NewAction, turn_into_action
from alongside.board.pages.remaining import posts_by_partner
from alongside.board.queries.remaining import point_to_turn
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.plan.models import Line
from alongside.plan.rules.codes import Partner
from tests.board.visiting import noon, remaining_of, write_letter
from tests.plan.factories import Place, make_outcome, make_place, make_statement

pytestmark = pytest.mark.django_db
WHEN = noon(date(2020, 6, 15))


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def outcome(place: Place) -> Line:
    return make_outcome(place, make_statement(place))


@pytest.fixture
def point(place: Place, outcome: Line) -> FindingPoint:
    letter: Revisit = write_letter(place, outcome.statement)
    return remaining_of(place, letter)[0]


def turn(place: Place, point: FindingPoint, outcome: Line, seen: int = 0) -> Line:
    new = NewAction(outcome.ref, point.text, PartialDate(2021, 6), seen_count=seen)
    return turn_into_action(actor=place.officer, at=WHEN, point_ref=point.ref, new=new)


def test_the_second_of_two_tabs_is_told_of_the_first(
    place: Place, point: FindingPoint, outcome: Line
) -> None:
    turn(place, point, outcome)
    with pytest.raises(Refusal, match=r"since you opened the page: 2\.1-r1"):
        turn(place, point, outcome)


def test_whoever_knows_of_the_first_may_make_another(
    place: Place, point: FindingPoint, outcome: Line
) -> None:
    turn(place, point, outcome)
    assert turn(place, point, outcome, seen=1).reference == "2.1-r2"


def test_the_form_carries_what_the_person_saw(
    place: Place, point: FindingPoint, outcome: Line
) -> None:
    turn(place, point, outcome)
    found = point_to_turn(place.officer, point.ref, today=WHEN.date())
    assert found.made == ("2.1-r1",)
    form = TurnForm(None, point=found, posts={})
    assert form.initial["seen_count"] == "1"


def test_a_partners_lead_is_chosen_among_its_own_posts(place: Place) -> None:
    council = place.post("Head of SEND")
    nurse = place.post("Chief nurse", place.health)
    found = posts_by_partner(place.officer)
    assert [ref for ref, _ in found[Partner.COUNCIL]] == [council.ref]
    assert [ref for ref, _ in found[Partner.HEALTH]] == [nurse.ref]
    assert {ref for ref, _ in found[Partner.OTHER]} == {council.ref, nurse.ref}
