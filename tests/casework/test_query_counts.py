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
    "casework:queue": 16,
    "casework:register": 8,
    "casework:case-ref": 16,
    "casework:chronology-ref": 16,
    "casework:choose_step-ref": 6,
    "casework:record_event-kind-ref": 5,
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
