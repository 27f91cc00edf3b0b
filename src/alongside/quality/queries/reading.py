"""What is read for an audit, as a document: the version that was issued, the case’s record, the advice, or the
copy without names. Reading lends nothing else of the case.
"""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from alongside.advice.rules.codes import RowKind
from alongside.advice.words import ROW_KINDS
from alongside.casework.queries.exporting import case_document
from alongside.casework.rules.exporting import ExportOrder, Part, Purpose
from alongside.documents.content import (
    Block,
    Document,
    Fact,
    Facts,
    Heading,
    Paragraph,
    from_json,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import own_area
from alongside.quality import perms
from alongside.quality.consents import has_consent
from alongside.quality.models import Audit, DrawnItem
from alongside.quality.on_cases import for_case
from alongside.quality.rules.codes import About, AuditState, CopyState, RoundState, Seat

RECORD = ExportOrder(
    purpose=Purpose.OTHER,
    parts=(Part.HAPPENED, Part.NOTES, Part.DUTIES, Part.DECISIONS, Part.LETTERS),
)


def document_to_audit(actor: Actor, *, audit_ref: str, today: date) -> tuple[str, Document]:
    """The case’s public name and the document, for the auditor until the round is closed. Raises Hidden, and
    for a family’s auditor also without consent or before they said that they do not know the family.
    """
    if not any(actor.may(each) for each in (perms.AUDIT, perms.AUDIT_FAMILY)):
        raise Hidden("audit")
    audit = (
        Audit.objects.in_area(actor.area_id)
        .exclude(state=AuditState.GIVEN_BACK.value)
        .exclude(item__draw__round__state=RoundState.CLOSED.value)
        .select_related("item__draw__round", "item__case", "item__plan", "item__submission")
        .filter(ref=audit_ref, auditor=actor.person_id)
        .first()
    )
    if audit is None:
        raise Hidden("audit")
    if audit.seat == Seat.FAMILY:
        return audit.item.case.ref, redacted_document(audit)
    return audit.item.case.ref, document_of_item(actor, audit.item, today=today)


def document_of_item(actor: Actor, item: DrawnItem, *, today: date) -> Document:
    """Whoever calls has found the item by its reader’s right."""
    if item.submission_id is not None:
        return _advice(actor, item)
    about = About(item.draw.round.about)
    if item.plan is not None and about in (About.PLAN, About.FAMILY):
        return from_json(json.loads(item.plan.content))
    deputy = for_case(actor, item.case.ref)
    return case_document(deputy, case_ref=item.case.ref, order=RECORD, today=today)


def redacted_document(audit: Any) -> Document:
    copy = getattr(audit.item, "redacted", None)
    if copy is None or copy.state != CopyState.RELEASED or not audit.has_no_conflict:
        raise Hidden("copy")
    if not has_consent(audit.item):
        raise Hidden("copy")
    return from_json(copy.content)


def _advice(actor: Actor, item: DrawnItem) -> Document:
    found: Any = item.submission
    return Document(
        title="Health advice",
        subtitle=f"Case {item.case.number}",
        author=own_area(actor).name,
        dated=item.happened_on,
        blocks=tuple(_blocks(found)),
    )


def _blocks(found: Any) -> Iterator[Block]:
    yield Facts(
        (
            Fact(
                "Who wrote it",
                f"{found.author_name}, {found.author_role}".strip(", ") or "Not said",
            ),
            Fact("What it rests on", found.basis or "Not said"),
        )
    )
    yield Heading(1, "The advice")
    yield Paragraph(found.text or "It stands in a file, and its rows are below.")
    for row in found.rows.all():
        yield Heading(2, ROW_KINDS[RowKind(row.kind)])
        yield Paragraph(row.words)
        boxes = (("Who", row.who), ("How much", row.how_much), ("How often", row.how_often))
        said = [Fact(label, words) for label, words in boxes if words]
        if said:
            yield Facts(tuple(said))
