"""Freezing the figures that the limits of a chart rest on, and letting them go."""

from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.measures import perms
from alongside.measures.finding import current_series, measure_in_use
from alongside.measures.models import Baseline
from alongside.measures.operations.measures import record_about
from alongside.measures.queries.baselines import days_of, standing_of, starts_of
from alongside.measures.refreshing import ask_for_refresh
from alongside.measures.rules.beginnings import check_may_freeze


@transaction.atomic
def freeze_baseline(
    *, actor: Actor, at: datetime, measure_ref: str, until_on: date | None, why: str
) -> Baseline:
    """The limits rest on the figures up to the period that begins on that day; without it on all of them.
    What was recorded before stays to be read.

    Raises Refusal without a reason, on too few figures, or when nothing would change.
    """
    actor.check_may(perms.DEFINE)
    measure = measure_in_use(actor, measure_ref)
    series = current_series(measure)
    if series is None:
        raise Refusal("This measure has no figures yet.")
    before = standing_of(series)
    check_may_freeze(
        until_on=until_on,
        why=why,
        days=days_of(measure, series),
        starts=starts_of(series),
        standing=before.until_on if before else None,
    )
    made = Baseline.objects.create(
        area_id=actor.area_id,
        series=series,
        until_on=until_on,
        why=why.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    facts: dict[str, JSON] = {"until": until_on.isoformat() if until_on else "", "reason": made.why}
    record_about(actor=actor, at=at, verb="freeze_baseline", measure=measure, facts=facts)
    ask_for_refresh(area_id=actor.area_id, at=at)
    return made
