"""What a source printed about single lines: dates, leads, statuses; and what of it becomes the line's own.

A line without a date takes its first one from the source. A date that a line has is promised: it stays, and
what the source prints instead is reported. So does a date for which a change was asked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.people.partial_dates import closing, opening, read
from alongside.plan.models import DateChange, Line, PublishedRow, SourceDocument
from alongside.plan.rules.codes import WhichDate
from alongside.plan.transfer.printed_dates import PrintedDate, printed_date
from alongside.plan.transfer.records import columns_of
from alongside.plan.transfer.schema import Document, Object, is_empty
from alongside.plan.transfer.writing.context import Writing

DATE_PROMISED = (
    "A promised date moves only with a reason and the chair’s consent. Ask for a date change on the "
    "line’s own page."
)
DATE_ASKED = "A change of this date was asked for here, so it waits for the answer."
OUT_OF_ORDER = "With the line’s other date, the end would be before the start."
_COLUMNS = (
    "start_text",
    "start_printed",
    "end_text",
    "end_printed",
    "end_note",
    "lead_printed",
    "status_printed",
)


@dataclass(frozen=True, slots=True)
class Printed:
    """One line and what the source prints about it now and printed before."""

    line: Line
    values: Mapping[str, Any]
    columns: Mapping[str, Any]
    before: PublishedRow | None

    @property
    def lead(self) -> str:
        return str(self.columns.get("lead_printed", ""))

    @property
    def lead_before(self) -> str:
        return self.before.lead_printed if self.before else ""


def write_rows(
    writing: Writing,
    source: SourceDocument,
    node: Object,
    pairs: Iterable[tuple[Line, Document]],
    *,
    keep_empty: bool,
) -> list[Printed]:
    """Rows of the source, brought up to date; and those that it no longer prints, as empty ones."""
    held = {row.line_id: row for row in _rows(source)}
    printed = []
    wanted: list[PublishedRow] = []
    for order, (line, value) in enumerate(pairs, start=1):
        columns = columns_of(node, value)
        own = {name: columns.get(name, "") for name in _COLUMNS}
        before = held.pop(line.pk, None)
        printed.append(Printed(line, value, own, before))
        if keep_empty or not all(is_empty(each) for each in own.values()):
            wanted.append(
                PublishedRow(area_id=writing.area_id, source=source, line=line, order=order, **own)
            )
        elif before is None:
            printed.pop()
    lines = {line.pk: line for line in writing.statement.lines.filter(pk__in=list(held))}
    printed += [Printed(lines[row.line_id], {}, {}, row) for row in held.values()]
    _replace(source, wanted)
    changed = _changes_asked(writing)
    for each in printed:
        _apply_dates(writing, each, changed)
    return printed


def _rows(source: SourceDocument) -> list[PublishedRow]:
    return list(PublishedRow.objects.in_area(source.area_id).filter(source=source))


def _replace(source: SourceDocument, wanted: Sequence[PublishedRow]) -> None:
    """Rows are the source's own words, so they are written anew when any of them differs."""
    names = ("line_id", "order", *_COLUMNS)
    held = sorted(_rows(source), key=lambda row: row.order)
    if [[getattr(row, n) for n in names] for row in held] == [
        [getattr(row, n) for n in names] for row in wanted
    ]:
        return
    PublishedRow.objects.in_area(source.area_id).filter(source=source).delete()
    PublishedRow.objects.bulk_create(wanted)


def _changes_asked(writing: Writing) -> set[tuple[int, str]]:
    """Lines and dates that people moved here, or asked to move."""
    changes = DateChange.objects.in_area(writing.area_id).filter(
        line__statement=writing.statement, refused_at=None, withdrawn_at=None
    )
    return set(changes.values_list("line_id", "which"))


def _of_row(row: PublishedRow | None, which: WhichDate) -> PrintedDate:
    if row is None:
        return PrintedDate()
    values = {
        f"{which}_date": getattr(row, f"{which}_text"),
        f"{which}_date_printed": getattr(row, f"{which}_printed"),
        f"{which}_date_note": row.end_note if which is WhichDate.END else "",
    }
    return printed_date(values, which.value)


def _apply_dates(
    writing: Writing,
    each: Printed,
    changed: set[tuple[int, str]],
) -> None:
    line, wanted = each.line, {}
    for which in WhichDate:
        new, before = (
            printed_date(each.values, which.value).known,
            _of_row(each.before, which).known,
        )
        current = read(*_held(line, which))
        if new in (before, current):
            continue
        if current is not None:
            writing.keep(f"{line.reference}, {which} date", current, new, DATE_PROMISED)
        elif (line.pk, which.value) in changed:
            writing.keep(f"{line.reference}, {which} date", current, new, DATE_ASKED)
        else:
            wanted[which] = new
    if wanted and _set_dates(writing, line, wanted):
        writing.touched.add(line.pk)


def _set_dates(
    writing: Writing, line: Line, wanted: Mapping[WhichDate, PartialDate | None]
) -> bool:
    old = {which: _held(line, which) for which in wanted}
    for which, new in wanted.items():
        column = opening if which is WhichDate.START else closing
        _hold(line, which, column(new))
    if line.start_on is None or line.end_on is None or line.start_on <= line.end_on:
        line.save(update_fields=["start_on", "start_precision", "end_on", "end_precision"])
        return True
    for which, columns in old.items():
        writing.keep(f"{line.reference}, {which} date", read(*columns), wanted[which], OUT_OF_ORDER)
        _hold(line, which, columns)
    return False


def _held(line: Line, which: WhichDate) -> tuple[date | None, str]:
    return getattr(line, f"{which}_on"), getattr(line, f"{which}_precision")


def _hold(line: Line, which: WhichDate, columns: tuple[date | None, str]) -> None:
    setattr(line, f"{which}_on", columns[0])
    setattr(line, f"{which}_precision", columns[1])
