"""Daily reminders about the board's work: what is due, what is late, what did not come. Which day it
is, the caller says; what may be said is in ``notices.words``.

Each is told once to each person: its key holds the record, what it is about and the day, so that a
day that moves is told of anew. What nobody holds is told to whoever chairs the board where that
helps: a report that did not come, papers, look-backs, and the freeze before a visit.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.urls import reverse

from alongside.board import perms
from alongside.board.models import Board, Meeting
from alongside.board.queries import challenges, decisions, follow_ups, visits
from alongside.board.queries.governance import improvement_board, seat_holders
from alongside.board.queries.report_desk import Desk, desk_of, report_of
from alongside.board.queries.report_values import MonthReport
from alongside.board.rules.codes import SeatKind
from alongside.board.rules.reports import ReportState
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.dates import add_months, day_in_words, first_of_month, month_in_words
from alongside.notices.reminding import Reminder, tell_reminders
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.plan import perms as plan_perms
from alongside.plan.queries.workstreams import WorkstreamHead

AHEAD = timedelta(days=7)
LOOK_BACK_AHEAD = timedelta(days=14)
PAPERS_AHEAD = timedelta(days=3)
MONTHS_BACK = 2
"""So many ended months are looked at for a report that did not come."""
NAME = "board reminders"
CHAIRS = (SeatKind.CHAIR, SeatKind.VICE_CHAIR)


@dataclass(frozen=True, slots=True)
class Area:
    """One local area with its improvement board on the day. ``chairs`` are chair and vice chair."""

    place: LocalArea
    actor: Actor
    board: Board
    today: date
    chairs: frozenset[int]

    def address(self, name: str, *args: str) -> str:
        return reverse(f"board:{name}", args=[self.place.slug, *args])


def remind(*, at: datetime, today: date) -> int:
    """In every local area that has a board, each in a transaction of its own. Returns how many were
    told.

    Safe to run twice.
    """
    return sum(_remind_in(place, at, today) for place in all_areas())


@transaction.atomic
def _remind_in(place: LocalArea, at: datetime, today: date) -> int:
    area = _read(place, today)
    return tell_reminders(_all(area) if area else (), area_id=place.pk, at=at)


def _read(place: LocalArea, today: date) -> Area | None:
    actor = system_actor(
        name=NAME,
        area_id=place.pk,
        area_slug=place.slug,
        permissions=(perms.VIEW, plan_perms.VIEW),
    )
    board = improvement_board(actor)
    if board is None:
        return None
    seats = seat_holders(actor, board, today)
    chairs = frozenset(pk for seat in seats if seat.kind in CHAIRS for pk in seat.person_ids)
    return Area(place, actor, board, today, chairs)


def _all(area: Area) -> Iterator[Reminder]:
    yield from _of_reports(area)
    yield from _of_challenges(area)
    yield from _of_follow_ups(area)
    yield from _of_decisions(area)
    yield from _of_papers(area)
    yield from _of_visits(area)


def _of_reports(area: Area) -> Iterator[Reminder]:
    this = first_of_month(area.today)
    months = [add_months(this, -back) for back in range(MONTHS_BACK + 1)]
    desk = desk_of(area.actor, months, today=area.today)
    for head in desk.heads:
        officers = _officers(desk, head)
        for each in months:
            report = report_of(area.actor, desk, head, each, today=area.today)
            yield from _of_report(area, report, officers)


def _officers(desk: Desk, head: WorkstreamHead) -> frozenset[int]:
    post = head.officer_post
    return frozenset(desk.held.get(post.pk, ())) if post else frozenset()


def _of_report(area: Area, report: MonthReport, officers: frozenset[int]) -> Iterator[Reminder]:
    month, day = month_in_words(report.month), day_in_words(report.due_on)
    writing = area.address("write_report", report.stream.ref, f"{report.month:%Y-%m}")
    about = f"board.remind:{report.stream.ref}:report:{report.month:%Y-%m}:{report.due_on}"
    if report.state is ReportState.NOT_DUE and report.due_on <= area.today + AHEAD:
        yield Reminder(
            people=officers,
            sentence=f"Your assurance report for {month} is due: {day}.",
            address=writing,
            key=f"{about}:due",
        )
    if report.state is ReportState.MISSING:
        yield Reminder(
            people=officers,
            sentence=f"No assurance report for {month} was received from your workstream.",
            address=writing,
            key=f"{about}:missing",
        )
        yield Reminder(
            people=area.chairs - officers,
            sentence=f"An assurance report for {month} was not received.",
            address=area.address("month_of_reports", f"{report.month:%Y-%m}"),
            key=f"{about}:not_received",
        )


def _of_challenges(area: Area) -> Iterator[Reminder]:
    for each in challenges.open_on(area.actor, area.today):
        reference, day = each.number, day_in_words(each.due_on)
        about = f"board.remind:{each.ref}:answer:{each.due_on}"
        if each.due_on < area.today:
            yield Reminder(
                people=each.holder_ids,
                sentence=f"Your answer to {reference} is late. It was due: {day}.",
                address=area.address("challenge", each.ref),
                key=f"{about}:late",
            )
        elif each.due_on <= area.today + AHEAD:
            yield Reminder(
                people=each.holder_ids,
                sentence=f"Your answer to {reference} is due: {day}.",
                address=area.address("challenge", each.ref),
                key=f"{about}:due",
            )


def _of_follow_ups(area: Area) -> Iterator[Reminder]:
    for each in follow_ups.open_follow_ups(area.actor, area.today):
        day = day_in_words(each.due_on)
        about = f"board.remind:{each.ref}:follow_up:{each.due_on}"
        address = area.address("follow_up", each.ref)
        if each.is_late:
            yield Reminder(
                people=each.holder_ids,
                sentence=f"A follow-up that you look after is late. It was due: {day}.",
                address=address,
                key=f"{about}:late",
            )
        elif each.due_on <= area.today + AHEAD:
            yield Reminder(
                people=each.holder_ids,
                sentence=f"A follow-up that you look after is due: {day}.",
                address=address,
                key=f"{about}:due",
            )


def _of_decisions(area: Area) -> Iterator[Reminder]:
    for each in decisions.due_on(area.actor, area.today + LOOK_BACK_AHEAD):
        if each.next_look is None:
            continue
        reference, day = each.number, day_in_words(each.next_look)
        yield Reminder(
            people=area.chairs,
            sentence=f"The board looks back on {reference}, by {day}.",
            address=area.address("decision", each.ref),
            key=f"board.remind:{each.ref}:look_back:{each.next_look}",
        )


def _of_papers(area: Area) -> Iterator[Reminder]:
    meetings: Iterable[Meeting] = Meeting.objects.in_area(area.place.pk).filter(
        board=area.board,
        cancelled_at=None,
        held_at=None,
        papers_due_on__range=(area.today, area.today + PAPERS_AHEAD),
    )
    for each in meetings:
        day = day_in_words(each.papers_due_on)
        yield Reminder(
            people=area.chairs,
            sentence=f"Papers for the board meeting are due: {day}.",
            address=area.address("meeting", each.ref),
            key=f"board.remind:{each.ref}:papers:{each.papers_due_on}",
        )


def _of_visits(area: Area) -> Iterator[Reminder]:
    for each in visits.visits_freezing(area.actor, area.today):
        day = day_in_words(each.freezes_on)
        yield Reminder(
            people=area.chairs,
            sentence=f"The evidence for a visit freezes on {day}.",
            address=area.address("visit", each.ref),
            key=f"board.remind:{each.ref}:freezes:{each.freezes_on}",
        )
