"""The letter of a revisit in and out: whole, all or nothing, and never changed."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import models, transaction

from alongside.access.models import Account, Grant
from alongside.board.models import Finding, FindingPoint, LetterPerson, Revisit
from alongside.board.transfer import (
    LetterDiffers,
    LetterResult,
    export_revisit,
    export_revisit_json,
)
from alongside.board.transfer.formats import FINDING, PERSON, REVISIT
from alongside.kernel.actor import Actor
from alongside.ledger.models import LedgerEntry
from alongside.people.models import Person
from alongside.plan.models import Statement
from alongside.plan.transfer.schema import Key, Number, Object, Text
from tests.board.visiting import Document, bring_letter, with_weaknesses, write_letter, york_letter
from tests.plan.factories import Place, make_place, make_statement
from tests.plan.transfer.edits import edited, leaves, pattern, put

pytestmark = pytest.mark.django_db
FIXED = {"schema_version"}
FORMAT_PAGE = Path(__file__).parents[2] / "docs" / "reference" / "revisit-format.md"


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def statement(place: Place) -> Statement:
    """An action plan with York's four weaknesses."""
    return with_weaknesses(place, make_statement(place))


@pytest.fixture
def officer(place: Place, statement: Statement) -> Actor:
    return place.officer


@pytest.fixture
def letter(shared_data: Path) -> Document:
    return york_letter(shared_data)


def _letters(actor: Actor) -> int:
    return int(Revisit.objects.in_area(actor.area_id).count())


@pytest.mark.both_engines
def test_york_goes_out_as_it_came_in(officer: Actor, shared_data: Path) -> None:
    content = (shared_data / "york_revisit_2022.json").read_bytes()
    report = bring_letter(officer, content)
    assert report.result is LetterResult.IMPORTED
    assert dict(report.counts) == {
        "Findings": 4,
        "Strengths": 36,
        "Remaining weaknesses": 7,
        "Caveats": 1,
        "People named": 8,
    }
    exported = export_revisit_json(actor=officer, ref=report.revisit_ref)
    assert json.loads(exported) == json.loads(content)
    assert list(json.loads(exported)) == list(json.loads(content))


def test_findings_belong_to_the_weaknesses_of_the_action_plan(
    officer: Actor, letter: Document
) -> None:
    ref = bring_letter(officer, letter).revisit_ref
    rows = Finding.objects.in_area(officer.area_id).filter(revisit__ref=ref).order_by("number")
    assert [row.weakness.number for row in rows] == [1, 2, 3, 4]


def test_each_field_changed_alone_leaves_changed(officer: Actor, letter: Document) -> None:
    for path, node, value in _one_of_each(letter):
        new = _edited(path, node, value)
        changed = put(letter, path, new)
        sid = transaction.savepoint()
        ref = bring_letter(officer, changed).revisit_ref
        assert export_revisit(actor=officer, ref=ref) == changed, pattern(path)
        transaction.savepoint_rollback(sid)


RECORDS: dict[Any, tuple[str, ...]] = {
    Revisit: (
        "title", "source_file", "source_sha256", "letter_on", "visited_from", "visited_until",
        "inspectorates", "report_published_on", "judged_fit_on", "inspection_year", "copied_to",
        "legal_basis", "overall_judgement", "consequence", "notes",
    ),
    LetterPerson: ("name", "role", "organisation"),
    Finding: ("number", "title", "weakness_number", "weakness_text", "judgement", "judgement_code"),
    FindingPoint: ("text",),
}  # fmt: skip
OTHERS = {
    "letter_on": "2022-12-17",
    "visited_from": "2022-11-13",
    "visited_until": "2022-11-18",
    "report_published_on": "2020-02-27",
    "judged_fit_on": "2020-06-04",
    "judgement_code": "insufficient_progress",
}


def test_the_export_is_made_from_each_record(officer: Actor, letter: Document) -> None:
    """A record that is changed beneath the house leaves changed: there is no second copy of it."""
    ref = bring_letter(officer, letter).revisit_ref
    for model, columns in RECORDS.items():
        for column in columns:
            sid = transaction.savepoint()
            records = model.objects.in_area(officer.area_id)
            record = records.order_by("id")[0]
            records.filter(pk=record.pk).update(**{column: _another(record, column)})
            changed = export_revisit(actor=officer, ref=ref) != letter
            assert changed, f"{model.__name__}.{column}"
            transaction.savepoint_rollback(sid)


NOTHING_SAID: tuple[tuple[Any, Any], ...] = (
    (("source",), None),
    (("legal_basis",), ""),
    (("notes",), None),
    (("consequence",), ""),
    (("findings", 1, "title"), ""),
    (("findings", 1, "caveats"), None),
    (("addressed_to", 0, "organisation"), None),
    (("inspection_report",), ...),
    (("copied_to",), ...),
    (("findings", 2, "strengths"), ...),
    (("signed_by", 0, "role"), ...),
)


def test_a_file_gets_back_its_own_way_of_saying_nothing(officer: Actor, letter: Document) -> None:
    for path, raw in NOTHING_SAID:
        holder: Any = letter
        for step in path[:-1]:
            holder = holder[step]
        if raw is ...:
            holder.pop(path[-1], None)
        else:
            holder[path[-1]] = raw
    ref = bring_letter(officer, letter).revisit_ref
    assert export_revisit(actor=officer, ref=ref) == letter


