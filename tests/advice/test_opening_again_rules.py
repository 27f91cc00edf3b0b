"""A request that ended by mistake: how it stands when it is opened again, and when it may not be."""

from dataclasses import replace
from datetime import date

import pytest

from alongside.advice.rules.codes import CLOSED, Act, Outcome, Stand, State
from alongside.advice.rules.opening_again import (
    IN_PARTS,
    IS_CASE_OVER,
    IS_MERGED,
    IS_OPEN,
    IS_OVER,
    OF_WHOLE,
    Done,
    Ended,
    ending_step,
    may_open_again,
    standing_steps,
    state_from,
    why_not_again,
)

ACCEPT, BACK = Outcome.ACCEPTED.value, Outcome.SENT_BACK.value
CODES = {"accept": (Act.CHECK, ACCEPT), "back": (Act.CHECK, BACK)}
WITHDRAWN = Ended(state=State.WITHDRAWN, by=Act.WITHDRAW)


def history(words: str) -> list[Done]:
    found = (CODES.get(each, (each, "")) for each in words.split())
    return [Done(number, Act(act), code) for number, (act, code) in enumerate(found, start=1)]


@pytest.mark.parametrize(
    ("done", "ended", "stands"),
    [
        ("ask withdraw", State.WITHDRAWN, State.ASKED),
        ("ask receive withdraw", State.WITHDRAWN, State.RECEIVED),
        ("ask receive take_on chase withdraw", State.WITHDRAWN, State.TAKEN_ON),
        ("ask receive give accept", State.ACCEPTED, State.GIVEN),
        ("ask receive give back enter accept", State.ACCEPTED, State.GIVEN),
        ("ask receive give back withdraw", State.WITHDRAWN, State.SENT_BACK),
        ("ask receive give accept withdraw", State.WITHDRAWN, State.ACCEPTED),
        ("ask receive give accept withdraw open_again", State.ACCEPTED, State.GIVEN),
        ("ask receive not_known decline", State.DECLINED, State.NOT_KNOWN),
        ("ask reuse", State.ACCEPTED, State.ASKED),
        ("ask receive reuse", State.ACCEPTED, State.RECEIVED),
        ("share decline", State.DECLINED, State.RECEIVED),
        ("ask receive decline open_again withdraw", State.WITHDRAWN, State.RECEIVED),
        ("ask receive give accept open_again accept", State.ACCEPTED, State.GIVEN),
    ],
)
def test_what_ended_a_request_is_undone_and_nothing_else(
    done: str, ended: State, stands: State
) -> None:
    assert state_from(history(done)) is ended
    assert state_from(history(f"{done} open_again")) is stands


def test_what_ended_it_last_is_what_is_undone() -> None:
    steps = history("ask receive give accept withdraw")
    assert ending_step(steps) == steps[-1]
    again = history("ask receive give accept withdraw open_again")
    assert ending_step(again) == again[3]
    assert standing_steps(again) == tuple(again[:4])
    assert ending_step(history("ask receive not_known")) is None
    assert standing_steps(history("ask open_again")) == tuple(history("ask"))


def test_what_was_taken_back_by_itself_counts_no_more() -> None:
    steps = history("ask receive not_brought not_brought withdraw")
    back = Done(6, Act.TAKE_BACK, "3")
    assert standing_steps([*steps, back]) == (*steps[:2], *steps[3:])
    assert state_from([*steps, back]) is State.WITHDRAWN


@pytest.mark.parametrize(
    ("ended", "sentence"),
    [
        (WITHDRAWN, ""),
        (Ended(state=State.ACCEPTED, by=Act.CHECK), ""),
        (Ended(state=State.DECLINED, by=Act.DECLINE, whole=State.GIVEN), ""),
        (replace(WITHDRAWN, is_merged=True), IS_MERGED),
        (replace(WITHDRAWN, is_case_over=True), IS_CASE_OVER),
        (replace(WITHDRAWN, is_under_way=False), IS_OVER),
        (Ended(state=State.WITHDRAWN, whole=State.WITHDRAWN), OF_WHOLE),
        (Ended(state=State.ACCEPTED, by=Act.CHECK, whole=State.WITHDRAWN), OF_WHOLE),
        (Ended(state=State.ACCEPTED), IN_PARTS),
        (
            replace(WITHDRAWN, asked_again_on=date(2025, 5, 1)),
            "This body was asked again on 1 May 2025. Go on with that, so that nobody is asked twice.",
        ),
    ],
)
def test_when_it_may_not_be_opened_again_a_sentence_says_why(ended: Ended, sentence: str) -> None:
    assert why_not_again(ended) == sentence


@pytest.mark.parametrize("state", sorted(set(State) - CLOSED))
def test_what_is_open_is_not_opened(state: State) -> None:
    assert why_not_again(Ended(state=state)) == IS_OPEN


@pytest.mark.parametrize(
    ("by", "stands"),
    [
        (Act.WITHDRAW, {Stand.ASKER}),
        (Act.REUSE, {Stand.ASKER}),
        (None, {Stand.ASKER}),
        (Act.CHECK, {Stand.OVERSEER}),
        (Act.DECLINE, {Stand.ASKER, Stand.OVERSEER, Stand.HOLDER}),
    ],
)
def test_whoever_may_correct_how_it_ended_may_open_it_again(
    by: Act | None, stands: set[Stand]
) -> None:
    assert {each for each in Stand if may_open_again(by, frozenset({each}))} == stands
