"""Several figures added up and subtracted: together they may not give a few away."""

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from alongside.disclosure.policy import POLICIES, Policy
from alongside.measures.rules.nearness import too_near, too_near_in_sum
from alongside.measures.rules.records import Records
from tests.measures.recorded import AREA, CASES, NOTHING, OPEN, few_between, records

ZERO = POLICIES["area_under_5_with_zero"]


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        # Of 60: an EHC plan 30, still open 20, no EHC plan 8; that 2 withdrew is hidden and could be subtracted.
        ([records(1, slice(60), slice(30)), records(2, slice(60), slice(30, 50)),
          records(3, slice(60), slice(50, 58))], {3}),
        ([records(1, slice(60), slice(30)), records(2, slice(60), slice(30, 50)),
          records(3, slice(60), slice(50, 55))], set()),
        # A quarter beside two of its months: the third is left.
        ([records(1, slice(60), slice(30)), records(2, slice(30), slice(15)),
          records(3, slice(30, 57), slice(40, 50))], {3}),
        # The base of one lies in what another counts.
        ([records(1, slice(60), slice(30)), records(2, slice(28), slice(14))], {2}),
        # Those who count and those who do not are all: that tells nothing, even where nought is hidden.
        ([records(1, slice(60), slice(30), ZERO), records(2, slice(60), slice(30), ZERO)], set()),
        # A third kind that nobody is of is told by the two others that are all.
        ([records(1, slice(60), slice(30), ZERO), records(2, slice(60), slice(30, 50), ZERO),
          records(3, slice(60), slice(50, 60), ZERO)], {3}),
        # What is published anyway stays, and all of it may.
        ([records(1, slice(60), slice(30)), records(2, slice(60), slice(30, 50), OPEN),
          records(3, slice(60), slice(50, 58), OPEN)], {1}),
        ([records(1, slice(60), slice(30), OPEN), records(2, slice(60), slice(30, 50), OPEN),
          records(3, slice(60), slice(50, 58), OPEN)], set()),
    ],
)  # fmt: skip
def test_several_are_not_to_be_subtracted_from_one(
    figures: list[Records], hidden: set[int]
) -> None:
    assert too_near(figures) == hidden


JANUARY, FEBRUARY, MARCH, QUARTER = (
    (date(2025, 1, 1), date(2025, 2, 1)),
    (date(2025, 2, 1), date(2025, 3, 1)),
    (date(2025, 3, 1), date(2025, 4, 1)),
    (date(2025, 1, 1), date(2025, 4, 1)),
)


def months(policy: Policy | None = AREA) -> list[Records]:
    """Three months of one series, of ninety in all."""
    parts = (slice(30), slice(30, 60), slice(60, 90))
    found = zip((JANUARY, FEBRUARY, MARCH), parts, strict=True)
    return [
        replace(
            records(number, part, slice(part.start, part.stop), policy), series_id=1, period=time
        )
        for number, (time, part) in enumerate(found, 1)
    ]


def quarter(base: slice, top: slice, policy: Policy | None = AREA) -> Records:
    return replace(records(9, base, top, policy), series_id=2, period=QUARTER)


@pytest.mark.parametrize(
    ("of_the_quarter", "hidden"),
    [
        # Ninety in three months; of the quarter 87 are counted, so three were left out.
        (quarter(slice(87), slice(40)), {3}),
        (quarter(slice(90), slice(40)), set()),
        (quarter(slice(90), slice(40), ZERO), set()),
        (quarter(slice(80), slice(40)), set()),
    ],
)
def test_three_months_added_up_are_held_against_the_quarter_of_another(
    of_the_quarter: Records, hidden: set[int]
) -> None:
    assert too_near_in_sum([*months(), of_the_quarter]) == hidden


def test_months_of_which_one_is_hidden_are_not_added_up() -> None:
    assert too_near_in_sum([*months()[:2], quarter(slice(87), slice(40))]) == set()


@pytest.mark.parametrize(("shared", "hidden"), [(slice(31, 33), set()), (slice(31, 32), {3})])
def test_a_record_of_two_months_counts_twice_in_their_sum(shared: slice, hidden: set[int]) -> None:
    """Three are left of the quarter: with two that count twice the sum leaves five, with one it leaves four."""
    first, *others = months()
    more = frozenset(CASES[shared])
    first = replace(first, base=first.base | more, top=first.top | more)
    assert too_near_in_sum([first, *others, quarter(slice(87), slice(40))]) == hidden


def test_those_left_out_stand_beside_and_are_subtracted_too() -> None:
    """Eight were left out of one, and six of the eight are counted by another."""
    without = replace(records(1, slice(60), slice(30)), beside=(frozenset(CASES[60:68]), None))
    exceptions = records(2, slice(66), slice(60, 66))
    assert too_near_in_sum([without, exceptions]) == {1}
    hidden = replace(without, beside=(None, None))
    assert too_near_in_sum([hidden, exceptions]) == set()


