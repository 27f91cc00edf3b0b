"""On which occasion whoever is asked for advice is reminded: before its day, and each week after it."""

from datetime import date

BEFORE = (14, 3)
"""So many days before, or the first day after that on which somebody looks."""
WEEK = 7


def occasion(due_on: date, today: date) -> str:
    """Names the reminder that is due on this day, so that none is sent twice; empty for none.

    >>> occasion(date(2025, 5, 27), date(2025, 5, 20))
    '14 before'
    >>> occasion(date(2025, 5, 27), date(2025, 6, 4))
    'week 2 after'
    """
    left = (due_on - today).days
    if left < 0:
        return f"week {(-left - 1) // WEEK + 1} after"
    found = [days for days in BEFORE if left <= days]
    return f"{min(found)} before" if found else ""
