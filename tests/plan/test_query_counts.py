"""How often each page asks the database: fixed, whatever the number of lines, and never above 25.

The whole request counts: session, account, grants, unread messages and the page itself,
read without anything that was remembered from before.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.plan.models import Statement
from alongside.plan.rules.codes import StatementKind
from alongside.web import clock
from tests import counting
from tests.addresses import Named, area_addresses
from tests.make_lines import crowd
from tests.world import Side, World, world

MOST = 25
MORE_LINES = 60
READERS = (
    "nominated_officer", "chair", "forum_officer", "head_of_send", "information_governance_lead",
    "young_person", "senco",
)  # fmt: skip
COUNTS = {
    "home": 25,
    "search": 14,
    "plan:statements": 6,
    "plan:date_changes": 5,
    "plan:questions": 6,
    "plan:overdue": 13,
    "plan:ownerless": 11,
    "plan:line-ref": 25,
    "plan:risk-ref": 7,
    "plan:workstream-ref": 13,
    "plan:statement-ref": 18,
    "plan:timeline-ref": 15,
    "plan:history-ref": 14,
    "plan:changes-ref": 18,
    "plan:unmoved-ref": 15,
    "plan:overdue-ref": 15,
    "plan:ownerless-ref": 13,
    "plan:risks-ref": 7,
    "plan:workstreams-ref": 7,
    "plan:document-ref": 11,
    "plan:export-kind-ref": 17,
    "plan:new_statement": 4,
    "plan:import_plan": 6,
    "plan:import_done": 4,
    "plan:edit_statement-ref": 6,
    "plan:lower_review_points-ref": 6,
    "plan:set_partners-ref": 7,
    "plan:add_weakness-ref": 6,
    "plan:add_line-ref": 7,
    "plan:raise_risk-ref": 11,
    "plan:create_workstream-ref": 10,
    "plan:edit_weakness-ref": 7,
    "plan:record_status-ref": 14,
    "plan:correct_status-ref": 16,
    "plan:attach_evidence-ref": 12,
    "plan:withdraw_evidence-ref": 14,
    "plan:evidence_file-ref": 5,
    "plan:ask_date_change-ref": 13,
    "plan:set_first_date-ref": 11,
    "plan:decide_date_change-ref": 13,
    "plan:withdraw_date_change-ref": 12,
    "plan:record_judgement-ref": 14,
    "plan:record_forum_view-ref": 13,
    "plan:add_impact-ref": 12,
    "plan:answer_impact-kind-ref": 15,
    "plan:attach_impact_evidence-ref": 13,
    "plan:link_impact-ref": 15,
    "plan:add_line_below-ref": 12,
    "plan:reword_line-ref": 12,
    "plan:link_outcome-ref": 13,
    "plan:assign_lead-ref": 15,
    "plan:end_lead-ref": 13,
    "plan:add_milestone-ref": 12,
    "plan:complete_milestone-ref": 13,
    "plan:add_measure-ref": 13,
    "plan:link_measure-ref": 16,
    "plan:edit_workstream-ref": 15,
    "plan:add_member-ref": 16,
    "plan:end_member-ref": 13,
    "plan:add_task-ref": 12,
    "plan:edit_risk-ref": 13,
    "plan:assess_risk-ref": 9,
    "plan:close_risk-ref": 9,
    "plan:answer_question-ref": 9,
    "measures:dashboard": 12,
    "measures:export-kind": 12,
    "measures:define": 8,
    "measures:figure-ref": 7,
    "measures:figure_rows-part-ref": 15,
    "measures:change_target-ref": 8,
    "measures:activate_target-ref": 6,
    "measures:end_target-ref": 8,
    "measures:measure-ref": 20,
    "measures:all_authorities-ref": 6,
    "measures:export_all-ref": 6,
    "measures:change-ref": 10,
    "measures:retire-ref": 5,
    "measures:start_series-ref": 9,
    "measures:set_target-ref": 7,
    "measures:recalculate-ref": 11,
    "measures:withdraw_recalculation-ref": 8,
    "measures:freeze-ref": 12,
    "measures:annotate-ref": 7,
    "measures:tell_story-ref": 8,
    "measures:framework": 9,
    "measures:begin_framework": 5,
    "measures:framework_version-ref": 10,
    "measures:change_framework-ref": 5,
    "measures:add_statement-ref": 6,
    "measures:change_statement-ref": 9,
    "measures:remove_statement-ref": 8,
    "measures:put_in_use-ref": 10,
    "measures:discard_framework-ref": 9,
    "measures:impact": 5,
    "measures:add_impact": 7,
    "measures:one_impact-ref": 9,
    "measures:change_impact-ref": 10,
    "measures:all_series": 6,
    "measures:add_series": 4,
    "measures:correct_figure-ref": 9,
    "measures:series-ref": 6,
    "measures:release-ref": 7,
    "measures:releases": 5,
    "measures:edit_series-ref": 6,
    "measures:enter_figure-ref": 8,
}
"""One number for each page. A higher one needs a reason; a lower one is a gift."""


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as made:
        yield made


def _pages() -> list[Named]:
    found = [each for each in area_addresses() if "GET" in each.methods]
    return [
        each for each in found if each.name.startswith(("plan:", "measures:", "home", "search"))
    ]


@pytest.fixture(scope="module")
def counted(there: World) -> tuple[dict[str, int], dict[str, int]]:
    """Of every page: first in an area with nearly ninety actions, then with sixty more."""
    side = there.shire
    count_queries(
        _pages()[0], side
    )  # the first request of a process finds out what stays true for all
    before = {str(named): count_queries(named, side) for named in _pages()}
    statement = Statement.objects.in_area(side.area.pk).get(
        kind=StatementKind.WRITTEN_STATEMENT.value
    )
    crowd(side.actor("nominated_officer"), clock.now(), statement, MORE_LINES, "9.2")
    return before, {str(named): count_queries(named, side) for named in _pages()}


@pytest.mark.parametrize("name", [str(named) for named in _pages()])
def test_a_page_asks_as_often_whatever_the_number_of_lines(
    counted: tuple[dict[str, int], dict[str, int]], name: str
) -> None:
    before, after = counted
    assert before[name] == after[name]


@pytest.mark.parametrize("name", [str(named) for named in _pages()])
def test_a_page_asks_as_often_as_is_written_here(
    counted: tuple[dict[str, int], dict[str, int]], name: str
) -> None:
    assert counted[0][name] == COUNTS[name]
    assert COUNTS[name] <= MOST


def test_every_page_has_its_number() -> None:
    assert {str(named) for named in _pages()} == COUNTS.keys()


def count_queries(named: Named, side: Side) -> int:
    return counting.count_queries(named, side, READERS, q="plan")
