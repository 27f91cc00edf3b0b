"""What people come for, from sign-in to done, in a browser, on a house of these tests' own."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SignIn
from tests.browser.keyboard import enter, tab_to
from tests.browser.looking import WIDE, axe_faults, keep_picture, overflow

CHAIR, OFFICER = "chair@york.example", "nominated-officer@york.example"
ALL_LINES = "York’s written statement of action"


def _action_plan(page: Page) -> None:
    page.get_by_role("navigation", name="Menu").get_by_role("link", name="Action plan").click()
    page.get_by_role("main").get_by_role("link", name=re.compile(ALL_LINES)).first.click()


def _line(page: Page, reference: str) -> None:
    _action_plan(page)
    page.get_by_role("main").locator(f'a:has-text("{reference}")').first.click()
    expect(page.locator(".govuk-caption-l")).to_contain_text(reference)


def _view(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Views of the action plan").get_by_role(
        "link", name=name
    ).click()


def test_the_chair_sees_what_stands_still_and_answers_a_date_change(sign_in: SignIn) -> None:
    page = sign_in(CHAIR)
    _action_plan(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text(ALL_LINES)
    for name in ("Not moved", "Late", "A lead is missing"):
        _view(page, name)
        expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    page.goto("/york/plan/date-changes/")
    page.get_by_role("button", name=re.compile("^Consent or refuse")).first.click()
    page.get_by_label("Consent to the new date").check()
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answer")
    page.get_by_role("button", name="Consent", exact=True).click()
    expect(page.get_by_role("main")).to_contain_text("has its new")


@pytest.mark.scenario(35)
def test_an_officer_records_progress_with_evidence_and_may_not_call_it_embedded(
    sign_in: SignIn,
) -> None:
    page = sign_in(OFFICER)
    _line(page, "1.2-a2")
    page.get_by_role("button", name="Record status").click()
    here = page.url
    page.get_by_label("Embedded", exact=True).check()
    page.get_by_label("What has happened?").fill("Everybody says that it is part of daily work.")
    page.get_by_role("button", name="Record status").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_contain_text(re.compile("completed", re.IGNORECASE))
    expect(page.get_by_label("What has happened?")).to_have_value(
        "Everybody says that it is part of daily work."
    )
    assert not axe_faults(page)
    keep_picture(page, "refused-embedded-1280-light")
    page.goto(here)
    page.get_by_label("Progressing but delayed", exact=True).check()
    page.get_by_label("What has happened?").fill("The dashboard is drawn; the figures are late.")
    page.get_by_label("What is the new evidence called?").fill("Picture of the dashboard")
    page.locator("input[type=file]").set_input_files(
        {"name": "dashboard.txt", "mimeType": "text/plain", "buffer": b"Figures by month.\n"}
    )
    expected = page.get_by_role("group", name=re.compile("When do you now expect"))
    expected.get_by_label("Month").fill("3")
    expected.get_by_label("Year").fill("2023")
    page.get_by_role("button", name="Record status").click()
    expect(page.get_by_role("main")).to_contain_text("has been recorded")
    expect(page.get_by_role("main")).to_contain_text("Picture of the dashboard")
    with page.expect_download() as arriving:
        page.get_by_role("link", name=re.compile("^Download.*Picture of the dashboard")).click()
    assert arriving.value.path().read_bytes() == b"Figures by month.\n"


def test_a_stranger_sees_nothing(open_context: object, sign_in: SignIn) -> None:
    page = open_context().new_page()  # type: ignore[operator]
    for address in ("/york/", "/york/plan/", "/york/no-such-page/", "/nowhere/"):
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
        assert "written statement" not in page.get_by_role("main").inner_text()
    other = sign_in("officer@shire.example")
    answer = other.goto("/york/plan/")
    assert answer is not None
    assert answer.status == 404


@pytest.mark.scenario(59)
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_status_is_recorded_with_the_keyboard_alone(open_context: object, scripts: bool) -> None:
    page = open_context(java_script_enabled=scripts).new_page()  # type: ignore[operator]
    page.goto("/account/login/")
    tab_to(page, page.get_by_label("E-mail address", exact=True))
    page.keyboard.type(OFFICER)
    page.keyboard.press("Tab")
    page.keyboard.type("demonstration-only")
    enter(page)
    tab_to(
        page, page.get_by_role("navigation", name="Menu").get_by_role("link", name="Action plan")
    )
    enter(page)
    tab_to(page, page.get_by_role("main").get_by_role("link", name=re.compile(ALL_LINES)).first)
    enter(page)
    tab_to(page, page.get_by_role("main").locator('a:has-text("1.3-B")').first)
    enter(page)
    tab_to(page, page.get_by_role("button", name="Record status"))
    enter(page)
    first = page.get_by_role("radio").first
    tab_to(page, first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, page.get_by_label("What has happened?"))
    page.keyboard.type("Recorded with the keyboard alone.")
    tab_to(page, page.get_by_role("button", name="Record status"))
    enter(page)
    expect(page.get_by_role("main")).to_contain_text("has been recorded")
    expect(page.get_by_role("main")).to_contain_text("Recorded with the keyboard alone.")


def test_two_people_change_one_thing_and_the_second_chooses(sign_in: SignIn) -> None:
    first, second = sign_in(OFFICER), sign_in("head-of-send@york.example")
    for page in (first, second):
        _line(page, "2.1-B")
        page.get_by_role("group").get_by_text("What else you can do").click()
        page.get_by_role("link", name="Change the words").click()
        page.get_by_label("Why do the words change?").fill("The board asked for plainer words.")
    first.get_by_role("textbox").first.fill("Buy services together by one agreed list")
    first.locator("form.house-form button[type=submit]").click()
    expect(first.get_by_role("main")).to_contain_text("Buy services together by one agreed list")
    second.get_by_role("textbox").first.fill("Buy services together, in steps")
    second.locator("form.house-form button[type=submit]").click()
    conflict = second.locator(".house-conflict")
    expect(conflict).to_contain_text("Buy services together by one agreed list")
    expect(second.get_by_role("textbox").first).to_have_value("Buy services together, in steps")
    assert not axe_faults(second)
    keep_picture(second, "conflict-1280-light")
    second.get_by_role("button", name="Save mine over theirs").click()
    expect(second.get_by_role("main")).to_contain_text("Buy services together, in steps")


def test_nothing_typed_is_lost_when_the_sign_in_ends(sign_in: SignIn) -> None:
    page = sign_in(OFFICER)
    _line(page, "3.3")
    page.get_by_role("button", name="Record status").click()
    page.get_by_label("What has happened?").fill("Half an hour of careful words.")
    page.get_by_label("Started but delayed", exact=True).check()
    page.context.clear_cookies(name="sessionid")
    page.get_by_role("button", name="Record status").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("This page was open too long")
    expect(page.locator("textarea", has_text="Half an hour of careful words.")).to_be_visible()
    assert not axe_faults(page)
    keep_picture(page, "expired-1280-light")


def test_a_printed_action_plan_keeps_its_table_and_leaves_out_the_menu(sign_in: SignIn) -> None:
    page = sign_in(CHAIR)
    _action_plan(page)
    page.emulate_media(media="print")
    expect(page.locator(".plan-table").first).to_be_visible()
    expect(page.get_by_role("navigation", name="Menu")).to_be_hidden()
    expect(page.locator(".house-search")).to_be_hidden()
    assert not overflow(page, WIDE[0])
    keep_picture(page, "print-statement")


def test_the_sign_in_page_offers_one_account_for_each_role(sign_in: SignIn) -> None:
    page = sign_in("administrator@york.example")
    page.goto("/york/access/accounts/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    answer = page.goto("/york/plan/")
    assert answer is not None
    assert answer.status == 404
