"""Setting a target, making it count, and ending it. Only a draft is ever overwritten."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.measures import perms
from alongside.measures.codes import Better, Level, TargetState
from alongside.measures.finding import measure_in_use
from alongside.measures.models import Measure, Target, TargetStep
from alongside.measures.operations.measures import record_about
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.targets import (
    Promise,
    Step,
    check_may_activate,
    check_promise,
    check_stretch,
    figure_to_reach,
)
from alongside.measures.targets import promise_of
from alongside.people.versions import apply, check_version

REPLACED = "Another target took its place."
LABELS = {
    "level": "Level",
    "comparator": "At least or at most",
    "value": "Target",
    "change": "What the number means",
    "by_on": "By when",
    "baseline_value": "Baseline",
    "baseline_on": "Day of the baseline",
    "baseline_population": "People of the baseline",
    "expected_sample": "Records in each figure",
}


@transaction.atomic
def set_target(*, actor: Actor, at: datetime, measure_ref: str, new: Promise) -> Target:
    """A draft: it judges nothing until it is made active. Raises Refusals."""
    actor.check_may(perms.DEFINE)
    measure = measure_in_use(actor, measure_ref)
    check_promise(new, unit=measure.unit, better=Better(measure.better))
    _check_beside_the_other(measure, new, (TargetState.ACTIVE, TargetState.DRAFT))
    target = Target.objects.create(
        area_id=actor.area_id,
        measure=measure,
        set_at=at,
        set_by_id=actor.person_id,
        **_columns(new),
    )
    _write_steps(target, new)
    record_about(actor=actor, at=at, verb="set_target", measure=measure, facts=_facts(target))
    return target


@transaction.atomic
def change_target(
    *, actor: Actor, at: datetime, target_ref: str, expected_version: int, new: Promise
) -> Target:
    """Only a draft: an active target ends, and another takes its place. Raises Refusals."""
    actor.check_may(perms.DEFINE)
    target = _locked(actor, target_ref)
    measure = measure_in_use(actor, target.measure.ref)
    if target.state != TargetState.DRAFT.value:
        raise Refusal("Only a draft can be changed. Set another target and make that one active.")
    wanted, steps = _columns(new), (_said(promise_of(target).steps), _said(new.steps))
    check_version(
        target, expected_version, wanted=wanted, labels=LABELS, beside=[("Milestones", *steps)]
    )
    check_promise(new, unit=measure.unit, better=Better(measure.better))
    _check_beside_the_other(measure, new, (TargetState.ACTIVE, TargetState.DRAFT))
    changed: dict[str, JSON] = {name: list(both) for name, both in apply(target, wanted).items()}
    if steps[0] != steps[1]:
        changed["steps"] = list(steps)
        TargetStep.objects.in_area(actor.area_id).filter(target=target).delete()
        _write_steps(target, new)
    record_about(
        actor=actor,
        at=at,
        verb="change_target",
        measure=measure,
        facts={**_facts(target), "changed": changed},
    )
    return target


@transaction.atomic
def activate_target(*, actor: Actor, at: datetime, target_ref: str) -> Target:
    """From now on figures are held against it; an active one of its level ends. Raises Refusals."""
    actor.check_may(perms.DEFINE)
    target = _locked(actor, target_ref)
    if target.state != TargetState.DRAFT.value:
        raise Refusal("This target is active or has ended already.")
    measure = measure_in_use(actor, target.measure.ref)
    check_may_activate(promise_of(target), unit=measure.unit, better=Better(measure.better))
    _check_beside_the_other(measure, promise_of(target), (TargetState.ACTIVE,))
    active = measure.targets.filter(level=target.level, state=TargetState.ACTIVE.value)
    for before in active.select_for_update():
        _end(before, at, REPLACED)
        record_about(
            actor=actor,
            at=at,
            verb="end_target",
            measure=measure,
            facts={**_facts(before), "reason": REPLACED},
        )
    target.state = TargetState.ACTIVE.value
    target.activated_at, target.activated_by_id = at, actor.person_id
    target.version += 1
    target.save()
    record_about(actor=actor, at=at, verb="activate_target", measure=measure, facts=_facts(target))
    ask_for_refresh(area_id=actor.area_id, at=at)
    return target


@transaction.atomic
def end_target(*, actor: Actor, at: datetime, target_ref: str, why: str) -> Target:
    """It no longer judges; it stays to be read, with the reason. A draft is withdrawn in this way."""
    actor.check_may(perms.DEFINE)
    target = _locked(actor, target_ref)
    if target.state == TargetState.ENDED.value:
        raise Refusal("This target has ended already.")
    if not why.strip():
        raise Refusal("Say why the target ends.", field="why")
    _end(target, at, why.strip())
    record_about(
        actor=actor,
        at=at,
        verb="end_target",
        measure=target.measure,
        facts={**_facts(target), "reason": why.strip()},
    )
    ask_for_refresh(area_id=actor.area_id, at=at)
    return target


def _check_beside_the_other(measure: Measure, new: Promise, states: Sequence[TargetState]) -> None:
    """The target beside the stretched one: the active, else the latest draft. Raises Refusal."""
    better = Better(measure.better)
    of_other = measure.targets.exclude(level=new.level.value).order_by("-id")
    found = (of_other.filter(state=state.value).first() for state in states)
    other = next(filter(None, found), None)
    if other is None:
        return
    mine, theirs = figure_to_reach(new, better), figure_to_reach(promise_of(other), better)
    core, stretched = (mine, theirs) if new.level is Level.CORE else (theirs, mine)
    check_stretch(core, stretched, better=better)


def _end(target: Target, at: datetime, why: str) -> None:
    target.state, target.ended_at, target.why_ended = TargetState.ENDED.value, at, why
    target.version += 1
    target.save()


def _write_steps(target: Target, new: Promise) -> None:
    TargetStep.objects.bulk_create(
        TargetStep(area_id=target.area_id, target=target, on=step.on, value=step.value)
        for step in new.steps
    )


def _locked(actor: Actor, ref: str) -> Target:
    found: Target | None = (
        Target.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("measure")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("target")
    return found


def _said(steps: Sequence[Step]) -> str:
    """Milestones in the order of their days: "2022-03-31: 80, 2022-06-30: 90"."""
    told = sorted((step.on.isoformat(), f"{step.value.normalize():f}") for step in steps)
    return ", ".join(f"{on}: {value}" for on, value in told)


def _columns(new: Promise) -> dict[str, object]:
    base = new.baseline
    return {
        "level": new.level.value,
        "comparator": new.comparator.value,
        "value": new.value,
        "change": new.change.value if new.change else "",
        "by_on": new.by_on,
        "baseline_value": base.value if base else None,
        "baseline_on": base.on if base else None,
        "baseline_population": base.population.strip() if base else "",
        "expected_sample": new.expected_sample,
    }


def _facts(target: Target) -> dict[str, JSON]:
    return {
        "target": target.ref,
        "level": target.level,
        "value": str(target.value),
        "comparator": target.comparator,
        "by": target.by_on.isoformat() if target.by_on else "",
    }
