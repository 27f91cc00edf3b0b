"""The pages of monthly reports: reading, writing, the check before filing, correcting."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from alongside.board.models import AssuranceReport
from alongside.web import clock
from tests.board.reporting import (
    AUGUST,
    JULY,
    JUNE,
    SURE,
    Desk,
    freeze_pack,
    make_desk,
    make_measured,
    noon,
)
from tests.plan.factories import make_action, make_outcome, make_place
from tests.plan.pages_changing.conftest import SignIn, mail_to_memory, sign_in, words  # noqa: F401

pytestmark = pytest.mark.django_db
TEXT = {
    "assured": "partly",
    "assurance": "The strategy is written.",
    "concerns": "Nobody leads 2.1-A.",
    "asks": "Name a lead.",
}


@pytest.fixture
def place(db: None) -> object:
    return make_place()


@pytest.fixture
def desk(place: object) -> Desk:
    return make_desk(place)  # type: ignore[arg-type]


@pytest.fixture
def stand_on(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def stand(at: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    return stand


@pytest.fixture(autouse=True)
def july(stand_on: Callable[[datetime], None]) -> None:
    """The pages' clock stands on 2 July 2020."""
    stand_on(noon(2020, 7, 2))


@pytest.fixture
def officer(desk: Desk, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Wanda Works", "workstream_officer")


@pytest.fixture
def runner(desk: Desk, sign_in: SignIn) -> Client:  # noqa: F811
    """Runs the board's business and may report, so writes for an officer."""
    return sign_in("Rita Runs", "nominated_officer")


@pytest.fixture
def member(desk: Desk, sign_in: SignIn) -> Client:  # noqa: F811
    return sign_in("Mona Member", "board_member")


def to(name: str, *args: str) -> str:
    return reverse(f"board:{name}", args=["york", *args])


def writing(desk: Desk, month: str = "2020-06", name: str = "write_report") -> str:
    return to(name, desk.stream.ref, month)


def stored(desk: Desk) -> AssuranceReport:
    found: AssuranceReport = AssuranceReport.objects.in_area(desk.place.area.pk).get()
    return found


def said(response: HttpResponse) -> str:
    assert response.status_code == 200
    return words(response)


def test_the_view_by_month_leads_to_reports_and_to_what_is_missing(
    desk: Desk, member: Client, stand_on: Callable[[datetime], None]
) -> None:
    report = desk.file(SURE, JUNE)
    stand_on(noon(2020, 8, 12))
    response = member.get(to("reports"))
    text = said(response)
    assert "July 2020: 0 of 1 reports received. 1 not received." in text
    assert "No report received" in text
    assert to("report", report.ref) in response.content.decode()
    assert "Yours to write" not in text


def test_an_officer_sees_what_is_theirs_to_write(desk: Desk, officer: Client) -> None:
    response = officer.get(to("reports"))
    assert "Yours to write Joint commissioning: June 2020" in said(response)
    assert writing(desk) in response.content.decode()


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", True),
        ("?state=missing", False),
        ("?state=partly", True),
        ("?state=late", True),
        ("?state=assured", False),
        ("?side=education", True),
        ("?side=health", False),
        ("?until=2020-06&state=late", True),
        ("?until=1999-01", True),
        ("?until=never", True),
    ],
)
def test_filters_in_the_address_choose_workstreams(
    desk: Desk, member: Client, stand_on: Callable[[datetime], None], query: str, shown: bool
) -> None:
    desk.file(at=noon(2020, 7, 8))
    desk.file(month=JULY, at=noon(2020, 8, 4))
    stand_on(noon(2020, 8, 5))
    text = said(member.get(to("reports") + query))
    assert ("Officer for Joint commissioning" in text) is shown
    assert ("No workstream fits what you chose." in text) is not shown


def test_an_area_without_a_board_says_so(desk: Desk, member: Client) -> None:
    desk.board.seats.all().delete()
    desk.board.delete()
    assert "no improvement board yet" in said(member.get(to("reports")))
    assert "No report is expected" in said(member.get(to("month_of_reports", "2020-06")))


def test_one_month_shows_what_came_beside_what_did_not(
    desk: Desk, runner: Client, stand_on: Callable[[datetime], None]
) -> None:
    desk.another("Co-production", "Olga Other", weakness=None)
    desk.file()
    stand_on(noon(2020, 7, 9))
    text = said(runner.get(to("month_of_reports", "2020-06")))
    assert "1 of 2 reports received. 1 not received." in text
    assert "Nobody leads 2.1-A." in text
    assert "Co-production" in text
    assert "No report received" in text
    assert "Write the report" in text


