"""A chart answers to the pointer, to touch and to keys, and says everything without its script."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.conftest import SignIn
from tests.browser.looking import LIGHT, PHONE, axe_faults, faults_of
from tests.browser.server import Server
from tests.browser.signing_in import fill_sign_in

CHAIR, COUNCILLOR = "chair@york.example", "scrutineer@york.example"
TIMELY = re.compile("within 20 weeks")
PROMPT = "Point at the chart"


@pytest.fixture(scope="module")
def server(reading_server: Server) -> Server:
    """Nothing is written here but sign-ins."""
    return reading_server


def _measure(page: Page) -> None:
    page.goto("/york/measures/")
    page.get_by_role("main").get_by_role("link", name=TIMELY).first.click()
    page.get_by_role("heading", name="Beside others").wait_for()


def _chart(page: Page, place: int = 0) -> tuple[Locator, Locator]:
    """The figure so many down, and the picture of it that is shown."""
    figure = page.locator("figure").nth(place)
    picture = figure.locator(".chart-picture").locator("visible=true")
    picture.scroll_into_view_if_needed()
    return figure, picture


def _point(picture: Locator, mark: int) -> None:
    """Moves the pointer to that mark of the drawing."""
    place = picture.locator(".chart-marks circle").nth(mark).bounding_box()
    assert place is not None
    picture.page.mouse.move(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)


def test_the_pointer_reads_one_figure_and_a_ring_shows_which(sign_in: SignIn) -> None:
    page = sign_in(CHAIR)
    _measure(page)
    figure, picture = _chart(page)
    expect(figure).to_contain_text(PROMPT)
    _point(picture, 0)
    expect(figure.locator(".chart-words__figure")).to_have_text("2019: 88.7%")
    expect(figure.locator("output")).to_contain_text("133 of 150")
    expect(picture.locator(".chart-ring")).to_have_attribute("visibility", "visible")
    _point(picture, 2)
    expect(figure.locator(".chart-words__figure")).to_have_text("2021: 63.0%")


def test_the_arrow_keys_read_each_figure_and_a_reader_of_the_screen_hears_it(
    sign_in: SignIn,
) -> None:
    page = sign_in(CHAIR)
    _measure(page)
    figure, _ = _chart(page)
    keys = figure.get_by_role("slider", name=re.compile("^Read each figure: "))
    expect(keys).to_have_count(1)
    keys.focus()
    expect(keys).to_have_attribute("aria-valuetext", "2021: 63.0%")
    page.keyboard.press("ArrowLeft")
    expect(keys).to_have_attribute("aria-valuetext", re.compile("^2020: 74.7%"))
    page.keyboard.press("Home")
    expect(keys).to_have_attribute("aria-valuetext", "2019: 88.7%")
    expect(figure.get_by_role("status")).to_contain_text("133 of 150")
    outline = figure.locator(".chart-frame:visible").evaluate(
        "e => getComputedStyle(e).outlineStyle"
    )
    assert outline == "solid"


def test_bars_are_read_from_the_top_down(sign_in: SignIn) -> None:
    page = sign_in(COUNCILLOR)
    _measure(page)
    figure, picture = _chart(page, 1)
    keys = figure.get_by_role("slider")
    keys.focus()
    own = str(keys.get_attribute("aria-valuetext"))
    assert own == "York: 63.0%"
    page.keyboard.press("ArrowDown")
    below = str(keys.get_attribute("aria-valuetext"))
    names = picture.locator(".chart-marks circle")
    assert names.count() == 13
    value = re.compile(r": ([\d.]+)%")
    assert _number(value, below) <= _number(value, own)


def test_all_authorities_are_read_by_touch(sign_in: SignIn) -> None:
    page = sign_in(COUNCILLOR, viewport={"width": PHONE[0], "height": PHONE[1]}, has_touch=True)
    _measure(page)
    page.get_by_role("link", name="Among all authorities").click()
    figure, picture = _chart(page)
    first = int(str(picture.locator(".chart-marks").get_attribute("data-first")))
    place = picture.locator(".chart-marks circle").nth(first).bounding_box()
    assert place is not None
    page.touchscreen.tap(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    expect(figure.locator(".chart-words__figure")).to_have_text("York: 63.0%")
    expect(figure.locator("output")).to_contain_text("192")
    assert not faults_of(page, "all-authorities", LIGHT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_chart_that_was_asked_is_right_in_both_schemes_and_has_no_inline_style(
    sign_in: SignIn, scheme: str
) -> None:
    page = sign_in(CHAIR, color_scheme=scheme, reduced_motion="reduce")
    _measure(page)
    figure, picture = _chart(page)
    _point(picture, 1)
    expect(figure.locator("output")).to_contain_text("115 of 154")
    assert not axe_faults(page)
    assert page.locator("main [style]").count() == 0


def test_without_a_script_the_table_the_summary_and_the_words_of_each_mark_are_there(
    open_context: Callable[..., BrowserContext],
) -> None:
    page = open_context(java_script_enabled=False).new_page()
    fill_sign_in(page, CHAIR)
    _measure(page)
    figure, picture = _chart(page)
    assert figure.locator(".chart-words").count() == 0
    said = picture.locator(".chart-marks title").first.text_content()
    assert str(said).startswith("2019: 88.7%\n133 of 150")
    expect(figure).to_contain_text("The latest is 63.0%")
    page.get_by_text("Every figure as a table").click()
    expect(page.get_by_role("row", name=re.compile("^2019"))).to_contain_text(["133 of 150"] * 1)


def _number(pattern: re.Pattern[str], words: str) -> float:
    found = pattern.search(words)
    assert found
    return float(found[1])
