"""Sweeps over every EHC plan: that they go on where they stopped, and who judges what they found."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from alongside.casework.models import CaseDuty, PlanVersion
from alongside.jobs.models import Job
from alongside.kernel.actor import Actor, Holding
from alongside.kernel.refusals import Hidden, Refusal
from alongside.notices.models import Notice
from alongside.quality import perms, sweep_work
from alongside.quality.models import PutRight, SweepCandidate
from alongside.quality.operations import sweeping
from alongside.quality.pages.sweep_parts import candidate_facts
from alongside.quality.put_right_facts import candidate_rows
from alongside.quality.put_right_offers import put_right_cards
from alongside.quality.queries.putting_right import told_to_family
from alongside.quality.queries.sweeps import (
    candidate_page,
    candidates_of,
    candidates_waiting,
    sweep_row,
    sweeps,
)
from alongside.quality.rules.codes import Because, Judged, SweepRule, SweepState, Way
from alongside.quality.rules.sweeping import (
    NewSweep,
)
from alongside.web.components import Row
from tests.quality.factories import OPENED, Council, noon
from tests.quality.put_right_factories import (
    TARGET,
    amend,
    begin_sweep,
    close,
    make_clinician,
    make_social_care_officer,
    officer_of,
    swept,
    tell,
)

PLANS = 2
NONE, AGED, D, LATE = SweepRule


@pytest.fixture
def swept_council(council: Council) -> Council:
    return council


@pytest.fixture
def clinician(swept_council: Council) -> Actor:
    return make_clinician(swept_council)


def judge(actor: Actor, found: SweepCandidate, judged: Judged, why: str = "No nurse.") -> PutRight:
    found.refresh_from_db()
    sweeping.judge_candidate(
        actor=actor,
        at=OPENED,
        candidate_ref=found.ref,
        expected_version=found.version,
        judged=judged,
        why=why,
    )
    return PutRight.objects.in_area(found.area_id).filter(candidate=found).last()


def candidates(council: Council) -> list[SweepCandidate]:
    return list(SweepCandidate.objects.in_area(council.area.pk).order_by("case_id"))


@pytest.mark.django_db
def test_a_sweep_finds_the_version_that_stands_and_tells_the_clinicians(
    swept_council: Council, clinician: Actor
) -> None:
    amended = amend(swept_council, swept_council.plans[0].case)
    made = swept(swept_council, at=noon(date(2025, 10, 1)))
    assert (made.state, made.done_count, made.whole_count) == (SweepState.DONE, 2, 2)
    assert {each.plan_id for each in candidates(swept_council)} == {
        amended.pk,
        swept_council.plans[1].pk,
    }
    assert {tuple(each.found_by) for each in candidates(swept_council)} == {(NONE,)}
    told = Notice.objects.in_area(swept_council.area.pk).filter(code="quality.sweep_done")
    assert [each.person_id for each in told] == [clinician.person_id]


@pytest.mark.django_db
def test_beginning_a_sweep_asks_the_worker_for_it(swept_council: Council) -> None:
    made = begin_sweep(swept_council)
    assert made.state == SweepState.WAITING
    assert Job.objects.get(name=sweeping.SWEEP).arguments == {"sweep": made.pk}


@pytest.mark.django_db
def test_a_sweep_that_stops_goes_on_where_it_was_and_finds_nothing_twice(
    swept_council: Council, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_work, "BATCH", 1)
    made = begin_sweep(swept_council)
    looked = []

    def stop(done: int, total: int) -> None:
        looked.append((done, total))
        if len(looked) == 1:
            raise RuntimeError("The worker was killed.")

    how = {"sweep_id": made.pk, "at": OPENED, "today": OPENED.date(), "progress": stop}
    with pytest.raises(RuntimeError):
        sweep_work.run_sweep(**how)
    made.refresh_from_db()
    assert (made.state, made.done_count) == (SweepState.FAILED, 1)
    sweep_work.run_sweep(**how)
    made.refresh_from_db()
    assert (made.state, made.done_count) == (SweepState.DONE, 2)
    assert looked == [(1, 2), (2, 2)]
    assert len(candidates(swept_council)) == 2
    assert sweep_work.run_sweep(**how) is None


@pytest.mark.django_db
def test_a_sweep_asks_no_more_often_for_more_plans(swept_council: Council) -> None:
    with CaptureQueriesContext(connection) as few:
        swept(swept_council, issued_from=date(2025, 7, 1))
    cases = PlanVersion.objects.in_area(swept_council.area.pk).values("case")[:1]
    assert len(candidates(swept_council)) == 2
    type(swept_council.plans[0].case).objects.in_area(swept_council.area.pk).exclude(
        pk__in=cases
    ).update(stage="ceased")
    with CaptureQueriesContext(connection) as fewer:
        swept(swept_council, issued_from=date(2025, 7, 1))
    assert len(candidates(swept_council)) == 3
    assert len(few) == len(fewer)


@pytest.mark.django_db
def test_a_sweep_looks_only_from_the_chosen_day_on(swept_council: Council) -> None:
    assert swept(swept_council, issued_from=date(2025, 8, 1)).done_count == 0
    assert candidates(swept_council) == []


@pytest.mark.django_db
def test_an_overdue_review_is_found(swept_council: Council) -> None:
    rows = CaseDuty.objects.in_area(swept_council.area.pk).filter(rule="REV-12M")
    due = rows.get(case=swept_council.plans[0].case).due_on
    assert due is not None
    swept(swept_council, LATE, at=noon(due))
    assert candidates(swept_council) == []
    swept(swept_council, LATE, D, at=noon(due + timedelta(days=1)))
    assert [each.found_by for each in candidates(swept_council)] == [[LATE], [LATE]]


@pytest.mark.django_db
def test_what_is_not_appropriate_has_to_be_put_right_with_owner_and_day(
    swept_council: Council, clinician: Actor
) -> None:
    made = swept(swept_council)
    first, second = candidates(swept_council)
    opened = judge(clinician, first, Judged.NOT_APPROPRIATE)
    assert judge(clinician, second, Judged.NONE_NEEDED) is None
    officer, post = officer_of(swept_council, first.case)
    assert (opened.because, opened.owner_id) == (Because.SWEEP, post.pk)
    assert opened.due_on == OPENED.date() + timedelta(days=28)
    assert opened.what == "The EHC plan rests on no health advice.\nThe clinician says: No nurse."
    row = sweep_row(clinician, sweep_ref=made.ref)
    assert (row.found, row.judged, row.not_appropriate, row.settled) == (2, 2, 1, 1)
    close(officer, opened, Way.NO_NEED, reason="The family moved away.")
    tell(officer, opened)
    row = sweep_row(swept_council.lead, sweep_ref=made.ref)
    assert (row.put_right, row.told, row.settled) == (1, 1, 2)
    (told,) = told_to_family(swept_council.area.pk, first.case.ref)
    assert told.found == (NONE,)


@pytest.mark.django_db
def test_what_two_sweeps_find_is_put_right_and_counted_once(
    swept_council: Council, clinician: Actor
) -> None:
    first, again = found_twice(swept_council)
    waiting, count = candidates_waiting(clinician, most=9)
    assert (len(waiting), count) == (2, 2)
    SweepCandidate.objects.in_area(again.area_id).filter(pk=again.pk).update(found_by=[NONE, D])
    opened = judge(clinician, first, Judged.NOT_APPROPRIATE)
    (before,) = candidate_page(clinician, candidate_ref=again.ref, today=OPENED.date()).before
    assert (before.judged, before.by, before.why, before.is_together) == (
        Judged.NOT_APPROPRIATE,
        "Dora Doctor",
        "No nurse.",
        False,
    )
    assert judge(clinician, again, Judged.NOT_APPROPRIATE, "Nor a doctor.") is None
    again.refresh_from_db()
    opened.refresh_from_db()
    assert again.joined_id == opened.pk
    assert PutRight.objects.in_area(swept_council.area.pk).count() == 1
    assert opened.what.endswith("Another sweep found it too. The clinician says: Nor a doctor.")
    close(
        officer_of(swept_council, first.case)[0],
        opened,
        Way.NO_NEED,
        reason="The family moved away.",
    )
    row = sweep_row(clinician, sweep_ref=again.sweep.ref)
    assert (row.judged, row.put_right, row.settled) == (1, 1, 1)
    worker = replace(swept_council.lead, holdings=(Holding("worker", frozenset({perms.WORK})),))
    assert len(list(candidate_rows(worker, OPENED.date()))) == 3


@pytest.mark.django_db
@pytest.mark.parametrize("judged", [Judged.NOT_APPROPRIATE, Judged.APPROPRIATE])
def test_what_an_earlier_sweep_found_for_the_same_reason_is_judged_with_the_later_and_counted_once(
    swept_council: Council, clinician: Actor, judged: Judged
) -> None:
    first, again = found_twice(swept_council)
    opened = judge(clinician, again, judged)
    first.refresh_from_db()
    assert (first.judged, first.judged_why, first.judged_by_id) == (
        judged,
        "No nurse.",
        clinician.person_id,
    )
    assert first.joined == opened
    (before,) = candidate_page(clinician, candidate_ref=first.ref, today=OPENED.date()).before
    assert before.is_together
    assert len(facts_of_both(clinician, first)) == 1
    rows = [sweep_row(clinician, sweep_ref=each.sweep.ref) for each in (first, again)]
    assert [(each.judged, each.not_appropriate) for each in rows] == [(1, int(bool(opened)))] * 2
    assert PutRight.objects.in_area(swept_council.area.pk).count() == int(bool(opened))
    assert candidates_waiting(clinician, most=9)[1] == 1
    worker = replace(swept_council.lead, holdings=(Holding("worker", frozenset({perms.WORK})),))
    assert len(list(candidate_rows(worker, OPENED.date()))) == 2


def facts_of_both(clinician: Actor, found: SweepCandidate) -> list[Row]:
    page = candidate_page(clinician, candidate_ref=found.ref, today=OPENED.date())
    return [each for each in candidate_facts(page) if each.key == "Also judged by this"]


def found_twice(council: Council) -> tuple[SweepCandidate, SweepCandidate]:
    """One EHC plan, as two sweeps found it."""
    swept(council)
    later = swept(council, NONE, D)
    first = candidates(council)[0]
    return first, later.candidates.get(plan=first.plan_id)


@pytest.mark.django_db
def test_what_was_judged_by_mistake_is_judged_again_with_all_that_was_judged_by_it(
    swept_council: Council, clinician: Actor
) -> None:
    first, again = found_twice(swept_council)
    judge(clinician, first, Judged.APPROPRIATE)
    with pytest.raises(Refusal, match="judged it already"):
        sweeping.judge_candidate(
            actor=clinician, at=OPENED, candidate_ref=first.ref, expected_version=1,
            judged=Judged.NOT_APPROPRIATE, why="No nurse.",
        )  # fmt: skip
    opened = judge(clinician, first, Judged.NOT_APPROPRIATE)
    again.refresh_from_db()
    assert (again.judged, again.joined) == (Judged.NOT_APPROPRIATE, opened)
    assert "Before that, on " in again.judged_why
    assert "it was judged as appropriate: " in again.judged_why
    first.refresh_from_db()
    with pytest.raises(Refusal, match="has to be put right"):
        judge(clinician, first, Judged.NONE_NEEDED)


@pytest.mark.django_db
def test_only_a_clinician_reads_and_judges_what_was_found(
    swept_council: Council, clinician: Actor
) -> None:
    made = swept(swept_council)
    found = candidates(swept_council)[0]
    for actor in (swept_council.lead, swept_council.officers[0][0], swept_council.auditors[0]):
        with pytest.raises(Hidden):
            judge(actor, found, Judged.APPROPRIATE)
        with pytest.raises(Hidden):
            candidates_of(actor, sweep_ref=made.ref)
        with pytest.raises(Hidden):
            candidate_page(actor, candidate_ref=found.ref, today=OPENED.date())
    page = candidate_page(clinician, candidate_ref=found.ref, today=OPENED.date())
    assert [each.section.value for each in page.sections] == ["C", "G", "K"]
    assert page.advice == ()
    assert [(each.role, each.author) for each in page.listed] != []
    assert [each.ref for each in candidates_waiting(clinician, most=1)[0]] == [found.ref]
    (card,) = put_right_cards(clinician, OPENED.date())
    assert card.total_count == 2


@pytest.mark.django_db
def test_where_only_section_d_is_missing_social_care_judges_and_no_clinician(
    swept_council: Council, clinician: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_work, "found_by", lambda *told, **more: (D,))
    officer = make_social_care_officer(swept_council)
    made = swept(swept_council, D)
    told = Notice.objects.in_area(swept_council.area.pk).filter(code="quality.sweep_done")
    assert [each.person_id for each in told] == [officer.person_id]
    found = candidates(swept_council)[0]
    assert candidates_of(clinician, sweep_ref=made.ref).total == 0
    assert put_right_cards_total(clinician) == 0
    for asked in (
        lambda: judge(clinician, found, Judged.APPROPRIATE),
        lambda: candidate_page(clinician, candidate_ref=found.ref, today=OPENED.date()),
    ):
        with pytest.raises(Hidden):
            asked()
    page = candidate_page(officer, candidate_ref=found.ref, today=OPENED.date())
    assert [each.section.value for each in page.sections] == ["D", "H1", "H2", "K"]
    assert put_right_cards_total(officer) == 2
    opened = judge(officer, found, Judged.NOT_APPROPRIATE, "He lives with foster carers.")
    assert opened.what.endswith("The officer for social care says: He lives with foster carers.")


@pytest.mark.django_db
def test_with_health_advice_missing_as_well_it_is_the_clinicians_and_not_social_cares(
    swept_council: Council, clinician: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sweep_work, "found_by", lambda *told, **more: (NONE, D))
    officer = make_social_care_officer(swept_council)
    made = swept(swept_council, NONE, D)
    assert candidates_of(officer, sweep_ref=made.ref).total == 0
    assert candidates_of(clinician, sweep_ref=made.ref).total == 2
    with pytest.raises(Hidden):
        judge(officer, candidates(swept_council)[0], Judged.APPROPRIATE)


def put_right_cards_total(actor: Actor) -> int:
    (card,) = put_right_cards(actor, OPENED.date())
    return card.total_count


@pytest.mark.django_db
def test_what_was_found_is_chosen_by_how_it_was_judged(
    swept_council: Council, clinician: Actor
) -> None:
    made = swept(swept_council)
    judge(clinician, candidates(swept_council)[0], Judged.APPROPRIATE)
    chosen = {
        what: candidates_of(clinician, sweep_ref=made.ref, what=what).total
        for what in ("", "appropriate", "not_appropriate", "all")
    }
    assert chosen == {"": 1, "appropriate": 1, "not_appropriate": 0, "all": 2}
    assert candidates_of(clinician, sweep_ref=made.ref, what="all", rule=LATE).total == 0
    assert candidates_of(clinician, sweep_ref=made.ref, what="all", rule=NONE).total == 2


@pytest.mark.django_db
def test_who_neither_leads_nor_judges_begins_no_sweep_and_sees_none(
    swept_council: Council,
) -> None:
    new = NewSweep(title="Health", rules=(NONE,), target_on=TARGET)
    actor = swept_council.officers[0][0]
    with pytest.raises(Hidden):
        sweeping.begin_sweep(actor=actor, at=OPENED, new=new)
    with pytest.raises(Hidden):
        sweeps(actor)


def test_a_sweep_that_is_sent_twice_runs_once(council: Council) -> None:
    first = begin_sweep(council)
    assert begin_sweep(council) == first
    first.state = SweepState.DONE.value
    first.save(update_fields=["state"])
    assert begin_sweep(council) != first
