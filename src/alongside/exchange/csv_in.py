"""Reads CSV text: which encoding, which separator, where each row begins, and whether the end is
missing.

Encodings are never guessed. UTF-8 is the rule, UTF-16 with its mark is read with a note, and anything
else, such as Windows-1252, is refused with how to save the file.
"""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from alongside.exchange.cells import RawCell, judge_text
from alongside.exchange.grid import RawRow, RawSheet
from alongside.exchange.limits import Limits
from alongside.exchange.problems import Problem
from alongside.kernel.refusals import Refusal

HOW_TO_SAVE = (
    "In Excel choose Save As and then “CSV UTF-8 (Comma delimited)”. "
    "In other programs choose UTF-8 as the encoding when you save."
)
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_CSV_WORDS = {
    "unexpected end of data": (
        "a quotation mark opens here and never closes, or the file is cut off."
    ),
    "field larger than field limit": "a cell is far too long; a quotation mark may be missing.",
}


def read_csv(data: bytes, *, limits: Limits) -> RawSheet:
    """Rows are read as they are asked for; a row that cannot be understood raises Refusal with its
    line.
    """
    text, notes = decode(data)
    separator = _separator(text)
    if separator != ",":
        notes.append(f"The columns were read as separated by {_SEPARATORS[separator]}.")
    sheet = RawSheet(rows=iter(()), notes=notes)
    sheet.rows = _rows(text, separator, sheet, limits)
    return sheet


def decode(data: bytes) -> tuple[str, list[str]]:
    """The text, and notes for the person about how it was read."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refusal(f"The file is in an unusual encoding (UTF-32). {HOW_TO_SAVE}")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_utf16(data), ["The file was read as “Unicode text” (UTF-16)."]
    if b"\0" in data[:4096]:
        raise Refusal(f"The file is not plain text. {HOW_TO_SAVE}")
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refusal(
            f"Line {line} has letters that are not in UTF-8, so some would be read wrongly. "
            f"{HOW_TO_SAVE}"
        ) from None


def _decode_utf16(data: bytes) -> str:
    try:
        return data.decode("utf-16")
    except UnicodeDecodeError:
        raise Refusal(
            f"The file is damaged or cut off in the middle of a letter. {HOW_TO_SAVE}"
        ) from None


def _separator(text: str) -> str:
    """The separator that occurs most in the first line, outside quotation marks; a comma when none
    does.
    """
    first = next((line for line in text.split("\n", 50) if line.strip(" ,;\t|\r")), "")
    outside = re.sub(r'"[^"]*"?', "", first)
    return max(_SEPARATORS, key=outside.count)


def _rows(text: str, separator: str, sheet: RawSheet, limits: Limits) -> Iterator[RawRow]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    last = _line_count(text)
    width = 0
    line = number = 1
    while True:
        try:
            fields = next(reader, None)
        except csv.Error as error:
            raise Refusal(f"Line {line}: {_csv_words(error)} Correct it and try again.") from None
        if fields is None:
            return
        row = RawRow(line, number, [_cell(raw, limits) for raw in fields])
        is_last = reader.line_num >= last
        if is_last and len(fields) < width and not text.endswith(("\n", "\r")):
            sheet.problems.append(_cut_off(row, len(fields), width))
        yield row
        width = width or len(fields)
        line, number = reader.line_num + 1, number + 1


def _line_count(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n") + 1


def _cell(raw: str, limits: Limits) -> RawCell:
    return judge_text(raw, longest=limits.cell_characters)


def _csv_words(error: csv.Error) -> str:
    for start, words in _CSV_WORDS.items():
        if str(error).startswith(start):
            return words
    return "a quotation mark stands in the wrong place; inside a quoted cell it must be doubled."


def _cut_off(row: RawRow, count: int, width: int) -> Problem:
    return Problem(
        row.line,
        f"the file stops in the middle of this row ({count} of {width} cells).",
        "Save or copy the whole file again.",
        row=row.number,
    )
