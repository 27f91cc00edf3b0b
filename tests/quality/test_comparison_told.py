"""What of a comparison is told to whoever reads no small numbers."""

from typing import Any

import pytest

from alongside.quality.rules.codes import Verdict
from alongside.quality.rules.comparison_told import may_tell_sentence, told, which_may_be_told


def compared(*sides: tuple[int | None, int], **besides: Any) -> dict[str, Any]:
    """Before and after the change, then the same of the other teams: so many of so many."""
    names = [(True, "before"), (True, "after"), (False, "before"), (False, "after")]
    return {
        "sides": [
            {"is_reached": reached, "when": when, "part": part, "base": base}
            for (reached, when), (part, base) in zip(names, sides, strict=False)
        ],
        **besides,
    }


@pytest.mark.parametrize(
    ("sides", "may"),
    [
        (((12, 40), (15, 20)), True),
        (((0, 40), (20, 20)), True),
        (((12, 40), (3, 20)), False),
        (((12, 40), (17, 20)), False),
        (((4, 5), (15, 20)), False),
        (((12, 40), (0, 0)), True),
        (((12, 40), (15, 20), (10, 20), (2, 20)), False),
        (((None, 40), (None, 20)), True),
        (((None, 40), (None, 9)), False),
    ],
)
def test_no_side_is_told_where_one_of_them_is_small(
    sides: tuple[tuple[int | None, int], ...], may: bool
) -> None:
    assert which_may_be_told([compared(*sides)]) == (may,)


def test_of_two_comparisons_that_differ_by_few_the_later_one_is_told() -> None:
    first = compared((12, 40), (10, 20))
    assert which_may_be_told([compared((12, 40), (20, 40)), first]) == (True, True)
    assert which_may_be_told([compared((12, 40), (12, 40)), first]) == (True, False)
    assert which_may_be_told([compared((13, 41), (20, 40)), first]) == (True, False)
    assert which_may_be_told([first, first]) == (True, True)


def test_a_small_comparison_takes_no_numbers_off_an_earlier_one() -> None:
    assert which_may_be_told([compared((12, 40), (19, 22)), compared((12, 40), (15, 20))]) == (
        False,
        True,
    )


def test_what_a_share_could_be_worked_out_from_is_hidden_with_it() -> None:
    numbers = compared((12, 40), (3, 20), needed=103, after_now=24, left_out={"taught": 2})
    seen = told(numbers, shares_may_be_told=False)
    assert (seen["sides"], seen["needed"], seen["after_now"]) == ((), None, 24)
    assert seen["left_out"] == {"taught": None}


def test_few_that_have_come_are_not_counted() -> None:
    numbers = compared((12, 40), (0, 0), after_now=3, left_out={"earlier": 9})
    seen = told(numbers, shares_may_be_told=True)
    assert (seen["after_now"], seen["left_out"]) == (None, {"earlier": 9})


@pytest.mark.parametrize(
    ("verdict", "sides", "may"),
    [
        (Verdict.TOO_EARLY, ((12, 40), (6, 6)), True),
        (Verdict.TOO_EARLY, ((12, 40), (3, 3)), False),
        (Verdict.BETTER, ((12, 40), (18, 20)), False),
    ],
)
def test_a_sentence_that_counts_only_how_many_there_are_is_told_while_they_are_not_few(
    verdict: Verdict, sides: tuple[tuple[int, int], ...], may: bool
) -> None:
    assert may_tell_sentence(verdict, compared(*sides), shares_may_be_told=False) is may
