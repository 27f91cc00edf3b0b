"""Which items of an agenda somebody presents: those of the posts that they hold on the day."""

from datetime import date

from alongside.board import perms
from alongside.board.models import AgendaItem
from alongside.board.queries.meetings import check_may_view
from alongside.kernel.actor import Actor
from alongside.people.queries import holders_of


def items_presented(actor: Actor, meeting_id: int, *, today: date) -> frozenset[str]:
    """The refs of the items on the agenda that the person presents. Raises Hidden."""
    check_may_view(actor)
    if actor.person_id is None:
        return frozenset()
    rows = AgendaItem.objects.visible_to(actor).filter(
        meeting_id=meeting_id, withdrawn_at=None, presenter__isnull=False
    )
    items = {row.ref: row.presenter for row in rows.select_related("presenter")}
    held = holders_of(items.values(), today)
    return frozenset(
        ref
        for ref, post in items.items()
        if actor.person_id in {each.person_id for each in held.get(post.pk, ())}
    )


def may_add_to(actor: Actor, item: AgendaItem | None, *, today: date) -> bool:
    """Whether they may add a paper: to anything for whoever runs the board, to an item for whoever
    presents it.
    """
    if actor.may(perms.RUN):
        return True
    if item is None or not actor.may_somewhere(perms.VIEW):
        return False
    return item.ref in items_presented(actor, item.meeting_id, today=today)
