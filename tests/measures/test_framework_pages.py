"""The outcomes framework in the browser: read by many, written by those who define measures."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from alongside.measures.models import OutcomesFramework, OutcomeStatement
from alongside.measures.offers import OFFERS
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.outcomes import MAY, SAFE, begin, in_use, measure, use, write
from tests.plan.factories import Place, make_place


@pytest.fixture(autouse=True)
def may_2021(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MAY)
    monkeypatch.setattr(clock, "today", lambda: MAY.date())


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture
def analyst(place: Place) -> Client:
    return client_of(place, "data_analyst")


def answers(**more: object) -> dict[str, object]:
    return {"text": "I feel safe", "descriptors": "I sleep well\r\n\r\nI laugh", **more}


def day_of(on: date) -> dict[str, str]:
    return {
        "from_on_day": str(on.day),
        "from_on_month": str(on.month),
        "from_on_year": str(on.year),
    }


def test_an_area_without_a_framework_says_so(analyst: Client) -> None:
    page = words(analyst.get(to("framework")))
    assert "No version of the outcomes framework is in use here yet." in page
    assert "Begin the first version" in page


def test_the_version_in_use_shows_what_it_looks_like_and_what_is_missing(place: Place) -> None:
    in_use(place.officer)
    page = words(client_of(place, "scrutiny_member").get(to("framework")))
    assert "Version 1 In use" in page
    for said in ("I am safe", "I know whom to tell", "Early help", "No measure shows it yet"):
        assert said in page
    assert "From 20 July 2020" in page
    for door in ("Change", "Begin the next version", "Remove"):
        assert door not in page


def test_measures_lead_to_their_own_pages(place: Place) -> None:
    shown = measure(place)
    framework = begin(place.officer)
    write(place.officer, framework, replace(SAFE, measures=(shown.ref,)))
    page = client_of(place, "chair").get(to("framework_version", framework.ref)).content.decode()
    assert f'href="{to("measure", shown.ref)}"' in page


def test_every_version_stays_readable(place: Place) -> None:
    used = in_use(place.officer)
    draft = begin(place.officer)
    write(place.officer, draft, replace(SAFE, text="I feel safe"))
    use(place.officer, draft, MAY.date())
    reader = client_of(place, "scrutiny_member")
    assert "I feel safe" in words(reader.get(to("framework")))
    earlier = words(reader.get(to("framework_version", used.ref)))
    assert "Version 1 Replaced" in earlier
    assert "20 July 2020 to 16 May 2021" in earlier
    assert "I feel safe" not in earlier


def test_the_next_version_is_begun_written_checked_and_used(place: Place, analyst: Client) -> None:
    used = in_use(place.officer)
    sent = {"title": "What we hope for", "made_with": "With forty families."}
    answer = analyst.post(to("begin_framework"), sent)
    draft = OutcomesFramework.objects.in_area(place.area.pk).get(state="draft")
    assert answer["Location"] == to("framework_version", draft.ref)
    assert analyst.post(to("add_statement", draft.ref), answers()).status_code == 302
    page = words(analyst.get(to("framework_version", draft.ref)))
    assert "With forty families." in page
    assert "I feel safe" in page
    check = analyst.post(
        to("put_in_use", draft.ref), {**day_of(MAY.date()), "expected_version": "1"}
    )
    assert "In use from 17 May 2021" in words(check)
    assert "Version 1. It ends on 16 May 2021 and stays readable." in words(check)
    used.refresh_from_db()
    assert used.state == "in_use"
    kept = dict(re.findall(r'name="(\w+)" value="([^"]*)"', check.content.decode()))
    done = analyst.post(to("put_in_use", draft.ref), {**kept, "step": "confirm"}, follow=True)
    assert "Version 2 is in use from 17 May 2021." in words(done)


def test_whoever_looks_twice_may_still_change_the_day(place: Place, analyst: Client) -> None:
    draft = begin(place.officer)
    write(place.officer, draft)
    sent = {**day_of(MAY.date()), "expected_version": "2", "step": "change"}
    page = analyst.post(to("put_in_use", draft.ref), sent)
    assert page.status_code == 200
    assert 'name="from_on_day"' in page.content.decode()


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2021, 5, 18), "18 May 2021 has not come yet."),
        (date(2020, 7, 20), "Choose a later day."),
    ],
)
def test_a_day_that_cannot_be_is_refused_before_the_second_look(
    place: Place, analyst: Client, on: date, sentence: str
) -> None:
    in_use(place.officer)
    draft = begin(place.officer)
    page = analyst.post(to("put_in_use", draft.ref), {**day_of(on), "expected_version": "1"})
    assert page.status_code == 422
    assert sentence in words(page)


def test_a_draft_that_changed_meanwhile_is_looked_at_again(place: Place, analyst: Client) -> None:
    draft = begin(place.officer)
    write(place.officer, draft)
    sent = {**day_of(MAY.date()), "expected_version": "1", "step": "confirm"}
    page = analyst.post(to("put_in_use", draft.ref), sent)
    assert page.status_code == 422
    assert "Somebody else changed this first." in words(page)
    assert 'name="expected_version" value="2"' in page.content.decode()
    draft.refresh_from_db()
    assert draft.state == "draft"


def test_a_statement_of_a_draft_is_changed_line_by_line(place: Place, analyst: Client) -> None:
    shown = measure(place)
    statement = write(place.officer, begin(place.officer))
    address = to("change_statement", statement.ref)
    page = analyst.get(address).content.decode()
    assert "I know whom to tell\nPeople listen when I do" in page
    sent = answers(services="Police", measures=[shown.ref], expected_version="1")
    assert analyst.post(address, sent).status_code == 302
    assert list(statement.descriptors.values_list("text", flat=True)) == ["I sleep well", "I laugh"]
    assert statement.measures.get() == shown
    again = analyst.get(address).content.decode()
    assert re.search(rf'value="{shown.ref}"[^>]* checked', again)


def test_of_a_version_in_use_only_measures_and_services_are_asked_for(
    place: Place, analyst: Client
) -> None:
    statement = in_use(place.officer).statements.get()
    address = to("change_statement", statement.ref)
    page = analyst.get(address).content.decode()
    assert 'name="services"' in page
    assert 'name="text"' not in page
    sent = answers(services="Police", expected_version=str(statement.version))
    assert analyst.post(address, sent).status_code == 302
    statement.refresh_from_db()
    assert (statement.text, statement.services.get().name) == ("I am safe", "Police")


def test_the_second_of_two_people_sees_what_the_first_changed(
    place: Place, analyst: Client
) -> None:
    statement = write(place.officer, begin(place.officer))
    address = to("change_statement", statement.ref)
    analyst.post(address, answers(expected_version="1"))
    page = analyst.post(address, answers(text="I am well", expected_version="1"))
    assert page.status_code == 422
    assert "Statement I feel safe I am well" in words(page)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"text": ""}, "Answer the question “What should a child or young person be able to say?”"),
        ({"text": "I am safe", "services": "S" * 201}, "Name each service in 200 characters"),
        ({"text": "I am safe", "measures": ["nonsense"]}, "Choose answers from the list only."),
    ],
)
def test_a_statement_that_cannot_be_kept_stays_typed(
    place: Place, analyst: Client, wrong: dict[str, object], sentence: str
) -> None:
    measure(place)
    draft = begin(place.officer)
    page = analyst.post(to("add_statement", draft.ref), {"descriptors": "I sleep well", **wrong})
    assert page.status_code == 422
    assert sentence in words(page)
    assert "I sleep well" in words(page)
    assert not OutcomeStatement.objects.in_area(place.area.pk).exists()


def test_a_statement_is_removed_after_a_second_look(place: Place, analyst: Client) -> None:
    draft = begin(place.officer)
    statement = write(place.officer, draft)
    address = to("remove_statement", statement.ref)
    assert "I know whom to tell" in words(analyst.get(address))
    assert analyst.post(address, {"expected_version": "1"}).status_code == 302
    page = words(analyst.get(to("framework_version", draft.ref)))
    assert "No outcome statement has been written yet." in page


def test_what_cannot_be_changed_any_more_says_why(place: Place, analyst: Client) -> None:
    used = in_use(place.officer)
    use(place.officer, begin(place.officer), MAY.date())
    for name, ref in (
        ("change_framework", used.ref),
        ("add_statement", used.ref),
        ("put_in_use", used.ref),
        ("change_statement", used.statements.get().ref),
        ("remove_statement", used.statements.get().ref),
    ):
        page = words(analyst.get(to(name, ref)))
        assert "This version has been replaced. It stays as it was." in page, name


def test_readers_and_other_areas_change_nothing(place: Place) -> None:
    statement = in_use(place.officer).statements.get()
    draft = begin(place.officer)
    reader = client_of(place, "chair")
    far = client_of(make_place("leeds", "Leeds"), "data_analyst")
    for name, here in (
        ("begin_framework", ()),
        ("change_framework", (draft.ref,)),
        ("add_statement", (draft.ref,)),
        ("put_in_use", (draft.ref,)),
        ("change_statement", (statement.ref,)),
        ("remove_statement", (statement.ref,)),
    ):
        assert reader.get(to(name, *here)).status_code == 404, name
        theirs = to(name, *here).replace("/york/", "/leeds/")
        assert far.get(theirs).status_code == (404 if here else 200), name
    assert far.get(to("framework_version", draft.ref).replace("york", "leeds")).status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_a_version_costs_the_same_for_few_and_many_statements(
    place: Place, count: int, django_assert_max_num_queries: object
) -> None:
    shown = measure(place)
    framework = begin(place.officer)
    for number in range(count):
        new = replace(SAFE, text=f"I am safe {number}", measures=(shown.ref,))
        write(place.officer, framework, new)
    reader = client_of(place, "chair")
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = reader.get(to("framework_version", framework.ref))
    assert words(page).count("Early help") == count


def test_search_finds_statements_in_use_by_their_words_and_what_they_look_like(
    place: Place,
) -> None:
    in_use(place.officer)
    write(place.officer, begin(place.officer), replace(SAFE, text="I am a draft"))
    for typed in ("am safe", "whom to tell"):
        (found,) = OFFERS.search(place.chair, typed)
        assert (found.kind, found.title) == ("Outcomes framework", "I am safe")
        assert found.address == to("framework")
    assert OFFERS.search(place.chair, "I am a draft") == ()
