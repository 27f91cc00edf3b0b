"""The items of one agenda: added, changed, put in order, and taken off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.agendas import put_forward_item, take_off
from alongside.board.meeting_facts import state_of
from alongside.board.models import AgendaItem, Decision, ForwardItem, Meeting
from alongside.board.operations.recording import record_on
from alongside.board.rules.codes import ItemKind
from alongside.board.rules.governance import check_post_is_open
from alongside.board.rules.meetings import check_may_prepare
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.finding import find, find_post, next_order
from alongside.people.models import Post
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {"kind": "Kind", "title": "Title", "presenter": "Presented by", "purpose": "What for"}


@dataclass(frozen=True, slots=True)
class ItemDetails:
    title: str
    kind: ItemKind = ItemKind.DISCUSSION
    presenter_ref: str = ""
    purpose: str = ""


@transaction.atomic
def add_item(*, actor: Actor, at: datetime, meeting_ref: str, details: ItemDetails) -> AgendaItem:
    """At the end of the agenda."""
    meeting = _meeting(actor, meeting_ref)
    presenter = _presenter(actor, details, on=london_day(at))
    _check_title(details)
    item = AgendaItem.objects.create(
        area_id=actor.area_id,
        meeting=meeting,
        order=next_order(meeting.items.all()),
        kind=details.kind.value,
        title=details.title.strip(),
        presenter=presenter,
        purpose=details.purpose.strip(),
    )
    record_on(actor=actor, at=at, verb="add_item", subject=meeting, facts={"item": item.ref})
    return item


@transaction.atomic
def take_forward_item(*, actor: Actor, at: datetime, meeting_ref: str, item_ref: str) -> AgendaItem:
    """Something of the board's forward plan that no other meeting has."""
    meeting = _meeting(actor, meeting_ref)
    forward = find(ForwardItem, actor, item_ref)
    if forward.board_id != meeting.board_id:
        raise Hidden("forward item")
    if forward.withdrawn_at is not None or forward.meeting_id is not None:
        raise Refusal(
            "This item was withdrawn, or another meeting has taken it. Choose another.",
            field="forward",
        )
    item = put_forward_item(meeting, forward)
    facts = {"item": item.ref, "forward": forward.ref}
    record_on(actor=actor, at=at, verb="take_forward_item", subject=meeting, facts=facts)
    return item


@transaction.atomic
def change_item(
    *, actor: Actor, at: datetime, item_ref: str, expected_version: int, details: ItemDetails
) -> AgendaItem:
    """What it is called, who presents it and what it is for. Its minutes are another operation."""
    item = _item(actor, item_ref)
    wanted = {
        "kind": details.kind.value,
        "title": details.title.strip(),
        "presenter": _presenter(actor, details, on=london_day(at), now=item.presenter),
        "purpose": details.purpose.strip(),
    }
    check_version(item, expected_version, wanted=wanted, labels=LABELS)
    _check_title(details)
    changed = apply(item, wanted)
    facts = {"item": item.ref, "changed": sorted(changed)}
    record_on(actor=actor, at=at, verb="change_item", subject=item.meeting, facts=facts)
    return item


@transaction.atomic
def take_off_item(*, actor: Actor, at: datetime, item_ref: str) -> AgendaItem:
    """Only while nothing is written under it."""
    item = _item(actor, item_ref)
    if item.minutes or Decision.objects.visible_to(actor).filter(item=item).exists():
        raise Refusal("Something is minuted under this item, so it stays on the agenda.")
    take_off(actor, at, item)
    facts = {"item": item.ref}
    record_on(actor=actor, at=at, verb="take_off_item", subject=item.meeting, facts=facts)
    return item


@transaction.atomic
def order_items(
    *, actor: Actor, at: datetime, meeting_ref: str, item_refs: Sequence[str]
) -> Meeting:
    """Every item of the agenda, in the order in which it is to be taken."""
    meeting = _meeting(actor, meeting_ref)
    items = {item.ref: item for item in meeting.items.filter(withdrawn_at=None)}
    if sorted(item_refs) != sorted(items):
        raise Refusal("Somebody changed the agenda meanwhile. Open it again and order it.")
    for order, ref in enumerate(item_refs, start=1):
        items[ref].order = order
    AgendaItem.objects.in_area(actor.area_id).bulk_update(items.values(), ["order"])
    facts = {"items": list(item_refs)}
    record_on(actor=actor, at=at, verb="order_items", subject=meeting, facts=facts)
    return meeting


def _meeting(actor: Actor, ref: str) -> Meeting:
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, ref)
    check_may_prepare(state_of(meeting))
    return meeting


def _item(actor: Actor, ref: str) -> AgendaItem:
    """One that is on an agenda which may still change."""
    actor.check_may(perms.RUN)
    item = find(AgendaItem, actor, ref)
    check_may_prepare(state_of(item.meeting))
    if item.withdrawn_at is not None:
        raise Refusal("This item was taken off the agenda.")
    return item


def _presenter(
    actor: Actor, details: ItemDetails, *, on: date, now: Post | None = None
) -> Post | None:
    """A post that is open, or the one that it is already."""
    post = find_post(actor, details.presenter_ref)
    if post is not None and post != now:
        check_post_is_open(post.closed_on, on=on, title=post.title, field="presenter")
    return post


def _check_title(details: ItemDetails) -> None:
    if not details.title.strip():
        raise Refusal("Give the item a title.", field="title")
