"""An audit is marked: each answer kept as it is given, evidence added, handed in or given back."""

import time
from datetime import date, timedelta
from statistics import median

import pytest
from django.core.files.base import ContentFile

from alongside.casework.models import Contact
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.quality.audit_reminders import remind
from alongside.quality.models import Audit, AuditAnswer, DrawnItem
from alongside.quality.operations import marking, seating
from alongside.quality.operations.marking import NewAnswer
from alongside.quality.queries.marking import evidence_file, my_audits, own_audit
from alongside.quality.rules.answering import fingerprint
from alongside.quality.rules.codes import (
    Seat,
)
from alongside.quality.rules.marking import MAY_KNOW
from alongside.web import clock
from tests.quality.council_desks import LATER, boxes, only_item, seen
from tests.quality.factories import (
    DUE,
    OPENED,
    Council,
    answer_all,
    assign,
    drawn_round,
    items,
    marked,
    noon,
    submit,
)
from tests.quality.test_copies import allow, given_to_family, release

pytestmark = pytest.mark.django_db
PLANS = 2


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def answer_of(audit: Audit, code: str) -> tuple[str, str]:
    row = AuditAnswer.objects.in_area(audit.area_id).get(audit=audit, question=code)
    return row.mark, row.words


def not_applicable(council: Council, audit: Audit) -> str:
    tool = own_audit(council.auditors[0], audit_ref=audit.ref).tool
    return next(each.code for each in tool.questions if each.may_not_apply)


def test_one_auditor_never_reads_the_audit_of_another(council: Council) -> None:
    audit = assign(council, only_item(council))
    with pytest.raises(Hidden):
        own_audit(council.auditors[1], audit_ref=audit.ref)
    with pytest.raises(Hidden):
        answer_all(council.auditors[1], audit)
    assert my_audits(council.auditors[1]) == ()


def test_answers_are_kept_as_they_are_given_and_only_what_changed_is_written(
    council: Council,
) -> None:
    audit = assign(council, only_item(council))
    codes = [
        each.code for each in own_audit(council.auditors[0], audit_ref=audit.ref).tool.questions
    ]
    saved = marking.save_answers(
        actor=council.auditors[0], at=OPENED, audit_ref=audit.ref,
        answers={codes[0]: NewAnswer("2", "Seen on page 3."), codes[1]: NewAnswer("", "To do")},
    ).audit  # fmt: skip
    assert saved.answers.count() == 2
    entries = LedgerEntry.objects.filter(verb="quality.save_answers").count()
    again = marking.save_answers(
        actor=council.auditors[0], at=OPENED, audit_ref=audit.ref,
        answers={codes[0]: NewAnswer("2", "Seen on page 3.")},
    ).audit  # fmt: skip
    assert again.version == saved.version
    assert LedgerEntry.objects.filter(verb="quality.save_answers").count() == entries
    with pytest.raises(Refusals) as caught:
        marking.save_answers(
            actor=council.auditors[0], at=OPENED, audit_ref=audit.ref,
            answers={codes[0]: NewAnswer("9"), "nonsense": NewAnswer("2")},
        )  # fmt: skip
    assert [each.field for each in caught.value.refusals] == [codes[0], "nonsense"]


def test_an_answer_of_forty_is_kept_within_a_tenth_of_a_second(council: Council) -> None:
    auditor = council.auditors[0]
    audit = answer_all(auditor, assign(council, only_item(council)))
    codes = [each.code for each in own_audit(auditor, audit_ref=audit.ref).tool.questions]
    assert len(codes) >= 40
    times = []
    for code in codes[:15]:
        began = time.process_time()
        marking.save_answers(
            actor=auditor,
            at=OPENED,
            audit_ref=audit.ref,
            answers={code: NewAnswer("3", "Seen again.")},
        )
        times.append(time.process_time() - began)
    assert median(times) < 0.1


def test_an_unfinished_audit_is_not_submitted_and_a_submitted_one_not_changed(
    council: Council,
) -> None:
    audit = assign(council, only_item(council))
    with pytest.raises(Refusals, match="Answer every question"):
        submit(council.auditors[0], audit)
    answer_all(council.auditors[0], audit)
    submit(council.auditors[0], audit)
    with pytest.raises(Refusal, match="not changed any more"):
        answer_all(council.auditors[0], audit, mark=3)


def test_an_auditor_who_leaves_gives_back_and_somebody_else_marks(council: Council) -> None:
    item = only_item(council)
    audit = assign(council, item)
    answer_all(council.auditors[0], audit)
    seating.give_back_audit(
        actor=council.lead, at=LATER, audit_ref=audit.ref, why="She left the council."
    )
    with pytest.raises(Hidden):
        own_audit(council.auditors[0], audit_ref=audit.ref)
    marked(council, item, who=1)
    item.refresh_from_db()
    assert item.agreed_grade == "good"
    assert Audit.objects.in_area(council.area.pk).filter(item=item).count() == 2


