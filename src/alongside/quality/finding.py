"""Finding a round, an item or an audit before something is done with it. Not there and not theirs are the same."""

from typing import Any

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.quality import perms
from alongside.quality.models import Audit, AuditRound, DrawnItem


def find_round(actor: Actor, ref: str) -> AuditRound:
    """Locked, for whoever leads rounds. Raises Hidden."""
    actor.check_may(perms.LEAD)
    rows = AuditRound.objects.in_area(actor.area_id).select_for_update(of=("self",))
    found: AuditRound = _one(rows.filter(ref=ref), "round")
    return found


def find_item(actor: Actor, ref: str) -> DrawnItem:
    """Locked, with its round, for whoever leads rounds. Raises Hidden for one that was drawn before the
    sample that stands.
    """
    actor.check_may(perms.LEAD)
    return _item(actor, ref)


def find_item_of_author(actor: Actor, ref: str) -> DrawnItem:
    """Locked, for whoever wrote it. Raises Hidden."""
    found = _item(actor, ref)
    if not actor.may_somewhere(perms.COMMENT) or found.author_id != actor.person_id:
        raise Hidden("item")
    return found


def find_own_audit(actor: Actor, ref: str) -> Audit:
    """Locked, with its item and round, for the person who marks it. Raises Hidden."""
    if not any(actor.may(each) for each in (perms.AUDIT, perms.AUDIT_FAMILY)):
        raise Hidden("audit")
    rows = (
        Audit.objects.in_area(actor.area_id)
        .select_for_update(of=("self",))
        .select_related("item__draw__round", "item__case", "item__plan")
        .filter(ref=ref, auditor=actor.person_id)
    )
    found: Audit = _one(rows, "audit")
    return found


def find_any_audit(actor: Actor, ref: str) -> Audit:
    """Locked, for whoever leads rounds. Raises Hidden."""
    actor.check_may(perms.LEAD)
    rows = (
        Audit.objects.in_area(actor.area_id)
        .select_for_update(of=("self",))
        .select_related("item__draw__round")
    )
    found: Audit = _one(rows.filter(ref=ref), "audit")
    return found


def _item(actor: Actor, ref: str) -> DrawnItem:
    rows = (
        DrawnItem.objects.in_area(actor.area_id)
        .select_for_update(of=("self",))
        .select_related("draw__round", "case", "plan")
    )
    found: DrawnItem = _one(rows.filter(ref=ref), "item")
    if found.draw.number != found.draw.round.draws.count():
        raise Hidden("item")
    return found


def _one(rows: Any, what: str) -> Any:
    found = rows.first()
    if found is None:
        raise Hidden(what)
    return found
