"""Finding what a family said, or an alert, before something is done about it. Not there and not theirs are
the same.
"""

from datetime import date, datetime
from typing import Any

from alongside.casework import perms
from alongside.casework.finding import find_case
from alongside.casework.models import FamilyMessage, SafetyAlert
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import posts_held_by
from alongside.web.clock import london_day


def find_message(actor: Actor, ref: str, at: datetime) -> FamilyMessage:
    """Locked, in a case that the actor may record in. Raises Hidden."""
    found: FamilyMessage | None = (
        FamilyMessage.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .select_related("case__child", "contact")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("message")
    actor.check_may(perms.RECORD, case_ref=found.case.ref)
    find_case(actor, found.case.ref, today=london_day(at))
    return found


def alerts_open_to(actor: Actor, *, today: date) -> Any:
    """Those of the posts that the person holds today; for whoever reads every case, all of the area."""
    found = SafetyAlert.objects.visible_to(actor).select_related("case__child", "message", "post")
    if actor.may(perms.ALL):
        return found
    return found.filter(post__in=posts_held_by(actor, today))


def find_alert(actor: Actor, ref: str, *, today: date) -> SafetyAlert:
    """Locked. Raises Hidden for an alert that is with another post."""
    rows = alerts_open_to(actor, today=today).select_for_update(of=("self",))
    found: SafetyAlert | None = rows.filter(ref=ref).first()
    if found is None:
        raise Hidden("alert")
    return found
