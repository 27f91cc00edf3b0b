"""The list of action plans, and a whole one on a page as in the published table."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered
from alongside.plan.models import Passage, Statement, Weakness
from alongside.plan.queries.filters import EVERYTHING, LineFilters, kept_with_parents
from alongside.plan.queries.loading import check_may_view, load_lines
from alongside.plan.queries.values import (
    Branch,
    Count,
    LineView,
    StatementHead,
    WeaknessView,
    branches_of,
)
from alongside.plan.rules.codes import StatementKind, Step
from alongside.plan.words import NO_STATUS, STATEMENT_KINDS, STEP_COLOURS, STEPS

HEAD_COLUMNS = (
    "id",
    "ref",
    "version",
    "kind",
    "title",
    "inspected_from",
    "inspected_until",
    "report_published_on",
    "judged_fit_on",
    "fit_judge",
    "due_on",
    "submitted_on",
    "timescale_months",
    "timescale_text",
    "embedded_review_points",
)


@dataclass(frozen=True, slots=True)
class StatementRow:
    """One action plan in the list."""

    ref: str
    kind_label: str
    title: str
    submitted_on: date | None
    outcome_count: int
    action_count: int


@dataclass(frozen=True, slots=True)
class InspectedPlan:
    """An action plan that answers an inspection."""

    ref: str
    title: str
    judged_fit_on: date | None


@dataclass(frozen=True, slots=True)
class FilterChoice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class StatementPage:
    """``counts`` and the choices are of the whole plan, whatever the filters; ``shown_count`` of
    60.
    """

    head: StatementHead
    weaknesses: tuple[WeaknessView, ...]
    filters: LineFilters
    counts: tuple[Count, ...]
    line_count: int
    shown_count: int
    question_count: int
    weakness_choices: tuple[FilterChoice, ...]
    lead_choices: tuple[FilterChoice, ...]
    organisation_choices: tuple[FilterChoice, ...]

    @property
    def lines(self) -> tuple[LineView, ...]:
        """Every shown line, in printed order."""
        found: list[LineView] = []
        for weakness in self.weaknesses:
            for branch in weakness.branches:
                _flatten(branch, found)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class PassageView:
    section: str
    topic: str
    text: str


def statements(actor: Actor) -> tuple[StatementRow, ...]:
    """Every action plan of the area, the latest first."""
    check_may_view(actor)
    return remembered(("plan.statements", actor.area_id), lambda: _read_statements(actor))


def _read_statements(actor: Actor) -> tuple[StatementRow, ...]:
    rows = (
        Statement.objects.visible_to(actor)
        .annotate(
            outcomes=CountOf("lines", filter=Q(lines__parent=None)),
            actions=CountOf("lines", filter=Q(lines__kind="action")),
        )
        .order_by("-submitted_on", "-id")
    )
    return tuple(
        StatementRow(
            row.ref,
            STATEMENT_KINDS[StatementKind(row.kind)],
            row.title,
            row.submitted_on,
            row.outcomes,
            row.actions,
        )
        for row in rows
    )


def inspected_plans(actor: Actor) -> tuple[InspectedPlan, ...]:
    """Those that name weaknesses: what inspectors come back to. The latest first."""
    check_may_view(actor)
    rows = (
        Statement.objects.visible_to(actor)
        .exclude(kind=StatementKind.STRATEGY.value)
        .filter(weaknesses__isnull=False)
        .distinct()
        .order_by("-id")
    )
    return tuple(InspectedPlan(*row) for row in rows.values_list("ref", "title", "judged_fit_on"))


def statement_head(actor: Actor, statement_ref: str) -> StatementHead:
    """Raises Hidden."""
    return _head_and_questions(actor, statement_ref)[0]


def statement_page(
    actor: Actor, *, statement_ref: str, today: date, filters: LineFilters = EVERYTHING
) -> StatementPage:
    """The whole plan: weaknesses, outcomes, actions, measures, impacts, leads, dates, statuses."""
    head, question_count = _head_and_questions(actor, statement_ref)
    weaknesses = _weaknesses(actor, head.id)
    numbers = {pk: number for pk, _, _, number, _, _ in weaknesses}
    lines = load_lines(actor, today=today, within=Q(statement_id=head.id))
    matching = [line for line in lines if filters.matches(line, today=today, numbers=numbers)]
    kept = lines if filters.is_empty else kept_with_parents(lines, matching)
    return StatementPage(
        head=head,
        weaknesses=_grouped(weaknesses, branches_of(kept)),
        filters=filters,
        counts=counts_of(lines),
        line_count=len(lines),
        shown_count=len(matching),
        question_count=question_count,
        weakness_choices=tuple(
            FilterChoice(str(number), f"{number}. {title}")
            for _, _, _, number, title, _ in weaknesses
        ),
        lead_choices=_choices((x.post_ref, x.post_title) for line in lines for x in line.leads),
        organisation_choices=_choices(
            (x.organisation_ref, x.organisation) for line in lines for x in line.leads
        ),
    )


def passages(actor: Actor, *, statement_ref: str) -> tuple[PassageView, ...]:
    """The document's own words: vision, governance and the rest, in order. Notes on lines are
    with the lines.
    """
    head = statement_head(actor, statement_ref)
    rows = Passage.objects.visible_to(actor).filter(statement_id=head.id, line=None)
    ordered = rows.order_by("source_id", "section", "order", "id")
    return tuple(PassageView(*row) for row in ordered.values_list("section", "topic", "text"))


def counts_of(lines: Sequence[LineView]) -> tuple[Count, ...]:
    """How many lines read each step today, in the scale’s order; no status comes last."""
    counted = Counter(line.status.code for line in lines)
    steps = [
        Count(step.value, STEPS[step], STEP_COLOURS[step], counted[step.value]) for step in Step
    ]
    return (*steps, Count("", NO_STATUS, "plain", counted[""]))


def weakness_numbers(actor: Actor, statement_id: int) -> Mapping[int, int]:
    """Weakness id -> its number."""
    return {pk: number for pk, _, _, number, _, _ in _weaknesses(actor, statement_id)}


def _head_and_questions(actor: Actor, statement_ref: str) -> tuple[StatementHead, int]:
    check_may_view(actor)
    key = ("plan.head", actor.area_id, statement_ref)
    return remembered(key, lambda: _read_head(actor, statement_ref))


def _read_head(actor: Actor, statement_ref: str) -> tuple[StatementHead, int]:
    row = (
        Statement.objects.visible_to(actor)
        .filter(ref=statement_ref)
        .annotate(open_questions=CountOf("questions", filter=Q(questions__answered_at=None)))
        .values(*HEAD_COLUMNS, "open_questions")
        .first()
    )
    if row is None:
        raise Hidden("statement")
    open_questions = row.pop("open_questions")
    label = STATEMENT_KINDS[StatementKind(row["kind"])]
    return StatementHead(kind_label=label, **row), open_questions


def _weaknesses(actor: Actor, statement_id: int) -> list[Any]:
    return remembered(
        ("plan.weaknesses", statement_id), lambda: _read_weaknesses(actor, statement_id)
    )


def _read_weaknesses(actor: Actor, statement_id: int) -> list[Any]:
    rows = Weakness.objects.visible_to(actor).filter(statement_id=statement_id).order_by("number")
    return list(rows.values_list("id", "ref", "version", "number", "title", "text"))


def _grouped(weaknesses: Sequence[Any], branches: Sequence[Branch]) -> tuple[WeaknessView, ...]:
    """Weaknesses with something to show below them; lines without a weakness come last."""
    below: dict[int | None, list[Branch]] = {}
    for branch in branches:
        below.setdefault(branch.line.weakness_id, []).append(branch)
    views = [
        WeaknessView(ref, version, number, title, text, tuple(below[pk]))
        for pk, ref, version, number, title, text in weaknesses
        if pk in below
    ]
    if None in below:
        views.append(WeaknessView("", 0, 0, "", "", tuple(below[None])))
    return tuple(views)


def _choices(pairs: Any) -> tuple[FilterChoice, ...]:
    unique = dict(pairs)
    return tuple(
        FilterChoice(value, label)
        for value, label in sorted(unique.items(), key=lambda pair: (pair[1], pair[0]))
    )


def _flatten(branch: Branch, into: list[LineView]) -> None:
    into.append(branch.line)
    for child in branch.children:
        _flatten(child, into)
