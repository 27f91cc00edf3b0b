"""What comes up at a meeting by itself: reports expected, challenges nobody answered, decisions to look
back on, follow-ups that are open.

It is as the board knew it when the day of the meeting ended: only what was recorded by then counts,
and what was asked on the day itself did not wait for it. When the minutes are signed it is kept with
the record, and then nothing changes it.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import BigIntegerField, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from alongside.board.meeting_facts import end_of_day
from alongside.board.models import (
    AssuranceReport,
    Challenge,
    ChallengeMove,
    Decision,
    FollowUp,
    FollowUpMove,
    LookBack,
    Meeting,
)
from alongside.board.queries.came_up_values import (
    CameUp,
    ExpectedReport,
    OpenFollowUp,
    ToLookBackOn,
    Unanswered,
    from_json,
)
from alongside.board.queries.receiving import Receiving, receiving
from alongside.board.queries.report_desk import by_on_behalf
from alongside.board.queries.report_values import STATE_COLOURS, on_behalf_words, seen_as
from alongside.board.rules.codes import Assured, SeatKind
from alongside.board.rules.decisions import next_look
from alongside.board.rules.reports import (
    ReportState,
    days_late,
    due_on,
    freeze_words,
    is_expected,
    state_of,
)
from alongside.board.words import ASSURED, ASSURED_COLOURS, REPORT_STATES, SEAT_KINDS
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.queries import holders_of
from alongside.plan.queries.workstreams import WorkstreamHead, workstream_heads
from alongside.web.clock import london_day

Chains = dict[tuple[int, date], list[AssuranceReport]]


def came_up(actor: Actor, meeting: Meeting, *, today: date) -> CameUp:
    """What was kept at the signature, in no query; else worked out in eleven. ``meeting`` comes with
    its board.
    """
    return from_json(meeting.came_up) or known_by_the_end(actor, meeting, today=today)


def known_by_the_end(actor: Actor, meeting: Meeting, *, today: date) -> CameUp:
    """As it was known when the day of the meeting ended, or is known today before that."""
    until = end_of_day(meeting.held_on)
    receives = receiving(actor, meeting, until=until)
    return CameUp(
        months=receives.months,
        reports=_reports(actor, meeting, receives, min(today, meeting.held_on)),
        challenges=_challenges(actor, meeting, until),
        decisions=_decisions(actor, meeting, until),
        follow_ups=_follow_ups(actor, meeting, until, min(today, meeting.held_on)),
    )


def _reports(
    actor: Actor, meeting: Meeting, receives: Receiving, day: date
) -> tuple[ExpectedReport, ...]:
    if not receives.months:
        return ()
    board, chains = meeting.board, _received(actor, receives.months, meeting.held_on)
    board_from, found = london_day(board.created_at), []
    heads = workstream_heads(actor)
    for month in receives.months:
        due = due_on(month, board.report_due_day)
        for head in heads:
            filed = chains.get((head.id, month), ())
            expected = is_expected(month, board_from=board_from, joined=head.joined)
            state = state_of(is_filed=bool(filed), is_expected=expected, due=due, today=day)
            if state is not ReportState.NOT_EXPECTED:
                found.append(_report(head, month, filed, state, receives))
    return tuple(found)


def _received(actor: Actor, months: Sequence[date], by: date) -> Chains:
    """Workstream and month -> the reports and corrections filed by the day, the oldest first."""
    rows = AssuranceReport.objects.visible_to(actor).filter(
        month__in=months, filed_at__isnull=False
    )
    found: Chains = {}
    for row in rows.select_related("filed_by").defer("material").order_by("id"):
        if london_day(row.filed_at) <= by:
            found.setdefault((row.workstream_id, row.month), []).append(row)
    return found


def _report(
    head: WorkstreamHead,
    month: date,
    filed: Sequence[AssuranceReport],
    state: ReportState,
    receives: Receiving,
) -> ExpectedReport:
    officer = head.officer_post.title if head.officer_post else ""
    if not filed:
        words, colour = REPORT_STATES[state], STATE_COLOURS[state]
        return ExpectedReport(month, head.title, officer, "", words, colour)
    first, assured = filed[0], Assured(filed[-1].assured)
    came_at = first.filed_at or first.begun_at
    late = days_late(first.due_on, london_day(came_at))
    behalf = on_behalf_words(by_on_behalf(filed[-1]))
    notes = (behalf, freeze_words(came_at, receives.freezes))
    seen = seen_as(ASSURED[assured], ASSURED_COLOURS[assured], late, notes)
    note = ". ".join(seen.notes)
    return ExpectedReport(month, head.title, officer, first.ref, seen.words, seen.colour, note)


def _challenges(actor: Actor, meeting: Meeting, until: datetime) -> tuple[Unanswered, ...]:
    """Asked before the day, and neither answered nor withdrawn when it ended: of whom, and by when, as
    was known then.
    """
    day = meeting.held_on
    moves = ChallengeMove.objects.visible_to(actor).filter(
        challenge=OuterRef("pk"), moved_at__gte=until
    )
    first = moves.order_by("moved_at", "id")
    rows = (
        Challenge.objects.visible_to(actor)
        .filter(
            Q(answer=None) | Q(answer__answered_at__gte=until) | Q(answer__answered_on__gt=day),
            Q(withdrawn_at=None) | Q(withdrawn_at__gte=until),
            board_id=meeting.board_id,
            raised_on__lt=day,
            recorded_at__lt=until,
        )
        .select_related("from_board")
        .annotate(
            owner_then=Coalesce(Subquery(first.values("old_owner__title")[:1]), F("owner__title")),
            due_then=Coalesce(Subquery(first.values("old_due_on")[:1]), F("due_on")),
        )
        .order_by("due_then", "id")
    )
    return tuple(_unanswered(row, day) for row in rows)


def _unanswered(row: Any, day: date) -> Unanswered:
    """``row`` is a challenge with its post and its day as they were known."""
    return Unanswered(
        ref=row.ref,
        number=row.number,
        by=row.from_board.title if row.from_board else SEAT_KINDS[SeatKind(row.by_seat)],
        text=row.text,
        owner=row.owner_then,
        due_on=row.due_then,
        is_late=row.due_then < day,
    )


def _decisions(actor: Actor, meeting: Meeting, until: datetime) -> tuple[ToLookBackOn, ...]:
    """Of this board, made earlier, whose day has come and on which nobody had looked before the meeting."""
    day = meeting.held_on
    looks: dict[int, list[tuple[date, date | None]]] = {}
    looked = LookBack.objects.visible_to(actor).filter(
        looked_on__lt=day, recorded_at__lt=until, decision__meeting__board_id=meeting.board_id
    )
    for pk, *days in looked.order_by("looked_on", "id").values_list(
        "decision_id", "looked_on", "again_on"
    ):
        looks.setdefault(pk, []).append((days[0], days[1]))
    rows = (
        Decision.objects.visible_to(actor)
        .filter(
            meeting__board_id=meeting.board_id,
            meeting__held_on__lt=day,
            recorded_at__lt=until,
            look_back_on__lte=day,
        )
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


def _follow_ups(
    actor: Actor, meeting: Meeting, until: datetime, day: date
) -> tuple[OpenFollowUp, ...]:
    """Given by earlier meetings of this board and not known to be done when the day ended."""
    moves = FollowUpMove.objects.visible_to(actor).filter(
        follow_up=OuterRef("pk"), moved_at__gte=until
    )
    first = moves.order_by("moved_at", "id")
    rows = (
        FollowUp.objects.visible_to(actor)
        .filter(
            Q(done_on=None) | Q(closed_at__gte=until) | Q(done_on__gt=meeting.held_on),
            meeting__board_id=meeting.board_id,
            meeting__held_on__lt=meeting.held_on,
            recorded_at__lt=until,
        )
        .annotate(
            post_then=Coalesce(
                Subquery(first.values("old_owner_id")[:1]),
                F("owner_id"),
                output_field=BigIntegerField(),
            ),
            owner_then=Coalesce(Subquery(first.values("old_owner__title")[:1]), F("owner__title")),
            due_then=Coalesce(Subquery(first.values("old_due_on")[:1]), F("due_on")),
        )
        .order_by("due_then", "id")
    )
    then = list(rows)
    held = holders_of([Post(pk=row.post_then, area_id=row.area_id) for row in then], day)
    return tuple(_open(row, day, is_left=not held.get(row.post_then)) for row in then)


def _open(row: Any, day: date, *, is_left: bool) -> OpenFollowUp:
    """``row`` is a follow-up with its post and its day as they were known."""
    return OpenFollowUp(
        row.ref, row.text, row.owner_then, is_left, row.due_then, row.due_then < day
    )
