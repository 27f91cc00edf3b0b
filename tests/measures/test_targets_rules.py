"""What a target must say before it counts, and what it then asks for in figures."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import PERCENT, Better, Change, Comparator, Level
from alongside.measures.provable import warning
from alongside.measures.rules.figures import Target
from alongside.measures.rules.targets import (
    Baseline,
    Promise,
    Step,
    check_may_activate,
    check_promise,
    check_stretch,
    expected_on,
    figure_to_reach,
)

REACH = Promise(Level.CORE, Decimal(90), by_on=date(2021, 12, 31))
BASE = Baseline(Decimal(40), date(2020, 9, 1), "Families of children with a plan")
HALF = Promise(Level.CORE, Decimal(50), change=None)


def refused(new: Promise, better: Better = Better.HIGHER, unit: str = PERCENT) -> dict[str, str]:
    with pytest.raises(Refusals) as refusals:
        check_may_activate(new, unit=unit, better=better)
    return {each.field: each.sentence for each in refusals.value.refusals}


@pytest.mark.scenario(30)
def test_fifty_per_cent_improvement_is_not_active_before_it_says_of_what() -> None:
    check_promise(HALF, unit=PERCENT, better=Better.HIGHER)
    assert set(refused(HALF)) == {"change", "baseline_value", "baseline_population"}
    assert set(refused(replace(HALF, change=Change.RELATIVE))) == {
        "baseline_value", "baseline_population",
    }  # fmt: skip
    nobody = replace(HALF, change=Change.POINTS, baseline=replace(BASE, population=" "))
    assert set(refused(nobody)) == {"baseline_population"}
    assert set(refused(replace(HALF, baseline=BASE))) == {"change"}


@pytest.mark.scenario(30)
@pytest.mark.parametrize(
    ("change", "better", "reached"),
    [
        (Change.RELATIVE, Better.HIGHER, 60),
        (Change.POINTS, Better.HIGHER, 90),
        (Change.RELATIVE, Better.LOWER, 20),
    ],
)
def test_what_an_improvement_asks_for_depends_on_what_it_was_said_to_mean(
    change: Change, better: Better, reached: int
) -> None:
    comparator = Comparator.AT_MOST if better is Better.LOWER else Comparator.AT_LEAST
    new = replace(HALF, change=change, baseline=BASE, comparator=comparator)
    check_may_activate(new, unit=PERCENT, better=better)
    assert figure_to_reach(new, better) == Target(Decimal(reached), comparator)


def test_an_unsettled_promise_asks_for_nothing() -> None:
    assert figure_to_reach(HALF, Better.HIGHER) is None
    assert figure_to_reach(replace(HALF, change=Change.POINTS), Better.HIGHER) is None


@pytest.mark.parametrize(
    ("new", "better", "reached"),
    [
        (replace(HALF, value=Decimal(70), change=Change.POINTS, baseline=BASE), "higher", "110%"),
        (
            replace(
                HALF,
                change=Change.POINTS,
                baseline=BASE,
                comparator=Comparator.AT_MOST,
            ),
            "lower",
            "-10%",
        ),
    ],
)
def test_an_improvement_beyond_what_can_be_is_refused(
    new: Promise, better: str, reached: str
) -> None:
    assert f"would reach {reached}, which cannot be" in refused(new, Better(better))["value"]
    with pytest.raises(Refusals, match="which cannot be"):
        check_promise(new, unit=PERCENT, better=Better(better))


NOUGHT = replace(BASE, value=Decimal(0))


@pytest.mark.scenario(30)
@pytest.mark.parametrize(
    ("changes", "better"),
    [
        ({"value": Decimal(0)}, Better.HIGHER),
        ({"change": Change.RELATIVE, "baseline": NOUGHT}, Better.HIGHER),
        ({"change": Change.RELATIVE, "value": Decimal(0), "baseline": BASE}, Better.HIGHER),
        ({"change": Change.POINTS, "value": Decimal(0), "baseline": BASE}, Better.HIGHER),
        ({"value": Decimal(100), "comparator": Comparator.AT_MOST}, Better.LOWER),
    ],
)
def test_what_asks_for_nothing_is_refused_already_as_a_draft(
    changes: dict[str, object], better: Better
) -> None:
    with pytest.raises(Refusals) as refusals:
        check_promise(replace(REACH, **changes), unit=PERCENT, better=better)
    (told,) = refusals.value.refusals
    assert (told.field, told.sentence[:22]) == ("value", "This asks for nothing:")


def test_none_at_all_is_a_target_where_lower_is_better() -> None:
    none = Promise(Level.CORE, Decimal(0), Comparator.AT_MOST)
    check_promise(none, unit="days", better=Better.LOWER)


@pytest.mark.parametrize(
    ("core", "stretched", "better", "is_good"),
    [
        (80, 90, Better.HIGHER, True),
        (80, 50, Better.HIGHER, False),
        (80, 80, Better.HIGHER, False),
        (20, 10, Better.LOWER, True),
        (20, 30, Better.LOWER, False),
    ],
)
def test_a_stretched_target_asks_for_more_than_the_target(
    core: int, stretched: int, better: Better, is_good: bool
) -> None:
    targets = Target(Decimal(core)), Target(Decimal(stretched))
    if is_good:
        check_stretch(*targets, better=better)
        check_stretch(None, targets[1], better=better)
        return
    with pytest.raises(Refusal, match="asks for more than the target") as refusal:
        check_stretch(*targets, better=better)
    assert refusal.value.field == "value"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"value": Decimal(-1)}, "value"),
        ({"value": Decimal(101)}, "value"),
        ({"comparator": Comparator.AT_MOST}, "comparator"),
        ({"expected_sample": 0}, "expected_sample"),
        ({"expected_sample": -3}, "expected_sample"),
        ({"baseline": replace(BASE, value=Decimal(140))}, "baseline_value"),
        ({"baseline": replace(BASE, on=date(2022, 1, 1))}, "baseline_on"),
        ({"steps": (Step(date(2022, 1, 1), Decimal(70)),)}, "steps"),
        ({"steps": (Step(date(2021, 1, 1), Decimal(170)),)}, "steps"),
        (
            {"steps": (Step(date(2021, 1, 1), Decimal(1)), Step(date(2021, 1, 1), Decimal(2)))},
            "steps",
        ),
        (
            {"steps": (Step(date(2021, 3, 1), Decimal(80)), Step(date(2021, 1, 1), Decimal(85)))},
            "steps",
        ),
        ({"steps": (Step(date(2021, 3, 1), Decimal(99)),)}, "steps"),
    ],
)
def test_what_cannot_be_is_refused_already_as_a_draft(
    changes: dict[str, object], field: str
) -> None:
    with pytest.raises(Refusals) as refusals:
        check_promise(replace(REACH, **changes), unit=PERCENT, better=Better.HIGHER)
    assert [each.field for each in refusals.value.refusals] == [field]


def test_a_measure_that_only_describes_has_no_target() -> None:
    assert "neither way is good" in refused(REACH, Better.NEITHER)["value"]


def test_where_lower_is_better_a_target_is_at_most() -> None:
    few = Promise(Level.CORE, Decimal(5), Comparator.AT_MOST)
    check_may_activate(few, unit="days", better=Better.LOWER)
    assert (
        "at most"
        in refused(replace(few, comparator=Comparator.AT_LEAST), Better.LOWER, "days")["comparator"]
    )


def test_the_milestone_that_holds_is_the_latest_whose_day_has_come() -> None:
    steps = (Step(date(2021, 3, 1), Decimal(70)), Step(date(2021, 9, 1), Decimal(80)))
    assert expected_on(steps, date(2021, 2, 28)) is None
    assert expected_on(steps, date(2021, 3, 1)) == steps[0]
    assert expected_on(steps, date(2022, 1, 1)) == steps[1]


def warned(value: str, sample: int | None, **changes: object) -> str:
    new = replace(Promise(Level.CORE, Decimal(value), expected_sample=sample), **changes)
    better = Better.LOWER if new.comparator is Comparator.AT_MOST else Better.HIGHER
    return warning(new, unit=PERCENT, better=better, every_months=3)


@pytest.mark.scenario(30)
def test_98_per_cent_on_ten_audits_a_quarter_is_warned_of_as_unprovable() -> None:
    assert warned("98", 10) == (
        "At least 98% cannot be shown by 10 records a quarter, even if none fails. It takes about "
        "189 clean records: 19 quarters taken together, about 5 years. 10 clean records show at "
        "least 72%."
    )


def test_a_target_that_the_sample_can_prove_is_not_warned_of() -> None:
    assert warned("98", 189) == ""
    assert warned("70", 10) == ""


def test_all_of_them_can_never_be_proven_by_any_number() -> None:
    assert "No sample ever could" in warned("100", 5000)


def test_at_most_is_warned_of_too() -> None:
    assert warned("2", 10, comparator=Comparator.AT_MOST).startswith("At most 2% cannot be shown")
    assert "No sample ever could" in warned("0", 10, comparator=Comparator.AT_MOST)


@pytest.mark.parametrize(
    ("value", "sample", "changes"),
    [
        ("98", None, {}),
        ("50", 10, {"change": None}),
        ("0", 10, {}),
        ("100", 10, {"comparator": Comparator.AT_MOST}),
    ],
)
def test_nothing_is_said_where_there_is_nothing_to_say(
    value: str, sample: int | None, changes: dict[str, object]
) -> None:
    assert warned(value, sample, **changes) == ""


def test_the_warning_is_of_the_figure_that_an_improvement_reaches() -> None:
    assert "At least 60%" in warned("50", 3, change=Change.RELATIVE, baseline=BASE)


def test_only_shares_are_warned_of() -> None:
    new = Promise(Level.CORE, Decimal(98), expected_sample=10)
    assert warning(new, unit="plans", better=Better.HIGHER, every_months=3) == ""
