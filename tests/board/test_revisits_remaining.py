"""A sentence on what remains becomes an action of the action plan, in one step and whole."""

from datetime import date
from typing import Any

import pytest

from alongside.board.models import FindingPoint, PointAction, Revisit
from alongside.board.operations import letters
from alongside.board.operations import revisits as operations
from alongside.board.operations.revisits import NewAction
from alongside.board.queries.remaining import point_to_turn, who_may_turn
from alongside.board.queries.revisits import latest_revisit, revisit_page
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.plan.models import Lead, Line
from alongside.plan.rules.codes import Partner
from tests.board.visiting import noon, remaining_of, write_letter
from tests.plan.factories import (
    Place,
    make_action,
    make_outcome,
    make_place,
    make_statement,
    record,
)

pytestmark = pytest.mark.django_db
WHEN = noon(date(2020, 6, 15))
TODAY = WHEN.date()
END = PartialDate(2021, 6)


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def outcome(place: Place) -> Line:
    return make_outcome(place, make_statement(place))


@pytest.fixture
def letter(place: Place, outcome: Line) -> Revisit:
    return write_letter(place, outcome.statement)


@pytest.fixture
def point(place: Place, letter: Revisit) -> FindingPoint:
    return remaining_of(place, letter)[0]


def _turn(place: Place, point: FindingPoint, outcome: Line, **more: Any) -> Line:
    actor = more.pop("actor", place.officer)
    seen = {"seen_count": point.actions.count(), **more}
    new = NewAction(outcome.ref, seen.pop("text", point.text), seen.pop("end", END), **seen)
    return operations.turn_into_action(actor=actor, at=WHEN, point_ref=point.ref, new=new)


def test_an_action_does_not_begin_with_an_end_that_has_passed(
    place: Place, outcome: Line, point: FindingPoint
) -> None:
    with pytest.raises(Refusal, match="May 2020 has passed"):
        _turn(place, point, outcome, end=PartialDate(2020, 5))
    assert not point.actions.exists()


@pytest.mark.both_engines
def test_one_step_makes_the_action_its_leads_and_the_link(
    place: Place, outcome: Line, letter: Revisit, point: FindingPoint
) -> None:
    leads = {
        Partner.COUNCIL: place.post("Head of SEND").ref,
        Partner.HEALTH: place.post("Lead nurse", place.health).ref,
    }
    line = _turn(place, point, outcome, leads=leads)
    assert (line.reference, line.text, line.parent) == ("2.1-r1", "Waits are long.", outcome)
    assert Lead.objects.in_area(place.area.pk).filter(line=line).count() == 2
    assert LedgerEntry.objects.order_by("-seq")[0].verb == "board.turn_into_action"
    page = revisit_page(place.forum, letter.ref, today=TODAY)
    first, second = page.findings[0].remaining
    assert [action.reference for action in first.actions] == ["2.1-r1"]
    assert not second.actions
    brief = latest_revisit(place.forum)
    assert brief is not None
    assert (brief.remaining_count, brief.without_action_count) == (2, 1)


def test_the_board_sees_what_came_of_it(
    place: Place, outcome: Line, letter: Revisit, point: FindingPoint
) -> None:
    line = _turn(place, point, outcome)
    record(place, line, "on_track", on=TODAY)
    page = revisit_page(place.forum, letter.ref, today=TODAY)
    (action,) = page.findings[0].remaining[0].actions
    assert (action.status.words, action.end) == ("Progressing and on track", END)


def test_references_go_on_from_those_that_are_taken(
    place: Place, outcome: Line, letter: Revisit, point: FindingPoint
) -> None:
    make_action(place, outcome, "2.1-r1")
    proposed = point_to_turn(place.officer, point.ref, today=TODAY)
    assert proposed.proposals == {outcome.ref: "2.1-r2"}
    assert _turn(place, point, outcome).reference == "2.1-r2"
    assert _turn(place, point, outcome, reference=" 2.1-Z ").reference == "2.1-Z"
    with pytest.raises(Refusal) as refused:
        _turn(place, point, outcome, reference="2.1-Z")
    assert refused.value.field == "reference"


