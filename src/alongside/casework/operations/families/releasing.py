"""Handing over everything held, and withholding entries from the page of who looked."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.finding import find_message
from alongside.casework.families.news import tell_family_of_answer
from alongside.casework.models import FamilyRelease, ProtectedLook
from alongside.casework.queries.family_everything import everything_held
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.family_release import release
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LOOK
from alongside.ledger.operations import record
from alongside.ledger.queries import entry
from alongside.web.clock import london_day


@transaction.atomic
def release_everything(
    *, actor: Actor, at: datetime, message_ref: str, withhold: Collection[str], reason: str
) -> FamilyRelease:
    """Once for each request. What is handed over is frozen as it stands now."""
    message = find_message(actor, message_ref, at)
    if message.said != Said.EVERYTHING.value:
        raise Refusal("Only a request for everything held is answered like this.")
    if hasattr(message, "release"):
        raise Refusal("This was handed over already.")
    released = release(everything_held(message), withhold=withhold, reason=reason)
    made: FamilyRelease = FamilyRelease.objects.create(
        area_id=message.area_id,
        message=message,
        content=[[heading, list(entries)] for heading, entries in released.content],
        withheld=[list(each) for each in released.withheld],
        released_at=at,
        released_by_id=actor.person_id,
    )
    message.answered_on = london_day(at)
    message.save(update_fields=["answered_on"])
    tell_family_of_answer(message, made.ref, actor=actor, at=at)
    record(
        actor=actor,
        at=at,
        verb="casework.release_everything",
        subject="casework.case",
        subject_ref=message.case.ref,
        detail={"release": made.ref, "withheld": len(released.withheld)},
    )
    return made


@transaction.atomic
def protect_look(*, actor: Actor, at: datetime, seq: int, reason: str) -> ProtectedLook:
    """By the information-governance lead. The family still sees that something is withheld."""
    actor.check_may(perms.PROTECT_LOOKS)
    _check_is_a_look(actor, seq)
    if not reason.strip():
        raise Refusal("Say why the family must not see this.", field="reason")
    made: ProtectedLook = ProtectedLook.objects.create(
        area_id=actor.area_id,
        seq=seq,
        reason=reason.strip(),
        protected_at=at,
        protected_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="casework.protect_look",
        subject="ledger.entry",
        subject_ref=str(seq),
        detail={"reason": reason.strip()},
    )
    return made


def _check_is_a_look(actor: Actor, seq: int) -> None:
    """Raises Refusal for an entry of another kind, and for none of this area."""
    try:
        is_look = entry(actor, seq).verb == LOOK
    except Hidden:
        is_look = False
    if not is_look:
        raise Refusal("There is no look at a record with this number.", field="seq")
