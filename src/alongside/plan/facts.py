"""The facts that the rules ask about one line, read from its records."""

from datetime import date

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.measures.queries import SeriesPoints, points_of_series
from alongside.measures.queries.held import Held, held_by_series
from alongside.measures.rules.figures import (
    Target,
    due_since,
    fits_unit,
    is_met,
    review_points,
    target_of,
)
from alongside.people.partial_dates import read
from alongside.plan.models import (
    BoardJudgement,
    ForumView,
    Line,
    MeasureOfSuccess,
    StatusEntry,
)
from alongside.plan.rules.codes import FINISHED, Step, Verdict
from alongside.plan.rules.embedding import Embedding, Judged, MeasureRun
from alongside.plan.rules.statuses import LatestStatus, Standing


def standing_of(
    actor: Actor, line: Line, *, today: date, without: StatusEntry | None = None
) -> Standing:
    """Everything the rules need to know of the line; ``without`` leaves out an entry to be
    corrected.
    """
    entries = effective_statuses(line, without=without)
    latest = entries[-1] if entries else None
    completed_on = _completed_on(entries)
    return Standing(
        latest=LatestStatus(Step(latest.code), _status_date(latest)) if latest else None,
        start=read(line.start_on, line.start_precision),
        end=read(line.end_on, line.end_precision),
        embedding=Embedding(
            completed_on=completed_on,
            points_needed=line.statement.embedded_review_points,
            runs=_runs(actor, line, completed_on, today),
            judged=_judged(line, completed_on),
        ),
    )


def effective_statuses(line: Line, *, without: StatusEntry | None = None) -> list[StatusEntry]:
    """The entries that no later one corrects, oldest first."""
    entries = StatusEntry.objects.in_area(line.area_id).filter(line=line)
    standing = entries.filter(corrected_by_entry=None)
    if without is not None:
        standing = standing.exclude(pk=without.pk)
    return list(standing.order_by("status_on", "id"))


def measures_beside(measures: list[MeasureOfSuccess], line_id: int) -> list[MeasureOfSuccess]:
    """The measures placed beside an action or, where none is, those of the outcome that stand
    beside no action.
    """
    placed = [m for m in measures if m.action_id == line_id or m.line_id == line_id]
    return placed or [m for m in measures if m.action_id is None]


def _status_date(entry: StatusEntry) -> PartialDate:
    found = read(entry.status_on, entry.status_precision)
    return found or PartialDate.on(entry.status_on)


def _completed_on(entries: list[StatusEntry]) -> PartialDate | None:
    """When the present completion began; None when the line is not completed."""
    since: PartialDate | None = None
    for entry in entries:
        if entry.code not in FINISHED:
            since = None
        elif since is None:
            since = _status_date(entry)
    return since


def _runs(
    actor: Actor, line: Line, completed_on: PartialDate | None, today: date
) -> tuple[MeasureRun, ...]:
    if completed_on is None:
        return ()
    outcome_ids = [line.pk] if line.parent_id is None else [line.pk, line.parent_id]
    measures = MeasureOfSuccess.objects.in_area(line.area_id).filter(
        line_id__in=outcome_ids, series__isnull=False
    )
    beside = measures_beside(list(measures), line.pk)
    series = {m.series_id for m in beside if m.series_id}
    figures, held = points_of_series(actor, series), held_by_series(actor, series)
    runs = [
        _run(m, figures[m.series_id], held.get(m.series_id), completed_on, today)
        for m in beside
        if m.series_id
    ]
    return tuple(run for run in runs if run is not None)


def _run(
    measure: MeasureOfSuccess,
    series: SeriesPoints,
    held: Held | None,
    completed_on: PartialDate,
    today: date,
) -> MeasureRun | None:
    target = held.target if held else _printed_target(measure, series.unit)
    if target is None or not fits_unit(measure.unit, series.unit):
        return None
    points = review_points(series.points, after=completed_on.last, every_months=series.every_months)
    return MeasureRun(
        measure.reference,
        tuple(is_met(point, target) for point in points),
        due_since=due_since(series.points, every_months=series.every_months, today=today),
    )


def _printed_target(measure: MeasureOfSuccess, unit: str) -> Target | None:
    return target_of(
        value=measure.target_value,
        comparator=measure.comparator,
        quantifier=measure.quantifier,
        measure_type=measure.measure_type,
        unit=unit,
    )


def _judged(line: Line, completed_on: PartialDate | None) -> Judged | None:
    judgement = BoardJudgement.objects.in_area(line.area_id).filter(line=line)
    latest = judgement.order_by("-judged_on", "-id").first()
    if latest is None or completed_on is None:
        return None
    views = ForumView.objects.in_area(line.area_id).filter(line=line)
    view = views.order_by("-viewed_on", "-id").first()
    return Judged(
        on=latest.judged_on,
        verdict=Verdict(latest.verdict),
        evidence_count=latest.evidence_links.filter(evidence__withdrawal=None).count(),
        forum_view_on=view.viewed_on if view else None,
    )
