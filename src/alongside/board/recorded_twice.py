"""Finds the record that a form sent twice has made already."""

from datetime import datetime

from alongside.board.rules import recording
from alongside.kernel.actor import Actor
from alongside.people.scoping import AreaQuerySet


def check_is_new(same: AreaQuerySet, actor: Actor, at: datetime) -> None:
    """``same`` are numbered records that say exactly this; the caller holds the lock for numbers.

    Refused when the same person recorded one of them a moment ago.
    """
    twin = same.filter(recorded_by_id=actor.person_id).order_by("-recorded_at").first()
    if twin is not None:
        recording.check_is_new(twin=twin.number, recorded_at=twin.recorded_at, at=at)
