"""Telling people about audits: nothing of the child, no grade, and not twice the same."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from alongside.access.queries import people_who_may
from alongside.kernel.actor import Actor
from alongside.notices.telling import tell
from alongside.quality import perms
from alongside.quality.models import Audit, AuditConsent, DrawnItem
from alongside.quality.rules.codes import AuditState, Seat


def tell_auditor(actor: Actor, at: datetime, audit: Audit) -> None:
    """Once for each round, however many are given to them."""
    found = audit.item.draw
    tell(
        people={audit.auditor_id} - {actor.person_id},
        area_id=actor.area_id,
        sentence="You are asked to audit something that was drawn.",
        address=reverse("quality:mine", args=[actor.area_slug]),
        at=at,
        key=f"quality.assigned:{found.ref}:{audit.auditor_id}",
    )


def tell_seat_ended(actor: Actor, at: datetime, audits: Iterable[Audit]) -> None:
    """To each auditor whose audit was taken back by somebody else. The page says why."""
    for audit in audits:
        tell(
            people={audit.auditor_id} - {actor.person_id},
            area_id=actor.area_id,
            sentence="An audit that you were given was taken back. You need do nothing more there.",
            address=reverse("quality:audit", args=[actor.area_slug, audit.ref]),
            at=at,
            key=f"quality.seat_ended:{audit.ref}",
        )


def tell_of_conflict(actor: Actor, at: datetime, audit: Audit) -> None:
    """Whoever leads rounds: they talk with the auditor, and decide."""
    leaders = {each.pk for each in people_who_may(actor, perms.LEAD, at=at)}
    tell(
        people=leaders - {actor.person_id},
        area_id=actor.area_id,
        sentence="A family’s auditor may know a family. Talk with them, and decide who audits it.",
        address=reverse("quality:item", args=[actor.area_slug, audit.item.ref]),
        at=at,
        key=f"quality.may_know:{audit.ref}:{audit.version}",
    )


def tell_cleared(actor: Actor, at: datetime, audit: Audit) -> None:
    tell(
        people={audit.auditor_id} - {actor.person_id},
        area_id=actor.area_id,
        sentence="You may go on with an audit. You are asked once more whether you know the family.",
        address=reverse("quality:audit", args=[actor.area_slug, audit.ref]),
        at=at,
        key=f"quality.cleared:{audit.ref}:{audit.version}",
    )


def tell_author(actor: Actor, at: datetime, item: DrawnItem) -> None:
    """Once, when there is a grade that counts."""
    if item.author_id is None:
        return
    tell(
        people={item.author_id} - {actor.person_id},
        area_id=actor.area_id,
        sentence="Your work was audited. You may read how, and say what you think of it.",
        address=reverse("quality:own_item", args=[actor.area_slug, item.ref]),
        at=at,
        key=f"quality.graded:{item.ref}",
    )


def tell_of_withdrawal(actor: Actor, at: datetime, consent: AuditConsent) -> None:
    """Whoever leads rounds: copies that were made are gone."""
    leaders = {each.pk for each in people_who_may(actor, perms.LEAD, at=at)}
    tell(
        people=leaders - {actor.person_id},
        area_id=actor.area_id,
        sentence="A family no longer allows its copy without names to be read.",
        address=reverse("quality:rounds", args=[actor.area_slug]),
        at=at,
        key=f"quality.consent_withdrawn:{consent.ref}",
    )
    ended = Audit.objects.in_area(actor.area_id).filter(
        item__case=consent.case_id,
        seat=Seat.FAMILY.value,
        state=AuditState.GIVEN_BACK.value,
        ended_at=at,
    )
    tell_seat_ended(actor, at, ended)
