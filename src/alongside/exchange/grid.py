"""From rows of raw cells to a table: headings, columns, empty rows, and every bad cell reported.

It does not know the file format the cells came from, nor what the columns mean.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from alongside.exchange.cells import Fault, RawCell
from alongside.exchange.limits import Limits
from alongside.exchange.problems import Problem, ProblemList, TableRefused
from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class RawRow:
    """``line`` is the line of the file where the row begins, ``number`` its row number in a
    spreadsheet.
    """

    line: int
    number: int
    cells: Sequence[RawCell]

    @property
    def is_empty(self) -> bool:
        return not any(cell.text or cell.fault for cell in self.cells)


@dataclass(slots=True)
class RawSheet:
    """``notes`` and ``problems`` may still grow while ``rows`` are read."""

    rows: Iterator[RawRow]
    name: str = ""
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    letter: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of text under the headings; a typed date reads "2020-06-05", a month "2020-06"."""

    line: int
    number: int
    texts: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.texts[column]

    def get(self, column: str) -> str:
        """The text, or "" when the table has no such column."""
        return self.texts.get(column, "")


@dataclass(frozen=True, slots=True)
class Table:
    """``notes`` are sentences for the person about how the file was read, such as its encoding."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sheet: str = ""
    notes: tuple[str, ...] = ()

    @property
    def headings(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)

    def letter(self, heading: str) -> str:
        return next((column.letter for column in self.columns if column.name == heading), "")

    def problem(self, row: Row, heading: str, *, what: str, mend: str = "") -> Problem:
        """For importers: what is wrong with the meaning of one cell, at its place."""
        return Problem(
            line=row.line,
            row=row.number,
            sheet=self.sheet,
            letter=self.letter(heading),
            column=heading,
            what=what,
            mend=mend,
        )

    def require(self, *headings: str) -> None:
        """Raises TableRefused naming every heading that is not there."""
        missing = [heading for heading in headings if heading not in self.headings]
        if missing:
            line = self.rows[0].line - 1 if self.rows else 1
            there = ", ".join(f"“{heading}”" for heading in self.headings)
            raise TableRefused(
                [
                    Problem(
                        line=max(line, 1),
                        sheet=self.sheet,
                        what=f"there is no column “{heading}”.",
                        mend=f"The columns are {there}. Add the column or correct its heading.",
                    )
                    for heading in missing
                ]
            )


def letter_of(index: int) -> str:
    """The letter that a spreadsheet gives to a column, from 0.

    >>> letter_of(0), letter_of(25), letter_of(26), letter_of(16383)
    ('A', 'Z', 'AA', 'XFD')
    """
    letters = ""
    index += 1
    while index:
        index, remainder = divmod(index - 1, 26)
        letters = chr(ord("A") + remainder) + letters
    return letters


def build_table(sheet: RawSheet, *, limits: Limits) -> Table:
    """Raises TableRefused with every problem, or Refusal when the file as a whole cannot be a
    table.
    """
    found = ProblemList(limits.problems)
    filled = (row for row in sheet.rows if not row.is_empty)
    heading_row = next(filled, None)
    if heading_row is None:
        where = f"The sheet “{sheet.name}”" if sheet.name else "The file"
        raise Refusal(f"{where} has no rows. Put the headings in the first row.")
    columns = _headings(heading_row, sheet=sheet.name, limits=limits, found=found)
    rows = tuple(_rows(filled, columns, sheet=sheet.name, limits=limits, found=found))
    for problem in sheet.problems:
        found.add(problem)
    found.raise_if_any()
    return Table(
        columns=tuple(columns.values()), rows=rows, sheet=sheet.name, notes=tuple(sheet.notes)
    )


def _headings(row: RawRow, *, sheet: str, limits: Limits, found: ProblemList) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    seen: dict[str, str] = {}
    for index, cell in enumerate(row.cells):
        if not (cell.text or cell.fault):
            continue
        column = Column(" ".join(cell.text.split()), letter_of(index))
        columns[index] = column
        earlier = seen.setdefault(column.name.casefold(), column.letter)
        if cell.fault:
            found.add(_problem(row, index, cell.fault, name="", sheet=sheet))
        elif earlier != column.letter:
            what = f"the heading “{column.name}” is also in column {earlier}."
            found.add(
                Problem(
                    row.line,
                    what,
                    "Give each column its own heading.",
                    column.letter,
                    row=row.number,
                    sheet=sheet,
                )
            )
    if len(columns) > limits.columns:
        raise Refusal(
            f"The table has more than {limits.columns} columns. Keep only the columns that "
            "are needed."
        )
    return columns


def _rows(
    rows: Iterable[RawRow],
    columns: Mapping[int, Column],
    *,
    sheet: str,
    limits: Limits,
    found: ProblemList,
) -> Iterator[Row]:
    for count, row in enumerate(rows, start=1):
        if count > limits.rows:
            raise Refusal(
                f"The table has more than {limits.rows:,} rows. Split it into smaller files."
            )
        for index, cell in enumerate(row.cells):
            column = columns.get(index)
            if cell.fault:
                name = column.name if column else ""
                found.add(_problem(row, index, cell.fault, name=name, sheet=sheet))
            elif cell.text and column is None:
                found.add(_stray_cell(row, index, sheet=sheet))
        yield Row(
            row.line,
            row.number,
            {c.name: row.cells[i].text if i < len(row.cells) else "" for i, c in columns.items()},
        )


def _problem(row: RawRow, index: int, fault: Fault, *, name: str, sheet: str) -> Problem:
    return Problem(
        row.line, fault.what, fault.mend, letter_of(index), name, row=row.number, sheet=sheet
    )


def _stray_cell(row: RawRow, index: int, *, sheet: str) -> Problem:
    return Problem(
        row.line,
        "the cell stands in a column without a heading.",
        "Give the column a heading, or put text that contains commas between quotation marks.",
        letter_of(index),
        row=row.number,
        sheet=sheet,
    )
