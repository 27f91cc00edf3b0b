"""How often each page of the board asks the database: fixed, whatever the number of lines.

Pages that tell of the whole action plan beside the board's own work read both, so they ask more than
the 25 of a page of one room; the number is constant all the same, and read once while nothing changes.
"""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.plan.models import Statement
from alongside.plan.rules.codes import StatementKind
from alongside.web import clock
from tests.addresses import Named, area_addresses
from tests.make_lines import crowd
from tests.plan.test_query_counts import MORE_LINES, count_queries
from tests.world import World, world

MOST, MOST_OF_ALL = 25, 40
COUNTS = {
    "board:overview": 39,
    "board:meetings": 5,
    "board:plan_meeting": 5,
    "board:meeting-ref": 25,
    "board:change_meeting-ref": 5,
    "board:move_meeting-ref": 5,
    "board:cancel_meeting-ref": 5,
    "board:add_item-ref": 8,
    "board:take_forward_item-ref": 6,
    "board:order_agenda-ref": 6,
    "board:change_item-ref": 9,
    "board:take_off_item-ref": 6,
    "board:write_minutes-ref": 6,
    "board:add_paper-ref": 6,
    "board:paper_file-ref": 5,
    "board:withdraw_paper-ref": 6,
    "board:record_attendance-ref": 10,
    "board:add_declaration-ref": 10,
    "board:withdraw_declaration-ref": 6,
    "board:sign_minutes-ref": 19,
    "board:signature-ref": 5,
    "board:add_follow_up-ref": 9,
    "board:follow_ups": 6,
    "board:follow_up-ref": 8,
    "board:move_follow_up-ref": 11,
    "board:close_follow_up-ref": 8,
    "board:reports": 16,
    "board:month_of_reports-month": 12,
    "board:write_report-month-ref": 32,
    "board:file_report-month-ref": 32,
    "board:report-ref": 11,
    "board:correct_report-ref": 11,
    "board:challenges": 7,
    "board:raise_challenge": 11,
    "board:recommend": 10,
    "board:challenge-ref": 8,
    "board:answer_challenge-ref": 7,
    "board:find_answer_good-ref": 7,
    "board:ask_again-ref": 12,
    "board:give_challenge-ref": 12,
    "board:withdraw_challenge-ref": 7,
    "board:decisions": 10,
    "board:decision-ref": 9,
    "board:look_back-ref": 9,
    "board:record_decision-ref": 8,
    "board:contribution": 22,  # actions that nobody leads, and posts that let a day pass
    "board:assurances": 9,
    "board:take_over_assurances": 6,
    "board:add_assurance": 4,
    "board:assurance-ref": 14,
    "board:add_weight-ref": 10,
    "board:judge_assurance-ref": 7,
    "board:activity": 9,
    "board:add_activity": 5,
    "board:visits": 11,
    "board:plan_visit": 4,
    "board:visit-ref": 6,
    "board:change_visit-ref": 6,
    "board:call_off_visit-ref": 6,
    "board:add_visit_paper-ref": 6,
    "board:file_visit_letter-ref": 6,
    "board:visit_letter-ref": 5,
    "board:visit_paper-ref": 5,
    "board:take_out_paper-ref": 7,
    "board:revisits": 8,
    "board:import_revisit": 5,
    "board:begin_letter": 5,
    "board:revisit-ref": 15,
    "board:revisit_export-ref": 8,
    "board:revisit_letter-ref": 5,
    "board:keep_letter_file-ref": 5,
    "board:change_letter-ref": 5,
    "board:add_finding-ref": 7,
    "board:add_letter_person-ref": 5,
    "board:complete_letter-ref": 9,
    "board:discard_letter-ref": 5,
    "board:withdraw_letter-ref": 5,
    "board:change_finding-ref": 7,
    "board:remove_finding-ref": 5,
    "board:remove_letter_person-ref": 5,
    "board:turn_into_action-ref": 17,
    "board:link_action-ref": 14,
    "board:packs": 6,
    "board:choose_meeting": 5,
    "board:check_file": 4,
    "board:pack-ref": 6,
    "board:edition-ref": 8,
    "board:edition_file-ref": 5,
    "board:issue_pack-ref": 14,
    "board:issue_upward-ref": 15,
    "board:issue_evidence-ref": 6,
    "board:boards": 10,
    "board:add_board": 5,
    "board:add_reporting_line": 6,
    "board:end_line-ref": 5,
    "board:board-ref": 13,
    "board:change_board-ref": 6,
    "board:add_seat-ref": 9,
    "board:end_seat-ref": 6,
    "board:add_terms-ref": 5,
    "board:terms-ref": 6,
    "board:terms_file-ref": 5,
    "board:add_standing_item-ref": 8,
    "board:end_standing_item-ref": 6,
    "board:add_forward_item-ref": 8,
    "board:withdraw_forward_item-ref": 6,
}
READ_THE_WHOLE_PLAN = frozenset(
    {
        "board:overview",
        "board:write_report-month-ref",
        "board:file_report-month-ref",
    }
)


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as made:
        yield made


def _pages() -> list[Named]:
    found = [each for each in area_addresses() if "GET" in each.methods]
    return [each for each in found if each.name.startswith("board:")]


@pytest.fixture(scope="module")
def counted(there: World) -> tuple[dict[str, int], dict[str, int]]:
    """Of every page: first in a crowded area, then with sixty actions more."""
    side = there.shire
    count_queries(_pages()[0], side)  # the first request finds out what stays true for all
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
    assert COUNTS[name] <= (MOST_OF_ALL if name in READ_THE_WHOLE_PLAN else MOST)


def test_every_page_has_its_number() -> None:
    assert {str(named) for named in _pages()} == COUNTS.keys()
