"""Making the documents again from the records: the statement, and what was published about it later.

Every word stands in the record that it belongs to; nothing that was imported is kept as a file. What people
reworded since is given in its present words.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.measures.queries.impacts import Wording, pages_of_area
from alongside.people.partial_dates import read
from alongside.plan.models import (
    ImpactStatement,
    Line,
    MeasureOfSuccess,
    MeasurePlacement,
    Passage,
    PrintedLeader,
    ProgressColumn,
    PublishedRow,
    SourceDocument,
    Statement,
    StatusEntry,
)
from alongside.plan.rules.codes import LeaderList, LineKind, SourceKind
from alongside.plan.transfer.checking import Deviation, restore
from alongside.plan.transfer.formats import (
    ACTION,
    ACTIVITY,
    AREA,
    LEADER,
    MEASURE,
    OUTCOME,
    PROGRESS,
    PROGRESS_ROW,
    SCHEMA_VERSION,
    SIGNATORY,
    STATEMENT,
)
from alongside.plan.transfer.records import Said, WordIndex, rebuild
from alongside.plan.transfer.schema import Document, Object

AS_WRITTEN = "as_written"
NESTED = {
    SourceKind.PUBLISHED_PROGRESS: "published_progress",
    SourceKind.TABLE: "published_table",
}
_NO_WORDS = WordIndex()
_NOTHING = PublishedRow()


@dataclass(frozen=True, slots=True)
class Loaded:
    """Everything that the documents are made of, in a constant number of queries."""

    statement: Statement
    sources: Mapping[str, SourceDocument]
    passages: Sequence[Passage]
    lines: Sequence[Line]
    rows: Mapping[tuple[int, int], PublishedRow]

    @classmethod
    def of(cls, statement: Statement) -> "Loaded":
        area = statement.area_id
        sources = list(SourceDocument.objects.in_area(area).filter(statement=statement))
        rows = PublishedRow.objects.in_area(area).filter(source__in=sources).order_by("order", "id")
        return cls(
            statement=statement,
            sources={source.kind: source for source in sources},
            passages=list(
                Passage.objects.in_area(area).filter(statement=statement).order_by("order", "id")
            ),
            lines=list(statement.lines.order_by("order", "id")),
            rows={(row.source_id, row.line_id): row for row in rows},
        )

    def words(self, source: SourceDocument | None, line: Line | None = None) -> WordIndex:
        wanted = (source.pk if source else None, line.pk if line else None)
        return WordIndex.of(
            Said(p.section, p.topic, p.text)
            for p in self.passages
            if (p.source_id, p.line_id) == wanted
        )

    def notes_by_line(self, source: SourceDocument | None) -> Mapping[int, list[Said]]:
        found: dict[int, list[Said]] = defaultdict(list)
        for p in self.passages:
            if p.line_id is not None and source is not None and p.source_id == source.pk:
                found[p.line_id].append(Said(p.section, p.topic, p.text))
        return found

    def deviations(self, source: SourceDocument | None) -> list[Deviation]:
        said = self.words(source).sections.get(AS_WRITTEN, ())
        return [Deviation.read(each.text) for each in said]


def whole_document(statement: Statement) -> Document:
    """The statement, with what was published later inside it."""
    loaded = Loaded.of(statement)
    document = statement_document(loaded)
    for kind, name in NESTED.items():
        if kind in loaded.sources:
            document[name] = progress_document(loaded, kind)
    return document


def documents_of(statement: Statement) -> dict[str, Document]:
    """Each document by the kind of its source."""
    loaded = Loaded.of(statement)
    found = {SourceKind.STATEMENT.value: statement_document(loaded)}
    for kind in NESTED:
        if kind in loaded.sources:
            found[kind.value] = progress_document(loaded, kind)
    return found


def statement_document(loaded: Loaded) -> Document:
    source = loaded.sources.get(SourceKind.STATEMENT)
    statement = loaded.statement
    given: dict[str, Any] = {
        "strategic_leaders": _leaders(loaded, LeaderList.STRATEGIC, LEADER),
        "operational_leaders": _leaders(loaded, LeaderList.OPERATIONAL, LEADER),
        "signatories": _leaders(loaded, LeaderList.SIGNATORY, SIGNATORY),
        "activity_since_inspection": [
            rebuild(ACTIVITY, [each], _NO_WORDS) for each in statement.activities.order_by("order")
        ],
        "areas_for_improvement": _areas(loaded, source),
        "published_progress": None,
        "published_table": None,
    }
    if source is None:
        given |= {"document": statement.title, "schema_version": SCHEMA_VERSION}
    records = [source, statement] if source else [statement]
    document = rebuild(STATEMENT, records, loaded.words(source), given)
    return restore(document, loaded.deviations(source))


def progress_document(loaded: Loaded, kind: str) -> Document:
    source = loaded.sources[kind]
    columns = list(
        ProgressColumn.objects.in_area(source.area_id).filter(source=source).order_by("order")
    )
    given = {
        "progress_columns": [_iso(read(c.column_on, c.column_precision)) for c in columns],
        "progress_column_labels": [c.label or None for c in columns],
        "rows": _rows(loaded, source, columns),
        "measure_to_action_part": _placements(loaded, source),
    }
    document = rebuild(PROGRESS, [source], loaded.words(source), given)
    return restore(document, loaded.deviations(source))


def _leaders(loaded: Loaded, listed_in: LeaderList, node: Object) -> list[Document]:
    found = PrintedLeader.objects.in_area(loaded.statement.area_id).filter(
        statement=loaded.statement, listed_in=listed_in
    )
    return [rebuild(node, [leader], _NO_WORDS) for leader in found.order_by("order")]


def _areas(loaded: Loaded, source: SourceDocument | None) -> list[Document]:
    outcomes = _outcomes(loaded, source)
    return [
        rebuild(AREA, [weakness], _NO_WORDS, {"outcomes": outcomes[weakness.pk]})
        for weakness in loaded.statement.weaknesses.order_by("number")
    ]


def _outcomes(loaded: Loaded, source: SourceDocument | None) -> dict[int, list[Document]]:
    """By weakness, in their printed order."""
    area = loaded.statement.area_id
    actions = _grouped((x.parent_id, x) for x in loaded.lines if x.kind == LineKind.ACTION)
    measures = MeasureOfSuccess.objects.in_area(area).filter(line__statement=loaded.statement)
    rows = ImpactStatement.objects.in_area(area).filter(line__statement=loaded.statement)
    impacts = list(rows.order_by("order", "id"))
    measures_of = _grouped((m.line_id, m) for m in measures.order_by("order", "id"))
    impacts_of = _grouped((i.line_id, i.text) for i in impacts)
    evidence_of = _grouped(_evidence(area, impacts))
    notes = loaded.notes_by_line(source)
    found: dict[int, list[Document]] = defaultdict(list)
    for line in loaded.lines:
        if line.kind != LineKind.OUTCOME or line.weakness_id is None:
            continue
        given = {
            "actions": [
                rebuild(ACTION, _tracked(loaded, source, action), _NO_WORDS)
                for action in actions.get(line.pk, ())
            ],
            "key_performance_measures": [_measure(m) for m in measures_of.get(line.pk, ())],
            "impact": impacts_of.get(line.pk, []),
            "impact_evidence": evidence_of.get(line.pk, []),
        }
        words = WordIndex.of(notes.get(line.pk, ()))
        found[line.weakness_id].append(
            rebuild(OUTCOME, _tracked(loaded, source, line), words, given)
        )
    return found


def _evidence(area_id: int, impacts: Sequence[ImpactStatement]) -> list[tuple[int, Document]]:
    """By line, where each impact is shown: the page as it is called today."""
    if not any(each.told_in_id for each in impacts):
        return []
    now: dict[int, Wording] = {
        wording.pk: page[-1] for page in pages_of_area(area_id) for wording in page
    }
    return [
        (each.line_id, {"impact": each.text, "evidence": page.title, "ref": page.ref})
        for each in impacts
        if (page := now.get(each.told_in_id or 0)) is not None
    ]


def _tracked(loaded: Loaded, source: SourceDocument | None, line: Line) -> list[object]:
    row = loaded.rows.get((source.pk, line.pk)) if source else None
    return [line, row or _NOTHING]


def _measure(measure: MeasureOfSuccess) -> Document:
    date = read(measure.date_on, measure.date_precision)
    return rebuild(MEASURE, [measure], _NO_WORDS, {"date": _iso(date)})


def _rows(
    loaded: Loaded, source: SourceDocument, columns: Sequence[ProgressColumn]
) -> list[Document]:
    lines = {line.pk: line for line in loaded.lines}
    printed = printed_statuses(source)
    found = []
    for (source_id, line_id), row in loaded.rows.items():
        if source_id != source.pk:
            continue
        line = lines[line_id]
        parent = lines.get(line.parent_id or 0)
        words = [printed.get((line_id, column.pk)) for column in columns]
        given = {
            "outcome": parent.reference if parent else line.reference,
            "part": line.part or None,
            "action": line.reference if parent and not line.part else None,
            "progress": words,
        }
        found.append(rebuild(PROGRESS_ROW, [row], _NO_WORDS, given))
    return found


def printed_statuses(source: SourceDocument) -> dict[tuple[int, int], str]:
    """The words in each cell of a source's table, by line and column: the latest that was published there."""
    return {key: entry.printed for key, entry in published_entries(source).items()}


