"""An indicator as SQL of an engine's dialect, made once for each shape of the facts.

The day of the snapshot is a column of every table, not a part of the text, so that the same text
serves every snapshot; making it takes longer than running it.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import ibis
import ibis.common.exceptions as ibis_problems

from alongside.analytics.facts import AREA, AS_AT, Kind
from alongside.analytics.figures import FigureKey, Group
from alongside.analytics.indicators import Indicator
from alongside.analytics.judging import Part
from alongside.analytics.manifests import Schema
from alongside.analytics.measuring import Rate
from alongside.analytics.periods import Every
from alongside.analytics.rates import population_of
from alongside.kernel.refusals import Refusal

Tables = Mapping[str, ibis.Table]
Schemas = tuple[tuple[str, Schema], ...]
"""Each table with its columns, in one fixed order."""

_IBIS_TYPES = {
    Kind.DATE: "date",
    Kind.INSTANT: "timestamp('UTC', 6)",
    Kind.TEXT: "string",
    Kind.CODE: "string",
    Kind.WHOLE: "int64",
    Kind.DECIMAL: "decimal(18, 4)",
    Kind.FLAG: "boolean",
}


@lru_cache(maxsize=2048)
def figures_sql(indicator: Indicator, schemas: Schemas, *, dialect: str) -> str:
    """The query of all its figures. Raises Refusal when the facts lack a column that it needs."""
    return _sql(indicator.figures, indicator, schemas, dialect=dialect)


def keys_sql(
    indicator: Indicator, schemas: Schemas, key: FigureKey, *, parts: Sequence[Part], dialect: str
) -> str:
    """The query of the keys of one figure's rows that fall into ``parts``; one column."""

    def chosen(tables: Tables) -> ibis.Table:
        rows = indicator.rows(tables)
        axes = zip(indicator.axes, _axis_values(indicator, key), strict=True)
        matches = [_is(rows[name], value) for name, value in axes]
        return rows.filter(rows.part.isin([int(part) for part in parts]), *matches).select("key")

    return _sql(chosen, indicator, schemas, dialect=dialect)


def rows_sql(indicator: Indicator, schemas: Schemas, *, dialect: str) -> str:
    """The query of every row with its part and the figure that it belongs to."""

    def chosen(tables: Tables) -> ibis.Table:
        return indicator.rows(tables).select("key", "part", *indicator.axes)

    return _sql(chosen, indicator, schemas, dialect=dialect)


def base_sql(indicator: Indicator, schemas: Schemas, key: FigureKey, *, dialect: str) -> str:
    """The query of the population behind one figure of a rate: ``key`` and ``people``."""

    def chosen(tables: Tables) -> ibis.Table:
        declared, measure = indicator.tables[1], indicator.measure
        if not isinstance(measure, Rate):
            raise Refusal(f"“{indicator.code}” is not a rate and has no population.")
        rows = population_of(tables[declared.name], measure, by=indicator.by, period=key.period)
        groups = zip(indicator.by, key.groups, strict=True)
        kept = rows.filter(ibis.literal(True), *(_is(rows[name], value) for name, value in groups))
        return kept.select(key=kept[declared.key], people=kept.people)

    return _sql(chosen, indicator, schemas, dialect=dialect)


def unbound_tables(schemas: Schemas) -> dict[str, ibis.Table]:
    """Ibis tables with no data, each with its area and the day of the snapshot."""
    return {
        name: ibis.table(
            {AREA: "string"} | {n: _IBIS_TYPES[kind] for n, kind in columns} | {AS_AT: "date"},
            name=name,
        )
        for name, columns in schemas
    }


def _sql(
    build: Callable[[Tables], ibis.Table], indicator: Indicator, schemas: Schemas, *, dialect: str
) -> str:
    try:
        return str(ibis.to_sql(build(unbound_tables(schemas)), dialect=dialect, pretty=False))
    except (AttributeError, KeyError, ibis_problems.IbisTypeError) as problem:
        raise Refusal(
            f"“{indicator.code}” needs facts that this snapshot does not have: {problem}. "
            "Take a new snapshot, or ask the definition that was in force then."
        ) from problem


def _axis_values(indicator: Indicator, key: FigureKey) -> tuple[Group | date, ...]:
    period = () if indicator.every is Every.ALL else (key.period,)
    if len(key.groups) != len(indicator.by):
        raise Refusal(f"A figure of “{indicator.code}” has {len(indicator.by)} groups in its key.")
    return (*period, *key.groups)


def _is(column: ibis.Value, value: Group | date) -> ibis.Value:
    return column.isnull() if value is None else column == value
