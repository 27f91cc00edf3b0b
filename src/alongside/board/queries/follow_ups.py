"""The action log: what posts promised the board to do, by when, and who holds those posts today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.board import perms
from alongside.board.models import FollowUp, FollowUpMove
from alongside.board.queries.meetings import check_may_view
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import holders_of
from alongside.people.scoping import AreaQuerySet
from alongside.web.clock import london_day

NOBODY = "Nobody holds this post"
OPEN, LATE, LEFT, DONE, ALL = "open", "late", "left", "done", "all"


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """``holders`` is empty when nobody holds the owner's post today. ``closed_by`` and the rest of
    the end are empty while it is open. What counts is ``closed_on``, the day on which it was recorded
    as done; ``done_on`` is the day on which it is said to have been done.
    """

    id: int
    ref: str
    version: int
    text: str
    owner_ref: str
    owner: str
    holders: tuple[str, ...]
    holder_ids: frozenset[int]
    due_on: date
    is_late: bool
    done_on: date | None
    closed_on: date | None
    done_words: str
    meeting_id: int
    meeting_ref: str
    meeting_on: date
    item_id: int | None
    recorded_on: date

    @property
    def is_open(self) -> bool:
        return self.done_on is None

    @property
    def was_late(self) -> bool:
        """Recorded as done after the day it was due."""
        return self.closed_on is not None and self.closed_on > self.due_on

    @property
    def owner_left(self) -> bool:
        """Open, and nobody holds the post that answers for it."""
        return self.is_open and not self.holders

    @property
    def holder_words(self) -> str:
        return " and ".join(self.holders) or NOBODY


@dataclass(frozen=True, slots=True)
class MoveView:
    """What a follow-up was before somebody moved it."""

    old_owner: str
    old_due_on: date
    why: str
    moved_at: datetime
    moved_by: str


@dataclass(frozen=True, slots=True)
class FollowUpPage:
    row: FollowUpRow
    item_title: str
    board_title: str
    closed_by: str
    moves: tuple[MoveView, ...]


def may_close(actor: Actor, row: FollowUpRow) -> bool:
    """Whoever runs the board, or a holder of the post who may answer it."""
    if actor.may(perms.RUN):
        return True
    return actor.may_somewhere(perms.ANSWER) and actor.person_id in row.holder_ids


def check_may_close_row(actor: Actor, row: FollowUpRow) -> None:
    """Raises Hidden."""
    if not may_close(actor, row):
        raise Hidden(perms.RUN)


def check_may_close(actor: Actor, follow_up: FollowUp, today: date) -> None:
    """The same for the record itself. Raises Hidden."""
    rows = rows_of(FollowUp.objects.visible_to(actor).filter(pk=follow_up.pk), today)
    check_may_close_row(actor, rows[0])


def action_log(actor: Actor, *, today: date, show: str) -> tuple[FollowUpRow, ...]:
    """The follow-ups that ``show`` asks for: open, late, those whose owner left, done or all."""
    check_may_view(actor)
    every = FollowUp.objects.visible_to(actor)
    if show == ALL:
        return rows_of(every, today)
    if show == DONE:
        return rows_of(every.filter(done_on__isnull=False), today)
    rows = rows_of(every.filter(done_on=None), today)
    if show == LATE:
        return tuple(row for row in rows if row.is_late)
    return tuple(row for row in rows if row.owner_left) if show == LEFT else rows


def follow_up_page(actor: Actor, ref: str, *, today: date) -> FollowUpPage:
    """One follow-up with everything it was before. Raises Hidden."""
    check_may_view(actor)
    chosen = FollowUp.objects.visible_to(actor).filter(ref=ref)
    rows = rows_of(chosen, today)
    if not rows:
        raise Hidden("follow-up")
    names = chosen.values_list("item__title", "meeting__board__title", "closed_by__name")
    item_title, board_title, closed_by = names[0]
    return FollowUpPage(
        row=rows[0],
        item_title=item_title or "",
        board_title=board_title,
        closed_by=closed_by or "",
        moves=_moves(actor, rows[0].id),
    )


def open_follow_ups(actor: Actor, today: date) -> tuple[FollowUpRow, ...]:
    """Everything that is not done, soonest due first, in two queries."""
    check_may_view(actor)
    return rows_of(FollowUp.objects.visible_to(actor).filter(done_on=None), today)


def rows_of(found: AreaQuerySet, today: date) -> tuple[FollowUpRow, ...]:
    """Of any choice of follow-ups, in two queries."""
    rows: Sequence[FollowUp] = list(
        found.select_related("owner__organisation", "meeting").order_by("due_on", "id")
    )
    held = holders_of([row.owner for row in rows], today)
    return tuple(
        _row(row, {each.person_id: each.person.name for each in held.get(row.owner_id, ())}, today)
        for row in rows
    )


def _moves(actor: Actor, follow_up_id: int) -> tuple[MoveView, ...]:
    rows = FollowUpMove.objects.visible_to(actor).filter(follow_up_id=follow_up_id)
    return tuple(
        MoveView(
            old_owner=row.old_owner.title,
            old_due_on=row.old_due_on,
            why=row.why,
            moved_at=row.moved_at,
            moved_by=row.moved_by.name if row.moved_by else "",
        )
        for row in rows.select_related("old_owner", "moved_by").order_by("-moved_at", "-id")
    )


def _row(row: FollowUp, held: dict[int, str], today: date) -> FollowUpRow:
    return FollowUpRow(
        id=row.pk,
        ref=row.ref,
        version=row.version,
        text=row.text,
        owner_ref=row.owner.ref,
        owner=row.owner.title,
        holders=tuple(held.values()),
        holder_ids=frozenset(held),
        due_on=row.due_on,
        is_late=row.done_on is None and row.due_on < today,
        done_on=row.done_on,
        closed_on=london_day(row.closed_at) if row.closed_at else None,
        done_words=row.done_words,
        meeting_id=row.meeting_id,
        meeting_ref=row.meeting.ref,
        meeting_on=row.meeting.held_on,
        item_id=row.item_id,
        recorded_on=london_day(row.recorded_at),
    )
