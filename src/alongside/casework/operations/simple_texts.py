"""The simple text of an issued EHC plan: keeping its paper, and recording with whom it was read."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.models import PlanVersion, SimpleText, SimpleTextReading
from alongside.casework.rules.plans.codes import VersionState
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day

TO_COME = "This day is still to come."
BEFORE = "It was issued on a later day."


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePaper:
    pdf: bytes
    sha256: str
    page_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReading:
    """``with_whom`` by role, never by name."""

    with_whom: str
    read_on: date
    found: str = ""


@transaction.atomic
def keep_simple_paper(
    *, actor: Actor, at: datetime, version_ref: str, made: MadePaper
) -> SimpleText:
    """Safe to run twice: a version that has one keeps it."""
    actor.check_may(perms.ALL)
    plan = _issued(actor, version_ref)
    earlier: SimpleText | None = SimpleText.objects.visible_to(actor).filter(plan=plan).first()
    if earlier is not None:
        return earlier
    name = f"simple-text-version-{plan.number}.pdf"
    kept: SimpleText = SimpleText.objects.create(
        area_id=plan.area_id,
        plan=plan,
        content_sha256=made.sha256,
        file=keep_file(actor=actor, upload=ContentFile(made.pdf, name=name), at=at),
        page_count=made.page_count,
        made_at=at,
    )
    _record(actor, at, plan, "casework.keep_simple_text")
    return kept


@transaction.atomic
def record_reading(
    *, actor: Actor, at: datetime, version_ref: str, new: NewReading
) -> SimpleTextReading:
    """Raises Refusal for a day before it was issued, or to come."""
    plan = _issued(actor, version_ref)
    actor.check_may(perms.RECORD, case_ref=plan.case.ref)
    find_case(actor, plan.case.ref, today=london_day(at))
    if new.read_on > london_day(at):
        raise Refusal(TO_COME, field="read_on")
    if plan.issued_on is not None and new.read_on < plan.issued_on:
        raise Refusal(BEFORE, field="read_on")
    made: SimpleTextReading = SimpleTextReading.objects.create(
        area_id=plan.area_id,
        plan=plan,
        with_whom=new.with_whom.strip(),
        found=new.found.strip(),
        read_on=new.read_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _record(actor, at, plan, "casework.read_simple_text")
    return made


def _issued(actor: Actor, ref: str) -> PlanVersion:
    """Locked. Raises Hidden."""
    found: PlanVersion | None = (
        PlanVersion.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("case")
        .filter(ref=ref, state=VersionState.ISSUED.value)
        .first()
    )
    if found is None:
        raise Hidden("version")
    return found


def _record(actor: Actor, at: datetime, plan: PlanVersion, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=plan.case.ref,
        detail={"version": plan.ref},
    )
