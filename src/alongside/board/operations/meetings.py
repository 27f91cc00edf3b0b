"""Planning a meeting, changing its facts, moving it to another day, and cancelling it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.board import perms
from alongside.board.agendas import begin_agenda, release
from alongside.board.meeting_facts import state_of
from alongside.board.models import Board, ForwardItem, Meeting
from alongside.board.operations.recording import record_on
from alongside.board.operations.telling import tell_board
from alongside.board.rules.codes import BoardKind
from alongside.board.rules.meetings import (
    MeetingDays,
    check_days,
    check_may_move_to,
    check_may_prepare,
    check_month_stays,
    check_still_planned,
    time_in_words,
    usual_papers_day,
    usual_reports_month,
)
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import day_in_words, first_of_month
from alongside.kernel.refusals import Refusal
from alongside.people.finding import find
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {
    "starts": "Time",
    "place": "Place",
    "papers_due_on": "Papers due",
    "reports_month": "Month of the reports",
    "held_on": "Day",
}


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """``papers_due_on`` is a week before unless given; ``reports_month`` is any day of the month
    whose assurance reports the meeting receives: the month before unless given.
    """

    starts: str = ""
    place: str = ""
    papers_due_on: date | None = None
    reports_month: date | None = None


@transaction.atomic
def plan_meeting(
    *,
    actor: Actor,
    at: datetime,
    board_ref: str,
    held_on: date,
    details: MeetingDetails | None = None,
) -> Meeting:
    """Its agenda begins with the standing items of that day and the forward plan of that month."""
    actor.check_may(perms.RUN)
    board = find(Board, actor, board_ref)
    details = details or MeetingDetails()
    days = _days(board, held_on, details)
    check_days(days, today=london_day(at))
    _check_free(board, held_on)
    meeting = Meeting.objects.create(
        area_id=actor.area_id,
        board=board,
        held_on=held_on,
        starts=time_in_words(details.starts),
        place=details.place.strip(),
        papers_due_on=days.papers_due_on,
        reports_month=days.reports_month,
        created_at=at,
        created_by_id=actor.person_id,
    )
    item_count = begin_agenda(meeting)
    facts: dict[str, JSON] = {"on": held_on.isoformat(), "items": item_count}
    record_on(actor=actor, at=at, verb="plan_meeting", subject=meeting, facts=facts)
    _tell_planned(actor, at, meeting)
    return meeting


@transaction.atomic
def change_meeting(
    *, actor: Actor, at: datetime, meeting_ref: str, expected_version: int, details: MeetingDetails
) -> Meeting:
    """Its time, place, the day papers are due and the month of its reports."""
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    check_may_prepare(state_of(meeting))
    days = _days(meeting.board, meeting.held_on, details)
    wanted = {
        "starts": time_in_words(details.starts),
        "place": details.place.strip(),
        "papers_due_on": days.papers_due_on,
        "reports_month": days.reports_month,
    }
    check_version(meeting, expected_version, wanted=wanted, labels=LABELS)
    today = london_day(at)
    check_days(days, today=min(today, meeting.held_on))
    check_month_stays(
        meeting.reports_month, days.reports_month, held_on=meeting.held_on, today=today
    )
    changed = apply(meeting, wanted)
    record_on(
        actor=actor,
        at=at,
        verb="change_meeting",
        subject=meeting,
        facts={"changed": sorted(changed)},
    )
    return meeting


@transaction.atomic
def move_meeting(
    *,
    actor: Actor,
    at: datetime,
    meeting_ref: str,
    expected_version: int,
    held_on: date,
    papers_due_on: date | None = None,
) -> Meeting:
    """To another day, with its agenda and papers. The day it had stays in the ledger."""
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    check_still_planned(state_of(meeting))
    old = meeting.held_on
    days = MeetingDays(held_on, papers_due_on or usual_papers_day(held_on), meeting.reports_month)
    wanted = {"held_on": held_on, "papers_due_on": days.papers_due_on}
    check_version(meeting, expected_version, wanted=wanted, labels=LABELS)
    if held_on == old:
        raise Refusal("The meeting is on that day already. Choose another day.", field="held_on")
    check_may_move_to(held_on, today=london_day(at))
    check_days(days, today=london_day(at))
    _check_free(meeting.board, held_on)
    apply(meeting, wanted)
    facts: dict[str, JSON] = {"from": old.isoformat(), "to": held_on.isoformat()}
    record_on(actor=actor, at=at, verb="move_meeting", subject=meeting, facts=facts)
    _tell_planned(actor, at, meeting)
    return meeting


@transaction.atomic
def cancel_meeting(*, actor: Actor, at: datetime, meeting_ref: str, why: str) -> Meeting:
    """It stays in the list with the reason. What it took from the forward plan waits again."""
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    check_still_planned(state_of(meeting))
    if not why.strip():
        raise Refusal("Say why the meeting is cancelled.", field="why")
    meeting.cancelled_why = why.strip()
    meeting.cancelled_at = at
    meeting.cancelled_by_id = actor.person_id
    meeting.version += 1
    meeting.save(update_fields=["cancelled_why", "cancelled_at", "cancelled_by", "version"])
    for item in ForwardItem.objects.visible_to(actor).filter(meeting=meeting):
        release(item)
    record_on(
        actor=actor,
        at=at,
        verb="cancel_meeting",
        subject=meeting,
        facts={"on": meeting.held_on.isoformat()},
    )
    if meeting.held_on >= london_day(at):
        day = day_in_words(meeting.held_on)
        tell_board(
            actor=actor,
            at=at,
            board=meeting.board,
            sentence=f"The board meeting on {day} was cancelled.",
            address=_address(actor, meeting),
            key=f"board.meeting_cancelled:{meeting.ref}",
        )
    return meeting


def _days(board: Board, held_on: date, details: MeetingDetails) -> MeetingDays:
    month = details.reports_month
    if month is None and board.kind == BoardKind.IMPROVEMENT:
        month = usual_reports_month(held_on)
    return MeetingDays(
        held_on=held_on,
        papers_due_on=details.papers_due_on or usual_papers_day(held_on),
        reports_month=first_of_month(month) if month else None,
    )


def _check_free(board: Board, held_on: date) -> None:
    if board.meetings.filter(held_on=held_on, cancelled_at=None).exists():
        raise Refusal(
            f"The board already has a meeting on {day_in_words(held_on)}. Choose another day.",
            field="held_on",
        )


def _tell_planned(actor: Actor, at: datetime, meeting: Meeting) -> None:
    """A meeting that is written down afterwards is no news."""
    if meeting.held_on >= london_day(at):
        day = day_in_words(meeting.held_on)
        tell_board(
            actor=actor,
            at=at,
            board=meeting.board,
            sentence=f"A board meeting is planned for {day}.",
            address=_address(actor, meeting),
            key=f"board.meeting_planned:{meeting.ref}:{meeting.held_on.isoformat()}",
        )


def _address(actor: Actor, meeting: Meeting) -> str:
    return reverse("board:meeting", args=[actor.area_slug, meeting.ref])
