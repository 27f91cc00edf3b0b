"""Measures that are counted from the records of another room, for the pages of that room."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import Change, Comparator, Level, MeasureState, Release, TargetState
from alongside.measures.models import Measure, Reading, Series, Target
from alongside.measures.queries.protected import sees_small, why_hidden
from alongside.measures.readings import from_json
from alongside.measures.rules.protecting import rounds

NOT_SHOWN = "Its chart is not shown, because figures in it rest on too few cases."
NOT_DRAWN = "Its chart is drawn once two figures are there."


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedMeasure:
    """``promised`` is the figure to reach of its target that stands, as it is compared by ``comparator``; None
    for none. Without a chart, ``why_not`` says why.
    """

    code: str
    title: str
    address: str
    counted_as: str
    every_months: int
    promised: Decimal | None = None
    comparator: Comparator = Comparator.AT_LEAST
    chart: str = ""
    chart_narrow: str = ""
    chart_summary: str = ""
    why_not: str = ""


def measures_counted_as(
    actor: Actor, *, beginning: str, opens_all: bool = False
) -> tuple[CountedMeasure, ...]:
    """In use, by code, whose figures are worked out as an indicator that begins so, such as "quality."; none for
    whoever reads no measures.

    ``opens_all``: the room whose records are counted opens each of them to this person anyhow, so that a chart
    of small numbers tells them nothing new.
    """
    if not actor.may(perms.VIEW):
        return ()
    rows = (
        Series.objects.visible_to(actor)
        .filter(
            counted_as__startswith=beginning,
            followed_by=None,
            measure__state=MeasureState.IN_USE.value,
        )
        .select_related("measure")
        .order_by("measure__code", "id")
    )
    found = {each.measure_id: each for each in rows}
    targets, readings = _targets(actor, found), _readings(actor, found)
    sees_all = opens_all or sees_small(actor)
    return tuple(
        _counted(actor, each, targets.get(pk), readings.get(pk), sees_all=sees_all)
        for pk, each in found.items()
    )


def _counted(
    actor: Actor, series: Any, target: Any, reading: Any, *, sees_all: bool
) -> CountedMeasure:
    measure = series.measure
    told = {
        "code": measure.code,
        "title": measure.title,
        "address": reverse("measures:measure", args=[actor.area_slug, measure.ref]),
        "counted_as": series.counted_as,
        "every_months": series.every_months or 1,
        **_chart(actor, measure, reading, sees_all=sees_all),
    }
    if target is not None:
        told |= {"promised": target.value, "comparator": Comparator(target.comparator)}
    return CountedMeasure(**told)


def _chart(actor: Actor, measure: Measure, reading: Any, *, sees_all: bool) -> dict[str, str]:
    if reading is None or not reading.chart:
        return {"why_not": NOT_DRAWN}
    judged = from_json(reading.content)
    is_hidden = rounds(Release(measure.release)) or any(
        why_hidden(actor, measure, each) for each in judged.points
    )
    if is_hidden and not sees_all:
        return {"why_not": NOT_SHOWN}
    return {
        "chart": reading.chart,
        "chart_narrow": reading.chart_narrow,
        "chart_summary": judged.chart_summary,
    }


def _targets(actor: Actor, measures: Mapping[int, Any]) -> Mapping[int, Target]:
    rows = Target.objects.visible_to(actor).filter(
        measure__in=measures,
        level=Level.CORE.value,
        state=TargetState.ACTIVE.value,
        change=Change.REACH.value,
    )
    return {each.measure_id: each for each in rows}


def _readings(actor: Actor, measures: Mapping[int, Any]) -> Mapping[int, Reading]:
    rows = Reading.objects.visible_to(actor).filter(measure__in=measures)
    kept = rows.only("measure_id", "content", "chart", "chart_narrow")
    return {each.measure_id: each for each in kept}
