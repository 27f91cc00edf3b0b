"""A parent's way from sign-in to a question that was sent: with the keyboard alone, at 200 %, on a slow line,
on a phone and on paper.
"""

import re

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import SignIn
from tests.browser.keyboard import enter, tab_to
from tests.browser.looking import PHONE, ZOOMED, axe_faults, overflow
from tests.world import PASSWORD

PARENT, SON = "parent@york.example", re.compile("^Robin")
SLOW = {"offline": False, "latency": 300, "downloadThroughput": 50_000, "uploadThroughput": 20_000}
"""A telephone at the edge of a village: bytes a second, and milliseconds to and fro."""


@pytest.mark.scenario(59)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_parent_asks_by_keyboard_at_200_per_cent_on_a_slow_line(
    open_context: object, scripts: bool
) -> None:
    size = ViewportSize(width=ZOOMED[0], height=ZOOMED[1])
    context = open_context(viewport=size, java_script_enabled=scripts)  # type: ignore[operator]
    page = context.new_page()
    context.new_cdp_session(page).send("Network.emulateNetworkConditions", SLOW)
    page.goto("/account/login/")
    tab_to(page, page.get_by_label("E-mail address", exact=True))
    page.keyboard.type(PARENT)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    enter(page)
    _follow(page, "link", SON)
    assert not overflow(page, ZOOMED[0])
    expect(page.get_by_role("main")).to_contain_text(re.compile("late by", re.IGNORECASE))
    _follow(page, "button", "Ask a question")
    tab_to(page, page.get_by_label("What do you want to know?"))
    words = f"When is it ready? {'With' if scripts else 'Without'} scripts."
    page.keyboard.type(words)
    assert not overflow(page, ZOOMED[0])
    _follow(page, "button", "Send")
    expect(page.get_by_role("main")).to_contain_text("It reached us.")
    expect(page.get_by_role("main")).to_contain_text(words)
    expect(page.get_by_role("main")).to_contain_text("Answer due")


@pytest.mark.scenario(59)
def test_a_parent_reads_where_it_is_on_a_phone_and_on_paper(sign_in: SignIn) -> None:
    page = sign_in(PARENT, viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True)
    page.get_by_role("main").get_by_role("link", name=SON).tap()
    page.get_by_role("heading", level=1).wait_for()
    assert not overflow(page, PHONE[0])
    assert not axe_faults(page)
    page.emulate_media(media="print")
    expect(page.get_by_role("main")).to_contain_text(re.compile("late by", re.IGNORECASE))
    expect(page.locator("header nav, .govuk-service-navigation").first).to_be_hidden()
    expect(page.get_by_role("link", name="Sign out")).to_be_hidden()


def _follow(page: Page, role: str, name: str | re.Pattern[str]) -> None:
    tab_to(page, page.get_by_role("main").get_by_role(role, name=name).first)  # type: ignore[arg-type]
    enter(page)
