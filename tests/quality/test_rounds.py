"""Rounds, draws, audits and moderation through the real operations: who may, what is kept, what follows."""

import time
from dataclasses import replace
from datetime import date, timedelta
from statistics import median

import pytest
from django.core.files.base import ContentFile

from alongside.casework.models import PlanVersion
from alongside.casework.operations.plans import begin_version, issue_draft
from alongside.casework.rules.plans.codes import VersionKind
from alongside.documents.rewriting import texts_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerEntry
from alongside.notices.models import Notice
from alongside.people.models import LocalArea, Person
from alongside.quality import reading_tools, tools
from alongside.quality.audit_reminders import remind
from alongside.quality.models import Audit, DrawnItem
from alongside.quality.operations import commenting, marking, moderating, rounds, seating
from alongside.quality.operations.marking import NewAnswer
from alongside.quality.queries.marking import my_audits, own_audit, own_item
from alongside.quality.queries.reading import document_to_audit
from alongside.quality.queries.rounds import is_drawn_again_the_same, item_page, round_page
from alongside.quality.rules.codes import (
    About,
    AuditState,
    Exclusion,
    Grade,
    Present,
    Seat,
    Stratum,
)
from alongside.quality.rules.marking import OWN_WORK
from alongside.quality.rules.moderating import NewMeeting
from alongside.quality.tools import tool_numbered
from tests.access.factories import give
from tests.casework.factories import happen
from tests.casework.plan_factories import go_out
from tests.quality.factories import (
    DUE,
    OPENED,
    PLACE,
    Council,
    answer_all,
    assign,
    draw,
    drawn_round,
    issue,
    issue_next,
    items,
    marked,
    new_round,
    noon,
    plan_round,
    submit,
)

pytestmark = pytest.mark.django_db
LATER = OPENED + timedelta(days=14)
PLANS = 4


@pytest.fixture
def area(council: Council) -> LocalArea:
    return council.area


def only_item(council: Council, *, double: bool = False) -> DrawnItem:
    """The first of a drawn round, marked twice or not."""
    item = items(drawn_round(council))[0]
    DrawnItem.objects.in_area(item.area_id).filter(pk=item.pk).update(is_double=double)
    item.refresh_from_db()
    return item


@pytest.mark.scenario(21)
def test_a_draw_is_kept_with_its_seed_and_its_population_and_can_be_checked(
    council: Council,
) -> None:
    found = drawn_round(council, strata=(Stratum.TEAM,))
    page = round_page(council.lead, round_ref=found.ref)
    assert [each.population_count for each in page.draws] == [4]
    assert {each.stratum for each in page.items} == {"North", "South"}
    assert sum(each.is_double for each in page.items) == 1
    assert is_drawn_again_the_same(council.lead, draw_ref=page.draws[0].ref) is True
    issue(council, 5)
    assert is_drawn_again_the_same(council.lead, draw_ref=page.draws[0].ref) is None


@pytest.mark.scenario(21)
def test_drawing_again_needs_a_reason_is_logged_and_keeps_the_first_sample(
    council: Council,
) -> None:
    found = drawn_round(council, sample_size=2)
    first = items(found)
    audit = assign(council, first[0])
    with pytest.raises(Refusal, match="Say why"):
        draw(council, found, seed="c0de")
    draw(council, found, seed="c0de", why="The period was a week short.")
    audit.refresh_from_db()
    assert (audit.state, audit.ended_why) == (AuditState.GIVEN_BACK, "The sample was drawn again.")
    page = round_page(council.lead, round_ref=found.ref)
    assert [each.why for each in page.draws] == ["", "The period was a week short."]
    assert DrawnItem.objects.in_area(council.area.pk).filter(draw__number=1).count() == 2
    drawn = LedgerEntry.objects.filter(verb="quality.draw_sample").count()
    assert drawn == 2
    with pytest.raises(Hidden):
        assign(council, first[0])


def test_nobody_draws_again_once_a_result_is_known(council: Council) -> None:
    found = drawn_round(council)
    marked(council, next(each for each in items(found) if not each.is_double))
    with pytest.raises(Refusal, match="results are known"):
        draw(council, found, seed="c0de", why="We do not like it.")


def test_a_round_leaves_out_what_another_graded(council: Council) -> None:
    first = drawn_round(council, sample_size=1)
    item = items(first)[0]
    DrawnItem.objects.in_area(council.area.pk).update(is_double=False)
    marked(council, item)
    again = drawn_round(council, title="Again", exclusions=(Exclusion.AUDITED_BEFORE,))
    page = round_page(council.lead, round_ref=again.ref)
    assert page.draws[0].left_out == {Exclusion.AUDITED_BEFORE: 1}
    assert page.row.drawn_count == 3


