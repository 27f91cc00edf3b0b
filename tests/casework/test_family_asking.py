"""Asking for an assessment without an account, and what officers make of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.casework.models import (
    ReceivedRequest,
)
from alongside.casework.pages.family import asking
from alongside.casework.rules.asking import check_request, lawful_answers
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusals
from alongside.ledger.models import LedgerDetail
from alongside.notices.models import Notice
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.asking import GROWN, TODAY, TYPED, address, new
from tests.casework.factories import AT
from tests.casework.families import Family, words_of
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    cache.clear()


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def family(area: LocalArea) -> Family:
    return Family(area)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({}, ""),
        ({"asker": "foster_carer", "email": "", "phone": "01632 960123"}, ""),
        ({"asker": "school", "place": "Hob Moor Example Primary"}, ""),
        ({"asker": "young_person", "born_on": date(2009, 9, 2)}, "asker"),
        ({"asker": "young_person", "born_on": date(2009, 8, 31)}, ""),
        ({"asker": "neighbour"}, "asker"),
        ({"email": "", "phone": ""}, "phone"),
        ({"asker": "school"}, "place"),
        ({"asker": "other"}, "place"),
        ({"asker": "other", "place": "A neighbour", "born_on": GROWN}, ""),
        ({"asker": "parent"}, "asker"),
        ({"born_on": TODAY + timedelta(days=1)}, "born_on"),
        ({"born_on": TODAY}, ""),
        ({"born_on": TODAY.replace(year=TODAY.year - 25)}, "born_on"),
        ({"born_on": TODAY.replace(year=TODAY.year - 25) + timedelta(days=1)}, "on_behalf"),
        ({"born_on": GROWN}, "on_behalf"),
        ({"born_on": GROWN, "on_behalf": "nonsense"}, "on_behalf"),
        ({"born_on": GROWN, "on_behalf": "asked"}, ""),
        ({"born_on": GROWN, "on_behalf": "represents"}, ""),
        ({"born_on": GROWN, "asker": "school", "place": "Example College"}, ""),
        ({"born_on": GROWN, "asker": "young_person"}, ""),
    ],
)
def test_what_has_to_be_told(changed: dict[str, Any], field: str) -> None:
    today = date(2025, 7, 1)
    today = today if changed.get("asker") == "young_person" else TODAY
    try:
        check_request(new(**changed), today=today)
        found = ""
    except Refusals as refusals:
        (refusal,) = refusals.refusals
        found = refusal.field or ""
    assert found == field


def test_the_days_come_from_the_law() -> None:
    found = lawful_answers(TODAY, clock_of_the_law())
    assert [(each.within, each.due_on) for each in found] == [
        ("6 weeks", TODAY + timedelta(weeks=6)),
        ("16 weeks", TODAY + timedelta(weeks=16)),
        ("20 weeks", TODAY + timedelta(weeks=20)),
    ]


def test_the_public_page_says_how_to_ask_and_by_when(family: Family) -> None:
    family.settings()
    page = words_of(Client().get(address("family:how_to_ask", family.area)).content.decode())
    for words in ("Who may ask", "Within 6 weeks: by 14 April 2025", "Within 20 weeks: by 21 July 2025",
                  "SENDIASS: 01632 960222.", "ring 999", "Ring the duty social worker"):  # fmt: skip
        assert words in page


def test_an_area_that_is_not_here_is_not_found(area: LocalArea) -> None:
    for name in ("how_to_ask", "ask", "asked"):
        assert Client().get(reverse(f"family:{name}", args=["nowhere"])).status_code == 404


def test_somebody_without_an_account_asks(family: Family) -> None:
    boss = make_account(family.area, "Hetty Reads", "hetty@home.example", "head_of_send")
    sent = Client().post(address("family:ask", family.area), TYPED)
    assert sent.status_code == 302
    assert sent["Location"] == address("family:asked", family.area)
    row = ReceivedRequest.objects.in_area(family.area.pk).get()
    assert (row.received_on, row.given_names, row.state) == (TODAY, "Abe", "waiting")
    assert (
        Notice.objects.in_area(family.area.pk).get(person=boss.person).code
        == "casework.request_came"
    )
    assert "Askly" not in " ".join(LedgerDetail.objects.values_list("content", flat=True))


def test_the_answer_tells_nothing_of_who_is_known(family: Family) -> None:
    known = {**TYPED, "given_names": "Ada", "family_name": "Testly",
             "born_on": "2014-05-01"}  # fmt: skip
    client = Client()
    answers = []
    for typed in (TYPED, known, known):
        sent = client.post(address("family:ask", family.area), typed)
        answers.append((sent.status_code, sent["Location"], client.get(sent["Location"]).content))
    assert [each[:2] for each in answers[:2]] == [answers[0][:2]] * 2
    assert words_of(answers[0][2].decode()) == words_of(answers[1][2].decode())
    assert words_of(answers[1][2].decode()) == words_of(answers[2][2].decode())
    assert "Testly" not in answers[1][2].decode()


def test_a_form_with_faults_keeps_what_was_typed_and_keeps_nothing_here(area: LocalArea) -> None:
    answer = Client().post(address("family:ask", area), {**TYPED, "email": ""})
    assert answer.status_code == 422
    assert "so that we can reach you" in answer.content.decode()
    assert "Reading is hard." in answer.content.decode()
    assert not ReceivedRequest.objects.in_area(area.pk).exists()


def step(area: LocalArea, asker: str, born_on: date, status: int = 200) -> str:
    """What the second step asks, after the first."""
    boxes = {
        "born_on_day": str(born_on.day),
        "born_on_month": str(born_on.month),
        "born_on_year": str(born_on.year),
    }
    answer = Client().post(address("family:ask", area), {"asker": asker, **boxes})
    assert answer.status_code == status
    return answer.content.decode()


BOXES = ("relation", "name", "place", "on_behalf", "given_names")


@pytest.mark.parametrize(
    ("asker", "born_on", "boxes"),
    [
        ("parent", date(2016, 4, 1), ("relation", "name", "given_names")),
        ("parent", GROWN, ("relation", "name", "on_behalf", "given_names")),
        ("other", GROWN, ("name", "place", "given_names")),
        ("school", date(2016, 4, 1), ("name", "place", "given_names")),
        ("school", GROWN, ("name", "place", "given_names")),
        ("young_person", GROWN, ("given_names",)),
    ],
)
def test_what_is_asked_follows_from_who_asks_and_the_age(
    area: LocalArea, asker: str, born_on: date, boxes: tuple[str, ...]
) -> None:
    page = step(area, asker, born_on)
    assert tuple(each for each in BOXES if f'name="{each}"' in page) == boxes
    assert f'value="{born_on.isoformat()}"' in page


def test_a_parent_finds_themselves_first_and_then_says_which(area: LocalArea) -> None:
    page = words_of(Client().get(address("family:ask", area)).content.decode())
    choices = ["I am a parent or carer", "I am the young person, and ask for myself",
               "I work at the school, college or early years setting", "I am somebody else"]  # fmt: skip
    places = [page.index(each) for each in choices]
    assert places == sorted(places)
    assert "Mother" not in page
    assert "Mother" in step(area, "parent", date(2016, 4, 1))
    assert Client().post(address("family:ask", area), TYPED).status_code == 302
    assert ReceivedRequest.objects.in_area(area.pk).get().asker == "mother"
    neither = Client().post(address("family:ask", area), {**TYPED, "relation": ""})
    assert neither.status_code == 422
    assert "Reading is hard." in neither.content.decode()


def test_the_first_step_says_at_once_who_cannot_ask(area: LocalArea) -> None:
    page = step(area, "young_person", date(2012, 4, 1), status=422)
    assert "You can ask for yourself from" in page
    assert 'name="given_names"' not in page
    assert "still to come" in step(area, "parent", TODAY + timedelta(days=1), status=422)


def test_a_young_person_writes_their_name_once(area: LocalArea) -> None:
    typed = {**TYPED, "asker": "young_person", "born_on": GROWN.isoformat()}
    assert Client().post(address("family:ask", area), typed).status_code == 302
    row = ReceivedRequest.objects.in_area(area.pk).get()
    assert row.name == f"{TYPED['given_names']} {TYPED['family_name']}"


def test_a_second_step_with_a_day_that_is_none_begins_again(area: LocalArea) -> None:
    answer = Client().post(address("family:ask", area), {**TYPED, "born_on": "soon"})
    assert answer.status_code == 422
    assert "Step 1 of 2" in answer.content.decode()


def test_many_requests_from_one_computer_are_slowed_down(area: LocalArea) -> None:
    client = Client()
    answers = [client.post(address("family:ask", area), TYPED).status_code for _ in range(8)]
    assert answers[:6] == [302] * 6
    assert answers[-1] == 429
    assert ReceivedRequest.objects.in_area(area.pk).count() == 6
    page = words_of(client.post(address("family:ask", area), TYPED).content.decode())
    assert "Several requests have come from this computer" in page
    assert "Reading is hard." in page
    assert "password" not in page


def test_a_form_with_faults_is_counted_apart_from_what_is_taken(area: LocalArea) -> None:
    client = Client()
    for _ in range(8):
        faulty = client.post(address("family:ask", area), {**TYPED, "email": ""})
        assert faulty.status_code == 422
    assert client.post(address("family:ask", area), TYPED).status_code == 302
    tries = [
        client.post(address("family:ask", area), {**TYPED, "email": ""}).status_code
        for _ in range(asking.MOST_TRIES)
    ]
    assert tries[-1] == 429


def test_the_page_where_others_sign_in_leads_to_asking_without_an_account(area: LocalArea) -> None:
    page = Client().get("/account/login/").content.decode()
    assert "Without an account" in page
    assert f'href="{reverse("family:how_to_ask", args=[area.slug])}"' in page
