"""Every page of every room, looked at: usual, crowded and empty; light and dark; wide, zoomed and small.

A form is looked at as it is usually and with errors in ``test_forms_with_errors.py``.
"""

import pytest

from tests.addresses import Named
from tests.browser.looking import RULES_AGAIN, faults_as_it_stands, faults_of
from tests.browser.pages import BARE, CROWDED, LISTS, PAGES, SENT_EMPTY, reader_of
from tests.browser.reading import Reading
from tests.world import BOROUGH, SHIRE, YORK

OWN = (
    "/account/",
    "/account/areas/",
    "/account/second-step/",
    "/account/2fa/",
    "/account/2fa/totp/activate/",
    "/account/2fa/webauthn/",
    "/account/2fa/webauthn/add/",
    "/account/password/change/",
    "/account/reauthenticate/",
    "/account/logout/",
    "/york/no-such-page/",
)
VISITORS = (
    "/account/login/",
    "/account/login/?next=/york/",
    "/account/password/reset/",
    "/account/password/reset/done/",
    "/account/password/reset/key/1-no-such-key/",
    "/account/inactive/",
    "/account/oidc/cancelled/",
    "/account/oidc/error/",
    "/calendar/nosuchlink.ics",
)
Addresses = dict[tuple[str, str], str]


@pytest.mark.parametrize("named", BARE, ids=str)
def test_a_page_is_right_as_it_is_usually(
    reading: Reading, filled: Addresses, named: Named
) -> None:
    _look(reading, reader_of(named, YORK), filled[YORK, str(named)], str(named))


@pytest.mark.parametrize("named", CROWDED, ids=str)
def test_a_page_is_right_when_it_is_crowded(
    reading: Reading, filled: Addresses, named: Named
) -> None:
    address = filled[SHIRE, str(named)]
    _look_again(reading, reader_of(named, SHIRE), address, f"{named}-crowded")


@pytest.mark.parametrize("named", LISTS, ids=str)
def test_a_page_is_right_when_there_is_nothing_yet(reading: Reading, named: Named) -> None:
    address = named.address(BOROUGH, {})
    _look_again(reading, reader_of(named, BOROUGH), address, f"{named}-empty")


@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ones_own_account_is_right(reading: Reading, address: str) -> None:
    _look(reading, "chair@york.example", address, f"own{address.replace('/', '-')}")


@pytest.mark.parametrize("address", VISITORS)
def test_a_page_for_visitors_is_right(reading: Reading, address: str) -> None:
    name = address.split("?")[0].replace("/", "-")
    _look(reading, "", address, f"visitor{name}")


def test_every_page_is_looked_at() -> None:
    assert sorted([*BARE, *SENT_EMPTY], key=str) == sorted(PAGES, key=str)


def _look(reading: Reading, email: str, address: str, name: str) -> None:
    page = reading.open(email, address)
    reading.holds(faults_of(page, name.replace(":", "-")), address)


def _look_again(reading: Reading, email: str, address: str, name: str) -> None:
    page = reading.open(email, address)
    reading.holds(faults_as_it_stands(page, name.replace(":", "-"), RULES_AGAIN), address)
