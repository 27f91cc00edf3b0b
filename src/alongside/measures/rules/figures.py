"""Whether figures meet a target, exactly, and how long they have held. Pure: figures and targets
in, answers out.

A percentage is compared by its numerator and denominator, never by a rounded number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from alongside.kernel.dates import add_months, day_in_words
from alongside.kernel.refusals import Refusal
from alongside.measures.codes import PERCENT, Better, Comparator

MONTHS_TO_PUBLISH = 2
"""National figures come out weeks after the month that they count."""
REGION_TOTAL = "The release gives this authority the total of its region."
"""The doubt of a figure that is known to be another's: it is shown, and never judged."""
LENGTHS = {1: "a whole month", 3: "a whole quarter", 12: "a whole year"}


@dataclass(frozen=True, slots=True)
class Target:
    value: Decimal
    comparator: Comparator = Comparator.AT_LEAST


@dataclass(frozen=True, slots=True)
class Point:
    """One review point: the figure of one period, ``until`` exclusive. ``gives_away``: beside a figure of
    another measure it tells a small number.
    """

    period_from: date
    period_until: date
    value: Decimal
    numerator: int | None = None
    denominator: int | None = None
    gives_away: bool = False

    @property
    def exact(self) -> Fraction:
        if self.numerator is not None and self.denominator:
            return Fraction(100 * self.numerator, self.denominator)
        return Fraction(self.value)


def is_met(point: Point, target: Target) -> bool:
    """A plain number means at least; "over" and "above" mean more than.

    >>> is_met(Point(date(2021, 1, 1), date(2021, 2, 1), Decimal("75"), 3, 4), Target(Decimal(75)))
    True
    """
    reached, wanted = point.exact, Fraction(target.value)
    return {
        Comparator.AT_LEAST: reached >= wanted,
        Comparator.MORE_THAN: reached > wanted,
        Comparator.AT_MOST: reached <= wanted,
        Comparator.LESS_THAN: reached < wanted,
    }[target.comparator]


def target_of(
    *, value: Decimal | None, comparator: str, quantifier: str, unit: str, measure_type: str = ""
) -> Target | None:
    """The target as a plan printed it; "all" without a number is 100 of a percentage. None when there is
    none, and for a change such as "50% improvement", which is no level.
    """
    if measure_type:
        return None
    if value is not None:
        return Target(value, Comparator(comparator or Comparator.AT_LEAST))
    if quantifier == "all" and unit == PERCENT:
        return Target(Decimal(100))
    return None


def review_points(
    points: Sequence[Point], *, after: date, every_months: int | None = None
) -> tuple[Point, ...]:
    """The latest unbroken run of points whose whole period lies on or after ``after``, oldest
    first.

    A run is broken when a period of a regular series is missing; an irregular series has no gaps.
    A regular series has one review point in each of its periods, of whole months.
    """
    run: list[Point] = []
    for point in sorted(points, key=lambda p: p.period_from):
        if point.period_from < after or not is_whole_period(point, every_months):
            continue
        if run and every_months:
            expected = add_months(run[-1].period_from, every_months)
            if point.period_from < expected:
                continue
            if point.period_from > expected:
                run = []
        run.append(point)
    return tuple(run)


def is_whole_period(point: Point, every_months: int | None) -> bool:
    """Whether a figure of a regular series is of whole months, and of no more than lie between two.

    A yearly count may be of one month, such as January. An irregular series has any periods.
    """
    return every_months is None or any(
        point.period_until == add_months(point.period_from, months)
        for months in range(1, every_months + 1)
    )


def due_since(points: Sequence[Point], *, every_months: int | None, today: date) -> date | None:
    """When the period after the latest figure ended, once that figure should be there.

    None while it may still be counted and published, and for an irregular series.
    """
    if every_months is None or not points:
        return None
    ended = add_months(max(point.period_until for point in points), every_months)
    return ended if add_months(ended, MONTHS_TO_PUBLISH) < today else None


def fits_unit(wanted: str, unit: str) -> bool:
    """Whether figures in ``unit`` can count what is wanted in another's words; empty wants none.

    >>> fits_unit("%", "percent"), fits_unit("percent", "plans"), fits_unit("", "plans")
    (True, False, True)
    """
    return not wanted.strip() or _plain_unit(wanted) == _plain_unit(unit)


def tidy_unit(unit: str) -> str:
    """As it is kept: a percentage is always ``percent``, however it was written.

    >>> tidy_unit(" % "), tidy_unit("Per cent"), tidy_unit("EHC  plans")
    ('percent', 'percent', 'EHC plans')
    """
    return PERCENT if _plain_unit(unit) == PERCENT else " ".join(unit.split())


def _plain_unit(unit: str) -> str:
    plain = " ".join(unit.casefold().split())
    return PERCENT if plain in ("%", "per cent", "percentage") else plain


