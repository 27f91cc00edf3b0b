"""Reads the courts' table of appeal rates as it comes with a release: one row an authority, three
columns a year, headings in two rows, footnote numbers behind names.

The dash there is a count of none, which the rate of 0.00% beside it confirms; without such a rate
it is missing.
"""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from alongside.exchange.csv_in import decode
from alongside.exchange.releases.authorities import region_of
from alongside.exchange.releases.csv_tables import CsvText, ReadTable, open_csv, read_csv_table
from alongside.exchange.releases.layouts import TableLayout
from alongside.exchange.releases.layouts_appeals import (
    APPEALS,
    APPEALS_REVISED,
    DECISIONS,
    RATE,
    REGISTERED,
)
from alongside.kernel.refusals import Refusal

HEADINGS = (
    "time_period", "geographic_level", "region_code", "region_name", "old_la_code", "la_name",
    REGISTERED, DECISIONS, RATE,
)  # fmt: skip
_DASH = "-"


@dataclass(frozen=True, slots=True)
class _Year:
    """Where a year's three columns stand; ``is_revised`` for decisions counted the new way."""

    year: str
    registered: int
    decisions: int
    rate: int
    is_revised: bool = False


def is_courts_table(text: CsvText) -> bool:
    return "appeal rate" in text.headings[0] and "send" in text.headings[0]


def read_courts_table(text: CsvText) -> Iterator[ReadTable]:
    """One table for each way of counting decisions."""
    decoded, _ = decode(text.data)
    rows = list(csv.reader(io.StringIO(decoded, newline="")))
    top = next((n for n, row in enumerate(rows) if row[:2] == ["Local Authority", "LA code"]), None)
    if top is None:
        raise Refusal(f"{text.name} has no row of headings that begins with “Local Authority”.")
    years = _years(rows[top], rows[top + 1])
    for layout, is_revised in ((APPEALS, False), (APPEALS_REVISED, True)):
        chosen = [year for year in years if year.is_revised == is_revised]
        if chosen:
            yield _read(text.name, layout, _lines(rows[top + 2 :], chosen))


def _read(name: str, layout: TableLayout, lines: Iterator[list[str]]) -> ReadTable:
    """Through the same door as any other table, so that it is judged alike."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    writer.writerows(lines)
    return read_csv_table(open_csv(name, out.getvalue().encode()), layout)


def _years(years: list[str], parts: list[str]) -> list[_Year]:
    found = []
    for column, year in enumerate(years):
        if re.fullmatch(r"20\d\d", year.strip()):
            found.append(_Year(year.strip(), column, column + 1, column + 2))
    revised = [n for n, part in enumerate(parts) if part.startswith("In development")]
    if found and len(revised) == 2:
        last = found[-1]
        found.append(_Year(last.year, last.registered, revised[0], revised[1], is_revised=True))
    return found


def _lines(rows: list[list[str]], years: list[_Year]) -> Iterator[list[str]]:
    region = ""
    for row in rows:
        name, code = re.sub(r"[\d,]+$", "", row[0]).strip(), row[1].strip()
        if not any(cell.strip() for cell in row[2:]):
            region = region_of("", name) or region
            if name.casefold().startswith("sources"):
                return
            continue
        is_england = name.casefold() == "england total"
        if not code and not is_england and name.casefold().startswith("england"):
            continue
        for year in years:
            if row[year.registered].strip() or row[year.decisions].strip():
                place = ["National", "", "", "", "England"] if is_england else [
                    "Local authority", region, "", code, name,
                ]  # fmt: skip
                yield [year.year, *place, *_cells(row, year)]


def _cells(row: list[str], year: _Year) -> list[str]:
    registered, decisions, rate = (
        _plain(row[place]) for place in (year.registered, year.decisions, year.rate)
    )
    is_none = registered == _DASH and rate in ("0.00", "0.0", "0")
    return ["0" if is_none else registered.replace(_DASH, "x"), decisions.replace(_DASH, "x"), rate]


def _plain(cell: str) -> str:
    plain = cell.strip().removesuffix("%").replace(",", "")
    return ".." if plain in ("..", ".. ", ".") else plain
