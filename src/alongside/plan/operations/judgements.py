"""What the board judged and how the forum sees it: of a line, and of an impact. Rows are added,
never changed.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures.queries.impacts import impact_for
from alongside.people.finding import find, next_order
from alongside.people.versions import apply, check_version
from alongside.plan import perms
from alongside.plan.commands import ImpactReply
from alongside.plan.finding import check_may_on_line, find_line, standing_evidence
from alongside.plan.models import (
    BoardJudgement,
    Evidence,
    ForumView,
    ImpactAnswer,
    ImpactStatement,
    JudgementEvidence,
    Line,
)
from alongside.plan.rules.codes import AnswerKind, Verdict
from alongside.plan.telling import tell_leads
from alongside.web.clock import london_day

NEEDS = {
    AnswerKind.EVIDENCE: perms.RECORD_STATUS,
    AnswerKind.BOARD: perms.JUDGE,
    AnswerKind.FORUM: perms.FORUM_VIEW,
}


@transaction.atomic
def record_judgement(
    *,
    actor: Actor,
    at: datetime,
    line_ref: str,
    verdict: Verdict,
    judged_on: date,
    text: str,
    evidence_refs: Sequence[str] = (),
) -> BoardJudgement:
    """A judgement that something makes a difference names the evidence that it rests on."""
    line = find_line(actor, line_ref, permission=perms.JUDGE)
    _check_day_and_words(judged_on, text, at, field="judged_on")
    evidence = standing_evidence(line, evidence_refs)
    if verdict is Verdict.YES and not evidence:
        raise Refusal("Name the evidence that the board judged on.", field="evidence")
    judgement = BoardJudgement.objects.create(
        area_id=line.area_id,
        line=line,
        verdict=verdict.value,
        judged_on=judged_on,
        text=text.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    for each in evidence:
        JudgementEvidence.objects.create(area_id=line.area_id, judgement=judgement, evidence=each)
    _record(actor, at, "plan.record_judgement", line, _detail(judgement, evidence))
    tell_leads(
        actor=actor,
        at=at,
        line=line,
        sentence=f"The board recorded its judgement on {line.reference}.",
        key=f"plan.judged:{judgement.ref}",
    )
    return judgement


@transaction.atomic
def record_forum_view(
    *, actor: Actor, at: datetime, line_ref: str, verdict: Verdict, viewed_on: date, text: str
) -> ForumView:
    line = find_line(actor, line_ref, permission=perms.FORUM_VIEW)
    _check_day_and_words(viewed_on, text, at, field="viewed_on")
    view = ForumView.objects.create(
        area_id=line.area_id,
        line=line,
        verdict=verdict.value,
        viewed_on=viewed_on,
        text=text.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.record_forum_view",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"view": view.ref, "verdict": verdict.value, "on": viewed_on.isoformat()},
    )
    tell_leads(
        actor=actor,
        at=at,
        line=line,
        sentence=f"The forum recorded its view on {line.reference}.",
        key=f"plan.viewed:{view.ref}",
    )
    return view


@transaction.atomic
def add_impact(*, actor: Actor, at: datetime, line_ref: str, text: str) -> ImpactStatement:
    """Say what will be different for children and families because of an outcome."""
    line = find_line(actor, line_ref, permission=perms.EDIT)
    if not text.strip():
        raise Refusal("Say what will be different.", field="text")
    impact = ImpactStatement.objects.create(
        area_id=line.area_id, line=line, order=next_order(line.impacts.all()), text=text.strip()
    )
    record(
        actor=actor,
        at=at,
        verb="plan.add_impact",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"impact": impact.ref},
    )
    return impact


@transaction.atomic
def link_impact(
    *, actor: Actor, at: datetime, impact_ref: str, expected_version: int, told_in_ref: str
) -> ImpactStatement:
    """Point to the page of evidence of impact that shows it; an empty ref takes the link away."""
    impact = find(ImpactStatement, actor, impact_ref)
    line = Line.objects.visible_to(actor).get(pk=impact.line_id)
    check_may_on_line(actor, perms.RECORD_STATUS, line)
    told_in = impact_for(actor, told_in_ref) if told_in_ref else None
    wanted = {"told_in": told_in}
    check_version(impact, expected_version, wanted=wanted, labels={"told_in": "Evidence of impact"})
    apply(impact, wanted)
    detail: dict[str, JSON] = {"impact": impact.ref, "told_in": told_in.ref if told_in else None}
    _record(actor, at, "plan.link_impact", line, detail)
    return impact


@transaction.atomic
def answer_impact(
    *, actor: Actor, at: datetime, impact_ref: str, reply: ImpactReply
) -> ImpactAnswer:
    """Evidence by those who work on the line, the judgement by the board, the view by the forum."""
    impact = find(ImpactStatement, actor, impact_ref)
    line = Line.objects.visible_to(actor).get(pk=impact.line_id)
    check_may_on_line(actor, NEEDS[reply.kind], line)
    evidence = _checked_reply(actor, impact, reply, at)
    answer = ImpactAnswer.objects.create(
        area_id=impact.area_id,
        impact=impact,
        kind=reply.kind.value,
        verdict=reply.verdict.value if reply.verdict else "",
        answered_on=reply.answered_on,
        text=reply.text.strip(),
        evidence=evidence,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.answer_impact",
        subject="plan.line",
        subject_ref=line.ref,
        detail={
            "impact": impact.ref,
            "answer": answer.ref,
            "kind": answer.kind,
            "verdict": answer.verdict,
        },
    )
    _tell_of_answer(actor, at, line, answer)
    return answer


def _tell_of_answer(actor: Actor, at: datetime, line: Line, answer: ImpactAnswer) -> None:
    """Evidence waits for the board and the forum, whose home pages show it; an answer is news."""
    key = f"plan.impact.answered:{answer.ref}"
    if answer.kind == AnswerKind.BOARD.value:
        tell_leads(
            actor=actor,
            at=at,
            line=line,
            sentence=f"The board answered an impact of {line.reference}.",
            key=key,
        )
    elif answer.kind == AnswerKind.FORUM.value:
        tell_leads(
            actor=actor,
            at=at,
            line=line,
            sentence=f"The forum answered an impact of {line.reference}.",
            key=key,
        )


def _check_day_and_words(on: date, text: str, at: datetime, *, field: str) -> None:
    if on > london_day(at):
        raise Refusal(
            f"{day_in_words(on)} has not come yet. Give today’s date or an earlier one.",
            field=field,
        )
    if not text.strip():
        raise Refusal("Say it in a sentence or two.", field="text")


def _checked_reply(
    actor: Actor, impact: ImpactStatement, reply: ImpactReply, at: datetime
) -> Evidence | None:
    if reply.kind is AnswerKind.EVIDENCE:
        if reply.verdict is not None:
            raise Refusal("Evidence has no verdict: that is for the board and the forum.")
        _check_day_and_words(reply.answered_on, reply.text or ".", at, field="answered_on")
        return _impact_evidence(actor, impact, reply.evidence_ref)
    if reply.verdict is None:
        raise Refusal("Choose yes, partly or not yet.", field="verdict")
    _check_day_and_words(reply.answered_on, reply.text, at, field="answered_on")
    return _impact_evidence(actor, impact, reply.evidence_ref) if reply.evidence_ref else None


def _impact_evidence(actor: Actor, impact: ImpactStatement, ref: str) -> Evidence:
    """Evidence of the impact itself or of its outcome, not withdrawn."""
    found: Evidence | None = (
        Evidence.objects.visible_to(actor).filter(ref=ref, withdrawal=None).first()
    )
    if found is None or (found.impact_id != impact.pk and found.line_id != impact.line_id):
        raise Refusal("Choose evidence that stands for this impact.", field="evidence")
    return found


def _detail(judgement: BoardJudgement, evidence: Sequence[Evidence]) -> dict[str, JSON]:
    return {
        "judgement": judgement.ref,
        "verdict": str(judgement.verdict),
        "on": judgement.judged_on.isoformat(),
        "evidence": [each.ref for each in evidence],
    }


def _record(actor: Actor, at: datetime, verb: str, line: Line, detail: dict[str, JSON]) -> None:
    record(actor=actor, at=at, verb=verb, subject="plan.line", subject_ref=line.ref, detail=detail)
