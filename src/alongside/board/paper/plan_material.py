"""What a pack reads of the action plans, once, on the day it is frozen."""

from dataclasses import dataclass
from datetime import date

from alongside.kernel.actor import Actor
from alongside.plan.queries import (
    changes_page,
    date_changes,
    risks_page,
    statement_page,
    statements,
)
from alongside.plan.queries.changes import Change
from alongside.plan.queries.filters import EVERYTHING
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.queries.risks import RiskView
from alongside.plan.queries.statements import StatementPage
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import LineKind, StatementKind
from alongside.plan.rules.difference import Difference


@dataclass(frozen=True, slots=True)
class PlanMaterial:
    """One action plan as it stands. ``slips`` are the consented changes that made a date later."""

    page: StatementPage
    changes: tuple[Change, ...]
    slips: tuple[DateChangeView, ...]
    risks: tuple[RiskView, ...]

    @property
    def title(self) -> str:
        return self.page.head.title

    @property
    def is_strategy(self) -> bool:
        return self.page.head.kind == StatementKind.STRATEGY

    @property
    def lines(self) -> tuple[LineView, ...]:
        return self.page.lines

    @property
    def actions(self) -> tuple[LineView, ...]:
        return tuple(line for line in self.lines if line.kind == LineKind.ACTION)

    @property
    def delayed(self) -> tuple[LineView, ...]:
        return tuple(line for line in self.lines if line.status.is_delayed)

    @property
    def ownerless(self) -> tuple[LineView, ...]:
        return tuple(line for line in self.lines if line.gaps and not line.status.is_finished)

    @property
    def not_working(self) -> tuple[LineView, ...]:
        """Done, and the measures do not show a difference yet."""
        return tuple(line for line in self.lines if line.difference == Difference.NOT_YET)


def plans_of(actor: Actor, *, today: date, since: date) -> tuple[PlanMaterial, ...]:
    """Every action plan of the area, strategies last. ``since`` begins what changed."""
    changes = date_changes(actor)
    found = tuple(_plan(actor, row.ref, today, since, changes) for row in statements(actor))
    return tuple(sorted(found, key=lambda plan: plan.is_strategy))


def _plan(
    actor: Actor, ref: str, today: date, since: date, changes: tuple[DateChangeView, ...]
) -> PlanMaterial:
    page = statement_page(actor, statement_ref=ref, today=today, filters=EVERYTHING)
    own = {line.ref for line in page.lines}
    return PlanMaterial(
        page=page,
        changes=changes_page(actor, statement_ref=ref, since=since).changes,
        slips=tuple(
            each
            for each in changes
            if each.slip_days and each.answer == "Consented" and each.line_ref in own
        ),
        risks=risks_page(actor, statement_ref=ref, today=today).open,
    )
