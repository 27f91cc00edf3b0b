"""The document itself: what it says of itself, its passages, its activities."""

from collections.abc import Iterable, Sequence
from typing import Any

from alongside.kernel.refusals import Refusal
from alongside.plan.models import Activity, Passage, SourceDocument, Statement
from alongside.plan.rules.codes import AS_IMPORTED, SourceKind
from alongside.plan.transfer.checking import Deviation
from alongside.plan.transfer.documents_out import AS_WRITTEN
from alongside.plan.transfer.formats import ACTIVITY, OUTCOME, STATEMENT
from alongside.plan.transfer.incoming import Incoming
from alongside.plan.transfer.meaning import outcomes_of
from alongside.plan.transfer.records import Said, columns_of, words_of_document
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.writing.context import Brought, Writing

_MOST_PASSAGES = 30_000
_OF_THE_PLAN = ("timescale_months", "timescale_text")


def source_of(
    writing: Writing, kind: SourceKind, incoming: Incoming, columns: dict[str, Any]
) -> SourceDocument:
    """The source of that kind, made or brought up to date. Columns of the plan itself are left out."""
    own = {name: value for name, value in columns.items() if name not in _OF_THE_PLAN}
    own |= {
        "file_name": incoming.name[-255:],
        "file_sha256": incoming.sha256,
        "imported_at": writing.at,
        "imported_by_id": writing.actor.person_id,
    }
    source = writing.sources.get(kind)
    if source is None:
        source = SourceDocument(
            area_id=writing.area_id, statement=writing.statement, kind=kind.value, order=1
        )
    for name, value in own.items():
        setattr(source, name, value)
    source.save()
    writing.sources[kind] = source
    return source


def write_statement_itself(
    writing: Writing,
    brought: Brought,
    document: Document,
    columns: dict[str, Any],
    *,
    old_title: str,
) -> None:
    """Title and timescale of the plan, unless people changed them here."""
    statement = writing.statement
    timescale = {name: columns[name] for name in _OF_THE_PLAN}
    taken = brought.merge("statement:timescale", statement, timescale, "Timescale")
    if old_title and document["document"] != old_title:
        if statement.title == old_title:
            statement.title, taken = document["document"], True
        else:
            writing.keep("Title", statement.title, document["document"])
    if taken:
        statement.version += 1
        statement.save()


def said_by_statement(
    document: Document, lines: dict[str, int]
) -> Iterable[tuple[Said, int | None]]:
    """Every passage of a statement document, with the line that it is a note on."""
    for said in words_of_document(STATEMENT, document):
        yield said, None
    for _, outcome in outcomes_of(document):
        for said in words_of_document(OUTCOME, outcome):
            yield said, lines[outcome["id"]]


def write_passages(
    writing: Writing,
    source: SourceDocument,
    said: Iterable[tuple[Said, int | None]],
    deviations: Sequence[Deviation],
) -> None:
    """Passages are nobody's work but the document's, so a new file replaces them."""
    wanted = [(each.section, each.topic, each.text, line) for each, line in said]
    wanted += [(AS_WRITTEN, "", deviation.text, None) for deviation in deviations]
    mine = Passage.objects.in_area(writing.area_id).filter(source=source)
    held = mine.exclude(section=AS_IMPORTED).order_by("order", "id")
    if list(held.values_list("section", "topic", "text", "line_id")) == wanted:
        return
    if len(wanted) > _MOST_PASSAGES:
        raise Refusal(
            f"The file has more than {_MOST_PASSAGES:,} passages. Split it into several action plans."
        )
    held.delete()
    Passage.objects.bulk_create(
        Passage(
            area_id=writing.area_id,
            statement=writing.statement,
            source=source,
            line_id=line,
            section=section,
            topic=topic,
            order=order,
            text=text,
        )
        for order, (section, topic, text, line) in enumerate(wanted, start=1)
    )


def write_activities(statement: Statement, activities: Sequence[Document]) -> None:
    """The document's own are replaced; what people added here stays, behind them."""
    wanted = [columns_of(ACTIVITY, each) for each in activities]
    names = tuple(wanted[0]) if wanted else ("text",)
    held = list(statement.activities.order_by("order"))
    kept = [row for row in held if row.added_at and _only(row, names) not in wanted]
    if [_only(row, names) for row in held if row not in kept] == wanted:
        return
    statement.activities.exclude(pk__in=[row.pk for row in kept]).delete()
    behind = max([len(wanted), *(row.order for row in held)]) + 1
    for order, row in enumerate(kept, start=behind):
        row.order = order
        row.save(update_fields=["order"])
    Activity.objects.bulk_create(
        Activity(area_id=statement.area_id, statement=statement, order=order, **columns)
        for order, columns in enumerate(wanted, start=1)
    )


def _only(row: Activity, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}