def test_a_round_keeps_the_version_of_its_tool(
    council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = drawn_round(council)
    first = tool_numbered("ehc_plan", 1)
    newer = replace(first, version=2, begins=date(2025, 9, 1))
    monkeypatch.setattr(tools, "tools", lambda: (first, newer))
    page = round_page(council.lead, round_ref=found.ref)
    assert page.tool.version == 1
    assert plan_round(council, title="The next").tool_version == 2
    assert reading_tools.tool_of_round(found).version == 1


@pytest.mark.scenario(22)
def test_nobody_is_given_their_own_case(council: Council, area: LocalArea) -> None:
    officer = Person.objects.get(pk=council.officers[0][0].person_id)
    give(area, officer, "quality_auditor")
    found = drawn_round(council)
    own = [each for each in items(found) if each.author_id == officer.pk]
    others = [each for each in items(found) if each.author_id != officer.pk]
    with pytest.raises(Refusal) as caught:
        seating.assign_audit(
            actor=council.lead,
            at=OPENED,
            item_ref=own[0].ref,
            seat=Seat.FIRST,
            person_ref=officer.ref,
        )
    assert caught.value.sentence == OWN_WORK
    made = seating.share_out(
        actor=council.lead,
        at=OPENED,
        round_ref=found.ref,
        person_refs=[officer.ref, council.people[0].ref],
    )
    given = {each.item_id for each in made if each.auditor_id == officer.pk}
    assert given
    assert given <= {each.pk for each in others}
    assert len(made) == 4 + (1 if any(each.is_double for each in others) else 0)


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


def test_one_auditor_never_reads_the_audit_of_another(council: Council) -> None:
    audit = assign(council, only_item(council))
    with pytest.raises(Hidden):
        own_audit(council.auditors[1], audit_ref=audit.ref)
    with pytest.raises(Hidden):
        answer_all(council.auditors[1], audit)
    assert my_audits(council.auditors[1]) == ()


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


def amend(actor: Actor, item: DrawnItem) -> PlanVersion:
    draft = begin_version(
        actor=actor,
        at=noon(date(2025, 9, 4)),
        case_ref=item.case.ref,
        kind=VersionKind.AMENDED_DRAFT,
    )
    draft.refresh_from_db()
    issued = issue_draft(
        actor=actor,
        at=noon(date(2025, 9, 4)),
        version_ref=draft.ref,
        expected_version=draft.version,
    )
    go_out(actor, issued)
    return issue_next(actor, item.case, VersionKind.AMENDED_FINAL, date(2025, 9, 25), place=PLACE)


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


def test_a_round_is_not_closed_while_somebody_marks(council: Council) -> None:
    found = drawn_round(council)
    audit = assign(council, items(found)[0])
    with pytest.raises(Refusal, match="still open"):
        rounds.close_round(
            actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
        )
    seating.give_back_audit(
        actor=council.lead, at=LATER, audit_ref=audit.ref, why="The period ended."
    )
    rounds.close_round(
        actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
    )
    with pytest.raises(Refusal, match="closed"):
        assign(council, items(found)[1])


def test_what_was_audited_is_read_no_more_once_the_round_is_closed(council: Council) -> None:
    found = drawn_round(council, sample_size=1)
    DrawnItem.objects.in_area(council.area.pk).update(is_double=False)
    audit = marked(council, items(found)[0])
    auditor = council.auditors[0]
    _, document = document_to_audit(auditor, audit_ref=audit.ref, today=LATER.date())
    assert "Long instructions" in " ".join(texts_of(document))
    rounds.close_round(
        actor=council.lead, at=LATER, round_ref=found.ref, expected_version=found.version
    )
    with pytest.raises(Hidden):
        document_to_audit(auditor, audit_ref=audit.ref, today=LATER.date())
    assert own_audit(auditor, audit_ref=audit.ref).grade is Grade.GOOD


def test_whoever_only_audits_draws_nothing(council: Council) -> None:
    with pytest.raises(Hidden):
        rounds.plan_round(actor=council.auditors[0], at=OPENED, about=About.PLAN, new=new_round())
    found = drawn_round(council)
    with pytest.raises(Hidden):
        round_page(council.auditors[0], round_ref=found.ref)
