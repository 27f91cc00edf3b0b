"""What may be done with a meeting, and when: planned, held, signed or cancelled."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.dates import add_months, day_in_words, first_of_month, month_in_words
from alongside.kernel.refusals import Refusal

LONGEST_AGO = timedelta(days=366)
FARTHEST = timedelta(days=3 * 366)
PAPERS_BEFORE = timedelta(days=7)
RECORDED_SOON = timedelta(days=7)
SIGNED = "The minutes of this meeting are signed. Minute a correction at the next meeting."
NOT_HELD = "Record who came to the meeting first. Then its minutes can be signed."
CANCELLED = "This meeting was cancelled. Arrange another one."
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*([ap])\.?m\.?|(\d{1,2})[.:](\d{2})")
_TIME_EXAMPLE = "Write the time like 10am, 2:30pm or 14:30."


@dataclass(frozen=True, slots=True)
class MeetingDays:
    """What somebody wants a meeting's days to be. ``reports_month`` is a first of a month."""

    held_on: date
    papers_due_on: date
    reports_month: date | None = None


@dataclass(frozen=True, slots=True)
class MeetingState:
    """Where a meeting stands. ``is_held`` means that it is recorded who came."""

    held_on: date
    is_held: bool = False
    is_cancelled: bool = False
    is_signed: bool = False


def usual_papers_day(held_on: date) -> date:
    """Papers are due a week before, unless the board says otherwise."""
    return held_on - PAPERS_BEFORE


def usual_reports_month(held_on: date) -> date:
    """A meeting receives the assurance reports of the month before its own.

    >>> usual_reports_month(date(2021, 1, 20))
    datetime.date(2020, 12, 1)
    """
    return add_months(first_of_month(held_on), -1)


def days_recorded_late(held_on: date, recorded_on: date) -> int:
    """How long afterwards a meeting was recorded; 0 within the week in which that is usual.

    >>> days_recorded_late(date(2021, 11, 1), date(2022, 9, 12))
    315
    """
    passed = recorded_on - held_on
    return passed.days if passed > RECORDED_SOON else 0


def recorded_words(days: int) -> str:
    """ "Recorded 315 days after the meeting"; empty when it was recorded in time."""
    return f"Recorded {days} days after the meeting" if days else ""


def check_days(days: MeetingDays, *, today: date) -> None:
    """Raises Refusal for a day that is a slip of the pen, or out of order."""
    if days.held_on < today - LONGEST_AGO:
        raise Refusal(
            f"{day_in_words(days.held_on)} is more than a year ago. Check the year.",
            field="held_on",
        )
    if days.held_on > today + FARTHEST:
        raise Refusal(
            f"{day_in_words(days.held_on)} is more than three years away. Check the year.",
            field="held_on",
        )
    if days.papers_due_on > days.held_on:
        raise Refusal(
            "Papers are due on or before the day of the meeting. Choose an earlier day.",
            field="papers_due_on",
        )
    if days.reports_month is not None and days.reports_month > first_of_month(days.held_on):
        raise Refusal(
            f"{month_in_words(days.reports_month)} is after the meeting. "
            "Choose the month of the meeting or an earlier one.",
            field="reports_month",
        )


def check_may_move_to(held_on: date, *, today: date) -> None:
    """A planned meeting takes its months with it, so it never moves into the past. Raises Refusal."""
    if held_on < today:
        raise Refusal(
            f"{day_in_words(held_on)} has passed. Choose today or a later day. If the meeting was "
            "held then, cancel this one and write it down for that day.",
            field="held_on",
        )


def check_month_stays(
    before: date | None, after: date | None, *, held_on: date, today: date
) -> None:
    """Once the day of a meeting has passed, it takes no other month's reports. Raises Refusal."""
    if before != after and held_on < today:
        raise Refusal(
            "The day of this meeting has passed, so the month of its reports stays as it is.",
            field="reports_month",
        )


def time_in_words(text: str) -> str:
    """A time of day as it is printed; an empty text stays empty. Raises Refusal.

    >>> time_in_words("14.30")
    '2:30pm'
    """
    tidied = text.strip().lower()
    if not tidied:
        return ""
    found = _TIME.fullmatch(tidied)
    if found is None:
        raise Refusal(_TIME_EXAMPLE, field="starts")
    hour, minute = int(found[1] or found[4]), int(found[2] or found[5] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            raise Refusal(_TIME_EXAMPLE, field="starts")
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise Refusal(_TIME_EXAMPLE, field="starts")
    return _clock_words(hour, minute)


def check_still_planned(state: MeetingState) -> None:
    """Raises Refusal unless it can still be moved, changed or cancelled."""
    _check_open(state)
    if state.is_held:
        raise Refusal("This meeting has been held already, so its day stays as it is.")


def check_may_prepare(state: MeetingState) -> None:
    """Agenda and papers: until the minutes are signed. Raises Refusal."""
    _check_open(state)


def check_may_record(state: MeetingState, *, today: date) -> None:
    """Who came, what was declared, the minutes and the follow-ups: from the day of the meeting
    until the minutes are signed. Raises Refusal.
    """
    _check_open(state)
    if today < state.held_on:
        raise Refusal(
            f"The meeting is on {day_in_words(state.held_on)}. Record it on that day or later."
        )


def check_may_sign(state: MeetingState) -> None:
    """Raises Refusal."""
    _check_open(state)
    if not state.is_held:
        raise Refusal(NOT_HELD)


def reordered(numbers: Sequence[int]) -> list[int]:
    """The places of the items after each was given a number: indexes, in their new order.

    ``numbers[i]`` is what the item in place i + 1 should become. An item that moves up stands
    before the one that had its number; one that moves down stands after it.

    >>> reordered([1, 2, 1])
    [2, 0, 1]
    """

    def place(index: int) -> tuple[int, int, int]:
        moved = numbers[index] - (index + 1)
        return numbers[index], (moved > 0) - (moved < 0), index

    return sorted(range(len(numbers)), key=place)


def is_late(added_on: date, papers_due_on: date) -> bool:
    """A paper that came after the day papers were due."""
    return added_on > papers_due_on


def check_due(due_on: date, *, given_on: date) -> None:
    """A follow-up is due after the meeting that gave it. Raises Refusal."""
    if due_on < given_on:
        raise Refusal(
            f"It was given on {day_in_words(given_on)}. Choose that day or a later one.",
            field="due_on",
        )
    if due_on > given_on + FARTHEST:
        raise Refusal(
            f"{day_in_words(due_on)} is more than three years away. Check the year.",
            field="due_on",
        )


def check_done(done_on: date, *, given_on: date, today: date) -> None:
    """The day on which a follow-up was done. Raises Refusal."""
    if done_on > today:
        raise Refusal(
            f"{day_in_words(done_on)} has not come yet. Give today’s date or an earlier one.",
            field="done_on",
        )
    if done_on < given_on:
        raise Refusal(
            f"It was given on {day_in_words(given_on)}. Give that day or a later one.",
            field="done_on",
        )


def _check_open(state: MeetingState) -> None:
    if state.is_cancelled:
        raise Refusal(CANCELLED)
    if state.is_signed:
        raise Refusal(SIGNED)


def _clock_words(hour: int, minute: int) -> str:
    if (hour, minute) == (12, 0):
        return "midday"
    minutes = f":{minute:02}" if minute else ""
    return f"{hour % 12 or 12}{minutes}{'am' if hour < 12 else 'pm'}"
