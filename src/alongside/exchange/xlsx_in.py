"""Reads the sheets of an Excel workbook (.xlsx) into raw rows.

A date typed as a date reads "2020-06-05", a month "2020-06", a percentage "50%", a number as it is
shown to fifteen digits. Formulas, error values and merged cells are problems, each at its place; a
hidden sheet refuses the file, and hidden rows or columns are told in a note.
"""

import math
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from xml.etree.ElementTree import Element

from alongside.exchange.archives import DAMAGED, check_archive
from alongside.exchange.cells import EMPTY, FORMULA_MEND, Fault, RawCell, judge_text
from alongside.exchange.grid import RawRow, RawSheet
from alongside.exchange.limits import Limits
from alongside.exchange.problems import Problem
from alongside.exchange.workbook_parts import (
    GENERAL,
    SheetPart,
    Style,
    Workbook,
    children,
    elements,
    is_true,
    local,
    open_workbook,
    text_of,
    unescape,
)
from alongside.kernel.refusals import Refusal

_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_LAST_SERIAL = 2_958_466
_MOST_EMPTY_ROWS = 1_100_000
_SHEET_PARTS = frozenset({"row", "mergeCell", "col"})
_HIDDEN_NOTE = "Some rows or columns are hidden in the file; they were read too."


def read_xlsx(data: bytes, *, limits: Limits) -> list[RawSheet]:
    """Every visible worksheet, in order. Rows are read as they are asked for."""
    check_archive(data, limits=limits)
    book = open_workbook(data, limits=limits)
    hidden = [sheet.name for sheet in book.sheets if sheet.is_hidden]
    if hidden:
        names = ", ".join(f"“{name}”" for name in hidden)
        raise Refusal(
            f"The workbook has a hidden sheet ({names}). Show it and check it, or delete it, "
            "and try again."
        )
    if not book.sheets:
        raise Refusal(
            "The workbook has no sheet of cells. Put the table on a worksheet and try again."
        )
    return [_sheet(book, part) for part in book.sheets]


def _sheet(book: Workbook, part: SheetPart) -> RawSheet:
    sheet = RawSheet(rows=iter(()), name=part.name)
    sheet.rows = _rows(book, part, sheet)
    return sheet


def _rows(book: Workbook, part: SheetPart, sheet: RawSheet) -> Iterator[RawRow]:
    number = count = 0
    for element in elements(book, part.part, _SHEET_PARTS):
        if is_true(element.get("hidden", "")) and _HIDDEN_NOTE not in sheet.notes:
            sheet.notes.append(_HIDDEN_NOTE)
        if local(element.tag) == "mergeCell":
            sheet.problems.append(_merged(element.get("ref", ""), part.name))
            _check_count(len(sheet.problems), book.limits.rows)
        elif local(element.tag) == "row":
            count += 1
            _check_count(count, _MOST_EMPTY_ROWS)
            number = _row_number(element, number)
            yield RawRow(number, number, _cells(book, element))


def _check_count(count: int, most: int) -> None:
    if count > most:
        raise Refusal(
            "The sheet has far too many rows or merged cells. Copy the table to a new workbook."
        )


def _row_number(element: Element, last: int) -> int:
    text = element.get("r", str(last + 1))
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 8 else 0
    if number <= last:
        raise Refusal(DAMAGED)
    return number


def _merged(reference: str, sheet: str) -> Problem:
    found = _PLACE.match(reference)
    return Problem(
        line=int(found[2]) if found else 1,
        letter=found[1] if found else "",
        sheet=sheet,
        what=(
            f"the cells {reference[:20]} are merged, so it is not clear which rows the value "
            "belongs to."
        ),
        mend="Unmerge them and repeat the value in each row.",
    )


def _cells(book: Workbook, row: Element) -> list[RawCell]:
    """Cells by column. Columns over the limit are kept only when they hold something."""
    found: dict[int, RawCell] = {}
    column = -1
    for element in children(row, "c"):
        column = _column(element, column)
        cell = _cell(book, element)
        if cell.text or cell.fault:
            if column >= book.limits.columns:
                raise Refusal(
                    f"The table has more than {book.limits.columns} columns. Keep only those "
                    "that are needed."
                )
            found[column] = cell
    return [found.get(index, EMPTY) for index in range(max(found, default=-1) + 1)]


