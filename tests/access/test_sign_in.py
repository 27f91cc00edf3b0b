"""Signing in with a password: lock-out, what is recorded, and what a stranger can learn."""

import re
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from alongside.access.letters import NO_MAIL
from alongside.access.models import Account, SignedInSession
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import PASSWORD, make_account

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.access.urls"),
    pytest.mark.usefixtures("no_limits_used"),
]
WRONG = "not the password at all"


@pytest.fixture
def chair(york: LocalArea) -> Account:
    return make_account(york, "Ada Okafor", "ada@example.org", "chair")


def try_to_sign_in(client: Client, email: str, password: str, **headers: str) -> bool:
    response = client.post("/account/login/", {"login": email, "password": password}, **headers)
    return response.status_code == 302


def verbs() -> list[str]:
    return list(
        LedgerEntry.objects.filter(subject="access.account", area_id=0)
        .order_by("seq")
        .values_list("verb", flat=True)
    )


@pytest.mark.both_engines
def test_the_right_password_signs_in_and_leads_to_the_one_area(
    client: Client, chair: Account
) -> None:
    response = client.post("/account/login/", {"login": "ADA@example.org", "password": PASSWORD})
    assert response["Location"] == "/york/"
    assert verbs() == ["access.sign_in"]


def test_the_page_asked_for_is_opened_after_signing_in(client: Client, chair: Account) -> None:
    response = client.post(
        "/account/login/?next=/york/plan/", {"login": "ada@example.org", "password": PASSWORD}
    )
    assert response["Location"] == "/york/plan/"


def test_another_site_is_never_opened_after_signing_in(client: Client, chair: Account) -> None:
    response = client.post(
        "/account/login/?next=https://elsewhere.example/",
        {"login": "ada@example.org", "password": PASSWORD},
    )
    assert response["Location"] == "/york/"


@pytest.mark.both_engines
def test_five_wrong_passwords_lock_the_account_against_the_right_one(
    client: Client, chair: Account
) -> None:
    for _ in range(5):
        assert not try_to_sign_in(client, "ada@example.org", WRONG)
    assert not try_to_sign_in(client, "ada@example.org", PASSWORD)
    assert verbs() == ["access.sign_in_failed"] * 5 + ["access.locked_out"]


def test_four_wrong_passwords_do_not_lock(client: Client, chair: Account) -> None:
    for _ in range(4):
        try_to_sign_in(client, "ada@example.org", WRONG)
    assert try_to_sign_in(client, "ada@example.org", PASSWORD)


def test_a_locked_account_does_not_lock_others_behind_the_same_address(
    client: Client, chair: Account, york: LocalArea
) -> None:
    make_account(york, "Ben Lee", "ben@example.org", "chair")
    for _ in range(8):
        try_to_sign_in(client, "ada@example.org", WRONG, REMOTE_ADDR="192.0.2.1")
    assert try_to_sign_in(Client(), "ben@example.org", PASSWORD, REMOTE_ADDR="192.0.2.1")


@pytest.mark.parametrize("headers", [{"HTTP_HOST": "127.0.0.1"}, {"REMOTE_ADDR": "192.0.2.9"}])
def test_a_lock_holds_from_another_machine_and_under_another_name(
    client: Client, chair: Account, headers: dict[str, str]
) -> None:
    for _ in range(5):
        try_to_sign_in(client, "Ada@Example.org ", WRONG)
    assert not try_to_sign_in(Client(), "ada@example.org", PASSWORD, **headers)


def test_a_lock_is_recorded_once(client: Client, chair: Account) -> None:
    for _ in range(9):
        try_to_sign_in(client, "ada@example.org", WRONG)
    assert verbs().count("access.locked_out") == 1


def test_the_locked_page_says_what_to_do(client: Client, chair: Account) -> None:
    for _ in range(6):
        response = client.post("/account/login/", {"login": "ada@example.org", "password": WRONG})
    assert "Wait 15 minutes" in response.content.decode()


def test_a_stranger_learns_nothing_about_who_has_an_account(client: Client, chair: Account) -> None:
    known, unknown = (
        _without_differences(
            client.post("/account/login/", {"login": email, "password": WRONG}), email
        )
        for email in ("ada@example.org", "eve@example.org")
    )
    assert known == unknown


def _without_differences(response: HttpResponse, email: str) -> str:
    """The page without what was typed and without the form's own random token."""
    page = response.content.decode().replace(email, "")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_a_stranger_learns_nothing_by_asking_for_a_new_password(
    client: Client, chair: Account
) -> None:
    answers = [
        client.post("/account/password/reset/", {"email": email})
        for email in ("ada@example.org", "eve@example.org")
    ]
    assert [(a.status_code, a["Location"]) for a in answers] == [
        (302, "/account/password/reset/done/")
    ] * 2


