"""Sweeps over every EHC plan: begun by a person, looked through by the worker, and judged one by one by a clinician
or by social care.

The worker keeps what it found batch by batch, so that a sweep that was stopped goes on where it was.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.access.queries import people_who_may
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.operations import record
from alongside.notices.telling import tell
from alongside.quality import perms
from alongside.quality.judging import MAY_JUDGE, check_judges, judges
from alongside.quality.models import Sweep, SweepCandidate
from alongside.quality.named import known_in_audits
from alongside.quality.operations.putting_right import open_from_sweep
from alongside.quality.rules.codes import Judged, Judges, SweepRule, SweepState
from alongside.quality.rules.naming import check_names_nobody
from alongside.quality.rules.sweeping import (
    NewSweep,
    check_judgement,
    check_sweep,
    judges_of,
    why_again,
)
from alongside.web.clock import london_day

SUBJECT, CANDIDATE = "quality.sweep", "quality.candidate"
SWEEP = "quality.sweep"
UNDER_WAY = (SweepState.WAITING.value, SweepState.RUNNING.value)
Found = Mapping[tuple[int, int], Sequence[SweepRule]]
"""By the ids of case and version, what was found."""


@transaction.atomic
def begin_sweep(*, actor: Actor, at: datetime, new: NewSweep) -> Sweep:
    """The worker begins within a minute. The same sent twice before it ends stands once. Raises Refusals."""
    if not any(actor.may(each) for each in (perms.LEAD, *perms.JUDGES)):
        raise Hidden("sweep")
    check_sweep(new, today=london_day(at))
    check_names_nobody({"title": new.title}, known_in_audits(actor))
    wanted = _wanted(new)
    going = Sweep.objects.in_area(actor.area_id).filter(state__in=UNDER_WAY)
    twice: Sweep | None = going.filter(**wanted).first()
    if twice is not None:
        return twice
    made: Sweep = Sweep.objects.create(
        area_id=actor.area_id, begun_at=at, begun_by_id=actor.person_id, **wanted
    )
    enqueue(name=SWEEP, key=made.ref, arguments={"sweep": made.pk}, at=at)
    _record(actor, at, made, "quality.begin_sweep", rules=",".join(made.rules))
    return made


@transaction.atomic
def keep_batch(
    *, actor: Actor, at: datetime, sweep: Sweep, reached: int, looked_at: int, found: Found
) -> None:
    """The candidates of one batch, together with how far the sweep has come."""
    actor.check_may(perms.WORK)
    SweepCandidate.objects.bulk_create(
        (
            SweepCandidate(
                area_id=sweep.area_id,
                sweep=sweep,
                case_id=case_id,
                plan_id=plan_id,
                found_by=[each.value for each in rules],
            )
            for (case_id, plan_id), rules in found.items()
        ),
        ignore_conflicts=True,
    )
    sweep.state, sweep.reached = SweepState.RUNNING.value, reached
    sweep.done_count += looked_at
    sweep.save(update_fields=["state", "reached", "done_count"])
    _record(actor, at, sweep, "quality.sweep_batch", done=sweep.done_count, found=len(found))


@transaction.atomic
def begin_looking(*, actor: Actor, at: datetime, sweep: Sweep, whole_count: int) -> None:
    """How many there are to look at."""
    actor.check_may(perms.WORK)
    sweep.state, sweep.whole_count = SweepState.RUNNING.value, whole_count
    sweep.save(update_fields=["state", "whole_count"])
    _record(actor, at, sweep, "quality.sweep_looks", whole=whole_count)


@transaction.atomic
def end_sweep(*, actor: Actor, at: datetime, sweep: Sweep) -> None:
    """Done. Whoever judges what it found is told."""
    actor.check_may(perms.WORK)
    sweep.state, sweep.ended_at = SweepState.DONE.value, at
    sweep.whole_count = sweep.done_count
    sweep.save(update_fields=["state", "ended_at", "whole_count"])
    _record(actor, at, sweep, "quality.end_sweep", done=sweep.done_count)
    found = sweep.candidates.values_list("found_by", flat=True)
    wanted = {judges_of([SweepRule(code) for code in rules]) for rules in found.iterator()}
    may = [MAY_JUDGE[each] for each in Judges if each in wanted]
    tell(
        people={who.pk for each in may for who in people_who_may(actor, each, at=at)},
        area_id=sweep.area_id,
        sentence="A sweep over EHC plans is done. What it found waits for you to judge.",
        address=reverse("quality:sweep", args=[actor.area_slug, sweep.ref]),
        at=at,
        key=f"quality.sweep_done:{sweep.ref}",
    )


@transaction.atomic
def stop_sweep(*, actor: Actor, at: datetime, sweep_ref: str) -> None:
    """It could not go on. What it found stays, and it goes on from there when it is tried again."""
    actor.check_may(perms.WORK)
    sweep = Sweep.objects.in_area(actor.area_id).get(ref=sweep_ref)
    sweep.state = SweepState.FAILED.value
    sweep.save(update_fields=["state"])
    _record(actor, at, sweep, "quality.stop_sweep", done=sweep.done_count)


@transaction.atomic
def judge_candidate(
    *,
    actor: Actor,
    at: datetime,
    candidate_ref: str,
    expected_version: int,
    judged: Judged,
    why: str,
) -> SweepCandidate:
    """With the reason. What is not appropriate has to be put right. What waits in another sweep for no more than
    this is judged by it as well. Judged by mistake, it is judged again, and what was said stays below. Raises
    Hidden, and Refusal.
    """
    found = _find_candidate(actor, candidate_ref)
    check_judges(actor, found)
    before = Judged(found.judged) if found.judged else None
    is_as_read = found.version == expected_version
    check_judgement(judged, before=before, is_as_read=is_as_read, why=why)
    others = _judged_with(found)
    found.judged_why = why_again(
        why, before=before, before_on=found.judged_on, before_why=found.judged_why
    )
    found.judged = judged.value
    _keep_judged(actor, at, found)
    opened = None
    if judged is Judged.NOT_APPROPRIATE:
        opened = open_from_sweep(actor=actor, at=at, candidate=found)
    for other in others:
        other.judged, other.judged_why = found.judged, found.judged_why
        other.joined = opened
        _keep_judged(actor, at, other, judged_with=found.ref)
    return found


def _wanted(new: NewSweep) -> dict[str, Any]:
    return {
        "title": new.title.strip(),
        "rules": [each.value for each in SweepRule if each in new.rules],
        "older_than_on": new.older_than_on,
        "issued_from": new.issued_from,
        "target_on": new.target_on,
    }


def _keep_judged(actor: Actor, at: datetime, found: SweepCandidate, **said: str) -> None:
    found.judged_on, found.judged_at, found.judged_by_id = london_day(at), at, actor.person_id
    found.version += 1
    found.save()
    record(
        actor=actor,
        at=at,
        verb="quality.judge_candidate",
        subject=CANDIDATE,
        subject_ref=found.ref,
        detail={"judged": found.judged, **said},
    )


def _judged_with(found: SweepCandidate) -> Sequence[SweepCandidate]:
    """The same version of the EHC plan as another sweep found it, by nothing that this one was not found by, and
    for the same to judge: it waits as this one does, or was judged together with it. One that was found by more
    still waits.
    """
    if found.plan_id is None:
        return ()
    rows = SweepCandidate.objects.in_area(found.area_id).select_for_update(of=("self",))
    others = rows.filter(plan=found.plan_id, judged=found.judged, judged_at=found.judged_at)
    return [
        each
        for each in others.exclude(pk=found.pk).order_by("id")
        if set(each.found_by) <= set(found.found_by) and judges(each) is judges(found)
    ]


def _find_candidate(actor: Actor, ref: str) -> SweepCandidate:
    rows = SweepCandidate.objects.in_area(actor.area_id).select_for_update(of=("self",))
    found: SweepCandidate | None = rows.select_related("case").filter(ref=ref).first()
    if found is None:
        raise Hidden("candidate")
    return found


def _record(actor: Actor, at: datetime, sweep: Sweep, verb: str, **said: str | int) -> None:
    record(actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=sweep.ref, detail=said)
