"""What is asked of every page: accessible, as wide as its window, with one heading, and without errors."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, ViewportSize

PICTURES = Path(__file__).parent / "pictures"
KEEPS_PICTURES = os.environ.get("PICTURES") == "1"
WIDE, PHONE, SMALL_PHONE, ZOOMED = (1280, 900), (390, 844), (320, 700), (640, 450)
"""``ZOOMED`` is what a window of 1280 by 900 shows at 200 %."""
ONLY_FAULTS = {"resultTypes": ["violations"], "preload": False, "iframes": False}
"""Halves the time: nothing is gathered about what is right, and no style sheet is read twice."""
ASKED_APART = ["color-contrast", "link-in-text-block"]
"""By far the slowest rules, asked apart: see ``colour_faults``."""
RULES = {
    **ONLY_FAULTS,
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {rule: {"enabled": False} for rule in ASKED_APART},
}
SIZES = "target-size"
"""Needs a map of everything on the page, which takes longer than all other rules together. What is listed
or missing does not change how large a row's links are, so a second look at a page leaves it out.
"""
RULES_AGAIN = {**RULES, "rules": {rule: {"enabled": False} for rule in [*ASKED_APART, SIZES]}}
COLOURS = {**ONLY_FAULTS, "runOnly": {"type": "rule", "values": ASKED_APART}}


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
        asked = response.request
        is_part = not asked.is_navigation_request() and UNSEEN not in asked.headers
        if (response.status >= 400 and is_part) or response.status >= 500:
            self.complaints.append(f"{response.url}: {response.status}")


UNSEEN = "x-unseen"
"""Marks a form that is sent to read its answer, which may well be a refusal, and not to show it."""
BOTH, LIGHT = ("light", "dark"), ("light",)


def faults_of(page: Page, name: str, schemes: tuple[str, ...] = BOTH) -> list[str]:
    """The accessibility rules, the colours in each scheme, and the layout where there is least room.

    A page begins as the one before was left. Every second one is asked in the opposite order, since each
    change of size and colours draws the page anew.
    """
    asked = [
        partial(_as_first_seen, page),
        *(partial(_colours, page, s) for s in schemes),
        partial(_sideways, page),
    ]
    is_narrow = page.viewport_size == _size(SMALL_PHONE)
    faults = [fault for ask in (reversed(asked) if is_narrow else asked) for fault in ask()]
    _keep_pictures(page, name, schemes)
    return faults


def faults_of_a_form(page: Page, name: str, send: Callable[[], list[str]]) -> list[str]:
    """As it is usually in one scheme and where there is least room, and what ``send`` finds in the other
    scheme. Every second form begins in the dark.
    """
    first = SHOWN_IN.get(page, "light")
    _show(page, WIDE, first)
    faults = [*_shape(page), *_lasting(page, rule_faults), *_lasting(page, colour_faults)]
    faults += _sideways(page)
    _keep_pictures(page, name, (first,))
    return faults + send()


def faults_of_errors(page: Page, name: str) -> list[str]:
    """Of every kind of field with an error that was not found right before in this process: all fields
    are drawn by one template, so each kind is looked at once and not in every form again.
    """
    kinds = set(page.evaluate(f"() => ({KINDS_WITH_ERRORS})(document)"))
    if kinds <= KINDS_FOUND_RIGHT:
        return _shape(page)
    _show(page, WIDE, "dark" if SHOWN_IN.get(page, "light") == "light" else "light")
    faults = faults_as_it_stands(page, name, RULES_AGAIN)
    if not faults:
        KINDS_FOUND_RIGHT.update(kinds)
    return faults


def faults_as_it_stands(page: Page, name: str, rules: dict[str, Any] = RULES) -> list[str]:
    """For a second look at a page, with other records or with errors: its rules and its colours in the
    window and the colours of the look before, and then where there is least room.
    """
    faults = [*_shape(page), *_lasting(page, partial(rule_faults, rules=rules))]
    faults += [*_lasting(page, colour_faults), *_sideways(page)]
    _keep_pictures(page, name, BOTH)
    return faults


def _as_first_seen(page: Page) -> list[str]:
    _show(page, WIDE, "light")
    return [*_shape(page), *_lasting(page, rule_faults)]


def _colours(page: Page, scheme: str) -> list[str]:
    _show(page, WIDE, scheme)
    return [f"{scheme}: {fault}" for fault in _lasting(page, colour_faults)]


def _sideways(page: Page) -> list[str]:
    """Asked at the narrowest: no style of ours changes between there and ``ZOOMED`` (test_looking.py), so
    what fits fits a wider phone and a zoomed window too.
    """
    _show(page, SMALL_PHONE)
    return overflow(page, SMALL_PHONE[0])


def _show(page: Page, size: tuple[int, int], scheme: str = "") -> None:
    """In a window of that size, in those colours, once it has been drawn so."""
    changes_colours = scheme not in ("", SHOWN_IN.get(page, "light"))
    if page.viewport_size != _size(size):
        page.set_viewport_size(_size(size))
    if changes_colours:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        SHOWN_IN[page] = scheme
        page.evaluate(DRAWN)


def _size(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}


def _lasting(page: Page, asked: Callable[[Page], list[str]]) -> list[str]:
    """A colour that is wrong only while the page is still being drawn is no fault."""
    found = asked(page)
    if not found:
        return []
    page.wait_for_timeout(400)
    return asked(page)


def axe_faults(page: Page) -> list[str]:
    """Of the page as it stands, colours included."""
    return [*rule_faults(page), *colour_faults(page)]


def rule_faults(page: Page, rules: dict[str, Any] = RULES) -> list[str]:
    """Everything but the colours."""
    return list(_asked_of_axe(page, FAULTS, rules))


def colour_faults(page: Page) -> list[str]:
    """Of every combination of colours that was not found right before in this process.

    Whether a text can be read follows from its own colour, what lies behind it, its size and its weight,
    so each such combination is asked of axe once and not on every page again.
    """
    combinations, found = _asked_of_axe(page, COLOUR_FAULTS, [sorted(FOUND_RIGHT), COLOURS])
    if not found:
        FOUND_RIGHT.update(combinations)
    return list(found)


def _asked_of_axe(page: Page, script: str, told: object) -> Any:
    """Axe is brought to a page when it is first needed there."""
    answer = page.evaluate(script, told)
    if answer is None:
        page.evaluate(AXE_SCRIPT)
        answer = page.evaluate(script, told)
    return answer


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


def _keep_pictures(page: Page, name: str, schemes: tuple[str, ...]) -> None:
    if not KEEPS_PICTURES:
        return
    for size in (WIDE, PHONE):
        for scheme in schemes:
            _show(page, size, scheme)
            keep_picture(page, f"{name}-{size[0]}-{scheme}")


def _shape(page: Page) -> list[str]:
    heads, language, title = page.evaluate(HEAD)
    faults = [] if heads == 1 else [f"{heads} first headings"]
    faults += [] if language == "en-GB" else [f"the language is {language}"]
    return faults + ([] if " – " in title else [f"the title is “{title}”"])


HEAD = """() => [
  document.querySelectorAll("h1").length, document.documentElement.lang, document.title]"""
FAULTS = """rules => !window.axe ? null : axe.run(rules).then(found => found.violations.map(rule =>
  `${rule.id}: ${rule.help}: ` + rule.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join("; ")))"""
COLOUR_FAULTS = """async ([known, rules]) => {
  const seen = new Set(known), fresh = new Map();
  const lies = e => [...e.childNodes].some(n => n.nodeType === 3 && n.nodeValue.trim());
  const layers = new Map();
  const behind = e => {
    if (!e) return "";
    if (layers.has(e)) return layers.get(e);
    const s = getComputedStyle(e), own = [];
    if (s.opacity !== "1") own.push(`opacity ${s.opacity}`);
    if (s.backgroundImage !== "none") own.push(s.backgroundImage);
    if (s.backgroundColor !== "rgba(0, 0, 0, 0)") own.push(s.backgroundColor);
    const hides = own.length && !own.at(-1).startsWith("rgba") && own.at(-1) === s.backgroundColor;
    const all = hides ? own.join(" over ") : [...own, behind(e.parentElement)].filter(Boolean).join(" over ");
    layers.set(e, all);
    return all;
  };
  for (const e of document.body.querySelectorAll("*")) {
    if (!lies(e) && !e.matches("input, select, textarea") || !e.getClientRects().length) continue;
    const s = getComputedStyle(e), link = e.matches("a");
    const combination = [s.color, s.fill, s.fontSize, s.fontWeight, s.position, behind(e),
      link ? `${s.textDecorationLine} in ${getComputedStyle(e.parentElement).color}` : ""].join("|");
    if (!seen.has(combination) && !fresh.has(combination)) fresh.set(combination, e);
  }
  if (!fresh.size) return [[], []];
  if (!window.axe) return null;
  const found = await axe.run({include: [...fresh.values()]}, rules);
  return [[...fresh.keys()], found.violations.map(rule =>
    `${rule.id}: ${rule.help}: ` + rule.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join("; "))];
}"""
KINDS_WITH_ERRORS = """page => {
  const known = e => [e.tagName, e.type ?? "", e.className, ...e.getAttributeNames().sort()].join(" ");
  const kind = group => [...new Set([group, ...group.querySelectorAll("*")].map(known))].join("|");
  return [...page.querySelectorAll(".govuk-form-group--error")].map(kind);
}"""
"""Of what elements, of what classes and with which attributes each field with an error is made."""
KINDS_FOUND_RIGHT: set[str] = set()
FOUND_RIGHT: set[str] = set()
SHOWN_IN: WeakKeyDictionary[Page, str] = WeakKeyDictionary()
"""The colours that each page was last asked to be shown in; light at first."""
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
