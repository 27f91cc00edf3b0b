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
from alongside.kernel.refusals import Changed, Refusal, Refusals
from alongside.ledger.operations import record
from alongside.quality.consents import has_consent
from alongside.quality.finding import find_own_audit
from alongside.quality.grading import counts_now
from alongside.quality.models import Audit, AuditAnswer, AuditEvidence
from alongside.quality.populations import is_superseded
from alongside.quality.reading_tools import tool_of_audit
from alongside.quality.rules.answering import Step, fingerprint, finished, step_for
from alongside.quality.rules.codes import AuditState, CopyState, Grade, RoundState, Seat
from alongside.quality.rules.grading import (
    failed_blockers,
    marks_of,
    proposed_grade,
    unanswered,
)
from alongside.quality.rules.marking import OVER, AuditFacts, check_may_submit, check_may_write
from alongside.quality.telling import tell_of_conflict
from alongside.web.clock import london_day

SUBJECT = "quality.item"
MAY_KNOW = "You said that you may know this family. That stays. Whoever leads the round decides whether you go on."
SINCE = "An answer was changed in another page since. Look at what the answers give now, then hand it in."


@dataclass(frozen=True, slots=True)
class NewAnswer:
    """``mark`` is empty while a question is still open; ``words`` may be there before it. ``before`` is the
    fingerprint of what the page showed; None where there was no page.
    """

    mark: str = ""
    words: str = ""
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """``apart``: what another page has saved for the questions that this one left as they are there."""

    audit: Audit
    apart: Mapping[str, tuple[str, str]]


@transaction.atomic
def declare_no_conflict(*, actor: Actor, at: datetime, audit_ref: str, knows: bool) -> Audit:
    """Before the copy is opened. Whoever may know the family is kept out from then on, and whoever leads
    rounds is told. Raises Refusal for a “no” after that, until it is cleared.
    """
    audit = find_own_audit(actor, audit_ref)
    if audit.state != AuditState.ASSIGNED:
        raise Refusal(OVER)
    if audit.may_know_at and not audit.cleared_at:
        raise Refusal(MAY_KNOW)
    audit.has_no_conflict = not knows
    if knows:
        audit.may_know_at, audit.cleared_at, audit.cleared_by, audit.cleared_why = (
            at,
            None,
            None,
            "",
        )
    audit.version += 1
    audit.save()
    verb = "quality.declare_conflict" if knows else "quality.declare_no_conflict"
    _record(actor, at, verb, audit)
    if knows:
        tell_of_conflict(actor, at, audit)
    return audit


@transaction.atomic
def save_answers(
    *, actor: Actor, at: datetime, audit_ref: str, answers: Mapping[str, NewAnswer]
) -> Saved:
    """What has changed among them. Nothing is refused for being unfinished. What another page has changed
    since stays, and is told. Raises Refusals, with the question as field, for a mark that it does not have.
    """
    audit = find_own_audit(actor, audit_ref)
    check_may_write(_facts(audit))
    _check(audit, answers)
    changed, apart = _write(audit, answers, at)
    if changed:
        audit.version += 1
        audit.save(update_fields=["version"])
        _record(actor, at, "quality.save_answers", audit, questions=sorted(changed))
    return Saved(audit, apart)


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
    if audit.version != expected_version:
        raise Changed(SINCE)
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
            if answer.mark and answer.mark not in marks_of(question):
                raise Refusal("Choose one of the answers to this question.")
        except Refusal as refusal:
            found.append(Refusal(refusal.sentence, field=code))
    if found:
        raise Refusals(found)


def _write(
    audit: Audit, answers: Mapping[str, NewAnswer], at: datetime
) -> tuple[frozenset[str], dict[str, tuple[str, str]]]:
    kept = {each.question: each for each in audit.answers.filter(question__in=list(answers))}
    changed, apart = set(), {}
    for code, answer in answers.items():
        there = kept.get(code)
        stands = (there.mark, there.words) if there else ("", "")
        mine = fingerprint(answer.mark, answer.words)
        step = step_for(mine=mine, there=fingerprint(*stands), before=answer.before)
        if step is Step.APART:
            apart[code] = stands
        elif step is Step.WRITE:
            _keep(audit, there, code, answer, at)
            changed.add(code)
    return frozenset(changed), apart


def _keep(
    audit: Audit, there: AuditAnswer | None, code: str, answer: NewAnswer, at: datetime
) -> None:
    mark, words = answer.mark, answer.words.strip()
    if there is None:
        new = {"question": code, "mark": mark, "words": words, "saved_at": at}
        AuditAnswer.objects.create(area_id=audit.area_id, audit=audit, **new)
        return
    there.mark, there.words, there.saved_at = mark, words, at
    there.version += 1
    there.save(update_fields=["mark", "words", "saved_at", "version"])


def _check_whole(audit: Audit, grade: str, words: str) -> None:
    tool = tool_of_audit(audit)
    rows = audit.answers.values_list("question", "mark", "words")
    marks = finished({code: (mark, words) for code, mark, words in rows})
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
