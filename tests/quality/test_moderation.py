"""Two auditors of one item: blind to each other, moderated by a meeting, read by the author."""

from datetime import date

import pytest

from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.notices.models import Notice
from alongside.quality.models import DrawnItem
from alongside.quality.operations import commenting, moderating, seating
from alongside.quality.queries.marking import own_audit, own_item
from alongside.quality.queries.rounds import item_page, round_page
from alongside.quality.rules.codes import (
    Grade,
    Present,
    Seat,
)
from alongside.quality.rules.moderating import CLOSED, NewMeeting
from alongside.web import clock
from tests.casework.factories import happen
from tests.quality.council_desks import LATER, amend, close, meet, only_item, seen
from tests.quality.factories import (
    Council,
    answer_all,
    assign,
    drawn_round,
    items,
    marked,
    submit,
)
from tests.quality.test_put_right_pages import Seen

pytestmark = pytest.mark.django_db
PLANS = 2


@pytest.fixture(autouse=True)
def today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def name_of(item: DrawnItem) -> str:
    child = item.case.child
    return f"{child.given_names} {child.family_name}"


@pytest.mark.scenario(22)
def test_auditors_are_blind_to_each_other_until_both_submit(council: Council) -> None:
    item = only_item(council, double=True)
    first = assign(council, item)
    second = assign(council, item, 1, seat=Seat.SECOND)
    answer_all(council.auditors[0], first)
    submit(council.auditors[0], first)
    assert own_audit(council.auditors[1], audit_ref=second.ref).other_grade is None
    assert [each.grade for each in item_page(council.lead, item_ref=item.ref).row.audits] == [
        None,
        None,
    ]
    answer_all(council.auditors[1], second, mark=0)
    submit(council.auditors[1], second, "inadequate")
    assert own_audit(council.auditors[1], audit_ref=second.ref).other_grade is Grade.GOOD
    read = item_page(council.lead, item_ref=item.ref).row
    assert [each.grade for each in read.audits] == [Grade.GOOD, Grade.INADEQUATE]
    assert read.is_apart


@pytest.mark.scenario(23)
def test_two_grades_apart_are_moderated_and_originals_stay_beside_what_was_agreed(
    council: Council,
) -> None:
    item = only_item(council, double=True)
    marked(council, item)
    marked(council, item, "inadequate", 1, Seat.SECOND)
    item.refresh_from_db()
    assert item.agreed_grade == ""
    meeting = moderating.record_meeting(
        actor=council.lead,
        at=LATER,
        round_ref=item.draw.round.ref,
        new=NewMeeting(held_on=LATER.date(), present={Present.PARENT: 2, Present.AUDITOR: 2}),
    )
    moderating.agree_grade(
        actor=council.lead,
        at=LATER,
        item_ref=item.ref,
        meeting_ref=meeting.ref,
        grade=Grade.REQUIRES_IMPROVEMENT,
        why="Section F says neither who nor how often.",
    )
    item.refresh_from_db()
    assert (item.agreed_grade, item.agreed_on) == ("requires_improvement", LATER.date())
    page = item_page(council.lead, item_ref=item.ref)
    assert [each.grade for each in page.row.audits] == [Grade.GOOD, Grade.INADEQUATE]
    assert [mark for _, mark, _ in page.agreed] == ["requires_improvement"]
    with pytest.raises(Refusal, match="It stands"):
        moderating.agree_grade(
            actor=council.lead, at=LATER, item_ref=item.ref, meeting_ref=meeting.ref,
            grade=Grade.GOOD, why="We think again.",
        )  # fmt: skip


@pytest.mark.scenario(23)
def test_a_meeting_agrees_one_answer_and_the_author_reads_it_in_its_place(council: Council) -> None:
    item = only_item(council, double=True)
    marked(council, item, "requires_improvement")
    marked(council, item, "requires_improvement", 1, Seat.SECOND)
    meeting = moderating.record_meeting(
        actor=council.lead,
        at=LATER,
        round_ref=item.draw.round.ref,
        new=NewMeeting(held_on=LATER.date(), present={Present.PARENT: 1, Present.AUDITOR: 2}),
    )

    def agree(question: str, mark: str, why: str = "It stands on page 4.") -> None:
        moderating.agree_answer(
            actor=council.lead,
            at=LATER,
            item_ref=item.ref,
            meeting_ref=meeting.ref,
            answer=(question, mark, why),
        )

    author = next(a for a, _ in council.officers if a.person_id == item.author_id)
    short = [each.question.code for each in own_item(author, item_ref=item.ref).short]
    agree("B1", "2")
    agree("B3", "0")
    read = {each.question.code: each for each in own_item(author, item_ref=item.ref).short}
    assert "B1" in short
    assert "B1" not in read
    assert (read["B3"].mark, read["B3"].agreed) == ("0", "It stands on page 4.")
    with pytest.raises(Refusal, match="It stands"):
        agree("B1", "3")
    with pytest.raises(Refusal, match="Choose one of the answers"):
        agree("B2", "yes")
    with pytest.raises(Refusal, match="does not ask"):
        agree("ZZ", "2")


