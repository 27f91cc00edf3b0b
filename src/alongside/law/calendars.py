"""Days off: bank holidays of England and closures of schools, each with the time it covers.

Outside that time the answer is a refusal, never a guess (T3). Working days count only where the law
says so (T2).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from types import MappingProxyType

from alongside.kernel.dates import Period, day_in_words
from alongside.kernel.refusals import Refusal

_SATURDAY = 5
_AUGUST = 8
_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Closures:
    """When one school, college or early years provider was closed, known for ``covered`` only.

    A closure runs from the first day closed until the day of re-opening.
    """

    institution: str
    covered: Period
    closed: tuple[Period, ...] = ()

    def window_holding(self, asked_on: date, *, least: int) -> Period | None:
        """The closure of ``least`` days or more in whose window the day falls.

        The window runs from one week before the closure until one week before the re-opening,
        both days included: reg 10(4)(a). Raises Refusal for a day that is not covered.
        """
        for closure in union(self.closed):
            if is_in_closure_window(asked_on, closure=closure, least=least):
                return closure
        if not self.covered.contains(asked_on):
            raise Refusal(
                f"The closures of {self.institution} are not known for {day_in_words(asked_on)}. "
                "Record them first."
            )
        return None


@dataclass(frozen=True, slots=True)
class Calendar:
    """``covered`` is the time for which every bank holiday is known."""

    bank_holidays: frozenset[date]
    covered: Period
    closures: Mapping[str, Closures] = field(default_factory=lambda: MappingProxyType({}))

    def with_closures(self, closures: Iterable[Closures]) -> "Calendar":
        """The same calendar that knows these closures too."""
        known = {**self.closures, **{each.institution: each for each in closures}}
        return replace(self, closures=MappingProxyType(known))

    def is_working_day(self, day: date, *, for_tribunal: bool = False) -> bool:
        """Raises Refusal outside what is covered.

        ``for_tribunal``: 25 December to 1 January and August are no working days in SEN cases.
        """
        if not self.covered.contains(day):
            raise Refusal(
                f"Bank holidays are known from {day_in_words(self.covered.start)} to "
                f"{_last_covered(self.covered)}. {day_in_words(day)} is outside; extend the calendar."
            )
        if for_tribunal and (day.month == _AUGUST or is_tribunal_christmas(day)):
            return False
        return day.weekday() < _SATURDAY and day not in self.bank_holidays

    def nth_working_day(
        self, start: date, count: int, *, first_day_counts: bool, for_tribunal: bool
    ) -> date:
        """The ``count``-th working day from ``start``, or after it.

        A first day that is no working day is never counted.
        """
        day, left = start if first_day_counts else start + _DAY, count
        while True:
            left -= self.is_working_day(day, for_tribunal=for_tribunal)
            if left == 0:
                return day
            day += _DAY

    def tribunal_end(self, day: date) -> date:
        """Where time for an appeal ends: the next working day after August, Christmas or a day off.

        Source: rule 12 of the tribunal's rules of 2008 as amended (T9).
        """
        while not self.is_working_day(day, for_tribunal=True):
            day += _DAY
        return day


def is_tribunal_christmas(day: date) -> bool:
    """25 December to 1 January, both included."""
    return (day.month, day.day) >= (12, 25) or (day.month, day.day) == (1, 1)


def is_in_closure_window(asked_on: date, *, closure: Period, least: int) -> bool:
    """Whether the day lies in the window of a closure of ``least`` days or more (EXC-A, EXC-B)."""
    if closure.until is None or (closure.until - closure.start).days < least:
        return False
    return closure.start - _WEEK <= asked_on <= closure.until - _WEEK


def union(periods: Iterable[Period]) -> tuple[Period, ...]:
    """The same days as the fewest periods; those that touch are one. The order does not matter.

    >>> union([Period(date(2025, 1, 9), date(2025, 1, 12)), Period(date(2025, 1, 1), date(2025, 1, 9))])
    (Period(start=datetime.date(2025, 1, 1), until=datetime.date(2025, 1, 12)),)
    """
    joined: list[Period] = []
    for period in sorted(periods, key=lambda each: (each.start, each.until or date.max)):
        if joined and (joined[-1].until is None or period.start <= joined[-1].until):
            joined[-1] = Period(joined[-1].start, _later_end(joined[-1], period))
        else:
            joined.append(period)
    return tuple(joined)


def longest_within(periods: Iterable[Period], *, within: Period) -> int:
    """The most days without a break that the periods have inside ``within``."""
    return max((_shared_days(each, within) for each in union(periods)), default=0)


def _shared_days(one: Period, other: Period) -> int:
    start = max(one.start, other.start)
    until = min(one.until or date.max, other.until or date.max)
    return max((until - start).days, 0)


def _later_end(one: Period, other: Period) -> date | None:
    return None if one.until is None or other.until is None else max(one.until, other.until)


def _last_covered(covered: Period) -> str:
    return day_in_words(covered.until - _DAY) if covered.until else "any later day"
