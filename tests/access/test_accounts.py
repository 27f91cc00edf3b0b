"""Accounts: who makes them, who resets a password, and who never sees one."""

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from alongside.access import letters, operations
from alongside.access.models import Account, SignedInSession
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from tests.access.factories import (
    AT,
    PASSWORD,
    actor_of,
    give,
    make_account,
    make_area,
    make_person,
    runner,
)

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.access.urls"),
    pytest.mark.usefixtures("no_limits_used"),
]


@pytest.fixture
def administrator(york: LocalArea) -> Account:
    return make_account(york, "Bo Lind", "bo@example.org", "administrator")


@pytest.fixture
def chair(york: LocalArea) -> Account:
    return make_account(york, "Ada Okafor", "ada@example.org", "chair")


@pytest.fixture
def office(client: Client, administrator: Account) -> Client:
    client.force_login(administrator)
    return client


@pytest.mark.both_engines
def test_an_address_is_the_same_however_it_is_typed(york: LocalArea, chair: Account) -> None:
    with pytest.raises(Refusal, match="already uses this"):
        operations.create_account(
            actor=runner(york), at=AT, person=make_person(york, "Ben Lee"), email=" ADA@Example.org"
        )


def test_a_person_has_one_account(york: LocalArea, chair: Account) -> None:
    with pytest.raises(Refusal, match="already"):
        operations.create_account(
            actor=runner(york), at=AT, person=chair.person, email="other@example.org"
        )


@pytest.mark.parametrize("email", ["", "ada", "ada@", "ada @example.org"])
def test_an_address_that_cannot_be_is_refused(york: LocalArea, email: str) -> None:
    with pytest.raises(Refusal) as refused:
        operations.create_account(actor=runner(york), at=AT, person=make_person(york), email=email)
    assert refused.value.field == "email"


@pytest.mark.parametrize("password", ["short", "q1w2e3r4t5y6", "ada@example.org"])
def test_an_easy_password_is_refused(york: LocalArea, password: str) -> None:
    with pytest.raises(Refusals):
        operations.create_account(
            actor=runner(york),
            at=AT,
            person=make_person(york),
            email="ada@example.org",
            password=password,
        )
    assert not Account.objects.exists()


def test_an_account_alone_opens_nothing(client: Client, york: LocalArea) -> None:
    client.force_login(make_account(york))
    assert client.get("/york/").status_code == 404
    assert "no access at the moment" in client.get("/account/areas/").content.decode()


def test_the_ledger_keeps_no_address_of_an_account(york: LocalArea, chair: Account) -> None:
    entry = LedgerEntry.objects.get(verb="access.create_account", subject_ref=chair.ref)
    assert "example.org" not in entry.detail.content


@pytest.mark.scenario(51)
def test_an_administrator_resets_a_password_without_seeing_one(
    office: Client, chair: Account, mailoutbox: list[EmailMessage]
) -> None:
    response = office.post(f"/york/access/accounts/{chair.ref}/reset-password/", follow=True)
    chair.refresh_from_db()
    assert not chair.has_usable_password()
    assert mailoutbox[0].to == ["ada@example.org"]
    assert "/account/password/reset/key/" not in response.content.decode()
    assert "The old password no longer works." in response.content.decode()


@pytest.mark.scenario(51)
def test_resetting_a_password_does_not_open_the_action_plan(office: Client, chair: Account) -> None:
    office.post(f"/york/access/accounts/{chair.ref}/reset-password/")
    assert office.get("/york/plan/").status_code == 404


def test_the_link_sets_a_password_once(
    office: Client, chair: Account, mailoutbox: list[EmailMessage]
) -> None:
    office.post(f"/york/access/accounts/{chair.ref}/reset-password/")
    address = re.search(r"https?://[^/]+(/account/password/reset/key/\S+)", str(mailoutbox[0].body))
    assert address is not None
    new, visitor = "another long walk, by the Foss", Client()
    form = visitor.get(address[1])["Location"]
    assert visitor.post(form, {"password1": new, "password2": new}).status_code == 302
    chair.refresh_from_db()
    assert chair.check_password(new)
    assert "Location" not in Client().get(address[1])


def test_resetting_a_password_ends_every_sign_in(office: Client, chair: Account) -> None:
    elsewhere = Client()
    elsewhere.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert elsewhere.get("/york/").status_code == 200
    office.post(f"/york/access/accounts/{chair.ref}/reset-password/")
    assert elsewhere.get("/york/").status_code == 302
    assert not SignedInSession.objects.filter(account=chair).exists()


