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


def period_words(start: date, until: date) -> str:
    """ "June 2020" for a whole month, "1 June 2020" for one day, otherwise from the first day to
    the last. ``until`` is exclusive.
    """
    last = until - timedelta(days=1)
    if start.day == 1 and until == add_months(start, 1):
        return month_in_words(start)
    if start == last:
        return day_in_words(start)
    return f"{day_in_words(start)} to {day_in_words(last)}"
