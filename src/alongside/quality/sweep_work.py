"""The worker’s part in a sweep: every EHC plan that stands, in batches, from where it stopped."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from alongside.advice import perms as advice
from alongside.advice.queries.to_sweep import health_advice_accepted
from alongside.casework import perms as casework
from alongside.casework.queries.to_sweep import PlanToSweep, count_to_sweep, plans_to_sweep
from alongside.kernel.actor import Actor, system_actor
from alongside.quality import perms
from alongside.quality.models import Sweep
from alongside.quality.operations.sweeping import (
    begin_looking,
    end_sweep,
    keep_batch,
    stop_sweep,
)
from alongside.quality.rules.codes import SweepRule, SweepState
from alongside.quality.rules.sweeping import ListedAdvice, Swept, found_by

BATCH = 1000


def run_sweep(
    *, sweep_id: int, at: datetime, today: date, progress: Callable[[int, int], None]
) -> Sweep | None:
    """None when it is done already. A fault is told on the sweep, and raised again. Safe to run twice."""
    rows = Sweep.objects.across_areas(reason="The work names its sweep.").select_related("area")
    sweep: Sweep = rows.get(pk=sweep_id)
    if sweep.state == SweepState.DONE:
        return None
    actor = _actor(sweep)
    try:
        _look_through(actor, sweep, at, today, progress)
    except Exception:
        stop_sweep(actor=actor, at=at, sweep_ref=sweep.ref)
        raise
    end_sweep(actor=actor, at=at, sweep=sweep)
    return sweep


def _look_through(
    actor: Actor, sweep: Sweep, at: datetime, today: date, progress: Callable[[int, int], None]
) -> None:
    whole = count_to_sweep(actor, issued_from=sweep.issued_from)
    begin_looking(actor=actor, at=at, sweep=sweep, whole_count=whole)
    while True:
        last, plans = plans_to_sweep(
            actor, after=sweep.reached, size=BATCH, issued_from=sweep.issued_from, today=today
        )
        if not last:
            return
        accepted = health_advice_accepted(actor, after=sweep.reached, until=last)
        keep_batch(
            actor=actor,
            at=at,
            sweep=sweep,
            reached=last,
            looked_at=len(plans),
            found=_found(sweep, plans, accepted),
        )
        progress(sweep.done_count, max(whole, sweep.done_count))


def _found(
    sweep: Sweep, plans: tuple[PlanToSweep, ...], accepted: Mapping[int, tuple[date, ...]]
) -> dict[tuple[int, int], tuple[SweepRule, ...]]:
    rules = frozenset(SweepRule(each) for each in sweep.rules)
    found = {
        (each.case_id, each.plan_id): found_by(
            _swept(each, accepted.get(each.case_id, ())), rules, older_than_on=sweep.older_than_on
        )
        for each in plans
    }
    return {key: by for key, by in found.items() if by}


def _swept(plan: PlanToSweep, accepted_on: tuple[date, ...]) -> Swept:
    return Swept(
        advice=[ListedAdvice(each.role, each.given_on, each.is_of_health) for each in plan.advice],
        accepted_on=accepted_on,
        says_of_d=plan.says_of_d,
        is_review_overdue=plan.is_review_overdue,
    )


def _actor(sweep: Sweep) -> Actor:
    return system_actor(
        name="sweeping EHC plans",
        area_id=sweep.area.pk,
        area_slug=sweep.area.slug,
        permissions={perms.WORK, casework.ALL, advice.OVERSEE_HEALTH},
    )