def test_a_letter_that_cannot_go_is_said(
    office: Client, chair: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError("no route")

    monkeypatch.setattr(letters, "send_mail", fail)
    response = office.post(f"/york/access/accounts/{chair.ref}/new-link/", follow=True)
    assert "could not be sent" in response.content.decode()


def test_without_mail_the_operator_is_named(
    office: Client, chair: Account, settings: object
) -> None:
    settings.EMAIL_BACKEND = letters.NO_MAIL  # type: ignore[attr-defined]
    response = office.post(f"/york/access/accounts/{chair.ref}/new-link/", follow=True)
    assert "Ask its operator" in response.content.decode()


def test_a_new_link_leaves_the_password_as_it_is(office: Client, chair: Account) -> None:
    office.post(f"/york/access/accounts/{chair.ref}/new-link/")
    chair.refresh_from_db()
    assert chair.check_password(PASSWORD)


def test_administrators_do_not_reset_or_close_their_own(
    york: LocalArea, administrator: Account
) -> None:
    actor = actor_of(york, administrator.person)
    for operation in (operations.reset_password, operations.close_account):
        with pytest.raises(Refusal):
            operation(actor=actor, at=AT, ref=administrator.ref)


@pytest.mark.scenario(49)
def test_another_areas_account_is_not_found(york: LocalArea, administrator: Account) -> None:
    elsewhere = make_account(make_area("hull", "Hull"), "Cy Hull", "cy@example.org", "chair")
    actor = actor_of(york, administrator.person)
    for operation in (
        operations.reset_password,
        operations.close_account,
        operations.open_account,
        operations.issue_password_link,
    ):
        with pytest.raises(Hidden):
            operation(actor=actor, at=AT, ref=elsewhere.ref)


def test_an_account_that_serves_another_area_too_is_not_closed(
    york: LocalArea, administrator: Account, chair: Account
) -> None:
    give(make_area("hull", "Hull"), chair.person, "chair")
    with pytest.raises(Refusal, match="another local area"):
        operations.close_account(actor=actor_of(york, administrator.person), at=AT, ref=chair.ref)


def test_a_closed_account_is_opened_again(
    york: LocalArea, administrator: Account, chair: Account
) -> None:
    actor = actor_of(york, administrator.person)
    operations.close_account(actor=actor, at=AT, ref=chair.ref)
    with pytest.raises(Refusal, match="closed already"):
        operations.close_account(actor=actor, at=AT, ref=chair.ref)
    operations.open_account(actor=actor, at=AT, ref=chair.ref)
    chair.refresh_from_db()
    assert chair.is_active


def test_the_chair_runs_no_accounts(
    york: LocalArea, chair: Account, administrator: Account
) -> None:
    with pytest.raises(Hidden):
        operations.reset_password(actor=actor_of(york, chair.person), at=AT, ref=administrator.ref)


def test_an_account_is_made_on_the_page_and_its_link_is_sent(
    office: Client, york: LocalArea, mailoutbox: list[EmailMessage]
) -> None:
    person = make_person(york, "Ben Lee")
    response = office.post(
        "/york/access/accounts/add/", {"person": person.ref, "email": "ben@example.org"}
    )
    assert response.status_code == 302
    assert [message.to for message in mailoutbox] == [["ben@example.org"]]
    assert "Ben Lee" in office.get("/york/access/accounts/").content.decode()


def test_a_refused_account_keeps_what_was_typed(
    office: Client, york: LocalArea, chair: Account
) -> None:
    person = make_person(york, "Ben Lee")
    response = office.post(
        "/york/access/accounts/add/", {"person": person.ref, "email": "ada@example.org"}
    )
    assert response.status_code == 422
    assert 'value="ada@example.org"' in response.content.decode()
    assert "Another account already uses this" in response.content.decode()


def test_an_account_is_closed_and_opened_on_its_page(office: Client, chair: Account) -> None:
    office.post(f"/york/access/accounts/{chair.ref}/close/")
    assert "Open the account" in office.get(f"/york/access/accounts/{chair.ref}/").content.decode()
    office.post(f"/york/access/accounts/{chair.ref}/open/")
    assert "Close the account" in office.get(f"/york/access/accounts/{chair.ref}/").content.decode()