@pytest.mark.both_engines
def test_all_of_it_or_nothing(place: Place, outcome: Line, point: FindingPoint) -> None:
    """The second lead is refused: the action and the first lead are gone again."""
    post = place.post("Head of SEND").ref
    before = LedgerEntry.objects.count()
    with pytest.raises(Refusal, match="already leads"):
        _turn(place, point, outcome, leads={Partner.COUNCIL: post, Partner.HEALTH: post})
    assert not Line.objects.in_area(place.area.pk).filter(parent=outcome).exists()
    assert not PointAction.objects.in_area(place.area.pk).exists()
    assert LedgerEntry.objects.count() == before


def test_only_an_outcome_of_its_weakness_takes_it(
    place: Place, outcome: Line, point: FindingPoint
) -> None:
    other = make_outcome(place, make_statement(place, "Another"), "9.1")
    action = make_action(place, outcome)
    for wrong in (other, action):
        with pytest.raises(Refusal) as refused:
            _turn(place, point, wrong)
        assert refused.value.field == "outcome"
    with pytest.raises(Refusal) as refused:
        _turn(place, point, outcome, text=" ")
    assert refused.value.field == "text"


def test_only_what_remains_and_only_of_a_complete_letter(place: Place, outcome: Line) -> None:
    letter = write_letter(place, outcome.statement, complete=False)
    point = remaining_of(place, letter)[0]
    strength = FindingPoint.objects.in_area(place.area.pk).get(kind="strength")
    with pytest.raises(Refusal, match="still being written down"):
        _turn(place, point, outcome)
    with pytest.raises(Hidden):
        _turn(place, strength, outcome)
    for each in (point, strength):
        with pytest.raises(Hidden):
            point_to_turn(place.officer, each.ref, today=TODAY)


def test_it_needs_the_action_plan_and_the_board(
    place: Place, outcome: Line, point: FindingPoint
) -> None:
    elsewhere = make_place("shire", "Example Shire")
    for actor in (
        place.chair,
        place.actor("Wanda Works", "workstream_officer"),
        place.forum,
        elsewhere.officer,
    ):
        with pytest.raises(Hidden):
            _turn(place, point, outcome, actor=actor)
    assert not PointAction.objects.in_area(place.area.pk).exists()


def test_the_page_can_say_who_may(place: Place) -> None:
    assert who_may_turn(place.chair, at=WHEN) == ("Head of SEND", "Local Area Nominated Officer")


def test_the_chair_names_an_action_that_answers_it_already(
    place: Place, outcome: Line, letter: Revisit, point: FindingPoint
) -> None:
    action = make_action(place, outcome)
    link = {"actor": place.chair, "at": WHEN, "point_ref": point.ref}
    operations.link_action(**link, line_ref=action.ref)
    assert LedgerEntry.objects.order_by("-seq")[0].verb == "board.link_action"
    page = revisit_page(place.forum, letter.ref, today=TODAY)
    assert [each.ref for each in page.findings[0].remaining[0].actions] == [action.ref]
    for ref, words in ((action.ref, "already"), (outcome.ref, "Choose an action")):
        with pytest.raises(Refusal, match=words):
            operations.link_action(**link, line_ref=ref)
    with pytest.raises(Hidden):
        operations.link_action(**link | {"actor": place.forum}, line_ref=action.ref)


def test_a_letter_asks_the_same_number_of_questions_for_many_actions(
    place: Place, outcome: Line, letter: Revisit, django_assert_max_num_queries: Any
) -> None:
    for point in remaining_of(place, letter):
        for _ in range(4):
            _turn(place, point, outcome)
    reader = place.forum
    with django_assert_max_num_queries(13):
        revisit_page(reader, letter.ref, today=TODAY)


def test_a_letter_on_which_actions_rest_is_not_withdrawn(
    place: Place, outcome: Line, letter: Revisit, point: FindingPoint
) -> None:
    _turn(place, point, outcome)
    with pytest.raises(Refusal, match="Actions rest on this letter"):
        letters.withdraw_letter(actor=place.officer, at=WHEN, letter_ref=letter.ref, why="Wrong")


def test_nothing_rests_on_a_withdrawn_letter(
    place: Place, outcome: Line, letter: Revisit, point: FindingPoint
) -> None:
    letters.withdraw_letter(actor=place.officer, at=WHEN, letter_ref=letter.ref, why="Wrong")
    with pytest.raises(Refusal, match="withdrawn"):
        _turn(place, point, outcome)
