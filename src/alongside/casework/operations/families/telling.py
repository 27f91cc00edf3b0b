"""How somebody who comes in by link wants to hear that something changed, and that they were told."""

from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.door import viewer_of
from alongside.casework.models import FamilyAccess, FamilyNews
from alongside.casework.rules.family_codes import News, Way
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record


@transaction.atomic
def choose_news(*, actor: Actor, at: datetime, case_ref: str, choice: str) -> FamilyNews:
    """By whoever came by link, for themselves. Whoever only looks may choose it too."""
    access = viewer_of(actor, case_ref=case_ref, at=at).access
    if access.way != Way.LINK.value or access.contact is None:
        raise Hidden("news")
    if choice not in set(News):
        raise Refusal("Choose one of the answers.", field="choice")
    if choice == News.EMAIL.value and not access.contact.email:
        raise Refusal(
            "We have no e-mail address for you. Ring us, and we write it down.", field="choice"
        )
    kept = _kept(access)
    kept.choice = choice
    kept.save(update_fields=["choice"])
    _record(actor, at, access, "casework.choose_family_news")
    return kept


@transaction.atomic
def note_family_told(*, actor: Actor, at: datetime, access: FamilyAccess) -> FamilyNews:
    """An e-mail left that says that something changed, and nothing else."""
    actor.check_may(perms.RECORD, case_ref=access.case.ref)
    kept = _kept(access)
    kept.told_at, kept.trouble = at, ""
    kept.save(update_fields=["told_at", "trouble"])
    _record(actor, at, access, "casework.tell_family_by_email")
    return kept


@transaction.atomic
def note_mail_refused(
    *, actor: Actor, at: datetime, access: FamilyAccess, trouble: str
) -> FamilyNews:
    """Trying again is useless: staff tell this person another way."""
    actor.check_may(perms.RECORD, case_ref=access.case.ref)
    kept = _kept(access)
    kept.trouble = trouble
    kept.save(update_fields=["trouble"])
    _record(actor, at, access, "casework.note_family_mail_refused")
    return kept


def _kept(access: FamilyAccess) -> FamilyNews:
    kept: FamilyNews
    kept, _ = (
        FamilyNews.objects.in_area(access.area_id)
        .select_for_update()
        .get_or_create(access=access, defaults={"area_id": access.area_id})
    )
    return kept


def _record(actor: Actor, at: datetime, access: FamilyAccess, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=access.case.ref,
        detail={"access": access.ref},
    )
