"""Audits as auditors and whoever leads rounds see them: nothing typed is lost, both answers side by side, and no
form that can only refuse.
"""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from alongside.casework.models import Contact
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.notices.models import Notice
from alongside.people.models import Person
from alongside.quality import tools
from alongside.quality.models import Audit, AuditAnswer, DrawnItem
from alongside.quality.operations import commenting, marking, moderating, rounds, seating
from alongside.quality.operations.marking import NewAnswer
from alongside.quality.pages.round_parts import has_free_seat
from alongside.quality.queries.marking import evidence_file, own_audit
from alongside.quality.queries.rounds import item_page, round_page
from alongside.quality.rules.answering import fingerprint
from alongside.quality.rules.codes import About, Grade, Present, Seat, Stratum
from alongside.quality.rules.marking import MAY_KNOW
from alongside.quality.rules.moderating import CLOSED, NewMeeting
from alongside.quality.tools import tool_numbered
from alongside.web import clock
from tests.quality.factories import (
    OPENED,
    Council,
    answer_all,
    assign,
    draw,
    drawn_round,
    items,
    marked,
    new_round,
    noon,
    plan_round,
)
from tests.quality.test_copies import allow, given_to_family, release
from tests.quality.test_put_right_pages import Seen

pytestmark = pytest.mark.django_db
LATER = OPENED + timedelta(days=14)
PLANS = 4


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def seen(council: Council, who: Any) -> Seen:
    return Seen(council.area.slug, who.person_id)


def only_item(council: Council, *, double: bool = False) -> DrawnItem:
    item = items(drawn_round(council))[0]
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=double)
    item.refresh_from_db()
    return item


def meet(council: Council, item: DrawnItem) -> str:
    new = NewMeeting(held_on=LATER.date(), present={Present.PARENT: 1, Present.AUDITOR: 2})
    made = moderating.record_meeting(
        actor=council.lead, at=LATER, round_ref=item.draw.round.ref, new=new
    )
    return str(made.ref)


def close(council: Council, item: DrawnItem) -> None:
    found = item.draw.round
    found.refresh_from_db()
    rounds.close_round(
        actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
    )


def answer_of(audit: Audit, code: str) -> tuple[str, str]:
    row = AuditAnswer.objects.in_area(audit.area_id).get(audit=audit, question=code)
    return row.mark, row.words


def boxes(audit: Audit, code: str, mark: str = "", words: str = "", kept: str = "") -> Any:
    return {f"mark-{code}": mark, f"words-{code}": words, f"kept-{code}": kept}


def not_applicable(council: Council, audit: Audit) -> str:
    tool = own_audit(council.auditors[0], audit_ref=audit.ref).tool
    return next(each.code for each in tool.questions if each.may_not_apply)


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


def test_both_answers_stand_side_by_side_once_both_have_handed_in(council: Council) -> None:
    item = only_item(council, double=True)
    marked(council, item)
    assert item_page(council.lead, item_ref=item.ref).answers == ()
    lead = seen(council, council.lead)
    assert "Seen." not in lead.get("item", item.ref)
    second = marked(council, item, "requires_improvement", 1, Seat.SECOND)
    found = item_page(council.lead, item_ref=item.ref)
    assert len(found.answers) == len(found.tool.questions)
    assert found.answers[0].differs
    meet(council, item)
    for name in ("item", "agree", "agree_answer"):
        page = lead.get(name, item.ref)
        assert "First auditor: 2: meets it" in page
        assert "Second auditor: 1: weak" in page
    own = seen(council, council.auditors[1]).get("mark", second.ref, "A")
    assert "Second auditor: 1: weak" in own
    assert "First auditor: 2: meets it" in own


def test_own_answers_stay_readable_when_the_audit_is_over_and_the_others_are_not_before_theirs(
    council: Council,
) -> None:
    item = only_item(council, double=True)
    audit = marked(council, item)
    assign(council, item, 1, seat=Seat.SECOND)
    page = seen(council, council.auditors[0]).get("mark", audit.ref, "A")
    assert "You have handed in this audit" in page
    assert "First auditor: 2: meets it" in page
    assert "Second auditor" not in page


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


def test_a_closed_round_takes_no_answer_grade_or_meeting(council: Council) -> None:
    item = only_item(council, double=True)
    marked(council, item)
    marked(council, item, "requires_improvement", 1, Seat.SECOND)
    meeting = meet(council, item)
    close(council, item)
    with pytest.raises(Refusal, match="closed"):
        meet(council, item)
    with pytest.raises(Refusal, match="closed"):
        moderating.agree_grade(
            actor=council.lead, at=LATER, item_ref=item.ref, meeting_ref=meeting, grade=Grade.GOOD,
            why="It is right.",
        )  # fmt: skip
    with pytest.raises(Refusal, match="closed"):
        moderating.agree_answer(
            actor=council.lead, at=LATER, item_ref=item.ref, meeting_ref=meeting,
            answer=("B1", "2", "It is right."),
        )  # fmt: skip
    lead = seen(council, council.lead)
    for name, ref in (
        ("agree", item.ref),
        ("agree_answer", item.ref),
        ("meeting", item.draw.round.ref),
    ):
        assert CLOSED in lead.get(name, ref)
    page = lead.get("round", item.draw.round.ref)
    assert "Being marked" not in page
    assert "Not graded" in page


