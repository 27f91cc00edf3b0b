"""Reads one published CSV file by its layout into a typed table, or says in a sentence why not.

Beside each column with missing figures comes ``<column>__missing`` with the reason. Columns that the
layout does not name are left out and named.
"""

import csv
import difflib
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from alongside.exchange.cells import Fault
from alongside.exchange.csv_in import decode
from alongside.exchange.grid import letter_of
from alongside.exchange.problems import Problem
from alongside.exchange.releases.layouts import TableLayout
from alongside.exchange.releases.marks import MARKS, REASONS, SUFFIX, reason_number
from alongside.kernel.refusals import Refusal

KEYS = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "region_code",
    "region_name",
    "new_la_code",
    "old_la_code",
    "la_name",
)
_HEAD = 64 * 1024
_MARKS = list(MARKS)
_REASON_OF_MARK = pa.array([reason_number(mark) for mark in MARKS], pa.int8())
_WORDS = pa.array(REASONS, pa.string())
_TEXT = pa.dictionary(pa.int32(), pa.string())
_WHOLE, _PART = re.compile(r"-?\d+"), re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")


@dataclass(slots=True)
class CsvText:
    """``headings`` are in lower case; a second one of the same name ends in "__2"."""

    name: str
    data: bytes
    headings: list[str]
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadTable:
    """``repeated`` are columns that stood there twice and differ; the first was read."""

    name: str
    table: pa.Table
    layout: TableLayout
    repeated: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default=())


def open_csv(name: str, data: bytes) -> CsvText:
    """The headings of a file, before it is known which table it is."""
    if not data.strip():
        raise Refusal(f"{name} is empty. Choose the file again.")
    is_utf_8 = not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text, _ = decode(_beginning(data) if is_utf_8 else data)
    first = next(_rows(name, text), None)
    if first is None or len(first) < 2:
        raise Refusal(f"{name} is not a table of columns separated by commas.")
    headings, repeated = _unique([" ".join(heading.split()).casefold() for heading in first])
    return CsvText(name, data if is_utf_8 else text.encode(), headings, repeated)


def read_csv_table(text: CsvText, layout: TableLayout) -> ReadTable:
    """Raises Refusal for a missing column, a cell that is no number, or a cut-off file."""
    headings = [_without_year(heading, layout) for heading in text.headings]
    require(text.name, headings, _needed(layout))
    wanted = _types(layout, headings)
    table = _parse(text, headings, wanted)
    if table.num_rows == 0:
        raise Refusal(f"{text.name} has headings and no rows. Choose the file again.")
    figures = [name for name in layout.figure_columns if table[name].null_count]
    columns = dict(zip(table.column_names, table.columns, strict=True))
    columns |= _reasons(text, headings, figures)
    twins = {name: columns.pop(f"{name}__2") for name in text.repeated if f"{name}__2" in columns}
    differing = tuple(name for name, twin in twins.items() if not twin.equals(columns[name]))
    left_out = tuple(h for h in headings if h not in columns and not _is_country(h))
    return ReadTable(layout.name, pa.table(columns), layout, differing, left_out)


def read_words(text: CsvText) -> pa.Table:
    """A table without figures, every column as words as they stand."""
    table = _parse(text, text.headings, dict.fromkeys(text.headings, pa.string()), marks=())
    if table.num_rows == 0:
        raise Refusal(f"{text.name} has headings and no rows. Choose the file again.")
    return table


def require(name: str, headings: Sequence[str], needed: Sequence[str]) -> None:
    """Refuses a table without one of the columns, and says which one may be it."""
    for column in needed:
        if column in headings:
            continue
        free = [heading for heading in headings if heading not in needed]
        near = difflib.get_close_matches(column, free, n=1, cutoff=0.75)
        hint = f" It may have been renamed to “{near[0]}”." if near else ""
        raise Refusal(
            f"{name} has no column “{column}”.{hint} Nothing was read: choose the file as it was "
            "published, or ask for this layout to be added."
        )


def _needed(layout: TableLayout) -> tuple[str, ...]:
    level = () if layout.all_authorities else ("geographic_level",)
    return ("time_period", *level, "la_name", *layout.breakdown_columns, *layout.figure_columns)


def text_column(table: pa.Table, name: str) -> pa.DictionaryArray:
    """A key column as one dictionary array; all "" where the table has no such column."""
    if name in table.column_names:
        return _whole(table[name])
    empty = pa.array([0], pa.int32()).take(pa.array([0] * table.num_rows, pa.int32()))
    return pa.DictionaryArray.from_arrays(empty, pa.array([""]))


