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
from alongside.casework.models import Case
from alongside.casework.operations.rebuilding import rebuild_duties
from alongside.casework.queries.following import law_followed
from alongside.casework.the_law import mark_of_the_law
from alongside.jobs.queue import enqueue, is_in_hand
from alongside.kernel.actor import Actor, system_actor
from alongside.people.models import LocalArea
from alongside.people.queries import areas_among

REBUILD = "casework.rebuild"


@transaction.atomic
def ask_for_rebuild(*, area_id: int, at: datetime) -> None:
    """However often it is asked for while it waits, it is done once."""
    enqueue(**_rebuild_of(area_id), at=at)


def _rebuild_of(area_id: int) -> dict[str, Any]:
    return {
        "name": REBUILD,
        "key": f"area {area_id}",
        "arguments": {"area": area_id, "law": mark_of_the_law()},
    }


def rebuild_area(
    *, area_id: int, at: datetime, progress: Callable[[int, int], None]
) -> Sequence[str]:
    """Returns the numbers of the cases whose events the law refuses."""
    (area,) = areas_among([area_id])
    return rebuild_duties(actor=_worker_in(area), at=at, progress=progress)


def follow_the_law(*, at: datetime) -> int:
    """Asks for the duties of every area that were not yet worked out by the law of this version of the software.
    Returns for how many areas. What was given up is not asked for again.
    """
    with_cases = Case.objects.across_areas(reason="Every area follows the law.").values("area")
    behind = [
        area
        for area in areas_among(with_cases.order_by().distinct())
        if law_followed(_worker_in(area)) != mark_of_the_law()
        and not is_in_hand(**_rebuild_of(area.pk))
    ]
    for area in behind:
        ask_for_rebuild(area_id=area.pk, at=at)
    return len(behind)


def _worker_in(area: LocalArea) -> Actor:
    return system_actor(
        name="casework", area_id=area.pk, area_slug=area.slug, permissions=(perms.REBUILD,)
    )


def draw_waiting(*, at: datetime) -> int:
    """Returns for how many areas the curves were drawn anew."""
    waiting: Any = import_module("alongside.casework.facts.waiting")
    drawn: int = waiting.draw_everywhere(at=at)
    return drawn
