"""Importing a file: all of it or nothing, in one transaction, and nothing that people did is undone.

The first file of a source is taken over. A later one is tried, and what it would change is shown; it is
applied only when exactly those differences were accepted. Nobody is given access by an import.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.plan import perms
from alongside.plan.models import SourceDocument, Statement
from alongside.plan.rules.codes import SourceKind, StatementKind
from alongside.plan.transfer.counting import Counts, came_in, counts_of, waiting_questions
from alongside.plan.transfer.differences import Difference, differences, digest_of
from alongside.plan.transfer.documents_out import documents_of
from alongside.plan.transfer.incoming import Incoming, read_file
from alongside.plan.transfer.reading_form import as_read
from alongside.plan.transfer.report import ImportReport, ImportResult
from alongside.plan.transfer.schema import Document, is_empty
from alongside.plan.transfer.statuses_today import status_differences, statuses_today
from alongside.plan.transfer.writing.context import Writing
from alongside.plan.transfer.writing.whole import (
    check_begun_once,
    destination_of,
    step_count,
    write,
)

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportChoice:
    """What the person chose. ``into`` names the plan; ``accepted`` the differences that they saw.

    ``progress`` is told how many of how many steps are done.
    """

    into: str = ""
    title: str = ""
    accepted: str = ""
    accept_all: bool = False
    dry_run: bool = False
    kind: StatementKind = StatementKind.WRITTEN_STATEMENT
    progress: Progress | None = None

    def accepts(self, digest: str) -> bool:
        return self.accept_all or self.accepted == digest


@dataclass(frozen=True, slots=True)
class _Stood:
    """The action plan before the import; empty when there was none."""

    title: str = ""
    counts: Counts = ()
    statuses: Mapping[str, str] = field(default_factory=dict)
    question_count: int = 0


class _UndoneError(Exception):
    """Leaves the transaction without its changes; carries the report."""

    def __init__(self, report: ImportReport) -> None:
        super().__init__(report.result)
        self.report = report


def import_action_plan(
    *,
    actor: Actor,
    at: datetime,
    upload: BinaryIO | Path,
    name: str,
    choice: ImportChoice | None = None,
) -> ImportReport:
    """Raises Hidden without the permission, Refusal or Refusals when the file cannot be taken as it is."""
    actor.check_may(perms.IMPORT)
    incoming = read_file(upload, name=name)
    return import_incoming(actor=actor, at=at, incoming=incoming, choice=choice or ImportChoice())


def import_incoming(
    *,
    actor: Actor,
    at: datetime,
    incoming: Incoming,
    choice: ImportChoice,
) -> ImportReport:
    """The same for a file that has been read."""
    actor.check_may(perms.IMPORT)
    undone: list[ImportReport] = []
    with suppress(_UndoneError), transaction.atomic():
        report = _import(actor, at, incoming, choice)
        if report.result in (ImportResult.IMPORTED, ImportResult.UPDATED):
            _record(actor, at, incoming, report)
            check_begun_once(actor, report.statement_ref)
            return report
        undone.append(report)
        raise _UndoneError(report)
    return undone[0]


def _import(
    actor: Actor,
    at: datetime,
    incoming: Incoming,
    choice: ImportChoice,
) -> ImportReport:
    destination = destination_of(
        actor, incoming, into=choice.into, title=choice.title, kind=choice.kind
    )
    held = destination.statement
    before = documents_of(held) if held else {}
    stood = _stood(held, at) if held else _Stood()
    kinds = (
        set(
            SourceDocument.objects.in_area(held.area_id)
            .filter(statement=held)
            .values_list("kind", flat=True)
        )
        if held
        else set()
    )
    writing = write(
        actor, at, incoming, destination, _stepper(step_count(incoming), choice.progress)
    )
    after = documents_of(writing.statement)
    is_again = bool(kinds & _kinds_of(incoming))
    told = status_differences(stood.statuses, statuses_today(writing.statement, at))
    everything = (*told, *_differences(before, after))
    found = tuple(each for each in everything if is_again or not each.is_new)
    report = _report(writing, found, incoming, stood)
    is_new = bool(everything) or _brings_a_document(before, after)
    result = _result(report, choice, is_new=is_new, is_again=is_again)
    is_done = result in (ImportResult.IMPORTED, ImportResult.UPDATED)
    title = report.title if is_done else stood.title or report.title
    waiting = report.question_count if is_done else stood.question_count
    return replace(report, result=result, title=title, question_count=waiting)


def _stood(held: Statement, at: datetime) -> _Stood:
    return _Stood(held.title, counts_of(held), statuses_today(held, at), waiting_questions(held))


def _kinds_of(incoming: Incoming) -> set[str]:
    kinds: set[str] = {kind.value for kind in incoming.progress}
    if incoming.statement:
        kinds.add(SourceKind.STATEMENT.value)
    if incoming.table is not None:
        kinds |= {SourceKind.TABLE.value, SourceKind.PUBLISHED_PROGRESS.value}
    return kinds


def _differences(
    before: Mapping[str, Document], after: Mapping[str, Document]
) -> tuple[Difference, ...]:
    """In the documents that were here. A first file of its source may add to them without being asked."""
    return tuple(
        each
        for kind, document in before.items()
        for each in differences(as_read(document), as_read(after[kind]))
    )


def _brings_a_document(before: Mapping[str, Document], after: Mapping[str, Document]) -> bool:
    """A table that says nothing about single lines is no document of its own."""
    new = [after[kind] for kind in after if kind not in before]
    told = ("areas_for_improvement", "rows", "progress_columns", "measure_to_action_part")
    return any(not is_empty(document.get(name)) for document in new for name in told)


def _result(
    report: ImportReport, choice: ImportChoice, *, is_new: bool, is_again: bool
) -> ImportResult:
    if not report.differences and not is_new:
        return ImportResult.NOTHING_CHANGED
    if report.differences and not choice.accepts(report.digest):
        return ImportResult.DIFFERENCES
    if choice.dry_run:
        return ImportResult.DRY_RUN
    return ImportResult.UPDATED if is_again else ImportResult.IMPORTED


def _stepper(count: int, progress: Progress | None) -> Callable[[], None]:
    done = 0

    def step() -> None:
        nonlocal done
        done = min(done + 1, count)
        if progress is not None:
            progress(done, count)

    return step


def _report(
    writing: Writing, found: tuple[Difference, ...], incoming: Incoming, stood: _Stood
) -> ImportReport:
    counts = counts_of(writing.statement)
    return ImportReport(
        result=ImportResult.DIFFERENCES,
        title=writing.statement.title,
        statement_ref=writing.statement.ref,
        counts=counts,
        came_in=came_in(stood.counts, counts),
        differences=found,
        kept=tuple(writing.kept),
        notes=(*incoming.notes, *dict.fromkeys(writing.notes)),
        question_count=waiting_questions(writing.statement),
        digest=digest_of(found, writing.kept, file_sha256=incoming.sha256),
    )


def _record(actor: Actor, at: datetime, incoming: Incoming, report: ImportReport) -> None:
    detail: dict[str, Any] = {
        "file": incoming.name[-255:],
        "sha256": incoming.sha256,
        "counts": dict(report.counts),
        "changed": len(report.differences),
        "kept": len(report.kept),
        "questions": report.question_count,
        "notes": list(report.notes),
    }
    record(
        actor=actor,
        at=at,
        verb="plan.import",
        subject="plan.statement",
        subject_ref=report.statement_ref,
        detail=detail,
    )


__all__ = ["ImportChoice", "import_action_plan", "import_incoming"]
