"""What a pack reads of the action plans, once, on the day it is frozen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.board.paper.since import Since
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
from alongside.plan.queries.lists import DateChangeView, late_first
from alongside.plan.queries.recorded_statuses import RecordedStatus, recorded_statuses
from alongside.plan.queries.risks import RiskView
from alongside.plan.queries.statements import StatementPage
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import StatementKind
from alongside.plan.rules.difference import Difference
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class PlanMaterial:
    """One action plan as it stood on ``today``. ``statuses`` are of each line, the oldest first;
    ``slips`` are the consented changes that made a date later.
    """

    today: date
    since: Since
    page: StatementPage
    statuses: tuple[RecordedStatus, ...]
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
    def finished(self) -> tuple[LineView, ...]:
        return tuple(line for line in self.lines if line.status.is_finished)

    @property
    def late(self) -> tuple[LineView, ...]:
        """The longest late first."""
        return late_first(self.lines, self.today)

    @property
    def new_statuses(self) -> tuple[RecordedStatus, ...]:
        """Written down since then, by the moment at which they were written down."""
        new = [each for each in self.statuses if self.since.has(each.recorded_at)]
        return tuple(sorted(new, key=lambda each: each.recorded_at))

    @property
    def newly_done(self) -> tuple[LineView, ...]:
        """Finished now, and written down as finished since then. Of what was copied from a printed
        document only what it dates since then: the rest was finished long ago.
        """
        began = _finished_from(self.statuses)
        return tuple(
            line for line in self.finished if line.ref in began and self._is_new(began[line.ref])
        )

    @property
    def newly_copied(self) -> tuple[LineView, ...]:
        """Finished now, because a printed document that was brought in since then says so of a time
        before.
        """
        began = _finished_from(self.statuses)
        return tuple(
            line
            for line in self.finished
            if line.ref in began
            and self.since.has(began[line.ref].recorded_at)
            and not self._is_new(began[line.ref])
        )

    @property
    def overwritten(self) -> tuple[tuple[RecordedStatus, RecordedStatus], ...]:
        """What stood, and what a printed document that was brought in since then says instead: of each
        line that reads another status today because of it.
        """
        kept = [each for each in self.statuses if not each.is_corrected]
        before = {each.line_ref: each for each in kept if not self.since.has(each.recorded_at)}
        now = {each.line_ref: each for each in kept}
        return tuple(
            (before[ref], status)
            for ref, status in now.items()
            if ref in before
            and status.as_published
            and self.since.has(status.recorded_at)
            and status.words != before[ref].words
        )

    def _is_new(self, status: RecordedStatus) -> bool:
        copied_from_before = status.as_published and status.on.last < self.since.day
        return self.since.has(status.recorded_at) and not copied_from_before

    @property
    def ownerless(self) -> tuple[LineView, ...]:
        return tuple(line for line in self.lines if line.gaps and not line.status.is_finished)

    @property
    def lead_not_published(self) -> tuple[LineView, ...]:
        """Not done, and nobody here can know whether anybody leads them. None of ``ownerless``."""
        return tuple(
            line
            for line in self.lines
            if line.unknown_leads and not (line.leads or line.gaps) and not line.status.is_finished
        )

    @property
    def not_working(self) -> tuple[LineView, ...]:
        """Done, and the measures do not show a difference yet."""
        return tuple(line for line in self.lines if line.difference == Difference.NOT_YET)


def plans_of(actor: Actor, *, today: date, since: Since) -> tuple[PlanMaterial, ...]:
    """Every action plan of the area, strategies last. ``since`` begins what changed."""
    changes = date_changes(actor)
    found = tuple(_plan(actor, row.ref, today, since, changes) for row in statements(actor))
    return tuple(sorted(found, key=lambda plan: plan.is_strategy))


def _plan(
    actor: Actor, ref: str, today: date, since: Since, changes: tuple[DateChangeView, ...]
) -> PlanMaterial:
    page = statement_page(actor, statement_ref=ref, today=today, filters=EVERYTHING)
    own = {line.ref for line in page.lines}
    return PlanMaterial(
        today=today,
        since=since,
        page=page,
        statuses=recorded_statuses(actor, statement_ref=ref),
        changes=_changes(actor, ref, since),
        slips=tuple(
            each
            for each in changes
            if each.slip_days and each.answer == "Consented" and each.line_ref in own
        ),
        risks=risks_page(actor, statement_ref=ref, today=today).open,
    )


def _changes(actor: Actor, ref: str, since: Since) -> tuple[Change, ...]:
    found = changes_page(actor, statement_ref=ref, since=london_day(since.after)).changes
    return tuple(change for change in found if since.has(change.at))


def _finished_from(statuses: Sequence[RecordedStatus]) -> Mapping[str, RecordedStatus]:
    """Line ref -> the status since which it has been finished without being opened again."""
    began: dict[str, RecordedStatus] = {}
    for status in statuses:
        if status.is_corrected:
            continue
        if not status.is_finished:
            began.pop(status.line_ref, None)
        else:
            began.setdefault(status.line_ref, status)
    return began
