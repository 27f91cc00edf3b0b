"""A second step at sign-in: required for staff in production, and kept unreadable."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from alongside.access import operations
from alongside.access.models import Account
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea
from tests.access.factories import AT, PASSWORD, actor_of, make_account, runner

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.access.urls"),
    pytest.mark.usefixtures("no_limits_used", "as_in_production"),
]
PERIOD = 30


@pytest.fixture
def as_in_production(settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]


@pytest.fixture
def chair(york: LocalArea) -> Account:
    return make_account(york, "Ada Okafor", "ada@example.org", "chair")


@pytest.fixture
def secret(chair: Account) -> str:
    """The chair has an app set up."""
    made: str = generate_totp_secret()
    TOTP.activate(chair, made)
    return made


def code_of(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // PERIOD)))


def sign_in(client: Client, *, follow_to: str = "") -> str:
    response = client.post(
        "/account/login/" + follow_to, {"login": "ada@example.org", "password": PASSWORD}
    )
    return str(response["Location"])


def test_a_password_alone_does_not_open_staff_work(client: Client, chair: Account) -> None:
    sign_in(client)
    assert client.get("/york/")["Location"] == "/account/second-step/?next=%2Fyork%2F"


def test_setting_up_an_app_and_entering_a_code_opens_it(
    client: Client, chair: Account, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    sign_in(client)
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    client.get("/account/2fa/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/account/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=chair, type="totp").exists()
    proving = client.get("/york/")["Location"]
    assert proving == "/account/2fa/reauthenticate/?next=%2Fyork%2F"
    client.post(proving, {"code": code_of(secret)})
    assert client.get("/york/").status_code == 200
    entry = LedgerEntry.objects.get(verb="access.change_second_factor")
    assert entry.detail.words["facts"] == {"change": "authenticator app set up"}


def test_with_an_app_the_password_asks_for_a_code(client: Client, secret: str) -> None:
    assert sign_in(client) == "/account/2fa/authenticate/"
    assert client.get("/york/")["Location"].startswith("/account/login/")
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/york/").status_code == 200


def test_a_wrong_code_opens_nothing(client: Client, secret: str) -> None:
    sign_in(client)
    client.post(
        "/account/2fa/authenticate/",
        {"code": "000000" if code_of(secret) != "000000" else "111111"},
    )
    assert client.get("/york/").status_code == 302


def test_a_code_is_used_once(client: Client, secret: str) -> None:
    code = code_of(secret)
    for visitor in (client, Client()):
        sign_in(visitor)
        visitor.post("/account/2fa/authenticate/", {"code": code})
    assert client.get("/york/").status_code == 200
    assert visitor.get("/york/").status_code == 302


def test_codes_are_not_guessed_without_end(client: Client, secret: str) -> None:
    sign_in(client)
    for guess in range(5):
        client.post("/account/2fa/authenticate/", {"code": f"{guess:06}"})
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    assert client.get("/york/").status_code == 302


def test_the_secret_is_unreadable_in_the_database(secret: str) -> None:
    kept = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in kept
    assert get_adapter().decrypt(kept) == secret


def test_staff_do_not_remove_their_only_second_step(chair: Account, secret: str) -> None:
    assert not get_adapter().can_delete_authenticator(Authenticator.objects.get(type="totp"))


def test_a_family_may_remove_theirs(york: LocalArea) -> None:
    parent = make_account(york, "Pat Ash", "pat@example.org", "parent")
    authenticator = TOTP.activate(parent, generate_totp_secret()).instance
    assert get_adapter().can_delete_authenticator(authenticator)


def test_outside_production_a_password_is_enough(
    client: Client, chair: Account, settings: object
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    sign_in(client)
    assert client.get("/york/").status_code == 200


def test_a_session_from_before_proves_itself_too(client: Client, chair: Account) -> None:
    """Setting up an app on one machine does not vouch for a sign-in on another."""
    sign_in(client)
    TOTP.activate(chair, generate_totp_secret())
    assert client.get("/york/")["Location"].startswith("/account/2fa/reauthenticate/")


def test_a_lost_second_step_is_reset_and_set_up_anew(
    client: Client, york: LocalArea, chair: Account, secret: str
) -> None:
    RecoveryCodes.activate(chair)
    sign_in(client)
    client.post("/account/2fa/authenticate/", {"code": code_of(secret)})
    operations.reset_second_step(actor=runner(york), at=AT, ref=chair.ref)
    assert not Authenticator.objects.filter(user=chair).exists()
    assert client.get("/york/")["Location"].startswith("/account/login/")
    sign_in(client)
    assert client.get("/york/")["Location"] == "/account/second-step/?next=%2Fyork%2F"
    entry = LedgerEntry.objects.get(verb="access.reset_second_step")
    assert entry.subject_ref == chair.ref


def test_an_administrator_resets_a_second_step_on_its_page(
    york: LocalArea, chair: Account, secret: str, settings: object
) -> None:
    settings.SECOND_FACTOR_REQUIRED = False  # type: ignore[attr-defined]
    office = Client()
    office.force_login(make_account(york, "Bo Lind", "bo@example.org", "administrator"))
    page = f"/york/access/accounts/{chair.ref}/"
    assert f'href="{page}reset-second-step/"' in office.get(page).content.decode()
    assert "Make sure first" in office.get(f"{page}reset-second-step/").content.decode()
    assert Authenticator.objects.filter(user=chair).exists()
    assert office.post(f"{page}reset-second-step/")["Location"] == page
    assert not Authenticator.objects.filter(user=chair).exists()
    again = office.post(f"{page}reset-second-step/")
    assert "has not set up a second step" in again.content.decode()


def test_nobody_resets_their_own_second_step(york: LocalArea) -> None:
    administrator = make_account(york, "Bo Lind", "bo@example.org", "administrator")
    TOTP.activate(administrator, generate_totp_secret())
    with pytest.raises(Refusal, match="another administrator"):
        operations.reset_second_step(
            actor=actor_of(york, administrator.person), at=AT, ref=administrator.ref
        )
    assert Authenticator.objects.filter(user=administrator).exists()


def test_whoever_runs_no_accounts_resets_no_second_step(
    york: LocalArea, chair: Account, secret: str
) -> None:
    lead = make_account(york, "Ig Lead", "ig@example.org", "information_governance_lead")
    with pytest.raises(Hidden):
        operations.reset_second_step(actor=actor_of(york, lead.person), at=AT, ref=chair.ref)
