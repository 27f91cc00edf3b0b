"""Asking the worker for an area's measures: to count them again, and to judge and draw them again."""

from datetime import date, datetime

from django.db import transaction

from alongside.jobs.queue import enqueue, is_in_hand
from alongside.kernel.canonical import JSON

REFRESH = "measures.refresh"
COMPUTE_AREA = "measures.compute_area"


def ask_for_refresh(*, area_id: int, at: datetime) -> None:
    """However many figures change at once, the area is refreshed once."""
    enqueue(name=REFRESH, key=f"area {area_id}", arguments={"area": area_id}, at=at)


@transaction.atomic
def ask_for_computing(*, area_id: int, slug: str, seen_seq: int, on: date, at: datetime) -> bool:
    """Each area is counted by itself, so that a fault in one stops no other. False when its work is in
    hand, or was given up and nothing has changed since.
    """
    arguments: dict[str, JSON] = {"area": area_id, "seen": seen_seq, "on": on.isoformat()}
    if is_in_hand(name=COMPUTE_AREA, key=slug, arguments=arguments):
        return False
    enqueue(name=COMPUTE_AREA, key=slug, arguments=arguments, at=at)
    return True
