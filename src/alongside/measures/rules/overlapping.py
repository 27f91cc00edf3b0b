"""Figures whose times overlap, such as a count over twelve months that is made anew each month. Pure.

Two that follow each other share most of what they count, so limits worked out from them find signals
where nothing happened. Only figures that share no day are judged, the latest of them first.
"""

from collections.abc import Sequence
from datetime import date

from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Refusal
from alongside.measures.rules.figures import Point

MOST_MONTHS = 60


CARRIED_OVER = (
    "Each figure counts again what the one before it counted, save what has ended since. Figures that "
    "follow each other depend on each other, so no icon is given and no limits are drawn."
)


def begins_on(point: Point, looks_back: int) -> date:
    """The first day that the figure counts: so many months before its period ends, or its first day where
    that is earlier.

    >>> from decimal import Decimal
    >>> begins_on(Point(date(2022, 6, 1), date(2022, 7, 1), Decimal(4885)), 12)
    datetime.date(2021, 7, 1)
    """
    return min(point.period_from, add_months(point.period_until, -looks_back))


def apart(points: Sequence[Point], looks_back: int | None) -> tuple[Point, ...]:
    """Those that share no day with each other, of points oldest first: the latest, the next before it that
    ends before it begins, and so on. All of them where each counts its own period alone.
    """
    if looks_back is None:
        return tuple(points)
    kept: list[Point] = []
    for point in reversed(points):
        if not kept or point.period_until <= begins_on(kept[-1], looks_back):
            kept.append(point)
    return tuple(reversed(kept))


def check_looks_back(looks_back: int | None, every_months: int | None) -> None:
    """Raises Refusal unless a figure counts more months than lie between two."""
    if looks_back is None:
        return
    if every_months is None:
        raise Refusal(
            "Say how many months lie between two figures as well, or leave this empty.",
            field="looks_back_months",
        )
    if not every_months < looks_back <= MOST_MONTHS:
        raise Refusal(
            f"A figure that looks back counts more than the {every_months} months between two figures, "
            f"and at most {MOST_MONTHS}. Leave it empty when each counts its own period.",
            field="looks_back_months",
        )


def overlap_words(*, looks_back: int, found: int, needed: int) -> str:
    """Why figures that overlap are not judged, or which of them are.

    >>> overlap_words(looks_back=12, found=1, needed=13).split(". ")[1]
    'Only figures that share no month can be judged: 13 are needed, and there is 1.'
    """
    why = (
        f"Each figure counts the {looks_back} months up to its end, so figures that follow each other "
        "count mostly the same."
    )
    if found < needed:
        there = "there is 1" if found == 1 else f"there are {found}"
        return f"{why} Only figures that share no month can be judged: {needed} are needed, and {there}."
    return f"{why} Only the {found} that share no month are drawn and judged."
