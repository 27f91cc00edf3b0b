"""Finding what has to be put right before something is done with it. Not there and not theirs are the same."""

from datetime import date
from typing import Any

from django.db.models import Q

from alongside.casework.queries.asked_bodies import readable_cases
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import posts_held_by
from alongside.quality import perms
from alongside.quality.models import DrawnItem, PutRight
from alongside.quality.rules.codes import AuditState


def put_rights(actor: Actor, *, today: date) -> Any:
    """Those of the cases that one may read, and those that are with a post that one holds. Raises Hidden."""
    if not actor.may_somewhere(perms.PUT_RIGHT):
        raise Hidden("put_right")
    own = Q(case__in=readable_cases(actor, today=today))
    if actor.person_id is not None:
        own |= Q(owner__in=posts_held_by(actor, today))
    rows = PutRight.objects.in_area(actor.area_id).filter(own, case__merged_into=None)
    return rows.select_related("case__child", "owner__organisation")


def find_put_right(actor: Actor, ref: str, *, today: date) -> PutRight:
    """Locked. Raises Hidden."""
    rows = put_rights(actor, today=today).select_for_update(of=("self",))
    found: PutRight | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("put_right")
    return found


def find_item_to_raise(actor: Actor, ref: str) -> DrawnItem:
    """For whoever marks it and has not given it back, and for whoever leads rounds. Raises Hidden."""
    rows = DrawnItem.objects.in_area(actor.area_id).select_related("case", "draw__round")
    if not actor.may(perms.LEAD):
        if not any(actor.may(each) for each in (perms.AUDIT, perms.AUDIT_FAMILY)):
            raise Hidden("item")
        mine = {"audits__auditor": actor.person_id}
        theirs = rows.filter(
            **mine, audits__state__in=(AuditState.ASSIGNED.value, AuditState.SUBMITTED.value)
        )
        rows = theirs.distinct()
    found: DrawnItem | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("item")
    return found
