"""What a message brings about: each by the operation that a person would use, as the sender’s system."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from alongside.advice.keeping import NewStep, Said, keep_step
from alongside.advice.models import AdviceRequest
from alongside.advice.operations.answering import (
    NewReliance,
    answer_not_known,
    decline_request,
    receive_request,
    record_not_brought,
    rely_on_exception,
    take_on_request,
)
from alongside.advice.operations.giving import enter_advice
from alongside.advice.operations.rows import mark_row
from alongside.advice.rules.codes import Act, State
from alongside.advice.rules.messages import GROUNDS, Identity, check_same_child, check_stage
from alongside.advice.taking_rows import check_row, rows_of, written_of
from alongside.exchange import fhir
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """A message that is next, and the request that it is about. ``came_on``: when it reached us."""

    actor: Actor
    at: datetime
    request: AdviceRequest
    message: fhir.Message
    came_on: date


BY_MESSAGE = "It came as a message of the body’s own system, which says the day."


def apply_message(taking: Taking) -> None:
    """Inside the transaction of the operation that takes it. Raises Refusal."""
    match taking.message.body:
        case fhir.AdviceRequest():
            raise Refusal("Only the authority asks for advice. Answer the request that you have.")
        case fhir.AdviceProgress() as body:
            _progress(taking, body)
        case fhir.AdviceReply() as body:
            _reply(taking, body)
        case _:
            assert_never(taking.message.body)


def _progress(taking: Taking, body: fhir.AdviceProgress) -> None:
    act = check_stage(body.stage, State(taking.request.state))
    on = body.received_on if act is Act.RECEIVE and body.received_on else None
    said = Said(on=on or london_day(body.changed_at), note=_note(body))
    if act in _PLAIN:
        _PLAIN[act](actor=taking.actor, at=taking.at, request_ref=taking.request.ref, said=said)
    elif act is None:
        news = f"{body.stage.words}. {_note(body)}"
        step = NewStep(act=Act.NEWS, said=replace(said, note=news), code=body.stage.value)
        keep_step(taking.actor, taking.at, taking.request, step)
    elif body.reason is not None:
        _reasoned(taking, act, body, body.reason, said)


_PLAIN: Mapping[Act | None, Callable[..., object]] = {
    Act.RECEIVE: receive_request,
    Act.TAKE_ON: take_on_request,
    Act.NOT_BROUGHT: record_not_brought,
}


def _reasoned(
    taking: Taking, act: Act, body: fhir.AdviceProgress, reason: fhir.Reason, said: Said
) -> None:
    """A message of such a stage is not read without a reason."""
    actor, at, ref = taking.actor, taking.at, taking.request.ref
    if act is Act.DECLINE:
        ground = GROUNDS[reason.code]
        decline_request(actor=actor, at=at, request_ref=ref, ground=ground, said=said)
    elif act is Act.RELY:
        new = _reliance(taking.message, reason)
        rely_on_exception(actor=actor, at=at, request_ref=ref, new=new, said=said)
    elif reason.code is fhir.ReasonCode.NOT_KNOWN:
        answer_not_known(actor=actor, at=at, request_ref=ref, said=said)
    else:
        raise Refusal(
            "That advice could not be given is no answer. Decline on a ground of section 31, or give "
            "what can be given."
        )


def _reliance(message: fhir.Message, reason: fhir.Reason) -> NewReliance:
    """The message is the evidence, and its sender relies on the ground."""
    return NewReliance(
        ground=GROUNDS[reason.code],
        because=reason.words or reason.code.words,
        evidence=f"Message {message.message_id} of the body that was asked.",
        authorised_by=message.sender.name or message.sender.ods or message.sender.la_code,
    )


def _note(body: fhir.AdviceProgress) -> str:
    parts = (body.reason.words if body.reason else "", body.note.words if body.note else "")
    return " ".join(part for part in parts if part) or BY_MESSAGE


def _reply(taking: Taking, body: fhir.AdviceReply) -> None:
    """A body’s own check is no check of this area’s: what it accepted waits for ours."""
    if taking.came_on < london_day(taking.message.sent_at):
        raise Refusal("It was sent after the day on which it is said to have come.")
    child = taking.request.case.child
    known = Identity(
        family_name=child.family_name,
        born_on=child.born_on,
        nhs_number=child.nhs_number,
        upn=child.upn,
    )
    check_same_child(_identity(body.child), known)
    made = enter_advice(
        actor=taking.actor,
        at=taking.at,
        request_ref=taking.request.ref,
        new=written_of(taking.request, body),
        said=Said(on=taking.came_on, note=BY_MESSAGE),
    )
    _mark(taking, made.ref, body)


def _identity(child: fhir.Child) -> Identity:
    return Identity(
        family_name=child.family_name,
        born_on=child.born_on,
        nhs_number=child.nhs_number,
        upn=child.upn,
    )


def _mark(taking: Taking, submission_ref: str, body: fhir.AdviceReply) -> None:
    """A row keeps the first need that it meets."""
    refs: dict[str, str] = {}
    for key, row, needs in rows_of(body):
        check_row(row)
        first = next((refs[need] for need in needs if need in refs), "")
        new = replace(row, meets=first)
        kept = mark_row(actor=taking.actor, at=taking.at, submission_ref=submission_ref, new=new)
        refs[key] = kept.ref
