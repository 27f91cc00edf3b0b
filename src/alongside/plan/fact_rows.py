"""The facts that the action plan offers: one row for each action, for each month's end at which it was
overdue, and for each month's end at which a measure of success had a figure.

Read in batches, as codes and days only; no free text becomes a fact.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch

from alongside.kernel.actor import Actor
from alongside.measures.pseudonyms import fact_key
from alongside.measures.queries.computed import first_figures
from alongside.people.partial_dates import read
from alongside.plan.models import Evidence, Lead, Line, MeasureOfSuccess, StatusEntry, Workstream
from alongside.plan.queries.loading import check_may_view
from alongside.plan.rules.codes import LineKind, Step
from alongside.plan.rules.finishing import (
    Finish,
    Told,
    finish_of,
    month_ends,
    overdue_at_month_ends,
    started_on,
)

BATCH = 500
ACTION, OVERDUE, MEASURED = "action", "overdue action", "measured"
Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Action:
    """An action as facts know it, with its record and the statuses that stand, oldest first."""

    line: Line
    key: str
    told: tuple[Told, ...]
    entries: tuple[StatusEntry, ...]
    finish: Finish
    has_evidence: bool


def actions(actor: Actor) -> Iterator[Action]:
    """Every action of every action plan of the area, in batches. Raises Hidden."""
    check_may_view(actor)
    standing = StatusEntry.objects.visible_to(actor).filter(corrected_by_entry=None)
    held = Lead.objects.visible_to(actor).filter(lead_until=None).order_by("id")
    proof = Evidence.objects.visible_to(actor).filter(line=OuterRef("pk"), withdrawal=None)
    rows = (
        Line.objects.visible_to(actor)
        .filter(kind=LineKind.ACTION.value)
        .annotate(has_evidence=Exists(proof))
        .prefetch_related(
            Prefetch(
                "statuses",
                standing.select_related("recorded_by").order_by("status_on", "id"),
            ),
            Prefetch("leads", held),
        )
        .order_by("id")
    )
    for line in rows.iterator(chunk_size=BATCH):
        yield _action(actor, line)


def action_rows(actor: Actor, today: date) -> Iterator[Values]:
    streams = _streams(actor)
    for each in actions(actor):
        line, leads = each.line, list(each.line.leads.all())
        stands = each.told[-1].code.value if each.told else Step.NOT_STARTED.value
        yield (
            each.key,
            leads[0].partner if leads else None,
            streams.get(line.weakness_id),
            line.end_on,
            each.finish.finished_on,
            each.finish.open_on,
            each.finish.is_day_known,
            started_on(each.told),
            stands,
            each.has_evidence,
        )


def overdue_rows(actor: Actor, today: date) -> Iterator[Values]:
    for each in actions(actor):
        for day, is_known in overdue_of(each, today):
            yield overdue_key(actor, each, day), each.key, day, is_known


def overdue_of(action: Action, today: date) -> Iterator[tuple[date, bool]]:
    return overdue_at_month_ends(action.line.end_on, action.finish, today=today)


def overdue_key(actor: Actor, action: Action, day: date) -> str:
    return fact_key(actor.area_slug, OVERDUE, f"{action.line.pk} {day}")


def measured_rows(actor: Actor, today: date) -> Iterator[Values]:
    for measure, since in measured(actor):
        for day in month_ends(since, before=today):
            yield measured_key(actor, measure, day), day


def measured(actor: Actor) -> Iterator[tuple[MeasureOfSuccess, date]]:
    """Measures of success that have a figure, with the day on which they got it. Raises Hidden."""
    check_may_view(actor)
    first = first_figures(actor)
    rows = MeasureOfSuccess.objects.visible_to(actor).filter(series__isnull=False)
    rows = rows.select_related("line", "series").order_by("id")
    for measure in rows.iterator(chunk_size=BATCH):
        if measure.series_id in first:
            yield measure, first[measure.series_id]


def measured_key(actor: Actor, measure: MeasureOfSuccess, day: date) -> str:
    return fact_key(actor.area_slug, MEASURED, f"{measure.pk} {day}")


def _action(actor: Actor, line: Any) -> Action:
    entries = tuple(line.statuses.all())
    told = tuple(_told(each) for each in entries)
    return Action(
        line=line,
        key=fact_key(actor.area_slug, ACTION, line.pk),
        told=told,
        entries=entries,
        finish=finish_of(told),
        has_evidence=line.has_evidence,
    )


def _told(entry: StatusEntry) -> Told:
    on = read(entry.status_on, entry.status_precision)
    if on is None:
        raise ValueError("A status has its day.")
    return Told(Step(entry.code), on, entry.as_published)


def _streams(actor: Actor) -> Mapping[int | None, str]:
    """By weakness, the workstream that carries its actions."""
    rows = Workstream.objects.visible_to(actor).filter(weakness__isnull=False).order_by("-id")
    return dict(rows.values_list("weakness_id", "ref"))
