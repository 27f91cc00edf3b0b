"""Telling people that something changed: part of the change's own transaction, or not at all.

Another room's operation calls this after it wrote its rows and its event. What may be said is in
``words``.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.notices.models import DeliveryChoice, Notice, OutboxMessage
from alongside.notices.rules import leaves_at
from alongside.notices.words import AT_ONCE, understand
from alongside.people.models import Post
from alongside.people.queries import holders_of
from alongside.web.clock import london_day


class OutsideTransactionError(RuntimeError):
    """A message was about to be kept apart from the change it tells of."""


def tell(
    *, people: Iterable[int], area_id: int, sentence: str, address: str, at: datetime, key: str
) -> int:
    """Keep one message for each person who was not told under this key. Returns how many.

    ``people`` are person ids; ``sentence`` is one of ``words.CATALOGUE``; ``address`` is a path in
    the house. Raises UnknownSentenceError, or OutsideTransactionError when nothing would undo the
    message.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(f"{key} must be told inside transaction.atomic().")
    understood = understand(sentence)
    told = set(Notice.objects.in_area(area_id).filter(key=key).values_list("person_id", flat=True))
    notices = [
        Notice(
            area_id=area_id,
            person_id=person_id,
            code=understood.code,
            sentence=understood.sentence,
            address=address,
            key=key,
            made_at=at,
        )
        for person_id in sorted(set(people) - told)
    ]
    Notice.objects.bulk_create(notices)
    _put_in_outbox(notices, at)
    return len(notices)


def tell_holders(
    *, actor: Actor, posts: Iterable[Post], sentence: str, address: str, at: datetime, key: str
) -> int:
    """Whoever holds one of the posts on the day, but for the actor, who knows already."""
    held = holders_of(posts, london_day(at))
    people = {each.person_id for holdings in held.values() for each in holdings}
    return tell(
        people=people - {actor.person_id},
        area_id=actor.area_id,
        sentence=sentence,
        address=address,
        at=at,
        key=key,
    )


def _put_in_outbox(notices: list[Notice], at: datetime) -> None:
    people = [notice.person_id for notice in notices]
    choices = dict(
        DeliveryChoice.objects.filter(person_id__in=people).values_list("person_id", "choice")
    )
    messages = []
    for notice in notices:
        leaves = leaves_at(choices.get(notice.person_id, AT_ONCE), at)
        if leaves is not None:
            messages.append(OutboxMessage(area_id=notice.area_id, notice=notice, leaves_at=leaves))
    OutboxMessage.objects.bulk_create(messages)