def test_where_no_email_is_sent_a_forgotten_password_is_not_promised_a_letter(
    client: Client, chair: Account, settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = NO_MAIL
    for address in ("/account/password/reset/", "/account/password/reset/done/"):
        page = client.get(address).content.decode()
        assert "This installation sends no e-mail. Ask the administrator" in page
        assert "link is on its way" not in page
        assert "Send the link" not in page


def test_the_time_of_the_last_sign_in_is_read_from_our_own_clock(
    client: Client, chair: Account
) -> None:
    clock.move(timedelta(days=-1000))
    try:
        try_to_sign_in(client, "ada@example.org", PASSWORD)
    finally:
        clock.move(timedelta(0))
    chair.refresh_from_db()
    assert chair.last_login is not None
    assert chair.last_login < clock.now() - timedelta(days=999)


def test_only_somebody_with_an_account_gets_a_letter(
    client: Client, chair: Account, mailoutbox: list[object]
) -> None:
    for email in ("ada@example.org", "eve@example.org"):
        client.post("/account/password/reset/", {"email": email})
    assert [message.to for message in mailoutbox] == [["ada@example.org"]]  # type: ignore[attr-defined]


def test_a_failed_try_keeps_no_address(client: Client, chair: Account) -> None:
    for email in ("ada@example.org", "eve@example.org"):
        try_to_sign_in(client, email, WRONG)
    entries = LedgerEntry.objects.filter(verb="access.sign_in_failed").order_by("seq")
    assert [entry.subject_ref for entry in entries] == [chair.ref, "unknown"]
    assert all("example.org" not in entry.detail.content for entry in entries)


def test_a_closed_account_does_not_open(client: Client, chair: Account) -> None:
    Account.objects.update(is_active=False)
    response = client.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert response["Location"] == "/account/inactive/"
    assert client.get("/york/").status_code == 302


def test_nobody_signs_themselves_up(client: Client) -> None:
    response = client.post(
        "/account/signup/",
        {"email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD},
    )
    assert response.status_code == 403 or not Account.objects.exists()
    assert not Account.objects.exists()


def test_signing_out_is_recorded_and_ends_the_session(client: Client, chair: Account) -> None:
    try_to_sign_in(client, "ada@example.org", PASSWORD)
    client.post("/account/logout/")
    assert verbs() == ["access.sign_in", "access.sign_out"]
    assert not SignedInSession.objects.exists()
    assert client.get("/york/").status_code == 302


def test_looking_at_the_sign_out_page_signs_nobody_out(client: Client, chair: Account) -> None:
    try_to_sign_in(client, "ada@example.org", PASSWORD)
    client.get("/account/logout/")
    assert client.get("/york/").status_code == 200


@pytest.fixture
def two_machines(chair: Account) -> tuple[Client, Client]:
    here, there = Client(), Client()
    try_to_sign_in(here, "ada@example.org", PASSWORD, HTTP_USER_AGENT="Firefox/130.0 (Windows)")
    try_to_sign_in(there, "ada@example.org", PASSWORD, HTTP_USER_AGENT="Chrome/130.0 (Android)")
    return here, there


def test_a_person_sees_where_they_are_signed_in(two_machines: tuple[Client, Client]) -> None:
    page = two_machines[0].get("/account/").content.decode()
    assert "Firefox on Windows" in page
    assert "Chrome on Android" in page


def test_a_person_ends_one_other_sign_in(two_machines: tuple[Client, Client]) -> None:
    here, there = two_machines
    ref = SignedInSession.objects.get(device="Chrome on Android").ref
    here.post(f"/account/sessions/{ref}/end/")
    assert there.get("/york/").status_code == 302
    assert here.get("/york/").status_code == 200


def test_a_person_signs_out_everywhere_else(two_machines: tuple[Client, Client]) -> None:
    here, there = two_machines
    here.post("/account/sessions/end-others/")
    assert (here.get("/york/").status_code, there.get("/york/").status_code) == (200, 302)


def test_nobody_ends_another_persons_sign_in(
    two_machines: tuple[Client, Client], york: LocalArea
) -> None:
    make_account(york, "Ben Lee", "ben@example.org", "chair")
    ben = Client()
    try_to_sign_in(ben, "ben@example.org", PASSWORD)
    ref = SignedInSession.objects.get(device="Chrome on Android").ref
    assert ben.post(f"/account/sessions/{ref}/end/").status_code == 404
    assert two_machines[1].get("/york/").status_code == 200


def test_a_new_password_ends_the_other_sign_ins(two_machines: tuple[Client, Client]) -> None:
    here, there = two_machines
    new = "another long walk, by the Foss"
    here.post("/account/reauthenticate/", {"password": PASSWORD})
    here.post(
        "/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new}
    )
    assert (here.get("/york/").status_code, there.get("/york/").status_code) == (200, 302)
    assert verbs()[-1] == "access.set_password"


def test_the_limits_are_shared_between_processes(client: Client, chair: Account) -> None:
    try_to_sign_in(client, "ada@example.org", WRONG)
    assert type(cache._connections[cache._alias]).__name__ == "DatabaseCache"  # type: ignore[attr-defined]
