"""Every address of the house, asked for by every role: open, or exactly like nonsense.

What is expected comes from two places only: what the page says it needs, and the role table. The
addresses come from Django itself, filled by ``tests/addresses.py``.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, reverse

from alongside.access.models import Account
from alongside.access.roles import ROLES, permissions_of
from alongside.people.operations import register_person
from alongside.people.perms import EDIT
from alongside.web import clock
from tests.access.factories import make_account
from tests.addresses import (
    FIXED,
    LEADS_ON,
    NONSENSE,
    OF_THE_ACCOUNT,
    OPEN,
    SHARED,
    TABLE,
    Filled,
    Named,
    area_addresses,
    every_address,
)
from tests.architecture.noted_looks import NOTES_LOOKS
from tests.people.factories import operator
from tests.world import World, world

pytestmark = pytest.mark.django_db
ROLE_CODES = tuple(role.code for role in ROLES)
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="[^"]+"')
NAMELESS = {
    "favicon.ico",
    "account/signup/",
    "account/email/",
    "account/^confirm-email/",
    "account/^login/code/",
}
CURRENT = re.compile(
    rb' govuk-service-navigation__item--active| aria-current="true"'
    rb'|<strong class="govuk-service-navigation__active-fallback">(.*?)</strong>'
)
"""Which entry of the menu is marked follows from the address alone, so it tells nothing."""
ROWS_OF_A_LOOK = 3
"""Who looked at the records behind a figure is recorded by the middleware: entry, detail and head."""
FOR_TESTS_ONLY = "web:"
TURNS, SOME, ELSEWHERE, OF_THE_OTHER, OF_NOBODY = 9, 3, 0, 3, 6


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as made:
        yield made


@pytest.fixture(scope="module")
def addresses() -> list[Named]:
    """Those of the benchmark's bare page and the gallery exist only where no records are real."""
    return [each for each in area_addresses() if not each.name.startswith(FOR_TESTS_ONLY)]


def test_every_address_of_an_area_is_in_the_table_and_nothing_else() -> None:
    assert {each.name for each in area_addresses()} == TABLE.keys()


def test_every_other_address_is_listed_as_open_or_as_the_accounts_own() -> None:
    others = [(n, p) for n, p, _ in every_address() if not p.startswith("<slug:area>/")]
    assert {pattern for name, pattern in others if not name} == NAMELESS
    assert {name for name, _ in others if name} == OPEN | OF_THE_ACCOUNT
    assert not OPEN & OF_THE_ACCOUNT


@pytest.mark.scenario(49)
@pytest.mark.parametrize("role", ROLE_CODES)
def test_a_role_opens_what_it_may_and_finds_nothing_else(
    there: World, addresses: list[Named], role: str
) -> None:
    client = _signed_in(there.york.accounts[role])
    missing = _plain(client.get("/york/nonsense/address/"))
    elsewhere = _plain(client.get("/no-such-area/nonsense/address/"))
    assert missing[0] == elsewhere[0] == 404
    wrong = []
    for turn, named in enumerate(addresses, start=ROLE_CODES.index(role)):
        expected = _expected(named, role)
        if expected != 404:
            wrong += _not_open(named, client, there, expected)
        else:
            wrong += _unlike(named, _answers_by_turns(client, named, there, turn % TURNS), missing)
        if turn % (SOME if expected != 404 else TURNS) == ELSEWHERE:
            wrong += _unlike(named, _answers_elsewhere(client, named, there), elsewhere)
    assert not wrong, "\n".join(wrong)


@pytest.mark.scenario(49)
@pytest.mark.parametrize("role", ["chair", "nominated_officer"])
def test_somebody_of_another_area_finds_nothing_here(
    there: World, addresses: list[Named], role: str
) -> None:
    client = _signed_in(there.shire.accounts[role])
    missing = _plain(client.get("/no-such-area/nonsense/address/"))
    wrong = []
    for named in addresses:
        wrong += _unlike(named, _answers(client, named, there), missing)
    assert not wrong, "\n".join(wrong)


@pytest.mark.scenario(49)
def test_guessing_what_belongs_to_another_area_answers_as_nonsense(
    there: World, addresses: list[Named]
) -> None:
    """Lines, evidence files, exports and every other record, by people who may open their own."""
    wrong = []
    for role in ("nominated_officer", "chair", "administrator", "information_governance_lead"):
        client = _signed_in(there.york.accounts[role])
        for named in addresses:
            filled, guessed = named.fill(there.shire), _nonsense(named, there)
            if (
                not filled.keys() & NONSENSE.keys()
                or named.name in SHARED
                or _expected(named, role) == 404
            ):
                continue
            wrong += _same_answer(client, named, there.york.slug, filled, guessed)
    assert not wrong, "\n".join(wrong)


