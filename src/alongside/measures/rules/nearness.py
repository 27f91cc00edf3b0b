"""Figures of one time that count nearly the same records: who holds them can subtract one from another, or
several from one.

Where all that lies between them is few, one of them is not shown. Pure: the records of each figure in,
by pseudonym, and those figures out that give a few away. Figures of which no record is known are left
alone, and so are those of which none holds another: nobody can subtract them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from alongside.disclosure.policy import Policy


@dataclass(frozen=True, slots=True)
class Records:
    """What one figure counts: ``top`` of ``base``; of a count that is out of nothing both are the same.
    ``policy`` is None where nothing of it is hidden. ``is_kept``: it stands in a paper for good, so to hide it
    protects nobody.
    """

    figure_id: int
    base: frozenset[str]
    top: frozenset[str]
    policy: Policy | None
    is_kept: bool = False

    @property
    def rest(self) -> frozenset[str]:
        """Those that do not count."""
        return self.base - self.top

    @property
    def may_go(self) -> bool:
        return self.policy is not None and not self.is_kept


def too_near(figures: Sequence[Records]) -> frozenset[int]:
    """Ids of those that are not to be shown, of figures of one time that may all be shown by themselves, in
    the order in which they shall be kept. Of two, the one with fewer records goes, else the later.
    """
    hidden = _hidden_of_two(figures)
    shown = [each for each in figures if each.figure_id not in hidden]
    return frozenset((*hidden, *too_near_in_sum(shown)))


def too_near_in_sum(figures: Sequence[Records]) -> frozenset[int]:
    """Ids of those that are to go where parts that share no record, taken from a whole, leave a few: the one
    with the fewest records, of those the latest, until no sum leaves so few. The figures may be of times of which
    one holds the others, such as a quarter and its months.
    """
    left = _masks(figures)
    most = max((each.policy.hide_to for each in figures if each.policy), default=0)
    hidden = []
    while most and (going := _going(left, most)):
        gone = min(reversed(going), key=lambda each: each.base.bit_count())
        left.remove(gone)
        hidden.append(gone.of.figure_id)
    return frozenset(hidden)


def _hidden_of_two(figures: Sequence[Records]) -> set[int]:
    hidden: set[int] = set()
    for first, second in combinations(figures, 2):
        if {first.figure_id, second.figure_id} & hidden:
            continue
        larger, smaller = (second, first) if len(second.base) > len(first.base) else (first, second)
        if any(_is_few(count, larger, smaller) for count in _between(larger, smaller)):
            going = [each.figure_id for each in (smaller, larger) if each.may_go]
            hidden.update(going[:1])
    return hidden


def _is_few(count: int, *of: Records) -> bool:
    return any(each.policy.hides(count) for each in of if each.policy)


def _between(larger: Records, smaller: Records) -> Iterator[int]:
    """How many lie between what the two count, wherever one holds all of the other: then a reader who
    subtracts has counted them.
    """
    if not smaller.base <= larger.base:
        return
    is_the_same = len(smaller.base) == len(larger.base)
    pairs = ((larger.base, smaller.base), (larger.top, smaller.top), (larger.rest, smaller.rest))
    for whole, part in pairs:
        if part <= whole and not (is_the_same and part == whole):
            yield len(whole - part)
    if is_the_same and not smaller.top & larger.top:
        yield len(larger.rest - smaller.top)


# ---- Several subtracted from one ----

_Mask = int
"""Records as bits, since every set is held against every other."""
_Owners = Mapping[_Mask, Sequence["_Masks"]]
"""By records whose number stands on a page, the figures that say it."""
_STEPS = 2000
"""So far a sum is looked for; what is not settled by then counts as found."""


@dataclass(frozen=True, slots=True)
class _Masks:
    of: Records
    base: _Mask
    top: _Mask

    @property
    def rest(self) -> _Mask:
        return self.base ^ self.top


def _going(shown: Sequence[_Masks], most: int) -> list[_Masks]:
    """Those that may go of the first sum that leaves a few, in their order."""
    known = _known(shown)
    ordered = sorted(known, key=int.bit_count, reverse=True)
    for place, whole in enumerate(ordered):
        parts = [part for part in ordered[place + 1 :] if part & whole == part]
        if (whole & ~_together(parts)).bit_count() > most:
            continue
        found = _Sum(known, whole, parts, most).found()
        meant = {each.of.figure_id for part in (whole, *found) for each in known[part]}
        going = [each for each in shown if each.of.may_go and each.of.figure_id in meant]
        if found and going:
            return going
    return []


def _known(shown: Iterable[_Masks]) -> _Owners:
    known: dict[_Mask, list[_Masks]] = {}
    for each in shown:
        for part in {each.base, each.top, each.rest} - {0}:
            known.setdefault(part, []).append(each)
    return known


def _masks(figures: Sequence[Records]) -> list[_Masks]:
    places = {
        key: place for place, key in enumerate({key for each in figures for key in each.base})
    }

    def mask(records: frozenset[str]) -> _Mask:
        bits = bytearray(len(places) // 8 + 1)
        for key in records:
            bits[places[key] // 8] |= 1 << places[key] % 8
        return int.from_bytes(bits, "little")

    return [_Masks(each, mask(each.base), mask(each.top)) for each in figures]


def _together(parts: Iterable[_Mask]) -> _Mask:
    found = 0
    for part in parts:
        found |= part
    return found


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
        if taken and (self._steps > _STEPS or self._tells(left, taken)):
            return taken
        fitting = [part for part in parts if part & left == part]
        for place, part in enumerate(fitting):
            if (left & ~_together(fitting[place:])).bit_count() > self._most:
                return ()
            found = self._from(left ^ part, fitting[place + 1 :], (*taken, part))
            if found:
                return found
        return ()

    def _tells(self, left: _Mask, taken: Sequence[_Mask]) -> bool:
        count = left.bit_count()
        if count > self._most or (not count and self._is_only_said_twice(taken)):
            return False
        meant = (each.of for part in (self._whole, *taken) for each in self._known[part])
        return _is_few(count, *meant)

    def _is_only_said_twice(self, taken: Sequence[_Mask]) -> bool:
        """Those who count and those who do not are all, in any figure: that leaves nobody and tells nothing."""
        return any(
            each.top in taken and each.rest in taken for part in taken for each in self._known[part]
        )
