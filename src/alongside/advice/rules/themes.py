"""What advice was sent back for, counted by service and quarter. No author is counted."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.advice.rules.codes import Adviser

FEWEST = 5
"""Fewer are told to nobody but whoever looks after the service, and to the author of them."""
QUARTER_MONTHS = 3
SHOWN_QUARTERS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One quality check: of which service, when, and what it sent the advice back for, as (framework, item)."""

    adviser: Adviser
    on: date
    is_sent_back: bool
    themes: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeCounts:
    """``theme`` is (framework, item); ``counts`` one for each quarter, None where it is too few to tell."""

    adviser: Adviser
    theme: tuple[int, str]
    counts: tuple[int | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceCounts:
    """For each quarter how many checks there were, and how many of them sent the advice back."""

    adviser: Adviser
    checks: tuple[int, ...]
    sent_back: tuple[int, ...]


def quarters_to(today: date) -> tuple[date, ...]:
    """The first days of the last quarters, the oldest first, that of today last.

    >>> quarters_to(date(2025, 2, 3))[-1]
    datetime.date(2025, 1, 1)
    """
    first = quarter_of(today)
    found = [first]
    while len(found) < SHOWN_QUARTERS:
        found.append(quarter_of(date.fromordinal(found[-1].toordinal() - 1)))
    return tuple(reversed(found))


def quarter_of(day: date) -> date:
    """Its first day."""
    return date(day.year, (day.month - 1) // QUARTER_MONTHS * QUARTER_MONTHS + 1, 1)


def theme_counts(checks: Iterable[Checked], quarters: Sequence[date]) -> tuple[ThemeCounts, ...]:
    """By service, the commonest first."""
    counted: Counter[tuple[Adviser, tuple[int, str], date]] = Counter(
        (each.adviser, theme, quarter_of(each.on)) for each in checks for theme in each.themes
    )
    found = [
        ThemeCounts(
            adviser=adviser,
            theme=theme,
            counts=tuple(counted[adviser, theme, quarter] for quarter in quarters),
        )
        for adviser, theme in dict.fromkeys((a, t) for a, t, q in counted if q in quarters)
    ]
    return tuple(sorted(found, key=_order))


def service_counts(
    checks: Iterable[Checked], quarters: Sequence[date]
) -> tuple[ServiceCounts, ...]:
    listed = list(checks)
    every = Counter((each.adviser, quarter_of(each.on)) for each in listed)
    back = Counter((each.adviser, quarter_of(each.on)) for each in listed if each.is_sent_back)
    services = sorted({each.adviser for each in listed if quarter_of(each.on) in quarters})
    return tuple(
        ServiceCounts(
            adviser=adviser,
            checks=tuple(every[adviser, quarter] for quarter in quarters),
            sent_back=tuple(back[adviser, quarter] for quarter in quarters),
        )
        for adviser in services
    )


def without_few(found: Iterable[ThemeCounts]) -> tuple[ThemeCounts, ...]:
    """For whoever neither looks after the service nor wrote it: few are not told, nought included."""
    return tuple(
        ThemeCounts(
            adviser=each.adviser,
            theme=each.theme,
            counts=tuple(n if n is not None and n >= FEWEST else None for n in each.counts),
        )
        for each in found
        if any(n is not None and n >= FEWEST for n in each.counts)
    )


def _order(each: ThemeCounts) -> tuple[str, int, tuple[int, str]]:
    return each.adviser.value, -sum(n or 0 for n in each.counts), each.theme