def test_a_visitor_is_asked_to_sign_in_the_same_everywhere(
    there: World, addresses: list[Named], client: Client
) -> None:
    wrong = []
    for named in addresses:
        for filled in (named.fill(there.york), _nonsense(named, there)):
            address = named.address("york", filled)
            response, changed = _asked(client, "GET", address)
            if changed or response.status_code != 302 or response["Location"] != _sign_in(address):
                wrong.append(f"{named}: {response.status_code}, {changed} rows")
    assert client.get("/york/nonsense/").status_code == 302
    assert not wrong, "\n".join(wrong)


def test_a_visitors_form_is_not_acted_on(
    there: World, addresses: list[Named], client: Client
) -> None:
    reference = _plain(client.post("/york/nonsense/"))[0]
    wrong = []
    for named in addresses:
        for filled in (named.fill(there.york), _nonsense(named, there)):
            response, changed = _asked(client, "POST", named.address("york", filled))
            if changed or response.status_code != reference:
                wrong.append(f"{named}: {response.status_code}, {changed} rows")
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("role", ROLE_CODES)
def test_a_form_sent_without_the_permission_changes_nothing(
    there: World, addresses: list[Named], role: str
) -> None:
    """Each form by one role in three of those that may not send it: the roles take turns."""
    client = _signed_in(there.york.accounts[role])
    missing = _plain(client.post("/york/nonsense/address/"))
    wrong = []
    for turn, named in enumerate(addresses, start=ROLE_CODES.index(role)):
        if turn % SOME or _expected(named, role) != 404:
            continue
        address = named.address("york", named.fill(there.york))
        response, changed = _asked(client, "POST", address)
        is_only_read = response.status_code == 405 and _takes_no_form(named, role)
        if changed or (_plain(response) != missing and not is_only_read):
            wrong.append(f"{named}: {response.status_code}, {changed} rows")
    assert not wrong, "\n".join(wrong)


def _takes_no_form(named: Named, role: str) -> bool:
    """A page that this role has, of which this record is not theirs: whatever the record, no form is taken."""
    enough = (named.needs,) if isinstance(named.needs, str) else named.needs or ()
    return "POST" not in named.methods and not permissions_of(role).isdisjoint(enough)


@pytest.mark.parametrize(
    "role",
    ["nominated_officer", "chair", "forum_officer", "administrator", "information_governance_lead"],
)
def test_an_empty_form_is_answered_by_those_who_may_send_it(
    there: World, addresses: list[Named], role: str
) -> None:
    """Whatever is missing is said on the page: nothing falls over, and nothing is "not found"."""
    client = _signed_in(there.york.accounts[role])
    wrong = []
    for named in addresses:
        if "POST" not in named.methods or _expected(named, role) == 404:
            continue
        if named.name == "notices:read" and role != "chair":
            continue
        with transaction.atomic():
            response = client.post(named.address("york", named.fill(there.york)))
            transaction.set_rollback(True)
        if response.status_code not in (200, 302, 400, 409, 422):
            wrong.append(f"{named}: {response.status_code}")
    assert not wrong, "\n".join(wrong)


def test_somebody_without_any_role_finds_nothing_but_their_own_account(
    there: World, addresses: list[Named]
) -> None:
    york = there.york
    nobody = make_account(york.area, "Nora Nobody", "nora@example.org")
    client = _signed_in(nobody)
    missing = _plain(client.get("/no-such-area/nonsense/address/"))
    wrong = []
    for named in addresses:
        wrong += _unlike(named, _answers(client, named, there), missing)
    assert not wrong, "\n".join(wrong)
    assert client.get("/account/areas/").status_code == 200


@pytest.mark.parametrize("name", sorted(OF_THE_ACCOUNT))
def test_a_visitor_who_asks_for_an_account_page_is_asked_to_sign_in(
    there: World, client: Client, name: str
) -> None:
    address = _fixed_address(name)
    response, changed = _asked(client, "GET", address)
    assert (response.status_code, changed) == (302, 0)
    assert response["Location"].startswith("/account/login/")


@pytest.mark.parametrize(
    "name",
    [
        "account_signup",
        "account_email",
        "account_confirm_login_code",
        "socialaccount_signup",
        "socialaccount_connections",
    ],
)
def test_what_this_house_does_not_offer_is_closed(there: World, name: str) -> None:
    client = _signed_in(there.york.accounts["chair"])
    assert client.get(_fixed_address(name)).status_code == 404


