"""When a line was finished, as far as its statuses tell. Pure.

A status from a published table says only how it stood when the table was made: the line was finished on
that day or before it, and after the last day on which it was still open.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from alongside.kernel.dates import PartialDate, add_months, first_of_month
from alongside.plan.rules.codes import FINISHED, Step


@dataclass(frozen=True, slots=True)
class Told:
    """One status that stands. ``is_published``: it came with a published table."""

    code: Step
    on: PartialDate
    is_published: bool = False


@dataclass(frozen=True, slots=True)
class Finish:
    """``finished_on`` is None while the line is open. ``open_on`` is the last day on which it is known
    to have been open, ``is_day_known`` whether it was finished on that very day.
    """

    finished_on: date | None = None
    open_on: date | None = None
    is_day_known: bool = True
    place: int = -1


def finish_of(told: Sequence[Told]) -> Finish:
    """From the statuses of a line, oldest first. What was finished and opened again is open; what is
    finished now was so since the first of its last unbroken run of finished statuses, whose place in
    the list is kept.
    """
    place = len(told)
    while place and told[place - 1].code in FINISHED:
        place -= 1
    open_on = told[place - 1].on.last if place else None
    if place == len(told):
        return Finish(open_on=open_on)
    first = told[place]
    return Finish(first.on.last, open_on, not first.is_published, place)


def started_on(told: Sequence[Told]) -> date | None:
    return next((each.on.first for each in told if each.code is not Step.NOT_STARTED), None)


def month_ends(first: date, *, before: date) -> Iterator[date]:
    """The last days of the months from that of ``first`` on which have passed ``before`` that day."""
    month = add_months(first_of_month(first), 1)
    while month <= before:
        yield month - timedelta(days=1)
        month = add_months(month, 1)


def overdue_at_month_ends(
    due_on: date | None, finish: Finish, *, today: date
) -> Iterator[tuple[date, bool]]:
    """Each month's last day on which the line was overdue, and whether that is known: between the last
    day it was open and a published table that calls it finished, nobody can tell.
    """
    if due_on is None:
        return
    for day in month_ends(due_on, before=today):
        if finish.finished_on is not None and finish.finished_on <= day:
            return
        if due_on < day:
            is_open = finish.open_on is not None and day <= finish.open_on
            yield day, finish.finished_on is None or finish.is_day_known or is_open
