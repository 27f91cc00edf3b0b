"""The kinds of change of an action plan since a moment, each read in one query."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import CharField, F, Q, Subquery, Value

from alongside.kernel.actor import Actor
from alongside.people.partial_dates import read
from alongside.plan.models import (
    BoardJudgement,
    DateChange,
    Evidence,
    EvidenceWithdrawal,
    ForumView,
    ImpactAnswer,
    Line,
    Milestone,
    ReviewPointChange,
    Rewording,
    RiskAssessment,
    StatusEntry,
)
from alongside.plan.queries.latest import latest_status
from alongside.plan.queries.lead_events import lead_events_of_plan
from alongside.plan.queries.lists import date_change_view
from alongside.plan.queries.loading import status_view
from alongside.plan.rules.codes import AnswerKind, LineKind, Step, Verdict
from alongside.plan.rules.risks import score
from alongside.plan.rules.shown import delayed_words
from alongside.plan.words import LINE_KINDS, RISK_KINDS, STEP_COLOURS, STEPS, VERDICTS
from alongside.web.clock import start_of_day


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed. ``kind`` is a stable code to group by; ``colour`` is empty unless it
    is a status. ``is_copied``: a status that was only brought in from a published document.
    """

    at: datetime
    kind: str
    words: str
    line_ref: str
    line_reference: str
    by: str
    colour: str = ""
    is_copied: bool = False


Source = Callable[[Actor, int, datetime], Iterator[Change]]


