"""Quorum, days, times, order and states of a meeting, as tables of examples."""

from datetime import date

import pytest

from alongside.board.rules.codes import Presence, SeatKind, Side
from alongside.board.rules.meetings import (
    MeetingDays,
    MeetingState,
    check_days,
    check_done,
    check_due,
    check_may_prepare,
    check_may_record,
    check_may_sign,
    check_still_planned,
    is_late,
    reordered,
    time_in_words,
    usual_papers_day,
    usual_reports_month,
)
from alongside.board.rules.quorum import (
    NOT_SET,
    Place,
    QuorumRule,
    gaps_in_reach,
    is_quorate,
    rule_in_words,
)
from alongside.kernel.refusals import Refusal

TODAY = date(2020, 7, 15)
CHAIR = Place(SeatKind.CHAIR, Side.OTHER, Presence.ATTENDED)
NURSE = Place(SeatKind.MEMBER, Side.HEALTH, Presence.ATTENDED)
NURSES_DEPUTY = Place(SeatKind.MEMBER, Side.HEALTH, Presence.DEPUTY)
NURSE_SORRY = Place(SeatKind.MEMBER, Side.HEALTH, Presence.APOLOGIES)
FORUM = Place(SeatKind.MEMBER, Side.FAMILIES, Presence.ATTENDED)
SCRUTINEER = Place(SeatKind.SCRUTINEER, Side.OTHER, Presence.ATTENDED)
GUEST = Place(SeatKind.ATTENDS, Side.FAMILIES, Presence.ATTENDED)


@pytest.mark.parametrize(
    ("rule", "places", "quorate", "words"),
    [
        (QuorumRule(), [], True, NOT_SET),
        (
            QuorumRule(2),
            [CHAIR, NURSE],
            True,
            "There was a quorum: 2 of 2 members came, and 2 are needed.",
        ),
        (QuorumRule(2), [CHAIR, NURSES_DEPUTY], True, "There was a quorum: 2 of 2 members came"),
        (
            QuorumRule(2),
            [CHAIR, NURSE_SORRY],
            False,
            "There was no quorum: 1 of 2 members came, and 2 are needed.",
        ),
        (QuorumRule(1), [SCRUTINEER], False, "There was no quorum: 0 of 0 members came"),
        (
            QuorumRule(1, (Side.HEALTH, Side.FAMILIES)),
            [CHAIR, NURSE_SORRY, GUEST],
            False,
            "There was no quorum: nobody came from health or families.",
        ),
        (
            QuorumRule(3, (Side.HEALTH,)),
            [CHAIR],
            False,
            "There was no quorum: 1 of 1 members came, and 3 are needed. Nobody came from health.",
        ),
        (QuorumRule(None, (Side.HEALTH,)), [NURSE], True, "There was a quorum: 1 of 1 members"),
    ],
)
def test_a_quorum_counts_members_and_deputies_and_asks_for_sides(
    rule: QuorumRule, places: list[Place], quorate: bool, words: str
) -> None:
    answer = is_quorate(rule, places)
    assert answer.is_quorate is quorate
    assert answer.words.startswith(words)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (QuorumRule(), NOT_SET),
        (QuorumRule(1), "At least 1 member."),
        (QuorumRule(5), "At least 5 members."),
        (QuorumRule(None, (Side.FAMILIES,)), "Somebody from families."),
        (
            QuorumRule(5, (Side.HEALTH, Side.SOCIAL_CARE)),
            "At least 5 members, with somebody from health and from social care.",
        ),
    ],
)
def test_a_rule_is_said_in_a_sentence(rule: QuorumRule, words: str) -> None:
    assert rule_in_words(rule) == words


