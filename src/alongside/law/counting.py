"""How a limit is counted: lengths, the ways of counting (T1 to T9) and the last day that is in time.

What starts a limit, and what it is for, is the business of ``provisions`` and ``schedule``.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self, assert_never

from alongside.kernel.dates import add_months
from alongside.law.calendars import Calendar


class Unit(StrEnum):
    """What a length is counted in. Days and weeks run through weekends and holidays (T1)."""

    DAYS = "day"
    WEEKS = "week"
    MONTHS = "month"
    WORKING_DAYS = "working day"
    TRIBUNAL_WORKING_DAYS = "tribunal working day"


class Counted(StrEnum):
    """From which day, and in which direction."""

    AFTER = "after"
    BEGINNING = "beginning with"
    BEFORE = "before"
    SAME_DAY = "same day"
    DAY_BEFORE = "day before"
    NO_DATE = "as soon as practicable"


class CountFrom(StrEnum):
    """The policy of T5: whether the first day of "within so many weeks of" is counted."""

    NEXT_DAY = "next_day"
    SAME_DAY = "same_day"


_LENGTH = re.compile(r"(?P<number>[1-9]\d*) (?P<unit>(?:tribunal )?(?:working )?day|week|month)s?")


@dataclass(frozen=True, slots=True)
class Length:
    """ "6 weeks", "15 working days", "2 months".

    >>> Length.parse("6 weeks")
    Length(number=6, unit=<Unit.WEEKS: 'week'>)
    """

    number: int
    unit: Unit

    @classmethod
    def parse(cls, text: str) -> Self:
        """Raises ValueError for what is no length."""
        found = _LENGTH.fullmatch(text)
        if found is None:
            raise ValueError(f"“{text}” is no length such as “6 weeks” or “15 working days”")
        return cls(int(found["number"]), Unit(found["unit"]))

    @property
    def days(self) -> int | None:
        """Calendar days; None where months or working days have to be looked up."""
        match self.unit:
            case Unit.DAYS:
                return self.number
            case Unit.WEEKS:
                return self.number * 7
            case Unit.MONTHS | Unit.WORKING_DAYS | Unit.TRIBUNAL_WORKING_DAYS:
                return None
        assert_never(self.unit)

    def __str__(self) -> str:
        return f"{self.number} {self.unit}{'' if self.number == 1 else 's'}"


@dataclass(frozen=True, slots=True)
class Limit:
    """A length with its way of counting. ``last_day`` is the last day that is in time."""

    length: Length
    counted: Counted = Counted.AFTER

    def days(self, count_from: CountFrom) -> int | None:
        """Days from the start to the last day; None for months and working days."""
        days = self.length.days
        return None if days is None else days - self._first_day_counts(count_from)

    def last_day(
        self, start: date, *, calendar: Calendar, count_from: CountFrom = CountFrom.NEXT_DAY
    ) -> date:
        """Raises Refusal where working days are outside what the calendar covers.

        >>> Limit(Length.parse("6 weeks")).last_day(date(2026, 1, 5), calendar=calendar)
        datetime.date(2026, 2, 16)
        """
        end = self._end(start, calendar=calendar)
        if self._in_working_days or not self._first_day_counts(count_from):
            return end
        has_no_such_day = self.length.unit is Unit.MONTHS and end.day < start.day
        return end if has_no_such_day else end - timedelta(days=1)

    def earlier_by_caution(self) -> bool:
        """Whether T5 gives this limit a cautious date, one day earlier."""
        return self.counted is Counted.AFTER and not self._in_working_days

    def _first_day_counts(self, count_from: CountFrom) -> bool:
        is_cautious = count_from is CountFrom.SAME_DAY and self.counted is Counted.AFTER
        return is_cautious or self.counted is Counted.BEGINNING

    @property
    def _in_working_days(self) -> bool:
        return self.length.unit in (Unit.WORKING_DAYS, Unit.TRIBUNAL_WORKING_DAYS)

    def _end(self, start: date, *, calendar: Calendar) -> date:
        sign = -1 if self.counted is Counted.BEFORE else 1
        days = self.length.days
        if days is not None:
            return start + timedelta(days=sign * days)
        if self.length.unit is Unit.MONTHS:
            return add_months(start, sign * self.length.number)
        return calendar.nth_working_day(
            start,
            self.length.number,
            first_day_counts=self.counted is Counted.BEGINNING,
            for_tribunal=self.length.unit is Unit.TRIBUNAL_WORKING_DAYS,
        )
