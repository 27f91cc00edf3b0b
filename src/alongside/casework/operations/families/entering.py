"""Coming in by a link: asking for a one-time code, giving it, and leaving.

Whatever is wrong with a code gets the same sentence, and each wrong one is counted and recorded even
though nobody comes in.
"""

from datetime import datetime

from django.db import transaction

from alongside.access.by_link import (
    WRONG,
    CodeToSend,
    Tried,
    asked_code,
    begin_visit,
    digest_of,
    use_code,
)
from alongside.casework.families.door import link_actor
from alongside.casework.models import FamilyAccess, FamilyVisit
from alongside.casework.rules.family_codes import Told, Way
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record

NO_EMAIL = "We have no e-mail address for you. Ring us, and we tell you a code."


@transaction.atomic
def ask_for_code(*, actor: Actor, at: datetime, link: str) -> CodeToSend:
    """By whoever has the link. Raises Hidden for any other link, and Refusal."""
    access = _locked(link, at)
    email = access.contact.email if access.contact else ""
    if not email:
        raise Refusal(NO_EMAIL)
    code = asked_code(
        access.codes, ref=access.ref, at=at, area_id=access.area_id, told=Told.EMAIL.value
    )
    _record(access, at, "casework.ask_for_family_code")
    return CodeToSend(code, email)


@transaction.atomic
def try_code(*, actor: Actor, at: datetime, link: str, code: str) -> Tried:
    """A right code begins a visit and is used up. Raises Hidden for a link that opens nothing."""
    access = _locked(link, at)
    if not use_code(access.codes, ref=access.ref, code=code, at=at):
        _record(access, at, "casework.wrong_family_code")
        return Tried(sentence=WRONG)
    secret = begin_visit(access.visits, at=at, area_id=access.area_id)
    _record(access, at, "casework.begin_family_visit")
    return Tried(secret=secret)


@transaction.atomic
def leave(*, actor: Actor, at: datetime, cookie: str) -> None:
    """Ends the visit at once. Raises Hidden for a visit that is over."""
    visit = (
        FamilyVisit.objects.across_areas(reason="The cookie says which visit.")
        .select_related("access__case", "access__area")
        .filter(digest=digest_of(cookie), left_at=None, ends_at__gt=at)
        .first()
    )
    if visit is None:
        raise Hidden("visit")
    visit.left_at = at
    visit.save(update_fields=["left_at"])
    _record(visit.access, at, "casework.leave_family_visit")


def _locked(link: str, at: datetime) -> FamilyAccess:
    found: FamilyAccess | None = (
        FamilyAccess.objects.across_areas(reason="The link says which case.")
        .in_force(at)
        .select_for_update(of=("self",))
        .select_related("case", "area", "contact")
        .filter(way=Way.LINK.value, digest=digest_of(link))
        .first()
    )
    if found is None:
        raise Hidden("link")
    return found


def _record(access: FamilyAccess, at: datetime, verb: str) -> None:
    record(
        actor=link_actor(access),
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=access.case.ref,
        detail={"access": access.ref},
    )
