"""Giving back an action plan: as the documents that were imported, or in the shape of the published tables."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from alongside.exchange.csv_out import csv_lines
from alongside.exchange.spreadsheets import Sheet, write_xlsx
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.plan.models import Statement
from alongside.plan.queries.loading import check_may_view
from alongside.plan.transfer.documents_out import documents_of, whole_document
from alongside.plan.transfer.schema import Document
from alongside.plan.transfer.table_columns import EVIDENCE
from alongside.plan.transfer.tables_out import WIDTHS, table_of


def export_document(*, actor: Actor, ref: str, document: str = "") -> Document:
    """Everything that was imported; or one document by its kind: statement, published_progress, table."""
    statement = _statement(actor, ref)
    if not document:
        return whole_document(statement)
    found = documents_of(statement)
    if document not in found:
        raise Refusal(f"This action plan has no document “{document}”. It has: {', '.join(found)}.")
    return found[document]


def export_json(*, actor: Actor, ref: str, document: str = "") -> bytes:
    """The same as a file in UTF-8."""
    found = export_document(actor=actor, ref=ref, document=document)
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def export_csv(*, actor: Actor, ref: str) -> Iterator[bytes]:
    headings, rows = table_of(_statement(actor, ref))
    return csv_lines(headings, rows)


def export_xlsx(*, actor: Actor, ref: str, out: BinaryIO) -> None:
    statement = _statement(actor, ref)
    headings, rows = table_of(statement)
    widths = WIDTHS if EVIDENCE in headings else WIDTHS[:-1]
    write_xlsx(out, Sheet("Action plan", headings, rows, widths), title=statement.title)


def _statement(actor: Actor, ref: str) -> Statement:
    check_may_view(actor)
    found: Statement | None = Statement.objects.visible_to(actor).filter(ref=ref).first()
    if found is None:
        raise Hidden("statement")
    return found
