"""Issuing a draft and a final EHC plan, and sending it: what is in the way, who may, and that an issued version stays."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.casework import operations as casework
from alongside.casework.models import Case, PlanPart, PlanVersion
from alongside.casework.operations import plan_parts, plans
from alongside.casework.queries.one_case import case_page
from alongside.casework.queries.plans import case_plans, plan_line
from alongside.casework.queries.plans import desk as plan_desk
from alongside.casework.rules.bodies import MADE, Made
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.plans.codes import Section, VersionKind, VersionState
from alongside.casework.rules.plans.parts import Need
from alongside.casework.rules.recording import NewEvent
from alongside.jobs.models import Job
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.law.events import IN_ERROR
from alongside.people.models import Post
from tests.casework.factories import AT, decide, happen, make_case
from tests.casework.plan_days import DRAFTED, SCHOOL, SENT, again, send_draft, send_final
from tests.casework.plan_factories import (
    AGREEMENT,
    OFFICER,
    WHOLE,
    add,
    begin,
    go_out,
    write_whole,
)

pytestmark = pytest.mark.django_db


def test_a_draft_that_is_issued_ends_no_time_until_it_is_sent(
    officer: Actor, case: Case, draft: PlanVersion
) -> None:
    issued = send_draft(officer, draft)
    assert issued.state == VersionState.ISSUED
    assert issued.event is not None
    assert (issued.event.kind, issued.event.happened_on) == (MADE, DRAFTED.date())
    assert issued.issued_on == DRAFTED.date()
    case.refresh_from_db()
    assert (case.stage, case.untold_since_on) == (Stage.DRAFTING, DRAFTED.date())
    assert case.duties.get(rule="DRAFT").done_on is None
    assert not case.duties.filter(rule="DRAFT-15D").exists()
    page = case_page(officer, case_ref=case.ref, today=DRAFTED.date())
    assert page.untold == (
        "The draft EHC plan was issued on 9 June 2025. It is not sent to the family yet.",
    )
    sent_on = DRAFTED.date() + timedelta(days=2)
    with pytest.raises(Refusal, match="Say how it was sent to the family"):
        happen(officer, case, "draft_sent", sent_on)
    sent = go_out(officer, issued, sent_on)
    assert (sent.happened_on, sent.body["decided_on"]) == (sent_on, DRAFTED.date().isoformat())
    case.refresh_from_db()
    assert (case.stage, case.untold_since_on) == (Stage.DRAFT_OUT, None)
    assert case.duties.get(rule="DRAFT").done_on == sent_on


def test_no_final_plan_follows_a_draft_that_the_family_does_not_have(
    officer: Actor, head: Actor, case: Case, draft: PlanVersion
) -> None:
    issued = send_draft(officer, draft)
    with pytest.raises(Refusals, match="Send its letter, or take it back and issue another"):
        send_draft(officer, again(officer, case))
    made = PlanVersion.objects.in_area(case.area_id).latest("id")
    plans.discard_version(
        actor=officer, at=SENT, version_ref=made.ref, expected_version=made.version
    )
    final = begin(officer, case, VersionKind.FINAL, at=SENT)
    add(officer, final, Section.PLACE, SCHOOL, at=SENT)
    with pytest.raises(Refusals, match="has to be recorded first: the draft EHC plan was sent"):
        send_final(head, final)
    assert issued.event is not None
    back = casework.take_back_event(
        actor=officer, at=SENT, event_ref=issued.event.ref, why="The wrong child."
    )
    assert back.kind == IN_ERROR


def test_a_draft_that_the_case_has_not_come_to_keeps_nothing(
    desk: tuple[Actor, Post], officer: Actor
) -> None:
    early = make_case(*desk, given_names="Bea", born_on=date(2015, 1, 2))
    happen(officer, early, "request_received")
    plan = begin(officer, early)
    write_whole(officer, plan)
    standing = plan_desk(officer, version_ref=plan.ref, today=AT.date()).standing
    assert [each.sentence for each in standing.in_the_way] == [
        "This has to be recorded first: the authority decided to make an EHC plan."
    ]
    with pytest.raises(Refusals, match="has to be recorded first"):
        send_draft(officer, plan, AT)
    plan.refresh_from_db()
    assert (plan.state, plan.content, plan.event) == (VersionState.WRITING, "", None)
    assert not early.events.filter(kind="draft_sent").exists()
    assert not Job.objects.filter(name=plans.MAKE).exists()


def test_what_stands_in_the_way_is_said_all_at_once(officer: Actor, case: Case) -> None:
    plan = begin(officer, case)
    with pytest.raises(Refusals) as refused:
        send_draft(officer, plan)
    assert len(refused.value.refusals) == 4
    assert not case.events.filter(kind="draft_sent").exists()


@pytest.mark.scenario(17)
def test_a_final_plan_with_a_blank_section_d_is_refused(
    officer: Actor, head: Actor, case: Case
) -> None:
    plan = begin(officer, case, at=DRAFTED)
    write_whole(officer, plan, "d1", at=DRAFTED)
    go_out(officer, send_draft(officer, plan))
    final = begin(officer, case, VersionKind.FINAL, at=SENT)
    add(officer, final, Section.PLACE, SCHOOL, at=SENT)
    with pytest.raises(Refusals, match="Section D: It is blank"):
        send_final(head, final)
    says_none = next(body for key, _, body in WHOLE if key == "d1")
    add(officer, final, Section.D, says_none, at=SENT)
    issued = send_final(head, final)
    assert "No social care needs" in issued.content


def test_only_an_officer_who_decides_issues_the_final_plan(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    with pytest.raises(Hidden):
        send_final(officer, final)
    issued = send_final(head, final)
    assert issued.event is not None
    assert (issued.event.kind, issued.event.body["decides"]) == (MADE, "final_plan_sent")


def test_issuing_the_final_plan_ends_no_time_until_it_is_sent(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    """The law asks that it is sent: on 21 July 2025 at the latest."""
    issued = send_final(head, final)
    case.refresh_from_db()
    assert (case.stage, case.untold_since_on) == (Stage.DRAFT_OUT, SENT.date())
    duty = case.duties.get(rule="FINAL-20W", limb="")
    assert (duty.done_on, duty.due_on) == (None, date(2025, 7, 21))
    page = case_page(officer, case_ref=case.ref, today=SENT.date())
    assert page.untold == (
        "The final EHC plan was issued on 14 July 2025. It is not sent to the family yet.",
    )
    assert plan_line(officer, page.head).is_unsent
    (listed, _) = case_plans(officer, case_ref=case.ref, today=SENT.date()).versions
    assert (listed.is_unsent, listed.is_event_corrected) == (True, False)
    with pytest.raises(Refusal, match="Say how it was sent"):
        happen(head, case, "final_plan_sent", date(2025, 7, 23), note="")
    with pytest.raises(Refusal, match=r"decided on 14 July 2025\. Nobody was told of it before"):
        happen(head, case, "final_plan_sent", date(2025, 7, 11), at=SENT)
    told = happen(head, case, "final_plan_sent", date(2025, 7, 23))
    assert told.corrects == issued.event
    assert told.body["decided_on"] == "2025-07-14"
    case.refresh_from_db()
    assert (case.stage, case.untold_since_on) == (Stage.IN_FORCE, None)
    assert case.duties.get(rule="FINAL-20W", limb="").done_on == date(2025, 7, 23)
    (listed, _) = case_plans(officer, case_ref=case.ref, today=date(2025, 7, 23)).versions
    assert (listed.is_unsent, listed.is_event_corrected) == (False, False)
    assert not plan_line(officer, page.head).is_unsent


def test_a_change_that_the_tribunal_ordered_is_issued_without_proposals_and_fifteen_days(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    """Ordered on 1 October 2025: the EHC plan with the school is due on 15 October."""
    issued = send_final(head, final)
    go_out(head, issued, date(2025, 7, 15))
    happen(head, case, "appeal_lodged", date(2025, 8, 1))
    with pytest.raises(Refusal, match="follows proposed changes"):
        begin(officer, case, VersionKind.AMENDED_FINAL, at=SENT)
    happen(head, case, "order_to_name_school", date(2025, 10, 1))
    at = datetime(2025, 10, 2, 12, tzinfo=UTC)
    changed = begin(officer, case, VersionKind.AMENDED_FINAL, at=at)
    sent = send_final(head, changed, at)
    go_out(head, sent, date(2025, 10, 3))
    duty = case.duties.get(rule="REG44-F")
    assert (duty.due_on, duty.done_on) == (date(2025, 10, 15), date(2025, 10, 3))
    case.refresh_from_db()
    assert case.stage == Stage.IN_FORCE


def test_a_kind_is_issued_as_what_it_is(
    officer: Actor, head: Actor, draft: PlanVersion, case: Case
) -> None:
    with pytest.raises(Refusal, match="This is a draft"):
        send_final(head, draft)
    go_out(officer, send_draft(officer, draft))
    final = begin(officer, case, VersionKind.FINAL, at=SENT)
    with pytest.raises(Refusal, match="final version"):
        send_draft(head, final, SENT)


@pytest.mark.scenario(20)
def test_an_issued_version_cannot_be_edited_by_any_operation(
    officer: Actor, draft: PlanVersion
) -> None:
    send_draft(officer, draft)
    row = draft.parts.filter(section="B").get()
    need = Need(area="learning", need="Something else.")
    sent: dict[str, Any] = {"actor": officer, "at": SENT}
    tried = (
        lambda: add(officer, draft, Section.B, need, at=SENT),
        lambda: plan_parts.change_part(
            part_ref=row.ref, expected_version=1, body=need, asked=OFFICER, **sent
        ),
        lambda: plan_parts.remove_part(part_ref=row.ref, expected_version=1, asked=OFFICER, **sent),
        lambda: plan_parts.agree_health_provision(
            version_ref=draft.ref, agreement=AGREEMENT, asked=OFFICER, **sent
        ),
        lambda: plans.discard_version(
            version_ref=draft.ref, expected_version=draft.version, **sent
        ),
        lambda: send_draft(officer, draft, SENT),
    )
    for each in tried:
        with pytest.raises(Refusal, match="never changed"):
            each()


@pytest.mark.both_engines
@pytest.mark.scenario(20)
def test_an_issued_version_cannot_be_edited_past_the_operations(
    officer: Actor, draft: PlanVersion
) -> None:
    send_draft(officer, draft)
    draft.refresh_from_db()
    row = draft.parts.filter(section="B").get()
    parts = PlanPart.objects.in_area(draft.area_id).filter(plan=draft)
    versions = PlanVersion.objects.in_area(draft.area_id).filter(pk=draft.pk)

    def saved() -> None:
        row.body = {"need": "Something else."}
        row.save()

    def saved_back() -> None:
        draft.state = "writing"
        draft.save(update_fields=["state"])

    def sql_delete() -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM casework_planpart WHERE plan_id = {draft.pk}")

    tried = (
        saved,
        saved_back,
        row.delete,
        lambda: parts.update(body={}),
        lambda: parts.delete(),
        lambda: versions.update(content="{}"),
        sql_delete,
        lambda: PlanPart.objects.create(
            area_id=draft.area_id, plan=draft, section="B", kind="need", position=9, schema=1
        ),
    )
    for each in tried:
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            each()


def test_two_officers_issue_at_once_and_the_second_is_told(
    officer: Actor, head: Actor, draft: PlanVersion
) -> None:
    seen = draft.version
    add(head, draft, Section.B, Need(area="learning", need="Reading is slow."), at=DRAFTED)
    with pytest.raises(Changed):
        plans.issue_draft(actor=officer, at=DRAFTED, version_ref=draft.ref, expected_version=seen)
    send_draft(officer, draft)
    with pytest.raises(Refusal, match="never changed"):
        send_draft(head, draft)


def test_a_plan_that_is_kept_here_is_not_said_to_be_sent_by_hand(
    head: Actor, case: Case, final: PlanVersion
) -> None:
    for kind in ("draft_sent", "final_plan_sent"):
        with pytest.raises(Refusal, match="Issue it from its own page"):
            happen(head, case, kind, SENT.date())
    with pytest.raises(Refusal, match="Issue it from its own page"):
        decide(head, case, "final_plan_sent", SENT.date())
    assert not case.events.filter(kind="final_plan_sent").exists()
    issued = send_final(head, final)
    assert issued.event is not None
    earlier = NewEvent(
        kind=MADE,
        happened_on=SENT.date() - timedelta(days=3),
        source="own_work",
        body=Made(decides="final_plan_sent"),
    )
    with pytest.raises(Refusal, match="was not sent before that day"):
        casework.correct_event(
            actor=head, at=SENT, event_ref=issued.event.ref, new=earlier, why="Typed wrong."
        )
    casework.take_back_event(actor=head, at=SENT, event_ref=issued.event.ref, why="Wrong case.")
    with pytest.raises(Refusal, match="Issue it from its own page"):
        happen(head, case, "final_plan_sent", earlier.happened_on, at=SENT)
