"""Daily reminders to whoever holds or covers the post that a request for advice is with.

Which day it is, the caller says. A message names no child. Each occasion is told once for each due
date: where a correction moved it, whoever was reminded of the other is reminded of this one.
"""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.advice.models import AdviceRequest
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.standing_in import standing_in
from alongside.advice.rules.codes import OWED, State
from alongside.advice.rules.reminding import BEFORE, occasion
from alongside.kernel.dates import day_in_words
from alongside.notices.reminding import Reminder, tell_reminders
from alongside.people.models import LocalArea, Post
from alongside.people.queries import all_areas, holders_of

WAITED_FOR = [each.value for each in (*OWED, State.SENT_BACK) if each is not State.SHARED]


def remind(*, at: datetime, today: date) -> int:
    """In every local area, each in a transaction of its own. Returns how many were told. Safe to run twice."""
    return sum(_remind_in(place, at, today) for place in all_areas())


@transaction.atomic
def _remind_in(place: LocalArea, at: datetime, today: date) -> int:
    return tell_reminders(_reminders(place, today), area_id=place.pk, at=at)


def _reminders(place: LocalArea, today: date) -> Iterator[Reminder]:
    rows = _waited_for(place, today)
    away = standing_in({each.post for each in rows}, today)
    covering = {each.pk: (*_covering(each, today), *away.get(each.post_id, ())) for each in rows}
    held = holders_of([post for each in rows for post in (each.post, *covering[each.pk])], today)
    for each in rows:
        posts = (each.post, *covering[each.pk])
        people = frozenset(h.person_id for post in posts for h in held.get(post.pk, ()))
        yield _reminder(place, each, people, today)


def _reminder(place: LocalArea, each: Any, people: frozenset[int], today: date) -> Reminder:
    address = reverse("advice:request", args=[place.slug, each.ref])
    key = f"advice.remind:{each.ref}:{each.due_on.isoformat()}:{occasion(each.due_on, today)}"
    day = day_in_words(each.due_on)
    if each.due_on < today:
        return Reminder(
            people=people,
            sentence=f"Advice that you were asked for is late. It was due: {day}.",
            address=address,
            key=key,
        )
    return Reminder(
        people=people,
        sentence=f"Advice that you were asked for is due: {day}.",
        address=address,
        key=key,
    )


def _waited_for(place: LocalArea, today: date) -> list[Any]:
    """With a day that is near or has passed. A whole that was shared stands in its parts."""
    rows = AdviceRequest.objects.in_area(place.pk).filter(state__in=WAITED_FOR)
    dated = with_due_on(rows).filter(due_on__isnull=False)
    found = dated.select_related("post").prefetch_related("covers__post").order_by("id")
    return [each for each in found if (each.due_on - today).days <= BEFORE[0]]


def _covering(each: AdviceRequest, today: date) -> tuple[Post, ...]:
    return tuple(
        cover.post for cover in each.covers.all() if cover.covers_from <= today < cover.covers_until
    )
