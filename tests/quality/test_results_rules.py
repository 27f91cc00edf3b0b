"""What graded audits say: counted once each, with ranges, without a league, and hidden where it is small."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.disclosure.policy import POLICIES
from alongside.quality.rules.codes import Agency, Grade, Present
from alongside.quality.rules.grading import NOT_APPLICABLE
from alongside.quality.rules.proving import rates, sentence_of
from alongside.quality.rules.results import (
    Marked,
    Tally,
    is_promise_met,
    moderated,
    results_of,
)
from alongside.quality.rules.results_beside import (
    held_beside,
    held_beside_lessons,
    shares_from,
)
from alongside.quality.rules.tools import Measure
from alongside.quality.tools import tool_numbered

TOOL = tool_numbered("ehc_plan", 1)
MAY = date(2025, 5, 6)
GOOD = Marked(tool=TOOL, grade=Grade.GOOD, happened_on=MAY, team="North", auditors=frozenset({1}))
POOR = replace(GOOD, grade=Grade.INADEQUATE, team="South", short={"F1": "0", "V1": "1"})
AREA = POLICIES["area"]


@pytest.mark.scenario(24)
def test_scenario_24_twenty_of_twenty_do_not_yet_show_98_per_cent() -> None:
    found = results_of([GOOD] * 20)
    tally = found.promises[Measure.HIGH_STANDARD]
    assert sentence_of(tally, 0.98, AREA) == (
        "20 of 20: 100%; plausible range 84–100%; does not yet show 98%; about 189 clean audits would."
    )


@pytest.mark.scenario(26)
def test_scenario_26_what_was_superseded_is_left_out_of_every_rate() -> None:
    found = results_of([GOOD, GOOD, replace(POOR, was_superseded=True)])
    assert found.superseded == 1
    assert (found.overall.met, found.overall.base) == (2, 2)
    assert [each.name for each in found.teams] == ["North"]
    assert all(each.met == each.base for each in found.questions)


def test_a_section_is_met_where_each_question_that_applies_is() -> None:
    found = {each.name: each for each in results_of([GOOD, POOR]).sections}
    assert found["Section F: special educational provision"] == Tally(
        "Section F: special educational provision", 1, 2
    )
    assert found["Section D: social care needs"].met == 2


def test_a_question_that_does_not_apply_leaves_its_base() -> None:
    away = replace(GOOD, short={"F1": NOT_APPLICABLE})
    (f1,) = [
        each for each in results_of([GOOD, POOR, away]).questions if each.name.startswith("F1:")
    ]
    assert (f1.met, f1.base) == (1, 2)


def test_the_childs_voice_is_evident_where_all_four_questions_are_met() -> None:
    assert is_promise_met(GOOD, Measure.CHILD_VOICE) is True
    assert is_promise_met(POOR, Measure.CHILD_VOICE) is False
    nowhere = dict.fromkeys(("V1", "V2", "V5", "V7"), NOT_APPLICABLE)
    assert is_promise_met(replace(GOOD, short=nowhere), Measure.CHILD_VOICE) is None
    assert is_promise_met(GOOD, Measure.MODEL_HEALTH) is None


def test_agencies_are_told_by_their_own_questions() -> None:
    found = results_of([GOOD, POOR]).agencies
    assert Agency.ALL not in found
    assert (found[Agency.EDUCATION].met, found[Agency.EDUCATION].base) == (1, 2)


def test_teams_stand_by_name_and_not_by_rate() -> None:
    teams = results_of([POOR, GOOD, replace(GOOD, team="East")]).teams
    assert [(each.name, each.met, each.base) for each in teams] == [
        ("East", 1, 1),
        ("North", 1, 1),
        ("South", 0, 1),
    ]


def test_grades_over_time_show_how_far_they_lie_apart() -> None:
    july = replace(GOOD, happened_on=date(2025, 7, 1))
    second, third = results_of([GOOD, POOR, july, july]).quarters
    assert (second.begins, second.good, second.base) == (date(2025, 4, 1), 1, 2)
    assert second.spread == pytest.approx(2**0.5)
    assert third.spread == 0


@pytest.mark.parametrize(
    ("auditors", "before", "has_changed"),
    [
        ([1, 1, 1], {1}, False),
        ([1, 1, 2], {1}, True),
        ([1, 1, 1, 2], {1}, False),
        ([1, 2, 3], set(), False),
    ],
)
def test_a_changed_mix_of_auditors_is_warned_of(
    auditors: list[int], before: set[int], has_changed: bool
) -> None:
    items = [replace(GOOD, auditors=frozenset({each})) for each in auditors]
    assert results_of(items, before=before).mix.has_changed is has_changed


def test_meetings_count_by_who_took_part() -> None:
    found = moderated(
        [
            {Present.PARENT: 1, Present.AUDITOR: 2},
            {Present.HEALTH: 1, Present.FORUM: 1},
            {Present.AUDITOR: 3, Present.PARENT: 0},
        ]
    )
    assert (found.meetings, found.with_families, found.with_partners, found.with_both) == (
        3,
        2,
        1,
        1,
    )


@pytest.mark.scenario(34)
def test_a_small_count_is_hidden_with_another_so_that_subtraction_does_not_find_it() -> None:
    tallies = [Tally("East", 18, 20), Tally("North", 30, 40), Tally("South", 25, 40)]
    shown = rates(tallies, AREA, total="Good or better")
    assert shown[0].hidden
    assert sum(bool(each.hidden) for each in shown) >= 2
    assert not any(each.hidden for each in rates(tallies, None))


def test_a_rate_has_its_range() -> None:
    (found,) = rates([Tally("North", 30, 40)], AREA)
    assert found.share == 0.75
    assert (round(found.lower or 0, 2), round(found.upper or 0, 2)) == (0.6, 0.86)


def test_a_small_sample_is_not_told_to_the_board() -> None:
    assert sentence_of(Tally("", 8, 8), 0.98, AREA).startswith("Not given")
    assert sentence_of(Tally("", 0, 0), 0.98, AREA) == "No audits yet."


OLD = date(2023, 5, 9)
SHARED = [GOOD] * 20 + [replace(POOR, team="North")] * 10


def held(*more: Marked) -> set[str]:
    """What is held back of a longer period in which there are these more."""
    longer = held_beside([results_of(SHARED), results_of([*SHARED, *more])])
    tallies = (longer.overall, *longer.promises.values(), *longer.questions, *longer.teams)
    return {each.name for each in tallies if each.is_held}


def test_a_share_that_differs_by_few_from_that_of_another_period_is_held_back() -> None:
    assert held() == set()
    few = held(*[replace(GOOD, happened_on=OLD)] * 3)
    assert {"", "North", Measure.HIGH_STANDARD.value} <= few
    assert held(*[replace(GOOD, happened_on=OLD)] * 12) == set()
    one_unmet = [replace(POOR, happened_on=OLD, short={"V1": "1"}, team="North")]
    many = held(*[replace(GOOD, happened_on=OLD)] * 12, *one_unmet)
    assert any(name.startswith("V1:") for name in many)
    assert not any(name.startswith("F1:") for name in many)


def test_where_a_team_is_held_back_none_of_the_teams_is_told() -> None:
    south = replace(GOOD, team="South")
    both = [*SHARED, *[south] * 12]
    longer = held_beside(
        [results_of(both), results_of([*both, *[replace(south, happened_on=OLD)] * 2])]
    )
    assert [each.is_held for each in longer.teams] == [True, True]
    told = rates(longer.teams, AREA, total="Good or better")
    assert [each.met for each in told] == [None, None]
    assert all("beside another period" in each.hidden for each in told)
    assert [each.met for each in rates(longer.teams, None, total="Good or better")] == [20, 14]


def test_what_is_hidden_in_one_period_holds_nothing_back_in_another() -> None:
    short = results_of([GOOD] * 3)
    assert not held_beside([short, results_of([GOOD] * 20)]).overall.is_held


def test_a_question_yields_to_the_share_of_a_lesson_from_which_it_differs_by_few() -> None:
    found = results_of([*SHARED, *[GOOD] * 10])

    def beside(*sides: tuple[int, int]) -> list[str]:
        told = held_beside_lessons(found, {"V1": list(shares_from(sides))})
        return [each.name[:2] for each in told.questions if each.is_held]

    assert beside((30, 40)) == beside((10, 25)) == []
    assert beside((20, 20), (9, 18)) == ["V1"]
    elsewhere = held_beside_lessons(found, {"V2": [(38, 38)]})
    assert [each.name[:2] for each in elsewhere.questions if each.is_held] == ["V2"]
