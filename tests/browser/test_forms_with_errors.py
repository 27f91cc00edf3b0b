"""Every form, as it is usually and then sent with nothing in it: what is missing is said at the top, and the
page is still right.
"""

import pytest
from playwright.sync_api import Page

from tests.addresses import Named
from tests.browser.looking import faults_of_a_form
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


@pytest.mark.parametrize("named", SENT_EMPTY, ids=str)
def test_a_form_is_right_and_says_what_is_missing(
    reading: Reading, filled: dict[tuple[str, str], str], named: Named
) -> None:
    address, name = filled[YORK, str(named)], str(named).replace(":", "-")
    page = reading.open(reader_of(named, YORK), address)
    reading.holds(faults_of_a_form(page, name, lambda: _send_empty(page)), address)


def _send_empty(page: Page) -> None:
    if page.locator("main form").count() == 0:
        return  # nothing can be sent as things stand, and the page says why
    assert page.evaluate(EMPTY), "another form"
    with page.expect_navigation():
        page.locator("main form.house-form button[type=submit]").first.click()
    assert page.locator(".govuk-error-summary").count(), f"{page.url}: nothing was said"
    assert page.title().startswith("Error: ")
