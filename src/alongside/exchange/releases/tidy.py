"""The figures of a release as one long table: one row for each figure, area, period and breakdown.

Columns (``SCHEMA``): ``release`` and ``table`` say where it stands; ``indicator`` is our stable code
and ``unit`` its unit; ``area_level`` is authority, region or England and ``area_code`` the ONS code
that the area goes by (null when nobody knows it), beside the code as published; ``period_from`` and
``period_until`` (the first day after it); ``breakdown`` is ``total`` or a dimension with its value.
``numerator`` is the count, ``denominator`` what it is a share of, ``percentage`` as published,
``value`` a number that is neither. ``missing`` says why the figure is not there, and ``doubts`` are
the numbers of the release's doubts that touch it.

The columns share the memory of the wide tables, so that millions of rows cost little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from alongside.exchange.releases.checks import denominator
from alongside.exchange.releases.frames import Frame, Numbers
from alongside.exchange.releases.layouts import ROW_TOTAL, Indicator, Unit
from alongside.exchange.releases.marks import REASONS
from alongside.exchange.releases.model import Doubt, Release
from alongside.exchange.releases.periods import Period, january_after

_WORD = pa.dictionary(pa.int32(), pa.string())
SCHEMA = pa.schema(
    [
        ("release", _WORD),
        ("table", _WORD),
        ("indicator", _WORD),
        ("unit", _WORD),
        ("area_level", _WORD),
        ("area_code", _WORD),
        ("area_name", _WORD),
        ("area_code_published", _WORD),
        ("period_kind", _WORD),
        ("period_label", _WORD),
        ("period_from", pa.date32()),
        ("period_until", pa.date32()),
        ("breakdown", _WORD),
        ("breakdown_value", _WORD),
        ("numerator", pa.int64()),
        ("denominator", pa.int64()),
        ("percentage", pa.float64()),
        ("value", pa.float64()),
        ("missing", _WORD),
        ("doubts", pa.list_(pa.int32())),
    ]
)
_Columns = Mapping[str, pa.Array]


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which figures: of these indicators, of areas with these ONS codes, only rows for all."""

    indicators: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    totals_only: bool = False


def release_figures(release: Release, wanted: Wanted) -> pa.Table:
    tables = [
        table
        for name in sorted(release.frames)
        for table in frame_figures(release.code, release.frames[name], release.doubts, wanted)
    ]
    return pa.concat_tables(tables) if tables else SCHEMA.empty_table()


def frame_figures(
    release_code: str, frame: Frame, doubts: Sequence[Doubt], wanted: Wanted
) -> Iterator[pa.Table]:
    """One table for each wanted indicator of the frame, each by ``SCHEMA``."""
    if frame.measure is not None:
        yield from _measured(release_code, frame, (doubts, wanted), frame.measure)
        return
    indicators = [
        i for i in frame.layout.indicators
        if not wanted.indicators or i.code in wanted.indicators
    ]  # fmt: skip
    if not indicators:
        return
    rows = _rows(frame, wanted)
    if rows is not None and not rows.size:
        return
    shared = _shared(release_code, frame)
    marks = _marks(doubts, frame.name)
    for indicator in indicators:
        columns = {**shared, **_own(frame, indicator, marks)}
        table = pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)
        yield table if rows is None else table.take(pa.array(rows))


def _measured(
    release_code: str, frame: Frame, asked: tuple[Sequence[Doubt], Wanted], measure: Numbers
) -> Iterator[pa.Table]:
    """A table whose rows are of different measures, as one table of figures."""
    doubts, wanted = asked
    column = frame.layout.value_columns[0]
    is_percent = np.array([m.unit == Unit.PERCENTAGE for m in frame.measures])[measure]
    numbers = frame.numbers(column)
    indicator = frame.layout.indicators[0]
    columns = {
        **_shared(release_code, frame),
        **_own(frame, indicator, _marks(doubts, frame.name)),
        "indicator": _words([m.code for m in frame.measures], measure),
        "unit": _words([str(m.unit) for m in frame.measures], measure),
        "percentage": pa.array(numbers, mask=np.isnan(numbers) | ~is_percent),
        "value": pa.array(numbers, mask=np.isnan(numbers) | is_percent),
    }
    table = pa.table([columns[name] for name in SCHEMA.names], schema=SCHEMA)
    keep = _rows(frame, wanted)
    rows = np.arange(frame.size) if keep is None else keep
    if wanted.indicators:
        chosen = np.array([m.code in wanted.indicators for m in frame.measures])
        rows = rows[chosen[measure[rows]]]
    if rows.size:
        yield table if rows.size == frame.size else table.take(pa.array(rows))


def _rows(frame: Frame, wanted: Wanted) -> NDArray[np.int64] | None:
    """The wanted rows, or None for all of them."""
    if not wanted.areas and not wanted.totals_only:
        return None
    keep = np.ones(frame.size, dtype=np.bool_)
    if wanted.areas:
        keep &= frame.of_areas(lambda area: area.code in wanted.areas)
    if wanted.totals_only:
        keep &= frame.is_total
    return np.flatnonzero(keep)


