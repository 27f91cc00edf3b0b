"""Every form, sent with nothing in it: what is missing is said at the top, and the page is still right."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page

from tests.addresses import Named
from tests.browser.conftest import VIEWPORT, signed_in_state
from tests.browser.looking import BOTH, Watch, faults_of
from tests.browser.server import Server
from tests.browser.test_every_page import PAGES, reader_of
from tests.world import YORK, world

FORMS = [named for named in PAGES if "POST" in named.methods]
EMPTY = """() => {
  const form = document.querySelector("main form.house-form");
  if (!form) return false;
  for (const box of form.querySelectorAll("input, select, textarea")) {
    if (["checkbox", "radio"].includes(box.type)) box.checked = false;
    else if (!["hidden", "submit", "file"].includes(box.type)) box.value = "";
  }
  form.noValidate = true;
  return true;
}"""


@pytest.fixture(scope="module")
def addresses(django_db_setup: None, django_db_blocker: Any) -> dict[str, str]:
    with django_db_blocker.unblock(), world() as made:
        return {str(each): each.address(YORK, each.fill(made.york)) for each in FORMS}


@pytest.fixture(scope="module")
def opened(chromium: Browser, server: Server) -> Iterator[Callable[[str, str], tuple[Page, Watch]]]:
    contexts: dict[str, tuple[BrowserContext, Watch]] = {}

    def open_page(email: str, address: str) -> tuple[Page, Watch]:
        if email not in contexts:
            context = chromium.new_context(
                base_url=server.address,
                viewport=VIEWPORT,  # type: ignore[arg-type]
                storage_state=signed_in_state(chromium, server, email),
            )
            context.add_init_script(AXE_SCRIPT)
            contexts[email] = (context, Watch())
            contexts[email][1].on(context.new_page())
        context, watch = contexts[email]
        context.pages[0].goto(address)
        return context.pages[0], watch

    yield open_page
    for context, _ in contexts.values():
        context.close()


@pytest.mark.parametrize("named", FORMS, ids=str)
def test_an_empty_form_says_what_is_missing(
    opened: Callable[[str, str], tuple[Page, Watch]], addresses: dict[str, str], named: Named
) -> None:
    page, watch = opened(reader_of(named, YORK), addresses[str(named)])
    watch.take()
    if not page.evaluate(EMPTY):
        assert page.locator("main form").count() == 0 or named.name in BUTTONS, "another form"
        return
    with page.expect_navigation():
        page.locator("main form.house-form button[type=submit]").first.click()
    assert page.locator("h1").count() == 1
    if page.locator(".govuk-error-summary").count() == 0:
        assert named.name in NOTHING_NEEDED, f"{page.url}: nothing was said"
        return
    assert page.title().startswith("Error: ")
    faults = faults_of(page, f"{named}-errors".replace(":", "-"), BOTH) + watch.take()
    assert not faults, "\n".join(faults)


NOTHING_NEEDED = {
    "access:close_account",
    "access:end",
    "access:finish_emergency",
    "access:new_link",
    "access:open_account",
    "access:reset_password",
    "board:change_meeting",
    "board:complete_letter",
    "board:discard_letter",
    "board:file_report",
    "board:find_answer_good",
    "board:issue_evidence",
    "board:issue_pack",
    "board:remove_finding",
    "board:remove_letter_person",
    "board:sign_minutes",
    "board:take_over_assurances",
    "board:take_off_item",
    "board:withdraw_declaration",
    "board:withdraw_forward_item",
    "board:write_minutes",
    "board:write_report",
    "casework:different",
    "casework:draw_agenda",
    "casework:end_seat",
    "casework:family_settings",
    "casework:letter_papers",
    "casework:own_words",
    "casework:release_everything",
    "casework:take_off_agenda",
    "casework:tell_code",
    "casework:who_came",
    "casework:write_letter_again",
    "casework:write_letters",
    "measures:discard_framework",
    "measures:remove_statement",
    "notices:calendar",
    "plan:link_impact",
    "plan:link_measure",
    "plan:withdraw_date_change",
}
"""Forms of one button, or whose every box may stay empty."""
BUTTONS = {"notices:calendar", "plan:decide_date_change"}
