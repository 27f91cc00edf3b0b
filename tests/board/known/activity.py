"""What was done since the inspection: one activity of a month, one without, and many."""

from datetime import datetime

from alongside.kernel.dates import PartialDate
from alongside.plan.models import Statement
from alongside.plan.operations import add_activity
from alongside.web.clock import london_day
from tests.filling import Fill, nothing
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

MANY = 24

ADDRESSES: dict[str, Fill] = {"board:activity": nothing, "board:add_activity": nothing}


def furnish(side: Side, at: datetime) -> None:
    _add(side, at, "Families were told what the board decided.", london_day(at).month)
    _add(side, at, "Council and health read every EHC plan without health advice.", 0)


def crowd(side: Side, at: datetime) -> None:
    for number in range(MANY):
        _add(side, at, f"{LONG}{UNBROKEN} {number}", number % 13)


def _add(side: Side, at: datetime, text: str, month: int) -> None:
    """In a month of the year before; without one for 0."""
    add_activity(
        actor=side.actor("nominated_officer"),
        at=at,
        statement_ref=side.first(Statement).ref,
        text=text,
        months=[PartialDate(london_day(at).year - 1, month)] if month else [],
    )
