"""Giving a role and ending it. A grant is never edited."""

from datetime import datetime

from django.db import transaction

from alongside.access import perms
from alongside.access.models import Grant
from alongside.access.rules import GrantRequest, check_grant, check_may_end
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.models import Organisation, Person

SUBJECT = "access.grant"


@transaction.atomic
def grant_role(
    *,
    actor: Actor,
    at: datetime,
    person: Person,
    role: str,
    purpose: str,
    organisation: Organisation | None = None,
    case_ref: str = "",
    starts_at: datetime | None = None,
    until: datetime | None = None,
) -> Grant:
    """Give a role in the actor's area. Raises Refusals with every reason why not."""
    actor.check_may(perms.GRANT)
    request = GrantRequest(
        giver_id=actor.person_id,
        giver_roles=actor.roles,
        person_id=person.pk,
        role=role,
        purpose=purpose.strip(),
        organisation_id=organisation.pk if organisation else None,
        case_ref=case_ref,
        starts_at=starts_at or at,
        until=until,
    )
    check_grant(request, at=at)
    _check_not_held(actor, request, at)
    grant = _write(actor, request)
    _record(grant, actor=actor, at=at, verb="access.grant_role")
    return grant


@transaction.atomic
def end_grant(*, actor: Actor, at: datetime, ref: str, reason: str = "") -> Grant:
    """End a grant now. What it allowed stays in the ledger."""
    grant: Grant | None = (
        Grant.objects.visible_to(actor).select_for_update().filter(ref=ref).first()
    )
    if grant is None or not _may_end(actor, grant):
        raise Hidden("grant")
    check_may_end(
        ender_id=actor.person_id,
        ender_roles=actor.roles,
        holder_id=grant.person_id,
        role=grant.role,
    )
    if not grant.is_in_force(at) and grant.granted_from <= at:
        raise Refusal("This access has ended already.")
    grant.ended_at, grant.ended_by_id = at, actor.person_id
    grant.save(update_fields=["ended_at", "ended_by"])
    _record(grant, actor=actor, at=at, verb="access.end_grant", reason=reason.strip())
    return grant


def _write(actor: Actor, request: GrantRequest) -> Grant:
    grant: Grant = Grant.objects.create(
        area_id=actor.area_id,
        person_id=request.person_id,
        role=request.role,
        purpose=request.purpose,
        organisation_id=request.organisation_id,
        case_ref=request.case_ref,
        granted_from=request.starts_at,
        granted_until=request.until,
        granted_by_id=actor.person_id,
    )
    return grant


def _may_end(actor: Actor, grant: Grant) -> bool:
    return actor.may(perms.GRANT) or (
        actor.person_id is not None and actor.person_id == grant.person_id
    )


def _check_not_held(actor: Actor, request: GrantRequest, at: datetime) -> None:
    held = (
        Grant.objects.visible_to(actor)
        .in_force(at)
        .filter(
            person_id=request.person_id,
            role=request.role,
            organisation_id=request.organisation_id,
            case_ref=request.case_ref,
            granted_until=None,
        )
        .exists()
    )
    if held:
        raise Refusal("This person holds this role already. End that first.", field="role")


def _record(grant: Grant, *, actor: Actor, at: datetime, verb: str, reason: str = "") -> None:
    detail: dict[str, JSON] = {
        "person": grant.person_id,
        "role": grant.role,
        "organisation": grant.organisation_id,
        "case": grant.case_ref,
        "purpose": grant.purpose,
        "from": grant.granted_from.isoformat(),
        "until": grant.granted_until.isoformat() if grant.granted_until else None,
    }
    if reason:
        detail["reason"] = reason
    record(actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=grant.ref, detail=detail)
