"""When background work is tried again, when it is given up, and when a schedule's next slot begins.

Pure: the time is always handed in. Slots of a day are counted in London, so that six in the morning
stays six in the morning.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
FIRST_DELAY = timedelta(minutes=1)
LONGEST_DELAY = timedelta(hours=1)
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def delay_after(attempt_count: int) -> timedelta:
    """1, 2, 4 … minutes, never more than an hour.

    >>> delay_after(3)
    datetime.timedelta(seconds=240)
    """
    doublings: int = min(attempt_count - 1, 10)
    return min(FIRST_DELAY * (1 << doublings), LONGEST_DELAY)


def may_try_again(*, attempt_count: int, attempts: int) -> bool:
    return attempt_count < attempts


def failed_sentence(*, what: str, attempt_count: int, attempts: int) -> str:
    """``what`` says what happened, as a sentence without a full stop.

    >>> failed_sentence(what="It failed", attempt_count=2, attempts=2)
    'It failed at attempt 2 of 2 and was given up.'
    """
    ending = (
        "and will be tried again"
        if may_try_again(attempt_count=attempt_count, attempts=attempts)
        else "and was given up"
    )
    return f"{what} at attempt {attempt_count} of {attempts} {ending}."


class Schedule(Protocol):
    """The latest moment, not after ``at``, when work was to begin."""

    def slot_at(self, at: datetime) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Every:
    """Slots of equal length, counted from one fixed instant, so that all workers agree on them."""

    minutes: int

    def slot_at(self, at: datetime) -> datetime:
        """
        >>> Every(5).slot_at(datetime(2020, 6, 5, 9, 33, 20, tzinfo=UTC)).strftime("%H:%M:%S")
        '09:30:00'
        """
        length = timedelta(minutes=self.minutes)
        return EPOCH + (at - EPOCH) // length * length


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day, at a full hour in London."""

    hour: int

    def slot_at(self, at: datetime) -> datetime:
        """
        >>> Daily(6).slot_at(datetime(2020, 6, 5, 4, 59, tzinfo=UTC)).strftime("%d %H:%M")
        '04 05:00'
        """
        day = at.astimezone(LONDON).date()
        slot = datetime.combine(day, time(self.hour), LONDON)
        if slot.astimezone(UTC) > at:
            slot = datetime.combine(day - timedelta(days=1), time(self.hour), LONDON)
        return slot.astimezone(UTC)
