"""Which figures everybody is told by an earlier version, because that was released and between the two lie few.

Found anew whenever a figure is corrected or released, and by the worker.
"""

from collections.abc import Collection

from alongside.measures.models import Figure, Series
from alongside.measures.queries.protected import as_versions, chains_in, release_of
from alongside.measures.rules.versions import told_in_its_place


def hold_back(series: Series) -> None:
    """In one series, which comes with its measure."""
    _hold([chain for last, chain in chains_in(series).items() if last == chain[-1].pk], series)


def hold_back_in_area(*, area_id: int) -> None:
    """In every series that has a released figure."""
    released = Figure.objects.in_area(area_id).filter(released_at__isnull=False)
    rows = Series.objects.in_area(area_id).filter(pk__in=released.values("series_id"))
    for series in rows.select_related("measure"):
        hold_back(series)


def _hold(chains: Collection[tuple[Figure, ...]], series: Series) -> None:
    for chain in chains:
        place = told_in_its_place(release_of(series), series.unit, as_versions(chain))
        told_as = None if place is None else chain[place].pk
        if chain[-1].told_as_id != told_as:
            Figure.objects.in_area(series.area_id).filter(pk=chain[-1].pk).update(told_as=told_as)
        _forget(chain[:-1])


def _forget(earlier: Collection[Figure]) -> None:
    """Only what stands is told as another."""
    held = [each.pk for each in earlier if each.told_as_id is not None]
    if held:
        area_id = next(iter(earlier)).area_id
        Figure.objects.in_area(area_id).filter(pk__in=held).update(told_as=None)