def test_a_board_that_could_never_meet_its_quorum_is_told_why() -> None:
    rule = QuorumRule(3, (Side.HEALTH, Side.FAMILIES))
    seats = [(SeatKind.CHAIR, Side.OTHER), (SeatKind.MEMBER, Side.HEALTH)]
    assert gaps_in_reach(rule, seats) == (
        "The quorum cannot be met: 3 members are needed and 2 sit on the board.",
        "The quorum cannot be met: no member sits for families.",
    )
    assert gaps_in_reach(QuorumRule(), []) == ()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (MeetingDays(date(2019, 7, 14), date(2019, 7, 7)), "more than a year ago. Check the year"),
        (MeetingDays(date(2023, 7, 19), date(2023, 7, 7)), "more than three years away."),
        (MeetingDays(date(2020, 8, 1), date(2020, 8, 2)), "Papers are due on or before the day"),
        (
            MeetingDays(date(2020, 8, 1), date(2020, 8, 1), date(2020, 9, 1)),
            "September 2020 is after the meeting.",
        ),
    ],
)
def test_a_day_out_of_order_is_refused_with_a_sentence(days: MeetingDays, sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        check_days(days, today=TODAY)


def test_a_meeting_of_last_month_may_be_written_down_afterwards() -> None:
    check_days(MeetingDays(date(2020, 6, 15), date(2020, 6, 8), date(2020, 5, 1)), today=TODAY)


def test_papers_are_due_a_week_before_and_reports_are_of_the_month_before() -> None:
    assert usual_papers_day(date(2020, 7, 15)) == date(2020, 7, 8)
    assert usual_reports_month(date(2021, 1, 31)) == date(2020, 12, 1)
    assert is_late(date(2020, 7, 9), date(2020, 7, 8))
    assert not is_late(date(2020, 7, 8), date(2020, 7, 8))


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("", ""),
        ("10am", "10am"),
        ("10.30 AM", "10:30am"),
        ("2:30pm", "2:30pm"),
        ("14:30", "2:30pm"),
        ("12pm", "midday"),
        ("12:00", "midday"),
        ("9 a.m.", "9am"),
        ("00:15", "12:15am"),
    ],
)
def test_a_time_is_printed_the_same_however_it_was_typed(typed: str, printed: str) -> None:
    assert time_in_words(typed) == printed


@pytest.mark.parametrize("typed", ["soon", "25:00", "13pm", "0am", "10:75", "10", "10:5am"])
def test_what_is_not_a_time_is_refused(typed: str) -> None:
    with pytest.raises(Refusal, match=r"Write the time like 10am"):
        time_in_words(typed)


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        ([1, 2, 3], [0, 1, 2]),
        ([1, 2, 1], [2, 0, 1]),
        ([3, 2, 3], [1, 2, 0]),
        ([2, 1, 3], [1, 0, 2]),
        ([9, 2, 3], [1, 2, 0]),
        ([2, 2, 2], [2, 1, 0]),
        ([], []),
    ],
)
def test_an_item_takes_the_place_of_its_number_and_the_others_move_along(
    numbers: list[int], order: list[int]
) -> None:
    assert reordered(numbers) == order


PLANNED = MeetingState(TODAY)
HELD = MeetingState(TODAY, is_held=True)
SIGNED = MeetingState(TODAY, is_held=True, is_signed=True)
CANCELLED = MeetingState(TODAY, is_cancelled=True)


@pytest.mark.parametrize(
    ("state", "allowed"),
    [
        (PLANNED, {"planned", "prepare", "record"}),
        (HELD, {"prepare", "record", "sign"}),
        (SIGNED, set()),
        (CANCELLED, set()),
    ],
)
def test_what_may_be_done_follows_from_where_the_meeting_stands(
    state: MeetingState, allowed: set[str]
) -> None:
    checks = {
        "planned": lambda: check_still_planned(state),
        "prepare": lambda: check_may_prepare(state),
        "record": lambda: check_may_record(state, today=TODAY),
        "sign": lambda: check_may_sign(state),
    }
    for name, check in checks.items():
        if name in allowed:
            check()
        else:
            with pytest.raises(Refusal):
                check()


def test_nothing_is_recorded_before_the_day_of_the_meeting() -> None:
    with pytest.raises(Refusal, match=r"The meeting is on 15 July 2020. Record it on that day"):
        check_may_record(PLANNED, today=date(2020, 7, 14))


def test_a_follow_up_is_due_after_it_was_given_and_done_by_today() -> None:
    check_due(TODAY, given_on=TODAY)
    check_done(TODAY, given_on=TODAY, today=TODAY)
    with pytest.raises(Refusal, match=r"It was given on 15 July 2020. Choose that day or a later"):
        check_due(date(2020, 7, 14), given_on=TODAY)
    with pytest.raises(Refusal, match=r"more than three years away"):
        check_due(date(2024, 7, 14), given_on=TODAY)
    with pytest.raises(Refusal, match=r"16 July 2020 has not come yet"):
        check_done(date(2020, 7, 16), given_on=TODAY, today=TODAY)
    with pytest.raises(Refusal, match=r"It was given on 15 July 2020. Give that day or a later"):
        check_done(date(2020, 7, 14), given_on=TODAY, today=TODAY)