def test_an_auditor_is_reminded_before_the_day_and_each_week_after(council: Council) -> None:
    found = drawn_round(council)
    for item in items(found)[:2]:
        assign(council, item)
    told = []
    for day in (
        date(2025, 9, 10),
        date(2025, 9, 20),
        date(2025, 9, 21),
        DUE,
        DUE + timedelta(days=8),
    ):
        told.append(remind(at=noon(day), today=day))
    assert told == [0, 1, 0, 1, 1]
    codes = Notice.objects.in_area(council.area.pk).filter(code__startswith="quality.audit_")
    assert [each.code for each in codes.order_by("id")] == [
        "quality.audit_due", "quality.audit_due", "quality.audit_late",
    ]  # fmt: skip


def test_a_file_that_is_not_what_it_says_is_no_evidence(council: Council) -> None:
    audit = assign(council, only_item(council))
    with pytest.raises(Refusal):
        marking.add_evidence(
            actor=council.auditors[0],
            at=OPENED,
            audit_ref=audit.ref,
            question="A1",
            about="A page",
            upload=ContentFile(b"MZ\x90\x00 not a picture", "page.png"),
        )
    with pytest.raises(Refusal, match="does not ask"):
        marking.add_evidence(
            actor=council.auditors[0], at=OPENED, audit_ref=audit.ref, question="ZZ", about="A page",
            upload=ContentFile(b"Words.\n", "page.txt"),
        )  # fmt: skip


def test_an_answer_that_is_not_finished_is_kept_with_the_rest_and_only_handing_in_refuses_it(
    council: Council,
) -> None:
    audit = answer_all(council.auditors[0], assign(council, only_item(council)))
    code, auditor = not_applicable(council, audit), council.auditors[0]
    marking.save_answers(
        actor=auditor,
        at=LATER,
        audit_ref=audit.ref,
        answers={code: NewAnswer("not_applicable"), "V1": NewAnswer("3", "On every page.")},
    )
    assert answer_of(audit, code) == ("not_applicable", "")
    assert answer_of(audit, "V1") == ("3", "On every page.")
    audit.refresh_from_db()
    with pytest.raises(Refusals, match=code):
        marking.submit_audit(
            actor=auditor, at=LATER, audit_ref=audit.ref, expected_version=audit.version,
            grade="good", words="",
        )  # fmt: skip
    page = seen(council, auditor).get("submit", audit.ref)
    assert "Say why it does not apply" in page


def test_two_pages_of_one_audit_lose_no_answer_to_each_other(council: Council) -> None:
    audit = assign(council, only_item(council))
    auditor = seen(council, council.auditors[0])
    auditor.send("mark", audit.ref, "A", **boxes(audit, "A1", "2", "From one page."))
    auditor.send("mark", audit.ref, "A", **boxes(audit, "A2", "1", "From another page."))
    assert answer_of(audit, "A1") == ("2", "From one page.")
    assert answer_of(audit, "A2") == ("1", "From another page.")


def test_where_two_pages_differ_both_are_shown_and_the_rest_is_saved(council: Council) -> None:
    audit = assign(council, only_item(council))
    auditor = seen(council, council.auditors[0])
    auditor.send("mark", audit.ref, "A", **boxes(audit, "A1", "2", "From one page."))
    sent = {**boxes(audit, "A1", "0", "From another."), **boxes(audit, "A2", "3", "Saved.")}
    page = auditor.send("mark", audit.ref, "A", status=422, **sent)
    assert "2: meets it. From one page." in page
    assert "0: absent. From another." in page
    assert "Somebody else" not in page
    assert answer_of(audit, "A1") == ("2", "From one page.")
    assert answer_of(audit, "A2") == ("3", "Saved.")
    stands = fingerprint("2", "From one page.")
    sent |= {"kept-A1": stands, "kept-A2": fingerprint("3", "Saved.")}
    auditor.send("mark", audit.ref, "A", **{**sent, "theirs": "A1"})
    assert answer_of(audit, "A1") == ("2", "From one page.")
    auditor.send("mark", audit.ref, "A", **sent)
    assert answer_of(audit, "A1") == ("0", "From another.")


def test_an_answer_that_changed_before_handing_in_is_said_and_the_next_press_counts(
    council: Council,
) -> None:
    audit = answer_all(council.auditors[0], assign(council, only_item(council)))
    with pytest.raises(Changed, match="another page"):
        marking.submit_audit(
            actor=council.auditors[0], at=LATER, audit_ref=audit.ref, expected_version=1,
            grade="good", words="",
        )  # fmt: skip
    sent = {"grade": "good", "words": "It is whole.", "expected_version": "1"}
    page = seen(council, council.auditors[0]).send("submit", audit.ref, status=422, **sent)
    assert "Somebody" not in page
    assert "Save mine over theirs" not in page


