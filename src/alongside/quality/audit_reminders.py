"""Daily reminders to auditors: before the day by which a round is marked, and each week after it. Once a round,
however many audits they still have.
"""

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.advice.rules.reminding import BEFORE, occasion
from alongside.kernel.dates import day_in_words
from alongside.notices.reminding import Reminder, tell_reminders
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.quality.models import Audit
from alongside.quality.rules.codes import AuditState, RoundState


def remind(*, at: datetime, today: date) -> int:
    """In every local area, each in a transaction of its own. Returns how many were told. Safe to run twice."""
    return sum(_remind_in(place, at, today) for place in all_areas())


@transaction.atomic
def _remind_in(place: LocalArea, at: datetime, today: date) -> int:
    return tell_reminders(_reminders(place, today), area_id=place.pk, at=at)


def _reminders(place: LocalArea, today: date) -> Iterator[Reminder]:
    rows = (
        Audit.objects.in_area(place.pk)
        .filter(state=AuditState.ASSIGNED.value, item__draw__round__state=RoundState.DRAWN.value)
        .values_list("auditor_id", "item__draw__round__ref", "item__draw__round__due_on")
    )
    for auditor_id, ref, due_on in sorted(set(rows)):
        if (due_on - today).days <= BEFORE[0]:
            key = f"quality.audit_due:{ref}:{auditor_id}:{occasion(due_on, today)}"
            yield _reminder(place, auditor_id, key, (due_on, today))


def _reminder(place: LocalArea, auditor_id: int, key: str, days: tuple[date, date]) -> Reminder:
    due_on, today = days
    people, address = frozenset({auditor_id}), reverse("quality:mine", args=[place.slug])
    day = day_in_words(due_on)
    if due_on < today:
        return Reminder(
            people=people,
            sentence=f"An audit that you were given is late. It was due: {day}.",
            address=address,
            key=key,
        )
    return Reminder(
        people=people,
        sentence=f"An audit that you were given is due: {day}.",
        address=address,
        key=key,
    )
