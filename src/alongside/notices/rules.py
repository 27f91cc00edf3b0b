"""When an e-mail about a message leaves, when it is tried again, and when it is given up: pure."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from alongside.notices.words import AT_ONCE, DAILY

LONDON = ZoneInfo("Europe/London")
MORNING = time(7)
DELAYS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=4),
    timedelta(hours=12),
    timedelta(hours=24),
)
LAPSES_AFTER = timedelta(days=7)
CLAIM_LASTS = timedelta(minutes=15)
"""Longer than any one conversation with a mail server, so that two workers never send the same
message.
"""


def leaves_at(choice: str, at: datetime) -> datetime | None:
    """The first instant at which the e-mail may leave; None when the person wants none."""
    if choice == AT_ONCE:
        return at
    return next_morning(at) if choice == DAILY else None


def next_morning(at: datetime) -> datetime:
    """The next seven o'clock in London, strictly later."""
    local = at.astimezone(LONDON)
    morning = datetime.combine(local.date(), MORNING, LONDON)
    if morning <= local:
        morning = datetime.combine(local.date() + timedelta(days=1), MORNING, LONDON)
    return morning.astimezone(at.tzinfo)


def next_try(attempts_count: int, at: datetime) -> datetime | None:
    """After so many failures; None means give up.

    >>> next_try(len(DELAYS) + 1, datetime(2020, 6, 5)) is None
    True
    """
    if not 1 <= attempts_count <= len(DELAYS):
        return None
    return at + DELAYS[attempts_count - 1]
