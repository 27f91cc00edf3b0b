"""Evidence of impact: six questions, and every earlier wording stays readable."""

from dataclasses import replace
from datetime import timedelta

import pytest

from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations
from alongside.measures.models import ImpactEvidence
from alongside.measures.queries.impacts import chain_of, impact_page, impacts, impacts_now
from alongside.measures.rules.impacts import Impact
from tests.measures.outcomes import EASY_READ, MAY, impact, measure
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
KNOWN = replace(EASY_READ, what_changed="More replies.", how_we_know="31 answers, 12 before.")


@pytest.fixture
def place() -> Place:
    return make_place()


def change(place: Place, ref: str, new: Impact, expected: int) -> ImpactEvidence:
    return operations.change_impact(
        actor=place.officer,
        at=MAY + timedelta(days=expected),
        impact_ref=ref,
        expected_version=expected,
        new=new,
    )


def test_what_is_not_known_yet_may_stay_empty(place: Place) -> None:
    made = impact(place.officer)
    (row,) = impacts(place.chair)
    assert (row.ref, row.unknown) == (
        made.ref,
        ("What changed", "How we know", "What families say", "What next"),
    )
    assert LedgerEntry.objects.get(verb="measures.write_impact").subject_ref == made.ref


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        (replace(EASY_READ, title=" "), "title"),
        (replace(EASY_READ, title="T" * 201), "title"),
        (replace(EASY_READ, what_was_done=""), "what_was_done"),
        (replace(EASY_READ, for_whom=""), "for_whom"),
        (replace(EASY_READ, what_changed="More replies."), "how_we_know"),
    ],
)
def test_a_page_that_claims_what_it_cannot_show_is_refused(
    place: Place, wrong: Impact, field: str
) -> None:
    with pytest.raises(Refusals) as raised:
        impact(place.officer, wrong)
    assert [each.field for each in raised.value.refusals] == [field]
    assert impacts(place.officer) == ()


def test_a_change_is_a_later_row_and_every_name_leads_to_what_stands(place: Place) -> None:
    first = impact(place.officer)
    second = change(place, first.ref, KNOWN, 1)
    third = change(place, first.ref, replace(KNOWN, what_next="A film."), 2)
    for ref in (first.ref, second.ref, third.ref):
        page = impact_page(place.chair, ref)
        assert page.now.ref == third.ref
        assert [each.ref for each in page.earlier] == [second.ref, first.ref]
    assert dict(page.now.answers)["What next"] == "A film."
    assert dict(page.earlier[1].answers)["What changed"] == ""
    assert [row.ref for row in impacts(place.chair)] == [third.ref]


def test_the_second_of_two_people_sees_what_the_first_changed(place: Place) -> None:
    made = impact(place.officer)
    change(place, made.ref, KNOWN, 1)
    with pytest.raises(Changed) as raised:
        change(place, made.ref, replace(KNOWN, what_changed="Twice the replies."), 1)
    assert raised.value.differences == (("What changed", "More replies.", "Twice the replies."),)
    assert len(chain_of(place.officer, made.ref)) == 2


def test_saving_what_is_there_already_makes_no_other_wording(place: Place) -> None:
    made = impact(place.officer)
    with pytest.raises(Refusal, match="Nothing is different"):
        change(place, made.ref, EASY_READ, 1)


def test_measures_are_named_and_a_change_of_them_is_a_change(place: Place) -> None:
    shown = measure(place)
    made = impact(place.officer)
    change(place, made.ref, replace(EASY_READ, measures=(shown.ref,)), 1)
    page = impact_page(place.chair, made.ref)
    assert [each.code for each in page.now.measures] == ["4.1a"]
    assert page.earlier[0].measures == ()
    theirs = measure(make_place("leeds", "Leeds"))
    with pytest.raises(Refusal, match="Choose measures from the list"):
        impact(place.officer, replace(EASY_READ, measures=(theirs.ref,)))


def test_rooms_above_are_told_what_stands_by_any_row_that_they_keep(place: Place) -> None:
    first, other = impact(place.officer), impact(place.officer, replace(KNOWN, title="Film"))
    later = change(place, first.ref, replace(KNOWN, title="Easy-read guide"), 1)
    found = impacts_now(place.chair, {first.pk, later.pk})
    assert {pk: each.title for pk, each in found.items()} == {
        first.pk: "Easy-read guide",
        later.pk: "Easy-read guide",
    }
    assert other.pk not in found
    assert impacts_now(place.chair, ()) == {}


def test_those_who_only_read_and_other_areas_write_nothing(place: Place) -> None:
    made = impact(place.officer)
    leeds = make_place("leeds", "Leeds")
    with pytest.raises(Hidden):
        impact(place.chair)
    for actor in (place.chair, leeds.officer):
        with pytest.raises(Hidden):
            operations.change_impact(
                actor=actor, at=MAY, impact_ref=made.ref, expected_version=1, new=KNOWN
            )
    with pytest.raises(Hidden):
        impact_page(leeds.officer, made.ref)
    assert impacts(leeds.officer) == ()