def met_at_last(points: Sequence[Point], target: Target, *, count: int) -> bool:
    """True when each of the last ``count`` points met the target and there are that many."""
    latest = list(points)[-count:]
    return len(latest) == count and all(is_met(point, target) for point in latest)


def has_worsened(points: Sequence[Point], better: Better) -> bool | None:
    """Whether the latest of the points, oldest first, moved the wrong way; None without two, or
    when neither way is good.
    """
    if len(points) < 2 or better is Better.NEITHER:
        return None
    before, latest = points[-2].exact, points[-1].exact
    return latest < before if better is Better.HIGHER else latest > before


def percentage(numerator: int, denominator: int) -> Decimal:
    """Rounded to four places, for keeping beside its base.

    >>> percentage(153, 236)
    Decimal('64.8305')
    """
    return (Decimal(100 * numerator) / Decimal(denominator)).quantize(Decimal("0.0001"))


def check_may_enter(
    point: Point,
    others: Sequence[Point],
    *,
    today: date,
    unit: str,
    every_months: int | None = None,
) -> None:
    """Raises Refusal when the figure cannot stand beside the others of its series.

    A share of a regular series is of a whole period: the share of one month is not that of a quarter.
    A yearly count may be of one month.
    """
    _check_period(point, today=today, unit=unit, every_months=every_months)
    _check_numbers(point, unit)
    for other in others:
        _check_apart(point, other, every_months)


def check_length(
    point: Point, others: Sequence[Point], *, every_months: int | None, is_meant: bool
) -> None:
    """Raises Refusal for a count of a shorter time than lies between two figures: it is asked once
    whether that is meant, such as January of each year. The series then goes on with that length.
    """
    if every_months is None or is_meant:
        return
    if point.period_until >= add_months(point.period_from, every_months):
        return
    if others and all(_months(other) == _months(point) for other in others):
        return
    length = LENGTHS.get(every_months, f"{every_months} months")
    raise Refusal(
        f"This period is shorter than {length}, which this measure is counted for. Check its last "
        "day. If the count is really of the shorter time, say so.",
        field="is_shorter_meant",
    )


def _months(point: Point) -> int:
    start, until = point.period_from, point.period_until
    return 12 * (until.year - start.year) + until.month - start.month


def _check_period(point: Point, *, today: date, unit: str, every_months: int | None) -> None:
    if point.period_until <= point.period_from:
        raise Refusal("The period must end after it begins.", field="period_until")
    last = point.period_until - timedelta(days=1)
    if last > today:
        raise Refusal(
            f"The period has not ended: it runs to {day_in_words(last)}. "
            "Enter its figure when it has.",
            field="period_until",
        )
    if every_months is None:
        return
    until = add_months(point.period_from, every_months)
    if point.period_until != until if unit == PERCENT else not is_whole_period(point, every_months):
        length = LENGTHS.get(every_months, f"{every_months} months")
        raise Refusal(
            f"A figure of this series is for {length if unit == PERCENT else 'whole months'}. A "
            f"period from {day_in_words(point.period_from)} ends on "
            f"{day_in_words(until - timedelta(days=1))}.",
            field="period_until",
        )


def _check_apart(point: Point, other: Point, every_months: int | None) -> None:
    if point.period_from < other.period_until and other.period_from < point.period_until:
        raise Refusal(
            f"There is already a figure for a period from {day_in_words(other.period_from)}. "
            "Correct that one, or choose a period that does not overlap.",
            field="period_from",
        )
    first, second = sorted((point.period_from, other.period_from))
    if every_months is not None and second < add_months(first, every_months):
        raise Refusal(
            f"There is already a figure from {day_in_words(other.period_from)}, and this series "
            f"has one every {every_months} months. Correct that one, or choose another period.",
            field="period_from",
        )


def check_base(numerator: int | None, denominator: int | None, *, unit: str) -> None:
    """Raises Refusal when a figure cannot rest on this base, before anything is divided by it."""
    for name, number in (("numerator", numerator), ("denominator", denominator)):
        if number is not None and number < 0:
            raise Refusal("A number cannot be below nought. Check it.", field=name)
    if unit != PERCENT and (numerator is not None or denominator is not None):
        raise Refusal(
            f"Only a percentage is so many out of so many; this series counts {unit}. Enter the "
            "figure alone.",
            field="numerator",
        )
    if denominator == 0:
        raise Refusal(
            "There were no cases, and a percentage of nothing has no value. Leave this period out: "
            "the chart shows a gap.",
            field="denominator",
        )


def _check_numbers(point: Point, unit: str) -> None:
    if point.value < 0:
        raise Refusal("A figure cannot be below nought. Check the number.", field="value")
    check_base(point.numerator, point.denominator, unit=unit)
    if unit == PERCENT and (point.numerator or 0) > (point.denominator or point.numerator or 0):
        raise Refusal("More were counted than there are. Check both numbers.", field="numerator")
