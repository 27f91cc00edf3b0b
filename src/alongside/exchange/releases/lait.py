"""Reads the data of DfE's local authority interactive tool: the Parquet file of all measures, with
its dictionary where that is there too.

The tool holds values only, never the counts behind them, so that its percentages can be shown beside
others and not judged.
"""

import re
from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet
from numpy.typing import NDArray

from alongside.exchange.releases.assembling import About, Assembly, covered
from alongside.exchange.releases.authorities import ENGLAND, region_of
from alongside.exchange.releases.checks import check_rows
from alongside.exchange.releases.csv_tables import open_csv, read_words, require
from alongside.exchange.releases.doubting import Doubts, PlainTable
from alongside.exchange.releases.frames import (
    AUTHORITY,
    ENGLAND_LEVEL,
    REGION,
    TOTAL,
    Area,
    Frame,
    Measure,
    Numbers,
)
from alongside.exchange.releases.layouts import Indicator, TableLayout, Timing, Unit
from alongside.exchange.releases.marks import MARKS, REASONS, SUFFIX
from alongside.exchange.releases.model import DoubtKind, Missing, Progress, Release, ReleaseKind
from alongside.exchange.releases.periods import read_period
from alongside.exchange.releases.recognising import Published, recognise
from alongside.exchange.releases.sources import Source
from alongside.exchange.releases.tidy import single
from alongside.kernel.refusals import Refusal

_MEASURE, _YEARS, _AREA, _VALUE, _NUMBER = (
    "Short Desc", "Years", "LA and Regions", "Values", "LA Number",
)  # fmt: skip
_COLUMNS = (_MEASURE, _YEARS, _AREA, _VALUE, _NUMBER)
_DICTIONARY = ("measure_short", "measure", "y_axis_name", "year_type")
_FIRST_REGION = 970
_LAYOUT = TableLayout(
    "lait",
    Timing.AS_LABELLED,
    (Indicator("lait", "a measure of the interactive tool", value="value", unit=Unit.OTHER),),
    topic="",
    breakdown="",
)
_DASH = "-"


def is_lait(source: Source) -> bool:
    return len(source.named(".parquet")) == 1


def read_lait(source: Source, progress: Progress) -> Release:
    assembly = Assembly(progress, steps=3)
    name = source.named(".parquet")[0]
    assembly.step(f"Reading {name}")
    table = _parquet(name, source.parts[name]())
    assembly.step("Reading the dictionary")
    words = _dictionary(source, assembly)
    assembly.step("Checking")
    frame = _frame(_with_known_periods(table, assembly.doubts), words)
    left_out_count = table.num_rows - frame.size
    check_rows(frame, assembly.doubts)
    assembly.frames[frame.name] = frame
    why = "their period is not one" if left_out_count else ""
    assembly.add_table(frame.name, frame.table, left_out_count=left_out_count, why=why)
    used = {name, *(n for n in source.named(".csv") if _is_dictionary_name(n))}
    assembly.left_out += [other for other in source.parts if other not in used]
    covering = covered([frame])
    about = About(
        kind=ReleaseKind.LAIT,
        edition=str(covering[1].year),
        title="Local authority interactive tool",
        publisher="Department for Education",
    )
    return assembly.release(source, about, covering)


def code_of(short: str) -> str:
    """Our stable code of a measure.

    >>> code_of("Age19_SEN-S_L2EM")
    'lait_age19_sen_s_l2em'
    """
    return "lait_" + re.sub(r"[^a-z0-9]+", "_", short.casefold()).strip("_")


def _parquet(name: str, data: bytes) -> pa.Table:
    try:
        file = parquet.ParquetFile(pa.BufferReader(data), read_dictionary=[_MEASURE, _YEARS, _AREA])
        require(name, file.schema_arrow.names, _COLUMNS)
        table = file.read(columns=list(_COLUMNS))
    except (pa.ArrowInvalid, OSError):
        raise Refusal(
            f"{name} is not a whole Parquet file. Nothing was read: choose the file again."
        ) from None
    values = single(table[_VALUE]).fill_null("")
    is_mark = pc.is_in(values, pa.array([*MARKS, _DASH]))
    try:
        numbers = pc.cast(pc.if_else(is_mark, None, values), pa.float64())
    except pa.ArrowInvalid as error:
        raise Refusal(f"{name}, column {_VALUE}: {error}. Nothing was read.") from None
    keys = {column: single(table[column]) for column in (_MEASURE, _YEARS, _AREA)}
    area_number = pc.cast(single(table[_NUMBER]), pa.int32())
    return pa.table(keys | {_NUMBER: area_number, "value": numbers, f"value{SUFFIX}": _why(values)})


