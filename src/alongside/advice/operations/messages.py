"""Taking a message that was read, and sending one: the request changes, the stamp is kept, both or neither."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from alongside.advice import parties, perms
from alongside.advice.finding import find_request
from alongside.advice.keeping import SUBJECT
from alongside.advice.models import AdviceMessage, AdviceRequest
from alongside.advice.outgoing import outgoing_of, row_of_message
from alongside.advice.rules.codes import Direction
from alongside.advice.rules.messages import check_sent
from alongside.advice.taking import Taking, apply_message
from alongside.exchange import fhir
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.people.models import LocalArea
from alongside.web.clock import london_day


@transaction.atomic
def take_message(
    *, actor: Actor, at: datetime, message: fhir.Message, area: LocalArea, came_on: date
) -> fhir.Turn:
    """DUPLICATE for one that was taken before: nothing is done. Raises Refusal, Refusals for what may not
    be, and Hidden for a request that this sender was not asked.
    """
    actor.check_may(perms.EXCHANGE, organisation_id=parties.sender_of(message).pk)
    parties.check_receiver(message, area)
    check_sent(message.sent_at, at=at)
    request = find_request(actor, message.body.reference, today=london_day(at))
    stamp = fhir.stamp_of(message)
    turn = fhir.turn_of(stamp, _stamps(actor, stamp))
    if turn is fhir.Turn.DUPLICATE:
        return turn
    if turn is not fhir.Turn.NEXT:
        raise fhir.MessageRefused(fhir.outcome_of_turn(turn).issues)
    apply_message(Taking(actor=actor, at=at, request=request, message=message, came_on=came_on))
    row_of_message(request, message, Direction.IN, at=at)
    _record(actor, at, "advice.take_message", request, message)
    return turn


@transaction.atomic
def send_message(*, actor: Actor, at: datetime, request_ref: str) -> fhir.Message:
    """How the request stands, for the body that is asked. The same again where that was sent before."""
    request = find_request(actor, request_ref, today=london_day(at))
    actor.check_may(perms.EXCHANGE, organisation_id=request.post.organisation_id)
    found = outgoing_of(actor, request, at=at)
    if found.is_new:
        row_of_message(request, found.message, Direction.OUT, at=at)
    _record(actor, at, "advice.send_message", request, found.message)
    return found.message


@transaction.atomic
def note_list(*, actor: Actor, at: datetime, count: int) -> None:
    """That a system asked what is open with its organisation."""
    actor.check_may(perms.EXCHANGE, organisation_id=_own(actor))
    record(
        actor=actor,
        at=at,
        verb="advice.list_requests",
        subject="advice.message",
        subject_ref="",
        detail={"count": count},
    )


@transaction.atomic
def note_refusal(*, actor: Actor, at: datetime, code: str) -> None:
    """That a message was refused and on what ground; nothing of what it said."""
    record(
        actor=actor,
        at=at,
        verb="advice.refuse_message",
        subject="advice.message",
        subject_ref="",
        detail={"code": code},
    )


def _own(actor: Actor) -> int | None:
    found = actor.organisations_for(perms.EXCHANGE)
    return next(iter(found), None) if found is not None else None


def _stamps(actor: Actor, stamp: fhir.Stamp) -> list[fhir.Stamp]:
    rows = AdviceMessage.objects.in_area(actor.area_id).filter(
        Q(message_id=stamp.message_id) | Q(stream=stamp.stream)
    )
    fields = ("message_id", "stream", "sequence", "sent_at", "digest")
    return [fhir.Stamp(*each) for each in rows.order_by("id").values_list(*fields)]


def _record(
    actor: Actor, at: datetime, verb: str, request: AdviceRequest, message: fhir.Message
) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=SUBJECT,
        subject_ref=request.case.ref,
        detail={
            "request": request.ref,
            "message": message.message_id,
            "event": message.event.value,
            "number": message.sequence,
        },
    )
