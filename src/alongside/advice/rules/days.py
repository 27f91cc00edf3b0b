"""How many days a service takes, with how far they lie apart: never one number alone."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import comb
from statistics import median, quantiles

from alongside.advice.rules.codes import Adviser
from alongside.kernel.dates import add_months

FEWEST = 4
"""For fewer the middle half says nothing: each day stands by itself."""
LEFT_OUT = 0.025
"""On either side of the range in which the middle plausibly lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDays:
    """``half``: between which the middle half lies; ``plausible``: between which the median lies with 95 %
    confidence. None for too few. ``shortest`` and ``longest`` of all.
    """

    adviser: Adviser
    count: int
    median: float
    half: tuple[float, float] | None
    plausible: tuple[int, int] | None
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class MonthOfDays:
    """Of the advice that was first given in that month: how many pieces, and within how many days half came."""

    begins: date
    count: int
    median: float

    @property
    def ends(self) -> date:
        """The first day after it."""
        return add_months(self.begins, 1)


def days_by_service(taken: Iterable[tuple[Adviser, int]]) -> tuple[ServiceDays, ...]:
    """By service, in the order of their names.

    >>> days_by_service([(Adviser.CAMHS, 40), (Adviser.CAMHS, 44)])[0].median
    42.0
    """
    found: dict[Adviser, list[int]] = {}
    for adviser, days in taken:
        found.setdefault(adviser, []).append(days)
    return tuple(_days(adviser, found) for adviser in sorted(found))


def days_by_month(
    taken: Iterable[tuple[date, int]], *, today: date, months: int
) -> tuple[MonthOfDays, ...]:
    """Of the last so many whole months, by the month in which advice was given; the month that runs is not
    over, so it is not in it. A month without advice is left out.

    >>> days_by_month([(date(2025, 4, 3), 40)], today=date(2025, 5, 1), months=2)
    (MonthOfDays(begins=datetime.date(2025, 4, 1), count=1, median=40.0),)
    """
    until = today.replace(day=1)
    since = add_months(until, -months)
    found: dict[date, list[int]] = {}
    for on, days in taken:
        if since <= on < until:
            found.setdefault(on.replace(day=1), []).append(days)
    return tuple(
        MonthOfDays(begins, len(days), float(median(days)))
        for begins, days in sorted(found.items())
    )


def plausible_median(days: Sequence[int]) -> tuple[int, int] | None:
    """The narrowest pair of equal ranks between which the median lies with 95 % confidence, whatever the
    shape (the sign test turned round); None for fewer than six, of which no pair is so sure.

    >>> plausible_median([30, 34, 40, 41, 44, 60])
    (30, 60)
    """
    ordered, count = sorted(days), len(days)
    rank, below = 0, 1 / 2**count
    while below <= LEFT_OUT:
        rank += 1
        below += comb(count, rank) / 2**count
    return (ordered[rank - 1], ordered[count - rank]) if rank else None


def _days(adviser: Adviser, found: Mapping[Adviser, list[int]]) -> ServiceDays:
    days = found[adviser]
    quarters = quantiles(days, n=4, method="inclusive") if len(days) >= FEWEST else None
    return ServiceDays(
        adviser=adviser,
        count=len(days),
        median=float(median(days)),
        half=(quarters[0], quarters[2]) if quarters else None,
        plausible=plausible_median(days),
        shortest=min(days),
        longest=max(days),
    )
