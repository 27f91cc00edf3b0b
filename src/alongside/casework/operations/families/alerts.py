"""A worry about a child's safety: raised by whoever reads or hears it, to the post that the area named,
and answered the same day.
"""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.families.finding import find_alert
from alongside.casework.finding import find_case
from alongside.casework.models import SafetyAlert
from alongside.casework.queries.family_settings import settings_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell, tell_holders
from alongside.people.queries import holders_of
from alongside.web.clock import london_day

NO_POST = (
    "No post is named for such alerts, or nobody holds it today. Ring the duty social worker now, and "
    "tell the head of SEND."
)


@transaction.atomic
def raise_alert(
    *, actor: Actor, at: datetime, case_ref: str, worry: str, message_ref: str = ""
) -> SafetyAlert:
    """By anybody who may read the case, about one message of it or about anything else."""
    today = london_day(at)
    case = find_case(actor, case_ref, today=today)
    if not worry.strip():
        raise Refusal("Say what worries you.", field="worry")
    post = settings_of(case.area_id).worry_post
    if post is None or not holders_of([post], today):
        raise Refusal(NO_POST)
    message = case.family_messages.filter(ref=message_ref).first() if message_ref else None
    if message_ref and message is None:
        raise Hidden("message")
    made: SafetyAlert = SafetyAlert.objects.create(
        area_id=case.area_id,
        case=case,
        message=message,
        post=post,
        worry=worry.strip(),
        raised_at=at,
        raised_by_id=actor.person_id,
        due_on=today,
    )
    tell_holders(
        actor=actor,
        posts=[post],
        sentence="Somebody is worried about a child’s safety. Please answer today.",
        address=_address(actor, made),
        at=at,
        key=f"casework.safety_alert:{made.ref}",
    )
    _record(actor, at, made, "casework.raise_safety_alert")
    return made


@transaction.atomic
def answer_alert(*, actor: Actor, at: datetime, alert_ref: str, answer: str) -> SafetyAlert:
    """What is done about it. Whoever raised it is told that it was answered."""
    actor.check_may(perms.ALERTS)
    alert = find_alert(actor, alert_ref, today=london_day(at))
    if alert.answered_at is not None:
        raise Refusal("This alert was answered already.")
    if not answer.strip():
        raise Refusal("Write what is done about it.", field="answer")
    if actor.person_id is None:
        raise Refusal("An alert is answered by a person.")
    alert.answer, alert.answered_at, alert.answered_by_id = answer.strip(), at, actor.person_id
    alert.save(update_fields=["answer", "answered_at", "answered_by"])
    tell(
        people=[each for each in (alert.raised_by_id,) if each not in (None, actor.person_id)],
        area_id=alert.area_id,
        sentence="Your worry about a child’s safety was answered.",
        address=reverse("casework:family_side", args=[actor.area_slug, alert.case.ref]),
        at=at,
        key=f"casework.safety_alert_answered:{alert.ref}",
    )
    _record(actor, at, alert, "casework.answer_safety_alert")
    return alert


def _address(actor: Actor, alert: SafetyAlert) -> str:
    return reverse("casework:alert", args=[actor.area_slug, alert.ref])


def _record(actor: Actor, at: datetime, alert: SafetyAlert, verb: str) -> None:
    """That there was one: never what it said."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=alert.case.ref,
        detail={"alert": alert.ref},
    )
