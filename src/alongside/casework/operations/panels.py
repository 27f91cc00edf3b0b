"""Setting up panels, planning their meetings, drawing agendas, and writing down who came and what was advised.

A panel advises. Nothing here decides anything about a child.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.models import Panel, PanelItem, PanelMeeting, PanelPresence, PanelSeat
from alongside.casework.queries.panels import waiting_for
from alongside.casework.rules.panels import (
    PanelKind,
    check_may_be_recorded,
    check_may_wait,
    check_meeting_day,
    missing_sides,
)
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people import queries as people
from alongside.people.finding import find
from alongside.people.models import Post
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSeat:
    post_ref: str
    side: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAdvice:
    advice: str
    reasons: str


@transaction.atomic
def set_up_panel(*, actor: Actor, at: datetime, name: str, kind: str) -> Panel:
    actor.check_may(perms.PANELS)
    made = Panel.objects.create(
        area_id=actor.area_id,
        name=check_text(name, "Write the name of the panel.", field="name"),
        kind=PanelKind(kind).value,
        made_at=at,
        made_by_id=actor.person_id,
    )
    _record(actor, at, made, "casework.set_up_panel", {"kind": made.kind})
    return made


@transaction.atomic
def give_seat(*, actor: Actor, at: datetime, panel_ref: str, new: NewSeat) -> PanelSeat:
    """From today on. Whoever holds the post sits."""
    actor.check_may(perms.PANELS)
    panel, post = find(Panel, actor, panel_ref), people.post(actor, new.post_ref)
    if panel.seats.filter(post=post, sits_until=None).exists():
        raise Refusal("This post sits on the panel already.", field="post")
    made = PanelSeat.objects.create(
        area_id=actor.area_id,
        panel=panel,
        post=post,
        side=new.side,
        sits_from=london_day(at),
        seated_at=at,
        seated_by_id=actor.person_id,
    )
    _record(actor, at, panel, "casework.give_seat", {"post": post.ref, "side": new.side})
    return made


@transaction.atomic
def end_seat(*, actor: Actor, at: datetime, seat_ref: str) -> PanelSeat:
    """From today on they no longer sit. The meetings to which they came keep them."""
    actor.check_may(perms.PANELS)
    seat, today = find(PanelSeat, actor, seat_ref), london_day(at)
    if seat.sits_until is not None:
        raise Refusal("This seat was ended already.")
    if seat.sits_from >= today:
        raise Refusal("This seat begins today. End it tomorrow.")
    seat.sits_until = today
    seat.save(update_fields=["sits_until"])
    _record(actor, at, seat.panel, "casework.end_seat", {"post": seat.post.ref})
    return seat


@transaction.atomic
def plan_panel(*, actor: Actor, at: datetime, panel_ref: str, meets_on: date) -> PanelMeeting:
    """Everybody who sits is told of the day."""
    actor.check_may(perms.PANELS)
    panel = find(Panel, actor, panel_ref)
    check_meeting_day(meets_on, today=london_day(at))
    if panel.meetings.filter(meets_on=meets_on, cancelled_why="").exists():
        raise Refusal("The panel meets on this day already.", field="meets_on")
    made = PanelMeeting.objects.create(
        area_id=actor.area_id,
        panel=panel,
        meets_on=meets_on,
        planned_at=at,
        planned_by_id=actor.person_id,
    )
    day = day_in_words(meets_on)
    tell_holders(
        actor=actor,
        posts=_sitting(panel, meets_on),
        sentence=f"A panel on which you sit meets: {day}.",
        address=_address(actor, made),
        at=at,
        key=f"casework.panel_planned:{made.ref}",
    )
    _record(actor, at, panel, "casework.plan_panel", {"meets_on": meets_on.isoformat()})
    return made


@transaction.atomic
def cancel_panel(*, actor: Actor, at: datetime, meeting_ref: str, why: str) -> PanelMeeting:
    """What stood on its agenda waits for no panel: each case keeps its day."""
    actor.check_may(perms.PANELS)
    meeting = _open_meeting(actor, meeting_ref)
    meeting.cancelled_why = check_text(why, "Say why it does not meet.", field="why")
    meeting.save(update_fields=["cancelled_why"])
    day = day_in_words(meeting.meets_on)
    tell_holders(
        actor=actor,
        posts=_sitting(meeting.panel, meeting.meets_on),
        sentence=f"The panel on {day} does not meet.",
        address=_address(actor, meeting),
        at=at,
        key=f"casework.panel_cancelled:{meeting.ref}",
    )
    _record(actor, at, meeting.panel, "casework.cancel_panel", {"meeting": meeting.ref})
    return meeting


@transaction.atomic
def draw_agenda(
    *, actor: Actor, at: datetime, meeting_ref: str, case_refs: Sequence[str]
) -> list[PanelItem]:
    """Cases that wait for a decision, by their days. Raises Refusal for one that cannot wait so long."""
    actor.check_may(perms.PANELS)
    meeting = _open_meeting(actor, meeting_ref)
    waiting = {each.case.ref: each for each in waiting_for(actor, meeting, today=london_day(at))}
    if not set(case_refs) <= waiting.keys():
        raise Refusal(
            "One of the cases no longer waits for a decision. Choose again.", field="cases"
        )
    made = []
    for ref in case_refs:
        check_may_wait(waiting[ref].waiting, meeting.meets_on)
        made.append(
            PanelItem.objects.create(
                area_id=actor.area_id,
                meeting=meeting,
                case=waiting[ref].case,
                question=waiting[ref].waiting.question.value,
                due_on=waiting[ref].waiting.due_on,
                listed_at=at,
                listed_by_id=actor.person_id,
            )
        )
    _record(actor, at, meeting.panel, "casework.draw_agenda", {"cases": list(case_refs)})
    return made


@transaction.atomic
def take_off_agenda(*, actor: Actor, at: datetime, item_ref: str) -> PanelMeeting:
    """Nothing was advised yet; the ledger keeps that it stood there."""
    actor.check_may(perms.PANELS)
    item = find(PanelItem, actor, item_ref)
    if item.advice:
        raise Refusal("The panel advised on this case. It stays on the agenda.")
    meeting, case_ref = item.meeting, item.case.ref
    item.delete()
    _record(actor, at, meeting.panel, "casework.take_off_agenda", {"case": case_ref})
    return meeting


@transaction.atomic
def record_who_came(
    *, actor: Actor, at: datetime, meeting_ref: str, seat_refs: Sequence[str]
) -> PanelMeeting:
    """Written down again, it takes the place of what was written before. The ledger keeps both."""
    actor.check_may(perms.PANELS)
    meeting = _open_meeting(actor, meeting_ref)
    check_may_be_recorded(meeting.meets_on, today=london_day(at))
    seats = list(meeting.panel.seats.filter(ref__in=seat_refs))
    meeting.presences.all().delete()
    PanelPresence.objects.bulk_create(
        PanelPresence(area_id=actor.area_id, meeting=meeting, seat=seat) for seat in seats
    )
    meeting.recorded_at, meeting.recorded_by_id = at, actor.person_id
    meeting.save(update_fields=["recorded_at", "recorded_by_id"])
    without = [side.value for side in missing_sides({seat.side for seat in seats})]
    detail: dict[str, JSON] = {
        "meeting": meeting.ref,
        "seats": [seat.ref for seat in seats],
        "without": list(without),
    }
    _record(actor, at, meeting.panel, "casework.record_who_came", detail)
    return meeting


@transaction.atomic
def record_advice(*, actor: Actor, at: datetime, item_ref: str, new: NewAdvice) -> PanelItem:
    """What the panel advised, with its reasons. A named officer decides, and may decide otherwise."""
    actor.check_may(perms.PANELS)
    item = find(PanelItem, actor, item_ref)
    if item.meeting.cancelled_why:
        raise Refusal("This meeting was cancelled. No panel advised.")
    check_may_be_recorded(item.meeting.meets_on, today=london_day(at))
    item.advice = new.advice
    item.reasons = check_text(new.reasons, "Write the panel’s reasons.", field="reasons")
    item.advised_at, item.advised_by_id = at, actor.person_id
    item.save(update_fields=["advice", "reasons", "advised_at", "advised_by_id"])
    record(
        actor=actor,
        at=at,
        verb="casework.record_advice",
        subject="casework.case",
        subject_ref=item.case.ref,
        detail={"meeting": item.meeting.ref, "advice": item.advice},
    )
    return item


def _open_meeting(actor: Actor, ref: str) -> PanelMeeting:
    meeting = find(PanelMeeting, actor, ref)
    if meeting.cancelled_why:
        raise Refusal("This meeting was cancelled.")
    return meeting


def _sitting(panel: Panel, on: date) -> list[Post]:
    return [seat.post for seat in panel.seats.select_related("post") if _sits(seat, on)]


def _sits(seat: PanelSeat, on: date) -> bool:
    return seat.sits_until is None or on < seat.sits_until


def _address(actor: Actor, meeting: PanelMeeting) -> str:
    return reverse("casework:panel_meeting", args=[actor.area_slug, meeting.ref])


def _record(actor: Actor, at: datetime, panel: Panel, verb: str, detail: dict[str, JSON]) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.panel",
        subject_ref=panel.ref,
        detail=detail,
    )
