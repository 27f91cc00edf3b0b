"""What an area says to families: contact words, reply days, and the post that gets alerts."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.models import FamilySettings
from alongside.casework.rules.families import ReplyDays, check_reply_days
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.versions import apply, check_version

LABELS = {
    "question_days": "Days to answer a question",
    "not_happening_days": "Days to answer when help is not happening",
    "messages_read": "When messages are read",
    "call_now": "Whom to call now",
    "advice_service": "Impartial advice",
    "complaints": "How to complain",
    "worry_post": "The post that gets alerts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSettings:
    question_days: int
    not_happening_days: int
    messages_read: str
    call_now: str
    advice_service: str
    complaints: str
    worry_post_ref: str


@transaction.atomic
def change_family_settings(
    *, actor: Actor, at: datetime, expected_version: int, new: NewSettings
) -> FamilySettings:
    """``expected_version`` is 1 before anything was set. Clocks that run already keep their day."""
    actor.check_may(perms.FAMILY_SETTINGS)
    check_reply_days(ReplyDays(new.question_days, new.not_happening_days))
    wanted: dict[str, object] = asdict(new)
    ref = str(wanted.pop("worry_post_ref"))
    wanted["worry_post"] = people.post(actor, ref) if ref else None
    kept = FamilySettings.objects.in_area(actor.area_id).select_for_update().first()
    if kept is None:
        kept = FamilySettings.objects.create(area_id=actor.area_id)
    check_version(kept, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(kept, wanted)
    record(
        actor=actor,
        at=at,
        verb="casework.change_family_settings",
        subject="casework.family_settings",
        subject_ref=str(actor.area_id),
        detail={"changed": list(changed)},
    )
    return kept
