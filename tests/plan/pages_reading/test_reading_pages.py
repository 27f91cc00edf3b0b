"""What readers find: the whole plan and its views, as shared by an address."""

import csv
import io
from datetime import date

import pytest
from django.test import Client

from alongside.plan import operations as plan
from alongside.plan.commands import Assessment, NewLine, RiskDetails
from alongside.plan.models import Line, StatusEntry
from alongside.plan.rules.codes import LineKind, Partner, RiskKind, Step
from tests.plan.factories import AT, LETTER, Place, complete, lead, make_action, record
from tests.plan.pages_changing.conftest import to, words

VIEWS = (
    "statement",
    "timeline",
    "history",
    "changes",
    "unmoved",
    "overdue",
    "ownerless",
    "risks",
    "workstreams",
    "document",
)


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_of_the_plan_opens_for_the_chair(chair: Client, line: Line, view: str) -> None:
    response = chair.get(to(view, line.statement.ref))
    assert response.status_code == 200
    assert line.statement.title in words(response)


def test_a_missing_lead_is_named_though_the_other_partner_has_one(
    chair: Client, place: Place, line: Line
) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", holder="Holly Head")
    page = words(chair.get(to("line", line.ref)))
    assert "Head of SEND" in page
    assert "No health lead" in page
    assert "No council lead" not in page


def test_a_filter_stands_in_the_address_and_keeps_the_lines_above(
    chair: Client, place: Place, line: Line
) -> None:
    record(place, line, Step.ON_TRACK)
    shown = chair.get(to("statement", line.statement.ref), {"status": "on_track"})
    hidden = chair.get(to("statement", line.statement.ref), {"status": "completed"})
    assert line.reference in words(shown)
    assert "1 of" in words(shown)
    assert "No lines to show" in words(hidden)


def test_a_nonsense_filter_shows_everything(chair: Client, line: Line) -> None:
    page = chair.get(
        to("statement", line.statement.ref), {"status": "'; DROP", "weakness": "9" * 40}
    )
    assert page.status_code == 200
    assert line.reference in words(page)
    assert "asks for a weakness and a status that there is not" in words(page)


def test_a_filter_that_is_understood_needs_no_word(chair: Client, line: Line) -> None:
    page = chair.get(to("statement", line.statement.ref), {"status": "none", "weakness": "1"})
    assert "that there is not" not in words(page)


def test_the_table_that_is_taken_away_says_what_the_page_says(
    chair: Client, place: Place, line: Line
) -> None:
    lead(place, line, Partner.COUNCIL, "Head of SEND", holder="Holly Head")
    record(place, line, Step.ON_TRACK)
    response = chair.get(to("export", line.statement.ref, "csv"))
    rows = {
        row["Reference"]: row
        for row in csv.DictReader(io.StringIO(response.content.decode("utf-8-sig")))
    }
    row = rows[line.reference]
    assert row["Status today"] == "Progressing and on track"
    assert row["Leads"] == "Council: Head of SEND"
    assert row["Without a lead"] == "No health lead"
    assert response["Content-Disposition"].startswith("attachment")


def test_the_table_that_is_taken_away_keeps_the_filters(
    chair: Client, place: Place, line: Line
) -> None:
    record(place, line, Step.ON_TRACK)
    response = chair.get(to("export", line.statement.ref, "csv"), {"status": "completed"})
    assert len(response.content.decode("utf-8-sig").splitlines()) == 1


def test_an_excel_file_is_one(chair: Client, line: Line) -> None:
    assert chair.get(to("export", line.statement.ref, "xlsx")).content.startswith(b"PK")


def test_no_other_kind_can_be_taken_away(chair: Client, line: Line) -> None:
    assert chair.get(to("export", line.statement.ref, "exe")).status_code == 404


def test_statuses_that_say_the_same_are_drawn_as_one_stretch(
    chair: Client, place: Place, line: Line
) -> None:
    for month in (3, 4, 5):
        record(place, line, Step.ON_TRACK, date(2020, month, 1))
    page = chair.get(to("history", line.statement.ref)).content.decode()
    assert page.count('class="plan-bar plan-bar--green"') == 1
    assert "recorded 3 times" in page


def test_the_timeline_has_tasks_below_their_action_and_says_where_dates_are_missing(
    chair: Client, place: Place, line: Line
) -> None:
    other = make_action(place, line.parent, "2.1-B")
    task = NewLine(LineKind.TASK, "2.1-A.1", "Ask every school", parent_ref=line.ref)
    plan.add_line(actor=place.officer, at=AT, statement_ref=line.statement.ref, new=task)
    page = chair.get(to("timeline", line.statement.ref)).content.decode()
    names = page[page.index('class="plan-names"') :]
    assert names.index("2.1-A.1") < names.index(f">{other.reference}<")
    assert "Ask every school" in names
    assert "No dates published" in page
    assert "No status recorded" in page[page.index("plan-legend") : page.index("plan-figure")]


