"""Every page of every room, looked at: usual, crowded and empty; light and dark; wide, zoomed and small."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from alongside.access.roles import permissions_of
from tests.addresses import Named, area_addresses
from tests.browser.conftest import VIEWPORT, signed_in_state
from tests.browser.looking import Watch, faults_of
from tests.browser.server import Server
from tests.world import BOROUGH, SHIRE, YORK, Side, world

DOWNLOADS = {
    "measures:export",
    "plan:export",
    "plan:evidence_file",
    "board:edition_file",
    "board:paper_file",
    "board:revisit_export",
    "board:revisit_letter",
    "board:terms_file",
    "board:visit_letter",
    "board:visit_paper",
    "casework:export_file",
    "casework:export_reviews",
    "casework:export_transfers",
    "casework:family_file",
    "casework:letter_file",
    "casework:message_file",
    "casework:plan_paper",
}
READERS = (
    "nominated_officer",
    "head_of_send",
    "chair",
    "administrator",
    "information_governance_lead",
    "forum_officer",
    "young_person",
)
PAGES = sorted(
    (
        named
        for named in area_addresses()
        if "GET" in named.methods
        and named.name not in DOWNLOADS
        and not named.name.startswith("web:")
    ),
    key=lambda named: named.name,
)
CROWDED = [
    named
    for named in PAGES
    if named.name.startswith(("casework:", "plan:", "board:", "measures:"))
    and "POST" not in named.methods
]
"""Pages that show what was recorded; a form looks the same beside many records as beside few."""
LISTS = [named for named in PAGES if not named.holes]
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
REFUSALS = {
    "/york/no-such-page/": 404,
    "/calendar/nosuchlink.ics": 404,
    "/account/oidc/error/": 401,
}
Open = Callable[[str, str], Page]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: Any) -> dict[tuple[str, str], str]:
    """The address of every page with a real record, in York and in the crowded area."""
    with django_db_blocker.unblock(), world() as made:
        both = (made.york, made.shire)
        return {(side.slug, str(each)): _address(each, side) for side in both for each in PAGES}


@pytest.fixture(scope="module")
def reading(chromium: Browser, reading_server: Server) -> Iterator[tuple[Watch, Open]]:
    """One browser for each person, kept for all pages."""
    watch, contexts = Watch(), {}

    def opened(email: str, address: str) -> Page:
        if email not in contexts:
            contexts[email] = _context(chromium, reading_server, watch, email)
        page = contexts[email].pages[0]
        answer = page.goto(address)
        assert answer is not None
        expected = REFUSALS.get(address, 200)
        assert answer.status == expected, f"{address}: {answer.status}"
        return page

    yield watch, opened
    for context in contexts.values():
        context.close()


@pytest.mark.parametrize("named", PAGES, ids=str)
def test_a_page_is_right_as_it_is_usually(
    reading: tuple[Watch, Open], filled: dict[tuple[str, str], str], named: Named
) -> None:
    _look(reading, reader_of(named, YORK), filled[YORK, str(named)], str(named))


@pytest.mark.parametrize("named", CROWDED, ids=str)
def test_a_page_is_right_when_it_is_crowded(
    reading: tuple[Watch, Open], filled: dict[tuple[str, str], str], named: Named
) -> None:
    address = filled[SHIRE, str(named)]
    _look(reading, reader_of(named, SHIRE), address, f"{named}-crowded")


@pytest.mark.parametrize("named", LISTS, ids=str)
def test_a_page_is_right_when_there_is_nothing_yet(
    reading: tuple[Watch, Open], named: Named
) -> None:
    address = named.address(BOROUGH, {})
    _look(reading, reader_of(named, BOROUGH), address, f"{named}-empty")


@pytest.mark.parametrize("address", OWN)
def test_a_page_of_ones_own_account_is_right(reading: tuple[Watch, Open], address: str) -> None:
    _look(reading, "chair@york.example", address, f"own{address.replace('/', '-')}")


@pytest.mark.parametrize("address", VISITORS)
def test_a_page_for_visitors_is_right(reading: tuple[Watch, Open], address: str) -> None:
    name = address.split("?")[0].replace("/", "-")
    _look(reading, "", address, f"visitor{name}")


def _look(
    reading: tuple[Watch, Open],
    email: str,
    address: str,
    name: str,
) -> None:
    watch, opened = reading
    watch.take()
    page = opened(email, address)
    faults = faults_of(page, name.replace(":", "-")) + watch.take()
    assert not faults, f"{address}\n" + "\n".join(faults)


def _address(named: Named, side: Side) -> str:
    return named.address(side.slug, named.fill(side))


def reader_of(named: Named, slug: str) -> str:
    role = next(r for r in READERS if named.opens_to(permissions_of(r)))
    return email_of(role, slug)


def email_of(role: str, slug: str) -> str:
    """As the demonstration and ``tests/make_world.py`` name their accounts."""
    short = (
        {"information_governance_lead": "governance", "forum_officer": "forum"}
        if slug == YORK
        else {}
    )
    if slug == SHIRE:
        short = {"nominated_officer": "officer", "chair": "chair"}
        domain = "shire.example" if role in short else "example-shire.example"
        return f"{short.get(role, role.replace('_', '-'))}@{domain}"
    return f"{short.get(role, role.replace('_', '-'))}@{slug}.example"


def _context(chromium: Browser, server: Server, watch: Watch, email: str) -> BrowserContext:
    state = signed_in_state(chromium, server, email) if email else None
    context = chromium.new_context(
        base_url=server.address,
        viewport=VIEWPORT,  # type: ignore[arg-type]
        storage_state=state,
        reduced_motion="reduce",
    )
    context.set_default_timeout(20_000)
    context.add_init_script(AXE_SCRIPT)
    watch.on(context.new_page())
    return context
