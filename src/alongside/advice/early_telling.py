"""Telling those who lead casework that a notification by health waits: nothing of the child."""

from datetime import datetime

from django.urls import reverse

from alongside.access.queries import holders_of_role
from alongside.advice.models import EarlyNotice
from alongside.kernel.actor import Actor
from alongside.notices.telling import tell

LEADS = "head_of_send"


def tell_officers(*, actor: Actor, at: datetime, notice: EarlyNotice) -> int:
    return tell(
        people=holders_of_role(role=LEADS, area_id=notice.area_id, at=at),
        area_id=notice.area_id,
        sentence="Health notified early of a child. Record its receipt.",
        address=reverse("advice:early_notice", args=[actor.area_slug, notice.ref]),
        at=at,
        key=f"advice.early:{notice.ref}",
    )