def _beginning(data: bytes) -> bytes:
    """The first lines, which hold the headings."""
    end = data.find(b"\n", _HEAD)
    return data if end < 0 else data[:end]


def _whole(column: pa.ChunkedArray) -> pa.Array:
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def _without_year(heading: str, layout: TableLayout) -> str:
    plain = re.sub(r"_20\d\d$", "", heading)
    needed = (*layout.figure_columns, *layout.texts)
    return plain if heading not in needed and plain in needed else heading


def _types(layout: TableLayout, headings: Sequence[str]) -> dict[str, pa.DataType]:
    types: dict[str, pa.DataType] = {}
    for key in (*KEYS, *layout.breakdown_columns, *layout.texts):
        if key in headings:
            types[key] = _TEXT
    types |= {column: pa.int64() for column in layout.count_columns}
    types |= {column: pa.float64() for column in (*layout.percent_columns, *layout.value_columns)}
    types |= {f"{c}__2": types[c] for c in list(types) if f"{c}__2" in headings}
    return types


def _parse(
    text: CsvText,
    headings: list[str],
    types: dict[str, pa.DataType],
    *,
    marks: Sequence[str] = tuple(MARKS),
) -> pa.Table:
    """One pass over the file. A fault is looked up afterwards, cell by cell, for its sentence."""
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(text.data),
            read_options=arrow_csv.ReadOptions(
                column_names=headings, skip_rows=1, use_threads=False, block_size=4 * 1024 * 1024
            ),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=b'"' in text.data),
            convert_options=arrow_csv.ConvertOptions(
                column_types=types,
                include_columns=list(types),
                null_values=list(marks),
                strings_can_be_null=False,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as error:
        raise _explained(text, headings, types, error) from None
    return table.combine_chunks()


def _reasons(text: CsvText, headings: list[str], names: list[str]) -> dict[str, pa.Array]:
    if not names:
        return {}
    marks = _parse(text, headings, dict.fromkeys(names, _TEXT))
    found: dict[str, pa.Array] = {}
    for name in names:
        column = _whole(marks[name])
        numbers = pc.index_in(column.dictionary, pa.array(_MARKS))
        reasons = pc.take(pc.take(_REASON_OF_MARK, numbers), column.indices)
        found[name + SUFFIX] = pa.DictionaryArray.from_arrays(reasons, _WORDS)
    return found


def _explained(
    text: CsvText, headings: list[str], types: dict[str, pa.DataType], error: Exception
) -> Refusal:
    """The first row or cell that cannot be read, in a sentence."""
    decoded, _ = decode(text.data)
    for number, cells in enumerate(_rows(text.name, decoded), start=1):
        if number == 1:
            continue
        if len(cells) != len(headings):
            return Refusal(
                f"{text.name}, row {number}: there are {len(cells)} cells where {len(headings)} "
                "should be, so the file is cut off or damaged. Nothing was read: choose it again."
            )
        for index, (heading, cell) in enumerate(zip(headings, cells, strict=True)):
            fault = _fault(cell.strip(), types.get(heading))
            if fault:
                place = Problem(number, fault.what, fault.mend, letter_of(index), heading)
                return Refusal(f"{text.name}, {place.sentence[0].lower()}{place.sentence[1:]}")
    return Refusal(f"{text.name} cannot be read as a table ({error}).".replace("\n", " "))


def _fault(cell: str, kind: pa.DataType | None) -> Fault | None:
    if kind is None or kind in (_TEXT, pa.string()) or cell in MARKS:
        return None
    if kind == pa.int64() and not _WHOLE.fullmatch(cell):
        return Fault(f"“{cell[:40]}” is not a whole number.", "Nothing was read.")
    if not _PART.fullmatch(cell):
        unit = " Numbers stand without a unit or a sign." if cell[-1:] == "%" else ""
        return Fault(f"“{cell[:40]}” is not a number.{unit}", "Nothing was read.")
    return None


def _rows(name: str, text: str) -> Iterator[list[str]]:
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    while True:
        try:
            row = next(reader, None)
        except csv.Error:
            raise Refusal(
                f"{name} is damaged or cut off near line {reader.line_num}: a quotation mark opens "
                "and does not close. Nothing was read: choose the file again."
            ) from None
        if row is None:
            return
        if row:
            yield row


def _unique(names: Sequence[str]) -> tuple[list[str], tuple[str, ...]]:
    seen: dict[str, int] = {}
    unique = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unique.append(name if seen[name] == 1 else f"{name}__{seen[name]}")
    return unique, tuple(name for name, times in seen.items() if times > 1 and name)


def _is_country(heading: str) -> bool:
    return heading.startswith("country_") or heading == ""
