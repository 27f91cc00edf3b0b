"""Two measures of nearly the same records: one may not give away the few between them."""

import itertools
import random

import pytest

from alongside.disclosure.policy import Policy
from alongside.measures.rules.nearness import too_near
from alongside.measures.rules.records import Records
from tests.measures.recorded import AREA, CASES, NOTHING, OPEN, few_between, records


@pytest.mark.parametrize(
    ("first", "second", "hidden"),
    [
        # nested bases: two records lie between them, then twenty of which three count or do not
        ((slice(60), slice(30)), (slice(58), slice(30)), {2}),
        ((slice(58), slice(30)), (slice(60), slice(30)), {1}),
        ((slice(60), slice(30)), (slice(40), slice(27)), {2}),
        ((slice(60), slice(30)), (slice(40), slice(12)), set()),
        ((slice(60), slice(20, 57)), (slice(40), slice(20, 40)), {2}),
        ((slice(60), slice(40)), (slice(40), slice(30)), set()),
        # the very same records, counted alike or not
        ((slice(60), slice(30)), (slice(60), slice(30)), set()),
        ((slice(60), slice(30)), (slice(60), slice(28)), {2}),
        ((slice(60), slice(28)), (slice(60), slice(30)), {2}),
        ((slice(60), slice(30)), (slice(60), slice(20)), set()),
        # apart in the same base: what neither counts is few
        ((slice(60), slice(30)), (slice(60), slice(30, 57)), {2}),
        ((slice(60), slice(30)), (slice(60), slice(30, 60)), set()),
        # crossing: nobody can subtract
        ((slice(60), slice(30)), (slice(2, 62), slice(2, 32)), set()),
        ((slice(60), slice(30)), (slice(60), slice(2, 32)), set()),
        ((slice(30), slice(10)), (slice(40, 72), slice(40, 60)), set()),
    ],
)  # fmt: skip
def test_which_of_two_figures_is_hidden(
    first: tuple[slice, slice], second: tuple[slice, slice], hidden: set[int]
) -> None:
    assert too_near([records(1, *first), records(2, *second)]) == hidden


@pytest.mark.parametrize(
    ("larger", "smaller", "hidden"),
    [(AREA, AREA, {2}), (OPEN, AREA, {2}), (AREA, OPEN, {1}), (OPEN, OPEN, set())],
)
def test_what_is_published_anyway_is_never_the_one_that_goes(
    larger: Policy | None, smaller: Policy | None, hidden: set[int]
) -> None:
    first = records(1, slice(60), slice(30), larger)
    second = records(2, slice(57), slice(29), smaller)
    assert too_near([first, second]) == hidden


def test_one_that_goes_protects_the_others_from_it() -> None:
    chain = [records(n, slice(60 - 2 * n), slice(20)) for n in range(3)]
    assert too_near(chain) == {1, 2}
    far = [records(0, slice(60), slice(20)), records(1, slice(40), slice(10))]
    assert too_near(far) == set()


def test_no_pair_that_is_shown_gives_a_few_away() -> None:
    """Against every sum that a reader can do with two figures of which one holds the other."""
    draw = random.Random(20)
    for _ in range(300):
        drawn = (_drawn(draw, number) for number in range(9))
        figures = [each for each in drawn if not few_between(each, NOTHING)]
        hidden = too_near(figures)
        shown = [each for each in figures if each.figure_id not in hidden]
        for one, other in itertools.permutations(shown, 2):
            assert not few_between(one, other)


def _drawn(draw: random.Random, number: int) -> Records:
    base = draw.sample(CASES[:30], draw.choice((30, 30, 29, 27, 22, 15)))
    return Records(
        number, frozenset(base), frozenset(draw.sample(base, draw.randint(0, len(base)))), AREA
    )
