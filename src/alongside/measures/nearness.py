"""Which figures give a few records away beside another measure: found anew each time that figures are
worked out, and marked.

Looked at is what everybody is told: the figures that stand, and those that a paper keeps for good, also of
what was counted before in another way and of measures that are no longer used, since their pages stay.

Only the worker loads this module.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace

from django.db.models import F, Q

from alongside.measures.before import telling_before
from alongside.measures.codes import FigurePartName, Origin
from alongside.measures.models import Figure, FigurePart
from alongside.measures.queries.protected import point_of, release_of
from alongside.measures.rules.nearness import too_near, too_near_in_sum
from alongside.measures.rules.protecting import POLICY_OF, Period, hides_count, why_small
from alongside.measures.rules.records import Records
from alongside.people.scoping import AreaQuerySet

TOP, BASE = FigurePartName.NUMERATOR.value, FigurePartName.DENOMINATOR.value
LEFT_OUT, MISSING = FigurePartName.LEFT_OUT.value, FigurePartName.MISSING.value
Keys = Mapping[tuple[int, str], frozenset[str]]
"""By figure and part."""


def mark_near(*, area_id: int) -> bool:
    """Whether a mark changed."""
    told = list(_told(area_id).select_related("series__measure"))
    near = _near(told, _keys(area_id))
    near |= telling_before(area_id=area_id) & {row.pk for row in told}
    marked = {row.pk for row in told if row.gives_away}
    rows = Figure.objects.in_area(area_id)
    for figures, mark in ((near - marked, True), (marked - near, False)):
        if figures:
            rows.filter(pk__in=figures).update(gives_away=mark)
    return near != marked


def _told(area_id: int) -> AreaQuerySet:
    """What a paper keeps comes first, since it cannot be taken back."""
    rows: AreaQuerySet = Figure.objects.in_area(area_id).filter(
        Q(corrected_by_figure=None, told_as=None) | Q(released_at__isnull=False),
        series__origin=Origin.COMPUTED.value,
    )
    return rows.order_by(
        F("released_at").asc(nulls_last=True),
        F("series__followed_by").asc(nulls_first=True),
        "series__measure_id",
        "id",
    )


def _keys(area_id: int) -> Keys:
    rows = FigurePart.objects.in_area(area_id).filter(
        figure__in=_told(area_id).order_by().values("id")
    )
    told = rows.values_list("figure_id", "part", "keys")
    return {(figure, part): frozenset(json.loads(keys)) for figure, part, keys in told}


def _near(told: Iterable[Figure], keys: Keys) -> frozenset[int]:
    by_time: dict[Period, list[Records]] = {}
    for row in told:
        records = _records(row, keys)
        if records is not None and not _is_small(row):
            by_time.setdefault((row.period_from, row.period_until), []).append(records)
    near = frozenset[int]().union(*map(too_near, by_time.values()))
    for whole in sorted(by_time, key=lambda time: time[1] - time[0]):
        within = [time for time in by_time if whole[0] <= time[0] and time[1] <= whole[1]]
        if len(within) > 1:
            shown = (each for time in within for each in by_time[time])
            near |= too_near_in_sum([each for each in shown if each.figure_id not in near])
    return near


def _is_small(row: Figure) -> bool:
    """By itself, whatever was marked before."""
    alone = replace(point_of(row), gives_away=False)
    return bool(why_small(release_of(row.series), row.series.unit, alone))


def _records(row: Figure, keys: Keys) -> Records | None:
    """None where the records behind it are not known in full."""
    top = keys.get((row.pk, TOP), frozenset())
    base = top if row.denominator is None else keys.get((row.pk, BASE), frozenset())
    counted = int(row.value) if row.numerator is None else row.numerator
    if (len(top), len(base)) != (counted, row.denominator or counted):
        return None
    return Records(
        row.pk,
        base,
        top,
        POLICY_OF[release_of(row.series)],
        is_kept=row.released_at is not None,
        beside=_beside(row, base, keys),
        series_id=row.series_id,
        period=(row.period_from, row.period_until),
    )


def _beside(row: Figure, base: frozenset[str], keys: Keys) -> tuple[frozenset[str] | None, ...]:
    """Those left out, those that are missing, and all of them with the base, where a reader is told how many."""
    release = release_of(row.series)
    said = [
        None
        if hides_count(release, count)
        or len(found := keys.get((row.pk, part), frozenset())) != count
        else found
        for part, count in ((LEFT_OUT, row.left_out), (MISSING, row.missing))
    ]
    everyone = None if None in said else base.union(*(each for each in said if each))
    return (*said, everyone)