def test_no_sum_of_what_is_shown_leaves_a_few() -> None:
    """Against every choice of up to four parts, of figures that split the same records in many ways."""
    draw = random.Random(21)
    for _ in range(40):
        figures = [each for each in _split(draw) if not few_between(each, NOTHING)]
        hidden = too_near(figures)
        shown = [each for each in figures if each.figure_id not in hidden]
        known = {part for each in shown for part in (each.base, each.top, each.rest)}
        for whole in known:
            parts = [part for part in known if part and part < whole]
            for size in (1, 2, 3, 4):
                for taken in itertools.combinations(parts, size):
                    left = whole.difference(*taken)
                    if len(left) == len(whole) - sum(map(len, taken)):
                        assert not AREA.hides(len(left))


def _split(draw: random.Random) -> list[Records]:
    """One base cut at random places, with a figure for each piece."""
    cuts = sorted(draw.sample(range(1, 60), 4))
    pieces = list(itertools.pairwise((0, *cuts, 60)))
    return [records(n, slice(60), slice(*piece)) for n, piece in enumerate(pieces)]


# ---- Parts of several figures on both sides ----

# Of 43 in four tens and three more: the first two figures less the last two leave the three.
BOTH_SIDES = (
    (slice(10), slice(10, 20), slice(40, 43)),
    (slice(20, 40),),
    (slice(10), slice(20, 30)),
    (slice(10, 20), slice(30, 40)),
)


def both_sides(*policies: Policy | None, kept: frozenset[int] = frozenset()) -> list[Records]:
    found = []
    for number, (parts, policy) in enumerate(zip(BOTH_SIDES, policies, strict=True), 1):
        cases = frozenset(case for part in parts for case in CASES[part])
        found.append(Records(number, cases, cases, policy, is_kept=number in kept))
    return found


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        (both_sides(AREA, AREA, AREA, AREA), {4}),
        (both_sides(AREA, AREA, AREA, AREA, kept=frozenset({2, 3, 4})), {1}),
        (both_sides(OPEN, AREA, OPEN, OPEN), {2}),
        # Nothing can be done any more, or need be.
        (both_sides(AREA, AREA, AREA, AREA, kept=frozenset({1, 2, 3, 4})), set()),
        (both_sides(OPEN, OPEN, OPEN, OPEN), set()),
        # Without one of them nobody can tell.
        (both_sides(AREA, AREA, AREA, AREA)[:3], set()),
    ],
)
def test_parts_of_several_may_stand_on_both_sides(figures: list[Records], hidden: set[int]) -> None:
    assert too_near_in_sum(figures) == hidden


def test_no_equation_of_what_is_shown_tells_a_few() -> None:
    """Against a reader who solves for every sum of up to four groups, of figures of sixty made-up cases."""
    draw = random.Random(27)
    for _ in range(4):
        figures = list(_made_up(draw))
        hidden = too_near(figures)
        assert not _tells([each for each in figures if each.figure_id not in hidden])


def _made_up(draw: random.Random) -> Iterator[Records]:
    """Each of up to three conditions on what the cases are, of those that may be shown by themselves."""
    cases = {case: [draw.random() for _ in range(6)] for case in CASES[:60]}
    for number in range(16):
        base = set(cases)
        for _ in range(draw.choice((0, 1, 1, 2))):
            base &= _some(cases, draw)
        figure = Records(number, frozenset(base), frozenset(base & _some(cases, draw)), AREA)
        if not few_between(figure, NOTHING) and len(base) >= AREA.minimum_base:
            yield figure


def _some(cases: dict[str, list[float]], draw: random.Random) -> set[str]:
    kind, share = draw.randrange(6), draw.choice((0.15, 0.5, 0.85))
    return {case for case, drawn in cases.items() if drawn[kind] < share}


def _tells(figures: list[Records]) -> bool:
    """Whether a few groups stand together in the span of what is shown, by least squares."""
    sets = [part for each in figures for part in (each.base, each.top)]
    marks = Counter(tuple(case in part for part in sets) for case in CASES)
    groups = [(mark, count) for mark, count in marks.items() if any(mark)]
    shown = np.array([mark for mark, _ in groups], dtype=float).T
    left = np.eye(len(groups)) - np.linalg.pinv(shown) @ shown
    sizes = np.array([count for _, count in groups])
    for size in (1, 2, 3, 4):
        small = np.flatnonzero(sizes <= AREA.hide_to + 1 - size)
        taken = np.array(list(itertools.combinations(small, size)), dtype=int).reshape(-1, size)
        taken = taken[sizes[taken].sum(axis=1) <= AREA.hide_to]
        if (np.abs(left[:, taken].sum(axis=2)).max(axis=0) < 1e-7).any():
            return True
    return False
