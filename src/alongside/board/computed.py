"""What is worked out from the board's work, in words, and the way back from a figure to its records.

Light: the definitions stand in ``indicators``, which only the worker loads.
"""

from collections.abc import Collection, Sequence

from django.urls import reverse

from alongside.board import fact_rows, perms
from alongside.board.fact_rows import AskedOf, Expected
from alongside.board.rules.reports import ReportState
from alongside.board.words import REPORT_STATES
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words, month_in_words
from alongside.measures.codes import PERCENT
from alongside.people.models import Person
from alongside.web import clock
from alongside.web.components import RecordedItem
from alongside.web.offers import Indicator
from alongside.web.writing import shortened

COMPUTED_IN = "alongside.board.indicators"
FILED = "board.reports_filed_in_time"
ANSWERED = "board.challenges_answered_in_time"
SHARE_MONTHS = (1, 3, 12)
LENGTH = 110
INDICATORS = (
    Indicator(
        FILED,
        "Monthly assurance reports filed in time",
        PERCENT,
        SHARE_MONTHS,
        "the month that it reports on",
    ),
    Indicator(
        ANSWERED,
        "Challenges answered by their due day",
        PERCENT,
        SHARE_MONTHS,
        "the day it was due",
    ),
)
TITLES = {each.code: each.title for each in INDICATORS}


def rows_behind(
    actor: Actor, counted_as: str, keys: Collection[str]
) -> Sequence[RecordedItem] | None:
    """For whoever reads the board's work."""
    if counted_as not in TITLES or not actor.may_somewhere(perms.VIEW):
        return None
    wanted = frozenset(keys)
    if not wanted:
        return ()
    if counted_as == FILED:
        reports = fact_rows.expected_reports(actor, clock.today())
        return tuple(_report(actor, each) for each in reports if each.key in wanted)
    return tuple(_asked(actor, each) for each in fact_rows.asked_of(actor) if each.key in wanted)


def _report(actor: Actor, each: Expected) -> RecordedItem:
    month = f"{each.month:%Y-%m}"
    return RecordedItem(
        title=f"{each.head.title}, {month_in_words(each.month)}",
        notes=(f"Due by {day_in_words(each.deadline)}", _filed_words(each)),
        address=reverse("board:month_of_reports", args=[actor.area_slug, month]),
    )


def _filed_words(each: Expected) -> str:
    if each.row is None or each.filed_on is None:
        return REPORT_STATES[ReportState.MISSING]
    return f"Filed on {day_in_words(each.filed_on)}{_by(each.row.filed_by)}"


def _asked(actor: Actor, each: AskedOf) -> RecordedItem:
    row = each.challenge
    raised = f"Raised on {day_in_words(row.raised_on)}, recorded{_by(row.recorded_by)}"
    return RecordedItem(
        title=f"{row.number} {shortened(row.text, LENGTH)}",
        notes=(raised, f"Answer due by {day_in_words(each.due_on)}", _answer_words(each)),
        address=reverse("board:challenge", args=[actor.area_slug, row.ref]),
    )


def _answer_words(each: AskedOf) -> str:
    if each.move is not None:
        on = day_in_words(clock.london_day(each.move.moved_at))
        return f"Not answered; put to another post on {on}{_by(each.move.moved_by)}"
    if each.challenge.withdrawn_at is not None:
        return f"Withdrawn on {day_in_words(clock.london_day(each.challenge.withdrawn_at))}"
    if each.answered_on is None:
        return "Not answered"
    by = _by(each.challenge.answer.answered_by)
    return f"Answer recorded on {day_in_words(each.answered_on)}{by}"


def _by(person: Person | None) -> str:
    return f" by {person.name}" if person else ""
