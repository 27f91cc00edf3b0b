"""Reading messages: a person's own, and for administrators the e-mails that could not be sent."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Window

from alongside.access import perms as access_perms
from alongside.kernel.actor import Actor
from alongside.notices.models import (
    GIVEN_UP,
    SENDING,
    WAITING,
    CalendarLink,
    DeliveryChoice,
    Notice,
    OutboxMessage,
)
from alongside.notices.words import AT_ONCE


@dataclass(frozen=True, slots=True)
class Delivery:
    """``version`` is 1 until the person chooses for the first time."""

    choice: str
    version: int


def own_notices(actor: Actor) -> Any:
    """Newest first; nothing for system work."""
    return (
        Notice.objects.visible_to(actor)
        .filter(person_id=actor.person_id)
        .order_by("-made_at", "-id")
    )


def unread(actor: Actor) -> Any:
    return own_notices(actor).filter(read_at=None)


def newest_unread(actor: Actor, most: int) -> tuple[Sequence[Notice], int]:
    """The newest few, and how many there are, in one query."""
    found = list(unread(actor).annotate(all_count=Window(Count("*")))[:most])
    return found, found[0].all_count if found else 0


def delivery_of(actor: Actor) -> Delivery:
    if actor.person_id is None:
        return Delivery(AT_ONCE, 1)
    kept = DeliveryChoice.objects.filter(person_id=actor.person_id).first()
    return Delivery(kept.choice, kept.version) if kept else Delivery(AT_ONCE, 1)


def calendar_link_since(actor: Actor) -> datetime | None:
    """When the actor's calendar link was made; None when they have none."""
    if actor.person_id is None:
        return None
    link = CalendarLink.objects.filter(person_id=actor.person_id, revoked_at=None).first()
    return link.made_at if link else None


def emails_in_trouble(actor: Actor) -> Any:
    """E-mails of the area that were given up, with the person they were for, newest first."""
    actor.check_may(access_perms.ADMINISTER)
    return (
        OutboxMessage.objects.visible_to(actor)
        .filter(state=GIVEN_UP)
        .select_related("notice__person")
        .order_by("-leaves_at", "-id")
    )


def emails_waiting(actor: Actor) -> Any:
    """E-mails of the area that have not left yet."""
    actor.check_may(access_perms.ADMINISTER)
    return OutboxMessage.objects.visible_to(actor).filter(state__in=(WAITING, SENDING))


def told_under(area_id: int, keys: Collection[str]) -> Mapping[str, frozenset[int]]:
    """Key -> the people who were told under it, for work that would tell many things again."""
    told: dict[str, set[int]] = defaultdict(set)
    found = Notice.objects.in_area(area_id).filter(key__in=keys)
    for key, person_id in found.values_list("key", "person_id"):
        told[key].add(person_id)
    return {key: frozenset(people) for key, people in told.items()}
