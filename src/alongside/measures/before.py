"""Periods of a measure that were counted in two ways, such as by hand and from the records: which figure is
shown, and where the two would tell a small number side by side.
"""

from collections.abc import Iterable, Iterator

from alongside.measures.codes import Origin
from alongside.measures.models import Figure
from alongside.measures.queries.protected import point_of, release_of
from alongside.measures.rules.protecting import differs_by_few, why_small

Pair = tuple[Figure, Figure]
"""The figure of an earlier series, and the one that is shown, of the same measure and period."""


def pairs_among(rows: Iterable[Figure]) -> Iterator[Pair]:
    """Of figures that stand, with their series and measure, in the order of their series."""
    latest: dict[tuple[object, ...], list[Figure]] = {}
    for row in rows:
        key = (row.series.measure_id, row.period_from, row.period_until)
        latest.setdefault(key, []).append(row)
    for together in latest.values():
        *earlier, shown = together
        yield from ((row, shown) for row in earlier)


def mark_before(*, area_id: int) -> None:
    """Marks the earlier figures that were not worked out here and would give a few away."""
    rows = Figure.objects.in_area(area_id).exclude(series__origin=Origin.COMPUTED.value)
    rows = rows.filter(series__followed_by__isnull=False)
    going = telling_before(area_id=area_id)
    marked = set(rows.filter(gives_away=True).values_list("pk", flat=True))
    near = set(rows.filter(pk__in=going).values_list("pk", flat=True)) if going else set()
    for figures, mark in ((near - marked, True), (marked - near, False)):
        if figures:
            rows.filter(pk__in=figures).update(gives_away=mark)


def telling_before(*, area_id: int) -> frozenset[int]:
    """Ids of earlier figures beside which the one that is shown would tell a few."""
    return frozenset(
        row.pk for row, shown in pairs_among(_counted_twice(area_id)) if _tells(row, shown)
    )


def _counted_twice(area_id: int) -> Iterable[Figure]:
    """The figures that stand, of measures that were counted in another way before."""
    rows = Figure.objects.in_area(area_id).filter(
        corrected_by_figure=None,
        series__measure__series__followed_by__isnull=False,
    )
    return rows.select_related("series__measure").distinct().order_by("series_id", "id")


def _tells(row: Figure, shown: Figure) -> bool:
    release, unit = release_of(row.series), row.series.unit
    before, after = point_of(row), point_of(shown)
    return differs_by_few(release, unit, before, after) and not why_small(release, unit, after)
