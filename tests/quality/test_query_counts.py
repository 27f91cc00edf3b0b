"""How often each page of audits, of putting right and of sweeps asks the database: fixed, however much there is."""

from collections.abc import Iterator
from typing import Any

import pytest

from alongside.web import clock
from tests import counting
from tests.addresses import Named, area_addresses
from tests.quality import known, known_put_right
from tests.world import Side, World, world

MOST = 25
READERS = (
    "head_of_send", "designated_clinical_officer", "quality_lead", "quality_auditor", "parent",
    "young_person",
)  # fmt: skip
COUNTS = {
    "quality:rounds": 5,
    "quality:plan_round": 4,
    "quality:round-ref": 14,
    "quality:change_round-ref": 11,
    "quality:take_back_round-ref": 11,
    "quality:draw-ref": 11,
    "quality:check_draw-draw_ref-ref": 17,
    "quality:share_out-ref": 12,
    "quality:meeting-ref": 11,
    "quality:close_round-ref": 11,
    "quality:item-ref": 16,
    "quality:assign-ref": 9,
    "quality:agree-ref": 16,
    "quality:agree_answer-ref": 16,
    "quality:copy-ref": 25,
    "quality:release_copy-ref": 19,
    "quality:tools": 4,
    "quality:tool-code-version": 4,
    "quality:mine": 5,
    "quality:audit-ref": 11,
    "quality:read-ref": 17,
    "quality:mark-code-ref": 11,
    "quality:submit-ref": 11,
    "quality:conflict-ref": 10,
    "quality:add_evidence-question-ref": 10,
    "quality:give_back-ref": 5,
    "quality:clear_conflict-ref": 5,
    "quality:evidence-ref": 12,
    "quality:own": 9,
    "quality:own_item-ref": 15,
    "quality:comment-ref": 9,
    "quality:consent-ref": 6,
    "quality:own_consent-ref": 7,
    "quality:put_rights": 9,
    "quality:put_right-ref": 18,
    "quality:tell_family-ref": 12,
    "quality:close_put_right-ref": 12,
    "quality:hand_over_put_right-ref": 20,
    "quality:urgent-ref": 5,
    "quality:told-ref": 16,
    "quality:sweeps": 5,
    "quality:begin_sweep": 4,
    "quality:sweep-ref": 8,
    "quality:candidate-ref": 23,
    "quality:judge_candidate-ref": 17,
}


@pytest.fixture(scope="module")
def there(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    with django_db_blocker.unblock(), world() as made:
        yield made


def count_queries(named: Named, side: Side) -> int:
    return counting.count_queries(named, side, READERS)


def _pages() -> list[Named]:
    found = [each for each in area_addresses() if "GET" in each.methods]
    return [each for each in found if each.name in {**known.OF_ROUNDS, **known_put_right.ADDRESSES}]


@pytest.fixture(scope="module")
def counted(there: World) -> tuple[dict[str, int], dict[str, int]]:
    """Of every page: first in a furnished area, then with more rounds, items, sweeps and concerns."""
    side = there.york
    count_queries(_pages()[0], side)  # the first request finds out what stays true for all
    before = {str(named): count_queries(named, side) for named in _pages()}
    known.crowd(side, clock.now(), more="more")
    return before, {str(named): count_queries(named, side) for named in _pages()}


@pytest.mark.parametrize("name", [str(named) for named in _pages()])
def test_a_page_asks_as_often_however_much_there_is(
    counted: tuple[dict[str, int], dict[str, int]], name: str
) -> None:
    before, after = counted
    assert before[name] == after[name] == COUNTS[name]
    assert COUNTS[name] <= MOST
