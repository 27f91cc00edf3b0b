"""One's own account: what one may do, for what, until when; and what the menu offers."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.access.models import Account
from alongside.access.offers import OFFERS
from alongside.people.models import LocalArea
from tests.access.factories import actor_of, give, make_account, make_area, make_person

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.access.urls")]


@pytest.fixture
def officer(york: LocalArea) -> Account:
    account = make_account(york, "Ada Okafor", "ada@example.org", "chair")
    until = datetime(2090, 3, 1, 17, tzinfo=UTC)
    give(york, account.person, "inspector", purpose="Inspection in March", until=until)
    return account


def test_a_person_sees_their_roles_purposes_and_ends(client: Client, officer: Account) -> None:
    client.force_login(officer)
    page = client.get("/account/").content.decode()
    for words in (
        "Chair of the board",
        "Inspection in March",
        "1 March 2090 at 5pm",
        "Until it is ended",
    ):
        assert words in page


def test_a_person_sees_their_name_and_a_way_out(client: Client, officer: Account) -> None:
    client.force_login(officer)
    page = client.get("/account/areas/").content.decode()
    assert "Ada Okafor" in page
    assert 'href="/account/logout/"' in page


def test_ones_own_page_costs_the_same_however_many_roles(client: Client, officer: Account) -> None:
    client.force_login(officer)
    costs = []
    for count in (1, 6):
        for number in range(count):
            area = make_area(f"area-{count}-{number}", f"Area {count} {number}")
            give(area, officer.person, "chair")
        with CaptureQueriesContext(connection) as queries:
            client.get("/account/")
        costs.append(len(queries))
    assert costs[0] == costs[1] <= 10


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_ones_own_page_is_only_read(client: Client, officer: Account, method: str) -> None:
    client.force_login(officer)
    assert getattr(client, method)("/account/").status_code == 405


@pytest.mark.parametrize(
    ("role", "links"),
    [("administrator", ["Access"]), ("head_of_send", ["Emergency access"]), ("chair", [])],
)
def test_the_menu_offers_what_the_role_may_do(york: LocalArea, role: str, links: list[str]) -> None:
    person = make_person(york)
    give(york, person, role)
    assert [link.title for link in OFFERS.navigation(actor_of(york, person))] == links
