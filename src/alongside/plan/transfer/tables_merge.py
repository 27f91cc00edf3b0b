"""A table laid over what was published before: its cells count, and what it does not mention stays.

A cell that says the same in other words ("February 2020" for 2020-02) is the same. An empty cell mentions
nothing. Pure.
"""

from collections.abc import Mapping
from typing import Any

from alongside.plan.transfer.meaning import row_key
from alongside.plan.transfer.printed_dates import printed_date
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document

_DATES = {
    "start": ("start_date", "start_date_printed"),
    "end": ("end_date", "end_date_printed", "end_date_note"),
}
_OPTIONAL = ("start_date_printed", "end_date_note")


def laid_over(held: Document, table: Document) -> Document:
    """``held`` as it reads with the table's cells in it; its own account of itself stays."""
    columns, labels = _columns(held, table)
    places = {iso: place for place, iso in enumerate(columns)}
    moved_to = [places[iso] for iso in table["progress_columns"]]
    rows = {row_key(row): _widened(row, held["progress_columns"], columns) for row in held["rows"]}
    for row in table["rows"]:
        known = rows.get(row_key(row))
        rows[row_key(row)] = _row(known, row, moved_to, len(columns))
    return held | {
        "progress_columns": columns,
        "progress_column_labels": labels if any(labels) else None,
        "rows": list(rows.values()),
        "measure_to_action_part": _placements(held, table),
    }


def _columns(held: Document, table: Document) -> tuple[list[str], list[str | None]]:
    """New dates stand behind those that are known, in the order of the table."""
    labels = dict(zip(held["progress_columns"], _labels(held), strict=True))
    for iso, label in zip(table["progress_columns"], _labels(table), strict=True):
        labels.setdefault(iso, label)
    return list(labels), list(labels.values())


def _labels(document: Document) -> list[str | None]:
    return document["progress_column_labels"] or [None] * len(document["progress_columns"])


def _widened(row: Document, before: list[str], columns: list[str]) -> Document:
    if row["progress"] is None or len(before) == len(columns):
        return row
    words = dict(zip(before, row["progress"], strict=True))
    return row | {"progress": [words.get(iso) for iso in columns]}


def _row(known: Document | None, row: Document, moved_to: list[int], width: int) -> Document:
    words: list[str | None] = list((known or {}).get("progress") or [None] * width)
    for place, word in zip(moved_to, row["progress"] or [None] * len(moved_to), strict=True):
        if word and folded(word) != folded(words[place] or ""):
            words[place] = word
    found = (known or row) | {"progress": words if any(words) else None}
    if known is not None:
        _take_cells(found, row)
    return found


def _take_cells(found: Document, row: Mapping[str, Any]) -> None:
    if row["lead_printed"] and folded(row["lead_printed"]) != folded(found["lead_printed"] or ""):
        found["lead_printed"] = row["lead_printed"]
    for which, names in _DATES.items():
        is_given = any(row.get(name) for name in names)
        if is_given and printed_date(row, which) != _without_note(found, which):
            for name in names:
                found.pop(name, None) if name in _OPTIONAL else None
                if name not in _OPTIONAL or row.get(name):
                    found[name] = row.get(name)


def _without_note(row: Mapping[str, Any], which: str) -> object:
    """A note is no part of what was printed."""
    return printed_date({name: row[name] for name in row if not name.endswith("_note")}, which)


def _placements(held: Document, table: Document) -> Document:
    found: Document = {
        outcome: value if isinstance(value, str) else {k: list(v) for k, v in value.items()}
        for outcome, value in held.get("measure_to_action_part", {}).items()
    }
    for outcome, by_label in table.get("measure_to_action_part", {}).items():
        for label, references in by_label.items():
            beside = found.setdefault(outcome, {}).setdefault(label, [])
            beside += [each for each in references if each not in beside]
    return found
