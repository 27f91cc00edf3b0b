"""The one clock door. Nothing else in the house reads the time.

Pages and commands read it once and pass ``at`` or ``today`` on. The demonstration may move it, so that a
plan of 2020 is seen in its own time.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class _Door:
    offset = timedelta(0)


def move(offset: timedelta) -> None:
    """Move the whole clock. Only the demonstration does this, once, as the process starts."""
    _Door.offset = offset


def moved_by() -> timedelta:
    return _Door.offset


def now() -> datetime:
    """This instant, in UTC."""
    return datetime.now(UTC) + _Door.offset


def today() -> date:
    """Today's date in London, where statutory days are counted."""
    return now().astimezone(LONDON).date()


def london_day(at: datetime) -> date:
    """The day in London on which something was done."""
    return at.astimezone(LONDON).date()


def latest_day(at: datetime) -> date:
    """The day of ``at``, or its real day where the demonstration is held before that."""
    return max(london_day(at), london_day(at - moved_by()))


def real(at: datetime) -> datetime:
    """The instant at which something is really done, where the demonstration's clock is moved."""
    return at - moved_by()


def start_of_day(on: date) -> datetime:
    """The instant at which the day begins in London."""
    return datetime.combine(on, time(), tzinfo=LONDON)
