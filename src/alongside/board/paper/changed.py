"""The section of a pack about what changed. A status copied from a printed document is no change of
this time, so copies are told in one line, however many there are; but each line that reads another
status today because of them is named.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from alongside.board.paper.line_words import short
from alongside.board.paper.plan_material import PlanMaterial
from alongside.documents.content import Block, Heading, Paragraph, Table, TableCell, TableColumn
from alongside.plan.queries.changes import Change
from alongside.plan.queries.recorded_statuses import RecordedStatus
from alongside.web.writing import counted, day

CHANGE_HEADINGS = {
    "line": "Promises added",
    "date": "Dates",
    "lead": "Leads",
    "evidence": "Evidence",
    "milestone": "Milestones",
    "words": "Words changed",
    "judgement": "The board’s judgements",
    "forum": "The forum’s views",
    "impact": "What came of it for families",
    "embedded": "When a line counts as embedded",
    "risk": "Risks and issues",
}


def what_changed(plan: PlanMaterial) -> Iterator[Block]:
    """Posts answer for the action plan, so people are not named. Grouped by what kind of change it
    was, the newest first within each.
    """
    yield Heading(2, plan.title)
    texts = {line.ref: short(line.text) for line in plan.lines}
    blocks = list(chain(_progress(plan, texts), _others(plan.changes, texts)))
    yield from blocks or [Paragraph("Nothing was recorded in this time.")]


def _progress(plan: PlanMaterial, texts: Mapping[str, str]) -> Iterator[Block]:
    earned = [status for status in plan.new_statuses if not status.as_published]
    copied = [status for status in plan.new_statuses if status.as_published]
    if earned:
        yield Table(
            caption="Progress recorded",
            columns=(
                TableColumn("Status of", width=4),
                TableColumn("Line", width=8),
                TableColumn("From", width=5),
                TableColumn("To", width=5),
            ),
            rows=tuple(_status_row(status, texts) for status in reversed(earned)),
        )
    if copied:
        yield Paragraph(_copied_words(copied))
    if plan.overwritten:
        yield _overwritten(plan, texts)


def _overwritten(plan: PlanMaterial, texts: Mapping[str, str]) -> Table:
    return Table(
        caption="What the published document changed in where a line stands today",
        columns=(
            TableColumn("Status of", width=4),
            TableColumn("Line", width=8),
            TableColumn("Before", width=5),
            TableColumn("Today, as published", width=5),
        ),
        rows=tuple(
            (
                TableCell(str(now.on)),
                _line_cell(now.line_reference, texts.get(now.line_ref, "")),
                TableCell(before.words, note=f"Status of {before.on}"),
                TableCell(now.words, tag_colour=now.colour),
            )
            for before, now in plan.overwritten
        ),
    )


def _others(changes: Sequence[Change], texts: Mapping[str, str]) -> Iterator[Block]:
    for kind, heading in CHANGE_HEADINGS.items():
        rows = _together([change for change in changes if change.kind == kind])
        if rows:
            yield Table(
                caption=heading,
                columns=(
                    TableColumn("Day", width=4),
                    TableColumn("Line", width=5),
                    TableColumn("What changed", width=8),
                ),
                rows=tuple(_change_row(same, texts) for same in rows),
            )


def _together(changes: Sequence[Change]) -> list[list[Change]]:
    """What happened in the same words on the same day to several lines is one row."""
    found: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        found.setdefault((day(change.at), change.words), []).append(change)
    return list(found.values())


def _status_row(status: RecordedStatus, texts: Mapping[str, str]) -> tuple[TableCell, ...]:
    is_same = status.words_before == status.words
    note = "Corrected" if status.is_correction else "No change" if is_same else ""
    return (
        TableCell(str(status.on)),
        _line_cell(status.line_reference, texts.get(status.line_ref, "")),
        TableCell(status.words_before or "No status before"),
        TableCell(status.words, tag_colour=status.colour, note=note),
    )


def _change_row(same: Sequence[Change], texts: Mapping[str, str]) -> tuple[TableCell, ...]:
    first = same[0]
    if len(same) == 1:
        line = _line_cell(first.line_reference, texts.get(first.line_ref, ""))
    else:
        references = dict.fromkeys(change.line_reference for change in same)
        line = _line_cell(", ".join(references), counted(len(references), "line"))
    return TableCell(day(first.at)), line, TableCell(first.words)


def _line_cell(reference: str, text: str) -> TableCell:
    return TableCell(reference or "The whole plan", is_header=True, note=text)


def _copied_words(copied: Sequence[RecordedStatus]) -> str:
    """ "27 statuses were brought in from the published document, for May 2020 to August 2022.\""""
    months = sorted((status.on for status in copied), key=lambda on: on.last)
    first, last = str(months[0]), str(months[-1])
    span = first if first == last else f"{first} to {last}"
    return (
        f"{counted(len(copied), 'status was,statuses were')} brought in from the published "
        f"document, for {span}. The evidence for them is not held here."
    )