def statuses(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    """From which status to which. All of them are read, since each is told beside the one before."""
    rows = (
        StatusEntry.objects.visible_to(actor)
        .filter(line__statement_id=statement_id)
        .select_related("line", "recorded_by")
        .order_by("line_id", "status_on", "id")
    )
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    before: StatusEntry | None = None
    for row in rows:
        if before is not None and before.line_id != row.line_id:
            before = None
        if row.recorded_at >= begun:
            words = _status_words(row, before)
            colour = STEP_COLOURS[Step(row.code)]
            change = _change(row.recorded_at, "status", words, row.line, row.recorded_by)
            yield replace(change, colour=colour, is_copied=row.as_published)
        if row.pk not in corrected:
            before = row


def _status_words(row: StatusEntry, before: StatusEntry | None) -> str:
    verb = "Status corrected" if row.corrects_id else "Status recorded"
    now, was = (STEPS[Step(x.code)].lower() if x else "" for x in (row, before))
    moved = f"from {was} to {now}" if was and was != now else f"still {now}" if was else now
    if row.as_published:
        return f"{verb}: {moved}, as published for {read(row.status_on, row.status_precision)}"
    return f"{verb}: {moved}"


def dates(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    answered = Q(consented_at__gte=begun) | Q(refused_at__gte=begun) | Q(withdrawn_at__gte=begun)
    people = ("line", "asked_by", "consented_by", "refused_by", "withdrawn_by")
    rows = DateChange.objects.visible_to(actor).filter(
        Q(asked_at__gte=begun) | answered, line__statement_id=statement_id
    )
    for row in rows.select_related(*people):
        view = date_change_view(row)
        if row.asked_at >= begun:
            yield _change(row.asked_at, "date", view.asked_words, row.line, row.asked_by)
        if view.answered_at and view.answered_at >= begun:
            answerer = row.consented_by or row.refused_by or row.withdrawn_by
            yield _change(view.answered_at, "date", view.answer_words, row.line, answerer)


def leads(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    """Leads given and ended, and holders and organisations of lead posts that changed."""
    for event in lead_events_of_plan(actor, statement_id):
        if event.at >= begun:
            yield Change(
                event.at, "lead", event.words, event.line_ref, event.line_reference, event.by
            )


def evidence(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = (
        Evidence.objects.visible_to(actor)
        .filter(_either_line(statement_id), attached_at__gte=begun)
        .select_related("line", "impact__line", "attached_by")
    )
    for row in rows:
        line = row.line or row.impact.line
        words = f"Evidence attached: {row.title}"
        yield _change(row.attached_at, "evidence", words, line, row.attached_by)


def withdrawals(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = (
        EvidenceWithdrawal.objects.visible_to(actor)
        .filter(_either_line(statement_id, "evidence__"), withdrawn_at__gte=begun)
        .select_related("evidence__line", "evidence__impact__line", "withdrawn_by")
    )
    for row in rows:
        line = row.evidence.line or row.evidence.impact.line
        words = f"Evidence withdrawn: {row.evidence.title}"
        yield _change(row.withdrawn_at, "evidence", words, line, row.withdrawn_by)


def milestones(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = Milestone.objects.visible_to(actor).filter(
        line__statement_id=statement_id, completed_at__gte=begun
    )
    for row in rows.select_related("line", "completed_by"):
        words = f"Milestone done: {row.text}"
        yield _change(row.completed_at, "milestone", words, row.line, row.completed_by)


def wordings(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    """Words that changed, and lines that came after the plan itself. One query."""
    changed = Rewording.objects.visible_to(actor).filter(
        line__statement_id=statement_id, changed_at__gte=begun
    )
    added = Line.objects.visible_to(actor).filter(statement_id=statement_id, created_at__gte=begun)
    asked = [
        changed.annotate(tag=_text(Value("words"))).values_list(
            "tag", "old_text", "changed_at", "line__ref", "line__reference", "changed_by__name"
        ),
        added.exclude(created_at=F("statement__created_at")).values_list(
            "kind", "text", "created_at", "ref", "reference", "created_by__name"
        ),
    ]
    for tag, text, at, ref, reference, by in (
        asked[0].order_by().union(asked[1].order_by(), all=True)
    ):
        is_new = tag != "words"
        says = f"{LINE_KINDS[LineKind(tag)]} added" if is_new else "Words changed; before"
        yield Change(at, "line" if is_new else tag, f"{says}: {text}", ref, reference, by or "")


def review_points(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    rows = ReviewPointChange.objects.visible_to(actor).filter(
        statement_id=statement_id, changed_at__gte=begun
    )
    for row in rows.select_related("changed_by"):
        verb = "lowered" if row.new_points < row.old_points else "raised"
        why = f": {row.reason}" if row.reason else ""
        words = f"Review points for embedded {verb} from {row.old_points} to {row.new_points}{why}"
        yield _change(row.changed_at, "embedded", words, None, row.changed_by)


_OF_LINES = (
    (BoardJudgement, "line", Value("board"), Value("judgement")),
    (ForumView, "line", Value("forum"), Value("forum")),
    (ImpactAnswer, "impact__line", None, Value("impact")),
)
_SAYS = {
    AnswerKind.BOARD: "The board judged",
    AnswerKind.FORUM: "The forum’s view",
    AnswerKind.EVIDENCE: "Answered with evidence",
}


def judgements(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    """Of lines and of impacts, by the board, the forum and evidence. One query."""
    asked = []
    for model, line, who, kind in _OF_LINES:
        rows = model.objects.visible_to(actor).filter(
            **{f"{line}__statement_id": statement_id}, recorded_at__gte=begun
        )
        tagged = rows.annotate(tag=_text(kind), **({"who": _text(who)} if who is not None else {}))
        author = "who" if who is not None else "kind"
        columns = ("tag", author, "verdict", "recorded_at", f"{line}__ref", f"{line}__reference")
        asked.append(tagged.order_by().values_list(*columns, "recorded_by__name"))
    for tag, who, verdict, at, ref, reference, by in asked[0].union(*asked[1:], all=True):
        says = VERDICTS[Verdict(verdict)].lower() if verdict else ""
        words = ": ".join(filter(None, (_SAYS[AnswerKind(who)], says)))
        of = "Impact. " if tag == "impact" else ""
        yield Change(at, tag, f"{of}{words}", ref, reference, by or "")


def risks(actor: Actor, statement_id: int, begun: datetime) -> Iterator[Change]:
    """Raised with the first assessment, and assessed again."""
    rows = RiskAssessment.objects.visible_to(actor).filter(
        risk__statement_id=statement_id, recorded_at__gte=begun
    )
    for row in rows.select_related("risk", "recorded_by"):
        kind = RISK_KINDS[row.risk.kind]
        if row.recorded_at == row.risk.raised_at:
            words = f"{kind} raised: {row.risk.title}"
        else:
            points = score(row.likelihood_after, row.impact_after)
            words = f"{kind} assessed, now {points} of 25: {row.risk.title}"
        yield _change(row.recorded_at, "risk", words, None, row.recorded_by)


def lapsed(actor: Actor, statement_id: int, begun: datetime, today: date) -> Iterator[Change]:
    """Lines that nobody recorded as late: their end date passed."""
    rows = Line.objects.visible_to(actor).filter(
        statement_id=statement_id,
        end_on__gte=begun.date() - timedelta(days=1),
        end_on__lt=today,
    )
    for row in rows.annotate(latest=Subquery(latest_status())):
        end = read(row.end_on, row.end_precision)
        status = status_view(row.latest, None, end, today)
        if status.delayed_since is not None:
            at = start_of_day(status.delayed_since)
            words = f"{delayed_words(status.delayed_since)}, because its end date passed"
            yield replace(_change(at, "late", words, row, None), colour=status.colour)


EVERYTHING: tuple[Source, ...] = (
    statuses,
    dates,
    leads,
    evidence,
    withdrawals,
    milestones,
    wordings,
    review_points,
    judgements,
    risks,
)


def _text(value: Value) -> Value:
    return Value(value.value, output_field=CharField())


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