def test_the_page_has_links_to_its_parts_and_no_empty_leads(
    chair: Client, place: Place, line: Line
) -> None:
    task = NewLine(LineKind.TASK, "2.1-A.1", "Ask every school", parent_ref=line.ref)
    by = {"actor": place.officer, "at": AT, "statement_ref": line.statement.ref}
    plan.add_line(**by, new=task)
    plan.add_impact(actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families wait less")
    address = to("statement", line.statement.ref)
    alone = chair.get(address).content.decode()
    assert "plan-jumps" not in alone
    assert alone.count('<span class="house-muted">None</span>') == 1
    assert f"1 impact of {line.parent.reference}</a>" in alone
    plan.add_weakness(**by, number=7, title="Another weakness", text="It is weak.")
    plan.add_line(**by, new=NewLine(LineKind.OUTCOME, "7.1", "It is strong", weakness_number=7))
    assert '<a class="govuk-link" href="#weakness-7">' in chair.get(address).content.decode()


def test_no_risk_no_matrix_and_its_cells_have_words(
    chair: Client, place: Place, line: Line
) -> None:
    address = to("risks", line.statement.ref)
    assert "plan-matrix" not in chair.get(address).content.decode()
    plan.raise_risk(
        actor=place.officer,
        at=AT,
        statement_ref=line.statement.ref,
        details=RiskDetails(RiskKind.RISK, "Nobody to write it"),
        assessment=Assessment(date(2020, 5, 1), 4, 5, 2, 3),
    )
    page = words(chair.get(address))
    assert "Very high 15 to 25" in page
    assert "Very high 20: likely, very large" in page
    assert "Almost certain Medium" in page


def test_what_has_not_moved_is_asked_by_date(chair: Client, place: Place, line: Line) -> None:
    record(place, line, Step.ON_TRACK, date(2020, 5, 1))
    address = to("unmoved", line.statement.ref)
    before = words(chair.get(address, {"since_day": "1", "since_month": "4", "since_year": "2020"}))
    after = words(chair.get(address, {"since_day": "2", "since_month": "5", "since_year": "2020"}))
    assert line.text not in before
    assert line.text in after
    assert "1 of 2 lines has not moved" in before
    assert "2 of 2 lines have not moved" in after


def test_what_was_copied_stands_apart_after_what_happened(
    chair: Client, place: Place, line: Line
) -> None:
    StatusEntry.objects.create(
        area=place.area, line=line, code="on_track", status_on=date(2020, 5, 1),
        status_precision="month", as_published=True, printed="Green", recorded_at=AT,
    )  # fmt: skip
    plan.attach_evidence(actor=place.officer, at=AT, line_ref=line.ref, new=LETTER)
    address = to("changes", line.statement.ref)
    page = words(chair.get(address, {"since": "2020-01-01"}))
    happened, heading = page.index("Evidence attached"), page.index("Brought in from a published")
    assert happened < heading < page.index("as published for May 2020")


def test_what_is_still_awaited_is_one_sentence(chair: Client, place: Place, line: Line) -> None:
    plan.add_impact(actor=place.officer, at=AT, line_ref=line.parent.ref, text="Families feel it.")
    page = words(chair.get(to("line", line.parent.ref)))
    assert "Still waiting for evidence" in page
    assert "Still waiting for the board’s judgement" in page


def test_a_day_that_cannot_be_read_is_said_and_not_guessed(chair: Client, line: Line) -> None:
    page = chair.get(
        to("unmoved", line.statement.ref),
        {"since_day": "30", "since_month": "2", "since_year": "2020"},
    )
    assert "30" in words(page)
    assert "govuk-error-message" in page.content.decode()


def test_a_late_line_says_by_how_many_days(chair: Client, place: Place, line: Line) -> None:
    Line.objects.in_area(place.area.pk).filter(pk=line.pk).update(
        end_on=date(2020, 6, 10), end_precision="day"
    )
    record(place, line, Step.NOT_STARTED, date(2020, 5, 1))
    assert "5 days" in words(chair.get(to("overdue", line.statement.ref)))


def test_action_and_outcome_stand_side_by_side(chair: Client, place: Place, line: Line) -> None:
    complete(place, line)
    page = words(chair.get(to("line", line.ref)))
    assert "The outcome it serves" in page
    assert "Completed" in page


def test_only_those_who_may_are_shown_what_they_can_do(
    chair: Client, officer: Client, line: Line
) -> None:
    record_address = to("record_status", line.ref)
    assert record_address in officer.get(to("line", line.ref)).content.decode()
    assert record_address not in chair.get(to("line", line.ref)).content.decode()


def test_the_home_page_answers_what_needs_me_today(chair: Client, line: Line) -> None:
    page = words(chair.get("/york/"))
    assert "What needs me today?" in page
    assert "A lead is missing" in page


def test_search_finds_a_line_by_its_words(chair: Client, line: Line) -> None:
    word = line.text.split()[0]
    assert line.reference in words(chair.get("/york/search/", {"q": word}))
    assert "Write at least two" in words(chair.get("/york/search/", {"q": "x"}))
    assert "Nothing found" in words(chair.get("/york/search/", {"q": "zzzzzz"}))
