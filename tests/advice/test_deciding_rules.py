"""What may be done with a request, on which grounds it may be declined, and what a whole says of its parts."""

from datetime import date

import pytest

from alongside.advice.rules.codes import (
    CLOSED,
    Act,
    Adviser,
    Consent,
    DeclineGround,
    NoGround,
    State,
)
from alongside.advice.rules.deciding import (
    ALLOWED,
    WHO,
    Standing,
    check_by,
    check_consents,
    check_decline,
    check_services,
    days_late,
    state_of_whole,
    why_not,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.refusals import Refusal, Refusals

A, R, T, S, N, D, G, B, OK, W = State


@pytest.mark.parametrize(
    ("act", "state", "may"),
    [
        (Act.RECEIVE, A, True),
        (Act.RECEIVE, R, False),
        (Act.TAKE_ON, R, True),
        (Act.TAKE_ON, A, False),
        (Act.SHARE, R, True),
        (Act.SHARE, S, True),
        (Act.SHARE, G, False),
        (Act.NOT_KNOWN, R, True),
        (Act.NOT_KNOWN, G, False),
        (Act.GIVE, R, True),
        (Act.GIVE, N, True),
        (Act.GIVE, B, True),
        (Act.GIVE, A, False),
        (Act.GIVE, G, False),
        (Act.CHECK, G, True),
        (Act.CHECK, OK, False),
        (Act.CHASE, N, True),
        (Act.CHASE, G, False),
        (Act.DECLINE, N, True),
        (Act.DECLINE, G, False),
        (Act.WITHDRAW, A, True),
    ],
)
def test_what_may_be_done_in_each_state(act: Act, state: State, may: bool) -> None:
    assert (why_not(act, Standing(state=state)) == "") is may


@pytest.mark.parametrize("state", sorted(CLOSED))
@pytest.mark.parametrize("act", sorted(ALLOWED))
def test_of_a_closed_request_only_mistakes_are_undone_and_it_is_withdrawn_while_it_is_accepted(
    act: Act, state: State
) -> None:
    may = (act, state) == (Act.WITHDRAW, State.ACCEPTED) or act in (Act.OPEN_AGAIN, Act.TAKE_BACK)
    assert bool(why_not(act, Standing(state=state))) is not may


def test_every_act_says_who_may_do_it_and_when() -> None:
    assert WHO.keys() == ALLOWED.keys() == set(Act) - {Act.ASK}


@pytest.mark.parametrize(
    ("act", "standing"),
    [
        (Act.SHARE, Standing(state=R, is_part=True)),
        (Act.SHARE, Standing(state=R, is_health=False)),
        (Act.GIVE, Standing(state=S, parts=(R,))),
        (Act.ENTER, Standing(state=S, parts=(R,))),
        (Act.CHECK, Standing(state=G, parts=(G,))),
        (Act.DECLINE, Standing(state=S, parts=(R,))),
        (Act.WITHDRAW, Standing(state=R, is_part=True)),
    ],
)
def test_a_part_and_a_whole_that_was_shared_are_told_apart(act: Act, standing: Standing) -> None:
    assert why_not(act, standing).endswith(".")


@pytest.mark.parametrize("ground", sorted(NoGround))
def test_there_is_no_third_ground_to_decline(ground: str) -> None:
    with pytest.raises(Refusal, match="no ground of section 31"):
        check_decline(ground, "In writing.")


@pytest.mark.parametrize("ground", sorted(DeclineGround))
def test_the_two_grounds_of_section_31_need_reasons_in_writing(ground: str) -> None:
    assert check_decline(ground, "We are the court’s expert.") == ground
    with pytest.raises(Refusal, match="in writing"):
        check_decline(ground, "  ")


def test_an_unknown_ground_is_refused() -> None:
    with pytest.raises(Refusal, match="from the list"):
        check_decline("busy", "In writing.")


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([R, R], S),
        ([G, R], S),
        ([G, N], S),
        ([G, G], G),
        ([G, OK], G),
        ([OK, OK], OK),
        ([OK, B], B),
        ([B, R], S),
        ([D, OK], OK),
        ([D, D], D),
        ([W, G], G),
        ([], S),
    ],
)
def test_a_whole_says_what_its_parts_leave_open(parts: list[State], whole: State) -> None:
    assert state_of_whole(parts) is whole


DAY = date(2025, 5, 1)


@pytest.mark.parametrize("missing", sorted(Consent))
def test_earlier_advice_needs_all_three(missing: Consent) -> None:
    agreed = {each: None if each is missing else DAY for each in Consent}
    with pytest.raises(Refusals):
        check_consents(agreed, today=DAY)
    check_consents(dict.fromkeys(Consent, DAY), today=DAY)


def test_nobody_agrees_on_a_day_to_come() -> None:
    with pytest.raises(Refusals, match="still to come"):
        check_consents(dict.fromkeys(Consent, date(2025, 5, 2)), today=DAY)


@pytest.mark.parametrize(
    ("given_on", "by"),
    [
        (date(2025, 5, 12), date(2025, 5, 19)),
        (date(2025, 5, 16), date(2025, 5, 23)),
        (date(2025, 5, 23), date(2025, 6, 2)),
    ],
)
def test_the_check_has_five_working_days_of_its_own(given_on: date, by: date) -> None:
    """26 May 2025 was a bank holiday."""
    assert check_by(given_on, clock_of_the_law().calendar) == by


@pytest.mark.parametrize(
    ("wanted", "there", "says"),
    [
        ([], [], "at least one"),
        ([Adviser.PSYCHOLOGY], [], "from the list"),
        ([Adviser.SPEECH], [Adviser.SPEECH], "already"),
    ],
)
def test_a_request_is_shared_with_services_of_health_once_each(
    wanted: list[Adviser], there: list[Adviser], says: str
) -> None:
    with pytest.raises(Refusal, match=says):
        check_services(wanted, there)


@pytest.mark.parametrize(("due_on", "late"), [(None, 0), (DAY, 0), (date(2025, 4, 28), 3)])
def test_lateness_is_a_comparison_of_days(due_on: date | None, late: int) -> None:
    assert days_late(due_on, DAY) == late
