"""Chromium, a running house, and people who are signed in. A missing Chromium fails."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.looking import Watch
from tests.browser.pages import PAGES
from tests.browser.reading import Reading
from tests.browser.server import Server
from tests.browser.signing_in import VIEWPORT, fill_sign_in
from tests.world import world

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
)
SignIn = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
    assert path, (
        "Chromium is not installed. make test installs it; by hand: apt-get install chromium"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def reading_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """For tests that only look. Nothing is written there but sign-ins."""
    yield from _serving(tmp_path_factory)


@pytest.fixture(scope="session")
def reading(chromium: Browser, reading_server: Server) -> Iterator[Reading]:
    opened = Reading(chromium, reading_server)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def filled(django_db_setup: None, django_db_blocker: Any) -> dict[tuple[str, str], str]:
    """The address of every page with a real record, in York and in the crowded area."""
    with django_db_blocker.unblock(), world() as made:
        return {
            (side.slug, str(each)): each.address(side.slug, each.fill(side))
            for side in (made.york, made.shire)
            for each in PAGES
        }


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A house of the module's own, for tests that write."""
    yield from _serving(tmp_path_factory)


@pytest.fixture
def watch() -> Iterator[Watch]:
    """Complaints of the pages fail the test at its end."""
    heard = Watch()
    yield heard
    assert not heard.take()


@pytest.fixture
def open_context(
    chromium: Browser, server: Server, watch: Watch
) -> Iterator[Callable[..., BrowserContext]]:
    """A browser of somebody's own: its cookies are shared with nobody."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        chosen = {"base_url": server.address, "viewport": VIEWPORT, **options}
        context = chromium.new_context(**chosen)  # type: ignore[arg-type]
        context.set_default_timeout(20_000)
        context.on("page", lambda page: watch.on(page))
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def sign_in(open_context: Callable[..., BrowserContext]) -> SignIn:
    """Signs in through the form and answers with the page that follows."""

    def enter(email: str, **options: object) -> Page:
        page = open_context(**options).new_page()
        fill_sign_in(page, email)
        return page

    return enter


def _serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    started = Server(tmp_path_factory.mktemp("server"))
    yield started
    started.stop()
