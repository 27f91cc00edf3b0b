"""Which figures are small enough that a child could be recognised from them, and how the rest is shown.

A measure says what may be shown of small numbers. A percentage is judged by its two counts, and a count by
itself; an amount, such as days or pounds, counts nobody. Pure. Who may see small numbers is asked elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from alongside.disclosure.policy import POLICIES, Policy
from alongside.disclosure.proportions import LeftOut, safe_figure
from alongside.measures.codes import PERCENT, Release
from alongside.measures.rules.figures import Point

POLICY_OF: Mapping[Release, Policy | None] = {
    Release.AS_PUBLISHED: None,
    Release.UNDER_FIVE: POLICIES["area"],
    Release.NOUGHT_TO_FOUR: POLICIES["area_under_5_with_zero"],
    Release.UNDER_TEN: POLICIES["area_under_10"],
    Release.HEALTH: POLICIES["nhs"],
}
AMOUNTS = frozenset(
    {
        "minutes",
        "hours",
        "days",
        "working days",
        "weeks",
        "months",
        "years",
        "pounds",
        "£",
        "points",
    }
)
OF_THE_SAME_TIME = "Hidden, because a small number could be worked out from it."
OF_THE_CORRECTED = (
    "Hidden, because beside the figure that corrects it a small number could be worked out."
)
OF_THE_RELEASED = "Hidden, because beside the figure that a paper keeps for good a small number could be worked out."
HELD = (
    "A small correction since a paper kept this figure is not shown, because a small number could be "
    "worked out."
)
OF_ANOTHER = "Hidden, because beside another measure a small number could be worked out from it."
Period: TypeAlias = tuple[date, date]
"""The second day is exclusive."""


def why_small(release: Release, unit: str, point: Point) -> str:
    """Why the figure may not be shown to everybody; empty when it may. Of a small group the reason is the
    same whatever it did: otherwise it would tell that none, or all, of the group are meant.

    >>> why_small(Release.UNDER_FIVE, "children", Point(date(2021, 1, 1), date(2021, 2, 1), Decimal(3)))
    'Hidden, because a small number of people could be recognised from it.'
    """
    policy = POLICY_OF[release]
    if policy is None:
        return ""
    if point.gives_away:
        return OF_ANOTHER
    if point.numerator is None or point.denominator is None:
        return LeftOut.SMALL_NUMBER.sentence if _is_small_count(policy, unit, point) else ""
    if 0 < point.denominator < policy.minimum_base:
        return LeftOut.SMALL_BASE.sentence
    safe = safe_figure(point.numerator, point.denominator, policy)
    return safe.left_out.sentence if safe.left_out else ""


def why_hidden(release: Release, unit: str, point: Point, small: Iterable[Period]) -> str:
    """The same, where ``small`` are the periods of the series whose figures are small: a year beside eleven
    of its months gives the twelfth away.
    """
    why = why_small(release, unit, point)
    if why:
        return why
    return OF_THE_SAME_TIME if any(_overlap(point, period) for period in small) else ""


def differs_by_few(release: Release, unit: str, before: Point, after: Point) -> bool:
    """Whether only a few people lie between a figure and one that took its place: whoever reads both can
    subtract, however large the two are.

    >>> june = (date(2021, 6, 1), date(2021, 7, 1))
    >>> before, after = Point(*june, Decimal(80), 48, 60), Point(*june, Decimal(80), 49, 61)
    >>> differs_by_few(Release.UNDER_FIVE, "percent", before, after)
    True
    """
    policy = POLICY_OF[release]
    return policy is not None and any(policy.hides(n) for n in _between(unit, before, after))


def _between(unit: str, before: Point, after: Point) -> tuple[int, ...]:
    """How many lie between two figures, however they can be subtracted; nothing where they are the same."""
    earlier, later = _counts(unit, before), _counts(unit, after)
    if len(earlier) != len(later) or earlier == later:
        return ()
    top, *others = (abs(new - old) for old, new in zip(earlier, later, strict=True))
    return (top, *others) if any(others) else (top,)


def _counts(unit: str, point: Point) -> tuple[int, ...]:
    """Those counted, all, and the rest of them; a count alone; nothing of an amount."""
    if point.numerator is not None and point.denominator is not None:
        return point.numerator, point.denominator, point.denominator - point.numerator
    return (int(point.value),) if _counts_people(unit, point) else ()


def small_periods(release: Release, unit: str, points: Iterable[Point]) -> tuple[Period, ...]:
    """The periods whose figures are small."""
    return tuple(
        (each.period_from, each.period_until) for each in points if why_small(release, unit, each)
    )


def rounds(release: Release) -> bool:
    """Whether what is shown is rounded; then nothing that is made from the true figures is shown."""
    policy = POLICY_OF[release]
    return bool(policy and policy.rounding_base)


def rounded(release: Release, point: Point) -> Point:
    """As it may be shown, once it is not hidden."""
    policy = POLICY_OF[release]
    if policy is None or not policy.rounding_base:
        return point
    if point.numerator is None or point.denominator is None:
        return replace(point, value=Decimal(policy.rounded(int(point.value))))
    top, base = policy.rounded(point.numerator), policy.rounded(point.denominator)
    share = Decimal(100 * top) / base if base else point.value
    return replace(point, value=share, numerator=top, denominator=base)


def hides_count(release: Release, count: int) -> bool:
    """Whether a count beside a figure, of what was left out or is missing, is small."""
    policy = POLICY_OF[release]
    return policy is not None and policy.hides(count)


def _is_small_count(policy: Policy, unit: str, point: Point) -> bool:
    return _counts_people(unit, point) and policy.hides(int(point.value))


def _counts_people(unit: str, point: Point) -> bool:
    if unit == PERCENT or unit.strip().casefold() in AMOUNTS:
        return False
    return point.value == point.value.to_integral_value()


def _overlap(point: Point, period: Period) -> bool:
    """Also the very same period: a figure that was corrected says nearly what stands in its place."""
    return point.period_from < period[1] and period[0] < point.period_until
