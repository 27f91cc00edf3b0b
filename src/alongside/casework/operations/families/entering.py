"""Coming in by a link: asking for a one-time code, giving it, and leaving.

Whatever is wrong with a code gets the same sentence, and each wrong one is counted and recorded even
though nobody comes in.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from alongside.casework.families.door import link_actor
from alongside.casework.families.secrets import (
    CODE_LASTS,
    MOST_TRIES,
    VISIT_LASTS,
    code_digest,
    digest_of,
    is_code,
    new_code,
    new_secret,
)
from alongside.casework.models import FamilyAccess, FamilyCode, FamilyVisit
from alongside.casework.rules.family_codes import Told, Way
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record

MOST_CODES_AN_HOUR = 5
WRONG = "That code is not right, or it can no longer be used. Try again, or ask for a new code."
TOO_MANY = "Too many codes were asked for. Wait an hour, or ring us."
NO_EMAIL = "We have no e-mail address for you. Ring us, and we tell you a code."


@dataclass(frozen=True, slots=True)
class CodeToSend:
    """The code is kept nowhere: it goes into one e-mail."""

    code: str
    email: str


@dataclass(frozen=True, slots=True)
class Tried:
    """``secret`` is for the visitor's cookie, and empty when the code was wrong."""

    secret: str = ""
    sentence: str = ""


@transaction.atomic
def ask_for_code(*, actor: Actor, at: datetime, link: str) -> CodeToSend:
    """By whoever has the link. Raises Hidden for any other link, and Refusal."""
    access = _locked(link, at)
    email = access.contact.email if access.contact else ""
    if not email:
        raise Refusal(NO_EMAIL)
    if access.codes.filter(made_at__gt=at - timedelta(hours=1)).count() >= MOST_CODES_AN_HOUR:
        raise Refusal(TOO_MANY)
    code = new_code()
    FamilyCode.objects.create(
        area_id=access.area_id,
        access=access,
        digest=code_digest(access.ref, code),
        told=Told.EMAIL.value,
        made_at=at,
        expires_at=at + CODE_LASTS,
    )
    _record(access, at, "casework.ask_for_family_code")
    return CodeToSend(code, email)


@transaction.atomic
def try_code(*, actor: Actor, at: datetime, link: str, code: str) -> Tried:
    """A right code begins a visit and is used up. Raises Hidden for a link that opens nothing."""
    access = _locked(link, at)
    kept = access.codes.select_for_update().order_by("-id").first()
    is_usable = kept is not None and _is_usable(kept, at)
    is_right = is_code(kept.digest if kept else "", access.ref, code.strip().replace(" ", ""))
    if kept is None or not is_usable or not is_right:
        if kept is not None and is_usable:
            kept.tries_count += 1
            kept.save(update_fields=["tries_count"])
        _record(access, at, "casework.wrong_family_code")
        return Tried(sentence=WRONG)
    kept.used_at = at
    kept.save(update_fields=["used_at"])
    secret = new_secret()
    FamilyVisit.objects.create(
        area_id=access.area_id,
        access=access,
        digest=digest_of(secret),
        began_at=at,
        ends_at=at + VISIT_LASTS,
    )
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


def _is_usable(code: FamilyCode, at: datetime) -> bool:
    return code.used_at is None and at < code.expires_at and code.tries_count < MOST_TRIES


def _record(access: FamilyAccess, at: datetime, verb: str) -> None:
    record(
        actor=link_actor(access),
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=access.case.ref,
        detail={"access": access.ref},
    )
