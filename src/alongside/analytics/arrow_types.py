"""What each kind of column is in memory and in Parquet, and which values it takes.

A value of another type is refused, never turned into one: a date with a time in it would lose it.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.compute as pc

from alongside.analytics.facts import AREA, PSEUDONYM_SHAPE, Column, FactTable, Kind
from alongside.kernel.refusals import Refusal

ARROW_TYPES: Mapping[Kind, pa.DataType] = {
    Kind.DATE: pa.date32(),
    Kind.INSTANT: pa.timestamp("us", tz="UTC"),
    Kind.TEXT: pa.string(),
    Kind.CODE: pa.string(),
    Kind.WHOLE: pa.int64(),
    Kind.DECIMAL: pa.decimal128(18, 4),
    Kind.FLAG: pa.bool_(),
}
_TAKEN: Mapping[Kind, set[type]] = {
    Kind.DATE: {date},
    Kind.INSTANT: {datetime},
    Kind.TEXT: {str},
    Kind.CODE: {str},
    Kind.WHOLE: {int},
    Kind.DECIMAL: {Decimal, int},
    Kind.FLAG: {bool},
}
_CODE_SHAPE = r"^[A-Za-z0-9][A-Za-z0-9_.:/+-]{0,39}$"
_PERSON_SHAPE = r"^([0-9]{10}|[A-Za-z][0-9]{11}[0-9A-Za-z])$"  # NHS number or ULN, UPN


def arrow_schema(table: FactTable) -> pa.Schema:
    """The area, then the table's columns in their order; the key and the area never null."""
    fields = [pa.field(AREA, pa.string(), nullable=False)]
    for column in table.columns:
        nullable = column.name != table.key
        fields.append(pa.field(column.name, ARROW_TYPES[column.kind], nullable=nullable))
    return pa.schema(fields)


def record_batch(
    table: FactTable, rows: Sequence[Sequence[object]], *, area: str
) -> pa.RecordBatch:
    """The rows as columns, with their area. Raises Refusal for the first value that does not fit."""
    width = len(table.columns)
    if set(map(len, rows)) - {width}:
        raise Refusal(f"Every row of “{table.name}” must have {width} values, one a column.")
    columns = [pa.array([area] * len(rows), pa.string())]
    for column, values in zip(table.columns, zip(*rows, strict=True), strict=True):
        columns.append(_array(table, column, values))
    return pa.RecordBatch.from_arrays(columns, schema=arrow_schema(table))


def check_keys_differ(keys: pa.Array, *, before: str | None, table: FactTable) -> str | None:
    """``keys`` are sorted and follow ``before``; answers the last one. Raises Refusal when two rows
    have the same key."""
    if not len(keys):
        return before
    repeated = len(keys) > 1 and pc.any(pc.equal(keys[1:], keys[:-1])).as_py()
    if repeated or keys[0].as_py() == before:
        raise Refusal(f"Two rows of “{table.name}” have the same key. A key names one row only.")
    return str(keys[-1].as_py())


def _array(table: FactTable, column: Column, values: Sequence[object]) -> pa.Array:
    _check_types(table, column, values)
    try:
        array = pa.array(values, ARROW_TYPES[column.kind])
    except (pa.ArrowInvalid, OverflowError) as problem:
        raise _refused(table, column, f"a value that does not fit: {problem}") from problem
    if column.name in table.pseudonymous:
        _check_pseudonyms(table, column, array)
    elif column.kind is Kind.CODE:
        _check_codes(table, column, array)
    return array


def _check_types(table: FactTable, column: Column, values: Sequence[object]) -> None:
    found = set(map(type, values)) - {type(None)}
    strange = sorted(kind.__name__ for kind in found - _TAKEN[column.kind])
    if strange:
        raise _refused(table, column, f"a {strange[0]} where a {column.kind} belongs")
    if column.kind is Kind.INSTANT and any(
        isinstance(value, datetime) and value.tzinfo is None for value in values
    ):
        raise _refused(table, column, "an instant without its time zone")


def _check_pseudonyms(table: FactTable, column: Column, array: pa.Array) -> None:
    if column.name == table.key and array.null_count:
        raise _refused(table, column, "an empty key")
    if not _all_match(array, f"^{PSEUDONYM_SHAPE}$"):
        raise _refused(
            table, column, "a key that is not a pseudonym; make it with facts.pseudonym()"
        )


def _check_codes(table: FactTable, column: Column, array: pa.Array) -> None:
    known = array.unique()
    if not _all_match(known, _CODE_SHAPE):
        raise _refused(table, column, "something that is not a code: one short word, no spaces")
    if pc.any(pc.match_substring_regex(known, _PERSON_SHAPE)).as_py():
        raise _refused(table, column, "what looks like a person’s number; offer a pseudonym")


def _all_match(array: pa.Array, shape: str) -> bool:
    return pc.all(pc.match_substring_regex(array, shape)).as_py() is not False


def _refused(table: FactTable, column: Column, what: str) -> Refusal:
    return Refusal(f"The column “{column.name}” of “{table.name}” was given {what}.")
