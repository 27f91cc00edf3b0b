"""The plan in the shape of the published tables: one row for each action, with the outcome's measures and
impacts beside it. What the import of tables reads, this writes.

Leads, dates and statuses are the published ones; where none were published, today's dates stand.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from alongside.kernel.dates import PartialDate
from alongside.people.partial_dates import read
from alongside.plan.models import Line, Statement
from alongside.plan.transfer import table_columns as columns
from alongside.plan.transfer.documents_out import (
    NESTED,
    Loaded,
    progress_document,
    statement_document,
)
from alongside.plan.transfer.meaning import outcomes_of, row_key
from alongside.plan.transfer.schema import Document

HEADINGS = (
    columns.WEAKNESS,
    columns.OUTCOME,
    columns.PART,
    columns.REFERENCE,
    columns.ACTION,
    columns.LEAD,
    columns.START,
    columns.END,
    columns.MEASURE,
    columns.IMPACT,
)
WIDTHS = (24, 40, 6, 10, 60, 26, 14, 14, 60, 60, 40)


@dataclass(slots=True)
class _Printed:
    """What was published about one line, from whichever source printed it last."""

    lead: str = ""
    start: str = ""
    end: str = ""
    statuses: dict[str, str] = field(default_factory=dict)

    @property
    def cells(self) -> list[str]:
        return [self.lead, self.start, self.end]


def table_of(statement: Statement) -> tuple[list[str], Iterator[list[str]]]:
    """The headings and the rows. Evidence of impact has a column only where an impact points to some."""
    loaded = Loaded.of(statement)
    document = statement_document(loaded)
    published = [progress_document(loaded, kind) for kind in NESTED if kind in loaded.sources]
    labels = _labels(published)
    printed = _printed(loaded, document, published)
    placed = parts_of_measures(document, published)
    rows = _rows(document, printed, placed, labels)
    if any(outcome.get("impact_evidence") for _, outcome in outcomes_of(document)):
        return [*HEADINGS, columns.EVIDENCE, *labels], rows
    at = len(HEADINGS)
    return [*HEADINGS, *labels], ([*row[:at], *row[at + 1 :]] for row in rows)


def _labels(published: Sequence[Document]) -> list[str]:
    """One column for each date, in order; its own label where that says its date, as tables want it."""
    by_date: dict[str, str] = {}
    for document in published:
        for iso, label in zip(document["progress_columns"], _labels_of(document), strict=True):
            by_date.setdefault(iso, label)
    return [by_date[iso] for iso in sorted(by_date)]


def _labels_of(document: Document) -> list[str]:
    dates = document["progress_columns"]
    given = document["progress_column_labels"] or [None] * len(dates)
    return [_label(iso, label) for iso, label in zip(dates, given, strict=True)]


def _label(iso: str, label: str | None) -> str:
    on = PartialDate.parse(iso)
    named = columns.label_date(label or "")
    if label and named is not None and (named.year, named.month) == (on.year, on.month):
        return label
    return f"Status {PartialDate(on.year, on.month)}"


def _printed(
    loaded: Loaded, document: Document, published: Sequence[Document]
) -> dict[tuple[str, str, str], _Printed]:
    found: dict[tuple[str, str, str], _Printed] = {}
    lines = {line.reference: line for line in loaded.lines}
    for _, outcome in outcomes_of(document):
        found[outcome["id"], "", ""] = _of_line(outcome, lines[outcome["id"]])
        for action in outcome["actions"]:
            key = (outcome["id"], action["part"] or "", "" if action["part"] else action["id"])
            found[key] = _of_line(action, lines[action["id"]])
    for each in published:
        labels = _labels_of(each)
        for row in each["rows"]:
            _add_row(found[row_key(row)], row, labels)
    return found


def _of_line(tracked: Document, line: Line) -> _Printed:
    start = read(line.start_on, line.start_precision)
    end = read(line.end_on, line.end_precision)
    return _Printed(
        lead=tracked["lead"] or "",
        start=tracked.get("start_date_printed") or (str(start) if start else ""),
        end=tracked.get("end_date_printed") or (str(end) if end else ""),
    )


def _add_row(printed: _Printed, row: Document, labels: Sequence[str]) -> None:
    printed.lead = row["lead_printed"] or printed.lead
    printed.start = row.get("start_date_printed") or _words(row["start_date"]) or printed.start
    printed.end = row["end_date_printed"] or _words(row["end_date"]) or printed.end
    for label, word in zip(labels, row["progress"] or [None] * len(labels), strict=True):
        if word:
            printed.statuses[label] = word


def _words(iso: str | None) -> str:
    return str(PartialDate.parse(iso)) if iso else ""


def _rows(
    document: Document,
    printed: Mapping[tuple[str, str, str], _Printed],
    placed: Mapping[str, str],
    labels: Sequence[str],
) -> Iterator[list[str]]:
    for area in document["areas_for_improvement"]:
        weakness = f"{area['number']} {area['title']}"
        for outcome in area["outcomes"]:
            for cells, line in _outcome_rows(outcome, printed, placed):
                statuses = [line.statuses.get(label, "") for label in labels]
                yield [weakness, *cells[:4], *line.cells, *cells[4:], *statuses]


def _outcome_rows(
    outcome: Document,
    printed: Mapping[tuple[str, str, str], _Printed],
    placed: Mapping[str, str],
) -> Iterator[tuple[list[str], _Printed]]:
    """The outcome's own row, then its actions. A measure stands beside its part; the others, and the
    impacts, fill from the top the rows that leave room for them.
    """
    rows = [_Row(["", "", ""], printed[outcome["id"], "", ""])]
    for action in outcome["actions"]:
        key = (outcome["id"], action["part"] or "", "" if action["part"] else action["id"])
        cells = [key[1], key[2], _plain(action["text"])]
        rows.append(_Row(cells, printed[key]))
    for measure in outcome["key_performance_measures"]:
        part = placed.get(measure["id"], "")
        _row_for_measure(rows, part).measures.append(_plain(measure["text"]))
    while len(rows) < len(outcome["impact"]):
        rows.append(_Row(["", "", ""], _Printed()))
    shown = {each["impact"]: each["evidence"] for each in outcome.get("impact_evidence", [])}
    for row, impact in zip(rows, outcome["impact"], strict=False):
        row.impact, row.evidence = _plain(impact), _plain(shown.get(impact, ""))
    rows[0].words = f"{outcome['id']} {_plain(outcome['outcome'])}"
    for row in rows:
        beside = ["\n".join(row.measures), row.impact, row.evidence]
        yield [row.words or outcome["id"], *row.cells, *beside], row.line


@dataclass(slots=True)
class _Row:
    """``cells`` are part, reference and action."""

    cells: list[str]
    line: _Printed
    words: str = ""
    impact: str = ""
    evidence: str = ""
    measures: list[str] = field(default_factory=list)


def _row_for_measure(rows: list[_Row], part: str) -> _Row:
    for row in rows:
        if row.cells[0] == part and (part or not row.measures):
            return row
    rows.append(_Row(["", "", ""], _Printed()))
    return rows[-1]


def parts_of_measures(document: Document, published: Sequence[Document]) -> dict[str, str]:
    """The part that each measure stands beside, where one is known."""
    found: dict[str, str] = {}
    for _, outcome in outcomes_of(document):
        parts = {action["part"] for action in outcome["actions"] if action["part"]}
        for measure in outcome["key_performance_measures"]:
            if measure["action_part"] in parts:
                found[measure["id"]] = measure["action_part"]
        for each in published:
            beside = each.get("measure_to_action_part", {}).get(outcome["id"], {})
            found |= {
                ref: label for label, refs in beside.items() if label in parts for ref in refs
            }
    return found


def _plain(text: str) -> str:
    """On one line, because a line of its own in a cell is a thing of its own."""
    return " ".join(text.split())
