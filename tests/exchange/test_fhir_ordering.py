"""Which message comes after which."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.exchange.fhir import TURN_SENTENCES, Severity, Stamp, Turn, outcome_of_turn, turn_of

START = datetime(2026, 2, 16, 9, tzinfo=UTC)


def stamp(number: int, **changes: object) -> Stamp:
    made = Stamp(f"m{number}", "X99999/AR-1", number, START + timedelta(hours=number), f"d{number}")
    return replace(made, **changes)


FIRST_TWO = (stamp(1), stamp(2))


@pytest.mark.parametrize(
    ("incoming", "taken", "turn"),
    [
        (stamp(1), (), Turn.NEXT),
        (stamp(3), FIRST_TWO, Turn.NEXT),
        (stamp(3, sent_at=stamp(2).sent_at), FIRST_TWO, Turn.NEXT),
        (stamp(2), (), Turn.EARLY),
        (stamp(4), FIRST_TWO, Turn.EARLY),
        (stamp(1), FIRST_TWO, Turn.DUPLICATE),
        (stamp(2), FIRST_TWO, Turn.DUPLICATE),
        (stamp(2, digest="other"), FIRST_TWO, Turn.ALTERED),
        (stamp(2, sequence=3), FIRST_TWO, Turn.ALTERED),
        (stamp(2, stream="X99999/AR-2"), FIRST_TWO, Turn.ALTERED),
        (stamp(3, digest="d1"), FIRST_TWO, Turn.REPLAY),
        (stamp(2, message_id="m9"), FIRST_TWO, Turn.REPLAY),
        (stamp(2, message_id="m9", digest="other"), FIRST_TWO, Turn.STALE),
        (stamp(3, sent_at=START), FIRST_TWO, Turn.STALE),
        (stamp(1, message_id="m9", stream="X99999/AR-2"), FIRST_TWO, Turn.NEXT),
        (stamp(1, message_id="m9", stream="816/AR-1", digest="d1"), FIRST_TWO, Turn.NEXT),
    ],
)
def test_the_turn_of_a_message(incoming: Stamp, taken: tuple[Stamp, ...], turn: Turn):
    assert turn_of(incoming, taken) is turn


@given(arrivals=st.lists(st.integers(1, 6), max_size=40))
def test_in_whatever_order_they_arrive_each_is_taken_once_and_in_turn(arrivals: list[int]):
    taken: list[Stamp] = []
    for number in arrivals:
        if turn_of(stamp(number), taken) is Turn.NEXT:
            taken.append(stamp(number))
    assert [each.sequence for each in taken] == list(range(1, len(taken) + 1))


@given(order=st.permutations((*FIRST_TWO, stamp(3))), incoming=st.integers(1, 5))
def test_the_order_in_which_they_are_kept_does_not_matter(order: list[Stamp], incoming: int):
    kept = (*FIRST_TWO, stamp(3))
    assert turn_of(stamp(incoming), order) is turn_of(stamp(incoming), kept)


@pytest.mark.parametrize("turn", Turn)
def test_every_turn_has_a_sentence_and_an_outcome(turn: Turn):
    (issue,) = outcome_of_turn(turn).issues
    assert issue.sentence == TURN_SENTENCES[turn]
    taken_or_known = turn in {Turn.NEXT, Turn.DUPLICATE}
    assert (issue.severity is Severity.INFORMATION) == taken_or_known
