"""Before and after a lesson's change: who counts, when an answer is given, how often it is wrong, and with
which chance a true change is found.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
import pytest

from alongside.quality.rules.codes import Effect, Verdict
from alongside.quality.rules.compared import LOOKS, Compared, Look, Made, Unit, as_json, looks_in
from alongside.quality.rules.comparing_lessons import CONFIDENCE, compare
from alongside.stats.change import ShareCounts, change_in_shares
from alongside.stats.verdict import Verdict as Found

MADE_ON = date(2025, 4, 1)
ALL = (Made(MADE_ON),)
TODAY = date(2026, 4, 1)


def units(*, before: tuple[int, int], after: tuple[int, int], team: str = "") -> list[Unit]:
    """So many met of so many, each of another child, a day apart."""
    (good, base), (good_after, base_after) = before, after
    first = len(team) * 10_000
    return [
        *(
            Unit(
                child=first + place,
                on=MADE_ON - timedelta(days=1 + place),
                value=float(place < good),
                team=team,
            )
            for place in range(base)
        ),
        *(
            Unit(
                child=first + 5_000 + place,
                on=MADE_ON + timedelta(days=place),
                value=float(place < good_after),
                team=team,
            )
            for place in range(base_after)
        ),
    ]


def told(
    found: list[Unit],
    *,
    effect: Effect = Effect.PLAIN_WORDS,
    made: tuple[Made, ...] = ALL,
    looks: tuple[Look, ...] = (),
) -> Compared:
    return compare(found, effect=effect, made=made, looks=looks, today=TODAY)


@pytest.mark.scenario(25)
def test_scenario_25_with_six_plans_after_it_is_too_early_to_tell() -> None:
    found = told(units(before=(12, 40), after=(6, 6)))
    assert found.verdict is Verdict.TOO_EARLY
    assert found.sentence == "Too early to tell: 6 EHC plans after, and at least 20 are wanted."
    assert (found.next_look, found.after_now) == (20, 6)


@pytest.mark.parametrize(
    ("before", "after", "verdict"),
    [
        ((12, 40), (6, 6), Verdict.TOO_EARLY),
        ((12, 40), (19, 19), Verdict.TOO_EARLY),
        ((2, 5), (6, 6), Verdict.TOO_EARLY),
        ((12, 40), (20, 20), Verdict.BETTER),
        ((38, 40), (6, 20), Verdict.WORSE),
        ((12, 40), (8, 20), Verdict.NO_EVIDENCE),
        ((12, 40), (12, 40), Verdict.NO_EVIDENCE),
        ((40, 40), (40, 40), Verdict.NO_EVIDENCE),
        ((5, 19), (40, 40), Verdict.NO_EVIDENCE),
    ],
)
def test_the_answer_follows_from_both_sides(
    before: tuple[int, int], after: tuple[int, int], verdict: Verdict
) -> None:
    assert told(units(before=before, after=after)).verdict is verdict


def test_better_says_its_numbers_and_its_range() -> None:
    assert told(units(before=(12, 40), after=(34, 40))).sentence == (
        "Better: 30% of 40 EHC plans before, 85% of 40 after. That is about 55 points higher, with a "
        "plausible range of 27 to 72 higher."
    )


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (
            (11, 27),
            (57, 58),
            "41% of 27 EHC plans before, 98% of 58 after. That is about 57 points",
        ),
        (
            (30, 40),
            (23, 40),
            "about 18 points lower, with a plausible range of 41 lower to 9 higher.",
        ),
    ],
)
def test_what_is_said_adds_up_and_says_which_way(
    before: tuple[int, int], after: tuple[int, int], words: str
) -> None:
    found = told(units(before=before, after=after))
    assert words in found.sentence
    assert "-" not in found.sentence


def test_too_little_from_before_cannot_be_waited_for() -> None:
    found = told(units(before=(2, 5), after=(30, 30)))
    assert found.is_untellable
    assert found.looks == ()
    assert "only 5 EHC plans from before can be compared" in found.sentence


def test_teams_that_the_change_did_not_reach_are_taken_off() -> None:
    north = units(before=(12, 40), after=(32, 40), team="North")
    south = units(before=(12, 40), after=(31, 40), team="South B")
    alone = told(north)
    beside = told([*north, *south], made=(Made(MADE_ON, ("North",)),))
    assert alone.verdict is Verdict.BETTER
    assert beside.verdict is Verdict.NO_EVIDENCE
    assert (
        "In the teams that it did not reach it is 48 points higher, which is taken off."
        in beside.sentence
    )
    assert [side.base for side in beside.sides] == [40, 40, 40, 40]


def test_teams_that_stayed_as_they_were_take_nothing_off() -> None:
    north = units(before=(12, 40), after=(32, 40), team="North")
    south = units(before=(12, 40), after=(12, 40), team="South B")
    found = told([*north, *south], made=(Made(MADE_ON, ("North",)),))
    assert "it is as before, and nothing is taken off." in found.sentence
    assert found.verdict is Verdict.BETTER


def test_it_is_too_early_while_the_comparison_has_too_few() -> None:
    north = units(before=(12, 40), after=(32, 40), team="North")
    south = units(before=(12, 40), after=(3, 7), team="South B")
    found = told([*north, *south], made=(Made(MADE_ON, ("North",)),))
    assert found.verdict is Verdict.TOO_EARLY
    assert found.sentence == (
        "Too early to tell: one of the two groups has 7 EHC plans after the change, "
        "and at least 20 are wanted in each."
    )


def test_what_is_too_few_before_the_change_is_said_while_it_is_too_early() -> None:
    alone = told(units(before=(2, 5), after=(1, 6)))
    assert alone.sentence == (
        "Too early to tell: 6 EHC plans after, and at least 20 are wanted. "
        "Before it there are 5, which is too few as well."
    )
    few = [*units(before=(2, 5), after=(0, 0), team="North")]
    beside = told(few, made=(Made(MADE_ON, ("North",)),))
    assert "0 EHC plans after the change" in beside.sentence
    assert "which is too few as well." in beside.sentence


def test_a_change_that_reached_everybody_has_no_comparison_group() -> None:
    both = (Made(MADE_ON, ("North",)), Made(MADE_ON))
    found = told(units(before=(12, 40), after=(34, 40), team="North"), made=both)
    assert len(found.sides) == 2


def test_what_taught_the_lesson_cannot_prove_it() -> None:
    before = units(before=(5, 30), after=(24, 30))
    marked = [replace(each, taught=each.on < MADE_ON) for each in before]
    assert told(before).verdict is Verdict.BETTER
    found = told(marked)
    assert found.is_untellable
    assert found.left_out == {"taught": 30}


def test_what_was_being_written_meanwhile_counts_nowhere() -> None:
    after = Unit(
        child=1, on=MADE_ON + timedelta(days=3), begun_on=MADE_ON - timedelta(days=9), value=1
    )
    between = Unit(child=2, on=MADE_ON + timedelta(days=3), value=1)
    later = (Made(MADE_ON), Made(MADE_ON + timedelta(days=30)))
    assert told([after]).left_out == {"meanwhile": 1}
    assert told([between], made=later).left_out == {"meanwhile": 1}


def test_each_child_counts_once_a_side() -> None:
    days = [-30, -10, 10, 30]
    values = [1.0, 0.0, 1.0, 0.0]
    found = told(
        [
            Unit(child=7, on=MADE_ON + timedelta(days=day), value=value)
            for day, value in zip(days, values, strict=True)
        ]
    )
    assert [(side.part, side.base) for side in found.sides] == [(0, 1), (1, 1)]
    assert found.left_out == {"same_child": 2}


def test_more_than_two_years_back_is_another_time() -> None:
    old = Unit(child=1, on=MADE_ON - timedelta(days=731), value=1)
    assert told([old]).left_out == {"earlier": 1}


def test_rows_of_help_count_by_ehc_plan() -> None:
    found = told(
        [
            replace(each, value=0.8 if each.value else 0.4)
            for each in units(before=(10, 40), after=(30, 40))
        ],
        effect=Effect.SPECIFIC_HELP,
    )
    assert found.verdict is Verdict.BETTER
    assert found.sentence.startswith(
        "Better: on average 50% of the rows of help are specific in 40 EHC plans before, and 70% in 40 after."
    )
    assert found.sides[0].part is None


def test_between_two_looks_the_last_answer_stands() -> None:
    at_20 = told(units(before=(12, 40), after=(8, 20)))
    at_39 = told(units(before=(12, 40), after=(39, 39)), looks=at_20.looks)
    at_40 = told(units(before=(12, 40), after=(39, 40)), looks=at_39.looks)
    assert (at_39.verdict, at_39.sentence) == (Verdict.NO_EVIDENCE, at_20.sentence)
    assert (at_39.next_look, at_39.after_now) == (40, 39)
    assert at_39.sides == at_20.sides
    assert at_40.verdict is Verdict.BETTER
    assert [each.wanted for each in at_40.looks] == [20, 40]


def test_after_the_last_look_nothing_is_asked_again() -> None:
    last = told(units(before=(48, 160), after=(49, 160)))
    later = told(units(before=(48, 160), after=(390, 400)), looks=last.looks)
    assert (later.verdict, later.next_look) == (last.verdict, None)
    assert later.looks == last.looks


def test_a_further_change_begins_a_new_series() -> None:
    first = told(units(before=(12, 40), after=(8, 20)))
    again = MADE_ON + timedelta(days=200)
    moved = [
        replace(each, on=each.on + timedelta(days=200)) if each.on >= MADE_ON else each
        for each in units(before=(12, 40), after=(20, 20))
    ]
    second = told(moved, made=(*ALL, Made(again)), looks=first.looks)
    assert second.verdict is Verdict.BETTER
    assert [each.since for each in second.looks] == [MADE_ON, again]


def test_looks_are_kept_and_read_again() -> None:
    found = told(units(before=(12, 40), after=(20, 20)))
    assert looks_in(as_json(found)) == found.looks


# ---- How often it is wrong, and how often it finds what is there ----

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
    said = [
        told(picked_as_the_worst(seed, is_marked=is_marked, other_count=other_count)).verdict
        for seed in range(SEEDS)
    ]
    return said.count(Verdict.BETTER) / SEEDS


def test_low_marks_that_rise_by_themselves_are_no_success() -> None:
    assert told_better(is_marked=False, other_count=40) > 0.05
    assert told_better(is_marked=True, other_count=40) <= 0.02
