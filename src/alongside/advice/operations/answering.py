"""What a body says of a request before it gives advice: received, taken on, not known, declined, and so on.

None of it moves a due date.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from alongside.advice.finding import find_for
from alongside.advice.keeping import NewStep, Said, keep_step, set_state
from alongside.advice.models import AdviceRequest
from alongside.advice.on_the_case import WholeBefore, happened, noted, relied, whole_happened
from alongside.advice.rules.codes import Act, State
from alongside.advice.rules.deciding import THEN, check_day, check_decline
from alongside.advice.words import ADVISERS, EXCEPTIONS, GROUNDS
from alongside.casework.rules.bodies import Relied
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewReliance:
    """A ground of regulation 8(2), with what shows it and who authorised it."""

    ground: str
    because: str
    evidence: str
    authorised_by: str


@transaction.atomic
def receive_request(*, actor: Actor, at: datetime, request_ref: str, said: Said) -> AdviceRequest:
    """The body’s own receipt: its six weeks begin."""
    request = find_for(actor, request_ref, Act.RECEIVE, today=london_day(at))
    _check_day(at, request, said)
    set_state(request, State.RECEIVED, received_on=said.on)
    record(actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=Act.RECEIVE, said=said)))
    happened(actor, at, request, "advice_request_received", said)
    return request


@transaction.atomic
def take_on_request(*, actor: Actor, at: datetime, request_ref: str, said: Said) -> AdviceRequest:
    request = _done(actor, at, request_ref, Act.TAKE_ON, said)
    if request.part_of is None:
        happened(actor, at, request, "advice_accepted", said)
    return request


@transaction.atomic
def answer_not_known(*, actor: Actor, at: datetime, request_ref: str, said: Said) -> AdviceRequest:
    """A reply, and no advice: what was asked for is still owed by the same day."""
    request = _done(actor, at, request_ref, Act.NOT_KNOWN, said)
    sentence = f"{_who(request)}: answered that the child is not known. The advice is still owed."
    noted(actor, at, request, _with(sentence, said))
    return request


@transaction.atomic
def decline_request(
    *, actor: Actor, at: datetime, request_ref: str, ground: str, said: Said
) -> AdviceRequest:
    """Only on the two grounds of section 31, in writing. Raises Refusal for any other reason. The body owes
    nothing more, and gave no advice; of a part, what the other services owe stays.
    """
    request = find_for(actor, request_ref, Act.DECLINE, today=london_day(at))
    found = check_decline(ground, said.note)
    _check_day(at, request, said)
    before = WholeBefore.of(request)
    set_state(request, State.DECLINED, ended_on=said.on)
    record(
        actor=actor,
        at=at,
        **keep_step(actor, at, request, NewStep(act=Act.DECLINE, said=said, code=found.value)),
    )
    sentence = f"{_who(request)}: declined under section 31. {GROUNDS[found]}."
    told = _with(sentence, said)
    if request.part_of is None:
        happened(actor, at, request, "advice_declined", told)
    else:
        noted(actor, at, request, told)
        whole_happened(actor, at, request.part_of, before, said)
    return request


@transaction.atomic
def record_not_brought(
    *, actor: Actor, at: datetime, request_ref: str, said: Said
) -> AdviceRequest:
    """To an examination or a test. It excuses nothing until somebody relies on it (8C)."""
    request = find_for(actor, request_ref, Act.NOT_BROUGHT, today=london_day(at))
    _check_day(at, request, said)
    record(
        actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=Act.NOT_BROUGHT, said=said))
    )
    happened(actor, at, request, "appointment_missed", _with(f"{_who(request)}.", said))
    return request


@transaction.atomic
def rely_on_exception(
    *, actor: Actor, at: datetime, request_ref: str, new: NewReliance, said: Said
) -> AdviceRequest:
    """8A, 8B or 8C: told beside the due date, which stays. Raises Refusal."""
    request = find_for(actor, request_ref, Act.RELY, today=london_day(at))
    if new.ground not in EXCEPTIONS:
        raise Refusal("Choose the ground from the list.", field="ground")
    _check_day(at, request, said)
    record(
        actor=actor,
        at=at,
        **keep_step(actor, at, request, NewStep(act=Act.RELY, said=said, code=new.ground)),
    )
    ground = Relied(
        ground=new.ground,
        because=new.because.strip(),
        evidence=new.evidence.strip(),
        authorised_by=new.authorised_by.strip(),
        rules=("ADV-6W",),
        note=said.note.strip(),
    )
    relied(actor, at, request, said, ground)
    return request


def _done(actor: Actor, at: datetime, request_ref: str, act: Act, said: Said) -> AdviceRequest:
    request = find_for(actor, request_ref, act, today=london_day(at))
    _check_day(at, request, said)
    set_state(request, THEN[act])
    record(actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=act, said=said)))
    return request


def _check_day(at: datetime, request: AdviceRequest, said: Said) -> None:
    before = request.received_on or request.asked_on
    check_day(said.on, today=london_day(at), not_before=before, field="on")


def _who(request: AdviceRequest) -> str:
    names = {each.value: label for each, label in ADVISERS.items()}
    return names[request.adviser]


def _with(sentence: str, said: Said) -> Said:
    """The same, with the sentence before what was said."""
    return replace(said, note=f"{sentence} {said.note.strip()}".strip())
