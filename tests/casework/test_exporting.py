"""A case put together for a tribunal or the Ombudsman: what is in it, what is left out, who took it away."""

import io
import json
from datetime import date

import pytest
from openpyxl import load_workbook

from alongside.casework import export_making
from alongside.casework import operations as casework
from alongside.casework.models import Case, CaseExport
from alongside.casework.operations import child_record
from alongside.casework.operations import exporting as operations
from alongside.casework.operations.children import ContactDetails
from alongside.casework.queries.exporting import case_document, export_of
from alongside.casework.rules.child_record import NewAddress
from alongside.casework.rules.exporting import ExportOrder, Part, Purpose, check_export, without
from alongside.documents.content import Bullets, Document, Table, from_json
from alongside.jobs.models import Job
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LOOK, LedgerDetail, LedgerEntry
from alongside.people.models import LocalArea, Post
from tests.casework.factories import AT, HEAD, TODAY, happen, make_case, make_officer, weeks
from tests.casework.test_pages import Desk, august_2025
from tests.people.factories import make_area

pytestmark = pytest.mark.django_db
__all__ = ["august_2025"]
ALL = tuple(Part)


@pytest.fixture
def area() -> LocalArea:
    return make_area()


@pytest.fixture
def head(area: LocalArea) -> tuple[Actor, Post]:
    return make_officer(area, "Hetty Head", HEAD)


@pytest.fixture
def case(head: tuple[Actor, Post]) -> Case:
    made = make_case(*head)
    mother = ContactDetails(
        name="Mo Testly",
        relation="mother",
        phone="01632 960001",
        address="12 Hidden Lane\nLeeds",
        restriction="The father must not know where she lives.",
    )
    casework.add_contact(actor=head[0], at=AT, case_ref=made.ref, new=mother)
    address = NewAddress(
        address="3 Refuge Row", postcode="YO1 6GA", began_on=TODAY, restriction="Nobody is told."
    )
    child_record.add_to_record(actor=head[0], at=AT, case_ref=made.ref, new=address)
    happen(head[0], made, "request_received", note="From Mo, of 12 HIDDEN  lane, Leeds.")
    happen(head[0], made, "note_made", note="Rang 01632960001. They moved to yo1 6ga.")
    refusal = {
        "reasons": "Leeds school meets the needs.",
        "limbs": ("may_need_plan",),
        "panel_advised": "Not to assess.",
    }
    happen(head[0], made, "decided_not_to_assess", weeks(5), **refusal)
    return made


def text_of(document: Document) -> str:
    return json.dumps(
        [
            [[cell.text for cell in row] for row in block.rows]
            for block in document.blocks
            if isinstance(block, Table)
        ],
        ensure_ascii=False,
    )


def left_out(document: Document) -> tuple[str, ...]:
    return next(block.items for block in document.blocks if isinstance(block, Bullets))


def document(head: tuple[Actor, Post], case: Case, *parts: Part) -> Document:
    order = ExportOrder(purpose=Purpose.TRIBUNAL, parts=parts)
    return case_document(head[0], case_ref=case.ref, order=order, today=weeks(6))


def test_it_says_what_happened_what_was_due_and_who_decided(
    head: tuple[Actor, Post], case: Case
) -> None:
    text = text_of(document(head, case, *ALL))
    assert "The authority received the request for an assessment" in text
    assert "Hetty Head" in text
    assert "Leeds school meets the needs." in text
    assert "Decision whether to assess" in text
    assert "Children and Families Act 2014" in text


def test_what_is_restricted_is_left_out_and_listed(head: tuple[Actor, Post], case: Case) -> None:
    made = document(head, case, *ALL)
    text = text_of(made).lower()
    for secret in ("hidden", "960001", "yo1", "refuge", "must not know", "nobody is told"):
        assert secret not in text
    assert "leeds school" in text
    said = " ".join(left_out(made))
    assert "Where somebody lives, or how they are reached: left out of 2 entries." in said
    assert "Where the child lives: left out of 1 entries." in said


def test_only_the_chosen_parts_are_in_it_and_the_others_are_named(
    head: tuple[Actor, Post], case: Case
) -> None:
    made = document(head, case, Part.HAPPENED)
    assert "They moved" not in text_of(made)
    said = " ".join(left_out(made))
    assert "Notes and phone calls, among what happened: not chosen." in said
    assert "Letters that were sent: not chosen." in said


