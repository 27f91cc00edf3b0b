"""Before and after a lesson's change: who counts, and when an answer is given."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.quality.rules.codes import Effect, Verdict
from alongside.quality.rules.compared import Compared, Look, Made, Unit, as_json, looks_in
from alongside.quality.rules.comparing_lessons import compare

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
