"""What stands above a line, each under its own name: a task's action is not an outcome."""

from datetime import date

import pytest

from alongside.plan import operations
from alongside.plan.commands import NewLine
from alongside.plan.pages.reading.line import standing_above
from alongside.plan.queries import line_page
from alongside.plan.rules.codes import LineKind
from tests.plan.factories import (
    AT,
    Place,
    complete,
    make_action,
    make_outcome,
    make_place,
    make_statement,
)

pytestmark = pytest.mark.django_db
TODAY = date(2020, 7, 1)


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


def test_a_task_shows_its_outcome_and_its_action_apart(place: Place) -> None:
    outcome = make_outcome(place, make_statement(place))
    action = make_action(place, outcome)
    new = NewLine(LineKind.TASK, "2.1-A.1", "Write a draft", parent_ref=action.ref)
    task = operations.add_line(
        actor=place.officer, at=AT, statement_ref=outcome.statement.ref, new=new
    )
    complete(place, action, date(2020, 6, 20))
    above = dict(standing_above(line_page(place.officer, line_ref=task.ref, today=TODAY)))
    assert list(above) == ["The outcome it serves", "The action it belongs to"]
    assert "Completed" in above["The action it belongs to"]
    assert "Completed" not in above["The outcome it serves"]


def test_an_action_shows_its_outcome_once(place: Place) -> None:
    action = make_action(place, make_outcome(place, make_statement(place)))
    above = standing_above(line_page(place.officer, line_ref=action.ref, today=TODAY))
    assert [title for title, _ in above] == ["The outcome it serves"]
