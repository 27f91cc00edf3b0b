"""Noting which figures a paper or a record keeps for good, in words that everybody reads.

What was released cannot be taken back: a later version that differs from it by few is held back.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.holding import hold_back
from alongside.measures.models import Figure, Series
from alongside.measures.queries.protected import told_to_all
from alongside.people.scoping import AreaQuerySet


@transaction.atomic
def release_figures(
    *,
    actor: Actor,
    at: datetime,
    all_of: Collection[str] = (),
    latest_of: Collection[str] = (),
    figures: Collection[str] = (),
) -> int:
    """Every figure that stands in some series, the latest of others, and single ones, by public names. Returns
    for how many it is new; a figure that nobody is told is not released.
    """
    actor.check_may(perms.VIEW)
    told = [told_to_all(row) for row in _kept(actor, all_of, latest_of, figures)]
    new = {row.pk: row for row in told if row is not None and row.released_at is None}
    if not new:
        return 0
    Figure.objects.visible_to(actor).filter(pk__in=new).update(released_at=at)
    by_series: dict[int, list[Figure]] = {}
    for row in new.values():
        by_series.setdefault(row.series_id, []).append(row)
    rows = Series.objects.visible_to(actor).filter(pk__in=by_series).select_related("measure")
    for series in rows.order_by("id"):
        hold_back(series)
        _record(actor, at, series, by_series[series.pk])
    return len(new)


def _kept(
    actor: Actor, all_of: Collection[str], latest_of: Collection[str], figures: Collection[str]
) -> Iterable[Figure]:
    rows: AreaQuerySet = Figure.objects.visible_to(actor).select_related(
        "series__measure", "told_as", "corrected_by_figure"
    )
    if all_of or latest_of:
        standing = rows.filter(corrected_by_figure=None).order_by("period_from", "id")
        yield from standing.filter(series__ref__in=all_of)
        latest = {row.series_id: row for row in standing.filter(series__ref__in=latest_of)}
        yield from latest.values()
    if figures:
        yield from rows.filter(ref__in=figures)


def _record(actor: Actor, at: datetime, series: Series, new: Collection[Figure]) -> None:
    record(
        actor=actor,
        at=at,
        verb="measures.release_figures",
        subject="measures.series",
        subject_ref=series.ref,
        detail={"figures": sorted(each.ref for each in new)},
    )
