"""From the rows of an area to its readings: what stands is gathered, judged, drawn and kept.

Only the worker loads this module. A measure whose figures and targets have not changed keeps its
reading; what it was made from is remembered by its digest.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from alongside.documents.charts.rendering import library_version
from alongside.measures.cases import Beginning, Case, Counted
from alongside.measures.codes import Better, Level, MeasureState, TargetState
from alongside.measures.drawings import Remark, draw
from alongside.measures.judging import judge_measure
from alongside.measures.models import Figure, Measure, Reading, Series
from alongside.measures.published import others_for
from alongside.measures.readings import SCHEMA
from alongside.measures.rules.figures import Point
from alongside.measures.rules.figures import Target as FigureTarget
from alongside.measures.rules.targets import figure_to_reach
from alongside.measures.targets import promise_of


def keep_readings(*, area_id: int, at: datetime, progress: Callable[[int, int], None]) -> int:
    """Judges every measure in use. Each reading is written in a transaction of its own."""
    measures = list(
        Measure.objects.in_area(area_id)
        .filter(state=MeasureState.IN_USE.value)
        .select_related("area")
        .order_by("id")
    )
    for done, measure in enumerate(measures):
        _keep(measure, at)
        progress(done + 1, len(measures))
    return len(measures)


def _keep(measure: Measure, at: datetime) -> None:
    series = measure.series.filter(followed_by=None).order_by("-id").first()
    case = case_of(measure, series)
    notes = _notes(measure)
    digest = _digest(case, notes)
    with transaction.atomic():
        held = Reading.objects.in_area(measure.area_id).filter(measure=measure).first()
        if held is not None and held.made_from == digest:
            held.as_at = at
            held.save(update_fields=["as_at"])
            return
        judged, picture = judge_measure(case), draw(measure.title, case, notes)
        told = replace(judged, chart_summary=picture.summary)
        Reading.objects.update_or_create(
            measure=measure,
            defaults={
                "area_id": measure.area_id,
                "content": told.to_json(),
                "summary": told.in_short.to_json(),
                "chart": picture.wide,
                "chart_narrow": picture.narrow,
                "made_from": digest,
                "as_at": at,
            },
        )


def case_of(measure: Measure, series: Series | None) -> Case:
    """Everything that is judged about a measure, read from its rows."""
    targets = _targets(measure)
    counted = _counted(series) if series else ()
    return Case(
        unit=measure.unit,
        better=Better(measure.better),
        every_months=measure.every_months,
        counted=counted,
        core=targets.get(Level.CORE),
        stretched=targets.get(Level.STRETCHED),
        beginnings=_beginnings(series) if series else (),
        others=others_for(measure, counted[-1].point) if counted else (),
    )


def _targets(measure: Measure) -> dict[Level, FigureTarget]:
    active = measure.targets.filter(state=TargetState.ACTIVE.value).prefetch_related("steps")
    found = {
        Level(row.level): figure_to_reach(promise_of(row), Better(measure.better)) for row in active
    }
    return {level: target for level, target in found.items() if target is not None}


def _counted(series: Series) -> tuple[Counted, ...]:
    rows = series.figures.filter(corrected_by_figure=None).order_by("period_from", "id")
    return tuple(_as_counted(row) for row in rows)


def _as_counted(row: Figure) -> Counted:
    point = Point(row.period_from, row.period_until, row.value, row.numerator, row.denominator)
    return Counted(point, row.left_out, row.missing, row.doubt)


def _beginnings(series: Series) -> tuple[Beginning, ...]:
    rows = series.recalculations.select_related("approved_by").order_by("from_on")
    return tuple(Beginning(row.from_on, row.cause, row.approved_by.name) for row in rows)


def _notes(measure: Measure) -> tuple[Remark, ...]:
    rows = measure.annotations.order_by("on", "id")
    return tuple(Remark(row.on, row.text) for row in rows)


def _digest(case: Case, notes: Sequence[Remark]) -> str:
    told = repr((SCHEMA, library_version(), case, notes))
    return hashlib.sha256(told.encode()).hexdigest()
