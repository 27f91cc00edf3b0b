"""Strict dates: what counts as a date, how precise it is, and when it has passed.

A date that could be read in two ways is refused with a sentence, never guessed. Nothing here knows
today, holidays or the law: rules are given today, and the statutory clock lives elsewhere.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import total_ordering
from typing import Self

from alongside.kernel.refusals import Refusal

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FIRST_YEAR = 1900
LAST_YEAR = 2199

_MONTH_NUMBERS = (
    {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)}
    | {"sept": 9}
)
_DAY_SHAPES = (
    re.compile(r"(?P<year>\d+)-(?P<month>\d{2})-(?P<day>\d{2})"),
    re.compile(r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d+)"),
    re.compile(r"(?P<day>\d{1,2}) (?P<name>[a-z]+) (?P<year>\d+)"),
)
_MONTH_SHAPES = (
    re.compile(r"(?P<year>\d+)-(?P<month>\d{2})"),
    re.compile(r"(?P<name>[a-z]+) (?P<year>\d+)"),
)
_DAY_EXAMPLES = "like 5 June 2020 or 05/06/2020"
_PARTIAL_EXAMPLES = "like 5 June 2020, 05/06/2020 or, for a whole month, June 2020"
_QUOTED_LENGTH = 40


def parse_date(text: str, *, field: str = "") -> date:
    """The one day that the text names, or a Refusal for ``field``.

    Accepts "5 June 2020", "5 Jun 2020", "05/06/2020" (day first) and "2020-06-05".

    >>> parse_date("05/06/2020")
    datetime.date(2020, 6, 5)
    """
    tidied = _tidied(text, examples=_DAY_EXAMPLES, field=field)
    for shape in _DAY_SHAPES:
        if found := shape.fullmatch(tidied):
            return _read(found, field=field).first
    if any(shape.fullmatch(tidied) for shape in _MONTH_SHAPES):
        raise Refusal(f"The day is missing. Write the whole date, {_DAY_EXAMPLES}.", field=field)
    raise _unreadable(text, examples=_DAY_EXAMPLES, field=field)


class Precision(StrEnum):
    """How exactly a ``PartialDate`` is known."""

    DAY = "day"
    MONTH = "month"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date known to the day, or only to the month (``day`` is None).

    In order, a month comes after every day in it, because that is when it has passed.

    >>> PartialDate(2020, 6).overdue_from
    datetime.date(2020, 7, 1)
    """

    year: int
    month: int
    day: int | None = None

    def __post_init__(self) -> None:
        _check_calendar(self.year, self.month, self.day, field="")

    @classmethod
    def parse(cls, text: str, field: str = "") -> Self:
        """Reads a day or a month; raises Refusal for ``field``.

        Accepts what ``parse_date`` accepts, and "June 2020", "Jun 2020" and "2020-06".
        """
        tidied = _tidied(text, examples=_PARTIAL_EXAMPLES, field=field)
        for shape in (*_DAY_SHAPES, *_MONTH_SHAPES):
            if found := shape.fullmatch(tidied):
                known = _read(found, field=field)
                return cls(known.year, known.month, known.day)
        raise _unreadable(text, examples=_PARTIAL_EXAMPLES, field=field)

    @classmethod
    def on(cls, day: date) -> Self:
        """The same day, known to the day."""
        return cls(day.year, day.month, day.day)

    @property
    def precision(self) -> Precision:
        return Precision.MONTH if self.day is None else Precision.DAY

    @property
    def first(self) -> date:
        return date(self.year, self.month, self.day or 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, self.day or days_in_month(self.year, self.month))

    @property
    def overdue_from(self) -> date:
        """The first day on which it has passed: the day after, or the first of the next month."""
        return self.last + timedelta(days=1)

    def has_passed(self, today: date) -> bool:
        return today >= self.overdue_from

    @property
    def iso(self) -> str:
        """ "2020-06-05" or "2020-06"; ``parse`` reads it back."""
        return self.first.isoformat() if self.day else f"{self.year:04}-{self.month:02}"

    def __str__(self) -> str:
        return day_in_words(self.first) if self.day else month_in_words(self.first)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[int, int, int]:
        return (self.year, self.month, self.day or 32)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` up to, and not including, ``until``; None means that no end is known.

    >>> Period(date(2020, 6, 1), date(2020, 7, 1)).contains(date(2020, 7, 1))
    False
    """

    start: date
    until: date | None = None

    def __post_init__(self) -> None:
        if self.until is not None and self.until <= self.start:
            raise Refusal(
                f"The end ({day_in_words(self.until)}) must be after "
                f"the start ({day_in_words(self.start)}).",
                field="until",
            )

    @property
    def length(self) -> int | None:
        """Whole days; None while no end is known."""
        return None if self.until is None else (self.until - self.start).days

    def contains(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day < self.until)

    def overlaps(self, other: "Period") -> bool:
        """True when at least one day is in both: touching ends do not overlap."""
        begins_in_time = self.until is None or other.start < self.until
        return begins_in_time and (other.until is None or self.start < other.until)


def check_order(
    earlier: date, later: date, *, earlier_name: str, later_name: str, field: str = ""
) -> None:
    """Raises Refusal when ``later`` is before ``earlier``; the same day is allowed.

    Names are written with their article: "the decision", "the request".
    """
    if later < earlier:
        raise Refusal(
            f"{later_name[:1].upper()}{later_name[1:]} ({day_in_words(later)}) cannot be before "
            f"{earlier_name} ({day_in_words(earlier)}). Check both dates.",
            field=field,
        )


def day_in_words(day: date) -> str:
    """ "5 June 2020"."""
    return f"{day.day} {month_in_words(day)}"


def month_in_words(day: date) -> str:
    """ "June 2020"."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def days_in_month(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def first_of_month(day: date) -> date:
    return day.replace(day=1)


def add_months(day: date, count: int) -> date:
    """The same day of the month ``count`` months later, or the last day if that month is shorter.

    >>> add_months(date(2020, 1, 31), 1)
    datetime.date(2020, 2, 29)
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + count, 12)
    month = month_index + 1
    return date(year, month, min(day.day, days_in_month(year, month)))


def months_in(period: Period, *, today: date) -> tuple[date, ...]:
    """The first day of each month that the period touches, as far as the month of ``today``
    when no end is known."""
    last = today if period.until is None else period.until - timedelta(days=1)
    month, months = first_of_month(period.start), []
    while month <= last:
        months.append(month)
        month = add_months(month, 1)
    return tuple(months)


def _tidied(text: str, *, examples: str, field: str) -> str:
    tidied = " ".join(text.split()).lower()
    if not tidied:
        raise Refusal(f"The date is empty. Write it {examples}.", field=field)
    if any(letter.isdigit() and not letter.isascii() for letter in tidied):
        raise Refusal(f"Write the date with the digits 0 to 9, {examples}.", field=field)
    return tidied


def _read(found: "re.Match[str]", *, field: str) -> PartialDate:
    parts = found.groupdict()
    year_text = parts["year"]
    if len(year_text) != 4:
        raise Refusal(
            f"The year “{year_text[:_QUOTED_LENGTH]}” does not have four digits. "
            "Write the year in full, like 2021.",
            field=field,
        )
    day_text = parts.get("day")
    month = _month_number(parts, field=field)
    day = None if day_text is None else int(day_text)
    _check_calendar(int(year_text), month, day, field=field)
    return PartialDate(int(year_text), month, day)


def _month_number(parts: dict[str, str], *, field: str) -> int:
    if "month" in parts:
        return int(parts["month"])
    name = parts["name"]
    if name not in _MONTH_NUMBERS:
        raise Refusal(
            f"“{name[:_QUOTED_LENGTH]}” is not the name of a month. "
            "Write the month in full, like June.",
            field=field,
        )
    return _MONTH_NUMBERS[name]


def _check_calendar(year: int, month: int, day: int | None, *, field: str) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refusal(
            f"The year {year} is not between {FIRST_YEAR} and {LAST_YEAR}. Check the year.",
            field=field,
        )
    if not 1 <= month <= 12:
        raise Refusal(
            f"There is no month {month}. Write the day first, then the month, then the year, "
            "like 05/06/2020.",
            field=field,
        )
    if day is not None and not 1 <= day <= days_in_month(year, month):
        name = f"{MONTHS[month - 1]} {year}"
        raise Refusal(
            f"There is no {day} {name}: that month has {days_in_month(year, month)} days. "
            "Check the day and the month.",
            field=field,
        )


def _unreadable(text: str, *, examples: str, field: str) -> Refusal:
    quoted = " ".join(text.split())
    if len(quoted) > _QUOTED_LENGTH:
        quoted = quoted[:_QUOTED_LENGTH].rstrip() + "…"
    return Refusal(f"“{quoted}” is not a date that can be read. Write it {examples}.", field=field)
