"""Which figures the limits of a chart rest on: what is frozen, since when and why, and what may be chosen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from alongside.kernel.actor import Actor
from alongside.measures.finding import current_series
from alongside.measures.models import Baseline, Measure, Series
from alongside.measures.queries.protected import point_of
from alongside.measures.queries.spoken import Spoken
from alongside.measures.rules.beginnings import FEWEST_FIGURES, Days, baseline
from alongside.measures.rules.figures import REGION_TOTAL
from alongside.measures.rules.overlapping import apart
from alongside.measures.words import period_words

NONE = "none"
"""Chosen in place of a period: every figure counts again."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One record. Without ``until_on`` it let the baseline go. ``is_standing``: the latest of its series."""

    period: str
    until_on: date | None
    why: str
    by: str
    at: datetime
    is_standing: bool
    is_holding: bool


def standing_of(series: Series) -> Baseline | None:
    """The latest; it may be one that let the baseline go."""
    found: Baseline | None = series.baselines.order_by("-id").first()
    return found


def starts_of(series: Series) -> Sequence[date]:
    """From which days the limits are worked out anew."""
    return list(series.recalculations.filter(withdrawn_at=None).values_list("from_on", flat=True))


def days_of(measure: Measure, series: Series) -> Days:
    """Judged is what shares no month with another, and is the area's own."""
    found = series.figures.filter(corrected_by_figure=None).order_by("period_from")
    own = [point_of(row) for row in found if REGION_TOTAL not in row.doubt]
    judged = [point.period_from for point in apart(own, measure.looks_back_months)]
    return Days([row.period_from for row in found], judged)


def holding(measure: Measure, series: Series) -> Baseline | None:
    """The baseline on which the limits rest; None where too few of its figures follow the last new limits."""
    found = standing_of(series)
    if found is None or found.until_on is None:
        return None
    days = baseline(found.until_on, days_of(measure, series).judged, starts_of(series))
    return found if len(days) >= FEWEST_FIGURES else None


def _holding_now(series: Series) -> Baseline | None:
    return holding(series.measure, series) if series.measure else None


def baseline_choices(measure: Measure) -> list[tuple[str, str]]:
    """The periods at which a baseline of the current series may end, the newest first, and to let go of one."""
    series = current_series(measure)
    if series is None:
        return []
    judged, starts = days_of(measure, series).judged, starts_of(series)
    rows = series.figures.filter(corrected_by_figure=None).order_by("-period_from")
    found = [
        (start.isoformat(), period_words(start, until))
        for start, until in rows.values_list("period_from", "period_until")
        if len(baseline(start, judged, starts)) >= FEWEST_FIGURES
    ]
    standing = standing_of(series)
    let_go = [(NONE, "No end: every figure counts again")]
    return [*(let_go if standing and standing.until_on else []), *found]


def baselines_of(actor: Actor, series: Sequence[Series], spoken: Spoken) -> tuple[Frozen, ...]:
    """Every record, the latest first. The words are those that this person may read."""
    rows = list(
        Baseline.objects.visible_to(actor)
        .filter(series__in=[each.pk for each in series])
        .select_related("recorded_by")
        .order_by("-id")
    )
    periods = {
        (row.series_id, row.period_from): period_words(row.period_from, row.period_until)
        for each in series
        for row in each.figures.all()
    }
    held = {found.pk for each in series if rows and (found := _holding_now(each))}
    latest = {row.series_id: row.pk for row in reversed(rows)}
    return tuple(
        Frozen(
            period=periods.get((row.series_id, row.until_on), "") if row.until_on else "",
            until_on=row.until_on,
            why=spoken.shown(row.why, row.until_on or row.recorded_at.date()),
            by=row.recorded_by.name if row.recorded_by else "",
            at=row.recorded_at,
            is_standing=latest[row.series_id] == row.pk,
            is_holding=row.pk in held,
        )
        for row in rows
    )
