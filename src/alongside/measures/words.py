"""The words that people read for each stored code, figure and period of this room."""

from datetime import date, timedelta

from alongside.kernel.dates import add_months, day_in_words, month_in_words
from alongside.measures.codes import PERCENT, Better, Comparator
from alongside.measures.rules import Point

COMPARATORS = {
    Comparator.AT_LEAST: "at least",
    Comparator.MORE_THAN: "more than",
    Comparator.AT_MOST: "at most",
    Comparator.LESS_THAN: "less than",
}
BETTER = {Better.HIGHER: "Higher is better", Better.LOWER: "Lower is better"}


def with_unit(value: str, unit: str) -> str:
    """ "90%", "5 projects"."""
    return f"{value}%" if unit == PERCENT else f"{value} {unit}".strip()


def figure_words(point: Point, unit: str) -> str:
    """ "64.8%", "5 projects": a percentage to one decimal, anything else as it was entered."""
    if unit == PERCENT:
        return with_unit(f"{float(round(point.exact, 1)):g}", unit)
    return with_unit(f"{point.value.normalize():f}", unit)


def base_words(point: Point) -> str:
    """ "153 of 236"; empty when the figure has no base."""
    if point.denominator is None:
        return ""
    return f"{point.numerator:,} of {point.denominator:,}"


def full_words(point: Point, unit: str) -> str:
    """ "88.7% (133 of 150), 2019": a figure with its base and its period."""
    base = base_words(point)
    value = f"{figure_words(point, unit)} ({base})" if base else figure_words(point, unit)
    return f"{value}, {period_words(point.period_from, point.period_until)}"


def period_words(start: date, until: date) -> str:
    """ "2020" for a whole year, "June 2020" for a whole month, "1 June 2020" for one day,
    otherwise from the first day to the last. ``until`` is exclusive.
    """
    last = until - timedelta(days=1)
    if (start.month, start.day) == (1, 1) and until == add_months(start, 12):
        return str(start.year)
    if start.day == 1 and until == add_months(start, 1):
        return month_in_words(start)
    if start == last:
        return day_in_words(start)
    return f"{day_in_words(start)} to {day_in_words(last)}"
