"""Delays, giving up, and the slots of schedules."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.jobs.rules import Daily, Every, delay_after, failed_sentence, may_try_again

instants = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda at: at.replace(tzinfo=UTC)
)


@pytest.mark.parametrize(
    ("attempt_count", "minutes"), [(1, 1), (2, 2), (3, 4), (6, 32), (7, 60), (500, 60)]
)
def test_the_delay_doubles_up_to_an_hour(attempt_count: int, minutes: int) -> None:
    assert delay_after(attempt_count) == timedelta(minutes=minutes)


def test_the_last_attempt_is_given_up() -> None:
    assert may_try_again(attempt_count=4, attempts=5)
    assert not may_try_again(attempt_count=5, attempts=5)
    sentence = failed_sentence(what="It failed", attempt_count=5, attempts=5)
    assert sentence == "It failed at attempt 5 of 5 and was given up."


@pytest.mark.parametrize(
    ("at", "slot"),
    [
        ("2020-01-15T06:00:00", "2020-01-15T06:00:00"),
        ("2020-01-15T05:59:59", "2020-01-14T06:00:00"),
        ("2020-07-15T05:00:00", "2020-07-15T05:00:00"),
        ("2020-07-15T04:59:59", "2020-07-14T05:00:00"),
        ("2020-03-29T05:00:00", "2020-03-29T05:00:00"),  # the clocks went forward at one
        ("2020-03-29T04:59:00", "2020-03-28T06:00:00"),
        ("2020-10-25T05:30:00", "2020-10-24T05:00:00"),  # the clocks went back at two
        ("2020-10-25T06:00:00", "2020-10-25T06:00:00"),
        ("2020-07-14T23:30:00", "2020-07-14T05:00:00"),  # past midnight in London
    ],
)
def test_six_in_the_morning_stays_six_in_london(at: str, slot: str) -> None:
    found = Daily(6).slot_at(datetime.fromisoformat(at).replace(tzinfo=UTC))
    assert found == datetime.fromisoformat(slot).replace(tzinfo=UTC)


@given(instants, st.integers(0, 23))
def test_a_daily_slot_has_begun_and_the_next_has_not(at: datetime, hour: int) -> None:
    slot = Daily(hour).slot_at(at)
    assert slot <= at < slot + timedelta(hours=26)
    assert Daily(hour).slot_at(slot) == slot


@given(instants, st.integers(1, 1440))
def test_a_slot_of_minutes_has_begun_and_the_next_has_not(at: datetime, minutes: int) -> None:
    slot = Every(minutes).slot_at(at)
    assert slot <= at < slot + timedelta(minutes=minutes)
    assert Every(minutes).slot_at(slot) == slot
