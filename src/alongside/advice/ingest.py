"""Taking a message of another system: read, asked whether it is next, applied by this room’s operations.

Whole or not at all. What is not taken is answered with an OperationOutcome of plain sentences, and
the ledger says that something was refused.
"""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from alongside.advice import parties
from alongside.advice.operations.messages import note_refusal, take_message
from alongside.exchange import fhir
from alongside.exchange.fhir.outcomes import Issue, IssueCode, OperationOutcome, Severity
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.people.models import LocalArea, Organisation

TAKEN = "The message was taken."
NOT_ASKED = "The sender was not asked for anything of this name."
LEFT_OUT = "This was left out: it is not asked for."


@dataclass(frozen=True, slots=True)
class Answer:
    """``is_taken``: something was changed by it, now or when it first came."""

    outcome: OperationOutcome
    is_taken: bool
    code: IssueCode
    """The first thing that is said, which decides how a call is answered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Where the message came in. ``sender``: whose system it was that called; None for a file, whose
    sender is the one that it names. ``came_on`` is the day on which it reached us.
    """

    area: LocalArea
    came_on: date
    sender: Organisation | None = None


def names() -> fhir.Names:
    return fhir.Names(settings.ENVIRONMENT.address)


def read(data: bytes | Path) -> fhir.Reading | fhir.MessageRefused:
    """Outside of any transaction: reading takes longer than keeping."""
    try:
        return fhir.read_message(data, names=names())
    except fhir.MessageRefused as refused:
        return refused


def take(data: bytes | Path, *, door: Door, at: datetime) -> Answer:
    """Never raises for what the message holds."""
    return take_read(read(data), door=door, at=at)


@transaction.atomic
def take_read(found: fhir.Reading | fhir.MessageRefused, *, door: Door, at: datetime) -> Answer:
    if isinstance(found, fhir.MessageRefused):
        return _refused(found, door, at=at)
    try:
        turn = take_message(
            actor=_actor(found.message, door),
            at=at,
            message=found.message,
            area=door.area,
            came_on=door.came_on,
        )
    except Hidden:
        return _refused(fhir.MessageRefused([Issue(IssueCode.NOT_FOUND, NOT_ASKED)]), door, at=at)
    except (Refusal, Refusals) as refused:
        return _refused(refused, door, at=at)
    return _taken(turn, found)


def _actor(message: fhir.Message, door: Door) -> Actor:
    """Raises Refusal where somebody else than the caller is named as the sender."""
    sender = parties.sender_of(message)
    if door.sender is not None and sender != door.sender:
        raise fhir.MessageRefused([Issue(IssueCode.SECURITY, "The sender is not who is calling.")])
    return parties.system_of(door.area, sender)


def _taken(turn: fhir.Turn, reading: fhir.Reading) -> Answer:
    if turn is not fhir.Turn.NEXT:
        outcome = fhir.outcome_of_turn(turn)
        return Answer(outcome, turn is fhir.Turn.DUPLICATE, outcome.issues[0].code)
    told = Severity.INFORMATION
    said = Issue(IssueCode.INFORMATIONAL, TAKEN, severity=told)
    left = [
        Issue(IssueCode.INFORMATIONAL, LEFT_OUT, place, severity=told) for place in reading.left_out
    ]
    return Answer(OperationOutcome((said, *left)), is_taken=True, code=said.code)


def _refused(refused: Refusal | Refusals, door: Door, *, at: datetime) -> Answer:
    outcome = fhir.outcome_of_refusal(refused)
    code = outcome.issues[0].code
    note_refusal(actor=_nobody(door), at=at, code=code.value)
    return Answer(outcome, is_taken=False, code=code)


def _nobody(door: Door) -> Actor:
    """For what was refused: whoever it was may do nothing."""
    return system_actor(
        name=parties.NAME, area_id=door.area.pk, area_slug=door.area.slug, permissions=()
    )