def _shared(release_code: str, frame: Frame) -> dict[str, pa.Array]:
    """The columns that every indicator of the table has in common."""
    areas = frame.areas
    return {
        "release": constant(release_code, frame.size),
        "table": constant(frame.name, frame.size),
        "area_level": _words([area.level for area in areas], frame.area),
        "area_code": _words([area.code or None for area in areas], frame.area),
        "area_name": _words([area.name or area.published_name for area in areas], frame.area),
        "area_code_published": _words([area.published_code for area in areas], frame.area),
        "breakdown": _words(frame.topics, frame.topic),
        "breakdown_value": _words(frame.breakdowns, frame.breakdown),
        **_period_columns(frame.periods, frame.period),
    }


def _period_columns(periods: Sequence[Period], number: NDArray[np.int32]) -> dict[str, pa.Array]:
    take = pa.array(number)
    return {
        "period_kind": _words([str(period.kind) for period in periods], number),
        "period_label": _words([period.label for period in periods], number),
        "period_from": pa.array([p.starts_on for p in periods], pa.date32()).take(take),
        "period_until": pa.array([p.until for p in periods], pa.date32()).take(take),
    }


def _own(frame: Frame, indicator: Indicator, marks: "_Marks") -> dict[str, pa.Array]:
    """The columns of one indicator."""
    own = {
        "indicator": constant(indicator.code, frame.size),
        "unit": constant(str(indicator.unit), frame.size),
        "numerator": _figure(frame, indicator.of, pa.int64()),
        "denominator": _denominator(frame, indicator),
        "percentage": _figure(frame, indicator.percent, pa.float64()),
        "value": _figure(frame, indicator.value, pa.float64()),
        "missing": _missing(frame, indicator),
        "doubts": marks.lists(indicator.columns, frame.size),
    }
    if indicator.january_after:
        own |= _period_columns([january_after(p) for p in frame.periods], frame.period)
    return own


def _figure(frame: Frame, column: str, kind: pa.DataType) -> pa.Array:
    if not column:
        return pa.nulls(frame.size, kind)
    return single(frame.table[column])


def _denominator(frame: Frame, indicator: Indicator) -> pa.Array:
    if not indicator.out_of:
        return pa.nulls(frame.size, pa.int64())
    if len(indicator.out_of) == 1 and indicator.out_of != (ROW_TOTAL,):
        return single(frame.table[indicator.out_of[0]])
    numbers = denominator(frame, indicator)
    is_missing = np.isnan(numbers)
    return pa.array(np.where(is_missing, 0, numbers).astype(np.int64), mask=is_missing)


def _missing(frame: Frame, indicator: Indicator) -> pa.Array:
    """The reason of the first part that is missing: numerator, denominator, percentage, value."""
    found: NDArray[np.int8] = np.full(frame.size, -1, dtype=np.int8)
    for column in indicator.columns:
        reasons = frame.reasons(column)
        found = np.where(found < 0, reasons, found)
    return _words(REASONS, found.astype(np.int32), mask=found < 0)


def single(column: pa.ChunkedArray) -> pa.Array:
    """A column as one array, without copying where it is one already."""
    if column.num_chunks == 1:
        return column.chunk(0)
    whole = column.combine_chunks()
    return whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole


def constant(word: str, size: int) -> pa.Array:
    return _words([word], np.zeros(size, dtype=np.int32))


def _words(
    words: Sequence[str | None],
    number: NDArray[np.int32],
    *,
    mask: NDArray[np.bool_] | None = None,
) -> pa.Array:
    """Positions in a list of words as a dictionary array; None among the words becomes null."""
    has_none = None in words
    if has_none:
        nothing = np.array([word is None for word in words], dtype=np.bool_)[number]
        mask = nothing if mask is None else mask | nothing
    distinct = list(dict.fromkeys(word for word in words if word is not None)) or [""]
    place = np.array([distinct.index(word) if word is not None else 0 for word in words], np.int32)
    indices = pa.array(place[np.where(number < 0, 0, number)], mask=mask)
    return pa.DictionaryArray.from_arrays(indices, pa.array(distinct, pa.string()))


class _Marks:
    """Which doubts touch which rows, by column."""

    def __init__(self) -> None:
        self.by_column: dict[str, list[tuple[int, tuple[int, ...]]]] = {}

    def lists(self, columns: Sequence[str], size: int) -> pa.Array:
        touching = {
            number: rows for column in columns for number, rows in self.by_column.get(column, ())
        }
        if not touching:
            return pa.ListArray.from_arrays(np.zeros(size + 1, np.int32), pa.array([], pa.int32()))
        numbers = np.concatenate(
            [np.full(len(rows), number, np.int32) for number, rows in touching.items()]
        )
        rows = np.concatenate([np.array(rows, np.int64) for rows in touching.values()])
        order = np.lexsort((numbers, rows))
        offsets = np.concatenate([[0], np.cumsum(np.bincount(rows, minlength=size))])
        return pa.ListArray.from_arrays(offsets.astype(np.int32), pa.array(numbers[order]))


def _marks(doubts: Sequence[Doubt], table: str) -> _Marks:
    marks = _Marks()
    for doubt in doubts:
        if doubt.table == table:
            for column in doubt.columns:
                marks.by_column.setdefault(column, []).append((doubt.number, doubt.rows))
    return marks
