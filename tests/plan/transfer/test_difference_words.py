"""What an import says it would change: what stands, what comes, and in which action plan."""

from typing import Any

import pytest

from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea
from alongside.plan.models import Statement
from alongside.plan.transfer import ImportResult
from alongside.plan.transfer.counting import waiting_questions
from tests.plan.transfer.conftest import Document, Importing

pytestmark = pytest.mark.django_db
STATUS = b"Outcome,Action,RAG August 22\r\n1.1,,Completed\r\n"
MEASURES = b"Outcome,Part,Action,Measure\r\n3.1,A,,One more measure\r\n"
LEADS = b"Outcome,Part,Action,Lead\r\n1.3,,,CYC (M.S)\r\n1.4,,,CYC (M.S)\r\n"


@pytest.fixture
def area(york_and_progress_are_here: LocalArea, db: None) -> LocalArea:
    return york_and_progress_are_here


def test_a_new_row_shows_what_it_brings(importing: Importing, officer: Actor) -> None:
    report = importing(LEADS, name="leads.csv")
    assert report.result is ImportResult.DIFFERENCES
    assert all(d.was != d.becomes for d in report.differences)
    assert any("CYC (M.S)" in d.becomes for d in report.differences)


def test_nothing_of_a_long_cell_is_cut(york: Document, importing: Importing) -> None:
    outcome = york["areas_for_improvement"][0]["outcomes"][0]
    outcome["outcome"] = "Longer and longer. " * 60 + "The end"
    (found,) = importing(york).differences
    assert found.becomes.endswith("The end")


def test_the_action_plan_is_named_as_it_stands(york: Document, importing: Importing) -> None:
    before = york["document"]
    york["document"] = "Another title"
    report: Any = importing(york)
    assert report.result is ImportResult.DIFFERENCES
    assert report.title == before


def test_a_report_tells_what_came_in(york: Document, importing: Importing) -> None:
    york["areas_for_improvement"][0]["outcomes"][0]["impact"].append("One more impact")
    report = importing(york)
    assert report.came_in == (("Impact statements", 1),)


def test_a_table_says_what_each_line_would_read_as_today(
    importing: Importing, officer: Actor
) -> None:
    report = importing(STATUS, name="statuses.csv")
    told = [(d.where, d.was, d.becomes) for d in report.differences]
    assert told == [
        ("Line 1.1, status today", "Embedded", "Completed"),
        ("Line 1.1, status for August 2022", "Embedded", "Completed"),
    ]


def test_what_a_table_brings_is_told_in_plain_words_and_as_not_yet_done(
    importing: Importing,
) -> None:
    report = importing(MEASURES, name="measures.csv")
    words = " ".join(f"{d.where} {d.was} {d.becomes}" for d in report.differences)
    assert "Not there One more measure; kind: described" in words
    assert not any(said in words for said in ("id:", "text:", "to action part", "Progress columns"))
    assert any(note.startswith("1 new measure comes in as words") for note in report.notes)


def test_a_measure_in_other_words_is_told_beside_the_one_that_stays(
    york: Document, importing: Importing
) -> None:
    known = york["areas_for_improvement"][0]["outcomes"][0]["key_performance_measures"][0]
    cell = known["text"].replace("\n", " ").replace('"', "'") + " (all)"
    report = importing(f'Outcome,Action,Measure\r\n1.1,,"{cell}"\r\n'.encode(), name="measures.csv")
    assert any(f"{known['id']} (“" in note and "To replace" in note for note in report.notes)


def test_only_questions_that_wait_now_are_counted_before_anything_is_changed(
    importing: Importing, officer: Actor
) -> None:
    waiting = importing(LEADS.replace(b"CYC (M.S)", b"CYC (X.X)"), name="leads.csv")
    assert waiting.result is ImportResult.DIFFERENCES
    assert waiting.question_count == waiting_questions(
        Statement.objects.in_area(officer.area_id).get()
    )
