"""What looks at the pages finds what is wrong with one: a check that finds nothing proves nothing."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.looking import (
    FOUND_RIGHT,
    KINDS_FOUND_RIGHT,
    LIGHT,
    RULES_AGAIN,
    SIZES,
    SMALL_PHONE,
    ZOOMED,
    colour_faults,
    faults_as_it_stands,
    faults_of,
    faults_of_errors,
)
from tests.browser.signing_in import VIEWPORT

PAGE = """<!doctype html><html lang="en-GB"><head><title>A page – Alongside</title>
<style>body { background: white; color: black } %s</style></head>
<body><main><h1>A page</h1>%s</main></body></html>"""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    before = [(known, set(known)) for known in (FOUND_RIGHT, KINDS_FOUND_RIGHT)]
    for known, _ in before:
        known.clear()
    context = chromium.new_context(viewport=VIEWPORT)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()
    for known, kept in before:
        known.update(kept)


def shown(page: Page, body: str, style: str = "") -> Page:
    page.set_content(PAGE % (style, body))
    return page


def test_a_page_that_is_right_has_no_faults(page: Page) -> None:
    assert faults_of(shown(page, "<p>Some words.</p>"), "right", LIGHT) == []


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ('<input type="text">', "label"),
        ('<p style="color: #bbb">Some words.</p>', "color-contrast"),
        ('<p style="width: 900px">Some words.</p>', "wide in a window"),
        ('<button style="width: 9px; height: 9px; padding: 0" aria-label="A"></button>' * 2, SIZES),
    ],
)
def test_a_second_look_finds_what_is_wrong_too(page: Page, body: str, told: str) -> None:
    assert told in " ".join(faults_as_it_stands(shown(page, body), "wrong"))


def test_a_second_look_at_other_records_finds_all_but_sizes(page: Page) -> None:
    small = '<button style="width: 9px; height: 9px; padding: 0" aria-label="A"></button>' * 2
    assert not faults_as_it_stands(shown(page, small), "small", RULES_AGAIN)
    bad = faults_as_it_stands(shown(page, '<input type="text">'), "unnamed", RULES_AGAIN)
    assert "label" in " ".join(bad)


def test_a_field_with_an_error_is_looked_at_until_one_of_its_kind_is_right(page: Page) -> None:
    group = '<div class="govuk-form-group--error">{}</div>'
    right, wrong = '<label>Name <input type="text"></label>', '<input type="text">'
    for _ in range(2):
        faults = faults_of_errors(shown(page, group.format(wrong)), "wrong")
        assert "label" in " ".join(faults)
    assert not faults_of_errors(shown(page, group.format(right)), "right")
    assert not faults_of_errors(shown(page, group.format(right) + wrong), "known")
    other = group.format(right) + group.format("<select></select>")
    assert "select-name" in " ".join(faults_of_errors(shown(page, other), "other"))


def test_pale_words_are_found_and_found_again(page: Page) -> None:
    for _ in range(2):
        faults = colour_faults(shown(page, '<p style="color: #bbb">Some words.</p>'))
        assert "color-contrast" in " ".join(faults)


def test_the_same_words_on_another_ground_are_asked_anew(page: Page) -> None:
    assert colour_faults(shown(page, "<p>Some words.</p>")) == []
    dark = '<div style="background: #222"><p>Some words.</p></div>'
    assert "color-contrast" in " ".join(colour_faults(shown(page, dark)))


def test_words_that_are_half_clear_are_asked_anew(page: Page) -> None:
    assert colour_faults(shown(page, "<p>Some words.</p>")) == []
    faint = '<p style="opacity: 0.3">Some words.</p>'
    assert "color-contrast" in " ".join(colour_faults(shown(page, faint)))


def test_smaller_words_of_a_colour_that_large_ones_may_have_are_found(page: Page) -> None:
    grey = 'style="color: #888"'
    assert (
        colour_faults(shown(page, f'<p style="font-size: 40px"><span {grey}>Large</span></p>'))
        == []
    )
    assert "color-contrast" in " ".join(
        colour_faults(shown(page, f"<p><span {grey}>Small</span></p>"))
    )


def test_a_link_that_only_its_colour_shows_is_found(page: Page) -> None:
    link = '<p>Some words and <a href="#x">a link</a> in them.</p>'
    plain = "a { color: #222; text-decoration: none }"
    assert "link-in-text-block" in " ".join(colour_faults(shown(page, link, plain)))


def test_the_colours_of_the_dark_are_asked_too(page: Page) -> None:
    style = "@media (prefers-color-scheme: dark) { body { background: black } p { color: #333 } }"
    faults = faults_of(shown(page, "<p>Some words.</p>", style), "dark")
    assert "dark: color-contrast" in " ".join(faults)


def test_a_page_that_is_too_wide_or_has_no_name_is_found(page: Page) -> None:
    wide = '<div style="width: 700px">wide</div><button></button>'
    told = " ".join(faults_of(shown(page, wide), "wide", LIGHT))
    assert "wide in a window of 320" in told
    assert "button-name" in told


@pytest.mark.parametrize("width", ["400px", "calc(100% + 40px)", "110vw"])
def test_what_is_too_wide_for_a_phone_is_found_on_the_smallest(page: Page, width: str) -> None:
    told = " ".join(faults_of(shown(page, f'<div style="width: {width}">x</div>'), "wide", LIGHT))
    assert "wide in a window of 320" in told


def test_no_style_changes_between_the_smallest_phone_and_a_zoomed_window() -> None:
    """Otherwise one width would not speak for those between."""
    sources = Path(__file__).parents[2] / "src/alongside"
    found = {
        (kind, float(size) * (1 if unit == "px" else 16))
        for path in [*sources.rglob("*.css"), *sources.rglob("*.html"), *sources.rglob("*.svg")]
        for kind, size, unit in WIDTHS_ASKED.findall(path.read_text())
    }
    assert len(found) > 5
    low, high = SMALL_PHONE[0], ZOOMED[0]
    between = {each for each in found if low < each[1] < high}
    edges = {each for each in found if each in (("max", float(low)), ("min", float(high)))}
    assert not between | edges


WIDTHS_ASKED = re.compile(r"(min|max)-width:\s*([0-9.]+)(px|r?em)\)")
