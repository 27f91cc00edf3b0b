"""What somebody should see before they freeze a pack: what is in it, and what is missing from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from alongside.board import perms
from alongside.board.models import Meeting
from alongside.board.queries.reports import month_reports
from alongside.board.rules.reports import ReportState
from alongside.kernel.actor import Actor
from alongside.kernel.dates import month_in_words
from alongside.web.components import Row
from alongside.web.writing import counted, day

PAST = timedelta(days=400)


@dataclass(frozen=True, slots=True)
class IssueFacts:
    rows: tuple[Row, ...]
    warning: str


def meeting_choices(actor: Actor, *, today: date) -> list[tuple[str, str]]:
    """Meetings of the last year and those to come, the latest first; none that was cancelled."""
    actor.check_may(perms.RUN)
    rows = (
        Meeting.objects.visible_to(actor)
        .filter(cancelled_at=None, held_on__gte=today - PAST)
        .select_related("board")
        .order_by("-held_on", "-id")
    )
    return [(row.ref, f"{row.board.title}, {day(row.held_on)}") for row in rows]


def issue_facts(actor: Actor, meeting: Meeting, *, today: date) -> IssueFacts:
    rows = [Row("Board", meeting.board.title), Row("Meeting", day(meeting.held_on))]
    if meeting.reports_month is None:
        return IssueFacts(tuple(rows), "")
    found = month_reports(actor, month=meeting.reports_month, today=today)
    expected = [each for each in found if each.state is not ReportState.NOT_EXPECTED]
    missing = [each.stream.title for each in expected if not each.is_filed]
    month = month_in_words(meeting.reports_month)
    came = f"{len(expected) - len(missing)} of {len(expected)}"
    rows.append(Row(f"Reports for {month}", f"{came} received"))
    if not missing:
        return IssueFacts(tuple(rows), "")
    rows.append(Row("No report received", missing))
    return IssueFacts(
        tuple(rows),
        f"{counted(len(missing), 'workstream has,workstreams have')} not reported. "
        "The pack will say so. A report that comes later goes into another edition.",
    )