def test_evidence_opens_for_the_lead_and_the_other_auditor_once_both_have_handed_in(
    council: Council,
) -> None:
    item = only_item(council, double=True)
    first = assign(council, item)
    made = marking.add_evidence(
        actor=council.auditors[0], at=OPENED, audit_ref=first.ref, question="A1", about="A page",
        upload=ContentFile(b"Words.\n", "page.txt"),
    )  # fmt: skip
    others = (council.lead, council.auditors[1], council.families[0])
    for other in others:
        with pytest.raises(Hidden):
            evidence_file(other, evidence_ref=made.ref)
    answer_all(council.auditors[0], first)
    marking.submit_audit(
        actor=council.auditors[0], at=OPENED, audit_ref=first.ref,
        expected_version=Audit.objects.in_area(item.area_id).get(pk=first.pk).version,
        grade="good", words="Whole.",
    )  # fmt: skip
    with pytest.raises(Hidden):
        evidence_file(council.lead, evidence_ref=made.ref)
    marked(council, item, "requires_improvement", 1, Seat.SECOND)
    for other in others[:2]:
        assert evidence_file(other, evidence_ref=made.ref)[0] == item.case.ref
    with pytest.raises(Hidden):
        evidence_file(council.families[0], evidence_ref=made.ref)


def test_somebody_who_cannot_mark_in_a_place_is_said_at_the_box(council: Council) -> None:
    item = only_item(council)
    reader = Person.objects.get(pk=council.families[0].person_id)
    lead = seen(council, council.lead)
    page = lead.send("assign", item.ref, status=422, seat="first", auditor=reader.ref)
    assert "audits as a family’s auditor only" in page
    page = lead.send("assign", item.ref, status=422, seat="family", auditor=council.people[0].ref)
    assert "does not audit for families" in page


def test_an_audit_that_was_taken_back_is_said_and_what_was_typed_stays_on_the_page(
    council: Council,
) -> None:
    audit = assign(council, only_item(council))
    seating.give_back_audit(
        actor=council.lead, at=LATER, audit_ref=audit.ref, why="She is away until spring."
    )
    told = Notice.objects.in_area(council.area.pk).filter(code="quality.seat_ended")
    assert [each.person_id for each in told] == [council.auditors[0].person_id]
    auditor = seen(council, council.auditors[0])
    assert "She is away until spring." in auditor.get("audit", audit.ref)
    page = auditor.send(
        "mark", audit.ref, "A", status=422, **boxes(audit, "A1", "2", "Half an hour of words.")
    )
    assert "This audit stopped being yours on 15 September 2025." in page
    assert "Half an hour of words." in page
    page = auditor.send("submit", audit.ref, status=422, grade="good", words="My reasons.")
    assert "My reasons." in page


def test_what_was_typed_stays_on_the_page_when_the_round_is_closed_meanwhile(
    council: Council,
) -> None:
    item = only_item(council)
    audit = assign(council, item)
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=False)
    found = item.draw.round
    type(found).objects.in_area(item.area_id).filter(pk=found.pk).update(
        state="closed", closed_at=LATER
    )
    page = seen(council, council.auditors[0]).send(
        "mark", audit.ref, "A", status=422, **boxes(audit, "A1", "2", "Half an hour of words.")
    )
    assert "This round is closed" in page
    assert "Half an hour of words." in page


def test_a_contact_of_the_child_is_never_given_its_copy(council: Council) -> None:
    item = only_item(council)
    reader = Person.objects.get(pk=council.families[0].person_id)
    Contact.objects.create(
        area_id=item.area_id, child=item.case.child, name="fran family", relation="mother",
        added_at=noon(date(2025, 8, 1)),
    )  # fmt: skip
    with pytest.raises(Refusal) as caught:
        seating.assign_audit(
            actor=council.lead, at=OPENED, item_ref=item.ref, seat=Seat.FAMILY,
            person_ref=reader.ref,
        )  # fmt: skip
    assert caught.value.sentence == MAY_KNOW


def test_whoever_may_know_a_family_goes_on_only_once_the_lead_allows_it(council: Council) -> None:
    item = only_item(council)
    allow(council, item)
    release(council, item)
    audit = given_to_family(council, item)
    reader, lead = seen(council, council.families[0]), seen(council, council.lead)
    reader.send("conflict", audit.ref, knows="yes")
    assert "you may know this family" in reader.get("audit", audit.ref)
    reader.send("conflict", audit.ref, knows="no", status=422)
    again = seating.give_back_audit(
        actor=council.families[0], at=LATER, audit_ref=audit.ref, why="I may know them."
    )
    with pytest.raises(Refusal) as caught:
        given_to_family(council, item)
    assert caught.value.sentence == MAY_KNOW
    Audit.objects.in_area(item.area_id).filter(pk=again.pk).update(
        state="assigned", ended_at=None, ended_why=""
    )
    reader.get("mark", audit.ref, "A", status=404)
    audit.refresh_from_db()
    assert (audit.may_know_at, audit.has_no_conflict) == (LATER, False)
    told = Notice.objects.in_area(council.area.pk).filter(code="quality.may_know")
    assert [each.person_id for each in told] == [council.lead.person_id]
    assert "they may know this family" in lead.get("item", item.ref)
    reader.send("clear_conflict", audit.ref, why="I say so.", status=404)
    lead.send("clear_conflict", audit.ref, why="It was another child of that name.")
    reader.send("conflict", audit.ref, knows="no")
    reader.get("mark", audit.ref, "A")
    audit.refresh_from_db()
    assert audit.may_know_at == LATER
    assert "or may go on already" in lead.get("clear_conflict", audit.ref)
