"""The measures of success of each outcome, with their targets in words and figures that stand."""

from collections.abc import Mapping, Sequence
from typing import Any

from alongside.kernel.actor import Actor
from alongside.measures.codes import Comparator
from alongside.measures.queries import SeriesPoints, points_of_series
from alongside.measures.rules import has_worsened, is_met, target_of
from alongside.measures.words import COMPARATORS, with_unit
from alongside.plan.dates import read
from alongside.plan.models import MeasureOfSuccess
from alongside.plan.queries.values import MeasureView


def measures_by_outcome(actor: Actor, lines: Any) -> Mapping[int, Sequence[MeasureView]]:
    """By outcome id, in printed order: one query, and two more when any has figures."""
    measures = list(
        MeasureOfSuccess.objects.visible_to(actor)
        .filter(line__in=lines)
        .order_by("line_id", "order", "id")
    )
    series = points_of_series(actor, [m.series_id for m in measures if m.series_id])
    found: dict[int, list[MeasureView]] = {}
    for measure in measures:
        beside = series.get(measure.series_id) if measure.series_id else None
        found.setdefault(measure.line_id, []).append(measure_view(measure, beside))
    return found


def measure_view(measure: MeasureOfSuccess, series: SeriesPoints | None) -> MeasureView:
    points = series.points if series else ()
    target = target_of(
        value=measure.target_value,
        comparator=measure.comparator,
        quantifier=measure.quantifier,
        unit=series.unit if series else measure.unit,
    )
    return MeasureView(
        ref=measure.ref,
        version=measure.version,
        reference=measure.reference,
        text=measure.text,
        kind=measure.kind,
        target=target_words(measure),
        by=read(measure.date_on, measure.date_precision),
        date_role=measure.date_role,
        counted_by=measure.counted_by,
        action_id=measure.action_id,
        unit=measure.unit,
        target_value=measure.target_value,
        series_ref=series.ref if series else "",
        series_title=series.title if series else "",
        met=is_met(points[-1], target) if points and target else None,
        worsened=has_worsened(points, series.better) if series else None,
        points=points,
    )


def target_words(measure: MeasureOfSuccess) -> str:
    """ "at least 90%", "more than 75%", "all"; empty when the measure has no target."""
    if measure.target_value is None:
        return measure.quantifier
    number = f"{measure.target_value.normalize():f}"
    return f"{COMPARATORS[Comparator(measure.comparator)]} {with_unit(number, measure.unit)}"
