"""The door for tables from outside: CSV and Excel workbooks, read safely into one shape.

    table = read_table(upload, name="actions.xlsx")
    table.require("Reference", "Action")
    for row in table.rows: row["Action"]; table.problem(row, "End", what="…", mend="…")

Every bad cell is reported at once (``TableRefused.problems``). Nothing but ``Refusal`` or
``Refusals`` is raised for what a file holds. What the columns mean is for the room that imports
them.
"""

from pathlib import Path, PurePosixPath
from typing import BinaryIO

from alongside.exchange.archives import ZIP_START
from alongside.exchange.csv_in import HOW_TO_SAVE, read_csv
from alongside.exchange.grid import Column, RawSheet, Row, Table, build_table
from alongside.exchange.limits import USUAL, Limits, read_bounded
from alongside.exchange.problems import Problem, TableRefused
from alongside.exchange.xlsx_in import read_xlsx
from alongside.kernel.refusals import Refusal

__all__ = [
    "Column",
    "Limits",
    "Problem",
    "Row",
    "Table",
    "TableRefused",
    "read_table",
    "read_tables",
]

_SAVE_AS_XLSX = (
    "Open it in the program that made it and save it as Excel Workbook (.xlsx) or CSV UTF-8."
)
_OLD_WORKBOOK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD_PART = "EncryptedPackage".encode("utf-16-le")
_NOT_TABLES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"{\\rtf": "a Word document",
    b"Rar!": "a packed file",
    b"7z\xbc\xaf": "a packed file",
    b"\x1f\x8b": "a packed file",
    b"MZ": "a program",
    b"\x7fELF": "a program",
}
_OTHER_KINDS = {
    ".xls": f"The file is in the old Excel format (.xls). {_SAVE_AS_XLSX}",
    ".xlsm": f"Workbooks with macros (.xlsm) are not accepted. {_SAVE_AS_XLSX}",
    ".xlsb": f"Binary workbooks (.xlsb) are not accepted. {_SAVE_AS_XLSX}",
    ".ods": f"OpenDocument spreadsheets (.ods) are not read here. {_SAVE_AS_XLSX}",
    ".numbers": f"Numbers files are not read here. {_SAVE_AS_XLSX}",
}
_CSV_ENDINGS = (".csv", ".tsv", ".txt")


def read_table(
    data: BinaryIO | Path, *, name: str, limits: Limits = USUAL, sheet: str = ""
) -> Table:
    """The one table of the file, or the named sheet. ``name`` is the file's name as the person
    knows it.
    """
    sheets = _raw_sheets(data, name, limits)
    if sheet:
        sheets = [raw for raw in sheets if raw.name.casefold() == sheet.casefold()]
        if not sheets:
            raise Refusal(f"The workbook has no sheet named “{sheet}”.")
    if len(sheets) > 1:
        names = ", ".join(f"“{raw.name}”" for raw in sheets)
        raise Refusal(
            f"The workbook has several sheets ({names}). Keep the one that is meant and "
            "delete the others."
        )
    return build_table(sheets[0], limits=limits)


def read_tables(data: BinaryIO | Path, *, name: str, limits: Limits = USUAL) -> tuple[Table, ...]:
    """Every sheet of a workbook in order, with the problems of all of them together."""
    tables: list[Table] = []
    problems: list[Problem] = []
    more_count = 0
    for raw in _raw_sheets(data, name, limits):
        try:
            tables.append(build_table(raw, limits=limits))
        except TableRefused as refused:
            problems.extend(refused.problems)
            more_count += refused.more_count
    if problems:
        raise TableRefused(problems, more_count=more_count)
    return tuple(tables)


def _raw_sheets(data: BinaryIO | Path, name: str, limits: Limits) -> list[RawSheet]:
    ending = PurePosixPath(name.replace("\\", "/").lower()).suffix
    if ending in _OTHER_KINDS:
        raise Refusal(_OTHER_KINDS[ending])
    if ending not in (".xlsx", *_CSV_ENDINGS):
        raise Refusal(
            "The file is not a table. Choose an Excel workbook (.xlsx) or a CSV file (.csv)."
        )
    content = read_bounded(data, limits=limits)
    _check_is_table(content)
    is_zip = content.startswith(ZIP_START)
    if ending == ".xlsx":
        if not is_zip:
            raise Refusal(
                f"The file’s name ends in .xlsx but it is not an Excel workbook. {_SAVE_AS_XLSX}"
            )
        return read_xlsx(content, limits=limits)
    if is_zip:
        raise Refusal(
            f"The file’s name ends in {ending} but it is a workbook or packed file. Rename it "
            "to .xlsx, or save it as CSV."
        )
    return [read_csv(content, limits=limits)]


def _check_is_table(content: bytes) -> None:
    if content.startswith(_OLD_WORKBOOK):
        if _PASSWORD_PART in content:
            raise Refusal(
                "The workbook is protected by a password. Save a copy without the password "
                "and try again."
            )
        raise Refusal(_OTHER_KINDS[".xls"])
    for start, words in _NOT_TABLES.items():
        if content.startswith(start):
            raise Refusal(
                f"The file is {words}, not a table. Choose an Excel workbook (.xlsx) or a CSV "
                "file (.csv)."
            )
    beginning = content[:512].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if beginning.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<script", b"<svg")):
        raise Refusal(f"The file is a web page or XML, not a table. {HOW_TO_SAVE}")
