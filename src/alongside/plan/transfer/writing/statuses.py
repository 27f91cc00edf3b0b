"""Statuses of a published table: each keeps its words, is dated by its column, and is marked as published.

A later file that prints another word in the same cell adds an entry that corrects the first. Statuses that
people recorded are never touched, and none that a table brings goes past them: from the day on which people
record a line, its progress is told under the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Min

from alongside.kernel.dates import PartialDate, day_in_words, month_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.people.partial_dates import opening, read
from alongside.plan.models import ProgressColumn, SourceDocument, StatusEntry
from alongside.plan.rules.codes import Step
from alongside.plan.transfer.documents_out import published_entries
from alongside.plan.transfer.scale import folded
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import Writing
from alongside.plan.transfer.writing.rows import Printed
from alongside.web.clock import london_day

_SHIFT = 10_000


def write_columns(
    writing: Writing, source: SourceDocument, document: Document
) -> list[ProgressColumn]:
    """The table's columns in order. One with another date is another column; its statuses go with it."""
    held = list(
        ProgressColumn.objects.in_area(writing.area_id).filter(source=source).order_by("order")
    )
    labels = document["progress_column_labels"] or [None] * len(document["progress_columns"])
    wanted = [
        (*opening(PartialDate.parse(iso)), label or "")
        for iso, label in zip(document["progress_columns"], labels, strict=True)
    ]
    _check_not_to_come(document["progress_columns"], london_day(writing.at))
    if [(c.column_on, c.column_precision, c.label) for c in held] == wanted:
        return held
    matched = []
    for on, precision, _ in wanted:
        same = (c for c in held if (c.column_on, c.column_precision) == (on, precision))
        match = next(same, None)
        if match is not None:
            held.remove(match)
        matched.append(match)
    for column in held:
        _remove_column(writing, source, column)
    for column in filter(None, matched):
        column.order += _SHIFT
        column.save(update_fields=["order"])
    return [
        _column(writing, source, match, order, each)
        for order, (match, each) in enumerate(zip(matched, wanted, strict=True), start=1)
    ]


def _check_not_to_come(columns: Sequence[str], today: date) -> None:
    """Raises Refusals, one for each column of a day that is still to come."""
    begins = [PartialDate.parse(iso).first for iso in columns]
    ahead = [month_in_words(on) for on in begins if on > today]
    sentence = "A column of statuses is dated {}, which is still to come. Correct its heading."
    if ahead:
        raise Refusals([Refusal(sentence.format(each)) for each in ahead])


def write_statuses(
    writing: Writing,
    source: SourceDocument,
    columns: Sequence[ProgressColumn],
    printed: Sequence[Printed],
    steps: Mapping[str, Step],
) -> None:
    standing = published_entries(source)
    new: list[StatusEntry] = []
    for row in printed:
        words = row.values.get("progress") or [None] * len(columns)
        for column, word in zip(columns, words, strict=True):
            entry = standing.get((row.line.pk, column.pk))
            if (entry.printed if entry else "") == (word or ""):
                continue
            writing.touched.add(row.line.pk)
            if word:
                cell = _Cell(row, column, word, steps[folded(word)], entry)
                new.append(_entry(writing, cell))
            elif entry is not None:
                _remove(entry)
    _check_go_past_nothing(new)
    StatusEntry.objects.bulk_create(new)


def _check_go_past_nothing(new: Sequence[StatusEntry]) -> None:
    """Raises Refusals, one for each status that is dated as late as the first that people recorded."""
    recorded = StatusEntry.objects.across_areas(reason="Of lines that this import writes.").filter(
        line__in={entry.line_id for entry in new}, as_published=False
    )
    since = dict(recorded.order_by().values_list("line").annotate(first=Min("status_on")))
    past = [each for each in new if each.line_id in since and each.status_on >= since[each.line_id]]
    if past:
        raise Refusals([Refusal(_goes_past(each, since[each.line_id])) for each in past])


def _goes_past(entry: StatusEntry, since: date) -> str:
    told = read(entry.status_on, entry.status_precision)
    return (
        f"{entry.line.reference}: the status “{entry.printed}” of {told} cannot come from a table. "
        f"People have recorded this line here since {day_in_words(since)}. "
        "Empty the cell, and record the status on the line’s page."
    )


@dataclass(frozen=True, slots=True)
class _Cell:
    """A word in its column, and the entry that stood there before."""

    row: Printed
    column: ProgressColumn
    word: str
    step: Step
    corrected: StatusEntry | None


def _entry(writing: Writing, cell: _Cell) -> StatusEntry:
    return StatusEntry(
        area_id=writing.area_id,
        line=cell.row.line,
        code=cell.step.value,
        status_on=cell.column.column_on,
        status_precision=cell.column.column_precision,
        as_published=True,
        printed=cell.word,
        column=cell.column if cell.corrected is None else None,
        corrects=cell.corrected,
        recorded_at=writing.at,
        recorded_by_id=writing.actor.person_id,
    )


def _remove(entry: StatusEntry) -> None:
    """The cell is empty in the new file: the published entry goes, with those that it had corrected."""
    here: StatusEntry | None = entry
    while here is not None:
        before = here.corrects
        here.delete()
        here = before


def _remove_column(writing: Writing, source: SourceDocument, column: ProgressColumn) -> None:
    for (line_id, column_id), entry in published_entries(source).items():
        if column_id == column.pk:
            writing.touched.add(line_id)
            _remove(entry)
    column.delete()


def _column(
    writing: Writing,
    source: SourceDocument,
    match: ProgressColumn | None,
    order: int,
    wanted: tuple[object, str, str],
) -> ProgressColumn:
    column = match or ProgressColumn(area_id=writing.area_id, source=source)
    column.order = order
    column.column_on, column.column_precision, column.label = wanted  # type: ignore[assignment]
    column.save()
    return column
