"""The periods by which figures are cut, each known by its first day.

The words are those of ``stats.waiting``. Quarters are of the calendar year, academic years begin in
September and financial years in April. Days are London days; no instant is turned into one here.
"""

from datetime import date
from enum import StrEnum

import ibis

from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Refusal


class Every(StrEnum):
    """How long a period is; ``ALL`` is one period that holds everything, dated or not."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ACADEMIC_YEAR = "academic year"
    FINANCIAL_YEAR = "financial year"
    ALL = "all"


_MONTHS = {
    Every.MONTH: 1,
    Every.QUARTER: 3,
    Every.YEAR: 12,
    Every.ACADEMIC_YEAR: 12,
    Every.FINANCIAL_YEAR: 12,
}
_FIRST_MONTH = {Every.YEAR: 1, Every.ACADEMIC_YEAR: 9, Every.FINANCIAL_YEAR: 4}


def first_day(on: ibis.Value, *, every: Every) -> ibis.Value:
    """The first day of the period in which ``on`` falls; null where ``on`` is. Made of numbers, since
    truncating a day gives an instant on some engines."""
    if every is Every.MONTH:
        return ibis.date(on.year(), on.month(), 1)
    if every is Every.QUARTER:
        return ibis.date(on.year(), on.quarter() * 3 - 2, 1)
    first_month = _FIRST_MONTH[every]
    begun_before = ibis.ifelse(on.month() < first_month, 1, 0)
    return ibis.date(on.year() - begun_before, first_month, 1)


def periods_between(first: date, until: date, *, every: Every) -> tuple[date, ...]:
    """First days of every period from the one that holds ``first`` to the one before ``until``.

    >>> periods_between(date(2024, 8, 31), date(2024, 9, 2), every=Every.ACADEMIC_YEAR)
    (datetime.date(2023, 9, 1), datetime.date(2024, 9, 1))
    """
    if every is Every.ALL:
        raise Refusal("Everything together is one period: there are no periods between two days.")
    day, days = _first_day_of(first, every=every), []
    while day < until:
        days.append(day)
        day = add_months(day, _MONTHS[every])
    return tuple(days)


def _first_day_of(day: date, *, every: Every) -> date:
    if every in {Every.MONTH, Every.QUARTER}:
        length = _MONTHS[every]
        return date(day.year, (day.month - 1) // length * length + 1, 1)
    first_month = _FIRST_MONTH[every]
    return date(day.year - (day.month < first_month), first_month, 1)
