"""Evidence of impact in the browser: what is known, what is not, and what was said before."""

from dataclasses import replace

import pytest
from django.test import Client

from alongside.measures import operations
from alongside.measures.codes import ImpactOf
from alongside.measures.models import ImpactEvidence
from alongside.measures.offers import OFFERS
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.outcomes import EASY_READ, MAY, impact, measure
from tests.plan.factories import Place, make_place

SENT = {
    "title": "Easy-read strategy",
    "about": "resource",
    "what_was_done": "It was written in easy read.",
    "for_whom": "Young people.",
}


@pytest.fixture(autouse=True)
def may_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MAY)
    monkeypatch.setattr(clock, "today", lambda: MAY.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def writer(place: Place) -> Client:
    return client_of(place, "engagement_officer")


def test_a_list_says_of_which_kinds_nothing_is_written(place: Place, writer: Client) -> None:
    empty = words(writer.get(to("impact")))
    assert (
        "Nothing is written yet about resources, strategies, operating procedures, services or "
        "training." in empty
    )
    impact(place.officer)
    impact(place.officer, replace(EASY_READ, title="Early help", about=ImpactOf.SERVICE))
    page = words(writer.get(to("impact")))
    assert "Nothing is written yet about strategies, operating procedures or training." in page
    assert page.index("Resources Easy-read strategy") < page.index("Services Early help")
    assert "Not known yet: what changed, how we know, what families say and what next" in page


def test_a_page_is_written_and_says_plainly_what_is_not_known(place: Place, writer: Client) -> None:
    shown = measure(place)
    answer = writer.post(to("add_impact"), {**SENT, "measures": [shown.ref]})
    made = ImpactEvidence.objects.in_area(place.area.pk).get()
    assert answer["Location"] == to("one_impact", made.ref)
    page = writer.get(to("one_impact", made.ref))
    assert "What was done It was written in easy read." in words(page)
    assert "What changed Not known yet How we know Not known yet" in words(page)
    assert "Written on 17 May 2021 by A engagement_officer" in words(page)
    assert f'href="{to("measure", shown.ref)}"' in page.content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"about": ""}, "Choose what it is evidence about"),
        ({"for_whom": ""}, "Say for whom it was done"),
        ({"what_changed": "More replies."}, "Say how you know what changed"),
    ],
)
def test_what_cannot_be_shown_is_refused_and_stays_typed(
    place: Place, writer: Client, wrong: dict[str, str], sentence: str
) -> None:
    page = writer.post(to("add_impact"), {**SENT, **wrong})
    assert page.status_code == 422
    assert sentence in words(page)
    assert "It was written in easy read." in words(page)
    assert not ImpactEvidence.objects.in_area(place.area.pk).exists()


def test_a_change_keeps_the_wording_before_and_every_address(place: Place, writer: Client) -> None:
    made = impact(place.officer)
    address = to("change_impact", made.ref)
    assert "The strategy was written in easy read." in writer.get(address).content.decode()
    sent = {**SENT, "what_next": "A film.", "expected_version": "1"}
    assert writer.post(address, sent).status_code == 302
    page = words(writer.get(to("one_impact", made.ref)))
    assert "What next A film." in page
    assert page.index("A film.") < page.index("Earlier wordings")
    assert page.index("Earlier wordings") < page.index("The strategy was written in easy read.")


def test_the_second_of_two_people_sees_what_the_first_changed(place: Place, writer: Client) -> None:
    made = impact(place.officer)
    address = to("change_impact", made.ref)
    writer.post(address, {**SENT, "what_next": "A film.", "expected_version": "1"})
    sent = {**SENT, "what_next": "A song.", "expected_version": "1"}
    page = writer.post(address, sent)
    assert page.status_code == 422
    assert "What next A film. A song." in words(page)
    fresh = {**sent, "expected_version": "2"}
    assert 'name="expected_version" value="2"' in page.content.decode()
    assert writer.post(address, fresh).status_code == 302


def test_readers_and_other_areas_write_nothing(place: Place) -> None:
    made = impact(place.officer)
    reader, far = client_of(place, "chair"), client_of(make_place("leeds", "Leeds"), "data_analyst")
    page = reader.get(to("one_impact", made.ref))
    assert page.status_code == 200
    assert to("change_impact", made.ref) not in page.content.decode()
    for name, here in (("add_impact", ()), ("change_impact", (made.ref,))):
        assert reader.get(to(name, *here)).status_code == 404
    for name in ("one_impact", "change_impact"):
        theirs = to(name, made.ref).replace("/york/", "/leeds/")
        assert far.get(theirs).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_a_list_costs_the_same_for_few_and_many(
    place: Place, count: int, django_assert_max_num_queries: object
) -> None:
    for number in range(count):
        impact(place.officer, replace(EASY_READ, title=f"Easy read {number}"))
    reader = client_of(place, "chair")
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        page = reader.get(to("impact"))
    assert words(page).count("Written 17 May 2021") == count


def test_search_finds_what_stands_today(place: Place) -> None:
    made = impact(place.officer)
    operations.change_impact(
        actor=place.officer,
        at=MAY,
        impact_ref=made.ref,
        expected_version=1,
        new=replace(EASY_READ, title="Film", what_was_done="A film was made."),
    )
    (found,) = OFFERS.search(place.chair, "film")
    assert (found.kind, found.title) == ("Evidence of impact", "Film")
    assert OFFERS.search(place.chair, "in easy read") == ()
