"""What the dashboard can be narrowed to: the kind of question, whom it is about, and each partner."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from alongside.kernel.refusals import Changed, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import operations, work
from alongside.measures.codes import Accountability, Kind
from alongside.measures.models import Measure
from alongside.measures.queries.dashboard import Choices, chosen, dashboard
from alongside.people import operations as people
from alongside.people.models import Organisation
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import AT, definition, make_counted, make_measure
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    for organisation in (made.council, made.health):
        people.add_partner(actor=made.operator(), at=AT, organisation=organisation)
    return made


@pytest.fixture
def analyst(place: Place) -> Client:
    return client_of(place, "data_analyst")


def codes(place: Place, **choices: str) -> list[str]:
    lines = dashboard(place.chair, today=NOW.date())
    return sorted(line.code for line in chosen(lines, Choices(**choices)))


def change(place: Place, measure: Measure, seen: int, **changes: object) -> Measure:
    return operations.change_measure(
        actor=place.officer,
        at=AT,
        measure_ref=measure.ref,
        expected_version=seen,
        new=definition(place, **changes),
    )


def of_every_kind(place: Place) -> None:
    for number, (kind, whom) in enumerate((kind, whom) for kind in Kind for whom in Accountability):
        make_measure(place, code=f"M{number}", kind=kind, accountability=whom)


@pytest.mark.parametrize(
    ("choices", "expected"),
    [
        ({"kind": "how_well"}, ["M2", "M3"]),
        ({"accountability": "population"}, ["M0", "M2", "M4"]),
        ({"accountability": "performance", "kind": "better_off"}, ["M5"]),
        ({}, ["M0", "M1", "M2", "M3", "M4", "M5"]),
    ],
)
def test_both_kinds_of_accountability_narrow_the_list(
    place: Place, choices: dict[str, str], expected: list[str]
) -> None:
    of_every_kind(place)
    assert codes(place, **choices) == expected


def test_the_page_and_what_is_taken_away_are_narrowed_alike(place: Place) -> None:
    make_measure(place, code="P1", title="Of everybody", accountability=Accountability.POPULATION)
    make_measure(place, code="P2", title="Of those met")
    client = client_of(place, "scrutiny_member")
    page = words(client.get(to("dashboard"), {"accountability": "population"}))
    assert "Only these: whom it is about “Everybody who lives in the area”." in page
    assert "Only these" not in words(client.get(to("dashboard"), {"order": "code"}))
    assert "Of everybody" in page
    assert "Of those met" not in page
    answer = client.get(to("export", "csv"), {"accountability": "population"})
    (row,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert row["Whom it is about"] == "Everybody who lives in the area"
    assert (row["Code"], row["Partners"]) == ("P1", "Council")


def test_a_partner_finds_what_its_post_answers_for_and_what_it_has_a_part_in(place: Place) -> None:
    nurse = place.post("Nurse", place.health)
    make_measure(place, code="C")
    make_measure(place, code="B", partners=(place.health.ref,))
    make_measure(place, code="H", owner=nurse.ref)
    assert codes(place, partner="health") == ["B", "H"]
    assert codes(place, partner="council") == ["B", "C"]


def test_the_dashboard_offers_every_partner_that_is_named(place: Place) -> None:
    make_measure(place, code="B", partners=(place.health.ref,))
    page = client_of(place, "chair").get(to("dashboard")).content.decode()
    assert '<option value="health">Health</option>' in page
    assert '<option value="families"' not in page


def test_partners_are_named_in_the_definition_and_shown_on_the_page(
    place: Place, analyst: Client
) -> None:
    measure = make_measure(place)
    address = to("change", measure.ref)
    page = analyst.get(address).content.decode()
    assert "Which partners have a part in turning it?" in page
    change(place, measure, 1, partners=(place.health.ref,))
    assert "Partners who have a part in it City of York CCG" in words(
        analyst.get(to("measure", measure.ref))
    )
    facts = LedgerEntry.objects.get(verb="measures.change_measure").detail.words["facts"]
    assert facts["changed"]["partners"] == ["", "City of York CCG"]


def test_a_partner_that_left_the_area_may_stay_where_it_was_named(place: Place) -> None:
    measure = make_measure(place, partners=(place.health.ref,))
    people.end_partner(
        actor=place.operator(),
        at=AT,
        organisation=place.health,
        partner="health",
        partner_until=NOW.date(),
    )
    change(place, measure, 1, title="Plans in time", partners=(place.health.ref,))
    assert [each.ref for each in measure.partners.all()] == [place.health.ref]


def test_an_organisation_that_never_answered_here_is_no_partner(place: Place) -> None:
    far = make_place("leeds", "Leeds").health
    for attempt in (
        lambda: make_measure(place, partners=(far.ref,)),
        lambda: change(place, make_measure(place, code="X"), 1, code="X", partners=(far.ref,)),
    ):
        with pytest.raises(Refusal, match="Choose partners from the list") as refusal:
            attempt()
        assert refusal.value.field == "partners"


def test_the_second_of_two_people_sees_which_partners_the_first_named(place: Place) -> None:
    measure = make_measure(place)
    change(place, measure, 1, partners=(place.health.ref,))
    with pytest.raises(Changed) as raised:
        change(place, measure, 1)
    assert ("Partners", "City of York CCG", "Nothing") in raised.value.differences


@pytest.mark.parametrize("count", [2, 12])
def test_the_dashboard_costs_the_same_for_few_and_many_partners(
    place: Place, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        made = people.register_organisation(
            actor=place.operator(), at=AT, name=f"School {number}", kind="school"
        )
        people.add_partner(actor=place.operator(), at=AT, organisation=made)
        make_measure(place, code=f"M{number}", partners=(made.ref, place.health.ref))
    client = client_of(place, "chair")
    client.get(to("dashboard"))
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get(reverse("measures:dashboard", args=["york"]))
    assert Organisation.objects.filter(kind="school").count() == count


def test_what_is_hidden_from_the_reader_comes_after_what_they_can_see(place: Place) -> None:
    make_counted(place, *[(3, 400)] * 15, code="A1")
    make_counted(place, *[(300, 400)] * 15, code="B1")
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)
    seen = [line.code for line in chosen(dashboard(place.chair, today=NOW.date()), Choices())]
    assert seen == ["B1", "A1"]
    assert [
        line.code
        for line in chosen(dashboard(place.chair, today=NOW.date()), Choices(order="code"))
    ] == ["A1", "B1"]
