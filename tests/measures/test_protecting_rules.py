"""Which figures are too small to be shown to everybody, and how the others are rounded."""

from datetime import date
from decimal import Decimal

import pytest

from alongside.measures.codes import Release
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import (
    OF_THE_SAME_TIME,
    differs_by_few,
    hides_count,
    rounded,
    rounds,
    small_periods,
    why_hidden,
    why_small,
)

JUNE = (date(2021, 6, 1), date(2021, 7, 1))
YEAR = (date(2021, 1, 1), date(2022, 1, 1))
SMALL = "Hidden, because a small number of people could be recognised from it."
FEW = "Not given, because it would rest on too few cases."


def share(numerator: int, denominator: int, period: tuple[date, date] = JUNE) -> Point:
    value = Decimal(100 * numerator) / denominator
    return Point(*period, value, numerator, denominator)


def count(value: str, period: tuple[date, date] = JUNE) -> Point:
    return Point(*period, Decimal(value))


@pytest.mark.parametrize(
    ("release", "unit", "point", "why"),
    [
        (Release.UNDER_FIVE, "percent", share(3, 60), SMALL),
        (Release.UNDER_FIVE, "percent", share(57, 60), SMALL),
        (Release.UNDER_FIVE, "percent", share(5, 60), ""),
        (Release.UNDER_FIVE, "percent", share(0, 60), ""),
        (Release.UNDER_FIVE, "percent", share(5, 9), FEW),
        (Release.UNDER_FIVE, "percent", share(0, 9), FEW),
        (Release.UNDER_FIVE, "percent", share(9, 9), FEW),
        (Release.UNDER_TEN, "percent", share(9, 60), SMALL),
        (Release.HEALTH, "percent", share(7, 60), SMALL),
        (Release.AS_PUBLISHED, "percent", share(1, 2), ""),
        (Release.UNDER_FIVE, "children", count("3"), SMALL),
        (Release.UNDER_FIVE, "children", count("0"), ""),
        (Release.UNDER_FIVE, "children", count("5"), ""),
        (Release.UNDER_TEN, "EHC plans", count("9"), SMALL),
        (Release.AS_PUBLISHED, "children", count("1"), ""),
        (Release.UNDER_FIVE, "days", count("3"), ""),
        (Release.UNDER_FIVE, "Weeks", count("3"), ""),
        (Release.UNDER_FIVE, "grades", count("3.5"), ""),
        (Release.UNDER_FIVE, "percent", count("3"), ""),
    ],
)
def test_a_figure_is_small_by_its_counts(
    release: Release, unit: str, point: Point, why: str
) -> None:
    assert why_small(release, unit, point) == why


@pytest.mark.parametrize(
    ("release", "unit", "before", "after", "is_few"),
    [
        (Release.UNDER_FIVE, "percent", share(48, 60), share(49, 61), True),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(48, 61), True),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(44, 60), True),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(58, 71), True),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(53, 60), False),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(48, 65), False),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(55, 72), False),
        (Release.UNDER_FIVE, "percent", share(48, 60), share(48, 60), False),
        (Release.NOUGHT_TO_FOUR, "percent", share(48, 60), share(48, 70), True),
        (Release.NOUGHT_TO_FOUR, "percent", share(48, 60), share(48, 60), False),
        (Release.UNDER_TEN, "percent", share(48, 60), share(57, 60), True),
        (Release.HEALTH, "percent", share(48, 60), share(49, 60), True),
        (Release.AS_PUBLISHED, "percent", share(48, 60), share(49, 61), False),
        (Release.UNDER_FIVE, "children", count("40"), count("41"), True),
        (Release.UNDER_FIVE, "children", count("40"), count("45"), False),
        (Release.UNDER_FIVE, "days", count("40"), count("41"), False),
    ],
)
def test_a_corrected_figure_gives_away_the_few_that_lie_between(
    release: Release, unit: str, before: Point, after: Point, is_few: bool
) -> None:
    assert differs_by_few(release, unit, before, after) is is_few
    assert differs_by_few(release, unit, after, before) is is_few


def test_a_year_is_hidden_beside_a_small_month_that_it_holds() -> None:
    small = small_periods(Release.UNDER_FIVE, "children", [count("3"), count("60", YEAR)])
    assert small == (JUNE,)
    for period, why in ((YEAR, OF_THE_SAME_TIME), (JUNE, OF_THE_SAME_TIME)):
        assert why_hidden(Release.UNDER_FIVE, "children", count("60", period), small) == why
    july = (date(2021, 7, 1), date(2021, 8, 1))
    assert why_hidden(Release.UNDER_FIVE, "children", count("60", july), small) == ""


def test_only_the_policy_of_health_rounds() -> None:
    assert [release for release in Release if rounds(release)] == [Release.HEALTH]
    shown = rounded(Release.HEALTH, share(52, 83))
    assert (shown.numerator, shown.denominator) == (50, 85)
    assert round(shown.value, 2) == Decimal("58.82")
    assert rounded(Release.HEALTH, count("52")).value == 50
    assert rounded(Release.UNDER_FIVE, share(52, 83)) == share(52, 83)


@pytest.mark.parametrize(
    ("release", "beside", "is_hidden"),
    [
        (Release.UNDER_FIVE, 0, False),
        (Release.UNDER_FIVE, 1, True),
        (Release.UNDER_FIVE, 5, False),
        (Release.UNDER_TEN, 9, True),
        (Release.AS_PUBLISHED, 1, False),
    ],
)
def test_small_counts_beside_a_figure_are_hidden_too(
    release: Release, beside: int, is_hidden: bool
) -> None:
    assert hides_count(release, beside) is is_hidden
