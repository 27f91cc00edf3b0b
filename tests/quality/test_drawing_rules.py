"""Who is in a population, how it is drawn, and when it may be drawn again."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.codes import Exclusion, RoundState, Stratum
from alongside.quality.rules.drawing import (
    ALREADY_DRAWN,
    KNOWN_RESULTS,
    Candidate,
    NewRound,
    RoundFacts,
    check_may_change,
    check_may_draw,
    check_new_round,
    draw,
    population,
)

TODAY = date(2025, 9, 1)
ROUND = NewRound(
    title="Summer", from_on=date(2025, 4, 1), last_on=date(2025, 7, 31), sample_size=10,
    due_on=date(2025, 10, 1),
)  # fmt: skip


def one(number: int, team: str = "North", *left_out: Exclusion) -> Candidate:
    return Candidate(
        key=f"plan{number}",
        happened_on=date(2025, 5, 1),
        groups={Stratum.TEAM: team},
        left_out=frozenset(left_out),
    )


PEOPLE = [one(number, "North" if number % 3 else "South") for number in range(30)]


@pytest.mark.scenario(21)
def test_a_sample_is_drawn_again_from_its_recorded_seed() -> None:
    found = population(PEOPLE, ())
    first = draw(found, strata=(Stratum.TEAM,), size=10, seed="b0b5", twice_in=5)
    turned = population(list(reversed(PEOPLE)), ())
    assert draw(turned, strata=(Stratum.TEAM,), size=10, seed="b0b5", twice_in=5) == first
    assert draw(found, strata=(Stratum.TEAM,), size=10, seed="other", twice_in=5) != first
    assert turned.sha256 == found.sha256


def test_another_population_has_another_fingerprint() -> None:
    assert population(PEOPLE[:-1], ()).sha256 != population(PEOPLE, ()).sha256


def test_every_group_has_its_share_and_one_in_five_are_marked_twice() -> None:
    drawn = draw(population(PEOPLE, ()), strata=(Stratum.TEAM,), size=15, seed="1", twice_in=5)
    assert [each.position for each in drawn] == list(range(1, 16))
    assert sum(each.stratum == "South" for each in drawn) == 5
    assert sum(each.is_double for each in drawn) == 3


def test_who_is_left_out_is_counted_by_the_first_reason() -> None:
    people = [
        one(1),
        one(2, "North", Exclusion.DISPUTED),
        one(3, "North", Exclusion.DISPUTED, Exclusion.CEASED),
        one(4, "North", Exclusion.AUDITED_BEFORE),
    ]
    found = population(people, (Exclusion.DISPUTED,))
    assert [each.key for each in found.kept] == ["plan1", "plan4"]
    assert found.left_out == {Exclusion.DISPUTED: 1, Exclusion.CEASED: 1}


def test_a_small_population_is_drawn_whole_and_none_is_refused() -> None:
    assert len(draw(population(PEOPLE[:3], ()), strata=(), size=10, seed="1", twice_in=5)) == 3
    with pytest.raises(Refusal, match="Nothing in this period"):
        draw(population([], ()), strata=(), size=10, seed="1", twice_in=5)


@pytest.mark.parametrize(
    ("facts", "why", "sentence"),
    [
        (RoundFacts(state=RoundState.PLANNED, draws=0, submitted=0), "", None),
        (
            RoundFacts(state=RoundState.DRAWN, draws=1, submitted=0),
            "",
            "Say why it is drawn again.",
        ),
        (RoundFacts(state=RoundState.DRAWN, draws=1, submitted=0), "The period was wrong.", None),
        (RoundFacts(state=RoundState.DRAWN, draws=1, submitted=1), "It looks bad.", KNOWN_RESULTS),
        (
            RoundFacts(state=RoundState.CLOSED, draws=1, submitted=0),
            "Why not",
            "This round is closed.",
        ),
    ],
)
def test_it_is_drawn_again_only_with_a_reason_and_before_any_result(
    facts: RoundFacts, why: str, sentence: str | None
) -> None:
    if sentence is None:
        check_may_draw(facts, why=why)
        return
    with pytest.raises(Refusal) as caught:
        check_may_draw(facts, why=why)
    assert caught.value.sentence == sentence


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (RoundFacts(state=RoundState.DRAWN, draws=1, submitted=0), ALREADY_DRAWN),
        (RoundFacts(state=RoundState.CLOSED, draws=1, submitted=1), "This round is closed."),
        (RoundFacts(state=RoundState.CLOSED, draws=0, submitted=0), "This round is closed."),
    ],
)
def test_what_was_planned_stands_once_it_is_drawn_or_closed(
    facts: RoundFacts, sentence: str
) -> None:
    check_may_change(RoundFacts(state=RoundState.PLANNED, draws=0, submitted=0))
    with pytest.raises(Refusal) as refused:
        check_may_change(facts)
    assert refused.value.sentence == sentence


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"title": " "}, "title"),
        ({"last_on": date(2025, 3, 1)}, "last_on"),
        ({"last_on": date(2025, 9, 2)}, "last_on"),
        ({"sample_size": 0}, "sample_size"),
        ({"sample_size": 401}, "sample_size"),
        ({"due_on": TODAY}, "due_on"),
    ],
)
def test_a_round_that_cannot_be_is_refused(changed: dict[str, object], field: str) -> None:
    check_new_round(ROUND, today=TODAY)
    with pytest.raises(Refusals) as caught:
        check_new_round(replace(ROUND, **changed), today=TODAY)  # type: ignore[arg-type]
    assert [each.field for each in caught.value.refusals] == [field]
