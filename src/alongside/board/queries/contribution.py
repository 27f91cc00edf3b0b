"""What each partner contributed in the twelve months to a chosen one, from the board's own records
and the leads of the action plans, in a constant number of queries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from alongside.board.models import Attendance, Challenge, Meeting, Seat
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.report_desk import Desk, desk_of, report_of
from alongside.board.queries.reports import choices_of_months
from alongside.board.queries.sides import sides_of
from alongside.board.rules.codes import PARTNER_SIDES, Presence, Side
from alongside.board.rules.contribution import (
    Contribution,
    DueFact,
    Facts,
    InTime,
    LeadFact,
    SeatFact,
    contribution_of,
    of_month,
)
from alongside.board.rules.reports import ReportState, months_shown
from alongside.board.words import SIDES
from alongside.kernel.actor import Actor
from alongside.kernel.dates import Period, add_months, first_of_month
from alongside.ledger.remembering import remembered
from alongside.people.models import Post
from alongside.people.queries import posts_of
from alongside.plan.queries.loading import load_lines
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import LineKind

ORDER = (*PARTNER_SIDES, Side.OTHER)


@dataclass(frozen=True, slots=True)
class Partner:
    """``months`` are those of the page, in its order."""

    side: Side
    name: str
    whole: Contribution
    months: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class ContributionPage:
    """``partners`` are always the four; others only when something was expected of them."""

    has_board: bool
    months: tuple[date, ...]
    choices: tuple[date, ...]
    partners: tuple[Partner, ...]


def contribution_page(actor: Actor, *, last: date, today: date) -> ContributionPage:
    """The twelve months that end with ``last``, the newest first. Raises Hidden."""
    check_may_view(actor)
    key = ("board.contribution", actor.area_id, last, today)
    return remembered(key, lambda: _read(actor, last, today))


def _read(actor: Actor, last: date, today: date) -> ContributionPage:
    months = months_shown(last)
    desk = desk_of(actor, months, today=today)
    facts = _facts(actor, desk, months, today) if desk.board else Facts()
    partners = [_partner(side, facts, months) for side in ORDER]
    return ContributionPage(
        has_board=desk.board is not None,
        months=months,
        choices=choices_of_months(actor, desk, today),
        partners=tuple(p for p in partners if p.side in PARTNER_SIDES or not p.whole.is_nothing),
    )


def _partner(side: Side, facts: Facts, months: Sequence[date]) -> Partner:
    return Partner(
        side,
        SIDES[side],
        contribution_of(side, facts),
        tuple(contribution_of(side, of_month(facts, month)) for month in months),
    )


def _facts(actor: Actor, desk: Desk, months: Sequence[date], today: date) -> Facts:
    window = Period(months[-1], add_months(months[0], 1))
    lines = load_lines(actor, today=today, within=Q(), with_measures=False)
    actions = [line for line in lines if line.kind == LineKind.ACTION]
    challenges = _challenges(actor, window)
    posts = _posts_of_leads(actor, actions)
    owners = {row.owner_id: row.owner for row in challenges}
    sides = sides_of(actor, [*posts.values(), *owners.values()], on=today)
    return Facts(
        seats=tuple(_seats(actor, desk, window)),
        reports=tuple(_reports(actor, desk, months, today)),
        answers=tuple(_answer(row, sides[row.owner_id], today) for row in challenges),
        leads=tuple(_leads(actions, posts, sides)),
    )


def _seats(actor: Actor, desk: Desk, window: Period) -> Iterator[SeatFact]:
    """Every seat in force at every meeting that was held; what nobody recorded included."""
    meetings = dict(
        Meeting.objects.visible_to(actor)
        .filter(
            board=desk.board,
            held_at__isnull=False,
            held_on__gte=window.start,
            held_on__lt=window.until,
        )
        .order_by("held_on")
        .values_list("id", "held_on")
    )
    rows = Attendance.objects.visible_to(actor).filter(meeting__in=list(meetings))
    seen: set[tuple[int, int]] = set()
    for meeting, seat, side, presence in rows.values_list(
        "meeting_id", "seat_id", "side", "presence"
    ):
        seen.add((meeting, seat))
        month = first_of_month(meetings[meeting])
        yield SeatFact(Side(side), month, meeting, Presence(presence))
    seats = Seat.objects.visible_to(actor).filter(board=desk.board)
    for pk, side, *days in seats.values_list("id", "side", "seat_from", "seat_until"):
        for meeting, held_on in meetings.items():
            if Period(*days).contains(held_on) and (meeting, pk) not in seen:
                yield SeatFact(Side(side), first_of_month(held_on), meeting, None)


def _reports(actor: Actor, desk: Desk, months: Sequence[date], today: date) -> Iterator[DueFact]:
    for head in desk.heads:
        for month in months:
            report = report_of(actor, desk, head, month, today=today)
            if report.state is ReportState.FILED:
                came = InTime.LATE if report.days_late else InTime.IN_TIME
                yield DueFact(report.side, month, came)
            elif report.state is ReportState.MISSING:
                yield DueFact(report.side, month, InTime.MISSING)


def _challenges(actor: Actor, window: Period) -> Sequence[Challenge]:
    return list(
        Challenge.objects.visible_to(actor)
        .filter(due_on__gte=window.start, due_on__lt=window.until)
        .select_related("owner__organisation", "answer")
        .order_by("id")
    )


def _answer(row: Challenge, side: Side, today: date) -> DueFact:
    answer: Any = getattr(row, "answer", None)
    if answer is not None:
        came = InTime.LATE if answer.answered_on > row.due_on else InTime.IN_TIME
    else:
        came = InTime.MISSING if today > row.due_on else InTime.NOT_DUE
    return DueFact(side, first_of_month(row.due_on), came)


def _posts_of_leads(actor: Actor, actions: Sequence[LineView]) -> Mapping[str, Post]:
    wanted = {lead.post_ref for line in actions for lead in line.leads}
    return {post.ref: post for post in posts_of(actor) if post.ref in wanted}


def _leads(
    actions: Sequence[LineView], posts: Mapping[str, Post], sides: Mapping[int, Side]
) -> Iterator[LeadFact]:
    """One for each side that leads an action, however many posts of it do."""
    for line in actions:
        late = line.status.is_delayed or line.status.overdue_since is not None
        for side in sorted({sides[posts[lead.post_ref].pk] for lead in line.leads}):
            yield LeadFact(side, late, line.status.is_finished)
