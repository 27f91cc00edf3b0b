"""One definition of an indicator: which facts, which measure, cut by which periods and groups.

A definition is an Ibis expression with no data in it; nothing about it changes between the engine in
the process and a cluster. What the figure is judged by, and who may see it, is for others.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

import ibis

from alongside.analytics.facts import AREA, AS_AT, FactTable
from alongside.analytics.facts import Kind as ColumnKind
from alongside.analytics.judging import PARTS, Judged, Part, bound
from alongside.analytics.measuring import Kind, Measure, Rate
from alongside.analytics.periods import Every, first_day
from alongside.analytics.rates import with_population
from alongside.kernel.refusals import Refusal

COUNTS = ("numerator", "denominator", "excluded", "missing", "pending")
_GROUPABLE = {ColumnKind.CODE, ColumnKind.TEXT, ColumnKind.FLAG, ColumnKind.WHOLE}


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is counted, every so often, by which groups.

    ``dated`` names the date that puts a row into its period; a measure of times knows its own.
    ``tables[0]`` holds the rows that are counted; ``source`` joins further ones to it, given all as
    Ibis tables in their order, and keeps one row a key. ``by`` names columns of the first table, or
    the area. ``per`` and the base of a rate come from its second table.

    Two indicators are equal when they share the measure itself, so keep one at the top of a module.

    >>> ON_TIME = Indicator("advice-on-time", "Advice received within six weeks", (ADVICE,),
    ...                     within(42, from_="asked_on", to="received_on"), by=("area",))
    """

    code: str
    title: str
    tables: tuple[FactTable, ...]
    measure: Measure
    every: Every = Every.MONTH
    by: tuple[str, ...] = ()
    dated: str | None = None
    source: Callable[..., ibis.Table] | None = None

    def __post_init__(self) -> None:
        self._check_tables()
        for name in self.measure.columns if self.source is None else ():
            self.tables[0].column(name)
        for name in self.by:
            self._check_group(name)
        if self.dated is not None and self.source is None:
            self._check_date(self.tables[0], self.dated)

    def cut(self, *, every: Every | None = None, by: Iterable[str] | None = None) -> "Indicator":
        """The same measure by other periods or groups.

        >>> ON_TIME.cut(every=Every.ACADEMIC_YEAR, by=("area", "service"))
        """
        return replace(
            self,
            every=self.every if every is None else Every(every),
            by=self.by if by is None else tuple(by),
        )

    def rows(self, tables: Mapping[str, ibis.Table]) -> ibis.Table:
        """One row for each row that it is about: ``key``, ``part``, then ``period`` (unless all is
        one period), ``amount`` (where the measure has one; null outside the base) and the groups.
        """
        source = self._source(tables)
        judged = self.measure.judged(source)
        period = self._period(source, judged)
        in_base = judged.part <= int(Part.MET)
        amount = None if judged.amount is None else ibis.cases((in_base, judged.amount))
        columns = {
            "key": source[self.tables[0].key],
            "part": judged.part,
            **({} if period is None else {"period": period}),
            **({} if amount is None else {"amount": amount}),
            **{name: source[name] for name in self.by},
        }
        kept = source if judged.kept is None else source.filter(judged.kept)
        return kept.select(**columns)

    def figures(self, tables: Mapping[str, ibis.Table]) -> ibis.Table:
        """One row for each period and group: the groups, ``COUNTS`` and perhaps ``value``."""
        rows = self.rows(tables)
        aggregates = {name: _count(rows, name) for name in COUNTS}
        if self.measure.kind is Kind.MEAN:
            aggregates["numerator"] = rows.amount.sum()
        elif "amount" in rows.columns:
            aggregates["value"] = rows.amount.median()
        counted = rows.aggregate(by=list(self.axes), **aggregates)
        if isinstance(self.measure, Rate):
            return with_population(counted, tables[self.tables[1].name], self.measure, by=self.by)
        return counted

    @property
    def axes(self) -> tuple[str, ...]:
        """The columns that tell one figure from another."""
        return self.by if self.every is Every.ALL else ("period", *self.by)

    def _source(self, tables: Mapping[str, ibis.Table]) -> ibis.Table:
        first, *others = (tables[table.name] for table in self.tables)
        if self.source is None:
            return first
        return self.source(first, *(table.drop(AS_AT) for table in others))

    def _period(self, source: ibis.Table, judged: Judged) -> ibis.Value | None:
        if self.every is Every.ALL:
            return None
        on = judged.on if self.dated is None else bound(source, self.dated)
        if on is None:
            raise Refusal(
                f"Say which date puts a row of “{self.code}” into its {self.every}: pass “dated”."
            )
        return first_day(on, every=self.every)

    def _check_tables(self) -> None:
        is_rate = isinstance(self.measure, Rate)
        if not self.tables or len({table.name for table in self.tables}) != len(self.tables):
            raise Refusal(f"“{self.code}” needs one fact table or more, each named once.")
        if len(self.tables) > 1 and self.source is None and not is_rate:
            raise Refusal(f"“{self.code}” has several fact tables: say how they are joined.")
        if isinstance(self.measure, Rate):
            self._check_rate(self.measure)

    def _check_rate(self, measure: Rate) -> None:
        if len(self.tables) < 2 or self.every is Every.ALL:
            raise Refusal(
                f"“{self.code}” is a rate: give the population as its second fact table, "
                "and a period, since a population is of a year."
            )
        population = self.tables[1]
        self._check_date(population, measure.population_on)
        if population.column(measure.population).kind is not ColumnKind.WHOLE:
            raise Refusal(f"“{measure.population}” must be a whole number of people.")
        for name in self.by:
            if name != AREA:
                population.column(name)

    def _check_group(self, name: str) -> None:
        if name == AREA or self.source is not None:
            return
        column = self.tables[0].column(name)
        is_of_a_person = name in self.tables[0].pseudonymous
        if is_of_a_person or column.kind not in _GROUPABLE:
            raise Refusal(
                f"“{self.code}” cannot be cut by “{name}”: "
                "choose a code, a flag, a whole number or the area."
            )

    def _check_date(self, table: FactTable, name: str) -> None:
        if table.column(name).kind is not ColumnKind.DATE:
            raise Refusal(
                f"“{name}” of “{table.name}” is not a date. Offer the London day as a date."
            )


def _count(rows: ibis.Table, name: str) -> ibis.Value:
    parts = [int(part) for part in PARTS[name]]
    return rows.count(where=rows.part == parts[0] if len(parts) == 1 else rows.part <= parts[-1])
