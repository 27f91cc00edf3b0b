"""Writes Excel workbooks: text is never a formula, headings stay in view, the same data gives the
same bytes.

Text that looks like a formula is marked as text in its cell, as Excel does when an apostrophe is
typed. Rows are streamed to disk, so memory does not grow with them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Any, BinaryIO

from alongside.exchange.cells import is_formula_shaped
from alongside.exchange.csv_out import Value
from alongside.exchange.on_demand import library
from alongside.kernel.refusals import Refusal

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MADE = datetime(2020, 1, 1, tzinfo=UTC)
_LONGEST = 32_767
_MOST_ROWS = 1_048_576
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "default_date_format": "d mmmm yyyy",
}
_WIDEST, _NARROWEST = 60, 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """``widths`` are in characters; without one, a column is as wide as its heading."""

    name: str
    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def write_xlsx(out: BinaryIO, *sheets: Sheet, title: str = "") -> None:
    """Raises Refusal when a cell or the table is larger than Excel can hold: nothing is cut off
    quietly.
    """
    with TemporaryDirectory(prefix="alongside-workbook-") as folder:
        path = Path(folder) / "book.xlsx"
        book = library("xlsxwriter").Workbook(path, {**_OPTIONS, "tmpdir": folder})
        try:
            _fill(book, sheets, title)
        finally:
            book.close()
        with path.open("rb") as made:
            copyfileobj(made, out)


def _fill(book: Any, sheets: Iterable[Sheet], title: str) -> None:
    book.set_properties({"title": title, "created": _MADE.replace(tzinfo=None)})
    formats = _Formats.of(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet_name(sheet.name)), sheet, formats)


def sheet_name(name: str) -> str:
    """A name that Excel accepts: at most 31 characters and none of [ ] : * ? / \\ .

    >>> sheet_name("Actions: 2020/21")
    'Actions  2020 21'
    """
    plain = "".join(
        " " if letter in "[]:*?/\\" or not letter.isprintable() else letter for letter in name
    )
    return plain[:31].strip(" '") or "Sheet"


@dataclass(frozen=True, slots=True)
class _Formats:
    heading: Any
    text: Any
    marked: Any
    moment: Any

    @classmethod
    def of(cls, book: Any) -> "_Formats":
        wrapped = {"text_wrap": True, "valign": "top"}
        return cls(
            heading=book.add_format({"bold": True, "bottom": 1, **wrapped}),
            text=book.add_format(wrapped),
            marked=book.add_format({"quote_prefix": True, **wrapped}),
            moment=book.add_format({"num_format": "d mmmm yyyy hh:mm", "valign": "top"}),
        )


def _write_sheet(page: Any, sheet: Sheet, formats: _Formats) -> None:
    for column, heading in enumerate(sheet.headings):
        width = sheet.widths[column] if column < len(sheet.widths) else len(heading) + 2
        page.set_column(column, column, min(max(width, _NARROWEST), _WIDEST))
        _write_text(page, (0, column), heading, formats.heading)
    page.freeze_panes(1, 0)
    page.repeat_rows(0)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    for number, row in enumerate(sheet.rows, start=1):
        if number >= _MOST_ROWS:
            raise Refusal("There are more rows than Excel can hold. Ask for the CSV file.")
        for column, value in enumerate(row):
            _write_value(page, (number, column), value, formats)


def _write_value(page: Any, place: tuple[int, int], value: Value, formats: _Formats) -> None:
    match value:
        case None | "":
            return
        case bool():
            page.write_boolean(*place, value)
        case datetime():
            page.write_datetime(*place, value.replace(tzinfo=None), formats.moment)
        case date():
            page.write_datetime(*place, value)
        case int() | float() | Decimal():
            page.write_number(*place, value)
        case str():
            _write_text(
                page, place, value, formats.marked if is_formula_shaped(value) else formats.text
            )


def _write_text(page: Any, place: tuple[int, int], text: str, look: Any) -> None:
    if len(text) > _LONGEST:
        raise Refusal(
            f"The text in row {place[0] + 1} is longer than Excel can hold. Ask for the CSV file."
        )
    page.write_string(*place, text, look)
