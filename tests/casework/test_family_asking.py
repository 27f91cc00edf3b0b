"""Asking for an assessment without an account, and what officers make of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from alongside.casework.models import (
    Case,
    CaseDuty,
    CaseEvent,
    Contact,
    FamilyMessage,
    ReceivedRequest,
)
from alongside.casework.operations import families
from alongside.casework.operations.families.asking import EMPTIED, Filing
from alongside.casework.pages.family import asking
from alongside.casework.queries.asked import one_request, requests_waiting
from alongside.casework.rules.asking import NewRequest, RequestState, check_request, lawful_answers
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerDetail, LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.factories import AT, BORN, happen, make_case, make_officer
from tests.casework.families import Family, words_of
from tests.people.factories import make_area, operator

pytestmark = pytest.mark.django_db
TODAY = AT.date()
LATER = AT + timedelta(days=5)
ASKED = {
    "asker": "mother",
    "name": "Ma Askly",
    "email": "ma@example.org",
    "given_names": "Abe",
    "family_name": "Askly",
    "born_on": date(2016, 4, 1),
    "text": "Reading is hard.",
}
TYPED = {
    **ASKED,
    "asker": "parent",
    "relation": "mother",
    "born_on": "2016-04-01",
}


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


def new(**changed: Any) -> NewRequest:
    return NewRequest(**{**ASKED, **changed})


def anybody(area: LocalArea) -> Actor:
    return system_actor(name="x", area_id=area.pk, area_slug=area.slug, permissions=())


def asked(area: LocalArea, **changed: Any) -> ReceivedRequest:
    return families.ask_for_assessment(actor=anybody(area), at=AT, new=new(**changed))


def file(family: Family, row: ReceivedRequest, **filing: Any) -> Case:
    given = {"post_ref": family.post.ref, "sex": "M", **filing}
    made = families.file_request(
        actor=family.head, at=LATER, request_ref=row.ref, filing=Filing(**given)
    )
    assert made.case is not None
    return made.case


def address(name: str, area: LocalArea, *parts: str) -> str:
    return reverse(name, args=[area.slug, *parts])


GROWN = date(2006, 4, 1)
"""The rights have been the young person's own since 24 June 2022."""


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


def test_filing_registers_somebody_new_and_time_runs_from_the_day_it_came(family: Family) -> None:
    row = asked(family.area, safely="Ring in the morning.")
    case = file(family, row, has_responsibility=True)
    event = CaseEvent.objects.in_area(case.area_id).get(case=case)
    assert (event.kind, event.happened_on, event.body["asker"]) == ("request_received", TODAY, "1")
    assert event.recorded_at == LATER
    due = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="DEC-6W")
    assert due.due_on == TODAY + timedelta(weeks=6)
    contact = Contact.objects.in_area(case.area_id).get(child=case.child)
    assert (contact.name, contact.relation, contact.has_responsibility) == (
        "Ma Askly",
        "mother",
        True,
    )
    assert contact.safe_contact == "Ring in the morning."
    said = FamilyMessage.objects.in_area(case.area_id).get(case=case)
    assert (said.said, said.text, said.received_on) == ("assessment", "Reading is hard.", TODAY)


def test_once_it_is_filed_nothing_personal_is_kept_beside_the_case(family: Family) -> None:
    row = asked(family.area)
    file(family, row)
    row.refresh_from_db()
    assert row.state == RequestState.FILED.value
    assert row.born_on is None
    assert {getattr(row, name) for name in EMPTIED} == {""}
    assert LedgerEntry.objects.filter(verb="casework.file_request").count() == 1
    with pytest.raises(Refusal, match="Somebody has dealt with this request meanwhile"):
        file(family, row)


def test_a_school_asks_and_its_words_stand_with_the_event(family: Family) -> None:
    row = asked(family.area, asker="school", name="Sal Senco", place="Example Primary")
    case = file(family, row)
    event = CaseEvent.objects.in_area(case.area_id).get(case=case)
    assert event.body["asker"] == "2"
    assert "Sal Senco, Example Primary (ma@example.org)" in event.body["note"]
    assert not Contact.objects.in_area(case.area_id).filter(child=case.child).exists()


