"""Figures of one time that count nearly the same records: who holds them can add them up and subtract.

Where that leaves a few, one of them is not shown. Pure: the records of each figure in, by pseudonym, and
those figures out that give a few away. Figures of which no record is known are left alone, and so are
those that share none with another: nobody can subtract them.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

from alongside.measures.rules.equations import too_near_together
from alongside.measures.rules.records import Records
from alongside.measures.rules.subtracting import too_near_when_subtracted


def too_near(figures: Sequence[Records]) -> frozenset[int]:
    """Ids of those that are not to be shown, of figures of one time that may all be shown by themselves, in
    the order in which they shall be kept. Of two, the one with fewer records goes, else the later.
    """
    hidden = _hidden_of_two(figures)
    return hidden | too_near_in_sum([each for each in figures if each.figure_id not in hidden])


def too_near_in_sum(figures: Sequence[Records]) -> frozenset[int]:
    """The same, of figures of which no two tell a few, however many are added up and subtracted. Those that
    follow each other are added up too, since three months are a quarter to whoever reads them: so the
    figures may be of times of which one holds the others.
    """
    hidden = too_near_together(figures)
    shown = [each for each in figures if each.figure_id not in hidden]
    return hidden | too_near_when_subtracted(shown)


def _hidden_of_two(figures: Sequence[Records]) -> frozenset[int]:
    hidden: set[int] = set()
    for first, second in combinations(figures, 2):
        if {first.figure_id, second.figure_id} & hidden:
            continue
        larger, smaller = (second, first) if len(second.base) > len(first.base) else (first, second)
        if any(_is_few(count, larger, smaller) for count in _between(larger, smaller)):
            going = [each.figure_id for each in (smaller, larger) if each.may_go]
            hidden.update(going[:1])
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
