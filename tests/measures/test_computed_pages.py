"""A figure that was worked out opens down to its records; and what may be worked out is chosen."""

import pytest

from alongside.config.composition import OFFERS
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LOOK, LedgerEntry
from alongside.measures import computing, operations
from alongside.measures.codes import Origin, Release
from alongside.measures.models import Series
from alongside.measures.operations import NewBasis
from tests.measures.browsing import client_of, to, words
from tests.measures.counting import COMPLETED, compute, standing, two_actions
from tests.measures.factories import AT as DEFINED
from tests.measures.factories import definition, make_measure, make_series
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.usefixtures("may_2021")


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.mark.scenario(28)
def test_a_figure_opens_from_its_percentage_to_the_event_that_set_each_date(place: Place) -> None:
    measure = two_actions(place)
    compute(place)
    (figure,) = standing(measure)
    client = client_of(place, "chair")
    shown = words(client.get(to("figure", figure.ref)))
    assert "50.0%" in shown
    assert "Counted 1" in shown
    assert "Out of 2" in shown
    assert "All the records it is out of" in shown
    rows = words(client.get(to("figure_rows", figure.ref, "numerator")))
    assert "2.1-A Write the strategy together" in rows
    assert "2.1-B" not in rows
    assert "To be done by March 2021" in rows
    assert "Completed, 20 March 2021: recorded by Olive Officer on 20 March 2021" in rows
    both = words(client.get(to("figure_rows", figure.ref, "denominator")))
    assert "2.1-B" in both
    assert "No status has been recorded" in both


@pytest.mark.scenario(28)
def test_figures_that_are_worked_out_are_not_offered_to_be_entered_or_corrected(
    place: Place,
) -> None:
    measure = two_actions(place)
    compute(place)
    (figure,) = standing(measure)
    page = client_of(place, "data_analyst").get(to("series", figure.series.ref))
    assert "Kind of source Worked out from the records kept here" in words(page)
    assert to("edit_series", figure.series.ref) in page.content.decode()
    assert to("enter_figure", figure.series.ref) not in page.content.decode()
    assert to("correct_figure", figure.ref) not in page.content.decode()


def test_looking_at_the_records_behind_a_figure_is_noted(place: Place) -> None:
    measure = two_actions(place)
    compute(place)
    (figure,) = standing(measure)
    client_of(place, "chair").get(to("figure_rows", figure.ref, "numerator"))
    look = LedgerEntry.objects.get(verb=LOOK)
    assert (look.subject, look.subject_ref) == ("measures.figure", figure.ref)
    assert look.person_id == place.person("A chair").pk


def test_somebody_who_may_not_see_the_records_stops_at_the_counts(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    measure = two_actions(place)
    compute(place)
    (figure,) = standing(measure)
    monkeypatch.setattr(
        "alongside.measures.pages.figure_rows.rows_behind", lambda actor, code, keys: None
    )
    client = client_of(place, "chair")
    shown = words(client.get(to("figure", figure.ref)))
    assert "as far as this page goes for you" in shown
    assert client.get(to("figure_rows", figure.ref, "numerator")).status_code == 404


@pytest.mark.parametrize("part", ["excluded", "nonsense"])
def test_a_part_that_there_is_not_is_not_found(place: Place, part: str) -> None:
    measure = two_actions(place)
    compute(place)
    (figure,) = standing(measure)
    assert client_of(place, "chair").get(to("figure_rows", figure.ref, part)).status_code == 404


def test_a_measure_in_another_unit_or_rhythm_cannot_be_worked_out_so(place: Place) -> None:
    basis = NewBasis(source="Plan", origin=Origin.COMPUTED, counted_as="plan.actions_overdue")
    with pytest.raises(Refusal, match="counted in actions every 1 months"):
        make_series(place, make_measure(place), basis)
    unknown = NewBasis(source="Plan", origin=Origin.COMPUTED, counted_as="plan.nonsense")
    with pytest.raises(Refusal, match="Choose what can be worked out"):
        make_series(place, make_measure(place, code="2"), unknown)


def test_a_measure_that_is_worked_out_keeps_its_rhythm(place: Place) -> None:
    measure = two_actions(place)
    same = {"code": COMPLETED[:30], "release": Release.AS_PUBLISHED}
    with pytest.raises(Refusal, match="in this rhythm") as refusal:
        operations.change_measure(
            actor=place.officer,
            at=DEFINED,
            measure_ref=measure.ref,
            expected_version=1,
            new=definition(place, every_months=3, **same),
        )
    assert refusal.value.field == "every_months"


def test_only_the_worker_writes_what_was_worked_out(place: Place) -> None:
    measure = two_actions(place)
    series = Series.objects.in_area(place.area.pk).get(measure=measure)
    with pytest.raises(Hidden):
        operations.keep_computed(
            actor=place.officer,
            at=DEFINED,
            computed=operations.Computed(series.ref, "Nowhere", ()),
        )


def test_what_the_rooms_offer_in_words_is_what_they_define() -> None:
    declared = computing._declared()
    offered = {each.code: each.title for room in OFFERS for each in room.indicators}
    assert {code: each.title for code, each in declared.indicators.items()} == offered


def test_the_founder_chooses_it_from_what_fits(place: Place) -> None:
    measure = make_measure(place)
    client = client_of(place, "head_of_send")
    page = words(client.get(to("start_series", measure.ref)))
    assert "Actions completed by their end date" in page
    assert "Actions overdue at the end of the month" not in page
    answer = client.post(
        to("start_series", measure.ref), {"counted_as": COMPLETED, "source": "The action plan"}
    )
    assert answer.status_code == 302
    series = Series.objects.in_area(place.area.pk).get(measure=measure)
    assert (series.origin, series.counted_as) == ("computed", COMPLETED)
