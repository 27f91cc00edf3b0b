"""How a date that may be only a month is kept in two columns and read back.

A beginning is kept as the first day of its month and an end as the last, so that the database
can compare ends with today whatever their precision.
"""

from datetime import date
from functools import lru_cache

from alongside.kernel.dates import PartialDate, Precision


@lru_cache(maxsize=4096)
def read(on: date | None, precision: str) -> PartialDate | None:
    """The date that two columns hold; None when they are empty.

    Remembered, because a whole plan's history holds the same few dates again and again.
    """
    if on is None:
        return None
    return PartialDate(on.year, on.month, on.day if precision == Precision.DAY else None)


def opening(partial: PartialDate | None) -> tuple[date | None, str]:
    """Columns for a beginning: a month is kept as its first day."""
    return (None, "") if partial is None else (partial.first, partial.precision)


def closing(partial: PartialDate | None) -> tuple[date | None, str]:
    """Columns for an end: a month is kept as its last day."""
    return (None, "") if partial is None else (partial.last, partial.precision)
