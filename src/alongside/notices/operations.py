"""What a person does with their own messages, and what an administrator does with those that
failed.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from alongside.access import perms as access_perms
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.operations import record
from alongside.notices.calendars import digest_of
from alongside.notices.models import (
    GIVEN_UP,
    NOT_NEEDED,
    WAITING,
    CalendarLink,
    DeliveryChoice,
    Notice,
    OutboxMessage,
)
from alongside.notices.queries import delivery_of
from alongside.notices.telling import tell
from alongside.notices.words import DELIVERY_WORDS

__all__ = [
    "choose_delivery",
    "make_calendar_link",
    "mark_read",
    "revoke_calendar_link",
    "settle_history",
    "tell",
    "try_again",
]
CALENDAR = "notices.calendar_link"
OWN = "own"
"""These records belong to whoever acted; the ledger's entry names them."""


@transaction.atomic
def mark_read(*, actor: Actor, at: datetime, refs: Sequence[str] | None = None) -> int:
    """Mark the actor's own messages as read: those named, or all. Returns how many were unread."""
    person_id = _person_id(actor)
    notices = Notice.objects.visible_to(actor).filter(person_id=person_id)
    if refs is not None:
        notices = notices.filter(ref__in=refs)
        if not notices.exists():
            raise Hidden("notice")
    count: int = notices.filter(read_at=None).update(read_at=at)
    if count:
        _record(actor, at, "notices.mark_read", "notices.notice", {"count": count})
    return count


@transaction.atomic
def choose_delivery(
    *, actor: Actor, at: datetime, choice: str, expected_version: int
) -> DeliveryChoice:
    """How the actor is told, in every area. ``expected_version`` is 1 before the first choice."""
    person_id = _person_id(actor)
    if choice not in DELIVERY_WORDS:
        raise Refusal("Choose how you want to be told.", field="choice")
    kept = DeliveryChoice.objects.select_for_update().filter(person_id=person_id).first()
    version = kept.version if kept else 1
    if version != expected_version:
        theirs = DELIVERY_WORDS[delivery_of(actor).choice]
        raise Changed(
            "You changed this in another window.",
            differences=[("How you are told", theirs, DELIVERY_WORDS[choice])],
        )
    kept = kept or DeliveryChoice(person_id=person_id)
    kept.choice, kept.version = choice, version + 1
    kept.save()
    _record(actor, at, "notices.choose_delivery", "notices.delivery", {"choice": choice})
    return kept


@transaction.atomic
def make_calendar_link(*, actor: Actor, at: datetime) -> str:
    """A new secret, shown to the person once; the link before it stops working."""
    person_id = _person_id(actor)
    _own_links(person_id).update(revoked_at=at)
    secret = secrets.token_urlsafe(32)
    CalendarLink.objects.create(person_id=person_id, digest=digest_of(secret), made_at=at)
    _record(actor, at, "notices.make_calendar_link", CALENDAR, {})
    return secret


@transaction.atomic
def revoke_calendar_link(*, actor: Actor, at: datetime) -> None:
    if not _own_links(_person_id(actor)).update(revoked_at=at):
        raise Refusal("You have no calendar link to turn off.")
    _record(actor, at, "notices.revoke_calendar_link", CALENDAR, {})


@transaction.atomic
def try_again(*, actor: Actor, at: datetime) -> int:
    """Put every e-mail of the area that was given up back into the outbox. Returns how many."""
    actor.check_may(access_perms.ADMINISTER)
    failed = OutboxMessage.objects.visible_to(actor).filter(state=GIVEN_UP)
    count = failed.update(state=WAITING, leaves_at=at, attempts_count=0, trouble="")
    if not count:
        raise Refusal("No e-mail waits to be tried again.")
    _record(actor, at, "notices.try_again", "notices.outbox", {"count": count})
    return count


@transaction.atomic
def settle_history(*, actor: Actor, at: datetime, read_before: datetime) -> None:
    """After a history was loaded: none of its e-mails is sent, and what is older counts as read.

    Messages made since ``read_before`` stay unread in the house.
    """
    actor.check_may(access_perms.ADMINISTER)
    waiting = OutboxMessage.objects.visible_to(actor).filter(state=WAITING)
    email_count = waiting.update(state=NOT_NEEDED)
    old = Notice.objects.visible_to(actor).filter(read_at=None, made_at__lt=read_before)
    read_count = old.update(read_at=at)
    detail: dict[str, str | int] = {"emails": email_count, "read": read_count}
    _record(actor, at, "notices.settle_history", "notices.outbox", detail)


def _own_links(person_id: int) -> QuerySet[CalendarLink]:
    return CalendarLink.objects.filter(person_id=person_id, revoked_at=None)


def _person_id(actor: Actor) -> int:
    """System work has no messages of its own."""
    if actor.person_id is None:
        raise Hidden("notices")
    return actor.person_id


def _record(
    actor: Actor, at: datetime, verb: str, subject: str, detail: dict[str, str | int]
) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=subject,
        subject_ref=OWN,
        detail=detail,
    )
