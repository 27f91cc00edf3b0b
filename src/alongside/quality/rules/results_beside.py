"""Which results of one period may be told beside those of the others that are offered, and beside what lessons
tell: of two shares, one of which holds the other, whoever reads both can subtract. Pure.

The period that is shown first is told first. A share of another that differs from it by few is held back; and
where teams or quarters make up one whole, all of them are, since the rest would give the held one away. A
lesson’s comparison was told before, so that a question’s share yields to it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import TypeAlias

from alongside.measures.codes import PERCENT
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import differs_by_few, why_small
from alongside.quality.rules.comparison_told import ALIKE, RELEASE
from alongside.quality.rules.results import Quarter, Results, Tally

PERIODS = (24, 12, 36)
"""Months that the page offers, in the order in which they are told."""
Counts: TypeAlias = tuple[int, int]
Cells: TypeAlias = Mapping[tuple[str, str | date], Counts]
WHOLES = ("team", "quarter")


def held_beside(periods: Sequence[Results]) -> Results:
    """The last of them, with what may not be told beside those before it held back."""
    told: list[Cells] = []
    held: set[tuple[str, str | date]] = set()
    for each in periods:
        cells = {key: counts for key, counts in _cells(each) if not _is_small(counts)}
        held = {
            key
            for key, counts in cells.items()
            if any(key in other and _differs(counts, other[key]) for other in told)
        }
        wholes = {kind for kind, _ in held if kind in WHOLES}
        held |= {key for key in cells if key[0] in wholes}
        told.append({key: counts for key, counts in cells.items() if key not in held})
    return _with_held(periods[-1], held)


def held_beside_lessons(found: Results, told: Mapping[str, Collection[Counts]]) -> Results:
    """``told`` are the shares that lessons tell, by the code of a question; one that differs from it by few is held
    back.
    """

    def held(each: Tally) -> Tally:
        beside = told.get(each.name.partition(":")[0], ())
        is_held = any(_differs((each.met, each.base), other) for other in beside)
        return replace(each, is_held=each.is_held or is_held)

    return replace(found, questions=tuple(map(held, found.questions)))


def shares_from(sides: Sequence[Counts]) -> Iterator[Counts]:
    """Each side of a comparison, and what can be added up from several.

    >>> list(shares_from([(9, 20), (15, 20)]))
    [(9, 20), (15, 20), (24, 40)]
    """
    for count in range(1, len(sides) + 1):
        for chosen in combinations(sides, count):
            yield sum(met for met, _ in chosen), sum(base for _, base in chosen)


def _cells(found: Results) -> Iterable[tuple[tuple[str, str | date], Counts]]:
    yield ("overall", ""), (found.overall.met, found.overall.base)
    kinds = {
        "promise": found.promises.values(),
        "section": found.sections,
        "question": found.questions,
        "agency": found.agencies.values(),
        "team": found.teams,
    }
    for kind, tallies in kinds.items():
        for each in tallies:
            yield (kind, each.name), (each.met, each.base)
    for quarter in found.quarters:
        yield ("quarter", quarter.begins), (quarter.good, quarter.base)


def _with_held(found: Results, held: set[tuple[str, str | date]]) -> Results:
    def marked(kind: str, tally: Tally) -> Tally:
        return replace(tally, is_held=(kind, tally.name) in held)

    def quarter(each: Quarter) -> Quarter:
        return replace(each, is_held=("quarter", each.begins) in held)

    return replace(
        found,
        overall=marked("overall", found.overall),
        promises={name: marked("promise", each) for name, each in found.promises.items()},
        sections=tuple(marked("section", each) for each in found.sections),
        questions=tuple(marked("question", each) for each in found.questions),
        agencies={name: marked("agency", each) for name, each in found.agencies.items()},
        teams=tuple(marked("team", each) for each in found.teams),
        quarters=tuple(quarter(each) for each in found.quarters),
    )


def _is_small(counts: Counts) -> bool:
    return bool(why_small(RELEASE, PERCENT, _point(counts)))


def _differs(one: Counts, other: Counts) -> bool:
    return differs_by_few(RELEASE, PERCENT, _point(one), _point(other))


def _point(counts: Counts) -> Point:
    return Point(*ALIKE, Decimal(0), *counts)
