"""How a duty stands on a day: done on time, done late by n days, due in n days, late by n days.

Lateness is a comparison of dates. No exception changes it; a reliance is told beside it.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.law.counting import Counted
from alongside.law.duty import Duty
from alongside.law.provisions import Force


class Standing(StrEnum):
    """The words of ``state`` in files."""

    DONE_ON_TIME = "done on time"
    DONE_LATE = "done late"
    DUE = "due"
    LATE = "late"
    NO_LONGER_DUE = "no longer due"
    DONE = "done"
    OPEN = "open"
    TIME_OVER = "time over"
    CUT_SHORT = "cut short"
    REFUSED = "refused"


MEANINGS = {
    Standing.DONE_ON_TIME: "It was done on or before the day it was due. Days: 0.",
    Standing.DONE_LATE: "It was done after that day. Days: how many days late.",
    Standing.DUE: "It is not yet done, and there is time. Days: how many are left; 0 is today.",
    Standing.LATE: "It is not done, and the day has passed. Days: how many days late.",
    Standing.NO_LONGER_DUE: "Something happened by which it fell away. Days: how late it was by then, or by "
    "the day it was to come before.",
    Standing.DONE: "It was done, and the law sets no day for it. Days: 0.",
    Standing.OPEN: "It is not yet done, and the law sets no day: as soon as practicable. Days: 0.",
    Standing.TIME_OVER: "Time that somebody had for acting or answering has passed. Days: 0.",
    Standing.CUT_SHORT: "Time that somebody had to be left was cut short. Days: how many were taken.",
    Standing.REFUSED: "The day cannot be worked out; “refused” says why. Days: 0.",
}


@dataclass(frozen=True, slots=True)
class State:
    """``days`` is never negative; what it counts is said in ``MEANINGS``."""

    standing: Standing
    days: int = 0

    @property
    def is_late(self) -> bool:
        return self.standing in (Standing.LATE, Standing.DONE_LATE)


def state(duty: Duty, today: date) -> State:
    """How the duty stands on ``today``; what happened later is not yet known on that day."""
    if duty.refusal:
        return State(Standing.REFUSED)
    if duty.provision.force is Force.AT_LEAST:
        return _time_left_to_somebody(duty, today)
    if duty.done_on is not None and duty.done_on <= today:
        return _done(duty, duty.done_on)
    if duty.ended_on is not None and duty.ended_on <= today:
        return State(Standing.NO_LONGER_DUE, _late_at_the_end(duty, duty.ended_on))
    return _running(duty, today)


def _done(duty: Duty, done_on: date) -> State:
    if duty.due_on is None:
        return State(Standing.DONE)
    if done_on <= duty.due_on:
        return State(Standing.DONE_ON_TIME)
    return State(Standing.DONE_LATE, (done_on - duty.due_on).days)


def _late_at_the_end(duty: Duty, ended_on: date) -> int:
    """How late it already was. What was due only on a condition, or was a right, was never late. What is to
    come before a day cannot be done after it: its lateness stays as it was on that day.
    """
    if duty.due_on is None or duty.provision.conditional or duty.provision.force is Force.RIGHT:
        return 0
    until = duty.started_on if was_missed(duty) else ended_on
    return max((until - duty.due_on).days, 0)


def was_missed(duty: Duty) -> bool:
    """Whether the day came and went before which it was to be done, and no record shows that it was."""
    is_before = duty.provision.counted is Counted.BEFORE
    return is_before and duty.ended_on is not None and duty.ended_on >= duty.started_on


def _running(duty: Duty, today: date) -> State:
    if duty.due_on is None:
        return State(Standing.OPEN)
    if today <= duty.due_on:
        return State(Standing.DUE, (duty.due_on - today).days)
    if duty.provision.force is Force.RIGHT:
        return State(Standing.TIME_OVER)
    return State(Standing.LATE, (today - duty.due_on).days)


def _time_left_to_somebody(duty: Duty, today: date) -> State:
    due_on = duty.due_on or date.max
    answered = _answered_by(duty, min(due_on, today))
    cut_on = duty.cut_on
    if cut_on is not None and cut_on <= min(due_on, today) and not _answered_by(duty, cut_on):
        return State(Standing.CUT_SHORT, (due_on - cut_on).days + 1)
    if answered:
        return State(Standing.DONE_ON_TIME)
    if duty.ended_on is not None and duty.ended_on <= min(due_on, today):
        return State(Standing.NO_LONGER_DUE)
    if today <= due_on:
        return State(Standing.DUE, (due_on - today).days)
    return State(Standing.TIME_OVER)


def _answered_by(duty: Duty, day: date) -> bool:
    return duty.done_on is not None and duty.done_on <= day
