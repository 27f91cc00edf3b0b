"""What comes in goes out again, field for field, from the records."""

import copy
from typing import Any

import pytest
from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.plan.models import (
    Activity,
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
    Weakness,
)
from alongside.plan.transfer import ImportResult, export_document, export_json
from alongside.plan.transfer.formats import PROGRESS, STATEMENT
from alongside.plan.transfer.incoming import read_file
from tests.plan.transfer.conftest import Document, Importing
from tests.plan.transfer.edits import edited, leaves, pattern, put, put_here

# These leaves name other places of the document, so they are changed together with those, or by a swap.
NAMES_OTHERS = {
    "areas_for_improvement.[].outcomes.[].key_performance_measures.[].action_part",
    "measure_to_action_part.2.1.A.[]",
    "measure_to_action_part.3.1.A.[]",
    "measure_to_action_part.3.1.B.[]",
    "measure_to_action_part.4.1.row 1.[]",
    "rows.[].outcome",
    "rows.[].part",
}
FIXED = {"schema_version", "progress_scale.[].order"}
STATUS = {"rows.[].progress.[]", "rows.[].progress"}


@pytest.mark.both_engines
def test_both_documents_go_out_as_they_came_in(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    first = importing(york)
    assert first.result is ImportResult.IMPORTED
    assert export_document(actor=officer, ref=first.statement_ref) == york
    second = importing(progress, name="progress.json")
    assert (second.result, second.statement_ref) == (ImportResult.IMPORTED, first.statement_ref)
    whole = export_document(actor=officer, ref=first.statement_ref)
    assert whole.pop("published_progress") == progress
    assert whole == york


def test_the_keys_go_out_in_the_order_they_came_in(
    york: Document, importing: Importing, officer: Actor, tmp_path: Any
) -> None:
    ref = importing(york).statement_ref
    again = tmp_path / "again.json"
    again.write_bytes(export_json(actor=officer, ref=ref))
    assert str(read_file(again, name="again.json").statement["document"]) == york["document"]
    exported = export_document(actor=officer, ref=ref)
    outcome = exported["areas_for_improvement"][0]["outcomes"][0]
    assert list(outcome) == list(york["areas_for_improvement"][0]["outcomes"][0])
    assert [name for name in exported if name in york] == list(exported)


def test_one_file_with_both_documents_is_taken_as_one(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    both = york | {"published_progress": progress}
    ref = importing(both).statement_ref
    assert export_document(actor=officer, ref=ref) == both
    assert importing(both).result is ImportResult.NOTHING_CHANGED
    assert export_document(actor=officer, ref=ref, document="published_progress") == progress


def test_every_field_changed_at_once_leaves_changed(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    """Each leaf gets a value that stands nowhere else, so none can come from another place."""
    york, progress = _every_field_changed(york, progress)
    ref = importing(york).statement_ref
    importing(progress, name="progress.json")
    whole = export_document(actor=officer, ref=ref)
    assert whole.pop("published_progress") == progress
    assert whole == york


def test_each_field_of_the_statement_changed_alone_is_shown_and_leaves_changed(
    york: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    for path, node, value in _one_of_each(STATEMENT, york):
        changed = put(york, path, edited(node, value, path, mark="7q"))
        assert _export_after(changed, importing, officer, ref) == changed, pattern(path)
    assert export_document(actor=officer, ref=ref) == york


def test_each_field_of_the_progress_changed_alone_is_shown_and_leaves_changed(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    ref = importing(york).statement_ref
    importing(progress, name="progress.json")
    for path, node, value in _one_of_each(PROGRESS, progress):
        new = "Completed" if pattern(path) in STATUS else edited(node, value, path, mark="7q")
        if pattern(path) == "rows.[].progress":
            new = ["Completed"] * 9
        changed = put(progress, path, new)
        found = _export_after(changed, importing, officer, ref, document="published_progress")
        assert found == changed, pattern(path)


def test_a_place_that_names_another_can_be_changed_with_it(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    measures = york["areas_for_improvement"][1]["outcomes"][0]["key_performance_measures"]
    measures[0]["action_part"] = "C"
    steps = york["progress_scale"]
    steps[0]["order"], steps[1]["order"] = 2, 1
    progress["rows"][1] |= {"outcome": "1.3", "part": "B"}
    progress["measure_to_action_part"]["2.1"] = {"B": ["2.1-k4"], "row 9": ["2.1-k1"]}
    ref = importing(york).statement_ref
    importing(progress, name="progress.json")
    whole = export_document(actor=officer, ref=ref)
    assert whole.pop("published_progress") == progress
    assert whole == york


@pytest.mark.parametrize(
    ("path", "raw"),
    [
        (("vision",), None),
        (("vision", "covid_caveat"), None),
        (("vision", "heading"), ""),
        (("governance", "structure", "chair"), ""),
        (("activity_since_inspection",), []),
        (("strategic_leaders", 0, "note"), None),
        (("strategic_leaders", 0, "initials"), ""),
        (("areas_for_improvement", 1, "outcomes", 0, "actions", 2, "lead"), ""),
        (("areas_for_improvement", 1, "outcomes", 0, "key_performance_measures", 1, "unit"), ""),
        (("areas_for_improvement", 1, "outcomes", 0, "impact"), None),
        (("fields", "date"), None),
    ],
)
def test_a_file_gets_back_its_own_way_of_saying_nothing(
    path: Any, raw: Any, york: Document, importing: Importing, officer: Actor
) -> None:
    changed = put(york, path, raw)
    ref = importing(changed).statement_ref
    assert export_document(actor=officer, ref=ref) == changed


def test_a_key_that_the_file_leaves_out_stays_out(
    york: Document, importing: Importing, officer: Actor
) -> None:
    outcome = york["areas_for_improvement"][2]["outcomes"][1]
    for key in ("lead", "start_date", "extraction_notes"):
        del outcome[key]
    del outcome["actions"][0]["part"], york["governance"], york["signatories"]
    ref = importing(york).statement_ref
    assert export_document(actor=officer, ref=ref) == york


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (SourceDocument, name)
        for name in (
            "title", "schema_version", "extracted_from", "extracted_sha256", "extraction_kind", "status_line",
        )
    ]
    + [(Statement, "timescale_months"), (Statement, "timescale_text")]
    + [(Weakness, "number"), (Weakness, "title"), (Weakness, "text")]
    + [(Line, "reference"), (Line, "text"), (Line, "part")]
    + [
        (MeasureOfSuccess, name)
        for name in (
            "reference", "text", "kind", "target_value", "unit", "printed_comparator", "quantifier", "date_on",
            "date_role", "measure_type", "table_row", "action_part_printed",
        )
    ]
    + [(PrintedLeader, name) for name in ("initials", "name", "organisation", "role", "note")]
    + [(Activity, "text"), (Activity, "month_text"), (ImpactStatement, "text"), (Passage, "text")]
    + [(PublishedRow, name) for name in ("start_text", "end_text", "end_printed", "end_note", "lead_printed")]
    + [(ProgressColumn, "label"), (ProgressColumn, "column_on"), (StatusEntry, "printed")]
    + [(MeasurePlacement, "label")],
)  # fmt: skip
def test_the_export_is_made_from_each_record(
    model: Any,
    column: str,
    york: Document,
    progress: Document,
    importing: Importing,
    officer: Actor,
) -> None:
    """A record that is changed beneath the house leaves changed: there is no second copy of it."""
    ref = importing(york | {"published_progress": progress}).statement_ref
    before = export_document(actor=officer, ref=ref)
    records = model.objects.in_area(officer.area_id)
    if model is Passage:
        records = records.filter(section="ambition")
    record = records.order_by("id").first()
    new = {
        "kind": "qualitative",
        "printed_comparator": "gt",
        "date_role": "from",
        "quantifier": "all",
    }.get(column)
    old = getattr(record, column)
    if new is None:
        new = _another(record, column, old)
    records.filter(pk=record.pk).update(**{column: new})
    if column == "date_on":
        records.filter(pk=record.pk).update(date_precision="month")
    assert export_document(actor=officer, ref=ref) != before


def _another(record: Any, column: str, old: Any) -> Any:
    field = record._meta.get_field(column)
    match field.get_internal_type():
        case "DateField":
            return "2021-11-30"
        case "PositiveSmallIntegerField" | "DecimalField":
            return (old or 0) + 7
    return "7q"


def _one_of_each(node: Any, document: Document) -> list[tuple[Any, Any, Any]]:
    """One leaf for each kind of field, as far from the beginning as it stands."""
    found = {pattern(path): (path, each, value) for path, each, value in leaves(node, document)}
    return [each for name, each in found.items() if name not in NAMES_OTHERS | FIXED]


def _export_after(
    changed: Document, importing: Importing, officer: Actor, ref: str, document: str = "statement"
) -> Document:
    """The export after the changed file was accepted; then everything is as before."""
    shown = importing(changed, into=ref)
    assert shown.result is ImportResult.DIFFERENCES
    assert len(shown.differences) >= 1
    assert shown.kept == ()
    sid = transaction.savepoint()
    done = importing(changed, into=ref, accepted=shown.digest)
    assert done.result is ImportResult.UPDATED
    found = export_document(actor=officer, ref=ref, document=document)
    transaction.savepoint_rollback(sid)
    return found


def _every_field_changed(york: Document, progress: Document) -> tuple[Document, Document]:
    york, progress = copy.deepcopy(york), copy.deepcopy(progress)
    skipped = NAMES_OTHERS | FIXED | STATUS
    for document, node in ((york, STATEMENT), (progress, PROGRESS)):
        for number, (path, each, value) in enumerate(list(leaves(node, document))):
            name = pattern(path)
            if name in skipped or path[-1] in ("comparator", "id", "number", "label"):
                continue
            put_here(document, path, edited(each, value, path, mark=f"{number:x}"))
    for path, each, value in list(leaves(STATEMENT, york)):
        if path[-1] == "comparator":
            new = edited(each, value, path, mark="")
            put_here(york, path, new)
    return york, progress
