"""Reminders that rooms work out day by day: each person is told once of each occasion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from alongside.notices.queries import told_under
from alongside.notices.telling import tell


@dataclass(frozen=True, slots=True)
class Reminder:
    """``people`` are person ids, and ``key`` names what it is about and on which occasion."""

    people: frozenset[int]
    sentence: str
    address: str
    key: str


def tell_reminders(reminders: Iterable[Reminder], *, area_id: int, at: datetime) -> int:
    """Inside the caller's transaction. Returns how many were told; safe to run twice."""
    listed = list(reminders)
    told = told_under(area_id, [each.key for each in listed])
    count = 0
    for each in listed:
        people = each.people - told.get(each.key, frozenset())
        if people:
            count += tell(
                people=people,
                area_id=area_id,
                sentence=each.sentence,
                address=each.address,
                at=at,
                key=each.key,
            )
    return count
