"""Giving a role and ending it, by operation and on the page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.access import operations
from alongside.access.models import Account, Grant
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import (
    AT,
    actor_of,
    give,
    make_account,
    make_area,
    make_organisation,
    make_person,
)

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]
LATER = AT + timedelta(minutes=5)


@pytest.fixture
def administrator(york: LocalArea) -> Account:
    return make_account(york, "Bo Lind", "bo@example.org", "administrator")


@pytest.fixture
def office(client: Client, administrator: Account) -> Client:
    client.force_login(administrator)
    return client


def test_an_administrator_gives_a_role_and_it_is_recorded(
    york: LocalArea, administrator: Account
) -> None:
    person = make_person(york)
    grant = operations.grant_role(
        actor=actor_of(york, administrator.person),
        at=LATER,
        person=person,
        role="chair",
        purpose="Chair",
    )
    assert actor_of(york, person, LATER).may("plan.consent")
    entry = LedgerEntry.objects.get(verb="access.grant_role", subject_ref=grant.ref)
    assert (entry.person_id, entry.detail.words["facts"]["role"]) == (
        administrator.person_id,
        "chair",
    )


def test_an_administrator_gives_themselves_nothing(york: LocalArea, administrator: Account) -> None:
    with pytest.raises(Refusals, match="themselves"):
        operations.grant_role(
            actor=actor_of(york, administrator.person),
            at=LATER,
            person=administrator.person,
            role="chair",
            purpose="Me",
        )


@pytest.mark.both_engines
def test_the_database_too_refuses_a_gift_to_oneself(
    york: LocalArea, administrator: Account
) -> None:
    person = administrator.person
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            area=york, person=person, role="chair", purpose="Me", granted_from=AT, granted_by=person
        )


@pytest.mark.both_engines
@pytest.mark.parametrize(
    "wrong",
    [
        {"purpose": ""},
        {"granted_until": AT},
        {"kind": "emergency", "reason": "", "granted_until": LATER, "case_ref": "0123456789abcdef"},
        {
            "kind": "emergency",
            "reason": "Why",
            "granted_until": None,
            "case_ref": "0123456789abcdef",
        },
        {"kind": "emergency", "reason": "Why", "granted_until": LATER},
        {"kind": "borrowed"},
    ],
)
def test_the_database_refuses_a_grant_that_cannot_be(
    york: LocalArea, wrong: dict[str, object]
) -> None:
    right = {
        "area": york,
        "person": make_person(york),
        "role": "chair",
        "purpose": "P",
        "granted_from": AT,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(**{**right, **wrong})


def test_the_same_role_is_not_given_twice(york: LocalArea) -> None:
    person = make_person(york)
    give(york, person, "chair")
    with pytest.raises(Refusal, match="holds this role already"):
        give(york, person, "chair")


def test_a_role_in_one_area_is_nothing_in_another(york: LocalArea) -> None:
    hull = make_area("hull", "Hull")
    person = make_person(york)
    give(york, person, "chair")
    give(hull, person, "senco", organisation=make_organisation(hull, "School", "school"))
    assert actor_of(hull, person).roles == ("senco",)


def test_a_school_role_reaches_its_school_only(york: LocalArea) -> None:
    school, other = (
        make_organisation(york, "School", "school"),
        make_organisation(york, "Other", "school"),
    )
    person = make_person(york)
    give(york, person, "senco", organisation=school)
    actor = actor_of(york, person)
    assert actor.may("plan.view", organisation_id=school.pk)
    assert not actor.may("plan.view", organisation_id=other.pk)
    assert not actor.may("plan.view")


def test_a_holder_sees_purpose_and_end(york: LocalArea) -> None:
    person = make_person(york)
    until = datetime(2022, 1, 1, tzinfo=UTC)
    give(york, person, "chair", purpose="Chair for a year", until=until)
    holding = actor_of(york, person).holdings[0]
    assert (holding.purpose, holding.until) == ("Chair for a year", until)


def test_an_ended_grant_is_ended_once(york: LocalArea, administrator: Account) -> None:
    grant = give(york, make_person(york), "chair")
    actor = actor_of(york, administrator.person)
    operations.end_grant(actor=actor, at=LATER, ref=grant.ref, reason="Left the board")
    with pytest.raises(Refusal, match="ended already"):
        operations.end_grant(actor=actor, at=LATER, ref=grant.ref)


def test_a_grant_still_to_come_is_ended(york: LocalArea, administrator: Account) -> None:
    grant = give(york, make_person(york), "chair", starts_at=LATER + timedelta(days=1))
    ended = operations.end_grant(
        actor=actor_of(york, administrator.person), at=LATER, ref=grant.ref
    )
    assert not ended.is_in_force(LATER + timedelta(days=2))


def test_an_administrator_does_not_end_an_inspection(
    york: LocalArea, administrator: Account
) -> None:
    grant = give(york, make_person(york), "inspector")
    with pytest.raises(Refusal, match="cannot end"):
        operations.end_grant(actor=actor_of(york, administrator.person), at=LATER, ref=grant.ref)


def test_a_person_gives_up_their_own_role(york: LocalArea) -> None:
    person = make_person(york)
    grant = give(york, person, "chair")
    operations.end_grant(actor=actor_of(york, person), at=LATER, ref=grant.ref)
    grant.refresh_from_db()
    assert (grant.ended_at, grant.ended_by_id) == (LATER, person.pk)


@pytest.mark.scenario(49)
def test_another_areas_grant_is_not_found(york: LocalArea, administrator: Account) -> None:
    hull = make_area("hull", "Hull")
    grant = give(hull, make_person(hull), "chair")
    with pytest.raises(Hidden):
        operations.end_grant(actor=actor_of(york, administrator.person), at=LATER, ref=grant.ref)


def test_the_chair_gives_nobody_access(york: LocalArea) -> None:
    chair = make_person(york)
    give(york, chair, "chair")
    with pytest.raises(Hidden):
        operations.grant_role(
            actor=actor_of(york, chair),
            at=LATER,
            person=make_person(york, "Ben Lee"),
            role="board_member",
            purpose="P",
        )


def _asked(**changes: str) -> dict[str, str]:
    return {"role": "chair", "purpose": "Chair of the board", **changes}


def test_access_is_given_on_the_page_until_the_end_of_a_day(
    office: Client, york: LocalArea
) -> None:
    person = make_person(york, "Ben Lee")
    last = {"until_day_day": "30", "until_day_month": "6", "until_day_year": "2090"}
    response = office.post("/york/access/give/", _asked(person=person.ref, **last))
    assert response.status_code == 302
    grant = Grant.objects.in_area(york.pk).get(person=person)
    assert grant.granted_until == datetime(2090, 6, 30, 23, tzinfo=UTC)
    assert "Ben Lee" in office.get("/york/access/").content.decode()


def test_access_is_given_until_an_hour(office: Client, york: LocalArea) -> None:
    person = make_person(york, "Ben Lee")
    hour = {
        "until_day_day": "30",
        "until_day_month": "1",
        "until_day_year": "2090",
        "until_time": "17.30",
    }
    office.post("/york/access/give/", _asked(person=person.ref, **hour))
    assert Grant.objects.in_area(york.pk).get(person=person).granted_until == datetime(
        2090, 1, 30, 17, 30, tzinfo=UTC
    )


def test_access_is_given_to_somebody_who_works_in_another_area(
    office: Client, york: LocalArea
) -> None:
    guest = make_account(make_area("hull", "Hull"), "Cy Hull", "cy@example.org", "chair")
    read_aloud = f" {guest.ref[:8].upper()} {guest.ref[8:]} "
    office.post("/york/access/give/", _asked(code=read_aloud, role="commissioner"))
    assert actor_of(york, guest.person, clock.now()).roles == ("commissioner",)


def test_an_email_address_tells_nothing_about_who_has_an_account(
    office: Client, york: LocalArea
) -> None:
    make_account(make_area("hull", "Hull"), "Cy Hull", "cy@example.org", "chair")
    answers = [
        office.post("/york/access/give/", _asked(email=email, code=email))
        for email in ("cy@example.org", "eve@example.org")
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert all("No account has this code" in a.content.decode() for a in answers)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({}, "Choose a person from the list"),
        ({"code": "zzzzzzzzzzzzzzzz"}, "No account has this code"),
        ({"code": "own"}, "Nobody may give access to themselves"),
        ({"code": "own", "until_time": "17:00"}, "Say on which day it ends"),
        ({"code": "own", "until_time": "noon"}, "Write the time like 17:00"),
        (
            {"code": "own", "role": "administrator"},
            "Choose one of the answers in the list",
        ),
    ],
)
def test_a_refused_grant_keeps_what_was_typed(
    office: Client, asked: dict[str, str], sentence: str
) -> None:
    if asked.get("code") == "own":
        asked = {**asked, "code": Account.objects.get(email="bo@example.org").ref}
    response = office.post("/york/access/give/", _asked(**asked))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert 'value="Chair of the board"' in page


def test_access_is_ended_on_the_page(office: Client, york: LocalArea) -> None:
    grant = give(york, make_person(york), "chair")
    assert "Ada Okafor" in office.get(f"/york/access/grants/{grant.ref}/end/").content.decode()
    office.post(f"/york/access/grants/{grant.ref}/end/", {"reason": "Left"})
    grant.refresh_from_db()
    assert grant.ended_at is not None
    assert "Ada Okafor" not in office.get("/york/access/").content.decode()
    assert "Ada Okafor" in office.get("/york/access/?show=all").content.decode()


def test_the_list_of_access_costs_the_same_however_long(office: Client, york: LocalArea) -> None:
    costs = []
    for count in (3, 20):
        for number in range(count):
            give(york, make_person(york, f"Person {count} {number}"), "chair")
        with CaptureQueriesContext(connection) as queries:
            office.get("/york/access/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 8
