"""A view is shared by its address, so the address keeps every filter."""

from typing import Any

import pytest

from alongside.web.addresses import paginate, with_query
from tests.web.requests import visitor


def test_changing_one_value_keeps_the_others() -> None:
    request = visitor("/york/plan/", status="completed", page="3")
    assert with_query(request, page=None, lead="s w") == "/york/plan/?status=completed&lead=s+w"


def test_taking_the_last_value_out_leaves_a_plain_address() -> None:
    assert with_query(visitor("/york/plan/", page="3"), page=None) == "/york/plan/"


def test_a_page_keeps_the_filters_and_counts_from_one() -> None:
    pages = paginate(visitor("/york/plan/", status="completed", page="2"), total=120, per_page=50)
    assert (pages.start, pages.stop, pages.first_shown, pages.last_shown) == (50, 100, 51, 100)
    assert pages.previous_address == "/york/plan/?status=completed"
    assert pages.next_address == "/york/plan/?status=completed&page=3"


@pytest.mark.parametrize(
    ("asked", "shown"),
    [("", 1), ("0", 1), ("-4", 1), ("two", 1), ("99", 3), ("9" * 400, 1), ("٣", 1), ("3", 3)],
)
def test_a_page_that_cannot_be_is_answered_with_the_nearest(asked: str, shown: int) -> None:
    assert paginate(visitor("/", page=asked), total=120, per_page=50).current == shown


@pytest.mark.parametrize(("total", "last"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2)])
def test_a_full_page_does_not_bring_an_empty_one(total: int, last: int) -> None:
    assert paginate(visitor("/"), total=total, per_page=50).page_count == last


def test_an_empty_list_shows_none_of_none() -> None:
    pages = paginate(visitor("/"), total=0)
    assert (pages.first_shown, pages.last_shown, pages.next_address) == (0, 0, "")


def test_many_pages_are_shortened_with_gaps() -> None:
    links: Any = paginate(visitor("/", page="10"), total=1000, per_page=50).links
    assert [link.number for link in links] == [1, 0, 9, 10, 11, 0, 20]
    assert [link.number for link in links if link.is_current] == [10]
