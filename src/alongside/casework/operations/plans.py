"""Beginning a version of an EHC plan, issuing it as a draft or as final, and discarding what is being written.

Issuing records its event through ``record_event`` and locks the version, in one transaction: both or
neither. Its paper is made afterwards by a job, from what was kept here.
"""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import facts_of, find_case
from alongside.casework.keeping import keep_owed
from alongside.casework.models import Case, CaseEvent, PlanPart, PlanVersion
from alongside.casework.operations.events import record_event
from alongside.casework.plans.carrying import carry_kept_words
from alongside.casework.plans.facts import facts_of_plan, stands_of, version_facts
from alongside.casework.plans.finding import find_version
from alongside.casework.plans.paper import document_of
from alongside.casework.plans.reading import parts_of, plan_view, template_for
from alongside.casework.rules.bodies import MADE, Made, note_of_issue
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import processes_in
from alongside.casework.rules.plans.beginning import based_on, check_may_begin
from alongside.casework.rules.plans.codes import (
    DRAFTS,
    FINALS,
    PartKind,
    VersionKind,
    VersionState,
)
from alongside.casework.rules.plans.issuing import event_kind
from alongside.casework.rules.plans.standing import check_may_issue
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.documents.content import content_bytes, content_sha256
from alongside.files.operations import keep_file
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.versions import check_version
from alongside.web.clock import london_day

MAKE, MAKE_SIMPLE = "casework.make_plan_paper", "casework.make_simple_text"
NOT_A_DRAFT = "This is a final version. It is issued by an officer who may decide."
NOT_FINAL = "This is a draft. Issue it as a draft."


