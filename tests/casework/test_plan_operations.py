"""Versions of EHC plans made by the real operations: rows, events, locks and ledger together."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alongside.casework import operations as casework
from alongside.casework import perms
from alongside.casework.models import Case, CaseEvent, PlanChange, PlanPart, PlanVersion
from alongside.casework.operations import plan_parts, plans
from alongside.casework.operations.children import ContactDetails
from alongside.casework.operations.merging import MergeOrder, merge_cases
from alongside.casework.operations.plan_parts import Asked
from alongside.casework.operations.reviewing import record_findings
from alongside.casework.plans.making import make_plan_paper
from alongside.casework.queries.one_case import case_page
from alongside.casework.queries.reviewing import review_to_write_down
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.plans.codes import AskedBy, Section, VersionKind
from alongside.casework.rules.plans.parts import Need, Provision, Words
from alongside.casework.rules.reviewing import NewFindings
from alongside.files.store import open_checked
from alongside.jobs.models import Job
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.ledger.models import LedgerDetail
from alongside.people.models import LocalArea, Post
from tests.casework.factories import AT, HEAD, happen, make_case, make_officer
from tests.casework.plan_days import DRAFTED, SCHOOL, SENT, send_draft, send_final
from tests.casework.plan_factories import (
    AGREEMENT,
    HEALTH,
    OFFICER,
    add,
    begin,
    go_out,
    write_whole,
)

pytestmark = pytest.mark.django_db
REVIEWED = datetime(2026, 6, 1, 10, tzinfo=UTC)


def test_a_second_version_waits_for_the_first(officer: Actor, case: Case) -> None:
    begin(officer, case)
    with pytest.raises(Refusal, match="being written already"):
        begin(officer, case)


def test_the_next_version_begins_as_a_copy_with_section_i_blank_in_a_draft(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    issued = send_final(head, final)
    amended = begin(officer, case, VersionKind.AMENDED_DRAFT, at=REVIEWED)
    assert amended.based_on == issued
    before = dict(issued.parts.values_list("key", "body"))
    after = dict(amended.parts.values_list("key", "body"))
    assert before.keys() - after.keys() == {issued.parts.get(section="I").key}
    assert all(before[key] == body for key, body in after.items())


def test_proposed_changes_and_the_amended_plan_are_events_of_the_review(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    send_final(head, final)
    happen(head, case, "final_plan_sent", SENT.date())
    happen(officer, case, "review_held", REVIEWED.date())
    happen(head, case, "review_decided_amend", REVIEWED.date() + timedelta(days=20))
    later = REVIEWED + timedelta(days=21)
    proposed = send_draft(officer, begin(officer, case, VersionKind.AMENDED_DRAFT, at=later), later)
    assert proposed.event is not None
    assert proposed.event.body["decides"] == "amendment_notice_sent"
    go_out(officer, proposed)
    last = later + timedelta(days=30)
    amended = begin(officer, case, VersionKind.AMENDED_FINAL, at=last)
    add(officer, amended, Section.PLACE, SCHOOL, at=last)
    issued = send_final(head, amended, last)
    assert issued.event is not None
    assert issued.event.body["decides"] == "amended_plan_sent"


def test_a_review_says_of_each_row_of_the_plan_what_it_found(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    send_final(head, final)
    happen(head, case, "final_plan_sent", SENT.date())
    _, looked = review_to_write_down(officer, case_ref=case.ref, today=REVIEWED.date())
    new = NewFindings(
        outcomes={key: "on_the_way" for key, _ in looked.outcomes},
        helps={key: "not_given" for key, _ in looked.helps},
    )
    case.refresh_from_db()
    write: dict[str, Any] = {"actor": officer, "at": REVIEWED, "case_ref": case.ref}
    with pytest.raises(Refusal, match="No review was held"):
        record_findings(**write, expected_version=case.version, new=new)
    happen(officer, case, "review_held", REVIEWED.date())
    case.refresh_from_db()
    with pytest.raises(Refusals, match="Say whether this help is given: F1"):
        record_findings(**write, expected_version=case.version, new=replace(new, helps={}))
    made = record_findings(**write, expected_version=case.version, new=new)
    page = case_page(officer, case_ref=case.ref, today=REVIEWED.date())
    (shown,) = [each for each in page.events if each.ref == made.ref]
    assert shown.means == "What the review found was written down"
    said = dict(shown.said)
    assert said[looked.outcomes[0][1]] == "On the way"
    assert said[looked.helps[0][1]] == "Not given"
    case.refresh_from_db()
    assert case.stage == Stage.REVIEWING


def test_changes_without_a_review_are_proposed_and_made_too(
    officer: Actor, head: Actor, case: Case, final: PlanVersion
) -> None:
    send_final(head, final)
    happen(head, case, "final_plan_sent", SENT.date())
    proposed = send_draft(
        officer, begin(officer, case, VersionKind.AMENDED_DRAFT, at=REVIEWED), REVIEWED
    )
    assert proposed.event is not None
    assert proposed.event.body["decides"] == "adhoc_amendment_notice_sent"
    go_out(officer, proposed)
    last = REVIEWED + timedelta(days=30)
    amended = begin(officer, case, VersionKind.AMENDED_FINAL, at=last)
    add(officer, amended, Section.PLACE, SCHOOL, at=last)
    assert send_final(head, amended, last).issued_on == last.date()


def test_health_agrees_to_what_is_written_and_to_nothing_later(
    officer: Actor, head: Actor, case: Case
) -> None:
    plan = begin(officer, case, at=DRAFTED)
    made = write_whole(officer, plan, "g1", at=DRAFTED)
    keys = {"needs": (made["b1"].key,), "outcomes": (made["e1"].key,)}
    with pytest.raises(Refusal, match="no help to agree to"):
        agree(officer, plan, DRAFTED)
    add(officer, plan, Section.G, replace(HEALTH, **keys), at=DRAFTED)
    go_out(officer, send_draft(officer, plan))
    final = begin(officer, case, VersionKind.FINAL, at=SENT)
    add(officer, final, Section.PLACE, SCHOOL, at=SENT)
    with pytest.raises(Refusals, match="agreement is not recorded"):
        send_final(head, final)
    agree(officer, final, SENT)
    row = final.parts.get(section="G", kind="provision")
    plan_parts.change_part(
        actor=officer,
        at=SENT,
        part_ref=row.ref,
        expected_version=row.version,
        body=replace(HEALTH, how_often="Twice a week", **keys),
        asked=Asked(by=AskedBy.FAMILY),
    )
    with pytest.raises(Refusals, match="changed after the commissioning body agreed"):
        send_final(head, final)
    agree(officer, final, SENT)
    assert "Col Missioner" in send_final(head, final).content
    assert final.parts.filter(kind="agreement").count() == 1


def agree(actor: Actor, plan: PlanVersion, at: datetime) -> PlanPart:
    return plan_parts.agree_health_provision(
        actor=actor, at=at, version_ref=plan.ref, agreement=AGREEMENT, asked=OFFICER
    )


def test_who_asked_is_kept_with_each_change(officer: Actor, draft: PlanVersion) -> None:
    row = draft.parts.get(section="B")
    changed = Need(area="communication", need="Long or quick instructions are hard to follow.")
    asked = Asked(by=AskedBy.FAMILY, why="They see it at home too.")
    plan_parts.change_part(
        actor=officer, at=DRAFTED, part_ref=row.ref, expected_version=1, body=changed, asked=asked
    )
    kept = PlanChange.objects.in_area(draft.area_id).filter(plan=draft, act="changed").get()
    assert (kept.asked_by, kept.why, kept.key) == ("family", asked.why, row.key)
    assert kept.before["need"] == "Long instructions are hard to follow."
    assert kept.after["need"] == changed.need
    assert kept.changed_by_id == officer.person_id


def test_whoever_changes_a_row_second_sees_what_the_first_wrote(
    officer: Actor, head: Actor, draft: PlanVersion
) -> None:
    row = draft.parts.get(section="B")
    sent: dict[str, Any] = {
        "at": DRAFTED, "part_ref": row.ref, "expected_version": 1, "asked": OFFICER,
    }  # fmt: skip
    plan_parts.change_part(actor=head, body=Need(area="communication", need="Theirs."), **sent)
    with pytest.raises(Changed) as refused:
        plan_parts.change_part(actor=officer, body=Need(area="communication", need="Mine."), **sent)
    assert ("Need", "Theirs.", "Mine.") in refused.value.differences


def test_own_words_are_taken_out_and_never_altered(officer: Actor, draft: PlanVersion) -> None:
    row = draft.parts.filter(section="A").first()
    assert row is not None
    with pytest.raises(Refusal, match="never altered"):
        plan_parts.change_part(
            actor=officer,
            at=DRAFTED,
            part_ref=row.ref,
            expected_version=1,
            body=Words(whose="child", topic="hopes", words="I like tidy words.", how="So."),
            asked=OFFICER,
        )
    plan_parts.remove_part(
        actor=officer, at=DRAFTED, part_ref=row.ref, expected_version=1, asked=OFFICER
    )
    kept = PlanChange.objects.in_area(draft.area_id).filter(plan=draft, act="removed").get()
    assert kept.before["words"] == "I like trains."


def test_a_section_says_that_there_is_none_or_holds_something(
    officer: Actor, draft: PlanVersion
) -> None:
    with pytest.raises(Refusals, match="says that there is none"):
        add(officer, draft, Section.D, Need(need="Short breaks."), at=DRAFTED)
    says_none = draft.parts.get(section="D")
    plan_parts.remove_part(
        actor=officer, at=DRAFTED, part_ref=says_none.ref, expected_version=1, asked=OFFICER
    )
    add(officer, draft, Section.D, Need(need="Short breaks."), at=DRAFTED)


def test_another_officers_plan_is_not_found(area: LocalArea, draft: PlanVersion) -> None:
    other = make_officer(area, "Otto Other")[0]
    row = draft.parts.first()
    assert row is not None
    tried = (
        lambda: begin(other, draft.case),
        lambda: add(other, draft, Section.B, Need(area="learning", need="X.")),
        lambda: plan_parts.remove_part(
            actor=other, at=AT, part_ref=row.ref, expected_version=1, asked=OFFICER
        ),
        lambda: send_draft(other, draft),
        lambda: plans.discard_version(
            actor=other, at=AT, version_ref=draft.ref, expected_version=draft.version
        ),
    )
    for each in tried:
        with pytest.raises(Hidden):
            each()


def test_a_discarded_version_frees_the_desk_and_keeps_its_number(
    officer: Actor, case: Case, draft: PlanVersion
) -> None:
    plans.discard_version(
        actor=officer, at=DRAFTED, version_ref=draft.ref, expected_version=draft.version
    )
    again = begin(officer, case, at=DRAFTED)
    assert (again.number, again.based_on, again.parts.count()) == (2, None, 0)
    with pytest.raises(Refusal, match="discarded"):
        send_draft(officer, draft)


def test_the_ledger_holds_no_word_of_the_plan(officer: Actor, draft: PlanVersion) -> None:
    send_draft(officer, draft)
    details = " ".join(LedgerDetail.objects.values_list("content", flat=True))
    assert draft.ref in details
    for word in ("trains", "instructions", "Ada", "paediatrician"):
        assert word not in details


def test_the_paper_is_made_once_from_what_was_issued_and_holds_no_address(
    officer: Actor, case: Case, draft: PlanVersion
) -> None:
    casework.add_contact(
        actor=officer,
        at=AT,
        case_ref=case.ref,
        new=ContactDetails(
            name="Mo Testly", relation="mother", address="7 Hidden Lane", restriction="Safe address"
        ),
    )
    issued = send_draft(officer, draft)
    assert "Hidden Lane" not in issued.content
    assert "Mo Testly" not in issued.content
    made = make_plan_paper(version_id=issued.pk, at=DRAFTED, progress=lambda done, total: None)
    assert made is not None
    assert made.file is not None
    with open_checked(made.file.sha256) as file:
        assert file.read(5) == b"%PDF-"
    again = make_plan_paper(version_id=issued.pk, at=SENT, progress=lambda done, total: None)
    assert again is None
    assert Job.objects.get(name=plans.MAKE).arguments == {"version": issued.pk}


def test_every_section_stands_by_itself_in_what_was_issued(
    officer: Actor, head: Actor, final: PlanVersion
) -> None:
    issued = send_final(head, final)
    for section in Section:
        assert issued.content.count(f"Section {section}: ") == 1
    for event in CaseEvent.objects.in_area(issued.area_id).filter(kind="final_plan_sent"):
        assert event.body["note"] == "Version 2 of the EHC plan."


def test_an_issued_version_moves_with_its_case_and_stays_as_it_was(
    area: LocalArea, desk: tuple[Actor, Post], draft: PlanVersion
) -> None:
    issued = send_draft(desk[0], draft)
    keeper = make_officer(area, "Meg Merger", HEAD | {perms.MERGE})[0]
    twin = make_case(*desk, given_names="Ada", family_name="Testley")
    case = issued.case
    case.refresh_from_db()
    merge_cases(
        actor=keeper,
        at=SENT,
        order=MergeOrder(
            kept_ref=twin.ref,
            merged_ref=case.ref,
            kept_version=twin.version,
            merged_version=case.version,
            why="The school says so.",
        ),
    )
    moved = PlanVersion.objects.in_area(area.pk).get(pk=issued.pk)
    assert (moved.case_id, moved.content) == (twin.pk, issued.content)


def test_links_lead_to_rows_of_the_same_version(officer: Actor, draft: PlanVersion) -> None:
    with pytest.raises(Refusals) as refused:
        add(
            officer,
            draft,
            Section.F,
            Provision(what="Help", who="A teacher", needs=("nonsense",)),
            at=DRAFTED,
        )
    assert [each.field for each in refused.value.refusals] == ["needs"]
