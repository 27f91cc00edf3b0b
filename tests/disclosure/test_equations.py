"""What all sums together tell, held against plain solving in fractions."""

import itertools
import random

import numpy as np
import pytest

from alongside.disclosure.equations import Equations, tells_few

FEW = {1: (), 2: (), 3: (), 4: ()}


def told(*sums: str) -> Equations:
    lines = [np.array([mark == "1" for mark in each]) for each in sums]
    return Equations.none(len(sums[0])).adding(lines)


@pytest.mark.parametrize(
    ("sums", "sizes", "is_told"),
    [
        # One group by itself; the other of two that are told together.
        (("100",), (3, 9, 9), True),
        (("110", "010"), (3, 9, 9), True),
        (("110",), (3, 9, 9), False),
        # Two, three and four groups whose sum is few, of which none is told.
        (("11001", "00001"), (1, 2, 9, 9, 9), True),
        (("11101", "00001"), (1, 1, 2, 9, 9), True),
        (("11111", "00001"), (1, 1, 1, 1, 9), True),
        (("11111", "00001"), (1, 1, 1, 2, 9), False),
        # Twice a group, and halves.
        (("110", "011", "101"), (4, 9, 9), True),
        (("1100", "1010", "0110", "1111"), (9, 9, 9, 4), True),
        # A difference that may be of any size tells nobody.
        (("101", "011"), (3, 3, 9), False),
    ],
)
def test_a_few_are_told_exactly_where_sums_can_be_made_of_what_is_shown(
    sums: tuple[str, ...], sizes: tuple[int, ...], is_told: bool
) -> None:
    assert tells_few(told(*sums), np.array(sizes), FEW) is is_told


def test_what_others_tell_anyway_is_no_new_tale() -> None:
    all_of_it, part = told("110", "010"), told("100")
    sizes = np.array([3, 9, 9])
    assert not tells_few(all_of_it, sizes, {3: (part,)})
    assert tells_few(all_of_it, sizes, {3: (told("010"),)})
    assert not tells_few(all_of_it, sizes, {4: ()})
    assert not tells_few(all_of_it, sizes, {})


def test_sums_may_come_one_after_the_other() -> None:
    draw = np.random.default_rng(3)
    for _ in range(50):
        sums = list(draw.random((7, 9)) < 0.5)
        one, more = Equations.none(9).adding(sums), Equations.none(9).adding(sums[:3])
        assert len(more.adding(sums[3:]).pivots) == len(one.pivots)
        assert len(one.pivots) == np.linalg.matrix_rank(np.array(sums, dtype=float))


def test_it_agrees_with_trying_every_sum() -> None:
    draw = random.Random(4)
    for _ in range(150):
        groups = draw.randint(2, 9)
        sums = np.array([[draw.random() < 0.5 for _ in range(groups)] for _ in range(groups - 1)])
        sizes = np.array([draw.choice((1, 1, 2, 3, 8)) for _ in range(groups)])
        found = tells_few(Equations.none(groups).adding(list(sums)), sizes, FEW)
        assert found == _tried(sums.astype(float), sizes)


def _tried(sums: np.ndarray, sizes: np.ndarray) -> bool:
    """Every choice of up to four groups, one of them also twice or more, against the span of the sums."""
    left = np.eye(len(sizes)) - np.linalg.pinv(sums) @ sums
    few = [place for place, size in enumerate(sizes) if size <= 4]
    return any(
        sizes[list(each)].sum() <= 4 and np.allclose(left[:, list(each)].sum(axis=1), 0, atol=1e-7)
        for count in (1, 2, 3, 4)
        for each in itertools.combinations_with_replacement(few, count)
    )
