"""The copy without names as whoever looks it through sees it, and whether a family allows one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.documents.content import Document, from_json
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.quality import perms
from alongside.quality.consents import has_consent
from alongside.quality.copying import copy_of, known_of
from alongside.quality.models import AuditConsent, DrawnItem
from alongside.quality.rules.codes import CopyState
from alongside.quality.rules.redacting.looking import LookAt


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPage:
    """``state`` is None before one was made."""

    state: CopyState | None
    version: int
    document: Document | None
    marked: Sequence[str]
    hidden_count: int
    look_at: Sequence[LookAt]
    has_consent: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentRow:
    given_by: str
    given_on: date
    withdrawn_on: date | None


def copy_page(actor: Actor, *, item_ref: str, today: date) -> CopyPage:
    """Raises Hidden."""
    actor.check_may(perms.LEAD)
    item: DrawnItem | None = (
        DrawnItem.objects.in_area(actor.area_id)
        .select_related("plan", "case", "redacted")
        .filter(ref=item_ref, plan__isnull=False)
        .first()
    )
    if item is None:
        raise Hidden("item")
    copy, allowed = getattr(item, "redacted", None), has_consent(item)
    state = CopyState(copy.state) if copy else None
    if copy is None or not copy.content or not allowed:
        return _none(state, copy.version if copy else 1, allowed=allowed)
    _, found = copy_of(item, known_of(actor, item, today=today), copy.marked)
    return CopyPage(
        state=state,
        version=copy.version,
        document=from_json(copy.content),
        marked=copy.marked,
        hidden_count=copy.hidden_count,
        look_at=found.look_at,
        has_consent=allowed,
    )


def consents_of(actor: Actor, *, case_ref: str) -> tuple[ConsentRow, ...]:
    """The newest first. Whoever asks has found the case by their own right."""
    rows = AuditConsent.objects.in_area(actor.area_id).filter(case__ref=case_ref).order_by("-id")
    return tuple(
        ConsentRow(given_by=e.given_by, given_on=e.given_on, withdrawn_on=e.withdrawn_on)
        for e in rows
    )


def _none(state: CopyState | None, version: int, *, allowed: bool) -> CopyPage:
    return CopyPage(
        state=state,
        version=version,
        document=None,
        marked=(),
        hidden_count=0,
        look_at=(),
        has_consent=allowed,
    )
