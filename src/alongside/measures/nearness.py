"""Which figures give a few records away beside another measure: found anew each time that figures are
worked out, and marked.

Only the worker loads this module.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from alongside.measures.codes import FigurePartName, MeasureState, Origin
from alongside.measures.models import Figure, FigurePart
from alongside.measures.queries.protected import point_of, release_of
from alongside.measures.rules.nearness import Records, too_near
from alongside.measures.rules.protecting import POLICY_OF, why_small
from alongside.people.scoping import AreaQuerySet

TOP, BASE = FigurePartName.NUMERATOR.value, FigurePartName.DENOMINATOR.value
Keys = Mapping[tuple[int, str], frozenset[str]]
"""By figure and part."""


def mark_near(*, area_id: int) -> bool:
    """Whether a mark changed."""
    standing = list(_standing(area_id).select_related("series__measure"))
    near = _near(standing, _keys(area_id))
    marked = {row.pk for row in standing if row.gives_away}
    rows = Figure.objects.in_area(area_id)
    for figures, mark in ((near - marked, True), (marked - near, False)):
        if figures:
            rows.filter(pk__in=figures).update(gives_away=mark)
    return near != marked


def _standing(area_id: int) -> AreaQuerySet:
    rows: AreaQuerySet = Figure.objects.in_area(area_id).filter(
        corrected_by_figure=None,
        denominator__isnull=False,
        series__origin=Origin.COMPUTED.value,
        series__followed_by=None,
        series__measure__state=MeasureState.IN_USE.value,
    )
    return rows.order_by("series__measure_id", "id")


def _keys(area_id: int) -> Keys:
    rows = FigurePart.objects.in_area(area_id).filter(
        figure__in=_standing(area_id).order_by().values("id"), part__in=(TOP, BASE)
    )
    told = rows.values_list("figure_id", "part", "keys")
    return {(figure, part): frozenset(json.loads(keys)) for figure, part, keys in told}


def _near(standing: Iterable[Figure], keys: Keys) -> frozenset[int]:
    by_time: dict[tuple[date, date], list[Records]] = {}
    for row in standing:
        records = _records(row, keys)
        if records is not None and not _is_small(row):
            by_time.setdefault((row.period_from, row.period_until), []).append(records)
    return frozenset().union(*map(too_near, by_time.values()))


def _is_small(row: Figure) -> bool:
    """By itself, whatever was marked before."""
    alone = replace(point_of(row), gives_away=False)
    return bool(why_small(release_of(row.series), row.series.unit, alone))


def _records(row: Figure, keys: Keys) -> Records | None:
    """None where the records behind it are not known in full."""
    top, base = keys.get((row.pk, TOP), frozenset()), keys.get((row.pk, BASE), frozenset())
    if (len(top), len(base)) != (row.numerator, row.denominator):
        return None
    return Records(row.pk, base, top, POLICY_OF[release_of(row.series)])
