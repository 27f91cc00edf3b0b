"""The worker's part: making the PDF of an export from its frozen content alone."""

import json
from collections.abc import Callable
from datetime import datetime

from alongside.casework import perms
from alongside.casework.models import CaseExport
from alongside.casework.operations.exporting import keep_export_paper, tell_export_failed
from alongside.documents.content import from_json
from alongside.documents.pdf import pdf_of
from alongside.kernel.actor import Actor, system_actor

FAILED = "The PDF could not be made. Take the spreadsheet, or make the export again."
MAKER = "export maker"


def make_export(
    *, export_id: int, at: datetime, progress: Callable[[int, int], None]
) -> CaseExport | None:
    """None when it is there already. A fault is told on the export, and raised again."""
    export = (
        CaseExport.objects.across_areas(reason="The work names its export.")
        .select_related("area", "case")
        .filter(pk=export_id, pdf=None)
        .first()
    )
    if export is None:
        return None
    actor = _maker(export)
    footer = f"Our reference {export.case.number}. Fingerprint: {export.content_sha256}"
    try:
        document = from_json(json.loads(export.content))
        paper = pdf_of(document, footer=footer, progress=progress).bytes
    except Exception:
        tell_export_failed(actor=actor, at=at, export_ref=export.ref, sentence=FAILED)
        raise
    return keep_export_paper(actor=actor, at=at, export_ref=export.ref, paper=paper)


def _maker(export: CaseExport) -> Actor:
    return system_actor(
        name=MAKER,
        area_id=export.area.pk,
        area_slug=export.area.slug,
        permissions={perms.ALL, perms.DECIDE},
    )
