"""What letters of an area say about itself."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.models import LetterDetails
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.people.versions import apply, check_version

LABELS = {
    "council": "The council’s name, as it signs",
    "council_contact": "How to reach us",
    "mediation_contact": "The mediation adviser",
    "disagreement_contact": "The disagreement resolution service",
    "local_offer": "Where the Local Offer is",
    "commissioner": "The health commissioner",
    "social_care": "Social care",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """Each on one line, as it is printed."""

    council: str
    council_contact: str
    mediation_contact: str
    disagreement_contact: str
    local_offer: str
    commissioner: str
    social_care: str


@transaction.atomic
def change_letter_details(
    *, actor: Actor, at: datetime, expected_version: int, details: Details
) -> LetterDetails:
    """``expected_version`` is 1 before anything was written down. Letters that were checked keep theirs."""
    actor.check_may(perms.DECIDE)
    kept = LetterDetails.objects.in_area(actor.area_id).select_for_update().first()
    if kept is None:
        kept = LetterDetails.objects.create(area_id=actor.area_id, changed_at=at)
    check_version(kept, expected_version, wanted=asdict(details), labels=LABELS)
    apply(kept, {**asdict(details), "changed_at": at, "changed_by_id": actor.person_id})
    record(
        actor=actor,
        at=at,
        verb="casework.change_letter_details",
        subject="casework.letter_details",
        subject_ref=str(kept.pk),
        detail=asdict(details),
    )
    return kept
