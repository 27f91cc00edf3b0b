"""Putting items on an agenda and taking them off: parts of operations, which record them."""

from datetime import datetime

from alongside.board.models import AgendaItem, ForwardItem, Meeting, StandingItem
from alongside.board.rules.codes import ItemKind
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months, first_of_month
from alongside.people.finding import next_order


def put_standing_item(meeting: Meeting, item: StandingItem) -> AgendaItem:
    """At the end of the agenda, with its presenter."""
    made: AgendaItem = AgendaItem.objects.create(
        area_id=meeting.area_id,
        meeting=meeting,
        order=next_order(meeting.items.all()),
        kind=ItemKind.STANDING.value,
        title=item.title,
        presenter=item.presenter,
        standing=item,
    )
    return made


def put_forward_item(meeting: Meeting, item: ForwardItem) -> AgendaItem:
    """The meeting takes it: it is no longer waiting in the forward plan."""
    item.meeting = meeting
    item.version += 1
    item.save(update_fields=["meeting", "version"])
    made: AgendaItem = AgendaItem.objects.create(
        area_id=meeting.area_id,
        meeting=meeting,
        order=next_order(meeting.items.all()),
        kind=ItemKind.DISCUSSION.value,
        title=item.title,
        presenter=item.owner,
        forward=item,
    )
    return made


def begin_agenda(meeting: Meeting) -> int:
    """The board's standing items of that day, then what its forward plan has for that month.

    Returns how many items there are.
    """
    month = first_of_month(meeting.held_on)
    standing = meeting.board.standing_items.filter(item_from__lte=meeting.held_on)
    standing = standing.exclude(item_until__lte=meeting.held_on)
    forward = meeting.board.forward_items.filter(
        meeting=None, withdrawn_at=None, due_on__gte=month, due_on__lt=add_months(month, 1)
    )
    items = [put_standing_item(meeting, each) for each in standing]
    items += [put_forward_item(meeting, each) for each in forward]
    return len(items)


def take_off(actor: Actor, at: datetime, item: AgendaItem) -> None:
    """It stays as a record; what came from the forward plan waits there again."""
    item.withdrawn_at = at
    item.withdrawn_by_id = actor.person_id
    item.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if item.forward is not None:
        release(item.forward)


def release(item: ForwardItem) -> None:
    """No meeting has it any more."""
    item.meeting = None
    item.version += 1
    item.save(update_fields=["meeting", "version"])
