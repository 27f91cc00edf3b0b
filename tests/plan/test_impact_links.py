"""An impact of the action plan points to the page of evidence that shows it."""

from collections.abc import Hashable
from dataclasses import replace

import pytest
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations as measures
from alongside.measures.rules.spoken import WARNING, WARNING_TO_EVERYBODY, WORDS_HIDDEN
from alongside.plan import operations, queries
from alongside.plan.commands import ImpactReply
from alongside.plan.models import ImpactStatement, Line
from alongside.plan.offers import OFFERS
from alongside.plan.queries import story
from alongside.plan.queries.story_values import LinePage
from alongside.plan.rules.codes import AnswerKind, Verdict
from tests.measures.browsing import client_of, words
from tests.measures.factories import make_counted
from tests.measures.outcomes import EASY_READ, impact
from tests.plan.factories import AT, TODAY, Place, make_place, make_success

pytestmark = pytest.mark.django_db


@pytest.fixture
def promised(place: Place, line: Line) -> ImpactStatement:
    return operations.add_impact(
        actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families are heard."
    )


def link(place: Place, promised: ImpactStatement, ref: str, expected: int = 1) -> ImpactStatement:
    return operations.link_impact(
        actor=place.officer,
        at=AT,
        impact_ref=promised.ref,
        expected_version=expected,
        told_in_ref=ref,
    )


def told_in(place: Place, line: Line) -> str:
    (story,) = queries.line_page(place.chair, line_ref=line.parent.ref, today=TODAY).impacts
    return story.told_in.title if story.told_in else ""


def test_an_impact_points_to_what_stands_on_the_page_today(
    place: Place, line: Line, promised: ImpactStatement
) -> None:
    page = impact(place.officer)
    link(place, promised, page.ref)
    assert told_in(place, line) == "Easy-read strategy"
    measures.change_impact(
        actor=place.officer,
        at=AT,
        impact_ref=page.ref,
        expected_version=1,
        new=replace(EASY_READ, title="Easy-read guide"),
    )
    assert told_in(place, line) == "Easy-read guide"
    event = LedgerEntry.objects.get(verb="plan.link_impact")
    assert event.detail.words["facts"]["told_in"] == page.ref


def test_the_link_is_taken_away_again(place: Place, line: Line, promised: ImpactStatement) -> None:
    link(place, promised, impact(place.officer).ref)
    link(place, promised, "", expected=2)
    assert told_in(place, line) == ""


def test_the_second_of_two_people_sees_what_the_first_chose(
    place: Place, promised: ImpactStatement
) -> None:
    link(place, promised, impact(place.officer).ref)
    with pytest.raises(Changed) as raised:
        link(place, promised, "")
    assert raised.value.differences == (("Evidence of impact", "Easy-read strategy", "Nothing"),)


def test_evidence_of_another_area_and_impacts_of_others_are_not_found(
    place: Place, promised: ImpactStatement
) -> None:
    leeds = make_place("leeds", "Leeds")
    with pytest.raises(Hidden):
        link(place, promised, impact(leeds.officer).ref)
    for actor in (place.chair, leeds.officer):
        with pytest.raises(Hidden):
            operations.link_impact(
                actor=actor, at=AT, impact_ref=promised.ref, expected_version=1, told_in_ref=""
            )


def test_the_page_of_evidence_names_the_impacts_that_point_to_it(
    place: Place, line: Line, promised: ImpactStatement
) -> None:
    page = impact(place.officer)
    assert OFFERS.beside(place.chair, "measures.impact", page.ref, TODAY).items == ()
    link(place, promised, page.ref)
    (item,) = OFFERS.beside(place.chair, "measures.impact", page.ref, TODAY).items
    assert (item.title, item.notes) == ("Families are heard.", ("Outcome 2.1",))
    assert item.address.endswith(f"/{line.parent.ref}/")


def test_what_the_board_says_of_an_impact_is_hidden_with_the_small_figure_of_its_measure(
    place: Place, line: Line, promised: ImpactStatement, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the page is read once and kept for whoever comes next."""
    kept: dict[Hashable, LinePage] = {}
    monkeypatch.setattr(
        story, "remembered", lambda key, read: kept.get(key) or kept.setdefault(key, read())
    )
    small = make_counted(place, (200, 419), (3, 487))
    make_success(place, line.parent, small.series.get())
    said = ImpactReply(AnswerKind.BOARD, TODAY, Verdict.YES, "Three children were helped.")
    operations.answer_impact(actor=place.chair, at=AT, impact_ref=promised.ref, reply=said)
    assert answers_read_by(place.officer, line) == ["Three children were helped."]
    assert answers_read_by(place.chair, line) == [WORDS_HIDDEN]
    form = reverse("plan:answer_impact", args=["york", promised.ref, "board"])
    chair, officer = client_of(place, "chair"), client_of(place, "nominated_officer")
    assert WARNING in words(chair.get(form))
    for who, name, of in (
        (chair, "record_judgement", line.parent.ref),
        (officer, "record_status", line.ref),
        (officer, "raise_risk", line.statement.ref),
    ):
        read = words(who.get(reverse(f"plan:{name}", args=["york", of])))
        assert WARNING_TO_EVERYBODY in read, name


def answers_read_by(reader: Actor, line: Line) -> list[str]:
    page = queries.line_page(reader, line_ref=line.parent.ref, today=TODAY)
    return [answer.text for story in page.impacts for answer in story.answers]
