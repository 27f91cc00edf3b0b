"""Two figures of one time that count nearly the same records: who holds both can subtract one from the other.

Where all that lies between them is few, one of the two is not shown. Pure: the records of each figure in,
by pseudonym, and those figures out that give a few away. Figures of which no record is known are left
alone, and so are pairs of which neither holds the other: nobody can subtract those.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from alongside.disclosure.policy import Policy


@dataclass(frozen=True, slots=True)
class Records:
    """What one figure counts: ``top`` of ``base``. ``policy`` is None where nothing of it is hidden."""

    figure_id: int
    base: frozenset[str]
    top: frozenset[str]
    policy: Policy | None

    @property
    def rest(self) -> frozenset[str]:
        """Those that do not count."""
        return self.base - self.top


def too_near(figures: Sequence[Records]) -> frozenset[int]:
    """Ids of those that are not to be shown, of figures of one time that may all be shown by themselves, in
    the order in which they shall be kept. Of two, the one with fewer records goes, else the later.
    """
    hidden: set[int] = set()
    for first, second in combinations(figures, 2):
        if {first.figure_id, second.figure_id} & hidden:
            continue
        larger, smaller = (second, first) if len(second.base) > len(first.base) else (first, second)
        if any(_is_few(count, larger, smaller) for count in _between(larger, smaller)):
            hidden.add((smaller if smaller.policy else larger).figure_id)
    return frozenset(hidden)


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
