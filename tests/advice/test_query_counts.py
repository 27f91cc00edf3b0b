"""How often each page of advice asks the database: fixed, whatever the number of requests."""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.web import clock
from tests import counting
from tests.addresses import Named, area_addresses
from tests.advice import known
from tests.world import Side, World, world

MOST = 25
READERS = ("head_of_send", "designated_clinical_officer", "young_person", "provider_manager")
COUNTS = {
    "advice:board": 10,
    "advice:mine": 8,
    "advice:offer_help-ref": 7,
    "advice:answer_offer-ref": 9,
    "advice:family_help-ref": 6,
    "advice:provider": 12,
    "advice:service_days-service": 8,
    "advice:ask-ref": 10,
    "advice:request-ref": 22,
    "advice:do-ref-what": 7,
    "advice:correct_day-number-ref": 9,
    "advice:take_back_step-number-ref": 9,
    "advice:share-ref": 12,
    "advice:reuse-ref": 7,
    "advice:write-ref": 23,
    "advice:enter-ref": 7,
    "advice:submission-ref": 15,
    "advice:file-ref": 21,
    "advice:check-ref": 9,
    "advice:add_row-kind-ref": 9,
    "advice:change_row-ref": 10,
    "advice:remove_row-ref": 10,
    "advice:uses-ref": 18,
    "advice:name_source-key-ref": 14,
    "advice:take_back-ref": 13,
    "advice:answer_use-ref": 17,
    "advice:settle-ref": 13,
    "advice:reports-ref": 13,
    "advice:add_report-ref": 10,
    "advice:consider_report-ref": 7,
    "advice:share_report-ref": 7,
    "advice:report_file-ref": 13,
    "advice:used-ref": 22,
    "advice:shared_reports-ref": 14,
    "advice:domains": 5,
    "advice:allow_domain": 5,
    "advice:end_domain-ref": 5,
    "advice:links-ref": 14,
    "advice:give_link-ref": 14,
    "advice:end_link-ref": 14,
    "advice:early": 6,
    "advice:begin_early": 5,
    "advice:early_notice-ref": 13,
    "advice:early_step-ref-step": 7,
    "advice:decide_early-ref": 12,
    "advice:identified": 14,
    "advice:bring_identified": 4,
    "advice:paper-number-ref": 22,
    "advice:themes": 5,
    "advice:away": 8,
    "advice:cover_post-ref": 11,
    "advice:hand_over_post-ref": 11,
    "advice:health_agreements": 10,
    "advice:health_agreement-ref": 16,
    "advice:agree_section_g-ref": 10,
    "advice:refuse_section_g-ref": 10,
    "advice:family_evidence-ref": 15,
    "advice:family_give-ref": 9,
    "advice:family_report-ref-report": 7,
    "advice:family_sharing-ref-report": 7,
}


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as made:
        yield made


def count_queries(named: Named, side: Side) -> int:
    return counting.count_queries(named, side, READERS)


def _pages() -> list[Named]:
    found = [each for each in area_addresses() if "GET" in each.methods]
    return [each for each in found if each.name.startswith("advice:")]


@pytest.fixture(scope="module")
def counted(there: World) -> tuple[dict[str, int], dict[str, int]]:
    """Of every page: first in a furnished area, then with thirty requests more."""
    side = there.york
    count_queries(_pages()[0], side)  # the first request finds out what stays true for all
    before = {str(named): count_queries(named, side) for named in _pages()}
    known.crowd(side, clock.now(), more="more")
    return before, {str(named): count_queries(named, side) for named in _pages()}


@pytest.mark.parametrize("name", [str(named) for named in _pages()])
def test_a_page_asks_as_often_whatever_the_number_of_requests(
    counted: tuple[dict[str, int], dict[str, int]], name: str
) -> None:
    before, after = counted
    assert before[name] == after[name] == COUNTS[name]
    assert COUNTS[name] <= MOST
