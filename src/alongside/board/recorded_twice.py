"""A form that arrives twice records one thing."""

from datetime import datetime, timedelta

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.scoping import AreaQuerySet

A_MOMENT = timedelta(minutes=10)


def check_is_new(same: AreaQuerySet, actor: Actor, at: datetime) -> None:
    """``same`` are numbered records that say exactly this; the caller holds the lock for numbers.

    Refused when the same person recorded one of them a moment ago.
    """
    lately = same.filter(recorded_by_id=actor.person_id, recorded_at__gt=at - A_MOMENT)
    twin = lately.order_by("recorded_at").first()
    if twin is not None:
        raise Refusal(f"You have just recorded this. It stands as {twin.number}.")