@pytest.mark.both_engines
def test_the_same_file_twice_changes_nothing_and_says_so(officer: Actor, letter: Document) -> None:
    first = bring_letter(officer, letter)
    before = LedgerEntry.objects.count()
    again = bring_letter(officer, letter)
    assert (again.result, again.revisit_ref) == (LetterResult.NOTHING_CHANGED, first.revisit_ref)
    assert again.sentence.startswith("Nothing changed")
    assert (LedgerEntry.objects.count(), _letters(officer)) == (before, 1)


def test_a_changed_letter_of_the_same_day_is_shown_and_refused(
    officer: Actor, letter: Document
) -> None:
    ref = bring_letter(officer, letter).revisit_ref
    changed = copy.deepcopy(letter)
    changed["findings"][0]["remaining_weaknesses"][2] = "Social care contributes."
    changed["signed_by"][0]["name"] = "Somebody Else"
    with pytest.raises(LetterDiffers, match="2 places") as refused:
        bring_letter(officer, changed)
    assert {each.where for each in refused.value.differences} == {
        "Finding 1, remaining weaknesses 3",
        "Signed by 1, name",
    }
    assert "under its own date" in refused.value.sentence
    assert export_revisit(actor=officer, ref=ref) == letter


def test_a_corrected_letter_is_recorded_under_its_own_date(
    officer: Actor, letter: Document
) -> None:
    bring_letter(officer, letter)
    corrected = letter | {"letter_date": "2023-01-05", "consequence": "Visits go on."}
    assert bring_letter(officer, corrected).result is LetterResult.IMPORTED
    assert _letters(officer) == 2


def test_the_people_of_the_letter_are_names_and_get_nothing(
    officer: Actor, letter: Document
) -> None:
    before = [model.objects.count() for model in (Person, Account)]
    grants = Grant.objects.in_area(officer.area_id).count()
    bring_letter(officer, letter)
    assert [model.objects.count() for model in (Person, Account)] == before
    assert Grant.objects.in_area(officer.area_id).count() == grants


def test_a_letter_written_by_hand_goes_out_in_the_same_form(
    place: Place, statement: Statement
) -> None:
    ref = write_letter(place, statement).ref
    exported = export_revisit(actor=place.officer, ref=ref)
    assert (exported["schema_version"], exported["letter_date"]) == (1, "2020-06-12")
    assert exported["revisit_dates"] == {"from": "2020-06-01", "to": "2020-06-03"}
    assert exported["findings"][0]["remaining_weaknesses"] == ["Waits are long.", "Data is thin."]
    assert bring_letter(place.officer, exported).result is LetterResult.NOTHING_CHANGED


KEPT_IN: list[tuple[Object, type[models.Model]]] = [
    (REVISIT, Revisit),
    (PERSON, LetterPerson),
    (FINDING, Finding),
]


@pytest.mark.parametrize(("node", "model"), KEPT_IN)
def test_every_key_fits_the_column_that_keeps_it(node: Object, model: type[models.Model]) -> None:
    for key in _keys(node):
        if not key.column:
            continue
        field = model._meta.get_field(key.column)
        match key.node:
            case Text(longest=longest, choices=choices) if getattr(field, "max_length", None):
                fits = max(map(len, choices), default=0) if choices else longest
                assert 0 < fits <= field.max_length, key.name  # type: ignore[union-attr]
            case Number(most=most):
                assert (most or 0) <= 32_767


def test_the_page_of_the_format_names_every_key() -> None:
    page = FORMAT_PAGE.read_text()
    for path, key in _paths(REVISIT):
        assert f"| `{path}` |" in page, path
        assert key.meaning in page, key.name


def _keys(node: Object) -> Iterator[Key]:
    for key in node.keys:
        yield key
        if isinstance(key.node, Object):
            yield from _keys(key.node)


def _paths(node: Object, above: str = "") -> Iterator[tuple[str, Key]]:
    for key in node.keys:
        path = f"{above}{key.name}"
        yield path, key
        if isinstance(key.node, Object):
            yield from _paths(key.node, f"{path}.")
        elif isinstance(getattr(key.node, "of", None), Object):
            yield from _paths(key.node.of, f"{path}[].")  # type: ignore[union-attr]


def _one_of_each(document: Document) -> list[tuple[Any, Any, Any]]:
    """One leaf for each kind of field, as far from the beginning as it stands."""
    found = {pattern(path): (path, node, value) for path, node, value in leaves(REVISIT, document)}
    return [each for name, each in found.items() if name not in FIXED]


def _edited(path: Any, node: Any, value: Any) -> Any:
    if path[-1] == "wsoa_area":
        return 5
    if path[-1] == "number":
        return 77
    if isinstance(node, Text) and node.is_date:
        return {"letter_date": "2022-12-17", "from": "2022-11-13", "to": "2022-11-17"}.get(
            path[-1], "2020-04-03"
        )
    return edited(node, value, path, mark="7q")


def _another(record: Any, column: str) -> Any:
    if column in OTHERS:
        return OTHERS[column]
    match record._meta.get_field(column).get_internal_type():
        case "JSONField":
            return ["7q"]
        case "PositiveSmallIntegerField":
            return 77
    return "7q"