def test_somebody_else_brings_a_child_to_the_councils_attention(family: Family) -> None:
    typed = {**TYPED, "asker": "other", "name": "Nan Neighbour", "place": "Lives next door"}
    assert Client().post(address("family:ask", family.area), typed).status_code == 302
    row = ReceivedRequest.objects.in_area(family.area.pk).get()
    case = file(family, row)
    event = CaseEvent.objects.in_area(case.area_id).get(case=case)
    assert (event.kind, event.body["asker"]) == ("brought_to_attention", "5")
    assert "Nan Neighbour, Lives next door (ma@example.org)" in event.body["note"]
    due = CaseDuty.objects.in_area(case.area_id).get(case=case, rule="DEC-6W")
    assert due.due_on == TODAY + timedelta(weeks=6)
    assert not Contact.objects.in_area(case.area_id).filter(child=case.child).exists()


def test_a_young_person_asks_for_themselves(family: Family) -> None:
    row = asked(family.area, asker="young_person", name="Abe Askly", born_on=date(2006, 4, 1))
    case = file(family, row)
    said = FamilyMessage.objects.in_area(case.area_id).get(case=case)
    assert said.contact is None
    assert "They gave: ma@example.org" in said.text


def test_officers_see_who_may_be_here_already_and_file_it_there(family: Family) -> None:
    row = asked(
        family.area,
        name=family.mother.name,
        given_names="Adah",
        family_name="Testley",
        born_on=family.case.child.born_on,
    )
    _, alike = one_request(family.head, request_ref=row.ref, today=TODAY)
    assert [each.ref for each in alike] == [family.case.ref]
    case = file(family, row, case_ref=family.case.ref, post_ref="", sex="")
    assert case == family.case
    assert Contact.objects.in_area(case.area_id).filter(child=case.child).count() == 1
    assert FamilyMessage.objects.in_area(case.area_id).get(case=case).contact == family.mother


def test_a_second_request_while_one_is_open_is_refused_with_the_reason(family: Family) -> None:
    happen(family.officer, family.case, "request_received")
    row = asked(family.area, born_on=family.case.child.born_on)
    with pytest.raises((Refusal, Refusals)):
        file(family, row, case_ref=family.case.ref)
    row.refresh_from_db()
    assert row.state == "waiting"
    families.set_aside_request(
        actor=family.head, at=LATER, request_ref=row.ref, why="The same family asked twice."
    )
    row.refresh_from_db()
    assert (row.state, row.name) == ("set_aside", "Ma Askly")
    assert requests_waiting(family.head) == ()


@pytest.mark.parametrize("asker", ["mother", "school"])
def test_a_second_request_joins_the_assessment_that_is_under_way(
    family: Family, asker: str
) -> None:
    row = asked(family.area, asker=asker, place="Example Primary", born_on=BORN)
    with pytest.raises(Refusal, match="No assessment is under way there"):
        file(family, row, case_ref=family.case.ref, joins=True)
    happen(family.officer, family.case, "request_received")
    with pytest.raises(Refusal, match="Tick that this joins it"):
        file(family, row, case_ref=family.case.ref)
    file(family, row, case_ref=family.case.ref, joins=True)
    events = CaseEvent.objects.in_area(family.area.pk)
    assert events.filter(kind="request_received").count() == 1
    said = FamilyMessage.objects.in_area(family.area.pk).filter(said="question")
    told = said.get().text if asker == "mother" else events.get(kind="note_made").body["note"]
    assert "Reading is hard." in told
    assert "while one was under way" in told


def test_the_page_where_others_sign_in_leads_to_asking_without_an_account(area: LocalArea) -> None:
    page = Client().get("/account/login/").content.decode()
    assert "Without an account" in page
    assert f'href="{reverse("family:how_to_ask", args=[area.slug])}"' in page


