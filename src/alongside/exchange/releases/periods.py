"""What a published period stands for: its first day, the day after its last, and its name.

Censuses of plans are counted on the third Thursday of January (19 January 2023, 18 January 2024,
16 January 2025, 15 January 2026: the days that DfE gave for its return).
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.exchange.releases.layouts import Timing

_ACADEMIC = re.compile(r"(20\d\d)[/-]?(\d\d)")
_THREE_YEARS = re.compile(r"(20\d\d)/?(?:\d\d)?-(?:(\d\d)/)?(\d\d)")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Period:
    """``until`` is the first day after it."""

    kind: Timing
    label: str
    starts_on: date
    until: date


def read_period(text: str, timing: Timing) -> Period | None:
    """None when the text is not such a period.

    >>> read_period("202425", Timing.JANUARY_CENSUS).label
    'January 2025'
    >>> read_period("2024", Timing.CALENDAR_YEAR).until
    datetime.date(2025, 1, 1)
    """
    year = _year(text)
    match timing:
        case Timing.CALENDAR_YEAR:
            return _calendar(year) if year else None
        case Timing.JANUARY_CENSUS:
            census = year or _second_year(text)
            return january_census(census) if census else None
        case Timing.MID_YEAR:
            middle = date(year, 6, 30) if year else None
            return Period(timing, f"mid-{year}", middle, middle + _DAY) if middle else None
        case _:
            return _labelled(text)


def january_census(year: int) -> Period:
    """The census of plans in January of the year."""
    first = date(year, 1, 1)
    day = first + timedelta(days=(3 - first.weekday()) % 7 + 14)
    return Period(Timing.JANUARY_CENSUS, f"January {year}", day, day + _DAY)


def january_after(period: Period) -> Period:
    return january_census(period.starts_on.year + 1)


def academic_year(first: int, *, label: str = "") -> Period:
    return Period(
        Timing.ACADEMIC_YEAR,
        label or f"{first}/{(first + 1) % 100:02d}",
        date(first, 9, 1),
        date(first + 1, 9, 1),
    )


def financial_year(first: int, *, label: str) -> Period:
    return Period(Timing.FINANCIAL_YEAR, label, date(first, 4, 1), date(first + 1, 4, 1))


def _year(text: str) -> int:
    return int(text) if re.fullmatch(r"20\d\d", text) else 0


def _second_year(text: str) -> int:
    """The year in which the academic year ends, where its two halves follow one another."""
    found = _ACADEMIC.fullmatch(text)
    if not found:
        return 0
    first, second = int(found[1]), int(found[2])
    return first + 1 if (first + 1) % 100 == second else 0


def _calendar(year: int) -> Period:
    return Period(Timing.CALENDAR_YEAR, str(year), date(year, 1, 1), date(year + 1, 1, 1))


def _labelled(text: str) -> Period | None:
    """A label of the interactive tool: "2023", "2023 (Rev)", "2022/23", "2022-23 (OT)",
    "2020-22", "2013/14-15/16". What a plain year stands for differs between measures, so it
    is kept as labelled.
    """
    plain = re.sub(r"\s*\([A-Za-z]+\)$", "", text)
    if year := _year(plain):
        return Period(Timing.AS_LABELLED, text, date(year, 1, 1), date(year + 1, 1, 1))
    if second := _second_year(plain):
        first = second - 1
        is_academic = "/" in plain
        return (
            academic_year(first, label=text) if is_academic else financial_year(first, label=text)
        )
    several = _THREE_YEARS.fullmatch(plain)
    if not several:
        return None
    first, last = int(several[1]), 2000 + int(several[3])
    if not first < last:
        return None
    if several[2]:
        return Period(Timing.YEARS, text, date(first, 9, 1), date(last, 9, 1))
    return Period(Timing.YEARS, text, date(first, 1, 1), date(last + 1, 1, 1))
