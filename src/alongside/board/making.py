"""Background work of this room: making the paper of a frozen edition, and freezing what is due.

The paper is made from the frozen content alone, so it can be made again, byte for byte.
"""

import json
from collections.abc import Callable
from datetime import date, datetime

from alongside.board import perms
from alongside.board.models import PackEdition, Visit
from alongside.board.operations.packs import freeze_visit_evidence, issue_edition
from alongside.board.rules.codes import PackKind
from alongside.documents.content import from_json
from alongside.documents.pdf import pdf_of
from alongside.kernel.actor import Actor, system_actor
from alongside.measures import perms as measures_perms
from alongside.people.models import LocalArea
from alongside.people.queries import all_areas
from alongside.plan import perms as plan_perms
from alongside.web.clock import london_day

PRINTER = "pack maker"
FREEZER = "evidence freezer"


def make_edition(
    *, edition_id: int, at: datetime, progress: Callable[[int, int], None]
) -> PackEdition | None:
    """None when the edition is gone or has its paper already."""
    edition = (
        PackEdition.objects.across_areas(reason="The work names its edition.")
        .select_related("area")
        .filter(pk=edition_id, issued_at=None)
        .first()
    )
    if edition is None:
        return None
    made = pdf_of(
        from_json(json.loads(edition.content)), footer=footer_of(edition), progress=progress
    )
    return issue_edition(
        actor=_maker(PRINTER, edition.area),
        at=at,
        edition_ref=edition.ref,
        paper=made.bytes,
        page_count=made.page_count,
    )


def footer_of(edition: PackEdition) -> str:
    """Printed on every page, so that a sheet of paper says which content it belongs to."""
    return f"Edition {edition.number}. Fingerprint of the content: {edition.content_sha256}"


def freeze_what_is_due(*, at: datetime, today: date) -> int:
    """Freeze the evidence of each visit whose day has come. Returns how many; safe to run twice."""
    due = (
        Visit.objects.across_areas(reason="Every area's visits freeze by themselves.")
        .filter(freezes_on__lte=today, held_on__gte=today, called_off_at=None)
        .exclude(packs__kind=PackKind.VISIT.value)
        .select_related("area")
    )
    ahead = [visit for visit in due if visit.held_on > london_day(visit.created_at)]
    places = {place.pk: place for place in all_areas()}
    for visit in ahead:
        freeze_visit_evidence(
            actor=_maker(FREEZER, places[visit.area_id]), at=at, visit_ref=visit.ref, seen_number=0
        )
    return len(ahead)


def _maker(name: str, area: LocalArea) -> Actor:
    return system_actor(
        name=name,
        area_id=area.pk,
        area_slug=area.slug,
        permissions={
            perms.VIEW,
            perms.PACKS,
            perms.RUN,
            plan_perms.VIEW,
            measures_perms.VIEW,
        },
    )
