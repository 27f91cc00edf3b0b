"""The rows of one line's history, each kind in one query."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import CharField, Q, Value

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.measures.queries.impacts import Wording, impacts_now
from alongside.measures.queries.spoken import Spoken, shown_beside, spoken_of_each
from alongside.people.partial_dates import read
from alongside.plan.models import (
    BoardJudgement,
    DateChange,
    Evidence,
    ForumView,
    ImpactAnswer,
    JudgementEvidence,
    Milestone,
    Passage,
    Rewording,
    StatusEntry,
    StatusEvidence,
)
from alongside.plan.queries.lists import DateChangeView, date_change_view
from alongside.plan.queries.story_values import (
    EvidenceView,
    ImpactStory,
    JudgementView,
    MilestoneView,
    NamedEvidence,
    RewordingView,
    StatusEntryView,
)
from alongside.plan.queries.values import ImpactView, LineView
from alongside.plan.rules.codes import AnswerKind, EvidenceKind, Step, Verdict
from alongside.plan.words import ANSWER_KINDS, EVIDENCE_KINDS, STEP_COLOURS, STEPS, VERDICTS

Named = Mapping[tuple[str, int], tuple[NamedEvidence, ...]]


def named_evidence(actor: Actor, line_id: int) -> Named:
    """Evidence by what names it: ("status", id) or ("board", id). One query."""
    of_statuses = _tagged(
        StatusEvidence.objects.visible_to(actor).filter(status__line_id=line_id), "status"
    ).values_list("tag", "status_id", "evidence__title", "evidence__withdrawal")
    of_judgements = _tagged(
        JudgementEvidence.objects.visible_to(actor).filter(judgement__line_id=line_id), "board"
    ).values_list("tag", "judgement_id", "evidence__title", "evidence__withdrawal")
    found: dict[tuple[str, int], tuple[NamedEvidence, ...]] = defaultdict(tuple)
    for tag, pk, title, withdrawal in of_statuses.union(of_judgements, all=True):
        found[tag, pk] += (NamedEvidence(title, stands=withdrawal is None),)
    return found


def statuses_of(actor: Actor, line_id: int, named: Named) -> tuple[StatusEntryView, ...]:
    """Every status row, the latest first, those that were corrected included."""
    rows = (
        StatusEntry.objects.visible_to(actor)
        .filter(line_id=line_id)
        .select_related("recorded_by", "column", "corrects", "corrected_by_entry")
        .order_by("-status_on", "-id")
    )
    return tuple(_status(row, named.get(("status", row.pk), ())) for row in rows)


def evidence_of(actor: Actor, line_id: int) -> tuple[EvidenceView, ...]:
    """Of the line and of its impacts, the latest first, what was withdrawn included."""
    rows = (
        Evidence.objects.visible_to(actor)
        .filter(Q(line_id=line_id) | Q(impact__line_id=line_id))
        .select_related("impact", "file", "attached_by", "withdrawal")
        .order_by("-attached_at", "-id")
    )
    return tuple(_evidence(row) for row in rows)


def date_changes_of(actor: Actor, line_id: int) -> tuple[DateChangeView, ...]:
    """The latest first."""
    rows = (
        DateChange.objects.visible_to(actor)
        .filter(line_id=line_id)
        .select_related("line", "asked_by", "consented_by", "refused_by", "withdrawn_by")
        .order_by("-asked_at", "-id")
    )
    return tuple(date_change_view(row) for row in rows)


def judgements_of(actor: Actor, line_id: int, named: Named) -> tuple[JudgementView, ...]:
    """The board's judgements and the forum's views together, the latest first. One query."""
    board = _tagged(BoardJudgement.objects.visible_to(actor).filter(line_id=line_id), "board")
    forum = _tagged(ForumView.objects.visible_to(actor).filter(line_id=line_id), "forum")
    authors = ("text", "recorded_by__name", "recorded_at")
    rows = board.values_list("tag", "pk", "ref", "verdict", "judged_on", *authors).union(
        forum.values_list("tag", "pk", "ref", "verdict", "viewed_on", *authors), all=True
    )
    views = [
        JudgementView(
            ref=ref,
            by_whom=ANSWER_KINDS[AnswerKind(tag)],
            verdict=verdict,
            words=VERDICTS[Verdict(verdict)],
            on=on,
            text=text,
            recorded_by=by or "",
            recorded_at=at,
            evidence=named.get((tag, pk), ()),
        )
        for tag, pk, ref, verdict, on, text, by, at in rows
    ]
    return tuple(sorted(views, key=lambda view: view.on, reverse=True))


def milestones_of(actor: Actor, line_id: int, today: date) -> tuple[MilestoneView, ...]:
    rows = Milestone.objects.visible_to(actor).filter(line_id=line_id).order_by("order", "id")
    return tuple(_milestone(row, today) for row in rows)


def rewordings_of(actor: Actor, line_id: int) -> tuple[RewordingView, ...]:
    """The latest first."""
    rows = Rewording.objects.visible_to(actor).filter(line_id=line_id).order_by("-changed_at")
    return tuple(
        RewordingView(old, reason, at, by or "")
        for old, reason, at, by in rows.values_list(
            "old_text", "reason", "changed_at", "changed_by__name"
        )
    )


def notes_of(actor: Actor, line_id: int) -> tuple[str, ...]:
    """Notes on how the text of the line was taken from the document."""
    rows = Passage.objects.visible_to(actor).filter(line_id=line_id).order_by("order", "id")
    return tuple(rows.values_list("text", flat=True))


def impacts_of(actor: Actor, line: LineView) -> tuple[ImpactStory, ...]:
    """Each impact of the line with its answers, the latest first."""
    if not line.impacts:
        return ()
    rows = (
        ImpactAnswer.objects.visible_to(actor)
        .filter(impact__line_id=line.id)
        .select_related("impact", "evidence__withdrawal", "recorded_by")
        .order_by("-answered_on", "-id")
    )
    answers: dict[str, list[ImpactAnswer]] = defaultdict(list)
    for row in rows:
        answers[row.impact.ref].append(row)
    told = impacts_now(actor, {each.told_in_id for each in line.impacts if each.told_in_id})
    spoken = spoken_of_each(actor, {each.series_ref for each in line.measures if each.series_ref})
    return tuple(
        _impact(each, answers[each.ref], told.get(each.told_in_id or 0), spoken)
        for each in line.impacts
    )


def _tagged(rows: Any, tag: str) -> Any:
    return rows.annotate(tag=Value(tag, output_field=CharField()))


def _status(row: StatusEntry, evidence: tuple[NamedEvidence, ...]) -> StatusEntryView:
    step = Step(row.code)
    later = getattr(row, "corrected_by_entry", None)
    return StatusEntryView(
        ref=row.ref,
        code=row.code,
        words=STEPS[step],
        colour=STEP_COLOURS[step],
        on=read(row.status_on, row.status_precision) or PartialDate.on(row.status_on),
        note=row.note,
        forecast=read(row.forecast_on, row.forecast_precision),
        as_published=row.as_published,
        printed=row.printed,
        column_label=row.column.label if row.column else "",
        corrects_ref=row.corrects.ref if row.corrects else "",
        corrected_by_ref=later.ref if later else "",
        recorded_at=row.recorded_at,
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        evidence=evidence,
    )


def _evidence(row: Evidence) -> EvidenceView:
    withdrawal = getattr(row, "withdrawal", None)
    return EvidenceView(
        ref=row.ref,
        kind=row.kind,
        kind_label=EVIDENCE_KINDS[EvidenceKind(row.kind)],
        title=row.title,
        description=row.description,
        file_ref=row.file.ref if row.file else "",
        file_name=row.file.name if row.file else "",
        address=row.address,
        document_reference=row.document_reference,
        dated_on=row.dated_on,
        author=row.author,
        attached_at=row.attached_at,
        attached_by=row.attached_by.name if row.attached_by else "",
        impact_ref=row.impact.ref if row.impact else "",
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
        withdrawn_why=withdrawal.reason if withdrawal else "",
    )


def _milestone(row: Milestone, today: date) -> MilestoneView:
    due = read(row.due_on, row.due_precision)
    overdue = row.done_on is None and due is not None and due.has_passed(today)
    return MilestoneView(row.ref, row.version, row.text, due, row.done_on, overdue)


def _impact(
    view: ImpactView,
    answers: list[ImpactAnswer],
    told: Wording | None,
    spoken: Sequence[Spoken],
) -> ImpactStory:
    given = {answer.kind for answer in answers}
    return ImpactStory(
        ref=view.ref,
        text=view.text,
        told_in=told,
        answers=tuple(_answer(answer, spoken) for answer in answers),
        awaits=tuple(label for kind, label in ANSWER_KINDS.items() if kind not in given),
    )


def _answer(row: ImpactAnswer, spoken: Sequence[Spoken]) -> JudgementView:
    return JudgementView(
        ref=row.ref,
        by_whom=ANSWER_KINDS[AnswerKind(row.kind)],
        verdict=row.verdict,
        words=VERDICTS[Verdict(row.verdict)] if row.verdict else "",
        on=row.answered_on,
        text=shown_beside(row.text, spoken, row.answered_on),
        recorded_by=row.recorded_by.name if row.recorded_by else "",
        recorded_at=row.recorded_at,
        evidence=_named(row.evidence),
    )


def _named(evidence: Evidence | None) -> tuple[NamedEvidence, ...]:
    if evidence is None:
        return ()
    return (NamedEvidence(evidence.title, stands=getattr(evidence, "withdrawal", None) is None),)
