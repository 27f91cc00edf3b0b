"""Marking one item: each answer as it is given, what shows it, and submitting the whole.

Answers are kept as they are given, so that nothing is lost when the connection is. Nothing of them is told to
anybody before the audit is submitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import File
from django.db import transaction

from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal, Refusals
from alongside.ledger.operations import record
from alongside.people.versions import check_version
from alongside.quality.consents import has_consent
from alongside.quality.finding import find_own_audit
from alongside.quality.grading import counts_now
from alongside.quality.models import Audit, AuditAnswer, AuditEvidence
from alongside.quality.populations import is_superseded
from alongside.quality.reading_tools import tool_of_audit
from alongside.quality.rules.codes import AuditState, CopyState, Grade, RoundState, Seat
from alongside.quality.rules.grading import check_mark, failed_blockers, proposed_grade, unanswered
from alongside.quality.rules.marking import AuditFacts, check_may_submit, check_may_write
from alongside.web.clock import london_day

SUBJECT = "quality.item"
KNOWS_FAMILY = "Give this audit back: nobody audits a family that they know."


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """``mark`` is empty while a question is still open; ``words`` may be there before it."""

    mark: str = ""
    words: str = ""


@transaction.atomic
def declare_no_conflict(*, actor: Actor, at: datetime, audit_ref: str, knows: bool) -> Audit:
    """Before the copy is opened. Raises Refusal for somebody who knows the family."""
    audit = find_own_audit(actor, audit_ref)
    if audit.state != AuditState.ASSIGNED:
        raise Refusal("This audit is over.")
    if knows:
        raise Refusal(KNOWS_FAMILY)
    audit.has_no_conflict = True
    audit.version += 1
    audit.save(update_fields=["has_no_conflict", "version"])
    _record(actor, at, "quality.declare_no_conflict", audit)
    return audit


@transaction.atomic
def save_answers(
    *,
    actor: Actor,
    at: datetime,
    audit_ref: str,
    expected_version: int,
    answers: Mapping[str, NewAnswer],
) -> Audit:
    """What has changed among them. Nothing is refused for being unfinished. Raises Refusals, with the
    question as field, for a mark that the question does not have.
    """
    audit = find_own_audit(actor, audit_ref)
    check_may_write(_facts(audit))
    check_version(audit, expected_version, wanted={}, labels={})
    _check(audit, answers)
    changed = _write(audit, answers, at)
    if changed:
        audit.version += 1
        audit.save(update_fields=["version"])
        _record(actor, at, "quality.save_answers", audit, questions=sorted(changed))
    return audit


@transaction.atomic
def add_evidence(
    *, actor: Actor, at: datetime, audit_ref: str, question: str, about: str, upload: "File[bytes]"
) -> AuditEvidence:
    """Raises Refusal for a file that is not what it says, and for a question that the tool does not ask."""
    audit = find_own_audit(actor, audit_ref)
    check_may_write(_facts(audit))
    tool_of_audit(audit).question(question)
    if not about.strip():
        raise Refusal("Say what the file shows.", field="about")
    made = AuditEvidence.objects.create(
        area_id=audit.area_id,
        audit=audit,
        question=question,
        file=keep_file(actor=actor, upload=upload, at=at),
        about=about.strip(),
        added_at=at,
    )
    _record(actor, at, "quality.add_evidence", audit, evidence=made.ref)
    return made


@transaction.atomic
def submit_audit(
    *, actor: Actor, at: datetime, audit_ref: str, expected_version: int, grade: str, words: str
) -> Audit:
    """It is never changed afterwards. Raises Refusals with everything that is open."""
    audit = find_own_audit(actor, audit_ref)
    check_may_write(_facts(audit))
    check_version(audit, expected_version, wanted={}, labels={})
    _check_whole(audit, grade, words)
    audit.state, audit.grade, audit.words = AuditState.SUBMITTED.value, grade, words.strip()
    audit.submitted_at, audit.submitted_on = at, london_day(at)
    audit.was_superseded = is_superseded(actor, audit.item)
    audit.version += 1
    audit.save()
    _record(actor, at, "quality.submit_audit", audit, was_superseded=audit.was_superseded)
    counts_now(actor, at, audit.item)
    return audit


def _facts(audit: Audit) -> AuditFacts:
    copy = getattr(audit.item, "redacted", None)
    is_family = audit.seat == Seat.FAMILY
    return AuditFacts(
        round_state=RoundState(audit.item.draw.round.state),
        state=AuditState(audit.state),
        seat=Seat(audit.seat),
        has_no_conflict=audit.has_no_conflict,
        has_consent=has_consent(audit.item) if is_family else True,
        copy=CopyState(copy.state) if copy else None,
    )


def _check(audit: Audit, answers: Mapping[str, NewAnswer]) -> None:
    tool, found = tool_of_audit(audit), []
    for code, answer in answers.items():
        try:
            question = tool.question(code)
            if answer.mark:
                check_mark(question, mark=answer.mark, words=answer.words)
        except Refusal as refusal:
            found.append(Refusal(refusal.sentence, field=code))
    if found:
        raise Refusals(found)


def _write(audit: Audit, answers: Mapping[str, NewAnswer], at: datetime) -> frozenset[str]:
    kept = {each.question: each for each in audit.answers.filter(question__in=list(answers))}
    changed = set()
    for code, answer in answers.items():
        there = kept.get(code)
        words = answer.words.strip()
        if there is None and (answer.mark or words):
            new = {"question": code, "mark": answer.mark, "words": words, "saved_at": at}
            AuditAnswer.objects.create(area_id=audit.area_id, audit=audit, **new)
            changed.add(code)
        elif there is not None and (there.mark, there.words) != (answer.mark, words):
            there.mark, there.words, there.saved_at = answer.mark, words, at
            there.version += 1
            there.save(update_fields=["mark", "words", "saved_at", "version"])
            changed.add(code)
    return frozenset(changed)


def _check_whole(audit: Audit, grade: str, words: str) -> None:
    tool = tool_of_audit(audit)
    marks = dict(audit.answers.values_list("question", "mark"))
    proposed = proposed_grade(tool, marks)
    check_may_submit(
        unanswered=[each.code for each in unanswered(tool, marks)],
        grade=Grade(grade) if grade in set(Grade) else None,
        proposed=proposed.grade if proposed else None,
        is_blocked=bool(failed_blockers(tool, marks)),
        words=words,
    )


def _record(actor: Actor, at: datetime, verb: str, audit: Audit, **said: JSON) -> None:
    """Which questions, and no answer."""
    detail: dict[str, JSON] = {"audit": audit.ref, "seat": audit.seat, **said}
    record(
        actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=audit.item.ref, detail=detail
    )
