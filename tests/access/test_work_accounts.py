"""Signing in with a work account: only those who are known here, and nothing is made by it."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client

from alongside.access.models import Account, Grant
from alongside.ledger.models import LedgerEntry
from alongside.people.models import LocalArea, Person
from tests.access import provider as providers
from tests.access.factories import make_account
from tests.access.provider import CLIENT_ID, CLIENT_SECRET, Provider

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.access.urls"),
    pytest.mark.usefixtures("no_limits_used"),
]
ADA = {
    "sub": "work-1",
    "email": "ada@example.org",
    "email_verified": True,
    "name": "A. Okafor",
    "groups": ["secret"],
}


@pytest.fixture
def provider(settings: LazySettings) -> Iterator[Provider]:
    with providers.running() as running:
        settings.SOCIALACCOUNT_PROVIDERS = {
            "openid_connect": {
                "OAUTH_PKCE_ENABLED": True,
                "APPS": [
                    {
                        "provider_id": "work",
                        "name": "your work account",
                        "client_id": CLIENT_ID,
                        "secret": CLIENT_SECRET,
                        "settings": {"server_url": running.address},
                    }
                ],
            }
        }
        running.claims = dict(ADA)
        yield running


@pytest.fixture
def chair(york: LocalArea) -> Account:
    return make_account(york, "Ada Okafor", "ada@example.org", "chair")


def sign_in(client: Client, provider: Provider, query: str = "") -> HttpResponse:
    leaving = client.post(f"/account/oidc/work/login/{query}")
    assert leaving.status_code == 302, leaving.content
    brought_back = provider.authorize(leaving["Location"])
    response = client.get("/account/oidc/work/login/callback/", brought_back)
    assert isinstance(response, HttpResponse)
    return response


def test_a_known_person_signs_in_with_their_work_account(
    client: Client, provider: Provider, chair: Account
) -> None:
    assert sign_in(client, provider)["Location"] == "/york/"
    assert client.get("/york/").content == b"Ada Okafor in york"
    assert provider.problems == []


def test_the_link_is_kept_when_the_address_changes_at_work(
    client: Client, provider: Provider, chair: Account
) -> None:
    sign_in(client, provider)
    provider.claims["email"] = "ada.married@example.org"
    again = Client()
    sign_in(again, provider)
    assert again.get("/york/").status_code == 200


def test_what_the_provider_tells_is_not_kept(
    client: Client, provider: Provider, chair: Account
) -> None:
    for visitor in (client, Client()):
        sign_in(visitor, provider)
    assert [link.extra_data for link in SocialAccount.objects.all()] == [{}]


@pytest.mark.parametrize("mark", [False, "false", None, "no"])
def test_an_address_that_nobody_verified_opens_nothing(
    client: Client, provider: Provider, chair: Account, mark: object
) -> None:
    provider.claims["email_verified"] = mark
    assert sign_in(client, provider)["Location"] == "/account/login/"
    assert client.get("/york/").status_code == 302
    assert not SocialAccount.objects.exists()


def test_a_stranger_makes_neither_person_nor_account_nor_grant(
    client: Client, provider: Provider, chair: Account
) -> None:
    before = [model.objects.count() for model in (Person, Account, EmailAddress)]
    provider.claims |= {"sub": "work-2", "email": "eve@example.org"}
    response = sign_in(client, provider)
    assert "not known here" in client.get(response["Location"]).content.decode()
    assert [model.objects.count() for model in (Person, Account, EmailAddress)] == before
    assert Grant.objects.across_areas(reason="counting").count() == 1
    assert LedgerEntry.objects.filter(verb="access.sign_in_failed").exists()


def test_a_closed_account_stays_closed(client: Client, provider: Provider, chair: Account) -> None:
    Account.objects.update(is_active=False)
    sign_in(client, provider)
    assert client.get("/york/").status_code == 302


def test_a_linked_account_that_was_closed_stays_closed(
    client: Client, provider: Provider, chair: Account
) -> None:
    sign_in(Client(), provider)
    Account.objects.update(is_active=False)
    assert sign_in(client, provider)["Location"] == "/account/inactive/"
    assert client.get("/york/").status_code == 302


def test_a_code_stolen_on_the_way_is_worth_nothing(
    client: Client, provider: Provider, chair: Account
) -> None:
    leaving = client.post("/account/oidc/work/login/")
    brought_back = provider.authorize(leaving["Location"])
    thief = Client()
    thief.post("/account/oidc/work/login/")
    thief.get("/account/oidc/work/login/callback/", brought_back)
    assert thief.get("/york/").status_code == 302


def test_a_wrong_verifier_gets_no_token(client: Client, provider: Provider, chair: Account) -> None:
    leaving = client.post("/account/oidc/work/login/")
    brought_back = provider.authorize(leaving["Location"])
    provider.challenges[brought_back["code"]] = "another challenge"
    client.get("/account/oidc/work/login/callback/", brought_back)
    assert provider.problems == ["the verifier does not fit the challenge"]
    assert client.get("/york/").status_code == 302


def test_nobody_joins_a_work_account_to_somebody_elses(
    client: Client, provider: Provider, chair: Account, york: LocalArea
) -> None:
    ben = make_account(york, "Ben Lee", "ben@example.org", "chair")
    client.force_login(ben)
    sign_in(client, provider, "?process=connect")
    assert not SocialAccount.objects.exists()


def test_looking_at_the_address_signs_nobody_in(
    client: Client, provider: Provider, chair: Account
) -> None:
    response = client.get("/account/oidc/work/login/")
    assert response.status_code == 200
    assert provider.address not in response.get("Location", "")


@pytest.mark.parametrize("provider_asks", [True, False])
def test_a_work_account_counts_as_second_step_only_when_it_always_asks_for_one(
    client: Client, provider: Provider, chair: Account, settings: LazySettings, provider_asks: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.ENVIRONMENT = replace(settings.ENVIRONMENT, oidc_second_factor=provider_asks)
    sign_in(client, provider)
    assert (client.get("/york/").status_code == 200) is provider_asks


def test_without_configuration_there_is_no_work_account(client: Client, chair: Account) -> None:
    assert client.post("/account/oidc/work/login/").status_code == 404
