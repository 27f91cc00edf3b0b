"""What comes to a board's meetings by agreement: standing items, and the forward plan.

A standing item is put on the agendas that are planned already, and taken off them when it ends.
"""

from datetime import date, datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.agendas import put_standing_item
from alongside.board.models import AgendaItem, Board, ForwardItem, Meeting, StandingItem
from alongside.board.operations.recording import record_on
from alongside.board.rules.governance import (
    check_begin,
    check_end,
    check_forward_day,
    check_post_is_open,
)
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.people.finding import find, find_post, next_order
from alongside.people.models import Post
from alongside.people.scoping import AreaQuerySet
from alongside.web.clock import london_day


@transaction.atomic
def add_standing_item(
    *,
    actor: Actor,
    at: datetime,
    board_ref: str,
    title: str,
    item_from: date,
    presenter_ref: str = "",
) -> StandingItem:
    """It comes to every meeting from that day on, those planned already among them."""
    actor.check_may(perms.RUN)
    board = find(Board, actor, board_ref)
    presenter = _open_post(actor, presenter_ref, on=london_day(at), field="presenter")
    if not title.strip():
        raise Refusal("Give the standing item a title.", field="title")
    check_begin(item_from, today=london_day(at), field="item_from")
    if board.standing_items.filter(title=title.strip(), item_until=None).exists():
        raise Refusal("There is already a standing item with this title.", field="title")
    item = StandingItem.objects.create(
        area_id=actor.area_id,
        board=board,
        order=next_order(board.standing_items.all()),
        title=title.strip(),
        presenter=presenter,
        item_from=item_from,
    )
    for meeting in _planned(actor, board, item_from):
        put_standing_item(meeting, item)
    record_on(actor=actor, at=at, verb="add_standing_item", subject=board, facts={"item": item.ref})
    return item


@transaction.atomic
def end_standing_item(
    *, actor: Actor, at: datetime, item_ref: str, item_until: date
) -> StandingItem:
    """``item_until`` is the first day on which it no longer comes."""
    actor.check_may(perms.RUN)
    item = find(StandingItem, actor, item_ref)
    if item.item_until is not None:
        raise Refusal("This standing item has ended already.")
    check_end(item.item_from, item_until, today=london_day(at), field="item_until")
    item.item_until = item_until
    item.save(update_fields=["item_until"])
    AgendaItem.objects.visible_to(actor).filter(
        standing=item,
        withdrawn_at=None,
        minutes="",
        meeting__in=_planned(actor, item.board, item_until),
    ).update(withdrawn_at=at, withdrawn_by_id=actor.person_id)
    facts = {"item": item.ref, "until": item_until.isoformat()}
    record_on(actor=actor, at=at, verb="end_standing_item", subject=item.board, facts=facts)
    return item


@transaction.atomic
def add_forward_item(
    *,
    actor: Actor,
    at: datetime,
    board_ref: str,
    title: str,
    due: PartialDate,
    owner_ref: str = "",
) -> ForwardItem:
    """Something the board will come to, in that month or on that day."""
    actor.check_may(perms.RUN)
    board = find(Board, actor, board_ref)
    owner = _open_post(actor, owner_ref, on=london_day(at), field="owner")
    if not title.strip():
        raise Refusal("Say what the board will come to.", field="title")
    check_forward_day(due, today=london_day(at))
    item = ForwardItem.objects.create(
        area_id=actor.area_id,
        board=board,
        title=title.strip(),
        due_on=due.last,
        due_precision=due.precision,
        owner=owner,
    )
    record_on(
        actor=actor,
        at=at,
        verb="add_forward_item",
        subject=board,
        facts={"item": item.ref, "due": due.iso},
    )
    return item


@transaction.atomic
def withdraw_forward_item(*, actor: Actor, at: datetime, item_ref: str, why: str) -> ForwardItem:
    """The board will not come to it. It stays in the forward plan with the reason."""
    actor.check_may(perms.RUN)
    item = find(ForwardItem, actor, item_ref)
    if item.withdrawn_at is not None:
        raise Refusal("This item has been withdrawn already.")
    if item.meeting_id is not None:
        raise Refusal("A meeting has taken this item. Take it off that agenda first.")
    if not why.strip():
        raise Refusal("Say why the item is withdrawn.", field="why")
    item.withdrawn_why = why.strip()
    item.withdrawn_at = at
    item.withdrawn_by_id = actor.person_id
    item.version += 1
    item.save(update_fields=["withdrawn_why", "withdrawn_at", "withdrawn_by", "version"])
    record_on(
        actor=actor,
        at=at,
        verb="withdraw_forward_item",
        subject=item.board,
        facts={"item": item.ref},
    )
    return item


def _planned(actor: Actor, board: Board, first: date) -> AreaQuerySet:
    found: AreaQuerySet = Meeting.objects.visible_to(actor).filter(
        board=board, held_on__gte=first, held_at=None, cancelled_at=None
    )
    return found


def _open_post(actor: Actor, ref: str, *, on: date, field: str) -> Post | None:
    post = find_post(actor, ref)
    if post is not None:
        check_post_is_open(post.closed_on, on=on, title=post.title, field=field)
    return post
