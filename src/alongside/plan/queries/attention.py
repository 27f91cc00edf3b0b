"""What waits for particular people: impacts for the forum, figures for whoever enters them."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q

from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months
from alongside.measures.queries import regular_series
from alongside.people.partial_dates import read
from alongside.plan.models import (
    ImpactAnswer,
    ImpactStatement,
    Line,
    Milestone,
    Risk,
)
from alongside.plan.queries.loading import check_may_view, load_lines
from alongside.plan.rules.codes import AnswerKind
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class WaitingImpact:
    ref: str
    text: str
    line_ref: str
    line_reference: str


@dataclass(frozen=True, slots=True)
class FigureDue:
    """A regular measure whose next period ended without a figure. ``since`` is when it ended."""

    measure_reference: str
    text: str
    line_ref: str
    series_ref: str
    since: date


@dataclass(frozen=True, slots=True)
class MilestoneDue:
    ref: str
    text: str
    on: date
    line_ref: str
    line_reference: str


@dataclass(frozen=True, slots=True)
class FoundLine:
    ref: str
    reference: str
    kind: str
    text: str
    statement_title: str


def impacts_awaiting(actor: Actor, kind: AnswerKind) -> tuple[WaitingImpact, ...]:
    """Impacts that have evidence but no answer of this kind yet."""
    check_may_view(actor)
    answers = ImpactAnswer.objects.visible_to(actor).filter(impact=OuterRef("pk"))
    rows = (
        ImpactStatement.objects.visible_to(actor)
        .filter(
            Exists(answers.filter(kind=AnswerKind.EVIDENCE.value)),
            ~Exists(answers.filter(kind=kind.value)),
        )
        .order_by("line__statement_id", "line__order", "order")
    )
    return tuple(
        WaitingImpact(*row)
        for row in rows.values_list("ref", "text", "line__ref", "line__reference")
    )


def figures_due(actor: Actor, *, today: date) -> tuple[FigureDue, ...]:
    """The longest due first. A series without any figure is due from the first day."""
    counted = regular_series(actor)
    found = []
    for line in load_lines(actor, today=today, within=Q()):
        for measure in line.measures:
            series = counted.get(measure.series_ref)
            if series is None:
                continue
            latest = measure.latest
            since = (
                add_months(latest.period_until, series.every_months)
                if latest
                else london_day(series.created_at)
            )
            if since <= today:
                found.append(
                    FigureDue(measure.reference, measure.text, line.ref, measure.series_ref, since)
                )
    return tuple(sorted(found, key=lambda due: due.since))


def milestones_of_lines(actor: Actor, line_ids: list[int]) -> tuple[MilestoneDue, ...]:
    """Those still to be done that have a date."""
    rows = Milestone.objects.visible_to(actor).filter(
        line_id__in=line_ids, done_on=None, due_on__isnull=False
    )
    return tuple(
        MilestoneDue(row.ref, row.text, due.last, row.line.ref, row.line.reference)
        for row in rows.select_related("line").order_by("due_on", "id")
        for due in [read(row.due_on, row.due_precision)]
        if due is not None
    )


def risk_reviews_of(actor: Actor, *, today: date) -> tuple[tuple[str, date], ...]:
    """Public name and review date of open risks whose owner post the actor holds today."""
    check_may_view(actor)
    if actor.person_id is None:
        return ()
    held = Q(owner_post__holdings__held_from=None) | Q(owner_post__holdings__held_from__lte=today)
    still = Q(owner_post__holdings__held_until=None) | Q(owner_post__holdings__held_until__gt=today)
    rows = Risk.objects.visible_to(actor).filter(
        held & still & Q(owner_post__holdings__person_id=actor.person_id),
        closed_on=None,
        review_on__isnull=False,
    )
    return tuple(rows.values_list("ref", "review_on"))


def found_lines(actor: Actor, words: str, *, most: int) -> tuple[FoundLine, ...]:
    """Lines whose reference begins with the words or whose text holds them."""
    check_may_view(actor)
    rows = (
        Line.objects.visible_to(actor)
        .filter(Q(reference__istartswith=words) | Q(text__icontains=words))
        .order_by("statement_id", "order", "id")
        .values_list("ref", "reference", "kind", "text", "statement__title")[:most]
    )
    return tuple(FoundLine(*row) for row in rows)