@pytest.mark.scenario(26)
def test_a_version_that_was_superseded_is_marked_and_left_out(council: Council) -> None:
    item = only_item(council)
    audit = assign(council, item)
    answer_all(council.auditors[0], audit)
    actor = council.officers[0][0]
    plan = item.plan
    assert plan is not None
    happen(actor, item.case, "review_held", date(2025, 9, 2))
    happen(
        actor, item.case, "review_decided_amend", date(2025, 9, 3), note="By paper, copy in file."
    )
    assert not item_page(council.lead, item_ref=item.ref).row.has_later
    amend(actor, item)
    assert item_page(council.lead, item_ref=item.ref).row.has_later
    drawn = round_page(council.lead, round_ref=item.draw.round.ref).items
    assert [each.ref for each in drawn if each.has_later] == [item.ref]
    submit(council.auditors[0], audit, at=LATER)
    audit.refresh_from_db()
    item.refresh_from_db()
    assert audit.was_superseded
    assert item.was_superseded
    assert item.agreed_grade == "good"


def test_the_author_is_told_reads_no_auditor_and_may_comment(council: Council) -> None:
    item = only_item(council)
    author = next(a for a, _ in council.officers if a.person_id == item.author_id)
    other = next(a for a, _ in council.officers if a.person_id != item.author_id)
    with pytest.raises(Hidden):
        own_item(author, item_ref=item.ref)
    marked(council, item, "requires_improvement")
    told = Notice.objects.in_area(council.area.pk).filter(code="quality.graded")
    assert [each.person_id for each in told] == [author.person_id]
    read = own_item(author, item_ref=item.ref)
    assert read.grade is Grade.REQUIRES_IMPROVEMENT
    assert len(read.short) > 3
    assert "Ann Auditor" not in repr(read)
    commenting.comment(
        actor=author, at=LATER, item_ref=item.ref, words="The family chose these words."
    )
    assert item_page(council.lead, item_ref=item.ref).author_comments == (
        "The family chose these words.",
    )
    with pytest.raises(Hidden):
        own_item(other, item_ref=item.ref)
    with pytest.raises(Hidden):
        commenting.comment(actor=other, at=LATER, item_ref=item.ref, words="No.")


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


def test_a_comment_that_is_sent_twice_stands_once(council: Council) -> None:
    item = only_item(council)
    marked(council, item)
    author = next(a for a, _ in council.officers if a.person_id == item.author_id)
    for _ in range(2):
        commenting.comment(actor=author, at=LATER, item_ref=item.ref, words="We disagree.")
    assert item.comments.count() == 1


def test_a_meeting_that_is_sent_twice_counts_once_and_its_notes_name_nobody(
    council: Council,
) -> None:
    found = drawn_round(council)
    item = items(found)[0]

    def meet(notes: str) -> None:
        new = NewMeeting(held_on=LATER.date(), present={Present.PARENT: 2}, notes=notes)
        moderating.record_meeting(actor=council.lead, at=LATER, round_ref=found.ref, new=new)

    with pytest.raises((Refusal, Refusals), match="name"):
        meet(f"We spoke of {name_of(item)}.")
    meet("We spoke of section F.")
    meet("We spoke of section F.")
    meet("In the afternoon we spoke of section D.")
    assert found.meetings.count() == 2


def test_whoever_leads_is_led_to_the_meeting_before_its_grade(council: Council) -> None:
    found = drawn_round(council, sample_size=3)
    item = items(found)[0]
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=True)
    marked(council, item, "good")
    marked(council, item, "requires_improvement", 1, seating.Seat.SECOND)
    lead = Seen(council.area.slug, council.lead.person_id)
    page = lead.get("item", item.ref)
    assert "Record a moderation meeting" in page
    assert "Record the grade that was agreed" not in page
    assert "2 in one group. 3 were asked for, and there are no more." in lead.get(
        "round", found.ref
    )
    assert "Share it out to auditors" in lead.get("round", found.ref)
    closing = lead.get("close_round", found.ref)
    assert "Without a grade: 2 of 2." in closing
    assert "A meeting has still to agree 1 of these grades." in closing
