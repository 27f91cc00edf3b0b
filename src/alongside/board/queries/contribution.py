"""What each partner contributed in the twelve months to a chosen one, from the board's own records
and the leads of the action plans, in a constant number of queries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

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
from alongside.board.rules.quorum import COUNTING
from alongside.board.rules.reports import ReportState, months_shown
from alongside.board.words import SIDES
from alongside.kernel.actor import Actor
from alongside.kernel.dates import Period, add_months, first_of_month
from alongside.ledger.remembering import remembered
from alongside.plan.queries.leading import LedAction, led_actions

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
    ends = _ends(months, today)
    actions = led_actions(actor, days=sorted({*ends, today}))
    challenges = _challenges(actor, window)
    posts = {post.pk: post for action in actions for post in action.posts}
    owners = {row.owner_id: row.owner for row in challenges}
    sides = sides_of(actor, [*posts.values(), *owners.values()], on=today)
    return Facts(
        seats=tuple(_seats(actor, desk, window)),
        reports=tuple(_reports(actor, desk, months, today)),
        answers=tuple(_answer(row, sides[row.owner_id], today) for row in challenges),
        leads=tuple(_leads([each for each in actions if each.day == today], sides, {})),
        led=tuple(_leads([each for each in actions if each.day in ends], sides, ends)),
    )


def _ends(months: Sequence[date], today: date) -> Mapping[date, date]:
    """The last day of each month, or today in this month, with the month."""
    return {min(add_months(month, 1) - timedelta(days=1), today): month for month in months}


def _seats(actor: Actor, desk: Desk, window: Period) -> Iterator[SeatFact]:
    """Every member's seat in force at every meeting that was held, as the quorum counts them; what
    nobody recorded included.
    """
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
    rows = Attendance.objects.visible_to(actor).filter(
        meeting__in=list(meetings), seat__kind__in=COUNTING
    )
    seen: set[tuple[int, int]] = set()
    for meeting, seat, side, presence in rows.values_list(
        "meeting_id", "seat_id", "side", "presence"
    ):
        seen.add((meeting, seat))
        month = first_of_month(meetings[meeting])
        yield SeatFact(Side(side), month, meeting, Presence(presence))
    seats = Seat.objects.visible_to(actor).filter(board=desk.board, kind__in=COUNTING)
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


def _leads(
    actions: Sequence[LedAction], sides: Mapping[int, Side], ends: Mapping[date, date]
) -> Iterator[LeadFact]:
    """One for each side that leads an action, however many posts of it do."""
    for action in actions:
        for side in sorted({sides[post.pk] for post in action.posts}):
            yield LeadFact(side, action.is_late, action.is_done, ends.get(action.day))