def test_an_officer_is_told_whose_right_it_is_to_ask_for_somebody_grown(family: Family) -> None:
    reads = Client()
    account = make_account(family.area, "Hetty Grown", "grown@home.example", "head_of_send")
    reads.force_login(account)
    for born_on, is_told in ((GROWN, True), (BORN, False)):
        row = asked(family.area, born_on=born_on, on_behalf="asked")
        page = words_of(
            reads.get(address("casework:request", family.area, row.ref)).content.decode()
        )
        assert ("The right to ask is the young person’s own since" in page) is is_told
        assert ("“They want this, and asked me to ask for them.”" in page) is is_told


def test_nobody_files_into_a_case_that_they_may_not_read(family: Family) -> None:
    stranger, _ = make_officer(family.area, "Sid Stranger")
    row = asked(
        family.area, given_names="Ada", family_name="Testly", born_on=family.case.child.born_on
    )
    _, alike = one_request(stranger, request_ref=row.ref, today=TODAY)
    assert [each.ref for each in alike] == [""]
    assert "Testly" not in alike[0].words
    with pytest.raises(Hidden):
        families.file_request(
            actor=stranger, at=LATER, request_ref=row.ref, filing=Filing(case_ref=family.case.ref)
        )


@pytest.mark.parametrize(("filing", "field"), [({"post_ref": ""}, "post"), ({"sex": ""}, "sex")])
def test_what_is_missing_about_somebody_new_is_said(
    family: Family, filing: dict[str, str], field: str
) -> None:
    row = asked(family.area)
    with pytest.raises(Refusal) as refused:
        file(family, row, **filing)
    assert refused.value.field == field
    assert not Case.objects.in_area(family.area.pk).exclude(pk=family.case.pk).exists()


def test_only_whoever_registers_reads_and_settles_requests(family: Family) -> None:
    row = asked(family.area)
    nobody = operator(family.area, "casework.all")
    for settle in (
        lambda: requests_waiting(nobody),
        lambda: families.file_request(
            actor=nobody, at=AT, request_ref=row.ref, filing=Filing(case_ref=family.case.ref)
        ),
        lambda: families.set_aside_request(actor=nobody, at=AT, request_ref=row.ref, why="x"),
    ):
        with pytest.raises(Hidden):
            settle()


def test_the_officers_pages_from_the_list_to_the_case(family: Family) -> None:
    account = make_account(family.area, "Hetty Reads", "hetty@home.example", "head_of_send")
    row = asked(family.area, text="He hits me when he is scared of school.")
    desk = Client()
    desk.force_login(account)
    listed = words_of(desk.get(address("casework:requests", family.area)).content.decode())
    assert "Abe Askly" in listed
    assert "may point to a worry about safety" in listed
    one = address("casework:request", family.area, row.ref)
    page = words_of(desk.get(one).content.decode())
    assert "“hits me”" in page
    assert "Decision whether to assess By 14 April 2025, within 6 weeks" in page
    filed = desk.post(one, {"case": "new", "post": family.post.ref, "sex": "M"})
    assert filed.status_code == 302
    assert "Abe Askly" in desk.get(filed["Location"]).content.decode()
    assert desk.get(one).status_code == 404


def test_setting_aside_asks_why(family: Family) -> None:
    account = make_account(family.area, "Hetty Reads", "hetty@home.example", "head_of_send")
    row = asked(family.area)
    desk = Client()
    desk.force_login(account)
    aside = address("casework:set_request_aside", family.area, row.ref)
    assert desk.post(aside, {"why": " "}).status_code == 422
    assert desk.post(aside, {"why": "A trial of the page."}).status_code == 302
    assert (
        "A trial of the page."
        in desk.get(address("casework:requests", family.area)).content.decode()
    )


def test_another_area_sees_nothing(family: Family) -> None:
    asked(family.area)
    other = make_area("elsewhere", "Elsewhere")
    stranger, _ = make_officer(other, "Sid Stranger")
    assert requests_waiting(stranger) == ()
    make_case(*make_officer(other, "Ola Other"))