@pytest.mark.scenario(49)
def test_a_strangers_person_cannot_be_found_by_registering_them_elsewhere(there: World) -> None:
    """A record made in one area a moment ago is nonsense in the other."""
    made = register_person(actor=operator(there.shire.area, EDIT), at=clock.now(), name="New Here")
    client = _signed_in(there.york.accounts["administrator"])
    assert client.get(f"/york/people/{made.ref}/").status_code == 404


class Asking(Client):
    """Only asks: it keeps neither templates nor contexts of what it was answered, which takes longer than
    the answer.
    """

    def request(self, **asked: Any) -> Any:
        return self.handler(self._base_environ(**asked))


def _signed_in(account: Account) -> Client:
    client = Asking()
    client.force_login(account)
    return client


def _expected(named: Named, role: str) -> int:
    if not named.opens_to(permissions_of(role)):
        return 404
    if named.name in LEADS_ON:
        return 302
    return 200 if "GET" in named.methods else 405


def _asked(client: Client, method: str, address: str) -> tuple[HttpResponse, int]:
    """The answer, and how many rows the database changed while it was made."""
    before = connection.connection.total_changes
    response: Any = client.generic(method, address)
    if response.streaming:
        response.getvalue()
    return response, connection.connection.total_changes - before


def _plain(response: HttpResponse) -> tuple[int, bytes]:
    content = CURRENT.sub(rb"\1", TOKEN.sub(b"", response.content))
    return response.status_code, content


def _nonsense(named: Named, there: World) -> Filled:
    filled = named.fill(there.york)
    return {key: NONSENSE.get(key, value) for key, value in filled.items()}


def _answers(client: Client, named: Named, there: World) -> Iterator[tuple[HttpResponse, int]]:
    """York's address with York's record, the other area's, and one that does not exist; once, where
    the address names no record.
    """
    fillings = (named.fill(there.york), named.fill(there.shire), _nonsense(named, there))
    for address in dict.fromkeys(named.address("york", filled) for filled in fillings):
        yield _asked(client, "GET", address)


def _answers_by_turns(
    client: Client, named: Named, there: World, turn: int
) -> Iterator[tuple[HttpResponse, int]]:
    """York's record by everybody who may not open it. At each address one in nine of them asks for the other
    area's as well, one in nine for one that does not exist, and one in nine in the other area.
    """
    fillings = [named.fill(there.york)]
    if turn == OF_THE_OTHER:
        fillings.append(named.fill(there.shire))
    if turn == OF_NOBODY:
        fillings.append(_nonsense(named, there))
    for address in dict.fromkeys(named.address("york", filled) for filled in fillings):
        yield _asked(client, "GET", address)


def _answers_elsewhere(
    client: Client, named: Named, there: World
) -> Iterator[tuple[HttpResponse, int]]:
    yield _asked(client, "GET", named.address("example-shire", named.fill(there.shire)))


def _unlike(
    named: Named, answers: Iterator[tuple[HttpResponse, int]], missing: tuple[int, bytes]
) -> list[str]:
    return [
        f"{named}: not like nonsense ({response.status_code}, {changed} rows)"
        for response, changed in answers
        if changed or _plain(response) != missing
    ]


def _not_open(named: Named, client: Client, there: World, expected: int) -> list[str]:
    """What may be opened opens without writing."""
    response, changed = _asked(client, "GET", named.address("york", named.fill(there.york)))
    if response.status_code == expected and changed == (
        ROWS_OF_A_LOOK if named.name in NOTES_LOOKS else 0
    ):
        return []
    return [f"{named}: {response.status_code} instead of {expected}, {changed} rows changed"]


def _same_answer(
    client: Client, named: Named, slug: str, filled: Filled, guessed: Filled
) -> list[str]:
    """GET where the page can be looked at, and POST where it can be sent to."""
    wrong = []
    for method in sorted(named.methods - {"HEAD"}):
        with transaction.atomic():
            real, changed = _asked(client, method, named.address(slug, filled))
            nonsense, _ = _asked(client, method, named.address(slug, guessed))
            transaction.set_rollback(True)
        if changed or _plain(real) != _plain(nonsense) or real.status_code != 404:
            wrong.append(f"{method} {named}: {real.status_code} is not {nonsense.status_code}")
    return wrong


def _sign_in(address: str) -> str:
    return f"/account/login/?next={address.replace('/', '%2F')}"


def _fixed_address(name: str) -> str:
    for keys in ((), ("ref",), ("pk",), ("key",), ("secret",), ("uidb36", "key"), ("provider_id",)):
        try:
            return reverse(name, kwargs={key: FIXED[key] for key in keys})
        except NoReverseMatch:
            continue
    raise AssertionError(name)
