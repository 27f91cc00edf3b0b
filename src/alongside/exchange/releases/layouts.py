"""How a published table is laid out: its columns, which figure each one is, and what must add up.

A layout is data. ``csv_tables`` reads by it, ``checks`` doubts by it and ``tidy`` names by it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

ROW_TOTAL = "@total"
"""As a denominator: the same column in the row for all, of the same area and period."""


class Unit(StrEnum):
    COUNT = "count"
    PERCENTAGE = "percentage"
    WEEKS = "weeks"
    OTHER = "other"


class Timing(StrEnum):
    """What the published period stands for."""

    CALENDAR_YEAR = "calendar year"
    JANUARY_CENSUS = "January census"
    MID_YEAR = "mid-year"
    FINANCIAL_YEAR = "financial year"
    ACADEMIC_YEAR = "academic year"
    YEARS = "several years"
    AS_LABELLED = "as labelled"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of a table. A percentage always has its numerator and denominator.

    ``of`` is the column of the count; ``out_of`` the columns whose sum is the denominator;
    ``percent`` the published percentage; ``value`` a number that is neither, in ``unit``.
    ``january_after``: counted in the January after the published year.
    """

    code: str
    words: str
    of: str = ""
    out_of: tuple[str, ...] = ()
    percent: str = ""
    value: str = ""
    unit: Unit = Unit.COUNT
    january_after: bool = False

    @property
    def counts(self) -> tuple[str, ...]:
        return tuple(column for column in (self.of, *self.out_of) if column and column != ROW_TOTAL)

    @property
    def columns(self) -> tuple[str, ...]:
        others = (column for column in (self.percent, self.value) if column)
        return (*self.counts, *others)


@dataclass(frozen=True, slots=True)
class Sum:
    """``total`` is the sum of ``parts``, in every row that has them all."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableLayout:
    """``total_topics`` are the names of the row for all; ``texts`` columns of words to keep.

    ``topic`` and ``breakdown`` are the columns of the breakdown; without ``topic`` the breakdown's
    column is itself the topic. ``whole`` is False where the rows of a breakdown are not the whole;
    ``all_authorities`` where every row is an authority and no column says so.
    """

    name: str
    timing: Timing
    indicators: tuple[Indicator, ...]
    sums: tuple[Sum, ...] = ()
    topic: str = "breakdown_topic"
    breakdown: str = "breakdown"
    total_topics: tuple[str, ...] = ()
    whole: bool = True
    all_authorities: bool = False
    texts: tuple[str, ...] = ()

    @property
    def percent_columns(self) -> tuple[str, ...]:
        return tuple(_once(i.percent for i in self.indicators if i.percent))

    @property
    def value_columns(self) -> tuple[str, ...]:
        return tuple(_once(i.value for i in self.indicators if i.value))

    @property
    def count_columns(self) -> tuple[str, ...]:
        of_indicators = (column for i in self.indicators for column in i.counts)
        of_sums = (column for s in self.sums for column in (s.total, *s.parts))
        return tuple(_once((*of_indicators, *of_sums)))

    @property
    def figure_columns(self) -> tuple[str, ...]:
        return (*self.count_columns, *self.percent_columns, *self.value_columns)

    def words_of(self, column: str) -> str:
        """A column of figures as people say it, in quotation marks; its name where nothing else is
        known. A count that is an indicator of its own is called by that.
        """
        named = ((f"percentage: {each.words}", each.percent) for each in self.indicators)
        counts = sorted(self.indicators, key=lambda each: bool(each.out_of))
        valued = ((each.words, each.of or each.value) for each in counts)
        found = (words for words, name in (*valued, *named) if name == column and words)
        return f"“{next(found, column)}”"

    @property
    def breakdown_columns(self) -> tuple[str, ...]:
        return tuple(column for column in (self.topic, self.breakdown) if column)


def count(code: str, words: str, column: str = "") -> Indicator:
    return Indicator(code, words, of=column or code)


def share(code: str, words: str, of: str, out_of: str, percent: str = "") -> Indicator:
    """``out_of`` may name several columns with "+" between them."""
    return Indicator(
        code, words, of=of, out_of=tuple(out_of.split("+")), percent=percent, unit=Unit.PERCENTAGE
    )


def total_of(total: str, parts: str) -> Sum:
    """``parts`` with spaces between them."""
    return Sum(total, tuple(parts.split()))


def _once(names: Iterable[str]) -> Iterator[str]:
    yield from dict.fromkeys(names)
