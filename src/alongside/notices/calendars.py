"""A person's own dates behind their secret link: whose link it is, and what their rooms offer.

The dates come from every local area in which the person holds something at that instant, as the
actor they are there, so a date disappears from the calendar with the right to see it.
"""

import hashlib
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from alongside.access.actors import arrive
from alongside.access.queries import areas_of
from alongside.exchange.calendars import CalendarDay
from alongside.notices.models import CalendarLink
from alongside.web import offers

LONDON = ZoneInfo("Europe/London")


def digest_of(secret: str) -> str:
    """What is kept of a secret. It is 256 random bits, so a plain hash cannot be turned round."""
    return hashlib.sha256(secret.encode()).hexdigest()


def person_of(secret: str) -> int | None:
    """Whose link this is; None when it is nonsense, turned off, or its owner may no longer sign in.

    The secret itself is compared nowhere: the database looks up its hash, so the time that takes
    tells nothing about the secret.
    """
    link = CalendarLink.objects.filter(
        digest=digest_of(secret), revoked_at=None, person__account__is_active=True
    ).first()
    return link.person_id if link else None


def own_days(person_id: int, *, at: datetime) -> list[CalendarDay]:
    """Every date that the rooms offer this person, in all their areas."""
    today = at.astimezone(LONDON).date()
    days = []
    for area in areas_of(person_id, at=at):
        arrival = arrive(person_id=person_id, area_slug=area.slug, at=at)
        if arrival is None:
            continue
        for room in offers.installed():
            for own in room.dates(arrival.actor, today):
                days.append(_day(room.room, own))
    return days


def _day(room: str, own: offers.OwnDate) -> CalendarDay:
    return CalendarDay(
        uid=f"{room}.{own.ref}@{settings.ENVIRONMENT.host}",
        on=own.on,
        title=own.title,
        address=f"{settings.ENVIRONMENT.address}{own.address}",
    )