def _column(element: Element, last: int) -> int:
    reference = element.get("r")
    if reference is None:
        return last + 1
    found = _PLACE.fullmatch(reference)
    if not found:
        raise Refusal(DAMAGED)
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column - 1 <= last:
        raise Refusal(DAMAGED)
    return column - 1


def _cell(book: Workbook, element: Element) -> RawCell:
    kind = element.get("t", "n")
    style = _style(book, element)
    if next(children(element, "f"), None) is not None:
        return RawCell(
            "", Fault("the cell holds a formula.", f"Paste it as a value. {FORMULA_MEND}")
        )
    if kind == "inlineStr":
        text = "".join(text_of(inline) for inline in children(element, "is"))
        return judge_text(text, longest=book.limits.cell_characters, is_marked=style.is_marked)
    value = "".join(v.text or "" for v in children(element, "v")).strip()
    if not value:
        return EMPTY
    return _valued(book, kind, value, style)


def _style(book: Workbook, element: Element) -> Style:
    index = element.get("s", "0")
    if index.isascii() and index.isdigit() and int(index[:9]) < len(book.styles):
        return book.styles[int(index[:9])]
    return GENERAL


def _valued(book: Workbook, kind: str, value: str, style: Style) -> RawCell:
    match kind:
        case "s":
            if not (value.isascii() and value.isdigit() and int(value[:9]) < len(book.texts)):
                raise Refusal(DAMAGED)
            text = book.texts[int(value[:9])]
        case "str":
            text = unescape(value)
        case "b":
            return RawCell("TRUE" if is_true(value) else "FALSE")
        case "e":
            return RawCell(
                "", Fault(f"the cell shows the error {value[:12]}.", "Type the value itself.")
            )
        case "d":
            return _iso_date(value)
        case _:
            return _number(value, style, is_1904=book.is_1904)
    return judge_text(text, longest=book.limits.cell_characters, is_marked=style.is_marked)


def _iso_date(value: str) -> RawCell:
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        raise Refusal(DAMAGED) from None
    return RawCell(f"{moment:%Y-%m-%d %H:%M}".removesuffix(" 00:00"))


def _number(value: str, style: Style, *, is_1904: bool) -> RawCell:
    try:
        number = float(value)
    except ValueError:
        raise Refusal(DAMAGED) from None
    if not math.isfinite(number):
        raise Refusal(DAMAGED)
    if style.is_date:
        return _date(number, style, is_1904=is_1904)
    shown = Decimal(format(number, ".15g"))
    return RawCell(f"{_plain(shown * 100)}%" if style.is_percentage else _plain(shown))


def _plain(number: Decimal) -> str:
    if number == number.to_integral_value():
        number = number.quantize(Decimal(1)) if abs(number) < 10**20 else number
        return format(number, "f").removeprefix("-") if number == 0 else format(number, "f")
    return format(number.normalize(), "f")


def _date(serial: float, style: Style, *, is_1904: bool) -> RawCell:
    if not 0 <= serial < _LAST_SERIAL:
        fault = Fault(
            "the cell is shown as a date but holds a number that is no date.",
            "Type the date again.",
        )
        return RawCell("", fault)
    days, fraction = divmod(serial, 1)
    seconds = round(fraction * 86_400)
    clock = f"{seconds // 3600 % 24:02}:{seconds // 60 % 60:02}"
    if serial < 1:
        return RawCell(clock)
    first = date(1904, 1, 1) if is_1904 else date(1899, 12, 31 if serial < 61 else 30)
    day = first + timedelta(days=int(days) + seconds // 86_400)
    if style.is_month and day.day == 1:
        return RawCell(f"{day:%Y-%m}")
    return RawCell(day.isoformat() if clock == "00:00" else f"{day.isoformat()} {clock}")
