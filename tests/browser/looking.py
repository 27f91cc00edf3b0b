"""What is asked of every page: accessible, as wide as its window, with one heading, and without errors."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page

PICTURES = Path(__file__).parent / "pictures"
KEEPS_PICTURES = os.environ.get("PICTURES") == "1"
WIDE, PHONE, SMALL_PHONE, ZOOMED = (1280, 900), (390, 844), (320, 700), (640, 450)
"""``ZOOMED`` is what a window of 1280 by 900 shows at 200 %."""
ONLY_FAULTS = {"resultTypes": ["violations"], "preload": False, "iframes": False}
"""Halves the time: nothing is gathered about what is right, and no style sheet is read twice."""
RULES = {
    **ONLY_FAULTS,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
SHAPE = {
    **RULES,
    "rules": {"color-contrast": {"enabled": False}, "link-in-text-block": {"enabled": False}},
}
"""Of a page that was asked about its colours already. They are by far the slowest rules."""
COLOURS = {
    **ONLY_FAULTS,
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
}
"""In the dark only the colours differ, so only the rules about colours are asked again."""


@dataclass
class Watch:
    """What a page complained of: script errors, refused content, failed requests."""

    complaints: list[str] = field(default_factory=list)

    def hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.complaints.append(f"{message.text} ({message.location})")

    def on(self, page: Page) -> "Watch":
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self._failed(request))
        page.on("response", lambda response: self._answered(response))
        return self

    def take(self) -> list[str]:
        said, self.complaints = self.complaints, []
        return said

    def _failed(self, request: Any) -> None:
        if request.failure and "ERR_ABORTED" not in request.failure:
            self.complaints.append(f"{request.url}: {request.failure}")

    def _answered(self, response: Any) -> None:
        if (
            response.status >= 400 and not response.request.is_navigation_request()
        ) or response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")


BOTH, LIGHT = ("light", "dark"), ("light",)


def faults_of(
    page: Page,
    name: str,
    schemes: tuple[str, ...] = BOTH,
    light_rules: dict[str, Any] = RULES,
) -> list[str]:
    """The accessibility rules in each scheme, and four widths for the layout."""
    faults = _shape(page)
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(DRAWN)
        rules = COLOURS if scheme == "dark" else light_rules
        faults += [f"{scheme}: {fault}" for fault in _lasting(page, rules)]
        keep_picture(page, f"{name}-1280-{scheme}")
    page.emulate_media(color_scheme="light")
    for width, height in (ZOOMED, PHONE, SMALL_PHONE):
        page.set_viewport_size({"width": width, "height": height})
        faults += overflow(page, width)
    _keep_phone_pictures(page, name)
    page.set_viewport_size({"width": WIDE[0], "height": WIDE[1]})
    return faults


def _lasting(page: Page, rules: dict[str, Any]) -> list[str]:
    """A colour that is wrong only while the page is still being drawn is no fault."""
    found = axe_faults(page, rules)
    if not found:
        return []
    page.wait_for_timeout(400)
    return axe_faults(page, rules)


def axe_faults(page: Page, rules: dict[str, Any] | None = None) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(FAULTS, rules or RULES))


def overflow(page: Page, width: int) -> list[str]:
    """A page never scrolls sideways; a wide table scrolls in its own frame."""
    widths = page.evaluate(WIDTHS, width)
    if widths[0] <= widths[1]:
        return []
    return [f"{widths[0]} wide in a window of {widths[1]}: {page.evaluate(WIDEST)}"]


def keep_picture(page: Page, name: str) -> None:
    if KEEPS_PICTURES:
        PICTURES.mkdir(exist_ok=True)
        page.screenshot(path=PICTURES / f"{name}.png", full_page=True)


def _keep_phone_pictures(page: Page, name: str) -> None:
    for scheme in ("dark", "light") if KEEPS_PICTURES else ():
        page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        keep_picture(page, f"{name}-390-{scheme}")


def _shape(page: Page) -> list[str]:
    heads = page.locator("h1").count()
    language = page.locator("html").get_attribute("lang")
    faults = [] if heads == 1 else [f"{heads} first headings"]
    faults += [] if language == "en-GB" else [f"the language is {language}"]
    return faults + ([] if " – " in page.title() else [f"the title is “{page.title()}”"])


FAULTS = """rules => axe.run(rules).then(found => found.violations.map(rule =>
  `${rule.id}: ${rule.help}: ` + rule.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join("; ")))"""
DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Just after a scheme changes, Chromium may still answer with the old colours."""
WIDTHS = """width => new Promise(done => {
  const look = () => window.innerWidth === width
    ? done([document.documentElement.scrollWidth, window.innerWidth]) : requestAnimationFrame(look);
  look();
})"""
"""Just after a window changes its size, Chromium may still have the old one. Asking how wide a page is lays
it out anew.
"""
WIDEST = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > window.innerWidth + 1 && !e.closest(".house-scroll"))
  .slice(0, 4).map(e => `${e.tagName}.${e.className} ${Math.round(e.getBoundingClientRect().right)}`)"""
