"""Figures that together tell a few records, however a reader adds and subtracts them. Pure.

Asked once those are gone that tell a few by themselves or beside one other, where it is clearer which of
the two should go. A reader is taken to know which figures count some of the same records, and which none.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from alongside.disclosure.equations import Equations, Flags, Whole, tells_few
from alongside.measures.rules.records import Records


def too_near_together(figures: Sequence[Records]) -> frozenset[int]:
    """Ids of those that are to go. What cannot go counts first, then whatever counts most records, then the
    earlier in the order given: each stays that tells no few beside those before it.
    """
    hidden: set[int] = set()
    for part in _connected(figures):
        if any(each.may_go for each in part):
            hidden.update(_Admission(part).hidden())
    return frozenset(hidden)


def _connected(figures: Sequence[Records]) -> list[list[Records]]:
    """Those that share a record, directly or through others, in the order given."""
    parts: list[tuple[set[str], set[int]]] = []
    for place, figure in enumerate(figures):
        keys, places = set().union(*_said(figure)), {place}
        for part in [each for each in parts if not each[0].isdisjoint(keys)]:
            parts.remove(part)
            keys |= part[0]
            places |= part[1]
        parts.append((keys, places))
    return [[figures[place] for place in sorted(places)] for _, places in parts]


def _said(figure: Records) -> list[frozenset[str]]:
    """The records whose number stands on a page; those that do not count are what is left of them."""
    return [each for each in (figure.base, figure.top, *figure.beside) if each]


class _Admission:
    """Lets figures in, many at a time, as long as all that are in tell no few."""

    def __init__(self, figures: Sequence[Records]) -> None:
        self._hidden: list[int] = []
        self._sizes, self._sums = _groups(figures)
        staying = [each for each in figures if not each.may_go]
        self._going = sorted(
            (each for each in figures if each.may_go), key=lambda each: -len(each.base)
        )
        self._staying = self._with(Equations.none(len(self._sizes)), staying)
        self._told_anyway = self._excused(figures)

    def hidden(self) -> list[int]:
        self._let_in(self._staying, self._going)
        return self._hidden

    def _let_in(self, known: Equations, figures: Sequence[Records]) -> Equations:
        after = self._with(known, figures)
        if not tells_few(after, self._sizes, self._told_anyway):
            return after
        if len(figures) == 1:
            self._hidden.append(figures[0].figure_id)
            return known
        half = len(figures) // 2
        return self._let_in(self._let_in(known, figures[:half]), figures[half:])

    def _with(self, known: Equations, figures: Iterable[Records]) -> Equations:
        return known.adding([line for each in figures for line in self._sums[each.figure_id]])

    def _excused(self, figures: Sequence[Records]) -> Mapping[int, Sequence[Equations]]:
        """By count, who may tell so few: what stays whatever happens, and what does not hide that count."""
        found: dict[frozenset[int], Equations] = {}
        by_count = {}
        for count in _few(figures):
            open_ = [each for each in figures if not (each.policy and each.policy.hides(count))]
            who = frozenset(each.figure_id for each in open_)
            if who not in found:
                found[who] = self._with(Equations.none(len(self._sizes)), open_)
            by_count[count] = (self._staying, found[who])
        return by_count


def _few(figures: Sequence[Records]) -> list[int]:
    policies = {each.policy for each in figures if each.policy}
    most = max((each.hide_to for each in policies), default=0)
    return [n for n in range(1, most + 1) if any(each.hides(n) for each in policies)]


def _groups(figures: Sequence[Records]) -> tuple[Whole, Mapping[int, Sequence[Flags]]]:
    """How many records each group has of those that no figure tells apart, and by figure the groups that it
    sums.
    """
    sets = [each for figure in figures for each in _said(figure)]
    marks: dict[str, int] = {}
    for place, said in enumerate(sets):
        for key in said:
            marks[key] = marks.get(key, 0) | 1 << place
    count = Counter(marks.values())
    lines = iter(
        [np.array([mark >> n & 1 for mark in count], dtype=bool) for n in range(len(sets))]
    )
    sums = {each.figure_id: [next(lines) for _ in _said(each)] for each in figures}
    return np.array(list(count.values()), dtype=np.int64), sums
