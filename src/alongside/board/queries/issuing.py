"""What somebody should see before they freeze a pack: what is in it, and what is missing from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from alongside.board import perms
from alongside.board.models import Meeting
from alongside.board.queries.receiving import receiving
from alongside.board.queries.report_values import MonthReport
from alongside.board.queries.reports import reports_of
from alongside.board.rules.codes import PackKind
from alongside.board.rules.packs import LONGEST_AFTER, PackState, too_late_words
from alongside.board.rules.reports import ReportState
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.web.clock import start_of_day
from alongside.web.components import Row
from alongside.web.writing import counted, day

PAST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class IssueFacts:
    rows: tuple[Row, ...]
    warning: str


def meeting_choices(actor: Actor, *, today: date) -> list[tuple[str, str]]:
    """Meetings whose pack may still be issued, and those of the last year that have one, the latest
    first; none that was cancelled.
    """
    actor.check_may(perms.RUN)
    rows = (
        Meeting.objects.visible_to(actor)
        .filter(
            Q(held_on__gte=today - LONGEST_AFTER, signed_at=None)
            | Q(packs__kind=PackKind.BOARD.value),
            cancelled_at=None,
            held_on__gte=today - PAST,
        )
        .select_related("board")
        .order_by("-held_on", "-id")
    )
    return [(row.ref, f"{row.board.title}, {day(row.held_on)}") for row in rows]


def closed_words(meeting: Meeting, kind: PackKind, last_number: int, *, today: date) -> str:
    """Why no pack is made for the meeting any more; empty while one may be."""
    state = PackState(
        kind,
        last_number,
        is_being_made=False,
        held_on=meeting.held_on,
        is_signed=meeting.signed_at is not None,
    )
    return too_late_words(state, today)


def issue_facts(actor: Actor, meeting: Meeting, *, today: date, what: str = "pack") -> IssueFacts:
    """``what`` is issued: "pack" or "report"."""
    rows = [Row("Board", meeting.board.title), Row("Meeting", day(meeting.held_on))]
    if meeting.reports_month is None:
        return IssueFacts(tuple(rows), "")
    months = receiving(actor, meeting, until=start_of_day(today + timedelta(days=1))).months
    found = reports_of(actor, months=months, today=today)
    expected = [each for each in found if each.state is not ReportState.NOT_EXPECTED]
    rows += [_month_row(expected, month) for month in months]
    missing = [each for each in expected if not each.is_filed]
    if not missing:
        return IssueFacts(tuple(rows), "")
    named = [f"{each.stream.title}, {month_in_words(each.month)}" for each in missing]
    rows.append(Row("No report received", named))
    late = {each.stream.id for each in missing}
    return IssueFacts(
        tuple(rows),
        f"{counted(len(late), 'workstream has,workstreams have')} not reported. "
        f"The {what} will say so. A report that comes later goes into another edition.",
    )


def _month_row(expected: Sequence[MonthReport], month: date) -> Row:
    own = [each for each in expected if each.month == month]
    came = sum(each.is_filed for each in own)
    return Row(f"Reports for {month_in_words(month)}", f"{came} of {len(own)} received")
