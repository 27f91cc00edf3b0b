"""Background work: making the paper of an issued EHC plan from what was kept when it was issued.

It is made from the kept content alone, so it can be made again, byte for byte.
"""

import json
from collections.abc import Callable
from datetime import datetime

from alongside.casework import perms
from alongside.casework.models import PlanVersion
from alongside.casework.operations.plans import keep_plan_paper
from alongside.casework.rules.plans.codes import VersionState
from alongside.documents.content import from_json
from alongside.documents.pdf import pdf_of
from alongside.documents.word import word_of
from alongside.kernel.actor import system_actor

PRINTER = "EHC plan paper maker"


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
    maker = system_actor(
        name=PRINTER,
        area_id=plan.area_id,
        area_slug=plan.area.slug,
        permissions={perms.ALL},
    )
    return keep_plan_paper(
        actor=maker,
        at=at,
        version_ref=plan.ref,
        pdf=made.bytes,
        word=word_of(document),
        page_count=made.page_count,
    )


def footer_of(plan: PlanVersion) -> str:
    """Printed on every page, so that a sheet says which version it belongs to."""
    return f"Version {plan.number}. Fingerprint of the content: {plan.content_sha256}"
