"""The month at the board in a browser: a missing report, a challenge, a decision, a pack and its copy."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.looking import axe_faults

CHAIR, SCRUTINEER = "chair@york.example", "scrutineer@york.example"
OFFICER = "head-of-send@york.example"


def _board(page: Page, view: str) -> None:
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Board").click()
    page.get_by_role("main").get_by_role("link", name=view, exact=True).first.click()


def _day(page: Page, group: str, day: str, month: str, year: str) -> None:
    boxes = page.get_by_role("group", name=re.compile(group))
    for label, value in (("Day", day), ("Month", month), ("Year", year)):
        boxes.get_by_label(label).fill(value)


def test_an_officer_writes_a_report_and_the_second_officer_sees_it(sign_in: SignIn) -> None:
    first, second = sign_in(OFFICER), sign_in("nominated-officer@york.example")
    for page in (first, second):
        _board(page, "Monthly reports")
        months = page.get_by_role("navigation", name="One month")
        months.get_by_role("link", name="Sep 2022").click()
        page.get_by_role("link", name=re.compile("^Write.*EHC assessment and planning")).click()
    first.get_by_label("Partly assured", exact=True).check()
    first.get_by_label("What concerns you?").fill("Advice from two services comes late.")
    first.get_by_role("button", name="Save").first.click()
    expect(first.get_by_role("main")).to_contain_text("September 2022 has not ended")
    second.get_by_label("What concerns you?").fill("Nothing at all.")
    second.get_by_role("button", name="Save").first.click()
    expect(second.get_by_role("main")).to_contain_text("Advice from two services comes late.")
    expect(second.get_by_label("What concerns you?")).to_have_value("Nothing at all.")
    assert not axe_faults(second)


def test_the_chair_opens_the_month_challenges_and_issues_the_pack(sign_in: SignIn) -> None:
    page = sign_in(CHAIR)
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Board").click()
    expect(page.get_by_role("main")).to_contain_text("No report received")
    _challenge(page)
    _decide(page)
    _board(page, "Packs")
    page.get_by_role("button", name="Issue a pack").click()
    page.get_by_label("Which meeting is the pack for?").select_option(index=1)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("main")).to_contain_text("Joint commissioning")
    page.get_by_role("button", name="Freeze and issue").click()
    expect(page.get_by_role("main")).to_contain_text("Edition 1")
    _wait_for_paper(page, "Edition 1")
    page.get_by_text("What else you can do").click()
    page.get_by_role("link", name="Issue another edition").click()
    page.get_by_label("Why is it issued again?").fill("A report came after the first edition.")
    page.get_by_role("button", name="Freeze and issue").click()
    _wait_for_paper(page, "Edition 2")


def test_the_scrutineer_checks_the_first_edition(sign_in: SignIn) -> None:
    page = sign_in(SCRUTINEER)
    _board(page, "Packs")
    page.get_by_role("link", name="SEND Improvement Board, 20 July 2022").click()
    first = page.locator(".house-recorded__item", has_text="Edition 1")
    with page.expect_download() as arriving:
        first.get_by_role("link", name=re.compile("^Download")).click()
    copy = arriving.value.path().read_bytes()
    first.get_by_role("link", name="Read on screen").click()
    expect(page.get_by_role("main")).to_contain_text("A later edition was issued")
    for content, answer in ((copy, "This is what was issued"), (copy[:-1], "was changed")):
        page.goto("/york/board/packs/check/")
        page.locator("input[type=file]").set_input_files(
            {"name": "pack.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        page.get_by_role("button", name="Check the file").click()
        expect(page.get_by_role("main")).to_contain_text(answer)
        assert not axe_faults(page)


def _challenge(page: Page) -> None:
    _board(page, "Challenges")
    page.get_by_role("button", name="Challenge somebody").click()
    page.get_by_label("What is to be answered?").fill("When does the missing report come?")
    _choose(page, "Which post is to answer?", "Executive Nurse")
    _day(page, "By which day is the answer due", "10", "10", "2022")
    page.get_by_role("button", name=re.compile("challenge", re.IGNORECASE)).last.click()
    expect(page.get_by_role("main")).to_contain_text("When does the missing report come?")


def _decide(page: Page) -> None:
    _board(page, "Decisions")
    page.get_by_role("button", name=re.compile("^Record a decision")).click()
    page.get_by_label("What did the board decide?").fill("Every service names one person.")
    page.get_by_label("What should change?").fill("More EHC plans are issued in time.")
    _day(page, "On which day does the board look back", "14", "12", "2022")
    page.get_by_label(re.compile("EHC plans issued within 20 weeks")).check()
    page.get_by_role("button", name=re.compile("^Record the decision")).click()
    expect(page.get_by_role("main")).to_contain_text("Every service names one person.")
    expect(page.get_by_role("main")).to_contain_text("121 of 192")


def _choose(page: Page, label: str, begins: str) -> None:
    box = page.get_by_label(label)
    values = box.locator("option").evaluate_all(
        "options => options.map(option => [option.value, option.textContent.trim()])"
    )
    box.select_option(next(value for value, words in values if words.startswith(begins)))


def _wait_for_paper(page: Page, edition: str) -> None:
    """The worker makes it in the background; the open page follows and shows it by itself."""
    item = page.locator(".house-recorded__item", has_text=edition).first
    expect(item.get_by_role("link", name=re.compile("^Download"))).to_be_visible(timeout=40_000)
