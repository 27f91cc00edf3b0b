"""Meetings of the area's boards, as people read them."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Q

from alongside.board import perms
from alongside.board.models import Meeting
from alongside.board.rules.meetings import days_recorded_late, recorded_words
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.web.clock import london_day

COMING, PAST, CANCELLED = "coming", "past", "cancelled"


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """``state`` is "planned", "held", "signed" or "cancelled"."""

    id: int
    ref: str
    board_ref: str
    board_title: str
    held_on: date
    starts: str
    place: str
    papers_due_on: date
    state: str
    was_quorate: bool | None
    planned_on: date


def check_may_view(actor: Actor) -> None:
    """Raises Hidden."""
    if not actor.may_somewhere(perms.VIEW):
        raise Hidden(perms.VIEW)


def next_meeting(actor: Actor, today: date) -> MeetingRow | None:
    """The first meeting of any board from today on that is neither held nor cancelled."""
    check_may_view(actor)
    row = (
        Meeting.objects.visible_to(actor)
        .select_related("board")
        .filter(cancelled_at=None, held_at=None, held_on__gte=today)
        .order_by("held_on", "id")
        .first()
    )
    return row_of(row) if row else None


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """One line of the list, with how many items and papers it has."""

    row: MeetingRow
    item_count: int
    paper_count: int
    cancelled_why: str


def meetings_list(actor: Actor, *, today: date, show: str) -> tuple[MeetingLine, ...]:
    """Coming ones the next first, past ones the latest first, or the cancelled ones; in one query.

    A meeting of today is coming until it is recorded who came. A planned one whose day has passed
    is past, and waits for its record.
    """
    check_may_view(actor)
    rows = Meeting.objects.visible_to(actor).select_related("board")
    is_coming = Q(held_at=None, held_on__gte=today)
    if show == CANCELLED:
        rows = rows.filter(cancelled_at__isnull=False).order_by("-held_on", "-id")
    elif show == PAST:
        rows = rows.filter(cancelled_at=None).exclude(is_coming).order_by("-held_on", "-id")
    else:
        rows = rows.filter(is_coming, cancelled_at=None).order_by("held_on", "id")
    counted = rows.annotate(
        item_count=Count("items", filter=Q(items__withdrawn_at=None), distinct=True),
        paper_count=Count("papers", filter=Q(papers__withdrawn_at=None), distinct=True),
    )
    return tuple(
        MeetingLine(row_of(row), row.item_count, row.paper_count, row.cancelled_why)
        for row in counted
    )


def row_of(meeting: Meeting) -> MeetingRow:
    return MeetingRow(
        id=meeting.pk,
        ref=meeting.ref,
        board_ref=meeting.board.ref,
        board_title=meeting.board.title,
        held_on=meeting.held_on,
        starts=meeting.starts,
        place=meeting.place,
        papers_due_on=meeting.papers_due_on,
        state=state_of(meeting),
        was_quorate=meeting.was_quorate,
        planned_on=london_day(meeting.created_at),
    )


def recorded_words_of(held_on: date, held_at: datetime | None) -> str:
    """How long after the meeting it was recorded; empty within a week, and before it is."""
    return recorded_words(days_recorded_late(held_on, london_day(held_at))) if held_at else ""


def state_of(meeting: Meeting) -> str:
    if meeting.cancelled_at is not None:
        return "cancelled"
    if meeting.signed_at is not None:
        return "signed"
    return "held" if meeting.held_at is not None else "planned"
