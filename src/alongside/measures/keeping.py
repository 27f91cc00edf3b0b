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
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.measures.cases import Beginning, Case, Counted, Frozen, Other, Pledge
from alongside.measures.codes import Better, Level, MeasureState, TargetState
from alongside.measures.drawings import Drawn, Remark, draw
from alongside.measures.finding import current_series
from alongside.measures.judging import judge_measure, not_judged
from alongside.measures.models import (
    Figure,
    MadeReading,
    Measure,
    Reading,
    ReadingForAll,
    Series,
)
from alongside.measures.peer_drawings import bars, funnel, years
from alongside.measures.peers import can_compare, peers_for
from alongside.measures.pictures import Picture
from alongside.measures.provable import warning
from alongside.measures.published import others_for
from alongside.measures.queries.baselines import holding
from alongside.measures.queries.protected import point_of
from alongside.measures.readings import SCHEMA, Judged, from_json
from alongside.measures.rules.protecting import HELD
from alongside.measures.rules.targets import Promise, figure_to_reach
from alongside.measures.targets import promise_of
from alongside.web.clock import london_day
from alongside.web.offers import indicators

NOT_ANEW = "The figures could not be worked out anew on {}. What stands here is from before."


def keep_readings(*, area_id: int, at: datetime, progress: Callable[[int, int], None]) -> int:
    """Judges every measure in use. Each reading is written by itself; one that cannot be worked out says
    so, keeps what it had and does not stop the others. The last reading of a retired measure stays as
    it was. Raises what went wrong, unless it was a Refusal, once all have had their turn.
    """
    measures = list(
        Measure.objects.in_area(area_id)
        .filter(state=MeasureState.IN_USE.value)
        .select_related("area")
        .order_by("id")
    )
    wrong: list[Exception] = []
    for done, measure in enumerate(measures):
        try:
            _keep(measure, at)
        except Refusal as refusal:
            _leave(measure, at, refusal.sentence)
        except Exception as error:  # the outer edge of one measure: the others are worked out first
            _leave(measure, at, "")
            wrong.append(error)
        progress(done + 1, len(measures))
    if wrong:
        raise wrong[0]
    return len(measures)


def _leave(measure: Measure, at: datetime, why: str) -> None:
    """The last reading stays, with the sentence that it could not be made anew."""
    held = Reading.objects.in_area(measure.area_id)
    before = held.filter(measure=measure).first()
    told = from_json(before.content) if before else Judged(unit=measure.unit)
    left = replace(told, stale=NOT_ANEW.format(day_in_words(london_day(at))), stale_why=why)
    held.update_or_create(
        measure=measure,
        defaults={
            "area_id": measure.area_id,
            "content": left.to_json(),
            "summary": left.in_short.to_json(),
            "made_from": "",
            "as_at": before.as_at if before else at,
        },
    )


def _keep(measure: Measure, at: datetime) -> None:
    """What everybody is told comes first, so that nobody reads the other in between."""
    series, notes = current_series(measure), _notes(measure)
    stands = case_of(measure, series)
    with transaction.atomic():
        if series and _is_told_otherwise(series):
            told = case_of(measure, series, told_to_all=True)
            _keep_one(ReadingForAll, measure, told, notes, at)
        else:
            ReadingForAll.objects.in_area(measure.area_id).filter(measure=measure).delete()
        _keep_one(Reading, measure, stands, notes, at)


def _is_told_otherwise(series: Series) -> bool:
    held: bool = series.figures.filter(corrected_by_figure=None, told_as__isnull=False).exists()
    return held


def _keep_one(
    kind: type[MadeReading], measure: Measure, case: Case, notes: Sequence[Remark], at: datetime
) -> None:
    digest = _digest(measure.title, case, notes)
    held = kind.objects.in_area(measure.area_id)
    if held.filter(measure=measure, made_from=digest).update(as_at=at):
        return
    told, picture = _made(measure.title, case, notes)
    held.update_or_create(
        measure=measure,
        defaults={
            "area_id": measure.area_id,
            "content": told.to_json(),
            "summary": told.in_short.to_json(),
            "chart": picture.wide,
            "chart_narrow": picture.narrow,
            "spark": picture.spark,
            "beside": _kept_picture(bars(measure.title, case)),
            "years": _kept_picture(years(measure.title, case)),
            "funnel": _kept_picture(funnel(measure.title, case)),
            "made_from": digest,
            "as_at": at,
        },
    )


