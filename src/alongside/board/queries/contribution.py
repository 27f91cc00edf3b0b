"""What each partner contributed in the twelve months to a chosen one, from the board's own records
and the leads of the action plans, in a constant number of queries.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, Q

from alongside.board.models import Attendance, Challenge, ChallengeMove, Meeting, Seat
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.report_desk import Desk, desk_of, report_of
from alongside.board.queries.reports import choices_of_months
from alongside.board.queries.sides import sides_of
from alongside.board.rules.challenges import is_miss
from alongside.board.rules.codes import PARTNER_SIDES, Presence, Side
from alongside.board.rules.contribution import (
    Contribution,
    DueFact,
    Facts,
    Group,
    InTime,
    Leaderless,
    LeadFact,
    SeatFact,
    contribution_of,
    group_of,
    of_month,
)
from alongside.board.rules.meetings import days_recorded_late
from alongside.board.rules.quorum import COUNTING
from alongside.board.rules.reports import ReportState, months_shown
from alongside.board.words import GROUPS, GROUPS_IN_SENTENCES
from alongside.kernel.actor import Actor
from alongside.kernel.dates import Period, add_months, first_of_month
from alongside.kernel.proportion import Proportion
from alongside.ledger.remembering import remembered
from alongside.people.models import Post
from alongside.people.queries import words_of_organisations
from alongside.people.words import partner_of_kind
from alongside.plan.queries.leading import LedAction, actions_on
from alongside.web.clock import london_day

ALWAYS = tuple(Group(side.value) for side in PARTNER_SIDES)
NAMED = (Group.COUNCIL, Group.OTHER)
"""Whose posts are named, since nobody could know whom these are."""
_KIND = "post__organisation__kind"


@dataclass(frozen=True, slots=True)
class Partner:
    """``months`` are those of the page, in its order. ``posts`` are named for the council without a
    service and for others; ``in_sentence`` begins a sentence about the partner.
    """

    side: Group
    name: str
    in_sentence: str
    posts: tuple[str, ...]
    whole: Contribution
    months: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class ContributionPage:
    """``partners`` are always the four; others only when something was expected of them. ``running``
    is the month of today. ``nobody_leads``: how many actions of those that no post leads are late today.
    """

    has_board: bool
    months: tuple[date, ...]
    running: date
    choices: tuple[date, ...]
    nobody_leads: Leaderless
    partners: tuple[Partner, ...]


def contribution_page(actor: Actor, *, last: date, today: date) -> ContributionPage:
    """The twelve months that end with ``last``, the newest first. Raises Hidden."""
    check_may_view(actor)
    key = ("board.contribution", actor.area_id, last, today)
    return remembered(key, lambda: _read(actor, last, today))


@dataclass(frozen=True, slots=True)
class _Found:
    """``posts`` are those that count for the council without a service, or for others."""

    facts: Facts
    posts: Mapping[Group, Sequence[str]]
    nobody_leads: Leaderless


def _read(actor: Actor, last: date, today: date) -> ContributionPage:
    months = months_shown(last)
    desk = desk_of(actor, months, today=today)
    found = _found(actor, desk, months, today) if desk.board else _Found(Facts(), {}, Leaderless())
    partners = [_partner(side, found, months) for side in Group]
    return ContributionPage(
        has_board=desk.board is not None,
        months=months,
        running=first_of_month(today),
        choices=choices_of_months(actor, desk, today),
        nobody_leads=found.nobody_leads,
        partners=tuple(p for p in partners if p.side in ALWAYS or not p.whole.is_nothing),
    )


def _partner(side: Group, found: _Found, months: Sequence[date]) -> Partner:
    return Partner(
        side,
        GROUPS[side],
        GROUPS_IN_SENTENCES.get(side, GROUPS[side]),
        tuple(found.posts.get(side, ())),
        contribution_of(side, found.facts),
        tuple(contribution_of(side, of_month(found.facts, month)) for month in months),
    )


def _found(actor: Actor, desk: Desk, months: Sequence[date], today: date) -> _Found:
    window = Period(months[-1], add_months(months[0], 1))
    ends = _ends(months, today)
    actions = actions_on(actor, days=sorted({*ends, today}))
    challenges = _challenges(actor, window)
    posts = {post.pk: post for action in actions for post in action.posts}
    posts |= {post.pk: post for row in challenges for post in _asked(row)}
    posts |= {head.officer_post.pk: head.officer_post for head in desk.heads if head.officer_post}
    groups = _groups(actor, list(posts.values()), today)
    of_today = [each for each in actions if each.day == today]
    return _Found(
        facts=Facts(
            seats=tuple(_seats(actor, desk, window)),
            reports=tuple(_reports(actor, desk, months, today)),
            answers=tuple(
                fact for row in challenges for fact in _answers(row, groups, window, today)
            ),
            leads=tuple(_leads(of_today, groups, {})),
            led=tuple(_leads([each for each in actions if each.day in ends], groups, ends)),
        ),
        posts=_named(posts.values(), groups, desk, today),
        nobody_leads=_leaderless(of_today),
    )


def _leaderless(of_today: Sequence[LedAction]) -> Leaderless:
    nobodys = [each for each in of_today if not each.posts]
    parts = [
        [each.is_late for each in nobodys if each.is_not_published is unknown]
        for unknown in (False, True)
    ]
    return Leaderless(*(Proportion(sum(part), len(part)) for part in parts))


def _groups(actor: Actor, posts: Sequence[Post], today: date) -> Mapping[int, Group]:
    """Post id -> for whom it counts today, in two queries."""
    sides = sides_of(actor, posts, on=today)
    return {
        post.pk: group_of(sides[post.pk], partner_of_kind(post.organisation.kind)) for post in posts
    }


def _named(
    posts: Collection[Post], groups: Mapping[int, Group], desk: Desk, today: date
) -> Mapping[Group, Sequence[str]]:
    """Posts of others come with their organisation, and workstreams that name no officer."""
    found: dict[Group, set[str]] = {group: set() for group in NAMED}
    nameless = (head.title for head in desk.heads if head.officer_post is None)
    found[Group.OTHER] |= {f"{title} (no officer named)" for title in nameless}
    others = [post for post in posts if groups[post.pk] is Group.OTHER]
    bodies = {post.organisation for post in others}
    names = words_of_organisations(bodies, today) if bodies else {}
    for post in posts:
        group = groups[post.pk]
        if group is Group.COUNCIL:
            found[group].add(post.title)
        elif group is Group.OTHER:
            found[group].add(f"{post.title}, {names[post.organisation_id]}")
    return {group: sorted(titles) for group, titles in found.items()}


def _ends(months: Sequence[date], today: date) -> Mapping[date, date]:
    """The last day of each month, or today in this month, with the month."""
    return {min(add_months(month, 1) - timedelta(days=1), today): month for month in months}


def _seats(actor: Actor, desk: Desk, window: Period) -> Iterator[SeatFact]:
    """Every member's seat in force at every meeting that was held, as the quorum counts them; what
    nobody recorded included.
    """
    held = (
        Meeting.objects.visible_to(actor)
        .filter(
            board=desk.board,
            held_at__isnull=False,
            held_on__gte=window.start,
            held_on__lt=window.until,
        )
        .order_by("held_on")
        .values_list("id", "held_on", "held_at")
    )
    meetings = {pk: (held_on, held_at) for pk, held_on, held_at in held}
    rows = Attendance.objects.visible_to(actor).filter(
        meeting__in=list(meetings), seat__kind__in=COUNTING
    )
    seen: set[tuple[int, int]] = set()
    for meeting, seat, side, kind, presence, at in rows.values_list(
        "meeting_id", "seat_id", "side", f"seat__{_KIND}", "presence", "recorded_at"
    ):
        seen.add((meeting, seat))
        held_on, held_at = meetings[meeting]
        is_late = days_recorded_late(held_on, london_day(at or held_at)) > 0
        month, group = first_of_month(held_on), _seat_group(side, kind)
        yield SeatFact(group, month, meeting, Presence(presence), is_late)
    seats = Seat.objects.visible_to(actor).filter(board=desk.board, kind__in=COUNTING)
    for pk, side, kind, *days in seats.values_list("id", "side", _KIND, "seat_from", "seat_until"):
        for meeting, (held_on, _) in meetings.items():
            if Period(*days).contains(held_on) and (meeting, pk) not in seen:
                yield SeatFact(_seat_group(side, kind), first_of_month(held_on), meeting, None)


def _seat_group(side: str, kind: str | None) -> Group:
    """``kind`` is that of the organisation; None where somebody comes as themselves."""
    return group_of(Side(side), partner_of_kind(kind) if kind else "")


def _reports(actor: Actor, desk: Desk, months: Sequence[date], today: date) -> Iterator[DueFact]:
    for head in desk.heads:
        for month in months:
            report = report_of(actor, desk, head, month, today=today)
            kind = head.officer_post.organisation.kind if head.officer_post else ""
            group = group_of(report.side, partner_of_kind(kind) if kind else "")
            if report.state is ReportState.FILED:
                came = InTime.LATE if report.days_late else InTime.IN_TIME
                yield DueFact(group, month, came)
            elif report.state is ReportState.MISSING:
                yield DueFact(group, month, InTime.MISSING)


def _challenges(actor: Actor, window: Period) -> Sequence[Challenge]:
    """Those that were due in the time, from the post that has them now or from one that had them
    before. What was withdrawn counts for nobody.
    """
    in_time = {"gte": window.start, "lt": window.until}
    now = Q(**{f"due_on__{each}": day for each, day in in_time.items()})
    before = Q(**{f"old_due_on__{each}": day for each, day in in_time.items()})
    moved = ChallengeMove.objects.visible_to(actor).filter(before)
    moves = ChallengeMove.objects.visible_to(actor).select_related("old_owner__organisation")
    return list(
        Challenge.objects.visible_to(actor)
        .filter(now | Q(pk__in=moved.values("challenge_id")), withdrawn_at=None)
        .select_related("owner__organisation", "answer")
        .prefetch_related(Prefetch("moves", queryset=moves))
        .order_by("id")
    )


def _asked(row: Challenge) -> Iterator[Post]:
    """The post that has it, and those that let its day pass."""
    yield row.owner
    for move in _missed(row):
        yield move.old_owner


def _missed(row: Challenge) -> Sequence[ChallengeMove]:
    moves: Iterable[ChallengeMove] = row.moves.all()
    return [each for each in moves if is_miss(each.old_due_on, london_day(each.moved_at))]


def _answers(
    row: Challenge, groups: Mapping[int, Group], window: Period, today: date
) -> Iterator[DueFact]:
    """What became of it by its day, and of each day that passed with another post."""
    for move in _missed(row):
        if window.contains(move.old_due_on):
            month = first_of_month(move.old_due_on)
            yield DueFact(groups[move.old_owner_id], month, InTime.MISSING)
    if window.contains(row.due_on):
        yield DueFact(groups[row.owner_id], first_of_month(row.due_on), _came(row, today))


def _came(row: Challenge, today: date) -> InTime:
    """By the day on which the answer was recorded here."""
    answer: Any = getattr(row, "answer", None)
    if answer is not None:
        return InTime.LATE if london_day(answer.answered_at) > row.due_on else InTime.IN_TIME
    return InTime.MISSING if today > row.due_on else InTime.NOT_DUE


def _leads(
    actions: Sequence[LedAction], groups: Mapping[int, Group], ends: Mapping[date, date]
) -> Iterator[LeadFact]:
    """One for each partner that leads an action, however many posts of it do."""
    for action in actions:
        for group in sorted({groups[post.pk] for post in action.posts}):
            yield LeadFact(group, action.is_late, action.is_done, ends.get(action.day))