@transaction.atomic
def begin_version(*, actor: Actor, at: datetime, case_ref: str, kind: VersionKind) -> PlanVersion:
    """The next version of a case, as a copy of the last that was issued. Section I begins blank in a draft."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    case = find_case(actor, case_ref, today=today)
    versions = list(case.plan_versions.all())
    known = version_facts(versions)
    check_may_begin(kind, known, stands_of(case.area_id, case.ref, case.stage))
    last = based_on(known)
    base = next((each for each in versions if last and each.number == last.number), None)
    made = PlanVersion.objects.create(
        area_id=case.area_id,
        case=case,
        number=max((each.number for each in versions), default=0) + 1,
        kind=kind.value,
        template=template_for(actor.area_slug, today).name,
        based_on=base,
        begun_at=at,
        begun_by_id=actor.person_id,
    )
    if base is not None:
        _copy_parts(base, made)
        carry_kept_words(base, made)
    _record(actor, at, made, "casework.begin_plan")
    return made


@transaction.atomic
def issue_draft(
    *, actor: Actor, at: datetime, version_ref: str, expected_version: int
) -> PlanVersion:
    """The draft, or the proposed changes, as issued today: it is sent with its letter, and the law's time runs
    until then. Nobody has decided anything yet, so whoever may record may do it.
    """
    plan = find_version(actor, version_ref, today=london_day(at))
    if plan.kind not in DRAFTS:
        raise Refusal(NOT_A_DRAFT)
    return _issue(actor, at, plan, expected_version)


@transaction.atomic
def issue_final(
    *, actor: Actor, at: datetime, version_ref: str, expected_version: int
) -> PlanVersion:
    """The final EHC plan, or the amended one, as decided today: it is sent with its letter, and the law's time
    runs until then. Needs an officer who may decide.
    """
    plan = find_version(actor, version_ref, today=london_day(at), needs=perms.DECIDE)
    if plan.kind not in FINALS:
        raise Refusal(NOT_FINAL)
    return _issue(actor, at, plan, expected_version)


@transaction.atomic
def discard_version(
    *, actor: Actor, at: datetime, version_ref: str, expected_version: int
) -> PlanVersion:
    """What is being written is put aside. It stays readable, and its number is not used again."""
    plan = find_version(actor, version_ref, today=london_day(at))
    check_version(plan, expected_version, wanted={}, labels={})
    plan.state = VersionState.DISCARDED.value
    plan.discarded_at, plan.discarded_by_id = at, actor.person_id
    plan.version += 1
    plan.save(update_fields=["state", "discarded_at", "discarded_by", "version"])
    _record(actor, at, plan, "casework.discard_plan")
    return plan


@transaction.atomic
def keep_plan_paper(
    *, actor: Actor, at: datetime, version_ref: str, pdf: bytes, word: bytes, page_count: int
) -> PlanVersion:
    """The made paper of an issued version, as PDF and for Word. Safe to run twice: a version that has its paper keeps it."""
    actor.check_may(perms.ALL)
    plan: PlanVersion | None = (
        PlanVersion.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .filter(ref=version_ref, state=VersionState.ISSUED.value)
        .first()
    )
    if plan is None:
        raise Hidden("version")
    if plan.file_id is not None:
        return plan
    name = f"ehc-plan-version-{plan.number}"
    plan.file = keep_file(actor=actor, upload=ContentFile(pdf, name=f"{name}.pdf"), at=at)
    plan.word_file = keep_file(actor=actor, upload=ContentFile(word, name=f"{name}.docx"), at=at)
    plan.page_count = page_count
    plan.save(update_fields=["file", "word_file", "page_count"])
    _record(actor, at, plan, "casework.keep_plan_paper")
    return plan


def _issue(actor: Actor, at: datetime, plan: PlanVersion, expected_version: int) -> PlanVersion:
    check_version(plan, expected_version, wanted={}, labels={})
    today, parts = london_day(at), parts_of(plan)
    check_may_issue(facts_of_plan(plan, parts, today=today))
    plan.event = _send(actor, at, plan)
    plan.state, plan.issued_on = VersionState.ISSUED.value, today
    plan.issued_at, plan.issued_by_id = at, actor.person_id
    document = document_of(plan_view(plan, parts), author=plan.area.name, dated=today)
    plan.content = content_bytes(document).decode()
    plan.content_sha256 = content_sha256(document)
    plan.version += 1
    plan.save()
    keep_owed(plan.area_id, [plan.case_id])
    for name in (MAKE, MAKE_SIMPLE):
        enqueue(name=name, key=plan.ref, arguments={"version": plan.pk}, at=at)
    _record(actor, at, plan, "casework.issue_plan")
    return plan


def _send(actor: Actor, at: datetime, plan: PlanVersion) -> CaseEvent:
    """The event by which the case knows of it: that it was issued, until its letter sends it. Raises Refusal
    for what the case has not come to.
    """
    case, rules = plan.case, clock_of_the_law().rules
    kind = event_kind(VersionKind(plan.kind), processes_in(facts_of(case), rules))
    note = note_of_issue(plan.number)
    new = NewEvent(
        kind=MADE,
        happened_on=london_day(at),
        source=Source.OWN_WORK.value,
        body=Made(decides=kind, note=note),
        is_issued=True,
    )
    return record_event(
        actor=actor, at=at, case_ref=case.ref, expected_version=case.version, new=new
    )


def _copy_parts(base: PlanVersion, made: PlanVersion) -> None:
    """With the same keys, so that a row is followed from version to version."""
    left_out = {PartKind.PLACEMENT} if made.kind in DRAFTS else set()
    PlanPart.objects.bulk_create(
        PlanPart(
            area_id=made.area_id,
            plan=made,
            key=row.key,
            section=row.section,
            kind=row.kind,
            position=row.position,
            schema=row.schema,
            body=row.body,
        )
        for row in base.parts.all()
        if row.kind not in left_out
    )


def _record(actor: Actor, at: datetime, plan: PlanVersion, verb: str) -> None:
    """Numbers, days and digests: what the EHC plan says stays in it."""
    case: Case = plan.case
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=case.ref,
        detail={
            "version": plan.ref,
            "number": plan.number,
            "kind": plan.kind,
            "event": plan.event.ref if plan.event else "",
            "content_sha256": plan.content_sha256,
        },
    )
