"""Who comes in where: every kind of visitor at every kind of address."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.access import operations, sessions
from alongside.access.models import Account
from alongside.people.models import LocalArea
from alongside.web import clock
from tests.access.factories import AT, PASSWORD, give, make_account, make_area, runner

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]
SIGN_IN = "/account/login/?next="


@pytest.fixture
def chair(york: LocalArea) -> Account:
    return make_account(york, "Ada Okafor", "ada@example.org", "chair")


@pytest.fixture
def signed_in(client: Client, chair: Account) -> Client:
    client.force_login(chair)
    return client


@pytest.mark.parametrize(
    "address", ["/york/", "/york/plan/", "/york/nonsense/", "/nowhere/", "/nowhere/plan/", "/"]
)
def test_a_visitor_is_asked_to_sign_in_the_same_everywhere(
    client: Client, chair: Account, address: str
) -> None:
    response = client.get(address, {"q": "a b"})
    assert response.status_code == 302
    assert response["Location"] == f"{SIGN_IN}{address.replace('/', '%2F')}%3Fq%3Da%2Bb"


@pytest.mark.parametrize("address", ["/york/plan/", "/york/nonsense/", "/nowhere/plan/", "/"])
def test_a_visitors_form_is_shown_back_the_same_everywhere(
    client: Client, chair: Account, address: str
) -> None:
    response = client.post(address, {"note": "Everything I had typed", "password": "river-Foss-9"})
    assert response.status_code == 403
    assert "Everything I had typed" in response.content.decode()
    assert "river-Foss-9" not in response.content.decode()


@pytest.mark.parametrize(
    "address", ["/healthy/", "/robots.txt", "/calendar/secret.ics", "/account/login/"]
)
def test_open_addresses_are_open(client: Client, chair: Account, address: str) -> None:
    assert client.get(address).status_code == 200


def test_open_addresses_read_nothing_for_a_visitor(client: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        client.get("/healthy/")
    assert len(queries) == 0


def test_somebody_with_a_role_comes_in(signed_in: Client) -> None:
    assert signed_in.get("/york/").content == b"Ada Okafor in york"


@pytest.mark.scenario(49)
@pytest.mark.parametrize(
    "address",
    ["/hull/", "/hull/plan/", "/hull/people/0123456789abcdef/", "/york/people/0123456789abcdef/"],
)
def test_what_is_not_for_you_looks_like_nonsense(signed_in: Client, address: str) -> None:
    make_area("hull", "Kingston upon Hull")
    hidden, nonsense = (
        signed_in.get(address),
        signed_in.get("/york/nonsense/" if address.startswith("/york") else "/nowhere/"),
    )
    assert (hidden.status_code, nonsense.status_code) == (404, 404)
    assert hidden.content.replace(b"hull", b"nowhere") == nonsense.content


def test_a_page_that_says_nothing_of_what_it_needs_is_closed(signed_in: Client) -> None:
    assert signed_in.get("/york/closed/").status_code == 404


def test_a_page_needs_its_permission(signed_in: Client, chair: Account) -> None:
    assert signed_in.get("/york/plan/").status_code == 200
    assert signed_in.get("/york/people/").status_code == 404


@pytest.mark.scenario(51)
def test_an_administrator_cannot_open_the_action_plan(client: Client, york: LocalArea) -> None:
    client.force_login(make_account(york, "Bo Lind", "bo@example.org", "administrator"))
    assert client.get("/york/access/").status_code == 200
    assert client.get("/york/plan/").status_code == 404


@pytest.mark.scenario(52)
def test_an_inspectors_access_ends_at_its_hour(
    client: Client, york: LocalArea, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspector = make_account(york, "In Spector", "in@example.org")
    hour = clock.now() + timedelta(hours=1)
    give(york, inspector.person, "inspector", until=hour)
    client.force_login(inspector)
    assert client.get("/york/plan/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: hour)
    assert client.get("/york/plan/").status_code == 404


def test_a_grant_that_has_not_begun_opens_nothing(client: Client, york: LocalArea) -> None:
    later = make_account(york)
    give(york, later.person, "chair", starts_at=clock.now() + timedelta(days=1))
    client.force_login(later)
    assert client.get("/york/").status_code == 404


def test_an_ended_grant_opens_nothing(signed_in: Client, york: LocalArea, chair: Account) -> None:
    grant = chair.person.grants.in_area(york.pk).get()
    operations.end_grant(actor=runner(york), at=clock.now(), ref=grant.ref)
    assert signed_in.get("/york/").status_code == 404


def test_coming_in_costs_one_query_beyond_session_and_account(signed_in: Client) -> None:
    with CaptureQueriesContext(connection) as queries:
        signed_in.get("/york/")
    tables = ("django_session", "access_account", "access_grant")
    asked = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert [sum(f'FROM "{table}"' in sql for sql in asked) for table in tables] == [1, 1, 1]


def test_a_closed_account_is_signed_out(signed_in: Client, chair: Account) -> None:
    Account.objects.filter(pk=chair.pk).update(is_active=False)
    assert signed_in.get("/york/")["Location"].startswith(SIGN_IN)


def _sign_in(client: Client) -> None:
    response = client.post("/account/login/", {"login": "ada@example.org", "password": PASSWORD})
    assert response.status_code == 302


@pytest.mark.parametrize(
    ("hours", "uses", "is_in"), [(7.9, 0, True), (8, 0, False), (11.9, 3, True), (12, 3, False)]
)
def test_a_sign_in_ends_when_idle_and_at_the_end_of_the_day(
    client: Client,
    chair: Account,
    monkeypatch: pytest.MonkeyPatch,
    no_limits_used: None,
    hours: float,
    uses: int,
    is_in: bool,
) -> None:
    start = datetime(2021, 3, 1, 7, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: start)
    _sign_in(client)
    for use in range(1, uses + 1):
        monkeypatch.setattr(clock, "now", lambda use=use: start + timedelta(hours=3 * use))
        assert client.get("/york/").status_code == 200
    monkeypatch.setattr(clock, "now", lambda: start + timedelta(hours=hours))
    assert (client.get("/york/").status_code == 200) is is_in


def test_a_form_sent_after_the_sign_in_ended_is_shown_back(
    client: Client, chair: Account, monkeypatch: pytest.MonkeyPatch, no_limits_used: None
) -> None:
    _sign_in(client)
    later = clock.now() + sessions.longest()
    monkeypatch.setattr(clock, "now", lambda: later)
    response = client.post("/york/plan/", {"note": "An hour of writing"})
    assert response.status_code == 403
    assert "An hour of writing" in response.content.decode()


@pytest.mark.parametrize(
    ("areas", "leads_to"),
    [([], "/account/areas/"), (["york"], "/york/"), (["york", "hull"], "/account/areas/")],
)
def test_after_signing_in_one_area_is_opened_and_several_are_offered(
    client: Client, areas: list[str], leads_to: str
) -> None:
    made = {slug: make_area(slug, slug.capitalize()) for slug in ("york", "hull")}
    account = make_account(made["york"])
    for slug in areas:
        give(made[slug], account.person, "chair")
    client.force_login(account)
    assert client.get("/")["Location"] == leads_to
    shown = client.get("/account/areas/").content.decode()
    assert [slug for slug in ("york", "hull") if f'href="/{slug}/"' in shown] == sorted(
        areas, reverse=True
    )


def test_staff_without_a_second_factor_are_led_to_set_one_up(
    signed_in: Client, settings: object
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    assert signed_in.get("/york/")["Location"] == "/account/second-step/?next=%2Fyork%2F"
    assert signed_in.get("/account/second-step/").status_code == 200
    assert signed_in.post("/york/plan/", {"note": "Kept"}).status_code == 403


def test_families_need_no_second_factor(client: Client, york: LocalArea, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    parent = make_account(york, "Pat Ash", "pat@example.org", "parent")
    client.force_login(parent)
    assert client.get("/york/").status_code == 200


@pytest.mark.parametrize(
    "address",
    ["/account/signup/", "/account/email/", "/account/oidc/connections/", "/account/login/code/"],
)
def test_what_this_house_does_not_offer_is_closed(signed_in: Client, address: str) -> None:
    assert signed_in.get(address).status_code == 404


def test_granted_at_the_same_instant_counts(york: LocalArea) -> None:
    account = make_account(york, "Ada", "ada@example.org", "chair")
    grant = account.person.grants.in_area(york.pk).get()
    assert grant.is_in_force(AT)
    assert not grant.is_in_force(AT - timedelta(microseconds=1))
