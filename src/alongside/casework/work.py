"""The worker's part: working out the duties of every case of an area anew, and drawing how long
assessments take.

What draws is loaded when the work begins, so that a web process stays small.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import transaction

from alongside.casework import perms
from alongside.casework.operations.rebuilding import rebuild_duties
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import system_actor
from alongside.people.queries import areas_among

REBUILD = "casework.rebuild"


@transaction.atomic
def ask_for_rebuild(*, area_id: int, at: datetime) -> None:
    """However often it is asked for while it waits, it is done once."""
    enqueue(name=REBUILD, key=f"area {area_id}", arguments={"area": area_id}, at=at)


def rebuild_area(
    *, area_id: int, at: datetime, progress: Callable[[int, int], None]
) -> Sequence[str]:
    """Returns the numbers of the cases whose events the law refuses."""
    (area,) = areas_among([area_id])
    actor = system_actor(
        name="casework", area_id=area.pk, area_slug=area.slug, permissions=(perms.REBUILD,)
    )
    return rebuild_duties(actor=actor, at=at, progress=progress)


def draw_waiting(*, at: datetime) -> int:
    """Returns for how many areas the curves were drawn anew."""
    waiting: Any = import_module("alongside.casework.facts.waiting")
    drawn: int = waiting.draw_everywhere(at=at)
    return drawn
