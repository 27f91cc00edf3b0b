"""How long it takes to work out anew the duties of many cases, when the law moved one day in each of them."""

import time
from datetime import timedelta

from django.db.models import F

from alongside.casework import perms
from alongside.casework.models import CaseDuty
from alongside.casework.operations import rebuild_duties
from alongside.kernel.actor import system_actor
from alongside.people.models import LocalArea
from alongside.web import clock
from bench import casework_data
from bench.taken import Taken

LIMIT_PER_100_000 = 300.0


def rebuilt(area: LocalArea) -> Taken:
    """The limit is that of 100,000 cases, for as many as there are."""
    actor = system_actor(
        name="bench", area_id=area.pk, area_slug=area.slug, permissions=(perms.REBUILD,)
    )
    duties = CaseDuty.objects.in_area(area.pk).filter(rule="FINAL-20W", due_on__isnull=False)
    assert duties.update(due_on=F("due_on") + timedelta(days=7)) >= casework_data.CASES
    began = time.perf_counter()
    refused = rebuild_duties(actor=actor, at=clock.now(), progress=lambda done, total: None)
    seconds = time.perf_counter() - began
    assert not refused
    count = casework_data.CASES
    limit = LIMIT_PER_100_000 * count / 100_000
    return Taken(f"duties of {count:,} cases worked out anew", seconds, limit, "s")
