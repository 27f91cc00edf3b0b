"""How an assessment stood on a day, and what was decided after a review. Pure, from events in their order.

A case that was started never leaves the count of those started: it is an EHC plan, refused, no EHC
plan, withdrawn, moved or still open.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.law.events import Event
from alongside.law.processes import Process


class Outcome(StrEnum):
    """Of an assessment. What was refused and taken up again is open again."""

    PLAN = "plan"
    REFUSED = "refused"
    NO_PLAN = "no_plan"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    OPEN = "open"


ENDS = {
    "final_plan_sent": Outcome.PLAN,
    "decided_not_to_assess": Outcome.REFUSED,
    "decided_no_plan": Outcome.NO_PLAN,
    "request_withdrawn": Outcome.WITHDRAWN,
    "moved_during_assessment": Outcome.MOVED,
}
TAKEN_UP_AGAIN = frozenset({"decided_to_assess", "decided_to_issue"})
AMENDS = frozenset({"review_decided_amend", "amendment_notice_sent", "amended_plan_sent"})
"""Each of them says that a review led to changes of the EHC plan, whichever was recorded."""


@dataclass(frozen=True, slots=True)
class Stood:
    """``since`` is the day on which it came to that; None while it is open from the beginning."""

    outcome: Outcome
    since: date | None = None


def outcome_by(events: Iterable[Event], day: date = date.max) -> Stood:
    """How the assessment with these events stood at the end of the day.

    >>> asked = Event(id="1", kind="request_received", on=date(2025, 3, 3))
    >>> refused = Event(id="2", kind="decided_not_to_assess", on=date(2025, 4, 11))
    >>> outcome_by([asked, refused], date(2025, 4, 10)).outcome.value
    'open'
    """
    stood = Stood(Outcome.OPEN)
    for event in events:
        if event.on > day or stood.outcome is Outcome.PLAN:
            break
        if event.kind in ENDS:
            stood = Stood(ENDS[event.kind], event.on)
        elif event.kind in TAKEN_UP_AGAIN and stood.outcome is not Outcome.OPEN:
            stood = Stood(Outcome.OPEN, event.on)
    return stood


def had_plan_on(processes: Iterable[Process], day: date, ends: Collection[str]) -> bool:
    """Whether an EHC plan was in force at the end of the day. ``ends``: the events by which one ends."""
    for process in processes:
        if process.type == "upkeep" and process.events and process.events[0][1].on <= day:
            ended = first_on((event for _, event in process.events), ends)
            if ended is None or ended > day:
                return True
    return False


def first_on(events: Iterable[Event], kinds: Iterable[str]) -> date | None:
    """The day of the first event of these kinds."""
    wanted = frozenset(kinds)
    return next((event.on for event in events if event.kind in wanted), None)
