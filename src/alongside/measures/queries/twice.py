"""Periods of a measure for which two figures stand: entered by hand or published before, and counted now."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from alongside.kernel.actor import Actor
from alongside.measures.before import pairs_among
from alongside.measures.models import Figure, Series
from alongside.measures.queries.protected import (
    point_of,
    point_shown,
    release_of,
    sees_small,
    why_point_hidden,
)
from alongside.measures.rules.figures import Point
from alongside.measures.rules.protecting import Period, small_periods


@dataclass(frozen=True, slots=True)
class Twice:
    """``before`` and ``shown`` are None where the figure is hidden from the reader."""

    period: Period
    before: Point | None
    before_from: Series
    shown: Point | None
    shown_from: Series


def counted_twice(actor: Actor, series: Sequence[Series]) -> tuple[Twice, ...]:
    """The newest first. The series are of one measure, with it and their figures, and come newest first."""
    if len({each.origin for each in series}) < 2:
        return ()
    rows = [row for each in reversed(series) for row in _standing(each)]
    small = [period for each in series for period in _small(actor, each)]
    found = [
        Twice(
            (row.period_from, row.period_until),
            _told(actor, row, small),
            row.series,
            _told(actor, shown, small),
            shown.series,
        )
        for row, shown in pairs_among(rows)
        if row.series.origin != shown.series.origin
    ]
    return tuple(sorted(found, key=lambda each: each.period, reverse=True))


def _standing(series: Series) -> Iterator[Figure]:
    rows = list(series.figures.all())
    corrected = {row.corrects_id for row in rows}
    return (row for row in rows if row.pk not in corrected)


def _small(actor: Actor, series: Series) -> Sequence[Period]:
    if sees_small(actor):
        return ()
    points = map(point_of, _standing(series))
    return small_periods(release_of(series), series.unit, points)


def _told(actor: Actor, row: Figure, small: Collection[Period]) -> Point | None:
    point = point_of(row)
    if row.told_as_id is not None and not sees_small(actor):
        return None
    if why_point_hidden(actor, row.series, point, small):
        return None
    return point_shown(actor, row.series, point)