def _why(values: pa.Array) -> pa.Array:
    """The dash is this tool's mark of what is not available."""
    reasons = {**MARKS, _DASH: Missing.NOT_AVAILABLE}
    places = pa.array([REASONS.index(str(reason)) for reason in reasons.values()], pa.int8())
    found = pc.take(places, pc.index_in(values, pa.array(list(reasons))))
    return pa.DictionaryArray.from_arrays(found, pa.array(REASONS))


def _dictionary(source: Source, assembly: Assembly) -> Mapping[str, tuple[str, str]]:
    """By the short name: the measure's title and the name of its axis."""
    found: dict[str, tuple[str, str]] = {}
    for name in source.named(".csv"):
        if not _is_dictionary_name(name):
            continue
        table = read_words(open_csv(name, source.parts[name]()))
        require(name, table.column_names, _DICTIONARY)
        short, title, axis, _ = (table[column].to_pylist() for column in _DICTIONARY)
        found |= dict(zip(short, zip(title, axis, strict=True), strict=True))
        assembly.add_table("lait_dictionary", table)
    return found


def _is_dictionary_name(name: str) -> bool:
    return name.casefold().endswith("data_dictionary.csv")


def _with_known_periods(table: pa.Table, doubts: Doubts) -> pa.Table:
    years = single(table[_YEARS])
    known = [read_period(str(said), Timing.AS_LABELLED) for said in years.dictionary.to_pylist()]
    is_known = np.array([period is not None for period in known])[years.indices.to_numpy()]
    if is_known.all():
        return table
    measures = single(table[_MEASURE])
    plain = PlainTable("lait", lambda row: str(measures[row].as_py()))
    doubts.add_plain(
        DoubtKind.PERIOD_UNKNOWN, plain, _YEARS, ~is_known,
        ("the period is not one, so these rows were left out.", "Found by reading the periods."),
    )  # fmt: skip
    return table.filter(pa.array(is_known)).combine_chunks()


def _frame(table: pa.Table, words: Mapping[str, tuple[str, str]]) -> Frame:
    shorts, measure = _used(single(table[_MEASURE]))
    labels, period = _used(single(table[_YEARS]))
    areas, area = _areas(table)
    periods = tuple(p for label in labels if (p := read_period(label, Timing.AS_LABELLED)))
    nought = np.zeros(table.num_rows, dtype=np.int32)
    cell = measure.astype(np.int64) * len(periods) + period
    return Frame(
        "lait", _LAYOUT, table, areas, periods, (TOTAL,), (TOTAL,),
        area, area, period, nought, nought, cell,
        measures=tuple(_measure(short, words) for short in shorts), measure=measure,
    )  # fmt: skip


def _used(column: pa.DictionaryArray) -> tuple[list[str], Numbers]:
    """The words that occur and the position of each row's word among them."""
    numbers = column.indices.to_numpy()
    used, place = np.unique(numbers, return_inverse=True)
    words = column.dictionary.to_pylist()
    return [str(words[number]) for number in used], place.astype(np.int32)


def _areas(table: pa.Table) -> tuple[tuple[Area, ...], Numbers]:
    names, name = _used(single(table[_AREA]))
    numbers: NDArray[np.int64] = single(table[_NUMBER]).to_numpy().astype(np.int64)
    mixed = numbers * len(names) + name
    _, first, place = np.unique(mixed, return_index=True, return_inverse=True)
    areas = tuple(_area(int(numbers[row]), names[name[row]]) for row in first)
    return areas, place.astype(np.int32)


def _area(number: int, name: str) -> Area:
    if number < _FIRST_REGION:
        return recognise(Published(AUTHORITY, "", str(number), name, "", ""))
    level = ENGLAND_LEVEL if region_of(str(number)) == ENGLAND else REGION
    return recognise(Published(level, "", "", "", region_of(str(number)), name))


def _measure(short: str, words: Mapping[str, tuple[str, str]]) -> Measure:
    title, axis = words.get(short, (short, ""))
    is_percent = "%" in axis or "percent" in axis.casefold() or "%" in title
    return Measure(code_of(short), title, Unit.PERCENTAGE if is_percent else Unit.OTHER)
