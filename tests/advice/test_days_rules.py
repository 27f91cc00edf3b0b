"""Days by service: month by month, and how far chance alone could move the middle of few."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.advice.rules.days import days_by_month, plausible_median

TODAY = date(2025, 6, 14)


def test_a_month_stands_for_the_advice_that_came_in_it_and_the_one_that_runs_is_not_over() -> None:
    taken = [
        (date(2025, 3, 31), 90),
        (date(2025, 4, 1), 40),
        (date(2025, 4, 30), 50),
        (date(2025, 5, 2), 42),
        (date(2025, 6, 1), 10),
    ]
    found = days_by_month(taken, today=TODAY, months=2)
    assert [(each.begins, each.ends, each.count, each.median) for each in found] == [
        (date(2025, 4, 1), date(2025, 5, 1), 2, 45.0),
        (date(2025, 5, 1), date(2025, 6, 1), 1, 42.0),
    ]


def test_a_month_without_advice_is_left_out() -> None:
    taken = [(date(2025, 3, 5), 30), (date(2025, 5, 5), 30)]
    assert [each.begins.month for each in days_by_month(taken, today=TODAY, months=12)] == [3, 5]


@pytest.mark.parametrize(
    ("count", "ranks"),
    [
        (5, None),
        (6, (1, 6)),
        (8, (1, 8)),
        (9, (2, 8)),
        (15, (4, 12)),
        (20, (6, 15)),
        (50, (18, 33)),
    ],
)
def test_the_range_of_the_middle_has_the_ranks_of_the_sign_test(
    count: int, ranks: tuple[int, int] | None
) -> None:
    """The ranks as the tables of Conover (1999) and Campbell and Gardner (1988) print them."""
    assert plausible_median(range(1, count + 1)) == ranks


@given(st.lists(st.integers(0, 400), max_size=80))
def test_the_range_holds_the_middle_and_grows_no_wider_than_the_days(days: list[int]) -> None:
    found = plausible_median(days)
    if found:
        low, high = found
        middle = sorted(days)[len(days) // 2]
        assert min(days) <= low <= middle <= high <= max(days)
