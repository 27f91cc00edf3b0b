"""What comes up at a meeting by itself, worked out from dates as of the day of the meeting: reports
expected, challenges nobody answered, decisions to look back on, follow-ups that are open.

Nothing of it is stored on the agenda, and what happened after the meeting does not change it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from alongside.board.models import AssuranceReport, Challenge, Decision, FollowUp, LookBack, Meeting
from alongside.board.queries.follow_ups import FollowUpRow, rows_of
from alongside.board.rules.codes import Assured, BoardKind, SeatKind
from alongside.board.rules.decisions import next_look
from alongside.board.rules.reports import ReportState, due_on, is_expected, state_of
from alongside.board.words import ASSURED, ASSURED_COLOURS, REPORT_STATES, SEAT_KINDS
from alongside.kernel.actor import Actor
from alongside.plan.queries.workstreams import WorkstreamHead, workstream_heads
from alongside.web.clock import london_day

STATE_COLOURS = {ReportState.MISSING: "red", ReportState.NOT_DUE: "grey"}


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """One workstream's report for the month. ``ref`` is empty until it was received."""

    workstream: str
    officer: str
    ref: str
    words: str
    colour: str

    @property
    def is_missing(self) -> bool:
        return not self.ref


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A challenge or recommendation without an answer on the day."""

    ref: str
    number: str
    by: str
    text: str
    owner: str
    due_on: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class ToLookBackOn:
    """``since`` is the day from which the board is to look."""

    ref: str
    number: str
    text: str
    should_change: str
    decided_on: date
    since: date


@dataclass(frozen=True, slots=True)
class CameUp:
    """``reports`` is empty when the meeting receives none."""

    reports_month: date | None
    reports: tuple[ExpectedReport, ...]
    challenges: tuple[Unanswered, ...]
    decisions: tuple[ToLookBackOn, ...]
    follow_ups: tuple[FollowUpRow, ...]

    @property
    def missing_count(self) -> int:
        return sum(report.is_missing for report in self.reports)


def came_up(actor: Actor, meeting: Meeting, *, today: date) -> CameUp:
    """In eight queries; ``meeting`` comes with its board."""
    return CameUp(
        reports_month=meeting.reports_month,
        reports=_reports(actor, meeting, today),
        challenges=_challenges(actor, meeting),
        decisions=_decisions(actor, meeting),
        follow_ups=_follow_ups(actor, meeting, today),
    )


def _reports(actor: Actor, meeting: Meeting, today: date) -> tuple[ExpectedReport, ...]:
    month, board = meeting.reports_month, meeting.board
    if month is None or board.kind != BoardKind.IMPROVEMENT:
        return ()
    day = min(today, meeting.held_on)
    chains = _received(actor, month, meeting.held_on)
    due, board_from = due_on(month, board.report_due_day), london_day(board.created_at)
    found = []
    for head in workstream_heads(actor):
        filed = chains.get(head.id, ())
        expected = is_expected(month, board_from=board_from, joined=head.joined)
        state = state_of(is_filed=bool(filed), is_expected=expected, due=due, today=day)
        if state is not ReportState.NOT_EXPECTED:
            found.append(_report(head, filed, state))
    return tuple(found)


def _received(actor: Actor, month: date, by: date) -> dict[int, list[AssuranceReport]]:
    """Workstream -> the reports and corrections that were filed by the day, the oldest first."""
    rows = AssuranceReport.objects.visible_to(actor).filter(month=month, filed_at__isnull=False)
    found: dict[int, list[AssuranceReport]] = {}
    for row in rows.defer("material").order_by("id"):
        if london_day(row.filed_at) <= by:
            found.setdefault(row.workstream_id, []).append(row)
    return found


def _report(
    head: WorkstreamHead, filed: Sequence[AssuranceReport], state: ReportState
) -> ExpectedReport:
    officer = head.officer_post.title if head.officer_post else ""
    if not filed:
        words, colour = REPORT_STATES[state], STATE_COLOURS[state]
        return ExpectedReport(head.title, officer, "", words, colour)
    assured = Assured(filed[-1].assured)
    return ExpectedReport(
        head.title, officer, filed[0].ref, ASSURED[assured], ASSURED_COLOURS[assured]
    )


def _challenges(actor: Actor, meeting: Meeting) -> tuple[Unanswered, ...]:
    day = meeting.held_on
    rows = (
        Challenge.objects.visible_to(actor)
        .filter(
            Q(answer=None) | Q(answer__answered_on__gt=day),
            board_id=meeting.board_id,
            raised_on__lte=day,
        )
        .select_related("owner", "from_board")
        .order_by("due_on", "id")
    )
    return tuple(
        Unanswered(
            ref=row.ref,
            number=row.number,
            by=row.from_board.title if row.from_board else SEAT_KINDS[SeatKind(row.by_seat)],
            text=row.text,
            owner=row.owner.title,
            due_on=row.due_on,
            is_late=row.due_on < day,
        )
        for row in rows
    )


def _decisions(actor: Actor, meeting: Meeting) -> tuple[ToLookBackOn, ...]:
    """Of this board, made earlier, whose day has come and on which nobody has looked since."""
    day = meeting.held_on
    looks: dict[int, list[tuple[date, date | None]]] = {}
    looked = LookBack.objects.visible_to(actor).filter(
        looked_on__lte=day, decision__meeting__board_id=meeting.board_id
    )
    for pk, *days in looked.order_by("looked_on", "id").values_list(
        "decision_id", "looked_on", "again_on"
    ):
        looks.setdefault(pk, []).append((days[0], days[1]))
    rows = (
        Decision.objects.visible_to(actor)
        .filter(meeting__board_id=meeting.board_id, meeting__held_on__lt=day, look_back_on__lte=day)
        .select_related("meeting")
        .order_by("look_back_on", "id")
    )
    found = []
    for row in rows:
        since = next_look(row.look_back_on, looks.get(row.pk, ()))
        if since is not None and since <= day:
            found.append(_to_look_back_on(row, since))
    return tuple(found)


def _to_look_back_on(row: Decision, since: date) -> ToLookBackOn:
    return ToLookBackOn(
        ref=row.ref,
        number=row.number,
        text=row.text,
        should_change=row.should_change,
        decided_on=row.meeting.held_on,
        since=since,
    )


def _follow_ups(actor: Actor, meeting: Meeting, today: date) -> tuple[FollowUpRow, ...]:
    """Given by earlier meetings of this board and not done by the day."""
    day = meeting.held_on
    rows = FollowUp.objects.visible_to(actor).filter(
        Q(done_on=None) | Q(done_on__gt=day),
        meeting__board_id=meeting.board_id,
        meeting__held_on__lt=day,
    )
    return rows_of(rows, min(today, day))
