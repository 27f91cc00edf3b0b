"""All measures of an area as the worker last judged them, for one page, in a constant number of queries.

People who enter figures see small numbers; everybody else sees what has passed disclosure control.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from alongside.disclosure.policy import POLICIES, Policy
from alongside.disclosure.proportions import safe_figure
from alongside.kernel.actor import Actor
from alongside.kernel.dates import add_months
from alongside.measures import perms
from alongside.measures.codes import Kind, MeasureState, Release
from alongside.measures.models import Measure, OutcomeStatement
from alongside.measures.queries.series import check_may_view
from alongside.measures.readings import Attention, Judged, JudgedPoint, from_json, period_of
from alongside.measures.rules.definitions import review_words
from alongside.measures.rules.figures import MONTHS_TO_PUBLISH
from alongside.people.queries import partner_of
from alongside.web.offers import Tied, ties

POLICY_OF: Mapping[Release, Policy | None] = {
    Release.AS_PUBLISHED: None,
    Release.UNDER_FIVE: POLICIES["area"],
    Release.UNDER_TEN: POLICIES["area_under_10"],
    Release.HEALTH: POLICIES["nhs"],
}


@dataclass(frozen=True, slots=True)
class Line:
    """One measure on the dashboard. ``ties`` are the lines of the action plan that it counts for.

    ``hidden`` says why the latest figure may not be shown to this person; then nothing made from it
    is shown either.
    """

    ref: str
    code: str
    title: str
    question: str
    kind: Kind
    owner: str
    partner: str
    every_months: int | None
    judged: Judged
    spark: str
    as_at: datetime | None
    due_since: date | None
    review: str
    statements: tuple[str, ...]
    ties: tuple[Tied, ...]
    hidden: str = ""

    @property
    def latest(self) -> JudgedPoint | None:
        return self.judged.latest

    @property
    def attention(self) -> Attention:
        return Attention.NO_FIGURE if self.latest is None else self.judged.attention


@dataclass(frozen=True, slots=True)
class Choices:
    """What the reader asked for; empty asks for everything."""

    weakness: str = ""
    statement: str = ""
    partner: str = ""
    kind: str = ""
    order: str = ""


def dashboard(actor: Actor, *, today: date) -> tuple[Line, ...]:
    """Every measure in use, by code."""
    check_may_view(actor)
    rows = list(
        Measure.objects.visible_to(actor)
        .filter(state=MeasureState.IN_USE.value)
        .select_related("owner__organisation", "reading")
        .defer("reading__content", "reading__chart", "reading__chart_narrow")
        .prefetch_related("series")
    )
    tied, told = ties(actor), _statements(actor)
    return tuple(_line(actor, row, tied, told.get(row.pk, ()), today) for row in rows)


def chosen(lines: Sequence[Line], choices: Choices) -> tuple[Line, ...]:
    """Those that were asked for: what needs attention first, or by code."""
    kept = [line for line in lines if _is_chosen(line, choices)]
    if choices.order == "code":
        return tuple(kept)
    return tuple(sorted(kept, key=lambda line: (line.attention, line.due_since is None)))


def _is_chosen(line: Line, choices: Choices) -> bool:
    return (
        (not choices.weakness or choices.weakness in {tie.group for tie in line.ties})
        and (not choices.statement or choices.statement in line.statements)
        and (not choices.partner or choices.partner == line.partner)
        and (not choices.kind or choices.kind == line.kind)
    )


def _line(
    actor: Actor,
    row: Measure,
    tied: Mapping[str, Sequence[Tied]],
    statements: tuple[str, ...],
    today: date,
) -> Line:
    reading = getattr(row, "reading", None)
    judged = from_json(reading.summary) if reading else Judged(unit=row.unit)
    hidden = why_hidden(actor, row, judged.latest)
    return Line(
        ref=row.ref,
        code=row.code,
        title=row.title,
        question=row.question,
        kind=Kind(row.kind),
        owner=row.owner.title,
        partner=partner_of(row.owner.organisation),
        every_months=row.every_months,
        judged=withheld(judged) if hidden else judged,
        spark="" if reading is None or hidden else reading.spark,
        as_at=reading.as_at if reading else None,
        due_since=_due_since(row, judged.latest, today),
        review=review_words(row.review_on, today),
        statements=statements,
        ties=tuple(tie for series in row.series.all() for tie in tied.get(series.ref, ())),
        hidden=hidden,
    )


def why_hidden(actor: Actor, measure: Measure, point: JudgedPoint | None) -> str:
    """Why a figure may not be shown to this person; empty when it may."""
    policy = POLICY_OF[Release(measure.release)]
    if point is None or policy is None or actor.may(perms.ENTER):
        return ""
    if point.numerator is None or point.denominator is None:
        return ""
    safe = safe_figure(point.numerator, point.denominator, policy)
    return safe.left_out.sentence if safe.left_out else ""


def withheld(judged: Judged) -> Judged:
    """Nothing that could be worked back to a small number."""
    return replace(
        judged, points=(), core=None, stretched=None, comparisons=(), notes=(), chart_summary=""
    )


def _due_since(row: Measure, latest: JudgedPoint | None, today: date) -> date | None:
    """When the period after the latest figure ended, once its figure should be there."""
    if row.every_months is None or latest is None:
        return None
    ended = add_months(period_of(latest)[1], row.every_months)
    return ended - timedelta(days=1) if add_months(ended, MONTHS_TO_PUBLISH) < today else None


def _statements(actor: Actor) -> Mapping[int, tuple[str, ...]]:
    """By measure, the statements of the outcomes framework in use that it shows."""
    pairs = (
        OutcomeStatement.objects.visible_to(actor)
        .filter(framework__state="in_use", measures__isnull=False)
        .order_by("order")
        .values_list("measures", "text")
    )
    found: dict[int, tuple[str, ...]] = {}
    for measure_id, text in pairs:
        found[measure_id] = (*found.get(measure_id, ()), text)
    return found
