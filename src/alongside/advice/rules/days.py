"""How many days a service takes, with how far they lie apart: never one number alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

from alongside.advice.rules.codes import Adviser

FEWEST = 4
"""For fewer the middle half says nothing: each day stands by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceDays:
    """``half``: between which the middle half lies; None for too few. ``shortest`` and ``longest`` of all."""

    adviser: Adviser
    count: int
    median: float
    half: tuple[float, float] | None
    shortest: int
    longest: int


def days_by_service(taken: Iterable[tuple[Adviser, int]]) -> tuple[ServiceDays, ...]:
    """By service, in the order of their names.

    >>> days_by_service([(Adviser.CAMHS, 40), (Adviser.CAMHS, 44)])[0].median
    42.0
    """
    found: dict[Adviser, list[int]] = {}
    for adviser, days in taken:
        found.setdefault(adviser, []).append(days)
    return tuple(_days(adviser, found) for adviser in sorted(found))


def _days(adviser: Adviser, found: Mapping[Adviser, list[int]]) -> ServiceDays:
    days = found[adviser]
    quarters = quantiles(days, n=4, method="inclusive") if len(days) >= FEWEST else None
    return ServiceDays(
        adviser=adviser,
        count=len(days),
        median=float(median(days)),
        half=(quarters[0], quarters[2]) if quarters else None,
        shortest=min(days),
        longest=max(days),
    )
