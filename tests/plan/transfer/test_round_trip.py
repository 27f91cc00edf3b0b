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
from alongside.plan.transfer.writing.rows import DATE_PROMISED
from tests.plan.transfer.conftest import Document, Importing
from tests.plan.transfer.edits import cut, edited, leaves, pattern, put, put_here

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
STATUS_KEYS = ("progress_status",)
LATER = ("comparator", "id", "number", "label", "part", *STATUS_KEYS)
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
    york = cut(STATEMENT, york)
    ref = importing(york).statement_ref
    for path, node, value in _one_of_each(STATEMENT, york):
        is_status = path[-1] in STATUS_KEYS
        new = "Embedded" if is_status else edited(node, value, path, mark="7q")
        changed = put(york, path, new)
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


NOTHING_SAID: tuple[tuple[Any, Any], ...] = (
    (("source",), None),
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
    (("fields", "kind"), ""),
)


def test_a_file_gets_back_its_own_way_of_saying_nothing(
    york: Document, importing: Importing, officer: Actor
) -> None:
    for path, raw in NOTHING_SAID:
        put_here(york, path, raw)
    ref = importing(york).statement_ref
    assert export_document(actor=officer, ref=ref) == york


def test_a_key_that_the_file_leaves_out_stays_out(
    york: Document, importing: Importing, officer: Actor
) -> None:
    outcome = york["areas_for_improvement"][2]["outcomes"][1]
    for key in ("lead", "start_date", "extraction_notes"):
        del outcome[key]
    del outcome["actions"][0]["part"], york["governance"], york["signatories"]
    ref = importing(york).statement_ref
    assert export_document(actor=officer, ref=ref) == york


RECORDS: dict[Any, tuple[str, ...]] = {
    SourceDocument: (
        "title", "schema_version", "extracted_from", "extracted_sha256", "extraction_kind", "status_line",
    ),
    Statement: ("timescale_months", "timescale_text"),
    Weakness: ("number", "title", "text"),
    Line: ("reference", "text", "part"),
    MeasureOfSuccess: (
        "reference", "text", "kind", "target_value", "unit", "printed_comparator", "quantifier", "date_on",
        "date_role", "measure_type", "table_row", "action_part_printed",
    ),
    PrintedLeader: ("initials", "name", "organisation", "role", "note"),
    Activity: ("text", "month_text"),
    ImpactStatement: ("text",),
    Passage: ("text",),
    PublishedRow: ("start_text", "end_text", "end_printed", "end_note", "lead_printed"),
    ProgressColumn: ("label", "column_on"),
    StatusEntry: ("printed",),
    MeasurePlacement: ("label",),
}  # fmt: skip


def test_the_export_is_made_from_each_record(
    york: Document, progress: Document, importing: Importing, officer: Actor
) -> None:
    """A record that is changed beneath the house leaves changed: there is no second copy of it."""
    ref = importing(york | {"published_progress": progress}).statement_ref
    before = export_document(actor=officer, ref=ref)
    for model, columns in RECORDS.items():
        for column in columns:
            sid = transaction.savepoint()
            _change_beneath(model, column, officer)
            changed = export_document(actor=officer, ref=ref) != before
            assert changed, f"{model.__name__}.{column}"
            transaction.savepoint_rollback(sid)


def _change_beneath(model: Any, column: str, officer: Actor) -> None:
    records = model.objects.in_area(officer.area_id)
    if model is Passage:
        records = records.filter(section="ambition")
    if model is MeasureOfSuccess:
        records = records.filter(target_value__isnull=False, date_on__isnull=False)
    record = records.order_by("id")[0]
    records.filter(pk=record.pk).update(**{column: _another(record, column)})


def _another(record: Any, column: str) -> Any:
    known = {
        "kind": "qualitative",
        "printed_comparator": "gt",
        "date_role": "by",
        "quantifier": "all",
    }
    field = record._meta.get_field(column)
    match field.get_internal_type():
        case "DateField":
            return "2021-11-30"
        case "PositiveSmallIntegerField" | "DecimalField":
            return (getattr(record, column) or 0) + 7
    return known.get(column, "7q")


def _one_of_each(node: Any, document: Document) -> list[tuple[Any, Any, Any]]:
    """One leaf for each kind of field, as far from the beginning as it stands."""
    found: dict[str, tuple[Any, Any, Any]] = {}
    for path, each, value in leaves(node, document):
        if value is not None or pattern(path) not in found:
            found[pattern(path)] = (path, each, value)
    return [each for name, each in found.items() if name not in NAMES_OTHERS | FIXED]


def _export_after(
    changed: Document, importing: Importing, officer: Actor, ref: str, document: str = "statement"
) -> Document:
    """The export after the changed file was accepted; then everything is as before."""
    sid = transaction.savepoint()
    done = importing(changed, into=ref, accept_all=True)
    assert done.result is ImportResult.UPDATED
    assert len(done.differences) >= 1
    assert {kept.why for kept in done.kept} <= {DATE_PROMISED}
    found = export_document(actor=officer, ref=ref, document=document)
    transaction.savepoint_rollback(sid)
    return found


def _every_field_changed(york: Document, progress: Document) -> tuple[Document, Document]:
    york, progress = copy.deepcopy(york), copy.deepcopy(progress)
    skipped = NAMES_OTHERS | FIXED | STATUS
    for document, node in ((york, STATEMENT), (progress, PROGRESS)):
        for number, (path, each, value) in enumerate(list(leaves(node, document))):
            name = pattern(path)
            if name in skipped or path[-1] in LATER:
                continue
            put_here(document, path, edited(each, value, path, mark=f"{number:x}"))
    for path, each, value in list(leaves(STATEMENT, york)):
        if path[-1] == "comparator" and value is not None:
            new = edited(each, value, path, mark="")
            put_here(york, path, new)
    return york, progress
