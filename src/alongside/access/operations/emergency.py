"""Emergency access: taken with a reason, for hours, for one organisation or case; told and reviewed."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from alongside.access import announce, perms
from alongside.access.models import EmergencyReview, Grant
from alongside.access.models.grants import EMERGENCY, OUTCOMES
from alongside.access.queries import who_is_told_of_emergencies
from alongside.access.roles import EMERGENCY_READER
from alongside.access.rules import EmergencyRequest, check_emergency, check_review
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.models import Organisation

PURPOSE = "Emergency access"
SUBJECT = "access.emergency"


@transaction.atomic
def take_emergency_access(
    *,
    actor: Actor,
    at: datetime,
    reason: str,
    hours: int,
    organisation: Organisation | None = None,
    case_ref: str = "",
) -> Grant:
    """Take reading access for oneself. The information-governance lead is told in the same transaction.

    Raises Refusals with every reason why not, and Refusal when the area has nobody to tell.
    """
    if not actor.may_somewhere(perms.EMERGENCY) or actor.person_id is None:
        raise Hidden(perms.EMERGENCY)
    length = check_emergency(
        EmergencyRequest(
            reason=reason,
            hours=hours,
            organisation_id=organisation.pk if organisation else None,
            case_ref=case_ref,
        )
    )
    told = who_is_told_of_emergencies(area_id=actor.area_id, at=at, taker_id=actor.person_id)
    if not told:
        raise Refusal(
            "This area has nobody to be told of an emergency access. Call your administrator."
        )
    grant = Grant.objects.create(
        area_id=actor.area_id,
        person_id=actor.person_id,
        role=EMERGENCY_READER.code,
        organisation=organisation,
        case_ref=case_ref,
        purpose=PURPOSE,
        kind=EMERGENCY,
        reason=reason.strip(),
        granted_from=at,
        granted_until=at + length,
        granted_by_id=actor.person_id,
    )
    _tell(grant, actor=actor, at=at, people=told)
    record(
        actor=actor,
        at=at,
        verb="access.take_emergency_access",
        subject=SUBJECT,
        subject_ref=grant.ref,
        detail={
            "reason": grant.reason,
            "hours": hours,
            "organisation": grant.organisation_id,
            "case": case_ref,
            "told": sorted(told),
        },
    )
    return grant


@transaction.atomic
def review_emergency(
    *, actor: Actor, at: datetime, ref: str, outcome: str, note: str
) -> EmergencyReview:
    """Say whether an emergency access was justified. Nobody reviews their own."""
    actor.check_may(perms.SEE_EMERGENCIES)
    grant: Grant | None = (
        Grant.objects.visible_to(actor).select_for_update().filter(ref=ref, kind=EMERGENCY).first()
    )
    if grant is None:
        raise Hidden("emergency access")
    if outcome not in OUTCOMES:
        raise Refusal("Say whether the access was justified.", field="outcome")
    check_review(
        reviewer_id=actor.person_id,
        taker_id=grant.person_id,
        note=note,
        is_reviewed=EmergencyReview.objects.visible_to(actor).filter(grant=grant).exists(),
    )
    review = EmergencyReview.objects.create(
        area_id=actor.area_id,
        grant=grant,
        outcome=outcome,
        note=note.strip(),
        reviewed_at=at,
        reviewed_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="access.review_emergency",
        subject=SUBJECT,
        subject_ref=grant.ref,
        detail={"outcome": outcome, "note": review.note},
    )
    return review


def _tell(grant: Grant, *, actor: Actor, at: datetime, people: set[int]) -> None:
    announce.tell(
        people=sorted(people),
        area_id=actor.area_id,
        sentence="Somebody took emergency access. Please review it.",
        address=reverse("access:emergency", args=[actor.area_slug, grant.ref]),
        at=at,
        key=f"access.emergency.{grant.ref}",
    )