def _kept_picture(picture: Picture | None) -> str:
    return picture.to_json() if picture else ""


def _made(title: str, case: Case, notes: Sequence[Remark]) -> tuple[Judged, Drawn]:
    """Judged and drawn, or the sentence that says why not."""
    try:
        picture = draw(title, case, notes)
        return replace(judge_measure(case), chart_summary=picture.summary), picture
    except Refusal as refusal:
        return not_judged(case, refusal.sentence), Drawn()


def case_of(measure: Measure, series: Series | None, *, told_to_all: bool = False) -> Case:
    """Everything that is judged about a measure, read from its rows: as they stand, or as everybody is told
    them.
    """
    promises = _promises(measure)
    better = Better(measure.better)
    targets = {level: figure_to_reach(promise, better) for level, promise in promises.items()}
    counted = _counted(series, told_to_all=told_to_all) if series else ()
    return Case(
        unit=measure.unit,
        better=better,
        every_months=measure.every_months,
        counted=counted,
        core=targets.get(Level.CORE),
        stretched=targets.get(Level.STRETCHED),
        beginnings=_beginnings(series) if series else (),
        others=_others(measure, counted),
        path=promises[Level.CORE].steps if Level.CORE in promises else (),
        peers=peers_for(measure, counted[-1].point if counted else None),
        looks_back_months=measure.looks_back_months,
        frozen=_frozen(measure, series) if series else None,
        carries_over=series is not None and series.counted_as in _carried_over(),
        pledges=tuple((level, _pledge(measure, each)) for level, each in promises.items()),
    )


def _others(measure: Measure, counted: Sequence[Counted]) -> tuple[Other, ...]:
    """None beside a count: a larger place has more of everything."""
    if not counted or not can_compare(measure.unit):
        return ()
    return others_for(measure, counted[-1].point)


def _carried_over() -> set[str]:
    return {each.code for each in indicators() if each.carries_over}


def _pledge(measure: Measure, promise: Promise) -> Pledge:
    told = warning(
        promise,
        unit=measure.unit,
        better=Better(measure.better),
        every_months=measure.every_months,
    )
    return Pledge(told, promise.by_on)


def _promises(measure: Measure) -> dict[Level, Promise]:
    """The active ones."""
    active = measure.targets.filter(state=TargetState.ACTIVE.value).prefetch_related("steps")
    return {Level(row.level): promise_of(row) for row in active}


def _counted(series: Series, *, told_to_all: bool) -> tuple[Counted, ...]:
    rows = series.figures.filter(corrected_by_figure=None).order_by("period_from", "id")
    if not told_to_all:
        return tuple(_as_counted(row) for row in rows)
    return tuple(_as_told(row) for row in rows.select_related("told_as"))


def _as_told(row: Figure) -> Counted:
    if row.told_as is None:
        return _as_counted(row)
    told = _as_counted(row.told_as)
    return replace(told, doubt=f"{told.doubt} {HELD}".strip())


def _as_counted(row: Figure) -> Counted:
    return Counted(point_of(row), row.left_out, row.missing, row.doubt)


def _beginnings(series: Series) -> tuple[Beginning, ...]:
    standing = series.recalculations.filter(withdrawn_at=None)
    rows = standing.select_related("approved_by").order_by("from_on")
    return tuple(Beginning(row.from_on, row.cause, row.approved_by.name) for row in rows)


def _frozen(measure: Measure, series: Series) -> Frozen | None:
    found = holding(measure, series)
    return Frozen(found.until_on, found.why) if found and found.until_on else None


def _notes(measure: Measure) -> tuple[Remark, ...]:
    rows = measure.annotations.order_by("on", "id")
    return tuple(Remark(row.on, row.text) for row in rows)


def _digest(title: str, case: Case, notes: Sequence[Remark]) -> str:
    """Of everything that a reading shows, and of what draws it."""
    told = repr((SCHEMA, library_version(), title, case, notes))
    return hashlib.sha256(told.encode()).hexdigest()
