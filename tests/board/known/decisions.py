"""Decisions: one to look back on with a figure, evidence and a document, and many of them."""

from datetime import datetime, timedelta

from alongside.board.models import Decision, Meeting
from alongside.board.operations.attendance import Mark, record_attendance
from alongside.board.operations.decisions import (
    NewDecision,
    NewLookBack,
    look_back,
    record_decision,
)
from alongside.board.operations.meetings import plan_meeting
from alongside.board.queries.governance import seats_on
from alongside.board.rules.codes import LookBackVerdict, Presence
from alongside.measures.choosing import latest_figures
from alongside.measures.models import Figure
from alongside.plan.queries.of_area import evidence_choices
from alongside.web.clock import london_day
from tests.board.known.challenges import board_of, member_of
from tests.filling import Fill, nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.world import Side

MANY = 10
OPEN = {"held_at__isnull": False, "signed_at": None}
WEEK, LONG_AGO = timedelta(days=7), timedelta(days=90)

ADDRESSES: dict[str, Fill] = {
    "board:decisions": nothing,
    "board:decision": ref(Decision),
    "board:look_back": ref(Decision),
    "board:record_decision": ref(Meeting, **OPEN),
}


def furnish(side: Side, at: datetime) -> None:
    """Needs figures and evidence of the action plan; holds a meeting if none waits for its minutes.
    The figures are put before it, since a decision rests on what was known on its day.
    """
    _know_figures(side, at)
    _decide(side, at, "Meet every week about assessments that may run late.", _held(side, at))


def crowd(side: Side, at: datetime) -> None:
    meeting = _held(side, at)
    _know_figures(side, at)
    for number in range(MANY):
        made = _decide(side, at, f"{LONG}{UNBROKEN} {number}", meeting)
        new = NewLookBack(LookBackVerdict.PARTLY, LONG, london_day(at), london_day(at) + WEEK)
        if meeting.held_on < london_day(at):
            look_back(actor=side.actor("chair"), at=at, decision_ref=made.ref, new=new)


def _know_figures(side: Side, at: datetime) -> None:
    Figure.objects.in_area(side.area.pk).update(entered_at=at - LONG_AGO)


def _decide(side: Side, at: datetime, text: str, meeting: Meeting) -> Decision:
    actor = side.actor("nominated_officer")
    new = NewDecision(
        text=text,
        should_change="More EHC plans are issued in time, and fewer families wait for an answer.",
        look_back_on=meeting.held_on + WEEK,
        figure_refs=tuple(each.ref for each in latest_figures(actor)[:3]),
        evidence_refs=tuple(each.ref for each in evidence_choices(actor)[:2]),
        documents=(f"Business case for more officers, {UNBROKEN}",),
    )
    return record_decision(actor=actor, at=at, meeting_ref=meeting.ref, new=new)


def _held(side: Side, at: datetime) -> Meeting:
    found: Meeting | None = Meeting.objects.in_area(side.area.pk).filter(**OPEN).first()
    if found is not None:
        return found
    actor, board = side.actor("nominated_officer"), board_of(side, at)
    member_of(side, at)
    today = london_day(at)
    held_on = today - WEEK if seats_on(actor, board.pk, today - WEEK) else today
    meeting = plan_meeting(actor=actor, at=at, board_ref=board.ref, held_on=held_on)
    return record_attendance(
        actor=actor,
        at=at,
        meeting_ref=meeting.ref,
        expected_version=meeting.version,
        marks=[
            Mark(seat.ref, Presence.ATTENDED) for seat in seats_on(actor, board.pk, meeting.held_on)
        ],
    )
