"""Signing in through the form, as a person does."""

from playwright.sync_api import Browser, Page, StorageState

from tests.browser.looking import WIDE
from tests.browser.server import Server
from tests.world import PASSWORD

VIEWPORT = {"width": WIDE[0], "height": WIDE[1]}


def fill_sign_in(page: Page, email: str) -> None:
    page.goto("/account/login/")
    page.get_by_label("E-mail address", exact=True).fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name="Sign out").wait_for()


def signed_in_state(chromium: Browser, server: Server, email: str) -> StorageState:
    """The cookies of a sign-in, to be used by several pages."""
    context = chromium.new_context(base_url=server.address, viewport=VIEWPORT)  # type: ignore[arg-type]
    fill_sign_in(context.new_page(), email)
    state = context.storage_state()
    context.close()
    return state
