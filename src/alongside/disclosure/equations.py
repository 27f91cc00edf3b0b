"""What is told by all the sums that can be made of some shown numbers, added and subtracted in any way.

Each shown number is the sum of some groups of people, so together they are linear equations. Whoever solves
them knows a sum of groups exactly where it can be made of those equations. The ways to make one are not
tried: numbers are drawn by lot of which every shown sum is nought (Gaussian elimination, in whole numbers
modulo a prime). A sum of groups that is told is nought among them too, and any other hardly ever is: once
in four times ten to the eighteenth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]

MOST_GROUPS = 4
"""A small sum is looked for among so many groups at most, where there are few enough to pair."""
MOST_PAIRED = 2500
_PRIME = (1 << 31) - 1
_MOST_TRIED = 4_000_000


@dataclass(frozen=True)
class Equations:
    """Lines over the groups in reduced form; of each the column, ``pivots``, that stands in no other."""

    lines: Whole
    pivots: Whole

    @classmethod
    def none(cls, groups: int) -> "Equations":
        return cls(np.zeros((0, groups), dtype=np.int64), np.zeros(0, dtype=np.int64))

    def adding(self, sums: Sequence[Flags]) -> "Equations":
        """With further sums; what is told already adds nothing."""
        count, pivots = len(self.pivots), np.append(self.pivots, np.zeros(len(sums), np.int64))
        lines = np.vstack([self.lines, np.zeros((len(sums), self.lines.shape[1]), np.int64)])
        for each in sums:
            line = (each - lines[:count][each[pivots[:count]]].sum(axis=0)) % _PRIME
            if line.any():
                pivot = np.flatnonzero(line)[0]
                line = line * pow(int(line[pivot]), -1, _PRIME) % _PRIME
                others = np.flatnonzero(lines[:count, pivot])
                lines[others] = (lines[others] - lines[others, pivot, None] * line) % _PRIME
                lines[count], pivots[count] = line, pivot
                count += 1
        return self if count == len(self.pivots) else Equations(lines[:count], pivots[:count])

    @cached_property
    def drawn(self) -> Whole:
        """Numbers of each group, drawn twice, of which every sum that is told is nought; last that of nobody."""
        groups = self.lines.shape[1]
        found = np.random.default_rng(groups).integers(1, _PRIME, size=(2, groups))
        is_free = np.ones(groups, dtype=bool)
        is_free[self.pivots] = False
        for numbers in found:
            told = self.lines[:, is_free] * numbers[is_free] % _PRIME
            numbers[self.pivots] = -told.sum(axis=1) % _PRIME
        return np.pad(found, ((0, 0), (0, 1)))


def tells_few(
    told: Equations, sizes: Whole, unless_told_by: Mapping[int, Sequence[Equations]]
) -> bool:
    """Whether a few people can be counted out by whoever is ``told``. Few are so many as ``unless_told_by``
    names; its equations are those beside which that number of people may be told anyway.

    Of two groups, of five and of two, one sum tells seven and another tells five:

    >>> one, other = np.array([True, True]), np.array([True, False])
    >>> told = Equations.none(2).adding([one, other])
    >>> tells_few(told, np.array([5, 2]), {1: (), 2: ()})
    True
    """
    if not unless_told_by:
        return False
    few = np.append(np.flatnonzero(sizes <= max(unless_told_by)), len(sizes))
    search = _Search(
        told.drawn[:, few],
        np.append(sizes, 0)[few],
        {
            count: [each.drawn[:, few] for each in equations if len(each.pivots)]
            for count, equations in unless_told_by.items()
        },
    )
    return any(groups is None or search.finds(groups) for groups in search.nought())


@dataclass(frozen=True, slots=True)
class _Search:
    """``numbers`` drawn for the small groups and, last, for nobody."""

    numbers: Whole
    sizes: Whole
    excused: Mapping[int, Sequence[Whole]]

    def nought(self) -> Iterator[Whole | None]:
        """Groups, one sum a line, whose first numbers are nought together; None where they are too many."""
        nobody = len(self.sizes) - 1
        left = np.append(np.flatnonzero(self.numbers[0]), nobody)
        yield np.setdiff1d(np.arange(nobody), left)[:, None]
        if len(left) > MOST_PAIRED:
            halves = np.column_stack([left, np.full(len(left), nobody)])
        else:
            halves = np.column_stack([left[each] for each in np.triu_indices(len(left))])
        halves = halves[self.sizes[halves].sum(axis=1) <= max(self.excused)]
        sums = self.numbers[0][halves].sum(axis=1) % _PRIME
        yield halves[sums == 0]
        yield self._opposite(halves[sums != 0], sums[sums != 0])

    @staticmethod
    def _opposite(halves: Whole, sums: Whole) -> Whole | None:
        """Two halves that are nought together, side by side."""
        order = np.argsort(sums)
        sums, halves = sums[order], halves[order]
        low = sums[sums < _PRIME // 2 + 1]
        start = np.searchsorted(sums, _PRIME - low)
        count = np.searchsorted(sums, _PRIME - low, side="right") - start
        if count.sum() > _MOST_TRIED:
            return None
        first = np.repeat(np.arange(len(low)), count)
        skipped = np.repeat(np.cumsum(count) - count, count)
        second = np.repeat(start, count) + np.arange(len(first)) - skipped
        return np.hstack([halves[first], halves[second]])

    def finds(self, groups: Whole) -> bool:
        """Whether one of the sums is few, is truly told, and is told by none of what is excused."""
        people = self.sizes[groups].sum(axis=1)
        is_told = (self.numbers[1][groups].sum(axis=1) % _PRIME) == 0
        return bool(is_told.any()) and any(
            self._is_left(groups[is_told & (people == count)], excused)
            for count, excused in self.excused.items()
        )

    @staticmethod
    def _is_left(groups: Whole, excused: Sequence[Whole]) -> bool:
        is_left = np.ones(len(groups), dtype=bool)
        for numbers in excused:
            is_left &= (numbers[:, groups].sum(axis=2) % _PRIME).any(axis=0)
        return bool(is_left.any())
