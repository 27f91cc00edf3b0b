"""A document as people read it, to tell what an import changes: dates and columns in words, and each
status under the month of its column. Pure.
"""

from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.plan.rules.codes import MeasureKind
from alongside.plan.transfer.schema import Document, is_empty
from alongside.plan.words import MEASURE_KINDS

COLUMNS = "progress_columns"
LABELS = "progress_column_labels"
_DATES = ("start_date", "end_date", "date")


def as_read(document: Document) -> Document:
    """The same document; its table of statuses is told by month, and cells without words are left out."""
    found: Document = _in_words(document)
    if COLUMNS not in document:
        return found
    months = _months(document[COLUMNS] or [])
    labels = document.get(LABELS) or [None] * len(months)
    headings = [
        f"{month}, headed “{label}”" if label else month
        for month, label in zip(months, labels, strict=False)
    ]
    found["columns_of_statuses"] = headings
    found["rows"] = [_row(row, months) for row in found["rows"]]
    return {name: value for name, value in found.items() if name not in (COLUMNS, LABELS)}


def _row(row: Document, months: list[str]) -> Document:
    statuses = {
        f"status for {month}": word
        for month, word in zip(months, row.get("progress") or [], strict=False)
        if word
    }
    return {name: value for name, value in row.items() if name != "progress"} | statuses


def _months(columns: list[str]) -> list[str]:
    """Each column by its own words, so that two of one month stay two."""
    found: list[str] = []
    for iso in columns:
        words = _date(iso)
        found.append(f"{words}, column {len(found) + 1}" if words in found else words)
    return found


def _in_words(value: Any, name: str = "") -> Any:
    match value:
        case dict():
            return {key: _in_words(item, key) for key, item in value.items()}
        case list():
            return [_in_words(item, name) for item in value]
        case str() if name in _DATES:
            return _date(value)
        case str() if name == "kind" and value in MEASURE_KINDS:
            return MEASURE_KINDS[MeasureKind(value)].lower()
    return value


def _date(iso: str) -> str:
    try:
        return iso if is_empty(iso) else str(PartialDate.parse(iso))
    except Refusal:
        return iso
