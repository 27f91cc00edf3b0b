"""Where a file goes, and writing all of it in its order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db.models import F

from alongside.exchange.tables import Table
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.finding import find
from alongside.plan.commands import StatementDetails
from alongside.plan.models import Line, SourceDocument, Statement
from alongside.plan.operations.statements import create_statement
from alongside.plan.rules.codes import SourceKind, StatementKind
from alongside.plan.transfer.checking import Deviation, check
from alongside.plan.transfer.documents_out import (
    NESTED,
    Loaded,
    progress_document,
    statement_document,
)
from alongside.plan.transfer.formats import PROGRESS, PROGRESS_ROW, ROW, STATEMENT
from alongside.plan.transfer.incoming import Incoming
from alongside.plan.transfer.meaning import (
    known_of,
    outcomes_of,
    progress_findings,
    row_key,
    scale_of,
)
from alongside.plan.transfer.new_measures import measures_of, notes_on_measures
from alongside.plan.transfer.records import columns_of, words_of_document
from alongside.plan.transfer.scale import steps_by_words
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.tables_in import columns_of_table, lay_beside
from alongside.plan.transfer.tables_merge import laid_over
from alongside.plan.transfer.tables_out import parts_of_measures
from alongside.plan.transfer.writing.context import Brought, Writing
from alongside.plan.transfer.writing.evidence import write_evidence
from alongside.plan.transfer.writing.leaders import LISTS, write_leaders
from alongside.plan.transfer.writing.leads import Leads
from alongside.plan.transfer.writing.lines import remove_missing, write_lines, write_weaknesses
from alongside.plan.transfer.writing.organisations import Organisations
from alongside.plan.transfer.writing.placements import write_placements
from alongside.plan.transfer.writing.promises import (
    remove_missing_measures,
    write_impacts,
    write_measures,
)
from alongside.plan.transfer.writing.rows import write_rows
from alongside.plan.transfer.writing.sources import (
    said_by_statement,
    source_of,
    write_activities,
    write_passages,
    write_statement_itself,
)
from alongside.plan.transfer.writing.statuses import write_columns, write_statuses


@dataclass(frozen=True, slots=True)
class Destination:
    """The plan that a file belongs to; None when it begins a new one."""

    statement: Statement | None
    title: str
    kind: StatementKind = StatementKind.WRITTEN_STATEMENT


def destination_of(
    actor: Actor, incoming: Incoming, *, into: str, title: str, kind: StatementKind
) -> Destination:
    """Raises Refusal when it cannot be told, Hidden when the named plan is not there."""
    if into:
        return Destination(find(Statement, actor, into), title)
    held = Statement.objects.visible_to(actor).select_for_update()
    if incoming.statement:
        name = incoming.statement["document"]
        return Destination(_same_document(list(held), incoming, name), name, kind)
    plans = [each for each in held if not title or each.title == title]
    if len(plans) > 1:
        if incoming.table is not None:
            columns_of_table(incoming.table)
            raise Refusal(_which_of(plans), field="into")
        names = "; ".join(f"{each.ref} ({each.title})" for each in plans)
        raise Refusal(f"This area has several action plans, so say which one is meant: {names}.")
    if not plans and incoming.table is None:
        raise Refusal(
            "There is no action plan in this area that the published progress could belong to. Import "
            "the written statement of action first."
        )
    return Destination(plans[0] if plans else None, title or Path(incoming.name).stem, kind)


def _which_of(plans: Sequence[Statement]) -> str:
    names = "; ".join(each.title for each in plans)
    return (
        f"This area has several action plans: {names}. Choose the one that the file belongs to, or "
        "write a title to begin a new one."
    )


def _same_document(held: list[Statement], incoming: Incoming, title: str) -> Statement | None:
    """The plan that was imported from a document of this title, or of the same original file."""
    original = incoming.statement.get("source", {}).get("sha256")
    for statement in held:
        sources = SourceDocument.objects.in_area(statement.area_id).filter(
            statement=statement, kind=SourceKind.STATEMENT.value
        )
        source = sources.first()
        if (source.title if source else statement.title) == title:
            return statement
        if source is not None and original and source.extracted_sha256 == original:
            return statement
    return None


def write(
    actor: Actor,
    at: datetime,
    incoming: Incoming,
    destination: Destination,
    step: Callable[[], None],
) -> Writing:
    statement = destination.statement or _new_statement(actor, at, incoming, destination)
    sources = SourceDocument.objects.in_area(statement.area_id).filter(statement=statement)
    writing = Writing(actor, at, statement, {source.kind: source for source in sources}, step)
    if incoming.table is not None:
        _write_table(writing, incoming, incoming.table, destination.title or statement.title)
    if incoming.statement:
        _write_statement(writing, incoming)
    for kind, document in incoming.progress.items():
        _check_beside(writing, incoming, document)
        columns = columns_of(PROGRESS, document)
        source = source_of(writing, kind, incoming, columns)
        brought = Brought(source, writing)
        _write_progress(writing, source, brought, document, incoming.deviations.get(kind, []))
        brought.save()
    _count_versions_up(writing)
    return writing


def check_begun_once(actor: Actor, ref: str) -> None:
    """Two people may have begun the same plan at once. The ledger lets one write at a time, so the second
    sees the first here and begins again.
    """
    plans = Statement.objects.visible_to(actor)
    mine = plans.get(ref=ref)
    if plans.filter(title=mine.title, kind=mine.kind).exclude(pk=mine.pk).exists():
        raise Refusal(
            f"Somebody else has just imported “{mine.title}”. Import the file again to see what differs."
        )


def step_count(incoming: Incoming) -> int:
    """How many steps the progress bar has."""
    leaders = sum(len(incoming.statement.get(name, [])) for name, *_ in LISTS)
    return (
        leaders
        + (4 if incoming.statement else 0)
        + 2 * len(incoming.progress)
        + (3 if incoming.table else 0)
    )


def _new_statement(
    actor: Actor, at: datetime, incoming: Incoming, destination: Destination
) -> Statement:
    columns = columns_of(STATEMENT, incoming.statement)
    details = StatementDetails(
        title=destination.title,
        timescale_months=columns["timescale_months"],
        timescale_text=columns["timescale_text"],
    )
    return create_statement(actor=actor, at=at, kind=destination.kind, details=details)


def _write_statement(writing: Writing, incoming: Incoming) -> None:
    document = incoming.statement
    columns = columns_of(STATEMENT, document)
    before = writing.sources.get(SourceKind.STATEMENT)
    old_title = before.title if before else ""
    source = source_of(writing, SourceKind.STATEMENT, incoming, columns)
    brought = Brought(source, writing)
    organisations = Organisations(writing)
    organisations.read_table(document.get("local_area", {}))
    lines = _write_promises(writing, brought, document)
    remove_missing_measures(writing, brought, document)
    said = said_by_statement(document, {ref: line.pk for ref, line in lines.items()})
    write_passages(writing, source, said, incoming.deviations.get(SourceKind.STATEMENT, []))
    remove_missing(writing, brought, source, document)
    write_activities(writing.statement, document.get("activity_since_inspection", []))
    writing.step()
    write_leaders(writing, source, organisations, document)
    leads = Leads(writing, brought, organisations)
    pairs = _tracked_pairs(document, lines)
    leads.write(source, write_rows(writing, source, ROW, pairs, keep_empty=False))
    write_statement_itself(writing, brought, document, columns, old_title=old_title)
    brought.save()
    writing.step()


def _write_promises(writing: Writing, brought: Brought, document: Document) -> dict[str, Line]:
    weaknesses = write_weaknesses(writing, brought, document)
    lines = write_lines(writing, brought, document, weaknesses)
    writing.step()
    write_measures(writing, brought, document, lines)
    write_impacts(writing, brought, document, lines)
    write_evidence(writing, brought, document, lines)
    writing.step()
    return lines


def _tracked_pairs(document: Document, lines: dict[str, Line]) -> Iterator[tuple[Line, Document]]:
    for _, outcome in outcomes_of(document):
        yield lines[outcome["id"]], outcome
        for action in outcome["actions"]:
            yield lines[action["id"]], action


def _write_table(writing: Writing, incoming: Incoming, table: Table, title: str) -> None:
    """A table over a plan whose progress was published as JSON belongs to that; otherwise it is a source."""
    held = Loaded.of(writing.statement)
    statement = statement_document(held)
    published = [progress_document(held, each) for each in NESTED if each in held.sources]
    placed = parts_of_measures(statement, published)
    measures = measures_of(statement)
    laid = lay_beside(table, statement, title=title, placed=placed)
    kind = _kind_of_table(held)
    progress, deviations = laid.progress, []
    if kind in held.sources:
        before = check(PROGRESS, progress_document(held, kind))
        progress, deviations = laid_over(before.document, laid.progress), before.deviations
    source = source_of(writing, kind, incoming, columns_of(PROGRESS, progress))
    brought = Brought(source, writing)
    writing.mentioned = laid.mentioned
    _write_promises(writing, brought, laid.statement)
    writing.notes += notes_on_measures(measures, measures_of(laid.statement))
    _write_progress(writing, source, brought, progress, deviations)
    brought.carry_over_all()
    brought.save()


def _kind_of_table(held: Loaded) -> SourceKind:
    published = SourceKind.PUBLISHED_PROGRESS
    return published if published in held.sources else SourceKind.TABLE


def _check_beside(writing: Writing, incoming: Incoming, document: Document) -> None:
    """A progress document that came alone is held against the plan that it belongs to."""
    if incoming.statement or incoming.places is None:
        return
    known = known_of(statement_document(Loaded.of(writing.statement)))
    findings = [*incoming.findings, *progress_findings(document, known)]
    if findings:
        raise incoming.places.refused(findings)


def _write_progress(
    writing: Writing,
    source: SourceDocument,
    brought: Brought,
    document: Document,
    deviations: Sequence[Deviation],
) -> None:
    held = Loaded.of(writing.statement)
    steps = steps_by_words(scale_of(statement_document(held)))
    columns = write_columns(writing, source, document)
    said = ((each, None) for each in words_of_document(PROGRESS, document))
    write_passages(writing, source, said, deviations)
    write_placements(writing, source, document)
    writing.step()
    lines = _lines_by_key(held)
    pairs = ((lines[row_key(row)], row) for row in document["rows"])
    printed = write_rows(writing, source, PROGRESS_ROW, pairs, keep_empty=True)
    write_statuses(writing, source, columns, printed, steps)
    Leads(writing, brought, Organisations(writing)).write(source, printed)
    writing.step()


def _lines_by_key(held: Loaded) -> dict[tuple[str, str, str], Line]:
    by_id = {line.pk: line for line in held.lines}
    found: dict[tuple[str, str, str], Line] = {}
    for line in held.lines:
        parent = by_id.get(line.parent_id or 0)
        if parent is None:
            found[line.reference, "", ""] = line
        else:
            found[parent.reference, "", line.reference] = line
            if line.part:
                found.setdefault((parent.reference, line.part, ""), line)
    return found


def _count_versions_up(writing: Writing) -> None:
    """Whoever is editing one of these lines now sees that it moved."""
    lines = Line.objects.in_area(writing.area_id).filter(pk__in=writing.touched)
    lines.exclude(created_at=writing.at).update(version=F("version") + 1)