def test_forms_that_can_only_refuse_are_not_offered(council: Council) -> None:
    item = only_item(council)
    audit = marked(council, item)
    lead, auditor = seen(council, council.lead), seen(council, council.auditors[0])
    assert "marked once" in lead.get("agree", item.ref)
    assert "Grades have been handed in" in lead.get("draw", item.draw.round.ref)
    assert "Only a family’s auditor" in auditor.get("conflict", audit.ref)
    assert "handed in this audit" in auditor.get("add_evidence", audit.ref, "A1")
    auditor.get("add_evidence", audit.ref, "ZZ", status=404)


def test_somebody_who_cannot_mark_in_a_place_is_said_at_the_box(council: Council) -> None:
    item = only_item(council)
    reader = Person.objects.get(pk=council.families[0].person_id)
    lead = seen(council, council.lead)
    page = lead.send("assign", item.ref, status=422, seat="first", auditor=reader.ref)
    assert "audits as a family’s auditor only" in page
    page = lead.send("assign", item.ref, status=422, seat="family", auditor=council.people[0].ref)
    assert "does not audit for families" in page


def test_a_round_still_says_what_it_can_show_once_it_is_drawn(council: Council) -> None:
    found = drawn_round(council, sample_size=40)
    page = seen(council, council.lead).get("round", found.ref)
    assert "What a sample of this size can show" in page
    assert "No target is set here" in page
    reviews = plan_round(council, about=About.REVIEW, title="Reviews")
    assert "can show" in seen(council, council.lead).get("round", reviews.ref)


def test_sharing_out_is_the_first_thing_to_do_only_while_a_seat_is_free(council: Council) -> None:
    item = only_item(council)
    assert has_free_seat(round_page(council.lead, round_ref=item.draw.round.ref))
    for each in items(item.draw.round):
        for seat in (Seat.FIRST, Seat.SECOND) if each.is_double else (Seat.FIRST,):
            who = council.auditors[seat is Seat.SECOND]
            seating.assign_audit(
                actor=council.lead,
                at=OPENED,
                item_ref=each.ref,
                seat=seat,
                person_ref=Person.objects.get(pk=who.person_id).ref,
            )
    assert not has_free_seat(round_page(council.lead, round_ref=item.draw.round.ref))


def test_a_round_says_that_a_newer_tool_is_in_use_and_keeps_its_own(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawn_round(council)
    lead = seen(council, council.lead)
    assert "is in use since" not in lead.get("round", found.ref)
    first = tool_numbered("ehc_plan", 1)
    newer = replace(first, version=2, begins=date(2025, 8, 1))
    monkeypatch.setattr(tools, "tools", lambda: (first, newer))
    page = lead.get("round", found.ref)
    assert "EHC plan, version 1. Version 2 is in use since 1 August 2025." in page
    rounds.close_round(
        actor=council.lead, at=OPENED, round_ref=found.ref, expected_version=found.version
    )
    assert "is in use since" not in lead.get("round", found.ref)


def test_a_round_is_changed_or_taken_back_until_it_is_drawn(council: Council) -> None:
    found = plan_round(council)
    asked = (About.PLAN, new_round(title="EHC plans of summer", sample_size=3))
    rounds.change_round(
        actor=council.lead, at=OPENED, round_ref=found.ref, expected_version=1, asked=asked
    )
    found.refresh_from_db()
    assert (found.title, found.sample_size, found.version) == ("EHC plans of summer", 3, 2)
    with pytest.raises(Refusal, match="while the page was open"):
        rounds.draw_sample(actor=council.lead, at=OPENED, round_ref=found.ref, expected_version=1)
    other = plan_round(council, title="A mistake")
    with pytest.raises(Refusal, match="Say why"):
        rounds.take_back_round(actor=council.lead, at=OPENED, round_ref=other.ref, why=" ")
    rounds.take_back_round(
        actor=council.lead, at=OPENED, round_ref=other.ref, why="The wrong month."
    )
    page = seen(council, council.lead).get("round", other.ref)
    assert "Taken back" in page
    assert "The wrong month." in page
    draw(council, found)
    for change in ("change_round", "take_back_round"):
        page = seen(council, council.lead).get(change, found.ref)
        assert "The sample is drawn" in page
        assert "Nothing is drawn yet" not in page
    with pytest.raises(Refusal, match="The sample is drawn"):
        rounds.take_back_round(actor=council.lead, at=LATER, round_ref=found.ref, why="Late.")


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


def test_a_comment_that_is_sent_twice_stands_once(council: Council) -> None:
    item = only_item(council)
    marked(council, item)
    author = next(a for a, _ in council.officers if a.person_id == item.author_id)
    for _ in range(2):
        commenting.comment(actor=author, at=LATER, item_ref=item.ref, words="We disagree.")
    assert item.comments.count() == 1


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


def test_groups_are_named_in_words(council: Council) -> None:
    found = drawn_round(council, strata=(Stratum.TEAM, Stratum.NEED, Stratum.STAGE))
    groups = {each.stratum for each in round_page(council.lead, round_ref=found.ref).items}
    assert all("learning" not in each.split("; ")[1:2] for each in groups)
    assert all(each.split("; ")[0] in ("North", "South") for each in groups)
    assert all("primary" not in each for each in groups)


def test_every_tool_and_the_framework_can_be_read(council: Council) -> None:
    auditor = seen(council, council.auditors[0])
    page = auditor.get("tools")
    assert "Quality assurance framework, version 1" in page
    page = auditor.get("tool", "ehc_plan", "1")
    assert "Must be met" in page
    assert "Where to look" in page
    auditor.get("tool", "ehc_plan", "9", status=404)
    lead = seen(council, council.lead)
    assert "See what it asks" in lead.get("round", plan_round(council).ref)
