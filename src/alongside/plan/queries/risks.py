"""Risks and issues with their latest assessment, the matrix, and each one's history."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Value
from django.db.models.functions import Coalesce

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.plan.models import Risk, RiskAssessment, RiskLine
from alongside.plan.queries.loading import check_may_view
from alongside.plan.queries.statements import statement_head
from alongside.plan.queries.values import StatementHead
from alongside.plan.rules.codes import RiskKind
from alongside.plan.rules.risks import HIGHEST, LOWEST, band, score
from alongside.plan.words import RISK_KINDS


@dataclass(frozen=True, slots=True)
class AssessmentView:
    on: date
    likelihood_before: int
    impact_before: int
    likelihood_after: int
    impact_after: int
    note: str
    recorded_by: str

    @property
    def score_before(self) -> int:
        return score(self.likelihood_before, self.impact_before)

    @property
    def score_after(self) -> int:
        return score(self.likelihood_after, self.impact_after)

    @property
    def band_before(self) -> str:
        """low, medium, high or very_high."""
        return band(self.score_before)

    @property
    def band_after(self) -> str:
        """low, medium, high or very_high."""
        return band(self.score_after)


@dataclass(frozen=True, slots=True)
class LineLink:
    ref: str
    reference: str
    text: str


@dataclass(frozen=True, slots=True)
class RiskView:
    """``assessments`` are the latest first; there is always one."""

    ref: str
    version: int
    kind: str
    kind_label: str
    title: str
    description: str
    mitigation: str
    owner_post_ref: str
    owner: str
    review_on: date | None
    is_review_due: bool
    raised_at: datetime
    raised_by: str
    closed_on: date | None
    closing_words: str
    lines: tuple[LineLink, ...]
    assessments: tuple[AssessmentView, ...]

    @property
    def latest(self) -> AssessmentView:
        return self.assessments[0]


@dataclass(frozen=True, slots=True)
class RiskToReview:
    ref: str
    title: str
    review_on: date


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """Open risks at one likelihood and impact."""

    likelihood: int
    impact: int
    band: str
    risks: tuple[RiskView, ...]


@dataclass(frozen=True, slots=True)
class RisksPage:
    """``matrix`` has likelihood 5 first, impact 1 first, as drawn; before and after mitigation."""

    head: StatementHead
    open: tuple[RiskView, ...]
    closed: tuple[RiskView, ...]
    matrix_before: tuple[tuple[MatrixCell, ...], ...]
    matrix_after: tuple[tuple[MatrixCell, ...], ...]


def risks_page(actor: Actor, *, statement_ref: str, today: date) -> RisksPage:
    """Open ones with the highest score after mitigation first."""
    head = statement_head(actor, statement_ref)
    rows = Risk.objects.visible_to(actor).filter(statement_id=head.id)
    views = _views(actor, rows, today)
    still_open = sorted(
        (view for view in views if view.closed_on is None), key=lambda v: -v.latest.score_after
    )
    return RisksPage(
        head=head,
        open=tuple(still_open),
        closed=tuple(view for view in views if view.closed_on is not None),
        matrix_before=_matrix(still_open, after=False),
        matrix_after=_matrix(still_open, after=True),
    )


def risk(actor: Actor, *, risk_ref: str, today: date) -> RiskView:
    """Raises Hidden."""
    check_may_view(actor)
    views = _views(actor, Risk.objects.visible_to(actor).filter(ref=risk_ref), today)
    if not views:
        raise Hidden("risk")
    return views[0]


def risks_to_review(actor: Actor, *, today: date) -> tuple[RiskToReview, ...]:
    """Open risks of the area whose review date has come, the oldest first, in one query."""
    check_may_view(actor)
    rows = Risk.objects.visible_to(actor).filter(closed_on=None, review_on__lte=today)
    return tuple(
        RiskToReview(*row)
        for row in rows.order_by("review_on", "id").values_list("ref", "title", "review_on")
    )


def _views(actor: Actor, rows: Any, today: date) -> Sequence[RiskView]:
    found = list(rows.select_related("owner_post", "raised_by").order_by("raised_at", "id"))
    ids = [row.pk for row in found]
    assessments = _assessments(actor, ids)
    lines = _lines(actor, ids)
    return [
        _view(row, tuple(assessments.get(row.pk, ())), tuple(lines.get(row.pk, ())), today)
        for row in found
    ]


def _assessments(actor: Actor, ids: Sequence[int]) -> Mapping[int, list[AssessmentView]]:
    rows = (
        RiskAssessment.objects.visible_to(actor)
        .filter(risk_id__in=ids)
        .order_by("-assessed_on", "-id")
        .values_list(
            "risk_id",
            "assessed_on",
            "likelihood_before",
            "impact_before",
            "likelihood_after",
            "impact_after",
            "note",
            Coalesce("recorded_by__name", Value("")),
        )
    )
    found: dict[int, list[AssessmentView]] = {}
    for risk_id, *columns in rows:
        found.setdefault(risk_id, []).append(AssessmentView(*columns))
    return found


def _lines(actor: Actor, ids: Sequence[int]) -> Mapping[int, list[LineLink]]:
    rows = RiskLine.objects.visible_to(actor).filter(risk_id__in=ids).order_by("line__order")
    found: dict[int, list[LineLink]] = {}
    for risk_id, *link in rows.values_list("risk_id", "line__ref", "line__reference", "line__text"):
        found.setdefault(risk_id, []).append(LineLink(*link))
    return found


def _view(
    row: Risk,
    assessments: tuple[AssessmentView, ...],
    lines: tuple[LineLink, ...],
    today: date,
) -> RiskView:
    due = row.closed_on is None and row.review_on is not None and row.review_on <= today
    return RiskView(
        ref=row.ref,
        version=row.version,
        kind=row.kind,
        kind_label=RISK_KINDS[RiskKind(row.kind)],
        title=row.title,
        description=row.description,
        mitigation=row.mitigation,
        owner_post_ref=row.owner_post.ref if row.owner_post else "",
        owner=row.owner_post.title if row.owner_post else "",
        review_on=row.review_on,
        is_review_due=due,
        raised_at=row.raised_at,
        raised_by=row.raised_by.name if row.raised_by else "",
        closed_on=row.closed_on,
        closing_words=row.closing_words,
        lines=lines,
        assessments=assessments,
    )


def _matrix(risks: Sequence[RiskView], *, after: bool) -> tuple[tuple[MatrixCell, ...], ...]:
    def place(view: RiskView) -> tuple[int, int]:
        latest = view.latest
        if after:
            return latest.likelihood_after, latest.impact_after
        return latest.likelihood_before, latest.impact_before

    numbers = range(LOWEST, HIGHEST + 1)
    return tuple(
        tuple(
            MatrixCell(
                likelihood,
                impact,
                band(score(likelihood, impact)),
                tuple(view for view in risks if place(view) == (likelihood, impact)),
            )
            for impact in numbers
        )
        for likelihood in reversed(numbers)
    )
