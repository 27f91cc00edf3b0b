"""Reads a file of two columns, date and figure, or of three: date, counted, out of how many.

Every row that cannot be right is named with its line; nothing is guessed and nothing half read.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from alongside.documents.charts.figures import LARGEST
from alongside.exchange.grid import Row, Table
from alongside.exchange.problems import Problem, TableRefused
from alongside.exchange.releases.marks import MARKS
from alongside.exchange.tables import read_table
from alongside.kernel.dates import PartialDate, day_in_words
from alongside.kernel.refusals import Refusal
from alongside.stats.charts.dated import Period

Read = TypeVar("Read")
_NUMBER = re.compile(
    r"[+-]?(\d{1,3}(,\d{3})+(\.\d+)?|(\d+\.?\d*|\.\d+)(e[+-]?\d+)?)", re.ASCII | re.I
)
"""As on a page: thousands set apart by commas or not at all."""
_YEAR = re.compile(r"(19|20|21)\d\d")
_COLUMNS = "Give two, the date and the figure, or three: the date, the number counted, and out of how many."
_RHYTHMS: tuple[tuple[Period, int, int], ...] = (
    ("day", 1, 1),
    ("week", 7, 7),
    ("month", 28, 31),
    ("quarter", 89, 92),
    ("year", 365, 366),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """``values`` are counts where there are ``denominators``; None is a missing figure.

    ``period`` is how often most of them follow one another, None when they have no rhythm.
    """

    dates: tuple[date, ...]
    values: tuple[float | None, ...]
    denominators: tuple[float | None, ...] | None
    is_percent: bool
    period: Period | None
    notes: tuple[str, ...]


def read_figures(path: Path, *, counts: bool, may_exceed: bool) -> Figures:
    """``counts``: figures are numbers of something, so that none is below nought; ``may_exceed``:
    more may be counted than they are out of, as events per head.

    Raises Refusal, or Refusals naming every line that is wrong.
    """
    table = read_table(path, name=path.name)
    names = table.headings
    if len(names) not in (2, 3):
        raise Refusal(f"The file has {len(names)} column{'s' * (len(names) != 1)}. {_COLUMNS}")
    rows = (*_first_row(table), *table.rows)
    if not rows:
        raise Refusal("The file has headings and no figures. Add a row for each date.")
    faults = _Faults(table)
    days = [faults.read(row, names[0], _day) for row in rows]
    columns = [[faults.read(row, name, _figure) for row in rows] for name in names[1:]]
    faults.check_order(rows, days)
    faults.check_unit(rows, names[1])
    if counts or len(columns) == 2:
        faults.check_counts(rows, columns)
    if len(columns) == 2 and not may_exceed:
        faults.check_shares(rows, columns)
    faults.raise_if_any()
    dates = tuple(day for day in days if day is not None)
    is_percent = any(row[names[1]].endswith("%") for row in rows)
    bases = tuple(columns[1]) if len(columns) == 2 else None
    return Figures(dates, tuple(columns[0]), bases, is_percent, rhythm(dates), table.notes)


def rhythm(dates: Sequence[date]) -> Period | None:
    """What most figures follow one another by; None for fewer than three.

    >>> rhythm([date(2024, 1, 1), date(2024, 2, 1), date(2024, 3, 1), date(2024, 6, 1)])
    'month'
    """
    gaps = [(later - earlier).days for earlier, later in pairwise(dates)]
    found = Counter(name for gap in gaps for name, low, high in _RHYTHMS if low <= gap <= high)
    if len(gaps) < 2 or not found:
        return None
    name, count = found.most_common(1)[0]
    return name if 2 * count > len(gaps) else None


def _first_row(table: Table) -> Iterator[Row]:
    """A file without headings has its first figures where they should be."""
    first = table.headings[0]
    try:
        _day(first)
    except Refusal:
        return
    yield Row(1, 1, {name: name for name in table.headings})


def _day(text: str) -> date:
    if _YEAR.fullmatch(text.strip()):
        return date(int(text), 1, 1)
    return PartialDate.parse(text).first


def _figure(text: str) -> float | None:
    """None where the file says that there is none: nothing, or a mark such as x."""
    if text in MARKS or text == "-":
        return None
    plain = text.removesuffix("%").strip()
    if not _NUMBER.fullmatch(plain):
        raise Refusal(f"“{text[:40]}” is not a number. Write it with digits, like 64.8 or 1,234.")
    value = float(plain.replace(",", ""))
    if abs(value) > LARGEST:
        fault = "large" if value > 0 else "far below nought"
        raise Refusal(f"“{text[:40]}” is too {fault}. A figure may go up to a million million.")
    return value


class _Faults:
    """What is wrong, line by line."""

    def __init__(self, table: Table) -> None:
        self._table = table
        self._found: list[Problem] = []

    def read(self, row: Row, column: str, read: Callable[[str], Read]) -> Read | None:
        try:
            return read(row[column])
        except Refusal as refusal:
            self._add(row, column, refusal.sentence)
            return None

    def check_order(self, rows: Sequence[Row], days: Sequence[date | None]) -> None:
        column = self._table.headings[0]
        for row, (before, day) in zip(rows[1:], pairwise(days), strict=True):
            if before is None or day is None or before < day:
                continue
            if before == day:
                said = f"{day_in_words(day)} is there twice. Keep one figure for each date."
            else:
                said = (
                    f"{day_in_words(day)} comes after {day_in_words(before)}. Put the dates in order, "
                    "the earliest first."
                )
            self._add(row, column, said)

    def check_unit(self, rows: Sequence[Row], column: str) -> None:
        """A percentage beside a plain number could be 64% or 0.64."""
        held = [row for row in rows if row[column] and row[column] not in MARKS]
        marked = [row for row in held if row[column].endswith("%")]
        if not marked or len(marked) == len(held):
            return
        for row in (row for row in held if row not in marked):
            said = (
                f"“{row[column]}” has no % sign and line {marked[0].line} has one. Write all figures "
                "in the same unit."
            )
            self._add(row, column, said)

    def check_counts(self, rows: Sequence[Row], columns: Sequence[Sequence[float | None]]) -> None:
        names = self._table.headings[1:]
        for name, numbers in zip(names, columns, strict=True):
            for row, number in zip(rows, numbers, strict=True):
                if number is not None and number < 0:
                    self._add(row, name, "A count cannot be below nought. Check the number.")
                if len(columns) == 2 and row[name].endswith("%"):
                    self._add(row, name, "This is a percentage. Write how many were counted.")

    def check_shares(self, rows: Sequence[Row], columns: Sequence[Sequence[float | None]]) -> None:
        column = self._table.headings[1]
        for row, top, base in zip(rows, *columns, strict=True):
            if top is not None and base is not None and top > base:
                said = (
                    f"{row[column]} of {row[self._table.headings[2]]} cannot be right: the part is "
                    "larger than the whole. Check both numbers."
                )
                self._add(row, column, said)

    def raise_if_any(self) -> None:
        if self._found:
            raise TableRefused(sorted(self._found, key=lambda problem: problem.line))

    def _add(self, row: Row, column: str, said: str) -> None:
        self._found.append(self._table.problem(row, column, what=said))
