"""Every form, as it is usually and then sent with nothing in it: what is missing is said at the top, and the
page is still right.
"""

import pytest
from playwright.sync_api import Page

from tests.addresses import Named
from tests.browser.looking import (
    KINDS_FOUND_RIGHT,
    KINDS_WITH_ERRORS,
    UNSEEN,
    faults_of_a_form,
    faults_of_errors,
)
from tests.browser.pages import SENT_EMPTY, reader_of
from tests.browser.reading import Reading
from tests.world import YORK

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
SENT_UNSEEN = f"""async () => {{
  const form = document.querySelector("main form.house-form");
  const button = form.querySelector("button[type=submit]");
  const told = new FormData(form, button);
  const how = form.enctype === "multipart/form-data" ? told : new URLSearchParams(told);
  const where = form.getAttribute("action") || location.href, headers = {{"{UNSEEN}": "1"}};
  const got = await fetch(where, {{method: "POST", body: how, headers}});
  const page = new DOMParser().parseFromString(await got.text(), "text/html");
  return [page.title, Boolean(page.querySelector(".govuk-error-summary")),
    page.querySelectorAll("h1").length, ({KINDS_WITH_ERRORS})(page)];
}}"""
"""The answer is read and not shown, which takes a third of the time."""


@pytest.mark.parametrize("named", SENT_EMPTY, ids=str)
def test_a_form_is_right_and_says_what_is_missing(
    reading: Reading, filled: dict[tuple[str, str], str], named: Named
) -> None:
    address, name = filled[YORK, str(named)], str(named).replace(":", "-")
    page = reading.open(reader_of(named, YORK), address)
    reading.holds(faults_of_a_form(page, name, lambda: _send_empty(page, name)), address)


def _send_empty(page: Page, name: str) -> list[str]:
    """What is wrong with the answer. It is shown where it has a kind of error that was not seen before."""
    if page.locator("main form").count() == 0:
        return []  # nothing can be sent as things stand, and the page says why
    assert page.evaluate(EMPTY), "another form"
    title, is_said, heads, kinds = page.evaluate(SENT_UNSEEN)
    assert is_said, f"{page.url}: nothing was said"
    assert title.startswith("Error: ")
    if set(kinds) <= KINDS_FOUND_RIGHT:
        return [] if heads == 1 else [f"{heads} first headings with errors"]
    with page.expect_navigation():
        page.locator("main form.house-form button[type=submit]").first.click()
    return faults_of_errors(page, f"{name}-errors")
