"""What officers make of a request that came by the public page: filing it in a case, or setting it aside."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

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
from alongside.casework.queries.asked import one_request, requests_waiting
from alongside.casework.rules.asking import RequestState
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import make_account
from tests.casework.asking import GROWN, TODAY, TYPED, address, new
from tests.casework.factories import AT, BORN, happen, make_case, make_officer
from tests.casework.families import Family, words_of
from tests.people.factories import make_area, operator

pytestmark = pytest.mark.django_db
LATER = AT + timedelta(days=5)


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


@pytest.mark.parametrize(
    ("filing", "fields"),
    [({"sex": ""}, ["sex"]), ({"post_ref": "", "sex": ""}, ["post", "sex"])],
)
def test_what_is_missing_about_somebody_new_is_said_at_once(
    family: Family, filing: dict[str, str], fields: list[str]
) -> None:
    row = asked(family.area)
    with pytest.raises(Refusals) as refused:
        file(family, row, **filing)
    assert [each.field for each in refused.value.refusals] == fields
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
