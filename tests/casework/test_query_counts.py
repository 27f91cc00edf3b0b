"""How often each page of casework asks the database: fixed, whatever the number of cases."""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.web import clock
from tests.addresses import Named, area_addresses
from tests.casework import known
from tests.plan.test_query_counts import count_queries
from tests.world import World, world

MOST = 25
COUNTS = {
    "casework:letter_details": 7,
    "casework:letters-ref": 24,
    "casework:write_letters-ref": 18,
    "casework:leave_out_letter-ref": 18,
    "casework:letter-ref": 25,
    "casework:write_letter_again-ref": 19,
    "casework:own_words-ref": 19,
    "casework:check_letter-ref": 19,
    "casework:send_letter-ref": 19,
    "casework:letter_papers-ref": 19,
    "casework:serve_letter-ref": 19,
    "casework:give_letter_format-ref": 19,
    "casework:withdraw_letter-ref": 19,
    "casework:letter_file-ref-what": 12,
    "casework:duplicates": 7,
    "casework:two_cases": 4,
    "casework:merge-other-ref": 7,
    "casework:different-other-ref": 7,
    "casework:part-merge-ref": 7,
    "casework:bulk": 11,
    "casework:export_case-ref": 5,
    "casework:export-ref": 12,
    "casework:export_file-kind-ref": 11,
    "casework:panels": 6,
    "casework:set_up_panel": 4,
    "casework:panel-ref": 9,
    "casework:add_seat-ref": 12,
    "casework:plan_panel_meeting-ref": 9,
    "casework:end_seat-ref": 7,
    "casework:panel_meeting-ref": 13,
    "casework:draw_agenda-ref": 13,
    "casework:who_came-ref": 11,
    "casework:cancel_panel_meeting-ref": 11,
    "casework:panel_papers-ref": 16,
    "casework:advise-ref": 17,
    "casework:take_off_agenda-ref": 17,
    "casework:child_record-ref": 18,
    "casework:add_to_record-ref-sort": 6,
    "casework:end_in_record-ref-sort": 12,
    "casework:plan-ref": 6,
    "casework:begin_plan-ref": 6,
    "casework:plan_version-ref": 14,
    "casework:plan_paper-ref-what": 12,
    "casework:plan_changes-ref": 16,
    "casework:plan_thread-ref": 13,
    "casework:plan_reading-ref": 17,
    "casework:plan_simple-ref": 18,
    "casework:simple_paper-ref": 13,
    "casework:read_simple_with-ref": 12,
    "casework:replace_word-ref-word": 10,
    "casework:keep_word-ref-word": 11,
    "casework:glossary": 7,
    "casework:list_word": 4,
    "casework:glossary_settings": 7,
    "casework:decide_word-ref": 7,
    "casework:family_plan-ref-version": 21,
    "casework:family_plan_words-ref-version": 17,
    "casework:family_simple_paper-ref-version": 16,
    "casework:plan_desk-ref": 24,
    "casework:add_plan_part-kind-ref-section": 8,
    "casework:agree_health-ref": 8,
    "casework:issue_plan-ref": 14,
    "casework:discard_plan-ref": 8,
    "casework:plan_sent-ref": 7,
    "casework:change_plan_part-ref": 12,
    "casework:remove_plan_part-ref": 8,
    "casework:family-ref": 24,
    "casework:family_looked-ref": 9,
    "casework:family_choose-ref": 7,
    "casework:family_tell-ref-said": 16,
    "casework:family_follow-message-ref": 9,
    "casework:family_file-message-ref": 8,
    "casework:family_release-message-ref": 7,
    "casework:inbox": 7,
    "casework:requests": 6,
    "casework:request-ref": 16,
    "casework:set_request_aside-ref": 6,
    "casework:enclose-ref": 21,
    "casework:enclosure_file-ref": 12,
    "casework:take_out_enclosure-ref": 21,
    "casework:family_settings": 8,
    "casework:protect_look": 4,
    "casework:alerts": 6,
    "casework:alert-ref": 11,
    "casework:message-ref": 7,
    "casework:message_file-ref": 7,
    "casework:raise_about_message-ref": 7,
    "casework:release_everything-ref": 25,
    "casework:tell_code-ref": 6,
    "casework:end_access-ref": 6,
    "casework:family_side-ref": 22,
    "casework:record_said-ref": 13,
    "casework:give_link-ref": 13,
    "casework:give_access-ref": 14,
    "casework:record_choice-ref": 13,
    "casework:raise_alert-ref": 5,
    "casework:pupils": 7,
    "casework:closures": 6,
    "casework:ask_for_pupil": 5,
    "casework:pupil-ref": 14,
    "casework:pupil_found-ref": 13,
    "casework:send_from_school-ref-sent": 8,
    "casework:own_sent_file-ref-sending": 5,
    "casework:say_sent_wrong-ref-sending": 6,
    "casework:from_schools-ref": 12,
    "casework:school_file-ref": 5,
    "casework:queue": 16,
    "casework:manager": 24,
    "casework:reviews_due": 8,
    "casework:export_reviews-kind": 13,
    "casework:late_reviews": 6,
    "casework:letters_owed": 9,
    "casework:transfers": 10,
    "casework:export_transfers-kind": 16,
    "casework:register": 8,
    "casework:case-ref": 23,
    "casework:chronology-ref": 20,
    "casework:choose_step-ref": 6,
    "casework:review_found-ref": 6,
    "casework:record_event-kind-ref": 5,
    "casework:decide-kind-ref": 8,
    "casework:change_child-ref": 6,
    "casework:add_contact-ref": 5,
    "casework:give_case-ref": 8,
    "casework:cover_case-ref": 8,
    "casework:change_contact-ref": 6,
    "casework:correct_event-ref": 6,
    "casework:take_back_event-ref": 6,
}


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as made:
        yield made


def _pages() -> list[Named]:
    found = [each for each in area_addresses() if "GET" in each.methods]
    return [each for each in found if each.name.startswith("casework:")]


@pytest.fixture(scope="module")
def counted(there: World) -> tuple[dict[str, int], dict[str, int]]:
    """Of every page: first in a crowded area, then with twenty cases more."""
    side = there.shire
    count_queries(_pages()[0], side)  # the first request finds out what stays true for all
    before = {str(named): count_queries(named, side) for named in _pages()}
    known.crowd(side, clock.now(), more="more")
    return before, {str(named): count_queries(named, side) for named in _pages()}


@pytest.mark.parametrize("name", [str(named) for named in _pages()])
def test_a_page_asks_as_often_whatever_the_number_of_cases(
    counted: tuple[dict[str, int], dict[str, int]], name: str
) -> None:
    before, after = counted
    assert before[name] == after[name] == COUNTS[name]
    assert COUNTS[name] <= MOST
