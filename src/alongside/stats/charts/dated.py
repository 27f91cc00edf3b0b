"""Dates of a series: in order, each once, and with a gap where a period is missing."""

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.dates import MONTHS, parse_date
from alongside.kernel.refusals import Refusal
from alongside.stats.charts.numbers import read_numbers

Period = Literal["day", "week", "month", "quarter", "year"]
_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12}
_DAYS_IN = {"day": 1, "week": 7}
_LONGEST = 10_000
_MOST_NAMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class DenseSeries:
    """Every period from first to last: ``values`` is NaN on the dates ``inserted``.

    ``positions`` says where each given date now stands.
    """

    dates: tuple[date, ...]
    values: NDArray[np.float64]
    inserted: tuple[date, ...]
    positions: NDArray[np.intp]


def date_in_words(on: date) -> str:
    """ "1 May 2024"."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"


def dates_in_words(dates: Sequence[date], *, period: Period | None = None) -> str:
    """Up to three dates by name, then how many more. Where ``period`` is known, a date that begins one is
    named as it.

    >>> dates_in_words([date(2024, 5, 1), date(2024, 6, 1)])
    '1 May 2024 and 1 June 2024'
    >>> dates_in_words([date(2024, 7, 1)], period="quarter")
    'July to September 2024'
    """
    named = [_named(on, period) for on in dates[:_MOST_NAMED]]
    if len(dates) > _MOST_NAMED:
        named.append(f"{len(dates) - _MOST_NAMED} more")
    return " and ".join(filter(None, [", ".join(named[:-1]), named[-1]]))


def _named(on: date, period: Period | None) -> str:
    months = _MONTHS_IN.get(period or "")
    if months is None or on.day != 1 or on.month + months > len(MONTHS) + 1:
        return date_in_words(on)
    if months == len(MONTHS):
        return str(on.year)
    first, last = MONTHS[on.month - 1], MONTHS[on.month + months - 2]
    return f"{first} {on.year}" if first == last else f"{first} to {last} {on.year}"


def checked_dates(dates: Sequence[date | str]) -> tuple[date, ...]:
    """The dates, read from ISO strings where they are strings; refused unless each is later.

    >>> checked_dates(["2024-01-01", "2024-02-01"])[1]
    datetime.date(2024, 2, 1)
    """
    read = tuple(parse_date(on, field="dates") if isinstance(on, str) else on for on in dates)
    for earlier, later in pairwise(read):
        if earlier == later:
            raise Refusal(
                f"{date_in_words(later)} comes twice. Keep one figure for each date.",
                field="dates",
            )
        if earlier > later:
            raise Refusal(
                f"{date_in_words(later)} comes after {date_in_words(earlier)}. Put the dates in "
                "order, earliest first.",
                field="dates",
            )
    return read


def fill_gaps(dates: Sequence[date | str], values: ArrayLike, *, period: Period) -> DenseSeries:
    """The series with one row for every period, NaN where a period is missing.

    ``values`` has shape (points,) or (rows, points). An inserted date has the first date's day of
    the month (or the last of the month if all given dates are), or its day of the week. Refused:
    an unknown period, dates out of order or repeated, two figures in one period.

    >>> fill_gaps(["2024-01-01", "2024-03-01"], [5, 7], period="month").values
    array([ 5., nan,  7.])
    """
    given = checked_dates(dates)
    numbers = read_numbers(values, field="values")
    if numbers.shape[-1:] != (len(given),):
        raise Refusal("There must be one value for each date.", field="values")
    counted = _counted(given, period=period)
    positions = np.array([counted(on) for on in given], dtype=np.intp)
    _check_one_figure_each(given, positions, period=period)
    length = int(positions[-1]) + 1 if given else 0
    if length > _LONGEST:
        raise Refusal("The dates span too many periods. Check the period and the years.")
    dense = np.full((*numbers.shape[:-1], length), np.nan)
    dense[..., positions] = numbers
    all_dates = _all_dates(given, positions, length=length, period=period)
    inserted = sorted(set(range(length)) - set(positions.tolist()))
    return DenseSeries(
        dates=all_dates,
        values=dense,
        inserted=tuple(all_dates[i] for i in inserted),
        positions=positions,
    )


def _counted(given: Sequence[date], *, period: str) -> Callable[[date], int]:
    """A function that numbers the periods, 0 for that of the first date."""
    if period in _MONTHS_IN:
        months = _MONTHS_IN[period]
        return lambda on: _month_number(on) // months - _month_number(given[0]) // months
    if period in _DAYS_IN:
        days = _DAYS_IN[period]
        return lambda on: (on.toordinal() - 1) // days - (given[0].toordinal() - 1) // days
    raise Refusal(
        f"“{period}” is not a period. Choose day, week, month, quarter or year.", field="period"
    )


def _month_number(on: date) -> int:
    return on.year * 12 + on.month - 1


def _check_one_figure_each(
    given: Sequence[date], positions: NDArray[np.intp], *, period: str
) -> None:
    doubled = np.flatnonzero(np.diff(positions) == 0)
    if doubled.size:
        first, second = given[doubled[0]], given[doubled[0] + 1]
        raise Refusal(
            f"{date_in_words(first)} and {date_in_words(second)} fall in the same {period}. Keep "
            f"one figure for each {period}.",
            field="dates",
        )


def _all_dates(
    given: Sequence[date], positions: NDArray[np.intp], *, length: int, period: str
) -> tuple[date, ...]:
    """The given dates where they are, and a date of the same kind for every other period."""
    known = dict(zip(positions.tolist(), given, strict=True))
    if period in _DAYS_IN:
        step = timedelta(days=_DAYS_IN[period])
        return tuple(known.get(i) or given[0] + i * step for i in range(length))
    at_end = all(on.day == monthrange(on.year, on.month)[1] for on in given)
    return tuple(
        known.get(i) or _in_month(given[0], months=i * _MONTHS_IN[period], at_end=at_end)
        for i in range(length)
    )


def _in_month(first: date, *, months: int, at_end: bool) -> date:
    year, month = divmod(_month_number(first) + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, last if at_end else min(first.day, last))
