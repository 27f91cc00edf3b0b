"""Parts taken from a whole that leave nobody where nought is hidden too, or more than the four that
equations look through, :mod:`alongside.disclosure.equations`. Pure.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise
from operator import or_
from typing import TypeGuard

from alongside.disclosure.equations import MOST_GROUPS
from alongside.disclosure.policy import Policy
from alongside.measures.rules.protecting import Period
from alongside.measures.rules.records import Records

_Mask = int
"""Records as bits, since every set is held against every other."""
_Owners = Mapping[_Mask, Sequence["_Masks"]]
"""By records whose number stands on a page, the figures that say it."""
_STEPS = 2000
"""So far a sum is looked for; what is not settled by then counts as found."""


def too_near_when_subtracted(figures: Sequence[Records]) -> frozenset[int]:
    """Ids of those that are to go where parts that share no record, taken from a whole, leave so many: the one
    with the fewest records, of those the latest, until no sum leaves so many. The figures may be of times of
    which one holds the others, such as a quarter and its months.
    """
    asked = [each.policy for each in figures if _is_asked(each.policy)]
    if not asked:
        return frozenset()
    left, most = _masks(figures), max(each.hide_to for each in asked)
    hidden: list[int] = []
    while any(_is_asked(each.of[0].policy) for each in left) and (going := _going(left, most)):
        gone = min(reversed(going), key=lambda each: each.base.bit_count())
        left.remove(gone)
        hidden.append(gone.of[0].figure_id)
    return frozenset(hidden)


def _is_asked(policy: Policy | None) -> TypeGuard[Policy]:
    """Whether it hides a number that equations do not look through."""
    return policy is not None and (policy.hides_zero or policy.hide_to > MOST_GROUPS)


@dataclass(frozen=True, slots=True)
class _Masks:
    """What one figure counts, or what a ``run`` of figures of one series counts together."""

    of: tuple[Records, ...]
    base: _Mask
    top: _Mask
    beside: tuple[_Mask | None, ...] = ()
    run: tuple["_Masks", ...] = ()

    @property
    def rest(self) -> _Mask:
        return self.base ^ self.top

    @property
    def period(self) -> Period:
        return (self.of[0].period[0], self.of[-1].period[1])

    @property
    def said(self) -> set[_Mask]:
        return {self.base, self.top, self.rest, *(each for each in self.beside if each)} - {0}

    def is_only_said_twice(self, taken: Collection[_Mask]) -> bool:
        """Those who count and those who do not are all, and months are their quarter: that tells nothing."""
        if self.top in taken and self.rest in taken:
            return True
        parts = (
            [each.base for each in self.run],
            [each.top for each in self.run],
            [each.rest for each in self.run],
        )
        return any(self.run and set(part) - {0} <= set(taken) for part in parts)


def _going(shown: Sequence[_Masks], most: int) -> list[_Masks]:
    """Those that may go of the first sum that leaves a few, in their order."""
    known = _known([*shown, *_added_up(shown)])
    ordered = sorted(known, key=int.bit_count, reverse=True)
    for place, whole in enumerate(ordered):
        parts = [part for part in ordered[place + 1 :] if part & whole == part]
        if (whole & ~_together(parts)).bit_count() > most:
            continue
        found = _Sum(known, whole, parts, most).found()
        meant = {id(each) for part in (whole, *found) for each in _told_by(known[part])}
        going = [each for each in shown if each.of[0].may_go and id(each.of[0]) in meant]
        if found and going:
            return going
    return []


def _added_up(shown: Sequence[_Masks]) -> Iterator[_Masks]:
    """The figures of each series that fill a longer time of another figure, as if they were one."""
    times = {each.period for each in shown}
    by_series: dict[int, list[_Masks]] = {}
    for each in sorted(shown, key=lambda each: each.period):
        by_series.setdefault(each.of[0].series_id, []).append(each)
    for line in by_series.values():
        for start, until in times:
            run = [each for each in line if start <= each.period[0] and each.period[1] <= until]
            if len(run) > 1 and _fill(run, (start, until)):
                yield _sum_of(run)


def _fill(run: Sequence[_Masks], time: Period) -> bool:
    """Each once and end to end; not where two share a record, for then a reader cannot add them up."""
    ends = [run[0].period[0] == time[0], run[-1].period[1] == time[1]]
    joins = [one.period[1] == other.period[0] for one, other in pairwise(run)]
    count = sum(each.base.bit_count() for each in run)
    return all(ends) and all(joins) and _together(each.base for each in run).bit_count() == count


def _sum_of(run: Sequence[_Masks]) -> _Masks:
    """Of what stands beside, only what stands beside every one."""
    columns = zip(*(each.beside for each in run), strict=True)
    beside = (
        None if None in column else _together(each for each in column if each) for column in columns
    )
    return _Masks(
        tuple(each.of[0] for each in run),
        _together(each.base for each in run),
        _together(each.top for each in run),
        tuple(beside),
        tuple(run),
    )


def _told_by(owners: Iterable[_Masks]) -> Iterator[Records]:
    return (each for owner in owners for each in owner.of)


def _known(shown: Iterable[_Masks]) -> _Owners:
    known: dict[_Mask, list[_Masks]] = {}
    for each in shown:
        for part in each.said:
            known.setdefault(part, []).append(each)
    return known


def _masks(figures: Sequence[Records]) -> list[_Masks]:
    said = [part for each in figures for part in (each.base, *each.beside) if part]
    keys = {key for part in said for key in part}
    places = {key: place for place, key in enumerate(keys)}

    def mask(records: frozenset[str]) -> _Mask:
        bits = bytearray(len(places) // 8 + 1)
        for key in records:
            bits[places[key] // 8] |= 1 << places[key] % 8
        return int.from_bytes(bits, "little")

    return [
        _Masks(
            (each,),
            mask(each.base),
            mask(each.top),
            tuple(None if part is None else mask(part) for part in each.beside),
        )
        for each in figures
    ]


def _together(parts: Iterable[_Mask]) -> _Mask:
    return reduce(or_, parts, 0)


class _Sum:
    """The search for parts of one whole that leave a few of it; the largest parts come first."""

    def __init__(self, known: _Owners, whole: _Mask, parts: Sequence[_Mask], most: int) -> None:
        self._known, self._whole, self._parts, self._most = known, whole, parts, most
        self._steps = 0

    def found(self) -> tuple[_Mask, ...]:
        """The parts; nothing where none leave a few."""
        return self._from(self._whole, self._parts, ())

    def _from(
        self, left: _Mask, parts: Sequence[_Mask], taken: tuple[_Mask, ...]
    ) -> tuple[_Mask, ...]:
        self._steps += 1
        if self._steps > _STEPS:
            return taken if self._asked_of(taken) else ()
        if taken and self._tells(left.bit_count(), taken):
            return taken
        fitting = [part for part in parts if part & left == part]
        for place, part in enumerate(fitting):
            if (left & ~_together(fitting[place:])).bit_count() > self._most:
                return ()
            found = self._from(left ^ part, fitting[place + 1 :], (*taken, part))
            if found:
                return found
        return ()

    def _tells(self, count: int, taken: Sequence[_Mask]) -> bool:
        if 0 < count <= MOST_GROUPS or (not count and self._is_only_said_twice(taken)):
            return False
        return any(policy.hides(count) for policy in self._asked_of(taken))

    def _asked_of(self, taken: Sequence[_Mask]) -> list[Policy]:
        owners = (self._known[part] for part in (self._whole, *taken))
        policies = (each.policy for found in owners for each in _told_by(found))
        return [policy for policy in policies if _is_asked(policy)]

    def _is_only_said_twice(self, taken: Sequence[_Mask]) -> bool:
        """That leaves nobody and tells nothing."""
        owners = (each for part in (self._whole, *taken) for each in self._known[part])
        return any(each.is_only_said_twice(taken) for each in owners)
