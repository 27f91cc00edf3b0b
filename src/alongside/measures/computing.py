"""From the records of an area to its figures: a snapshot is taken, the indicators are evaluated over it,
and what they say is written down.

Only the worker loads this module, since it loads what counts. Nothing is written until everything has
been counted, and then all in one transaction, with the call to judge the measures again: a kill leaves a
snapshot that nothing refers to, which is removed after a while.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fcntl import LOCK_EX, flock
from importlib import import_module
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alongside.analytics.engine import Facts as Counted
from alongside.analytics.engine import engine_from, evaluate
from alongside.analytics.figures import Figure as Told
from alongside.analytics.indicators import Indicator
from alongside.analytics.manifests import MANIFESTS, Snapshot
from alongside.analytics.measuring import Kind
from alongside.analytics.opening import Opened, open_all
from alongside.analytics.periods import Every
from alongside.analytics.snapshots import (
    Offer,
    read_snapshot,
    remove,
    take_snapshot,
    unreferenced,
)
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.dates import add_months
from alongside.measures import perms
from alongside.measures.codes import FigurePartName, MeasureState, Origin
from alongside.measures.computed_facts import Facts
from alongside.measures.models import Figure, Series
from alongside.measures.nearness import mark_near
from alongside.measures.operations.computed import Computed, ComputedFigure, keep_computed
from alongside.measures.operations.hiding import note_hidden_anew
from alongside.measures.refreshing import ask_for_refresh
from alongside.people.models import LocalArea
from alongside.web.clock import london_day
from alongside.web.offers import computing_modules
from alongside.web.writing import instant

KEPT_FOR = timedelta(days=7)
EVERY = {1: Every.MONTH, 3: Every.QUARTER, 12: Every.YEAR}


@dataclass(frozen=True, slots=True)
class Declared:
    """What the rooms can count, by code, and the facts that it is counted from, by table."""

    indicators: Mapping[str, Indicator]
    facts: Mapping[str, Facts]


def compute_area(
    *, area: LocalArea, at: datetime, progress: Callable[[int, int], None]
) -> tuple[int, str]:
    """How many figures were written, and the digest of the snapshot they rest on; empty when no series
    of the area is worked out from the records.
    """
    declared = _declared()
    wanted = [each for each in _computed_series(area) if _indicator(declared, each) is not None]
    if not wanted:
        return 0, ""
    with _alone():
        counted = _counted(area, declared, [_named(declared, each) for each in wanted], at)
        told = [
            Computed(each.ref, _made_from(counted.snapshot), _figures(each, declared, counted))
            for each in wanted
        ]
    return _written(area, told, at, progress), counted.snapshot.digest


def remove_old_snapshots(*, at: datetime) -> int:
    """Removes the files of snapshots that no figure was made from, once they are a week old, and what a
    killed run left. Returns how many files.
    """
    folder = _folder()
    with _alone():
        kept = [each for each in _snapshots(folder) if _is_kept(each, at)]
        files = unreferenced(folder, kept=kept)
        remove(folder, files)
    return len(files)


def _declared() -> Declared:
    modules = [import_module(name) for name in computing_modules()]
    indicators = [each for module in modules for each in module.INDICATORS]
    facts = [each for module in modules for each in module.FACTS]
    return Declared(
        {each.code: each for each in indicators}, {each.table.name: each for each in facts}
    )


def _computed_series(area: LocalArea) -> Sequence[Series]:
    return list(
        Series.objects.in_area(area.pk)
        .select_related("measure")
        .filter(
            origin=Origin.COMPUTED.value,
            followed_by=None,
            measure__state=MeasureState.IN_USE.value,
        )
        .order_by("id")
    )


def _indicator(declared: Declared, series: Series) -> Indicator | None:
    """In the rhythm of the series; None when the rooms cannot count it so."""
    found = declared.indicators.get(series.counted_as)
    every = EVERY.get(series.every_months or 0)
    return found.cut(every=every) if found and every else None


def _named(declared: Declared, series: Series) -> Indicator:
    found = _indicator(declared, series)
    if found is None:
        raise LookupError(series.counted_as)
    return found


def _counted(
    area: LocalArea, declared: Declared, indicators: Iterable[Indicator], at: datetime
) -> Counted:
    names = dict.fromkeys(table.name for each in indicators for table in each.tables)
    facts = [declared.facts[name] for name in names]
    actor = _actor(area, [name for each in facts for name in each.needs])
    today = london_day(at)
    offers = [Offer(each.table, area.slug, each.rows(actor, today)) for each in facts]
    snapshot = take_snapshot(_folder(), offers, as_at=at)
    return Counted(snapshot, _folder(), engine_from(settings.ENVIRONMENT.engine))


def _figures(series: Series, declared: Declared, counted: Counted) -> tuple[ComputedFigure, ...]:
    """Of whole periods that have passed, the oldest first. A count without rows is nought; the first
    period is the first that has any row.
    """
    indicator = _named(declared, series)
    (table,) = evaluate([indicator], counted).tables
    opened = open_all(indicator, counted)
    periods = [key.period for key in table.keys if key.period is not None]
    if not periods:
        return ()
    months, until = series.every_months or 1, counted.snapshot.on
    return tuple(
        _figure(each, months, opened.get(each.key, {}))
        for each in table.in_every_period(min(periods), until)
        if each.key.period is not None and add_months(each.key.period, months) <= until
    )


def _figure(told: Told, months: int, opened: Opened) -> ComputedFigure:
    period = told.key.period or date.min
    is_count = told.kind is Kind.COUNT
    return ComputedFigure(
        period_from=period,
        period_until=add_months(period, months),
        numerator=int(told.numerator),
        denominator=int(told.numerator) if is_count else told.denominator,
        left_out=told.excluded + told.pending,
        missing=told.missing,
        keys={
            FigurePartName.NUMERATOR: opened.get("numerator", ()),
            FigurePartName.DENOMINATOR: opened.get("denominator", ()),
            FigurePartName.LEFT_OUT: (*opened.get("excluded", ()), *opened.get("pending", ())),
            FigurePartName.MISSING: opened.get("missing", ()),
        },
    )


def _written(
    area: LocalArea,
    told: Sequence[Computed],
    at: datetime,
    progress: Callable[[int, int], None],
) -> int:
    actor, count = _actor(area, [perms.COMPUTE]), 0
    with transaction.atomic():
        for done, each in enumerate(told):
            written = keep_computed(actor=actor, at=at, computed=each)
            count += written.new_count + written.corrected_count
            progress(done + 1, len(told))
        is_hidden_anew = mark_near(area_id=area.pk)
        if is_hidden_anew:
            note_hidden_anew(actor=actor, at=at)
        if is_hidden_anew or count:
            ask_for_refresh(area_id=area.pk, at=at)
    return count


def _actor(area: LocalArea, permissions: Iterable[str]) -> Actor:
    return system_actor(
        name="working out figures", area_id=area.pk, area_slug=area.slug, permissions=permissions
    )


def _made_from(snapshot: Snapshot) -> str:
    return f"Records kept here, as at {instant(snapshot.as_at)}, SHA-256 {snapshot.digest}"


def _folder() -> Path:
    home: Path = settings.HOME
    return home / "snapshots"


def _snapshots(folder: Path) -> Iterator[Snapshot]:
    for path in sorted((folder / MANIFESTS).glob("*.json")):
        yield read_snapshot(folder, path.stem)


def _is_kept(snapshot: Snapshot, at: datetime) -> bool:
    """While a figure names it, even one that was corrected since: a frozen pack may show that one."""
    if snapshot.as_at > at - KEPT_FOR:
        return True
    figures = Figure.objects.across_areas(reason="a snapshot may hold any area")
    return figures.filter(made_from__endswith=snapshot.digest).exists()


@contextmanager
def _alone() -> Iterator[None]:
    """Taking and removing snapshots is for one process at a time."""
    home: Path = settings.HOME
    with (home / "snapshots.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        yield
