"""The kinds of measure, and small builders with which a subject defines one in a few lines.

Counts stay counts: a share is a numerator and a denominator, never a quotient, so that an empty base
is "no cases" on every engine and periods can be added up. A condition that is neither true nor
false, because a value is empty, makes a row *missing*. Measures of time are in ``timing``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, Unpack

import ibis

from alongside.analytics.judging import About, Condition, Judged, bound, kept, part_of
from alongside.kernel.refusals import Refusal


class Kind(StrEnum):
    """What a figure's numbers are to each other."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    MEAN = "mean"
    RATE = "rate"


class Measure(Protocol):
    """Anything that can judge the rows of a table."""

    @property
    def kind(self) -> Kind: ...

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it names, for checking against the fact table."""

    def judged(self, rows: ibis.Table) -> Judged:
        """What it says of each row."""


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """See ``share``."""

    where: Condition
    about: About
    kind: Kind = Kind.SHARE
    columns: tuple[str, ...] = ()

    def judged(self, rows: ibis.Table) -> Judged:
        met = bound(rows, self.where)
        part = part_of(rows, self.about, met=met, missing=met.isnull())
        return Judged(part=part, kept=kept(rows, self.about))


@dataclass(frozen=True, slots=True, eq=False)
class Count:
    """See ``count``."""

    about: About
    kind: Kind = Kind.COUNT
    columns: tuple[str, ...] = ()

    def judged(self, rows: ibis.Table) -> Judged:
        part = part_of(rows, self.about, met=ibis.literal(True))
        return Judged(part=part, kept=kept(rows, self.about))


@dataclass(frozen=True, slots=True, eq=False)
class Mean:
    """See ``mean``."""

    column: str
    about: About
    kind: Kind = Kind.MEAN

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.column,)

    def judged(self, rows: ibis.Table) -> Judged:
        amount = rows[self.column]
        part = part_of(rows, self.about, met=ibis.literal(True), missing=amount.isnull())
        return Judged(part=part, kept=kept(rows, self.about), amount=amount)


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
    """See ``rate``."""

    events: Count
    population: str
    population_on: str
    per: int
    kind: Kind = Kind.RATE
    columns: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.per < 1:
            raise Refusal("A rate is per a whole number of people, 1 or more.", field="per")

    def judged(self, rows: ibis.Table) -> Judged:
        return self.events.judged(rows)


def share(*, where: Condition, **about: Unpack[About]) -> Share:
    """Of the rows it is about, those ``where`` the condition holds; see ``About`` for the rest.

    A row where ``where`` is null is missing.

    >>> share(of=_.kind == "request", where=_.decision == "assess", left_out=_.withdrawn)
    """
    return Share(where, about)


def count(**about: Unpack[About]) -> Count:
    """How many rows it is about; the numerator and the denominator are the same.

    >>> count(of=_.kind == "request")
    """
    return Count(about)


def mean(column: str, **about: Unpack[About]) -> Mean:
    """The sum of a whole number or decimal as numerator, and over how many rows as denominator.

    A row where the column is null is missing.
    """
    return Mean(column, about)


def rate(*, population: str, population_on: str, per: int, **about: Unpack[About]) -> Rate:
    """Rows of the indicator's first table for each so many of the second one's ``population``.

    The base of a period is the sum of ``population`` over the rows of its second table whose
    ``population_on`` is in the calendar year in which the period begins, by the same groups. A
    group with a base and no events is 0 of it, in every period that has events anywhere. Events
    without a base, of a group that is not known, or whose base is not known in full, are missing.

    >>> rate(population="persons", population_on="mid_year_on", per=10_000)
    """
    return Rate(count(**about), population, population_on, per)