def published_entries(source: SourceDocument) -> dict[tuple[int, int], StatusEntry]:
    """For each cell the entry that stands: a later file may have corrected the first."""
    entries = StatusEntry.objects.in_area(source.area_id).filter(
        as_published=True, line__statement=source.statement_id
    )
    later = {entry.corrects_id: entry for entry in entries if entry.corrects_id}
    found: dict[tuple[int, int], StatusEntry] = {}
    for first in entries.filter(column__source=source):
        entry = first
        while entry.pk in later:
            entry = later[entry.pk]
        found[first.line_id, first.column_id] = entry
    return found


def _placements(loaded: Loaded, source: SourceDocument) -> Document:
    note = {said.text for said in loaded.words(source).sections.get("placement_note", ())}
    found: Document = {"note": next(iter(note))} if note else {}
    references = {line.pk: line.reference for line in loaded.lines}
    placements = (
        MeasurePlacement.objects.in_area(source.area_id)
        .filter(source=source)
        .select_related("measure")
        .order_by("order")
    )
    for each in placements:
        by_label = found.setdefault(references[each.measure.line_id], {})
        by_label.setdefault(each.label, []).append(each.measure.reference)
    return found


def _grouped(pairs: Iterable[tuple[Any, Any]]) -> dict[Any, list[Any]]:
    groups: dict[Any, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return groups


def _iso(date: PartialDate | None) -> str | None:
    return date.iso if date else None
