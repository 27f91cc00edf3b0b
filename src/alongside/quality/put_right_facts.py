"""The facts of putting right and of sweeps: one row for each thing that was found, as codes and days only."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from alongside.casework.facts.rows import child_key
from alongside.kernel.actor import Actor
from alongside.measures.pseudonyms import fact_key
from alongside.quality import perms
from alongside.quality.models import PutRight, SweepCandidate
from alongside.quality.rules.codes import Judged
from alongside.web.clock import london_day

PUT_RIGHT, CANDIDATE = "put right", "sweep candidate"
BATCH = 500
Values = tuple[object, ...]


def put_right_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Raises Hidden."""
    actor.check_may(perms.WORK)
    for row in counted_put_rights(actor).iterator(chunk_size=BATCH):
        yield (
            put_right_key(actor, row.pk),
            child_key(actor, row.case_id),
            row.because,
            row.opened_on,
            row.due_on,
            row.closed_on,
            row.told_on,
        )


def candidate_rows(actor: Actor, today: date) -> Iterator[Values]:
    """``settled_on``: judged as right, or put right where it was not. What an earlier sweep found by the same
    rules in the same version is counted there. Raises Hidden.
    """
    actor.check_may(perms.WORK)
    seen: defaultdict[int, set[str]] = defaultdict(set)
    for row in counted_candidates(actor).iterator(chunk_size=BATCH):
        if _was_counted(row, seen):
            continue
        yield (
            candidate_key(actor, row.pk),
            child_key(actor, row.case_id),
            london_day(row.sweep.begun_at),
            row.judged_on,
            settled_on(row),
        )


def counted_put_rights(actor: Actor) -> Any:
    rows = PutRight.objects.in_area(actor.area_id).filter(case__merged_into=None)
    return rows.order_by("id")


def counted_candidates(actor: Actor) -> Any:
    """With ``righted_on``, the day on which what was not appropriate was put right."""
    closed = PutRight.objects.in_area(actor.area_id).filter(
        Q(candidate=OuterRef("pk")) | Q(joined=OuterRef("pk"))
    )
    rows = SweepCandidate.objects.in_area(actor.area_id).filter(case__merged_into=None)
    return (
        rows.select_related("sweep")
        .annotate(righted_on=Subquery(closed.values("closed_on")[:1]))
        .order_by("id")
    )


def _was_counted(row: Any, seen: defaultdict[int, set[str]]) -> bool:
    rules = set(row.found_by)
    if row.plan_id is None or not rules:
        return False
    was = rules <= seen[row.plan_id]
    seen[row.plan_id] |= rules
    return was


def settled_on(row: Any) -> date | None:
    settled: date | None = row.judged_on
    if row.judged == Judged.NOT_APPROPRIATE:
        settled = row.righted_on
    return settled


def put_right_key(actor: Actor, put_right_id: int) -> str:
    return fact_key(actor.area_slug, PUT_RIGHT, put_right_id)


def candidate_key(actor: Actor, candidate_id: int) -> str:
    return fact_key(actor.area_slug, CANDIDATE, candidate_id)
