"""Attaching proof and withdrawing it. Evidence is never removed: a withdrawal is a later row
with a reason.
"""

from datetime import datetime

from django.db import transaction

from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.plan import perms
from alongside.plan.commands import NewEvidence
from alongside.plan.finding import check_may_on_line, find_line
from alongside.plan.models import Evidence, EvidenceWithdrawal, ImpactStatement, Line
from alongside.plan.rules.codes import EvidenceKind
from alongside.plan.telling import tell_leads
from alongside.web.clock import london_day


@transaction.atomic
def attach_evidence(
    *, actor: Actor, at: datetime, new: NewEvidence, line_ref: str = "", impact_ref: str = ""
) -> Evidence:
    """For a line or for an impact; whoever may record its status may attach evidence."""
    line, impact = _subject(actor, line_ref, impact_ref)
    _check_evidence(new, at)
    file = _keep_upload(actor, at, new)
    evidence = Evidence.objects.create(
        area_id=line.area_id,
        line=None if impact else line,
        impact=impact,
        kind=_kind(new, file).value,
        title=new.title.strip(),
        description=new.description,
        file=file,
        address=new.address.strip(),
        document_reference=new.document_reference.strip(),
        dated_on=new.dated_on,
        author=new.author,
        attached_at=at,
        attached_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.attach_evidence",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"evidence": evidence.ref, "kind": evidence.kind, "impact": impact_ref or None},
    )
    return evidence


@transaction.atomic
def withdraw_evidence(
    *, actor: Actor, at: datetime, evidence_ref: str, reason: str
) -> EvidenceWithdrawal:
    """The evidence no longer counts; statuses that named it stay and show that it was withdrawn."""
    evidence = find(Evidence, actor, evidence_ref)
    line = _line_of(actor, evidence)
    if not reason.strip():
        raise Refusal("Say why the evidence is withdrawn.", field="reason")
    if EvidenceWithdrawal.objects.visible_to(actor).filter(evidence=evidence).exists():
        raise Refusal("This evidence has been withdrawn already.")
    withdrawal = EvidenceWithdrawal.objects.create(
        area_id=evidence.area_id,
        evidence=evidence,
        reason=reason.strip(),
        withdrawn_at=at,
        withdrawn_by_id=actor.person_id,
    )
    record(
        actor=actor,
        at=at,
        verb="plan.withdraw_evidence",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"evidence": evidence.ref},
    )
    tell_leads(
        actor=actor,
        at=at,
        line=line,
        sentence=f"Evidence was withdrawn from {line.reference}.",
        key=f"plan.evidence.withdrawn:{evidence.ref}",
    )
    return withdrawal


def _line_of(actor: Actor, evidence: Evidence) -> Line:
    line_id = evidence.impact.line_id if evidence.impact else evidence.line_id
    line: Line = Line.objects.visible_to(actor).get(pk=line_id)
    check_may_on_line(actor, perms.RECORD_STATUS, line)
    return line


def _subject(actor: Actor, line_ref: str, impact_ref: str) -> tuple[Line, ImpactStatement | None]:
    if not impact_ref:
        return find_line(actor, line_ref, permission=perms.RECORD_STATUS), None
    impact = find(ImpactStatement, actor, impact_ref)
    line = Line.objects.visible_to(actor).get(pk=impact.line_id)
    check_may_on_line(actor, perms.RECORD_STATUS, line)
    return line, impact


def _keep_upload(actor: Actor, at: datetime, new: NewEvidence) -> StoredFile | None:
    if new.upload is None:
        return new.file
    try:
        return keep_file(actor=actor, upload=new.upload, at=at)
    except Refusal as refused:
        raise Refusal(refused.sentence, field="file") from refused


def _kind(new: NewEvidence, file: StoredFile | None) -> EvidenceKind:
    if file is not None:
        return EvidenceKind.FILE
    return EvidenceKind.ADDRESS if new.address.strip() else EvidenceKind.DOCUMENT


def _check_evidence(new: NewEvidence, at: datetime) -> None:
    if not new.title.strip():
        raise Refusal("Give the evidence a title.", field="title")
    given = [new.upload, new.file, new.address.strip(), new.document_reference.strip()]
    if sum(bool(each) for each in given) != 1:
        raise Refusal(
            "Give one of these: a file, a web address, or the reference of a document.",
            field="address",
        )
    if new.address.strip() and not new.address.strip().startswith(("https://", "http://")):
        raise Refusal("A web address begins with https:// or http://.", field="address")
    if new.dated_on is not None and new.dated_on > london_day(at):
        raise Refusal(
            f"{day_in_words(new.dated_on)} has not come yet. Give the day the evidence is from.",
            field="dated_on",
        )
