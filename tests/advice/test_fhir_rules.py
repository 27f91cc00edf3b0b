"""The rules of messages, as tables: whose child it is, which stage does what, how long a secret lasts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from alongside.advice.rules.calling import LONGEST, check_expiry, check_scopes, is_key
from alongside.advice.rules.codes import Act, State
from alongside.advice.rules.messages import (
    ACT_OF,
    OURS,
    SKEW,
    Identity,
    check_same_child,
    check_sent,
    check_stage,
)
from alongside.exchange.fhir import Stage
from alongside.kernel.refusals import Refusal
from tests.advice.factories import noon

TODAY = date(2026, 3, 2)
KNOWN = Identity(
    family_name="O’Test-Lee", born_on=date(2014, 5, 6), nhs_number="9990000018", upn="T816400026001"
)


@pytest.mark.parametrize(
    "told",
    [
        KNOWN,
        replace(KNOWN, family_name="otest lee", nhs_number=""),
        replace(KNOWN, nhs_number="", upn=""),
        replace(KNOWN, family_name="Another"),  # the NHS number is the same
    ],
)
def test_the_same_child(told: Identity) -> None:
    check_same_child(told, KNOWN)


@pytest.mark.parametrize(
    "told",
    [
        replace(KNOWN, born_on=date(2014, 6, 5)),
        replace(KNOWN, nhs_number="9990000026"),
        replace(KNOWN, upn="Z81699992612A"),
        replace(KNOWN, family_name="Another", nhs_number=""),
    ],
)
def test_another_child_and_nothing_is_told_of_either(told: Identity) -> None:
    with pytest.raises(Refusal) as refused:
        check_same_child(told, KNOWN)
    assert "Test" not in refused.value.sentence


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_is_an_act_the_authority_s_or_news(stage: Stage) -> None:
    if stage in OURS:
        with pytest.raises(Refusal, match="for the authority"):
            check_stage(stage, State.RECEIVED)
    else:
        assert check_stage(stage, State.RECEIVED) == ACT_OF.get(stage)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.WITHDRAWN])
def test_there_is_no_news_of_what_is_closed(state: State) -> None:
    with pytest.raises(Refusal, match="closed"):
        check_stage(Stage.DRAFTED, state)


def test_news_comes_after_the_receipt() -> None:
    with pytest.raises(Refusal, match="received"):
        check_stage(Stage.DRAFTED, State.ASKED)
    assert check_stage(Stage.ASKED, State.ASKED) is None
    assert check_stage(Stage.RECEIVED, State.ASKED) is Act.RECEIVE


def test_a_clock_may_be_a_little_ahead() -> None:
    check_sent(noon(TODAY) + SKEW, at=noon(TODAY))
    with pytest.raises(Refusal, match="still to come"):
        check_sent(noon(TODAY) + SKEW + timedelta(seconds=1), at=noon(TODAY))


@pytest.mark.parametrize("wanted", [(), ("advice.everything",), ("advice.read", "x")])
def test_scopes_that_there_are_not(wanted: tuple[str, ...]) -> None:
    with pytest.raises(Refusal, match=r"advice\.read"):
        check_scopes(wanted)


def test_a_secret_lasts_a_year_at_most() -> None:
    check_expiry(TODAY + LONGEST, today=TODAY)
    for day in (TODAY, TODAY + LONGEST + timedelta(days=1)):
        with pytest.raises(Refusal):
            check_expiry(day, today=TODAY)


@pytest.mark.parametrize(
    ("text", "is_good"),
    [("b1a7e0c2-0001", True), ("short", False), ("x" * 65, False), ("a b c d e", False)],
)
def test_keys(text: str, is_good: bool) -> None:
    assert is_key(text) is is_good
