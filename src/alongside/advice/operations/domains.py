"""At which domains an organisation’s work addresses are."""

from datetime import datetime

from django.db import transaction

from alongside.advice import perms
from alongside.advice.models import WorkDomain
from alongside.advice.rules.links import checked_domain
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.operations import record
from alongside.people import queries as people


@transaction.atomic
def allow_domain(*, actor: Actor, at: datetime, organisation_ref: str, domain: str) -> WorkDomain:
    _check(actor)
    made = WorkDomain.objects.create(
        area_id=actor.area_id,
        organisation=people.organisation(organisation_ref),
        domain=checked_domain(domain),
        added_at=at,
        added_by_id=actor.person_id,
    )
    detail = {"organisation": organisation_ref, "domain": made.domain}
    record(
        actor=actor,
        at=at,
        verb="advice.allow_domain",
        subject="advice.domain",
        subject_ref=made.ref,
        detail=detail,
    )
    return made


@transaction.atomic
def end_domain(*, actor: Actor, at: datetime, domain_ref: str) -> WorkDomain:
    """Links that were sent stay as they are. Raises Hidden."""
    _check(actor)
    found: WorkDomain | None = (
        WorkDomain.objects.visible_to(actor).filter(ref=domain_ref, ended_at=None).first()
    )
    if found is None:
        raise Hidden("domain")
    found.ended_at, found.ended_by_id = at, actor.person_id
    found.save(update_fields=["ended_at", "ended_by"])
    record(
        actor=actor,
        at=at,
        verb="advice.end_domain",
        subject="advice.domain",
        subject_ref=found.ref,
        detail={"domain": found.domain},
    )
    return found


def _check(actor: Actor) -> None:
    if not any(actor.may(each) for each in perms.OVERSEERS):
        raise Hidden("domains")
