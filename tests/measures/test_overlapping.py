"""Figures that count the same months again: which are judged, and what is said of the others."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Refusal
from alongside.measures.cases import Case, Counted
from alongside.measures.codes import PERCENT, Better
from alongside.measures.drawings import draw
from alongside.measures.judging import chart_of, judge_measure
from alongside.measures.readings import Attention, from_json
from alongside.measures.rules.figures import Point, Target, percentage
from alongside.measures.rules.overlapping import (
    CARRIED_OVER,
    apart,
    check_looks_back,
    overlap_words,
)

START = date(2020, 1, 1)


def point(month: int, value: int = 100) -> Point:
    begins = add_months(START, month)
    return Point(begins, add_months(begins, 1), Decimal(value))


def case(*values: int, looks_back: int | None = 12, every: int = 1) -> Case:
    counted = tuple(Counted(point(n * every, value)) for n, value in enumerate(values))
    return Case("children", Better.HIGHER, every, counted, looks_back_months=looks_back)


@pytest.mark.parametrize(
    ("months", "looks_back", "kept"),
    [
        ([], 12, []),
        ([0], 12, [0]),
        (range(9), 12, [8]),
        (range(13), 12, [0, 12]),
        (range(25), 12, [0, 12, 24]),
        (range(26), 12, [1, 13, 25]),
        ([0, 1, 2, 20], 12, [2, 20]),
        (range(0, 12, 3), 6, [3, 9]),
        ([0, 3, 6], 4, [0, 6]),
        (range(5), None, range(5)),
        (range(4), 1, range(4)),
    ],
)
def test_only_figures_that_share_no_month_are_judged(
    months: list[int], looks_back: int | None, kept: list[int]
) -> None:
    found = apart([point(month) for month in months], looks_back)
    assert [each.period_from for each in found] == [add_months(START, month) for month in kept]


def test_every_pair_that_is_kept_is_apart() -> None:
    for length in range(1, 40):
        for looks_back in range(2, 20):
            kept = apart([point(month) for month in range(length)], looks_back)
            assert kept[-1] == point(length - 1)
            assert len(kept) == (length - 1) // looks_back + 1


@pytest.mark.parametrize(
    ("looks_back", "every", "is_right"),
    [(None, None, True), (None, 1, True), (12, 1, True), (12, 3, True), (60, 12, True),
     (12, None, False), (1, 1, False), (12, 12, False), (6, 12, False), (61, 1, False)],
)  # fmt: skip
def test_a_figure_looks_back_over_more_than_lies_between_two(
    looks_back: int | None, every: int | None, *, is_right: bool
) -> None:
    if is_right:
        check_looks_back(looks_back, every)
        return
    with pytest.raises(Refusal) as refusal:
        check_looks_back(looks_back, every)
    assert refusal.value.field == "looks_back_months"


def test_a_count_over_twelve_months_has_no_limits_and_says_why() -> None:
    rising = case(*range(4390, 4390 + 20 * 30, 30))
    told = judge_measure(replace(rising, core=Target(Decimal(4400))))
    assert (told.variation.code, told.assurance.code) == ("none", "none")
    assert {(each.kind, each.why) for each in told.points} == {("none", "Not judged")}
    assert told.notes == (overlap_words(looks_back=12, found=2, needed=13),)
    assert told.core is not None
    assert told.core.is_met
    assert told.attention is Attention.TOO_FEW
    assert from_json(told.to_json()) == told
    usual = judge_measure(replace(rising, looks_back_months=None))
    assert usual.variation.code == "improvement_high"


def test_its_chart_is_a_line_without_limits() -> None:
    drawn = draw("Contacts", case(*range(20)), ())
    assert drawn.wide
    assert drawn.spark
    assert "There are no limits." in drawn.summary
    assert "there are 2" in drawn.summary
    assert "Average" not in drawn.wide
    assert "provisional" not in drawn.summary


def test_from_thirteen_that_share_no_month_those_are_judged() -> None:
    rising = case(*range(100, 100 + 13), looks_back=2)
    longer = case(*range(100, 100 + 25), looks_back=2)
    assert judge_measure(rising).variation.code == "none"
    told = judge_measure(longer)
    assert told.variation.code == "improvement_high"
    assert [each.why == "Not judged" for each in told.points] == [n % 2 == 1 for n in range(25)]
    assert told.notes[0] == overlap_words(looks_back=2, found=13, needed=13)
    drawn = draw("Contacts", longer, ())
    assert "13 figures" in drawn.summary
    assert "Only the 13 that share no month" in drawn.summary


def test_figures_apart_give_the_chart_that_they_would_give_alone() -> None:
    longer = case(*[100, 900] * 13, looks_back=2)
    alone = Case("children", Better.HIGHER, None, longer.counted[1::2])
    told, plain = judge_measure(longer), judge_measure(alone)
    assert (told.variation, told.attention) == (plain.variation, plain.attention)
    assert longer.apart.points == alone.points
    assert list(chart_of(longer.apart).limits.upper) == list(chart_of(alone).limits.upper)


def test_a_share_over_twelve_months_keeps_its_interval() -> None:
    begins = add_months(START, 1)
    shares = tuple(
        Counted(Point(add_months(START, n), add_months(begins, n), percentage(20 + n, 40), 20 + n, 40))
        for n in range(3)
    )  # fmt: skip
    told = judge_measure(Case(PERCENT, Better.HIGHER, 1, shares, looks_back_months=12))
    assert all(each.lower is not None for each in told.points)
    assert told.notes


def test_figures_that_carry_over_are_drawn_without_limits_and_get_no_icon() -> None:
    """However many there are: thirty months of a count that keeps last month's actions."""
    stock = replace(case(*range(30), looks_back=None), carries_over=True)
    told = judge_measure(stock)
    assert (told.is_judged, told.judged_count, told.trouble) == (False, 0, CARRIED_OVER)
    assert told.attention is Attention.NOT_JUDGED
    assert {each.why for each in told.points} == {"Not judged"}
    assert CARRIED_OVER in draw("Overdue", stock, ()).summary
    assert judge_measure(replace(stock, carries_over=False)).is_judged


def test_a_count_that_carries_over_still_misses_its_target() -> None:
    stock = replace(case(10, 20, looks_back=None), carries_over=True, core=Target(Decimal(50)))
    assert judge_measure(stock).attention is Attention.BELOW