@pytest.mark.parametrize(
    ("text", "secret", "cleaned"),
    [
        ("At 1 High Street.", "1 High Street", "At [left out]."),
        ("At 1 high\nSTREET, 1 High Street", "1 High Street", "At [left out], [left out]"),
        ("01632 960 001", "01632960001", "[left out]"),
        ("Nothing here", "1 High Street", "Nothing here"),
        ("", "1 High Street", ""),
    ],
)
def test_spaces_and_capitals_hide_nothing(text: str, secret: str, cleaned: str) -> None:
    assert without(text, {secret: "x"})[0] == cleaned


@pytest.mark.parametrize("parts", [(), (Part.NOTES,)])
def test_an_export_of_nothing_is_refused(parts: tuple[Part, ...]) -> None:
    with pytest.raises(Refusal):
        check_export(ExportOrder(purpose=Purpose.OMBUDSMAN, parts=parts))


def test_an_export_is_frozen_recorded_and_its_paper_made_once(
    head: tuple[Actor, Post], case: Case
) -> None:
    made = export(head, case)
    happen(head[0], case, "note_made", weeks(6), note="After it went out.")
    kept = export_of(head[0], export_ref=made.ref, today=weeks(6))
    assert "After it went out." not in kept.content
    job = Job.objects.get(name=operations.MAKE_EXPORT)
    assert job.arguments == {"export": made.pk}
    for _ in range(2):
        export_making.make_export(export_id=made.pk, at=AT, progress=lambda done, steps: None)
    made.refresh_from_db()
    assert made.pdf is not None
    assert made.pdf.media_type == "application/pdf"
    verbs = LedgerEntry.objects.filter(subject_ref=case.ref, verb__contains="export")
    assert list(verbs.order_by("seq").values_list("verb", flat=True)) == [
        "casework.export_case",
        "casework.keep_export_paper",
    ]
    assert not LedgerDetail.objects.filter(content__contains="Leeds").exists()


def test_a_paper_that_fails_says_so_and_the_content_stays(
    head: tuple[Actor, Post], case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = export(head, case)

    def fails(*args: object, **kwargs: object) -> None:
        raise RuntimeError("no paper")

    monkeypatch.setattr(export_making, "pdf_of", fails)
    with pytest.raises(RuntimeError):
        export_making.make_export(export_id=made.pk, at=AT, progress=lambda done, steps: None)
    made.refresh_from_db()
    assert made.refusal == export_making.FAILED
    assert from_json(json.loads(made.content))


def test_only_whoever_decides_exports(area: LocalArea, case: Case) -> None:
    other = make_officer(area, "Otto Other")
    with pytest.raises(Hidden):
        export(other, case)
    assert not CaseExport.objects.in_area(area.pk).exists()


@pytest.mark.usefixtures("august_2025")
def test_from_the_form_to_the_spreadsheet(area: LocalArea, case: Case) -> None:
    desk = Desk(area, "Dee Decider", "head_of_send")
    sent = {"purpose": "ombudsman", "parts": ["happened", "decisions"]}
    assert "What is left out" in desk.post_to("export_case", case.ref, **sent).content.decode()
    assert not CaseExport.objects.in_area(area.pk).exists()
    assert desk.post_to("export_case", case.ref, purpose="").status_code == 422
    desk.post_to("make_export", case.ref, **sent)
    made = CaseExport.objects.in_area(area.pk).get()
    assert "The PDF is being made." in desk.get("export", made.ref)
    looks = LedgerEntry.objects.filter(verb=LOOK, subject_ref=case.ref).count()
    taken = desk.client.get(desk.address("export_file", made.ref, "xlsx"))
    book = load_workbook(io.BytesIO(taken.content))
    assert book.sheetnames == ["What happened", "Who decided what, and why", "What is left out"]
    assert LedgerEntry.objects.filter(verb=LOOK, subject_ref=case.ref).count() == looks + 1
    desk.get("export_file", made.ref, "pdf", status=404)
    officer = Desk(area, "Olive Officer", "ehc_coordinator")
    officer.get("export", made.ref, status=404)
    officer.get("export_case", case.ref, status=404)


def export(head: tuple[Actor, Post], case: Case) -> CaseExport:
    order = ExportOrder(purpose=Purpose.TRIBUNAL, parts=(Part.HAPPENED, Part.NOTES))
    at = AT.replace(month=date(2025, 4, 14).month, day=14)
    return operations.export_case(actor=head[0], at=at, case_ref=case.ref, order=order)
