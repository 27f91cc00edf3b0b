"""Daily reminders to whoever holds a post that has to put something right: once its day has passed, and each week.

A message names no child. Each occasion is told once.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.access.queries import people_who_may
from alongside.casework import perms as casework
from alongside.kernel.actor import system_actor
from alongside.kernel.dates import day_in_words
from alongside.notices.reminding import Reminder, tell_reminders
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas, holders_of
from alongside.quality.models import PutRight
from alongside.quality.rules.codes import PutRightState

WEEK = 7


def remind(*, at: datetime, today: date) -> int:
    """In every local area, each in a transaction of its own. Returns how many were told. Safe to run twice."""
    return sum(_remind_in(place, at, today) for place in all_areas())


@transaction.atomic
def _remind_in(place: LocalArea, at: datetime, today: date) -> int:
    return tell_reminders(_reminders(place, today, at), area_id=place.pk, at=at)


def _reminders(place: LocalArea, today: date, at: datetime) -> Iterator[Reminder]:
    """Of a post that nobody holds today, whoever gives cases to posts is reminded."""
    late = PutRight.objects.in_area(place.pk).filter(
        state=PutRightState.OPEN.value, due_on__lt=today, case__merged_into=None
    )
    rows = list(late.select_related("owner").order_by("id"))
    held = holders_of({each.owner for each in rows}, today)
    actor = system_actor(
        name="reminding", area_id=place.pk, area_slug=place.slug, permissions=frozenset()
    )
    leads = (
        frozenset(each.pk for each in people_who_may(actor, casework.ASSIGN, at=at))
        if rows
        else frozenset()
    )
    for each in rows:
        week = (today - each.due_on).days // WEEK
        day = day_in_words(each.due_on)
        yield Reminder(
            people=frozenset(one.person_id for one in held.get(each.owner_id, ())) or leads,
            sentence=f"Something in a case of yours is not put right yet. It was due: {day}.",
            address=reverse("quality:put_right", args=[place.slug, each.ref]),
            key=f"quality.put_right_late:{each.ref}:{week}",
        )
