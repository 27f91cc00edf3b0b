"""What a target must say before it counts, what it asks for in figures, and whether it is met.

"50 % improvement" means nothing until it says 50 % of what: relative to the baseline or in points,
from which figure, of which population.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import PERCENT, Better, Change, Comparator, Level
from alongside.measures.rules.figures import Target

ASKS_FOR_NOTHING = (
    "This asks for nothing: every figure meets it already. Check the number, the baseline, and whether it "
    "is relative or in points."
)
FALLING = (Comparator.AT_MOST, Comparator.LESS_THAN)


@dataclass(frozen=True, slots=True)
class Baseline:
    """The figure from which an improvement is counted, and the people it is of."""

    value: Decimal
    on: date
    population: str


@dataclass(frozen=True, slots=True)
class Step:
    """A milestone: what the figure should be on a day."""

    on: date
    value: Decimal


@dataclass(frozen=True, slots=True)
class Promise:
    """A target as it is set. ``change`` is None while nobody has said what the number means."""

    level: Level
    value: Decimal
    comparator: Comparator = Comparator.AT_LEAST
    change: Change | None = Change.REACH
    by_on: date | None = None
    baseline: Baseline | None = None
    expected_sample: int | None = None
    steps: tuple[Step, ...] = ()


def check_promise(new: Promise, *, unit: str, better: Better) -> None:
    """Whether it can be kept as a draft. Raises Refusals."""
    found = [
        *_direction_refusals(new, better),
        *_value_refusals(new, unit),
        *_sample_refusals(new),
        *_baseline_refusals(new, unit),
        *_step_refusals(new, unit),
    ]
    if not found:
        found = [*_reach_refusals(new, unit, better), *_order_refusals(new, better)]
    if found:
        raise Refusals(found)


def check_stretch(core: Target | None, stretched: Target | None, *, better: Better) -> None:
    """A stretched target asks for more than the target; either may be missing or unsettled. Raises Refusal."""
    if core is None or stretched is None:
        return
    further = _beyond(stretched.value, core.value, better)
    is_stricter = stretched.value == core.value and stretched.comparator != core.comparator
    if not further and not is_stricter:
        raise Refusal(
            f"A stretched target asks for more than the target. Here the target is {_plain(core.value)} "
            f"and the stretched one {_plain(stretched.value)}. Change one of them.",
            field="value",
        )


def check_may_activate(new: Promise, *, unit: str, better: Better) -> None:
    """Raises Refusals naming everything that has to be settled first (scenario 30)."""
    check_promise(new, unit=unit, better=better)
    found: list[Refusal] = []
    if new.change is None:
        found.append(
            Refusal(
                "Say what the number means: the figure to reach, a share of the baseline, or "
                "points above it.",
                field="change",
            )
        )
    if new.change is not Change.REACH:
        found += _missing_baseline(new.baseline)
    if found:
        raise Refusals(found)


def figure_to_reach(new: Promise, better: Better) -> Target | None:
    """What figures are held against; None while the promise is not settled.

    >>> half = Promise(Level.CORE, Decimal(50), change=Change.RELATIVE,
    ...                baseline=Baseline(Decimal(40), date(2020, 9, 1), "Families"))
    >>> figure_to_reach(half, Better.HIGHER).value
    Decimal('60')
    """
    if new.change is Change.REACH:
        return Target(new.value, new.comparator)
    if new.change is None or new.baseline is None:
        return None
    base = new.baseline.value
    step = base * new.value / 100 if new.change is Change.RELATIVE else new.value
    reached = base - step if better is Better.LOWER else base + step
    return Target(reached, new.comparator)


def expected_on(steps: Sequence[Step], day: date) -> Step | None:
    """The latest milestone whose day has come; None before the first."""
    past = [step for step in steps if step.on <= day]
    return max(past, key=lambda step: step.on) if past else None


def _direction_refusals(new: Promise, better: Better) -> list[Refusal]:
    if better is Better.NEITHER:
        return [
            Refusal(
                "This measure only describes: neither way is good, so it has no target.",
                field="value",
            )
        ]
    falls = new.comparator in FALLING
    if falls != (better is Better.LOWER):
        return [
            Refusal(
                "Lower is better for this measure: ask for at most a figure."
                if better is Better.LOWER
                else "Higher is better for this measure: ask for at least a figure.",
                field="comparator",
            )
        ]
    return []


def _value_refusals(new: Promise, unit: str) -> list[Refusal]:
    if new.value < 0:
        return [Refusal("A target cannot be below nought.", field="value")]
    if new.change is Change.REACH and not _can_be(new.value, unit):
        return [Refusal("A percentage cannot pass 100.", field="value")]
    return []


def _sample_refusals(new: Promise) -> list[Refusal]:
    if new.expected_sample is not None and new.expected_sample < 1:
        return [Refusal("A figure rests on at least one record.", field="expected_sample")]
    return []


def _baseline_refusals(new: Promise, unit: str) -> list[Refusal]:
    base = new.baseline
    if base is None:
        return []
    if not _can_be(base.value, unit):
        return [Refusal(f"The baseline cannot be {_range_of(unit)}.", field="baseline_value")]
    if new.by_on is not None and base.on >= new.by_on:
        return [Refusal("The baseline must lie before the day of the target.", field="baseline_on")]
    return []


def _step_refusals(new: Promise, unit: str) -> list[Refusal]:
    days = [step.on for step in new.steps]
    if len(set(days)) != len(days):
        return [Refusal("Two milestones are on the same day. Keep one.", field="steps")]
    if new.by_on is not None and any(day > new.by_on for day in days):
        return [
            Refusal("A milestone comes after the day of the target itself.", field="steps"),
        ]
    if not all(_can_be(step.value, unit) for step in new.steps):
        return [Refusal(f"A milestone cannot be {_range_of(unit)}.", field="steps")]
    return []


def _reach_refusals(new: Promise, unit: str, better: Better) -> list[Refusal]:
    """An improvement may ask for more than there can be: 50 points above 60% is 110%. Half more than nothing
    is nothing, and any figure is at least 0.
    """
    target = figure_to_reach(new, better)
    if target is None:
        return []
    if _asks_for_nothing(new, target, unit):
        return [Refusal(ASKS_FOR_NOTHING, field="value")]
    if _can_be(target.value, unit):
        return []
    reached = f"{_plain(target.value)}{'%' if unit == PERCENT else f' {unit}'}"
    return [
        Refusal(
            f"That improvement would reach {reached}, which cannot be. Check the number, the "
            "baseline, and whether it is relative or in points.",
            field="value",
        )
    ]


def _asks_for_nothing(new: Promise, target: Target, unit: str) -> bool:
    if new.change is not Change.REACH and new.baseline and target.value == new.baseline.value:
        return True
    if target.comparator is Comparator.AT_LEAST:
        return target.value == 0
    return target.comparator is Comparator.AT_MOST and unit == PERCENT and target.value == 100


def _order_refusals(new: Promise, better: Better) -> list[Refusal]:
    """Milestones lead to the target: none asks for less than the one before, or for more than the target."""
    asked = [step.value for step in sorted(new.steps, key=lambda step: step.on)]
    target = figure_to_reach(new, better)
    if any(_beyond(before, after, better) for before, after in pairwise(asked)):
        return [Refusal("A milestone asks for less than the one before it.", field="steps")]
    if target is not None and any(_beyond(value, target.value, better) for value in asked):
        return [Refusal("A milestone asks for more than the target itself.", field="steps")]
    return []


def _beyond(value: Decimal, other: Decimal, better: Better) -> bool:
    """Whether it asks for more."""
    return value < other if better is Better.LOWER else value > other


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"


def _can_be(value: Decimal, unit: str) -> bool:
    return value >= 0 and (unit != PERCENT or value <= 100)


def _range_of(unit: str) -> str:
    return "below 0 or above 100%" if unit == PERCENT else "below nought"


def _missing_baseline(baseline: Baseline | None) -> list[Refusal]:
    if baseline is None:
        return [
            Refusal(
                "Give the baseline: the figure from which the improvement is counted, and its day.",
                field="baseline_value",
            ),
            Refusal("Say which people the baseline is of.", field="baseline_population"),
        ]
    if not baseline.population.strip():
        return [Refusal("Say which people the baseline is of.", field="baseline_population")]
    return []
