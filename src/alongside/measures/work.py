"""The worker's part: figures worked out from the records within a minute of a change, and every measure of
an area judged, drawn and kept.

What counts, judges and draws is loaded when the work begins, so that a web process stays small.
"""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module
from typing import Any

from django.db import transaction
from django.db.models import Q

from alongside.kernel.actor import system_actor
from alongside.ledger.queries import latest_change
from alongside.measures.before import mark_before
from alongside.measures.codes import MeasureState, Origin
from alongside.measures.holding import hold_back_in_area
from alongside.measures.models import Computation, Figure, Series
from alongside.measures.operations.hiding import note_hidden_anew
from alongside.measures.refreshing import ask_for_computing, ask_for_refresh
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas, areas_among
from alongside.web.clock import london_day

OWN = "measures.compute_figures"


def refresh_area(*, area_id: int, at: datetime, progress: Callable[[int, int], None]) -> int:
    """Returns how many measures were judged. Running it again gives the same readings."""
    _hide(area_id, at)
    refreshing: Any = import_module("alongside.measures.keeping")
    made: int = refreshing.keep_readings(area_id=area_id, at=at, progress=progress)
    return made


@transaction.atomic
def _hide(area_id: int, at: datetime) -> None:
    """What is hidden beside something else, found anew."""
    before = _marks(area_id)
    hold_back_in_area(area_id=area_id)
    mark_before(area_id=area_id)
    if _marks(area_id) != before:
        (area,) = areas_among([area_id])
        actor = system_actor(
            name="hiding figures", area_id=area.pk, area_slug=area.slug, permissions=()
        )
        note_hidden_anew(actor=actor, at=at)


def _marks(area_id: int) -> frozenset[tuple[int, bool, int | None]]:
    marked = Q(gives_away=True) | Q(told_as__isnull=False)
    rows = Figure.objects.in_area(area_id).filter(marked)
    return frozenset(rows.values_list("pk", "gives_away", "told_as_id"))


def work_out_all(*, at: datetime) -> int:
    """Every area counted, judged and drawn now, before anybody looks. Returns how many areas."""
    areas = all_areas()
    for area in areas:
        _compute(area, at, _say_nothing)
        refresh_area(area_id=area.pk, at=at, progress=_say_nothing)
    return len(areas)


def _say_nothing(done: int, total: int) -> None:
    """Nobody waits for each step."""


def ask_for_all(*, at: datetime) -> int:
    """Asks for every area's measures to be judged again. Returns how many areas."""
    areas = all_areas()
    with transaction.atomic():
        for area in areas:
            ask_for_refresh(area_id=area.pk, at=at)
    return len(areas)


def ask_where_something_changed(*, at: datetime) -> int:
    """Asks for every area to be counted again where anything was recorded since, or a new day has begun.
    Returns how many areas were asked for.
    """
    asked = 0
    for area in all_areas():
        seen = latest_change(area_id=area.pk, but_for=OWN)
        if _is_computed(area) and not _is_counted(area, seen, at):
            asked += ask_for_computing(
                area_id=area.pk, slug=area.slug, seen_seq=seen, on=london_day(at), at=at
            )
    return asked


def compute_area(*, area_id: int, at: datetime, progress: Callable[[int, int], None]) -> int:
    """Returns how many figures were written; where there were any, the measures are judged again."""
    return sum(_compute(area, at, progress) for area in areas_among([area_id]))


def remove_old_snapshots(*, at: datetime) -> int:
    """Returns how many files were removed."""
    computing: Any = import_module("alongside.measures.computing")
    removed: int = computing.remove_old_snapshots(at=at)
    return removed


def _is_computed(area: LocalArea) -> bool:
    """Whether a measure in use is worked out here."""
    computed = Series.objects.in_area(area.pk).filter(
        origin=Origin.COMPUTED.value,
        followed_by=None,
        measure__state=MeasureState.IN_USE.value,
    )
    return computed.exists()


def _is_counted(area: LocalArea, seen: int, at: datetime) -> bool:
    """Up to that entry of the ledger, today."""
    held = Computation.objects.in_area(area.pk)
    return held.filter(seen_seq=seen, counted_on=london_day(at)).exists()


def _compute(area: LocalArea, at: datetime, progress: Callable[[int, int], None]) -> int:
    seen = latest_change(area_id=area.pk, but_for=OWN)
    if _is_counted(area, seen, at):
        return 0
    computing: Any = import_module("alongside.measures.computing")
    written, digest = computing.compute_area(area=area, at=at, progress=progress)
    told = {"seen_seq": seen, "counted_on": london_day(at), "digest": digest, "as_at": at}
    Computation.objects.in_area(area.pk).update_or_create(area_id=area.pk, defaults=told)
    return int(written)
