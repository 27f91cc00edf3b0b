"""Emergency access: taken with a reason, for hours, for one organisation or case.

It is told in the same transaction, and reviewed by somebody else.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from alongside.access import announce, perms
from alongside.access.models import EmergencyReview, Grant
from alongside.access.models.grants import EMERGENCY, OUTCOMES
from alongside.access.operations.grants import end_grant
from alongside.access.queries import own_emergencies, who_is_told_of_emergencies
from alongside.access.roles import EMERGENCY_READER
from alongside.access.rules import EmergencyRequest, check_emergency, check_review
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.models import Organisation

PURPOSE = "Emergency access"
FINISHED = "The person who took it was finished."
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
    """Take reading access for oneself. The information-governance lead is told at once.

    Raises Refusals with every reason why not, and Refusal when the area has nobody to tell.
    """
    if not actor.may_somewhere(perms.EMERGENCY) or actor.person_id is None:
        raise Hidden(perms.EMERGENCY)
    organisation_id = organisation.pk if organisation else None
    request = EmergencyRequest(reason.strip(), hours, organisation_id, case_ref)
    told = _who_is_told(actor, request, at)
    grant = _take(actor.person_id, actor.area_id, request, at)
    announce.tell(
        people=sorted(told),
        area_id=actor.area_id,
        sentence="Somebody took emergency access. Please review it.",
        address=reverse("access:emergency", args=[actor.area_slug, grant.ref]),
        at=at,
        key=f"access.emergency.{grant.ref}",
    )
    _record_taking(grant, actor=actor, at=at, told=told)
    return grant


@transaction.atomic
def finish_emergency_access(*, actor: Actor, at: datetime) -> Sequence[Grant]:
    """Give back before its time what one took in this area. Raises Refusal when there is nothing."""
    taken = own_emergencies(actor, at=at)
    if not taken:
        raise Refusal("You have no emergency access at the moment.")
    return [end_grant(actor=actor, at=at, ref=grant.ref, reason=FINISHED) for grant in taken]


@transaction.atomic
def review_emergency(
    *, actor: Actor, at: datetime, ref: str, outcome: str, note: str
) -> EmergencyReview:
    """Say whether an emergency access was justified. Nobody reviews their own."""
    actor.check_may(perms.SEE_EMERGENCIES)
    grant = _locked(actor, ref)
    if outcome not in OUTCOMES:
        raise Refusal("Say whether the access was justified.", field="outcome")
    reviewer_id = check_review(
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
        reviewed_by_id=reviewer_id,
    )
    _record_review(review, actor=actor, at=at)
    return review


def _who_is_told(actor: Actor, request: EmergencyRequest, at: datetime) -> set[int]:
    check_emergency(request)
    told = who_is_told_of_emergencies(area_id=actor.area_id, at=at, taker_id=actor.person_id)
    if not told:
        raise Refusal(
            "This area has nobody to be told of an emergency access. Call your administrator."
        )
    return told


def _take(person_id: int, area_id: int, request: EmergencyRequest, at: datetime) -> Grant:
    grant: Grant = Grant.objects.create(
        area_id=area_id,
        person_id=person_id,
        role=EMERGENCY_READER.code,
        organisation_id=request.organisation_id,
        case_ref=request.case_ref,
        purpose=PURPOSE,
        kind=EMERGENCY,
        reason=request.reason,
        granted_from=at,
        granted_until=at + check_emergency(request),
        granted_by_id=person_id,
    )
    return grant


def _locked(actor: Actor, ref: str) -> Grant:
    grant: Grant | None = (
        Grant.objects.visible_to(actor).select_for_update().filter(ref=ref, kind=EMERGENCY).first()
    )
    if grant is None:
        raise Hidden("emergency access")
    return grant


def _record_review(review: EmergencyReview, *, actor: Actor, at: datetime) -> None:
    record(
        actor=actor,
        at=at,
        verb="access.review_emergency",
        subject=SUBJECT,
        subject_ref=review.grant.ref,
        detail={"outcome": review.outcome, "note": review.note},
    )


def _record_taking(grant: Grant, *, actor: Actor, at: datetime, told: set[int]) -> None:
    record(
        actor=actor,
        at=at,
        verb="access.take_emergency_access",
        subject=SUBJECT,
        subject_ref=grant.ref,
        detail={
            "reason": grant.reason,
            "until": grant.granted_until.isoformat() if grant.granted_until else None,
            "organisation": grant.organisation_id,
            "case": grant.case_ref,
            "told": sorted(told),
        },
    )
