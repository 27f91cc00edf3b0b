"""Putting a case together for a tribunal, the Ombudsman or the family. Each export is in the ledger."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.models import CaseExport
from alongside.casework.queries.exporting import case_document
from alongside.casework.rules.exporting import ExportOrder, check_export
from alongside.documents.content import content_bytes, content_sha256
from alongside.files.operations import keep_file
from alongside.jobs.queue import enqueue
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.web.clock import london_day

MAKE_EXPORT = "casework.make_export"


@transaction.atomic
def export_case(*, actor: Actor, at: datetime, case_ref: str, order: ExportOrder) -> CaseExport:
    """The content is frozen now; its PDF is made within a minute. The ledger keeps which parts, for whom."""
    actor.check_may(perms.DECIDE, case_ref=case_ref)
    today = london_day(at)
    check_export(order)
    case = find_case(actor, case_ref, today=today)
    document = case_document(actor, case_ref=case_ref, order=order, today=today)
    made = CaseExport.objects.create(
        area_id=actor.area_id,
        case=case,
        purpose=order.purpose.value,
        parts=[part.value for part in order.parts],
        content=content_bytes(document).decode(),
        content_sha256=content_sha256(document),
        made_at=at,
        made_by_id=actor.person_id,
    )
    enqueue(name=MAKE_EXPORT, key=made.ref, arguments={"export": made.pk}, at=at)
    _record(actor, at, made, "casework.export_case")
    return made


@transaction.atomic
def keep_export_paper(*, actor: Actor, at: datetime, export_ref: str, paper: bytes) -> CaseExport:
    made = find(CaseExport, actor, export_ref)
    actor.check_may(perms.DECIDE, case_ref=made.case.ref)
    if made.pdf_id is not None:
        raise Refusal("The PDF of this export is there already.")
    upload = ContentFile(paper, name=f"case-{made.ref}.pdf")
    made.pdf = keep_file(actor=actor, at=at, upload=upload)
    made.refusal = ""
    made.save(update_fields=["pdf", "refusal"])
    _record(actor, at, made, "casework.keep_export_paper")
    return made


@transaction.atomic
def tell_export_failed(*, actor: Actor, at: datetime, export_ref: str, sentence: str) -> CaseExport:
    """The content and the spreadsheet stay; a new export tries again."""
    made = find(CaseExport, actor, export_ref)
    actor.check_may(perms.DECIDE, case_ref=made.case.ref)
    made.refusal = sentence
    made.save(update_fields=["refusal"])
    _record(actor, at, made, "casework.tell_export_failed")
    return made


def _record(actor: Actor, at: datetime, made: CaseExport, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=made.case.ref,
        detail={
            "export": made.ref,
            "purpose": made.purpose,
            "parts": list(made.parts),
            "sha256": made.content_sha256,
        },
    )
