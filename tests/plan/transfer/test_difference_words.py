"""What an import says it would change: what stands, what comes, and in which action plan."""

from typing import Any

import pytest

from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea
from alongside.plan.transfer import ImportResult
from tests.plan.transfer.conftest import Document, Importing

pytestmark = pytest.mark.django_db
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
