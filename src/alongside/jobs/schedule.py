"""Enqueueing what runs by itself: each slot exactly once, whichever worker looks first.

A schedule seen for the first time begins with its next slot. After a standstill only the latest
slot runs.
"""

from datetime import datetime

from django.db import transaction

from alongside.jobs import registry
from alongside.jobs.models import LatestSlot
from alongside.jobs.queue import enqueue
from alongside.jobs.registry import Registered


def tick(*, at: datetime) -> int:
    """Enqueue every slot that has begun. Returns how many."""
    seen = dict(LatestSlot.objects.values_list("name", "slot_at"))
    begun = 0
    for each, schedule in registry.scheduled():
        slot = schedule.slot_at(at)
        if each.name not in seen:
            LatestSlot.objects.get_or_create(name=each.name, defaults={"slot_at": slot})
        elif seen[each.name] < slot:
            begun += _begin(each, slot, at=at)
    return begun


@transaction.atomic
def _begin(each: Registered, slot: datetime, *, at: datetime) -> int:
    """Whoever moves the slot on enqueues its work, in the same transaction."""
    moved = LatestSlot.objects.filter(name=each.name, slot_at__lt=slot).update(slot_at=slot)
    if moved:
        enqueue(name=each.name, key=slot.isoformat(), arguments={}, at=at)
    return moved
