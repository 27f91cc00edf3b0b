"""A table with its rows placed: which area, which period, which breakdown each row speaks of.

Everything that checks and figures need is an array with one number a row; what the numbers stand
for is in the lists beside them.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from alongside.exchange.releases.layouts import TableLayout, Unit
from alongside.exchange.releases.marks import SUFFIX
from alongside.exchange.releases.periods import Period

AUTHORITY, REGION, ENGLAND_LEVEL = "authority", "region", "England"
LEVELS = (AUTHORITY, REGION, ENGLAND_LEVEL)
TOTAL = "total"
Numbers = NDArray[np.int32]
Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Area:
    """``code`` is "" when nobody knows the area; ``published_code`` is what the file says."""

    level: str
    code: str
    name: str
    region_code: str
    published_code: str
    published_name: str
    fault: str = ""
    fault_kind: str = ""


@dataclass(frozen=True, slots=True)
class Measure:
    """What a row's figure is, where that differs from row to row."""

    code: str
    words: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class Frame:
    """``area``, ``period``, ``topic`` and ``breakdown`` hold a position in the list of that name.

    Topic 0 is ``total``: the row for all. ``cell`` numbers period, topic and breakdown together.
    ``own`` numbers the areas as they are, whatever code a row gives them. ``measures`` and
    ``measure`` are for a table whose rows are of different measures, with one column of figures.
    """

    name: str
    layout: TableLayout
    table: pa.Table
    areas: tuple[Area, ...]
    periods: tuple[Period, ...]
    topics: tuple[str, ...]
    breakdowns: tuple[str, ...]
    area: Numbers
    own: Numbers
    period: Numbers
    topic: Numbers
    breakdown: Numbers
    cell: Rows
    measures: tuple[Measure, ...] = ()
    measure: Numbers | None = None

    @property
    def size(self) -> int:
        return int(self.table.num_rows)

    @property
    def is_total(self) -> NDArray[np.bool_]:
        total: NDArray[np.bool_] = self.topic == 0
        return total

    def of_areas(self, ask: Callable[[Area], bool]) -> NDArray[np.bool_]:
        """Which rows are of areas that answer yes."""
        answers: NDArray[np.bool_] = np.array([ask(area) for area in self.areas], dtype=np.bool_)
        rows: NDArray[np.bool_] = answers[self.area]
        return rows

    def numbers(self, column: str) -> NDArray[np.float64]:
        """A column of figures; NaN where it is missing."""
        return np.asarray(self.table[column].to_numpy(zero_copy_only=False), dtype=np.float64)

    def reasons(self, column: str) -> NDArray[np.int8]:
        """For each row the number of the reason why the figure is missing, or -1."""
        name = column + SUFFIX
        if name not in self.table.column_names:
            return np.full(self.size, -1, dtype=np.int8)
        whole = self.table[name].combine_chunks()
        part = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
        return np.asarray(part.indices.fill_null(-1).to_numpy(zero_copy_only=False), dtype=np.int8)

    def words(self, row: int) -> str:
        """A row in words: area, period and breakdown."""
        area = self.areas[self.area[row]]
        words = f"{area.name or area.published_name}, {self.periods[self.period[row]].label}"
        if self.topic[row]:
            words += f", {self.topics[self.topic[row]]} {self.breakdowns[self.breakdown[row]]}"
        return words


def examples(frame: Frame, rows: Rows, *, most: int = 3) -> str:
    """The first rows in words, and how many more there are."""
    named = "; ".join(frame.words(int(row)) for row in rows[:most])
    more = len(rows) - most
    return f"{named} and {more:,} more rows" if more > 0 else named
