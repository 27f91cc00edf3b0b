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
        if (due_on - today).days > BEFORE[0]:
            continue
        is_late, day = due_on < today, day_in_words(due_on)
        yield Reminder(
            people=frozenset({auditor_id}),
            sentence=f"An audit that you were given is late. It was due: {day}."
            if is_late
            else f"An audit that you were given is due: {day}.",
            address=reverse("quality:mine", args=[place.slug]),
            key=f"quality.audit_due:{ref}:{auditor_id}:{occasion(due_on, today)}",
        )
