"""What changed since a day: everything recorded about the action plan, the newest first."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.db.models import Q

from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered
from alongside.plan.models import (
    BoardJudgement,
    DateChange,
    Evidence,
    EvidenceWithdrawal,
    ForumView,
    Lead,
    Milestone,
    Rewording,
    Risk,
    StatusEntry,
)
from alongside.plan.queries.lists import date_change_view
from alongside.plan.queries.loading import check_may_view
from alongside.plan.queries.statements import statement_head
from alongside.plan.queries.values import StatementHead
from alongside.plan.rules.codes import Partner, Step, Verdict
from alongside.plan.words import PARTNERS, RISK_KINDS, STEP_COLOURS, STEPS, VERDICTS
from alongside.web.clock import LONDON


@dataclass(frozen=True, slots=True)
class Change:
    """One thing recorded. ``kind`` is a stable code to group by; ``colour`` is empty unless it
    is a status.
    """

    at: datetime
    kind: str
    words: str
    line_ref: str
    line_reference: str
    by: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class ChangesPage:
    head: StatementHead
    since: date
    changes: tuple[Change, ...]


def changes_page(actor: Actor, *, statement_ref: str, since: date) -> ChangesPage:
    """Everything recorded on or after ``since``, one query a kind."""
    head = statement_head(actor, statement_ref)
    begun = datetime.combine(since, time(), tzinfo=LONDON)
    found = remembered(
        ("plan.changes", head.id, since), lambda: _newest_first(_changes(actor, head.id, begun))
    )
    return ChangesPage(head, since, found)


def _newest_first(changes: Iterator[Change]) -> tuple[Change, ...]:
    return tuple(sorted(changes, key=lambda change: change.at, reverse=True))


def _changes(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    check_may_view(actor)
    of_lines = Q(line__statement_id=statement_id)
    yield from _statuses(StatusEntry.objects.visible_to(actor).filter(of_lines), begun)
    yield from _dates(DateChange.objects.visible_to(actor).filter(of_lines), begun)
    yield from _leads(Lead.objects.visible_to(actor).filter(of_lines), begun)
    yield from _evidence(actor, statement_id, begun)
    yield from _withdrawals(actor, statement_id, begun)
    yield from _milestones(Milestone.objects.visible_to(actor).filter(of_lines), begun)
    yield from _rewordings(Rewording.objects.visible_to(actor).filter(of_lines), begun)
    yield from _judgements(BoardJudgement.objects.visible_to(actor).filter(of_lines), begun)
    yield from _views(ForumView.objects.visible_to(actor).filter(of_lines), begun)
    yield from _risks(actor, statement_id, begun)


def _statuses(rows: Any, begun: datetime) -> Iterator[Change]:
    for row in rows.filter(recorded_at__gte=begun).select_related("line", "recorded_by"):
        verb = "Status corrected" if row.corrects_id else "Status recorded"
        published = ", as published" if row.as_published else ""
        words = f"{verb}: {STEPS[Step(row.code)].lower()}{published}"
        change = _change(row.recorded_at, "status", words, row.line, row.recorded_by)
        yield replace(change, colour=STEP_COLOURS[Step(row.code)])


def _dates(rows: Any, begun: datetime) -> Iterator[Change]:
    since = Q(asked_at__gte=begun) | Q(consented_at__gte=begun) | Q(refused_at__gte=begun)
    people = ("line", "asked_by", "consented_by", "refused_by")
    for row in rows.filter(since).select_related(*people):
        view = date_change_view(row)
        moved = f"{view.which} date from {view.old or 'none'} to {view.new}"
        if row.asked_at >= begun:
            yield _change(
                row.asked_at, "date", f"Asked to move the {moved}", row.line, row.asked_by
            )
        if row.consented_at and row.consented_at >= begun:
            slip = f", a slip of {view.slip_days} days" if view.slip_days else ""
            words = f"Moved the {moved}{slip}"
            yield _change(row.consented_at, "date", words, row.line, row.consented_by)
        if row.refused_at and row.refused_at >= begun:
            words = f"Refused to move the {moved}"
            yield _change(row.refused_at, "date", words, row.line, row.refused_by)


def _leads(rows: Any, begun: datetime) -> Iterator[Change]:
    since = Q(assigned_at__gte=begun) | Q(ended_at__gte=begun)
    for row in rows.filter(since).select_related("line", "post", "assigned_by", "ended_by"):
        role = f"{PARTNERS[Partner(row.partner)]} lead: {row.post.title}"
        if row.assigned_at >= begun:
            yield _change(row.assigned_at, "lead", role, row.line, row.assigned_by)
        if row.ended_at and row.ended_at >= begun:
            words = f"No longer {role[:1].lower()}{role[1:]}"
            yield _change(row.ended_at, "lead", words, row.line, row.ended_by)


def _evidence(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = (
        Evidence.objects.visible_to(actor)
        .filter(_either_line(statement_id), attached_at__gte=begun)
        .select_related("line", "impact__line", "attached_by")
    )
    for row in rows:
        line = row.line or row.impact.line
        words = f"Evidence attached: {row.title}"
        yield _change(row.attached_at, "evidence", words, line, row.attached_by)


def _withdrawals(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = (
        EvidenceWithdrawal.objects.visible_to(actor)
        .filter(_either_line(statement_id, "evidence__"), withdrawn_at__gte=begun)
        .select_related("evidence__line", "evidence__impact__line", "withdrawn_by")
    )
    for row in rows:
        line = row.evidence.line or row.evidence.impact.line
        words = f"Evidence withdrawn: {row.evidence.title}"
        yield _change(row.withdrawn_at, "evidence", words, line, row.withdrawn_by)


def _milestones(rows: Any, begun: datetime) -> Iterator[Change]:
    for row in rows.filter(completed_at__gte=begun).select_related("line", "completed_by"):
        words = f"Milestone done: {row.text}"
        yield _change(row.completed_at, "milestone", words, row.line, row.completed_by)


def _rewordings(rows: Any, begun: datetime) -> Iterator[Change]:
    for row in rows.filter(changed_at__gte=begun).select_related("line", "changed_by"):
        words = f"Words changed; before: {row.old_text}"
        yield _change(row.changed_at, "words", words, row.line, row.changed_by)


def _judgements(rows: Any, begun: datetime) -> Iterator[Change]:
    for row in rows.filter(recorded_at__gte=begun).select_related("line", "recorded_by"):
        words = f"The board judged: {VERDICTS[Verdict(row.verdict)].lower()}"
        yield _change(row.recorded_at, "judgement", words, row.line, row.recorded_by)


def _views(rows: Any, begun: datetime) -> Iterator[Change]:
    for row in rows.filter(recorded_at__gte=begun).select_related("line", "recorded_by"):
        words = f"The forum’s view: {VERDICTS[Verdict(row.verdict)].lower()}"
        yield _change(row.recorded_at, "forum", words, row.line, row.recorded_by)


def _risks(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = Risk.objects.visible_to(actor).filter(statement_id=statement_id, raised_at__gte=begun)
    for row in rows.select_related("raised_by"):
        words = f"{RISK_KINDS[row.kind]} raised: {row.title}"
        yield _change(row.raised_at, "risk", words, None, row.raised_by)


def _either_line(statement_id: int, prefix: str = "") -> Q:
    own = Q(**{f"{prefix}line__statement_id": statement_id})
    return own | Q(**{f"{prefix}impact__line__statement_id": statement_id})


def _change(at: datetime, kind: str, words: str, line: Any, by: Any) -> Change:
    return Change(
        at=at,
        kind=kind,
        words=words,
        line_ref=line.ref if line else "",
        line_reference=line.reference if line else "",
        by=by.name if by else "",
    )
