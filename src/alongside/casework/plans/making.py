"""Background work: making the paper of an issued EHC plan from what was kept when it was issued, and its simple
text from the same rows.

It is made from the kept content alone, so it can be made again, byte for byte.
"""

import json
from collections.abc import Callable
from datetime import datetime

from alongside.casework import perms
from alongside.casework.models import PlanVersion, SimpleText
from alongside.casework.operations.plans import keep_plan_paper
from alongside.casework.operations.simple_texts import MadePaper, keep_simple_paper
from alongside.casework.plans.simple_paper import document_of_simple
from alongside.casework.queries.simple_texts import simple_view
from alongside.casework.rules.plans.codes import VersionState
from alongside.documents.content import content_sha256, from_json
from alongside.documents.pdf import pdf_of
from alongside.documents.word import word_of
from alongside.kernel.actor import Actor, system_actor
from alongside.web.clock import london_day

PRINTER = "EHC plan paper maker"
SIMPLE = "Simple text of version {number} of the EHC plan."


def make_plan_paper(
    *, version_id: int, at: datetime, progress: Callable[[int, int], None]
) -> PlanVersion | None:
    """None when the version has its paper already, or is gone."""
    plan = (
        PlanVersion.objects.across_areas(reason="The work names its version.")
        .select_related("area")
        .filter(pk=version_id, state=VersionState.ISSUED.value, file=None)
        .first()
    )
    if plan is None:
        return None
    document = from_json(json.loads(plan.content))
    made = pdf_of(document, footer=footer_of(plan), progress=progress)
    return keep_plan_paper(
        actor=_maker(plan),
        at=at,
        version_ref=plan.ref,
        pdf=made.bytes,
        word=word_of(document),
        page_count=made.page_count,
    )


def make_simple_paper(
    *, version_id: int, at: datetime, progress: Callable[[int, int], None]
) -> SimpleText | None:
    """Of an issued version, once. None when it has one already, or is gone. Words are explained as the area's
    list had them on that day.
    """
    plan = (
        PlanVersion.objects.across_areas(reason="The work names its version.")
        .select_related("area", "case__child")
        .filter(pk=version_id, state=VersionState.ISSUED.value, simple_text=None)
        .first()
    )
    if plan is None:
        return None
    view = simple_view(plan)
    document = document_of_simple(
        view.text,
        name=view.name,
        kind=view.kind,
        author=plan.area.name,
        dated=plan.issued_on or london_day(at),
    )
    made = pdf_of(document, footer=SIMPLE.format(number=plan.number), progress=progress)
    paper = MadePaper(pdf=made.bytes, sha256=content_sha256(document), page_count=made.page_count)
    return keep_simple_paper(actor=_maker(plan), at=at, version_ref=plan.ref, made=paper)


def footer_of(plan: PlanVersion) -> str:
    """Printed on every page, so that a sheet says which version it belongs to."""
    return f"Version {plan.number}. Fingerprint of the content: {plan.content_sha256}"


def _maker(plan: PlanVersion) -> Actor:
    return system_actor(
        name=PRINTER,
        area_id=plan.area_id,
        area_slug=plan.area.slug,
        permissions={perms.ALL},
    )
