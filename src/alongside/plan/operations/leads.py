"""Who leads a line for which partner. A lead is a post, so that it stays when its holder leaves."""

from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.finding import find
from alongside.plan import perms
from alongside.plan.finding import check_may_on_line, find_line
from alongside.plan.models import Lead, Line
from alongside.plan.rules.codes import Partner
from alongside.plan.telling import tell_holders


@transaction.atomic
def assign_lead(
    *,
    actor: Actor,
    at: datetime,
    line_ref: str,
    partner: Partner,
    post_ref: str,
    lead_from: date | None = None,
) -> Lead:
    """A partner may have several leads on a line; the same post leads it once."""
    line = find_line(actor, line_ref, permission=perms.EDIT)
    post = people.post(actor, post_ref)
    if Lead.objects.visible_to(actor).filter(line=line, post=post, lead_until=None).exists():
        raise Refusal(f"{post.title} already leads this line.", field="post")
    lead = Lead.objects.create(
        area_id=line.area_id,
        line=line,
        partner=partner.value,
        post=post,
        lead_from=lead_from,
        assigned_at=at,
        assigned_by_id=actor.person_id,
    )
    _record(actor, at, "assign_lead", lead)
    tell_holders(
        actor=actor,
        at=at,
        posts=[post],
        line=line,
        sentence=f"You were named as a lead for {line.reference}.",
        key=f"plan.lead.given:{lead.ref}",
    )
    return lead


@transaction.atomic
def end_lead(*, actor: Actor, at: datetime, lead_ref: str, lead_until: date) -> Lead:
    """``lead_until`` is the first day on which the post no longer leads the line."""
    lead = find(Lead, actor, lead_ref)
    check_may_on_line(actor, perms.EDIT, Line.objects.visible_to(actor).get(pk=lead.line_id))
    if lead.lead_until is not None:
        raise Refusal("This lead has ended already.")
    if lead.lead_from is not None and lead_until <= lead.lead_from:
        raise Refusal(
            "The day the lead ended must be later than the day it began.", field="lead_until"
        )
    lead.lead_until, lead.ended_at, lead.ended_by_id = lead_until, at, actor.person_id
    lead.save(update_fields=["lead_until", "ended_at", "ended_by"])
    _record(actor, at, "end_lead", lead)
    tell_holders(
        actor=actor,
        at=at,
        posts=[lead.post],
        line=lead.line,
        sentence=f"An end was recorded to your lead of {lead.line.reference}.",
        key=f"plan.lead.ended:{lead.ref}",
    )
    return lead


def _record(actor: Actor, at: datetime, verb: str, lead: Lead) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"plan.{verb}",
        subject="plan.line",
        subject_ref=lead.line.ref,
        detail={
            "lead": lead.ref,
            "partner": lead.partner,
            "post": lead.post.ref,
            "from": lead.lead_from.isoformat() if lead.lead_from else None,
            "until": lead.lead_until.isoformat() if lead.lead_until else None,
        },
    )
