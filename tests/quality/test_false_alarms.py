"""How often a comparison is wrong where nothing changed, and with which chance a true change is found."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import pytest

from alongside.quality.rules.codes import Effect, Verdict
from alongside.quality.rules.compared import LOOKS, Look, Made, Unit
from alongside.quality.rules.comparing_lessons import CONFIDENCE, compare
from alongside.stats.change import ShareCounts, change_in_shares
from alongside.stats.verdict import Verdict as Found

MADE_ON = date(2025, 4, 1)
TODAY = date(2026, 4, 1)
SEEDS = 200
MONTHS = 18
A_MONTH = 10
WRITERS = 6


@dataclass(frozen=True)
class World:
    """EHC plans of an area: about ten a month from six writers, each with a level of their own."""

    before: float
    after: float
    effect: Effect = Effect.PLAIN_WORDS
    spread: float = 0.1
    with_comparison: bool = False


def grown(world: World, seed: int) -> list[Unit]:
    rng = np.random.default_rng(seed)
    levels = rng.normal(0, world.spread, WRITERS)
    found: list[Unit] = []
    for month in range(-12, MONTHS):
        for _ in range(int(rng.poisson(A_MONTH))):
            writer = int(rng.integers(WRITERS))
            team = "North" if writer < WRITERS // 2 or not world.with_comparison else "South"
            is_reached = month >= 0 and team == "North"
            level = (world.after if is_reached else world.before) + levels[writer]
            on = MADE_ON + timedelta(days=30 * month + int(rng.integers(1, 30)))
            value = _value(rng, min(0.99, max(0.01, float(level))), world.effect)
            found.append(Unit(child=len(found), on=on, value=value, team=team))
    return found


def _value(rng: np.random.Generator, level: float, effect: Effect) -> float:
    """Rows of one EHC plan hang together: its own level varies, then its one to twelve rows."""
    if effect is not Effect.SPECIFIC_HELP:
        return float(rng.random() < level)
    rows = int(rng.integers(1, 13))
    own = float(rng.beta(level * 3, (1 - level) * 3))
    return float(rng.binomial(rows, own)) / rows


def read_monthly(world: World, seed: int) -> list[Verdict]:
    """A reading at each month's end, as the worker makes it; every answer that was ever given."""
    found, said = grown(world, seed), []
    looks: tuple[Look, ...] = ()
    made = (Made(MADE_ON, ("North",) if world.with_comparison else ()),)
    for month in range(1, MONTHS + 1):
        until = MADE_ON + timedelta(days=30 * month)
        known = [each for each in found if each.on < until]
        read = compare(known, effect=world.effect, made=made, looks=looks, today=until)
        looks = read.looks
        said.append(read.verdict)
    return said


def share_of(world: World, *verdicts: Verdict) -> float:
    """Of 200 areas, those in which any month said so."""
    hits = sum(not {*verdicts}.isdisjoint(read_monthly(world, seed)) for seed in range(SEEDS))
    return hits / SEEDS


WRONG = (Verdict.BETTER, Verdict.WORSE)


@pytest.mark.parametrize(
    "world",
    [
        World(0.5, 0.5),
        World(0.5, 0.5, with_comparison=True),
        World(0.5, 0.5, effect=Effect.SPECIFIC_HELP),
    ],
    ids=["shares", "two groups", "rows of help"],
)
def test_where_nothing_changed_at_most_one_area_in_twenty_is_told_that_it_did(world: World) -> None:
    assert share_of(world, *WRONG) <= 0.05


@pytest.mark.parametrize(
    ("world", "power"),
    [
        (World(0.5, 0.7), 0.75),
        (World(0.5, 0.8, with_comparison=True), 0.5),
        (World(0.5, 0.65, effect=Effect.SPECIFIC_HELP), 0.8),
    ],
    ids=["20 points", "30 points beside others", "15 points of rows"],
)
def test_a_true_change_is_found_with_this_chance_within_18_months(
    world: World, power: float
) -> None:
    assert share_of(world, Verdict.BETTER) >= power


def test_asking_each_month_at_95_per_cent_would_cry_wolf() -> None:
    """What the looks are for: the same areas, read each month as if it were the only time."""
    world = World(0.5, 0.5)
    wrong = 0
    for seed in range(SEEDS):
        found = grown(world, seed)
        before = [each.value for each in found if each.on < MADE_ON]
        said = [
            _differs_at_95(
                before,
                [
                    each.value
                    for each in found
                    if MADE_ON <= each.on < MADE_ON + timedelta(days=30 * month)
                ],
            )
            for month in range(1, MONTHS + 1)
        ]
        wrong += any(said)
    assert wrong / SEEDS > 0.1


def _differs_at_95(before: list[float], after: list[float]) -> bool:
    counts = ShareCounts(int(sum(before)), len(before), int(sum(after)), len(after))
    return change_in_shares(counts).verdict in (Found.UP, Found.DOWN)


def test_the_looks_together_spend_less_than_one_in_twenty() -> None:
    assert len(LOOKS) * (1 - CONFIDENCE) < 0.05


def picked_as_the_worst(seed: int, *, is_marked: bool, other_count: int) -> list[Unit]:
    """Twenty questions, each met in six EHC plans of ten, then and later. A lesson is written on the one with
    the lowest share in a sample of forty.
    """
    rng = np.random.default_rng(seed)
    marks = rng.random((20, 40)) < 0.6
    sample = marks[int(marks.sum(axis=1).argmin())]
    found = [
        *((value, -60, is_marked) for value in sample),
        *((value, -30, False) for value in rng.random(other_count) < 0.6),
        *((value, 30, False) for value in rng.random(80) < 0.6),
    ]
    return [
        Unit(child=n, on=MADE_ON + timedelta(days=day), value=float(value), taught=taught)
        for n, (value, day, taught) in enumerate(found)
    ]


def told_better(*, is_marked: bool, other_count: int) -> float:
    seen = (
        picked_as_the_worst(seed, is_marked=is_marked, other_count=other_count)
        for seed in range(SEEDS)
    )
    said = [
        compare(each, effect=Effect.PLAIN_WORDS, made=(Made(MADE_ON),), today=TODAY).verdict
        for each in seen
    ]
    return said.count(Verdict.BETTER) / SEEDS


def test_low_marks_that_rise_by_themselves_are_no_success() -> None:
    assert told_better(is_marked=False, other_count=40) > 0.05
    assert told_better(is_marked=True, other_count=40) <= 0.02
