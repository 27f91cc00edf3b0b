"""From indicators and a snapshot to figures, and from a figure back to the rows behind it.

The engine is a setting: DuckDB in the process, or Spark by the address of a Connect server. Both read
the same files and run the same expressions; sorting and exact numbers are made here, so that the
figures have the same bytes from either.
"""

from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import repeat
from pathlib import Path
from typing import Any, Protocol

import pyarrow as pa
import pyarrow.compute as pc

from alongside.analytics.compiling import Schemas, base_sql, figures_sql, keys_sql
from alongside.analytics.duckdb_engine import DuckDBEngine
from alongside.analytics.figures import (
    FigureKey,
    Figures,
    FigureTable,
    named,
    per_of,
)
from alongside.analytics.indicators import COUNTS, Indicator
from alongside.analytics.judging import PARTS, Part
from alongside.analytics.manifests import Snapshot
from alongside.analytics.measuring import Rate
from alongside.analytics.spark_engine import SparkEngine
from alongside.kernel.refusals import Refusal


class Session(Protocol):
    """A connection that sees the tables of one snapshot by their names."""

    def answer(self, sql: str) -> pa.Table: ...


class Engine(Protocol):
    """What can answer SQL of ``dialect`` over the files of a snapshot."""

    @property
    def dialect(self) -> str: ...

    def open(self, snapshot: Snapshot, *, folder: Path) -> AbstractContextManager[Session]: ...


def engine_from(setting: str) -> Engine:
    """ "duckdb", or the address of a Spark Connect server like "sc://spark.example.org:15002"."""
    if setting == "duckdb":
        return DuckDBEngine()
    if setting.startswith("sc://"):
        return SparkEngine(setting)
    raise Refusal(
        "The analytics engine must be duckdb, or the address of a Spark Connect server "
        "that begins with sc://."
    )


@dataclass(frozen=True, slots=True)
class Facts:
    """A snapshot, where its files are, and what answers from them."""

    snapshot: Snapshot
    folder: Path
    engine: Engine = field(default_factory=DuckDBEngine)

    def opened(self) -> AbstractContextManager[Session]:
        """Raises Refusal when a file is not there in its full size."""
        check_present(self.folder, self.snapshot)
        return self.engine.open(self.snapshot, folder=self.folder)

    def schemas(self, indicator: Indicator) -> Schemas:
        """The indicator's tables as the snapshot has them. Raises Refusal when it has not."""
        names = [table.name for table in indicator.tables]
        return tuple((name, self.snapshot.parts_of(name)[0].columns) for name in names)


def evaluate(indicators: Iterable[Indicator], facts: Facts) -> Figures:
    """All figures of every indicator, over one connection.

    Refused: the same indicator in the same cut twice, facts that the snapshot does not have, files
    that are missing or cut short. Use ``snapshots.check_whole`` first to be sure that none changed.
    """
    asked = tuple(indicators)
    if len({named(indicator) for indicator in asked}) < len(asked):
        raise Refusal("An indicator was asked for twice in the same cut. Ask once.")
    dialect = facts.engine.dialect
    queries = [figures_sql(each, facts.schemas(each), dialect=dialect) for each in asked]
    with facts.opened() as session:
        tables = tuple(
            _figure_table(indicator, session.answer(sql))
            for indicator, sql in zip(asked, queries, strict=True)
        )
    return Figures(facts.snapshot.as_at, facts.snapshot.digest, tables)


def rows_of(indicator: Indicator, key: FigureKey, *, part: str, facts: Facts) -> tuple[str, ...]:
    """The pseudonymous keys behind one part of a figure, sorted; as many as the figure says.

    ``part`` is "numerator", "denominator", "excluded", "missing" or "pending". The numerator of a
    mean opens into the rows that were added up, the denominator of a rate into those of its
    population. Who may see whose rows is for the caller.
    """
    if part not in PARTS:
        raise Refusal(f"A figure opens into: {', '.join(PARTS)}.", field="part")
    schemas, dialect = facts.schemas(indicator), facts.engine.dialect
    parts: Sequence[Part] = PARTS[part]
    with facts.opened() as session:
        if isinstance(indicator.measure, Rate):
            base = session.answer(base_sql(indicator, schemas, key, dialect=dialect))
            if part == "denominator":
                return _base_keys(base)
            parts = _parts_beside(base, part)
        sql = keys_sql(indicator, schemas, key, parts=parts, dialect=dialect)
        return _sorted_keys(session.answer(sql))


def check_present(folder: Path, snapshot: Snapshot) -> None:
    """Raises Refusal when a file of the snapshot is not there in its full size."""
    for part in snapshot.parts:
        path = folder / part.path
        if not path.is_file() or path.stat().st_size != part.size:
            raise Refusal(
                f"The facts “{part.table}” of {part.area}, {part.on}, are missing or cut short. "
                f"Restore the file {part.path} from a copy, or take a new snapshot."
            )


def _figure_table(indicator: Indicator, answer: pa.Table) -> FigureTable:
    ordered = _in_order(answer, indicator.axes)
    columns = {name: ordered.column(name).to_pylist() for name in ordered.column_names}
    periods = columns.get("period", [None] * ordered.num_rows)
    groups = zip(*(columns[name] for name in indicator.by), strict=True)
    keys = zip(periods, groups if indicator.by else repeat(()), strict=False)
    values = columns.get("value", [None] * ordered.num_rows)
    return FigureTable(
        code=indicator.code,
        kind=indicator.measure.kind,
        every=indicator.every,
        by=indicator.by,
        per=per_of(indicator),
        keys=tuple(FigureKey(period, group) for period, group in keys),
        value=tuple(None if value is None else Decimal(value) for value in values),
        **{name: _exact(ordered.column(name)) for name in COUNTS},
    )


def _in_order(answer: pa.Table, axes: Sequence[str]) -> pa.Table:
    """Sorted by period and groups, with what is not known last; texts by code point."""
    if not axes:
        return answer
    keys = [(name, "ascending", "at_end") for name in axes]
    return answer.take(pc.sort_indices(answer, sort_keys=keys))


def _exact(amounts: pa.ChunkedArray) -> tuple[Any, ...]:
    """Sums of whole numbers come wider than they are, and the sum of no rows is null."""
    if pa.types.is_decimal(amounts.type) and amounts.type.scale:
        return tuple(0 if amount is None else amount for amount in amounts.to_pylist())
    return tuple(amounts.cast(pa.int64()).fill_null(0).to_pylist())


def _sorted_keys(answer: pa.Table) -> tuple[str, ...]:
    return tuple(sorted(answer.column("key").to_pylist()))


def _base_keys(base: pa.Table) -> tuple[str, ...]:
    return () if base.column("people").null_count else _sorted_keys(base)


def _parts_beside(base: pa.Table, part: str) -> tuple[Part, ...]:
    """Events without a base are missing, not counted."""
    has_base = bool(_base_keys(base))
    if part == "numerator":
        return (Part.MET,) if has_base else ()
    if part == "missing" and not has_base:
        return (Part.MISSING, Part.MET)
    return PARTS[part]