@pytest.mark.parametrize("month", ["2020-13", "2020-00", "0000-01", "june", "2020-6", "2020-08"])
def test_a_month_that_is_none_or_to_come_is_not_found(
    desk: Desk, runner: Client, month: str
) -> None:
    assert runner.get(to("month_of_reports", month)).status_code == 404
    assert runner.get(writing(desk, month)).status_code == 404


def test_one_report_reads_with_its_material_and_its_corrections(
    desk: Desk, member: Client, runner: Client
) -> None:
    make_action(desk.place, make_outcome(desk.place, desk.statement))
    freeze_pack(desk, JUNE, noon(2020, 7, 6))
    report = desk.file(at=noon(2020, 7, 8))
    desk.correct(report, SURE, why="I misread the minutes.")
    text = said(member.get(to("report", report.ref)))
    assert "Assured" in text
    assert "3 days late" in text
    assert "Received after the pack was frozen" in text
    assert "I misread the minutes." in text
    assert "It said: partly assured." in text
    assert "Write the strategy together" in text
    assert "Correct this report" not in text
    assert "Correct this report" in said(runner.get(to("report", report.ref)))


def test_what_the_plan_said_in_a_late_report_is_as_of_the_day_it_came(
    desk: Desk, member: Client
) -> None:
    make_action(desk.place, make_outcome(desk.place, desk.statement))
    report = desk.file(SURE, at=noon(2020, 7, 8))
    month = said(member.get(to("month_of_reports", "2020-06")))
    assert "No report received in time" in month
    assert "Came 3 days late: Assured" in month
    assert "What the action plan said on 8 July 2020" in month
    grid = said(member.get(to("reports")))
    assert "No report received in time" in grid
    one = said(member.get(to("report", report.ref)))
    assert "What the action plan said on 8 July 2020, when it was filed, not in June 2020" in one


@pytest.mark.scenario(36)
def test_the_board_reads_what_is_done_and_not_yet_making_a_difference(
    desk: Desk, member: Client
) -> None:
    make_measured(desk)
    report = desk.file()
    one = said(member.get(to("report", report.ref)))
    assert "2.1-k1: 63.0% (63 of 100), target at least 75%" in one
    month = said(member.get(to("month_of_reports", "2020-06")))
    assert "1 done, not yet making a difference" in month
    assert "1 of 1 measure not met" in month


def test_the_officer_writes_with_the_material_before_them(desk: Desk, officer: Client) -> None:
    make_action(desk.place, make_outcome(desk.place, desk.statement))
    text = said(officer.get(writing(desk)))
    assert "Due on 5 July 2020." in text
    assert "Write the strategy together" in text


def test_a_draft_is_saved_and_written_on(desk: Desk, officer: Client) -> None:
    response = officer.post(writing(desk), {"assurance": "Half", "expected_version": "1"})
    assert response.status_code == 302
    assert response["Location"] == writing(desk)
    text = said(officer.get(writing(desk)))
    assert "The draft has been saved." in text
    assert "Half" in text
    assert stored(desk).filed_at is None


def test_a_report_is_checked_and_then_filed(desk: Desk, officer: Client) -> None:
    response = officer.post(writing(desk), {**TEXT, "expected_version": "1", "then": "check"})
    checking = writing(desk, name="file_report")
    assert response["Location"] == checking
    text = said(officer.get(checking))
    assert "Partly assured" in text
    assert "Once filed, the report stays as it is" in text
    filed = officer.post(checking, {"expected_version": "2"})
    assert filed["Location"] == to("report", stored(desk).ref)
    assert "The report has been filed, with what the action plan says today." in said(
        officer.get(filed["Location"])
    )


def test_a_draft_that_is_not_whole_cannot_be_filed(desk: Desk, officer: Client) -> None:
    officer.post(writing(desk), {"assured": "partly", "expected_version": "1", "then": "check"})
    checking = writing(desk, name="file_report")
    text = said(officer.get(checking))
    assert "Write what concerns you." in text
    assert "File the report" not in text
    response = officer.post(checking, {"expected_version": "2"})
    assert response.status_code == 422
    assert stored(desk).filed_at is None


def test_the_check_says_how_late_it_would_be(
    desk: Desk, officer: Client, stand_on: Callable[[datetime], None]
) -> None:
    freeze_pack(desk, JUNE, noon(2020, 7, 7))
    desk.save()
    stand_on(noon(2020, 7, 9))
    text = said(officer.get(writing(desk, name="file_report")))
    assert "Filed today it is 4 days late." in text
    assert "The pack was frozen without it" in text


