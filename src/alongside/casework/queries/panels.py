"""Panels, their meetings and agendas, for whoever runs them and whoever sits.

A member sees the panels on which a post of theirs sits, and the name of a case only from two weeks
before the meeting until the day after. Whoever reads all cases sees all.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from alongside.casework import perms
from alongside.casework.closures import clock_for
from alongside.casework.finding import facts_of
from alongside.casework.models import (
    Case,
    CaseDuty,
    Panel,
    PanelItem,
    PanelMeeting,
    PanelPresence,
    PanelSeat,
)
from alongside.casework.models.panels import panels_of
from alongside.casework.queries.one_case import events_of, head_of
from alongside.casework.queries.panel_values import (
    ItemPapers,
    ItemView,
    MeetingPage,
    MeetingRow,
    PanelAdvice,
    PanelList,
    PanelPage,
    PanelRow,
    SeatView,
    WaitingCase,
)
from alongside.casework.queries.queue import name_of
from alongside.casework.queries.values import DutyView
from alongside.casework.rules.bodies import NOTE
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.folding import law_events
from alongside.casework.rules.panels import (
    NEEDED,
    QUESTIONS_OF,
    RULE_OF,
    Advice,
    PanelKind,
    Question,
    Side,
    Waiting,
    missing_sides,
)
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden
from alongside.law.schedule import schedule
from alongside.law.states import state
from alongside.people.queries import holders_of

STAGE_OF = {
    Question.ASSESS: Stage.CONSIDERING,
    Question.PLAN: Stage.ASSESSING,
    Question.REVIEW: Stage.REVIEWING,
}
MOST_WAITING = 100


def panel_list(actor: Actor, *, today: date) -> PanelList:
    coming = Q(meetings__meets_on__gte=today, meetings__cancelled_why="")
    rows = _panels(actor, today).annotate(next_on=Min("meetings__meets_on", filter=coming))
    found = list(rows.order_by("name"))
    return PanelList(
        rows=tuple(_panel_row(each) for each in found),
        present=_present(actor, found),
    )


def panel_page(actor: Actor, *, panel_ref: str, today: date) -> PanelPage:
    """Raises Hidden."""
    panel = _panel(actor, panel_ref, today)
    meetings = list(panel.meetings.annotate(items_count=Count("items")).order_by("-meets_on", "id"))
    sides = _sides_at(actor, meetings)
    return PanelPage(
        ref=panel.ref,
        name=panel.name,
        kind=PanelKind(panel.kind),
        seats=_seats(panel.seats.select_related("post"), today),
        meetings=tuple(_meeting_row(each, sides.get(each.pk, set())) for each in meetings),
    )


def seat_of(actor: Actor, *, seat_ref: str, today: date) -> tuple[Panel, SeatView]:
    """Raises Hidden."""
    seat = PanelSeat.objects.visible_to(actor).select_related("panel", "post").filter(ref=seat_ref)
    found = seat.first()
    if found is None:
        raise Hidden("seat")
    return _panel(actor, found.panel.ref, today), _seats([found], today)[0]


def meeting_page(actor: Actor, *, meeting_ref: str, today: date) -> MeetingPage:
    """Raises Hidden."""
    meeting = _meeting(actor, meeting_ref, today)
    seats = list(meeting.panel.seats.select_related("post"))
    came = set(meeting.presences.values_list("seat_id", flat=True))
    items = _items(actor, meeting, today)
    sides = {seat.side for seat in seats if seat.pk in came}
    return MeetingPage(
        panel_ref=meeting.panel.ref,
        panel=meeting.panel.name,
        row=_meeting_row(meeting, sides, item_count=len(items)),
        cancelled_why=meeting.cancelled_why,
        came=_seats([seat for seat in seats if seat.pk in came], today),
        sitting=_seats([seat for seat in seats if _sits(seat, meeting.meets_on)], today),
        items=items,
    )


def waiting_for(actor: Actor, meeting: PanelMeeting, *, today: date) -> list[WaitingCase]:
    """Cases whose decision is due, the first day first, that stand on no coming agenda."""
    asked = QUESTIONS_OF[PanelKind(meeting.panel.kind)]
    listed = PanelItem.objects.in_area(actor.area_id).filter(
        meeting__cancelled_why="", meeting__meets_on__gte=min(today, meeting.meets_on)
    )
    wanted = Q()
    for question in asked:
        wanted |= Q(stage=STAGE_OF[question].value, duties__rule=RULE_OF[question])
    rows = (
        Case.objects.open_to(actor, today=today)
        .filter(
            wanted,
            duties__limb="",
            duties__done_on=None,
            duties__ended_on=None,
            duties__due_on__isnull=False,
            untold_since_on=None,
        )
        .exclude(pk__in=listed.values("case_id"))
        .annotate(decide_by=Min("duties__due_on"))
        .select_related("child")
        .order_by("decide_by", "number")
    )
    return [_waiting(case) for case in rows[:MOST_WAITING]]


def waiting_at(actor: Actor, *, meeting_ref: str, today: date) -> list[WaitingCase]:
    """The same for a meeting that the actor may see. Raises Hidden."""
    return waiting_for(actor, _meeting(actor, meeting_ref, today), today=today)


def item_papers(actor: Actor, *, item_ref: str, today: date) -> ItemPapers:
    """Of one case on an agenda, for whoever sits there in its time or may read the case. Raises Hidden."""
    found = (
        PanelItem.objects.visible_to(actor)
        .select_related("meeting__panel", "case")
        .filter(ref=item_ref)
    )
    item = found.first()
    if item is None or item.case_id not in _readable(actor, [item], today):
        raise Hidden("item")
    case = Case.objects.in_area(actor.area_id).select_related("child__school").get(pk=item.case_id)
    law = clock_of_the_law()
    facts = facts_of(case)
    calendar = clock_for(case, facts).calendar
    duties = schedule(law_events(facts, law.rules), law.rules, calendar).duties
    return ItemPapers(
        head=head_of(case),
        item=_item_view(item, _duty_days(actor, [item]), {item.case_id: name_of(case.child)}),
        meeting_ref=item.meeting.ref,
        panel=item.meeting.panel.name,
        meets_on=item.meeting.meets_on,
        events=tuple(each for each in events_of(case) if each.kind != NOTE),
        duties=tuple(DutyView(each, state(each, today)) for each in duties),
    )


def advice_on(actor: Actor, *, case_ref: str) -> tuple[PanelAdvice, ...]:
    """What panels advised on a case that the caller may read, the latest first. Three queries, or one where
    there is none: the first costs a fourth of the second.
    """
    rows = PanelItem.objects.in_area(actor.area_id).filter(
        case__ref=case_ref, meeting__cancelled_why=""
    )
    if not rows.exists():
        return ()
    items = list(rows.select_related("meeting__panel").order_by("-meeting__meets_on", "-id"))
    sides = _sides_at(actor, [item.meeting for item in items])
    return tuple(_advice(item, sides.get(item.meeting_id, set())) for item in items)


def _panels(actor: Actor, today: date) -> Any:
    inside = Panel.objects.in_area(actor.area_id)
    return inside if actor.may(perms.PANELS) else inside.filter(pk__in=panels_of(actor, today))


def _panel(actor: Actor, ref: str, today: date) -> Panel:
    found: Panel | None = _panels(actor, today).filter(ref=ref).first()
    if found is None:
        raise Hidden("panel")
    return found


def _meeting(actor: Actor, ref: str, today: date) -> PanelMeeting:
    inside = PanelMeeting.objects.in_area(actor.area_id).select_related("panel")
    found: PanelMeeting | None = inside.filter(
        ref=ref, panel__in=_panels(actor, today).values("pk")
    ).first()
    if found is None:
        raise Hidden("meeting")
    return found


def _panel_row(row: Any) -> PanelRow:
    return PanelRow(ref=row.ref, name=row.name, kind=PanelKind(row.kind), meets_on=row.next_on)


def _present(actor: Actor, panels: Sequence[Panel]) -> Mapping[Side, Proportion]:
    """Of the meetings of these panels at which it was recorded who came."""
    ids = [panel.pk for panel in panels]
    held = PanelMeeting.objects.in_area(actor.area_id).filter(
        panel__in=ids, recorded_at__isnull=False, cancelled_why=""
    )
    counted = held.aggregate(
        total=Count("id", distinct=True),
        **{
            side.value: Count("id", distinct=True, filter=Q(presences__seat__side=side.value))
            for side in NEEDED
        },
    )
    return {side: Proportion(counted[side.value], counted["total"]) for side in NEEDED}


def _sides_at(actor: Actor, meetings: Iterable[PanelMeeting]) -> dict[int, set[str]]:
    rows = PanelPresence.objects.in_area(actor.area_id).filter(
        meeting__in=[meeting.pk for meeting in meetings]
    )
    found: dict[int, set[str]] = {}
    for meeting_id, side in rows.order_by().values_list("meeting_id", "seat__side"):
        found.setdefault(meeting_id, set()).add(side)
    return found


def _meeting_row(row: Any, sides: Collection[str], *, item_count: int | None = None) -> MeetingRow:
    is_recorded = row.recorded_at is not None
    return MeetingRow(
        ref=row.ref,
        meets_on=row.meets_on,
        item_count=row.items_count if item_count is None else item_count,
        is_recorded=is_recorded,
        is_cancelled=bool(row.cancelled_why),
        without=missing_sides(sides) if is_recorded else (),
    )


def _sits(seat: PanelSeat, on: date) -> bool:
    return seat.sits_from <= on and (seat.sits_until is None or on < seat.sits_until)


def _seats(found: Iterable[PanelSeat], today: date) -> tuple[SeatView, ...]:
    rows = list(found)
    holders = holders_of([row.post for row in rows], today) if rows else {}
    return tuple(
        SeatView(
            ref=row.ref,
            post=row.post.title,
            holders=" and ".join(each.person.name for each in holders.get(row.post_id, ())),
            side=Side(row.side),
            since=row.sits_from,
            until=row.sits_until,
        )
        for row in rows
    )


def _readable(actor: Actor, items: Sequence[PanelItem], today: date) -> set[int]:
    """The cases among the items that the actor may read now, by either right."""
    ids = [item.case_id for item in items]
    found = set(
        Case.objects.open_to(actor, today=today).filter(pk__in=ids).values_list("pk", flat=True)
    )
    if actor.may(perms.SIT):
        mine = PanelItem.objects.open_to_members(actor, today=today)
        found |= set(
            mine.filter(pk__in=[item.pk for item in items]).values_list("case_id", flat=True)
        )
    return found


def _items(actor: Actor, meeting: PanelMeeting, today: date) -> tuple[ItemView, ...]:
    items = list(meeting.items.select_related("case__child", "meeting"))
    readable = _readable(actor, items, today)
    names = {item.case_id: name_of(item.case.child) for item in items if item.case_id in readable}
    days = _duty_days(actor, items)
    return tuple(_item_view(item, days, names) for item in items)


Days = Mapping[tuple[int, str], tuple[date | None, date | None]]


def _duty_days(actor: Actor, items: Sequence[PanelItem]) -> Days:
    """Of each case and rule, the latest duty: by when it is due, and when it was done or fell away."""
    rows = CaseDuty.objects.in_area(actor.area_id).filter(
        case__in=[item.case_id for item in items],
        rule__in=[RULE_OF[Question(item.question)] for item in items],
        limb="",
    )
    told = rows.order_by("started_on", "id").values_list(
        "case_id", "rule", "due_on", "done_on", "ended_on"
    )
    return {(case, rule): (due_on, done or ended) for case, rule, due_on, done, ended in told}


def _item_view(item: PanelItem, days: Days, names: Mapping[int, str]) -> ItemView:
    question = Question(item.question)
    due_on, decided_on = days.get((item.case_id, RULE_OF[question]), (None, None))
    return ItemView(
        ref=item.ref,
        case_ref=item.case.ref,
        number=item.case.number if item.case_id in names else "",
        name=names.get(item.case_id, ""),
        question=question,
        due_on=due_on or item.due_on,
        decided_on=decided_on or item.case.untold_since_on,
        advice=Advice(item.advice) if item.advice else None,
        reasons=item.reasons,
    )


def _waiting(case: Any) -> WaitingCase:
    question = next(asked for asked, stage in STAGE_OF.items() if stage.value == case.stage)
    return WaitingCase(
        case=case,
        name=name_of(case.child),
        waiting=Waiting(case.ref, question, case.decide_by),
    )


def _advice(item: PanelItem, sides: Collection[str]) -> PanelAdvice:
    is_recorded = item.meeting.recorded_at is not None
    return PanelAdvice(
        panel=item.meeting.panel.name,
        meeting_ref=item.meeting.ref,
        meets_on=item.meeting.meets_on,
        question=Question(item.question),
        advice=Advice(item.advice) if item.advice else None,
        reasons=item.reasons,
        is_recorded=is_recorded,
        without=missing_sides(sides) if is_recorded else (),
    )