def test_a_draft_that_changed_is_shown_before_it_is_filed(desk: Desk, officer: Client) -> None:
    desk.save()
    desk.save(SURE, actor=desk.place.officer)
    checking = writing(desk, name="file_report")
    response = officer.post(checking, {"expected_version": "2"})
    assert response.status_code == 422
    assert "Read it again, then file it." in words(response)
    assert "Every action is on course" in words(response)
    assert 'value="3"' in response.content.decode()
    assert officer.post(checking, {"expected_version": "3"}).status_code == 302


def test_the_second_of_two_officers_sees_what_changed_and_chooses(
    desk: Desk, officer: Client, runner: Client
) -> None:
    mine = {**TEXT, "expected_version": "1"}
    assert runner.post(writing(desk), {**mine, "assured": "assured"}).status_code == 302
    response = officer.post(writing(desk), {**mine, "concerns": "What I typed."})
    assert response.status_code == 422
    text = words(response)
    assert "Somebody changed this while you were writing" in text
    assert "How sure Assured Partly assured" in text
    assert "What I typed." in text
    assert stored(desk).assured == "assured"
    again = officer.post(writing(desk), {**mine, "expected_version": "2"})
    assert again.status_code == 302
    assert stored(desk).assured == "partly"


def test_what_was_typed_is_kept_when_the_report_was_filed_meanwhile(
    desk: Desk, officer: Client
) -> None:
    desk.file(actor=desk.place.officer)
    response = officer.post(writing(desk), {**TEXT, "asks": "Typed", "expected_version": "1"})
    assert response.status_code == 422
    assert "This report has been filed already." in words(response)
    assert "Typed" in words(response)
    assert officer.get(writing(desk))["Location"] == to("report", stored(desk).ref)
    assert officer.get(writing(desk, name="file_report")).status_code == 302


def test_too_many_words_are_said_and_kept(desk: Desk, officer: Client) -> None:
    response = officer.post(writing(desk), {**TEXT, "asks": "x" * 4001, "expected_version": "1"})
    assert response.status_code == 422
    assert "Write 4,000 characters or fewer." in words(response)
    assert "x" * 4001 in response.content.decode()


def test_nothing_to_file_is_not_found(desk: Desk, officer: Client) -> None:
    assert officer.get(writing(desk, name="file_report")).status_code == 404


def test_a_correction_stands_with_its_reason(desk: Desk, officer: Client) -> None:
    report = desk.file()
    address = to("correct_report", report.ref)
    assert "Nobody leads 2.1-A." in said(officer.get(address))
    empty = officer.post(address, {**TEXT, "expected_version": "3"})
    assert "Say what was wrong" in words(empty)
    better = {**TEXT, "assured": "assured", "why": "Misread.", "expected_version": "3"}
    assert officer.post(address, better)["Location"] == to("report", report.ref)
    text = said(officer.get(to("report", report.ref)))
    assert "Corrected since" in text
    assert "Misread." in text


@pytest.mark.parametrize("name", ["write_report", "file_report"])
def test_who_only_reads_finds_no_page_to_write(desk: Desk, member: Client, name: str) -> None:
    desk.save()
    assert member.get(writing(desk, name=name)).status_code == 404
    assert member.post(writing(desk, name=name), TEXT).status_code == 404


def test_who_only_reads_finds_no_page_to_correct(desk: Desk, member: Client) -> None:
    report = desk.file()
    assert member.get(to("correct_report", report.ref)).status_code == 404
    assert member.post(to("correct_report", report.ref), TEXT).status_code == 404


def test_a_report_that_is_not_there_is_not_found(desk: Desk, runner: Client) -> None:
    assert runner.get(to("report", "zzzzzzzzzzzzzzzz")).status_code == 404
    assert runner.get(to("correct_report", "zzzzzzzzzzzzzzzz")).status_code == 404
    assert runner.get(to("write_report", "zzzzzzzzzzzzzzzz", "2020-06")).status_code == 404


def test_months_lead_to_each_other(
    desk: Desk, runner: Client, stand_on: Callable[[datetime], None]
) -> None:
    stand_on(noon(2020, 8, 20))
    page = runner.get(to("month_of_reports", f"{AUGUST:%Y-%m}")).content.decode()
    assert to("month_of_reports", "2020-07") in page
    assert "Month after" not in page
