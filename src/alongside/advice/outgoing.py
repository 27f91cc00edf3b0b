"""A request as a message for the body that is asked: what it needs to know, and nothing more."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from alongside.advice.framework import framework_numbered
from alongside.advice.models import AdviceCheck, AdviceMessage, AdviceRequest, AdviceStep
from alongside.advice.parties import as_party, us
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.one_request import is_later
from alongside.advice.rules.codes import SERVICES, Act, Adviser, Direction, Outcome, Purpose, State
from alongside.advice.rules.framework import Framework
from alongside.advice.rules.messages import KINDS
from alongside.advice.words import ADVISERS
from alongside.exchange import fhir
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.queries import own_area
from alongside.web.clock import london_day

SIX_WEEKS = timedelta(weeks=6)
PURPOSES = {
    Purpose.ASSESSMENT: fhir.Purpose.ASSESSMENT,
    Purpose.REASSESSMENT: fhir.Purpose.REASSESSMENT,
    Purpose.ORDER: fhir.Purpose.ORDER,
    Purpose.REVIEW: fhir.Purpose.REVIEW,
    Purpose.MEDIATION: fhir.Purpose.MEDIATION,
    Purpose.TRIBUNAL: fhir.Purpose.APPEAL,
}
GENDERS = {"F": fhir.Gender.FEMALE, "M": fhir.Gender.MALE}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """``is_new``: it says something that no message has said before."""

    message: fhir.Message
    is_new: bool


@dataclass(frozen=True, slots=True)
class Mark:
    """By what a message is told from every other."""

    message_id: str
    sent_at: datetime
    sequence: int


def outgoing_of(actor: Actor, request: AdviceRequest, *, at: datetime) -> Outgoing:
    """What the other side is to know now. Said before, it is the same message again. Raises Refusal."""
    last = request.messages.filter(direction=Direction.OUT.value).order_by("-sequence").first()
    body = _body(actor, request, london_day(at))
    if last is not None:
        mark = Mark(last.message_id, last.sent_at, last.sequence)
        again = _message(actor, request, body, mark)
        if fhir.stamp_of(again).digest == last.digest:
            return Outgoing(again, is_new=False)
    number = last.sequence + 1 if last is not None else 1
    mark = Mark(str(uuid.uuid4()), at.replace(microsecond=0), number)
    return Outgoing(_message(actor, request, body, mark), is_new=True)


def row_of_message(
    request: AdviceRequest, message: fhir.Message, direction: Direction, *, at: datetime
) -> AdviceMessage:
    """What is kept of it."""
    stamp, body = fhir.stamp_of(message), message.body
    return AdviceMessage.objects.create(
        area_id=request.area_id,
        request=request,
        organisation=request.post.organisation,
        direction=direction.value,
        message_id=stamp.message_id,
        stream=stamp.stream,
        sequence=stamp.sequence,
        sent_at=stamp.sent_at,
        digest=stamp.digest,
        event=message.event.value,
        stage=getattr(body, "stage", fhir.Stage.ASKED).value,
        words=_words(body),
        recorded_at=at,
    )


def framework_code(request: AdviceRequest) -> str:
    return f"advice-{request.adviser.replace('_', '-')}"


def questions_of(
    frame: Framework, request: AdviceRequest, *, is_later: bool
) -> Sequence[fhir.Question]:
    """Those for everybody by their codes, and the adviser’s own by their number."""
    general = [
        fhir.Question(each.code, each.asks)
        for each in frame.everybody
        if is_later or not each.later
    ]
    own = frame.advisers[Adviser(request.adviser)].asks
    return [
        *general,
        *(fhir.Question(f"own-{n}", asks) for n, asks in enumerate(own, start=1)),
    ]


def _message(actor: Actor, request: AdviceRequest, body: fhir.Body, mark: Mark) -> fhir.Message:
    return fhir.Message(
        message_id=mark.message_id,
        sent_at=mark.sent_at,
        sender=us(own_area(actor)),
        receiver=as_party(request.post.organisation),
        sequence=mark.sequence,
        body=body,
    )


def _body(actor: Actor, request: AdviceRequest, today: date) -> fhir.Body:
    match State(request.state):
        case State.SENT_BACK:
            return _sent_back(request)
        case State.ACCEPTED:
            return _progress(request, fhir.Stage.ACCEPTED, _last_step(request, Act.CHECK))
        case State.WITHDRAWN:
            reason = fhir.Reason(fhir.ReasonCode.NOT_NEEDED)
            step = _last_step(request, Act.WITHDRAW)
            return _progress(request, fhir.Stage.WITHDRAWN, step, reason)
        case _:
            return _request(actor, request, today)


def _sent_back(request: AdviceRequest) -> fhir.AdviceProgress:
    checked = (
        AdviceCheck.objects.in_area(request.area_id)
        .filter(submission__request=request, outcome=Outcome.SENT_BACK.value)
        .latest("id")
    )
    code = fhir.ReasonCode.UNCLEAR if checked.themes else fhir.ReasonCode.UNLIKE_FRAMEWORK
    step = _last_step(request, Act.CHECK)
    return _progress(request, fhir.Stage.SENT_BACK, step, fhir.Reason(code, checked.reasons))


def _progress(
    request: AdviceRequest,
    stage: fhir.Stage,
    step: AdviceStep | None,
    reason: fhir.Reason | None = None,
) -> fhir.AdviceProgress:
    at = step.recorded_at if step else request.recorded_at
    changed_at = at.replace(microsecond=0)
    return fhir.AdviceProgress(request.ref, stage, changed_at, reason=reason)


def _last_step(request: AdviceRequest, act: Act) -> AdviceStep | None:
    """Of a part that was withdrawn with the whole, the whole’s."""
    for each in (request, request.part_of):
        rows = each.steps.filter(act=act.value) if each else None
        found: AdviceStep | None = rows.order_by("-id").first() if rows is not None else None
        if found is not None:
            return found
    return None


def _request(actor: Actor, request: AdviceRequest, today: date) -> fhir.AdviceRequest:
    adviser = Adviser(request.adviser)
    if adviser not in KINDS:
        raise Refusal("A family is asked by people, and not by a message.")
    return fhir.AdviceRequest(
        reference=request.ref,
        kind=KINDS[adviser],
        purpose=PURPOSES[Purpose(request.purpose)],
        asked_at=request.recorded_at.replace(microsecond=0),
        due_on=due_on_of(actor, request) or request.asked_on + SIX_WEEKS,
        child=_child(request),
        asked_by=fhir.Post(us(own_area(actor)), "Officer for EHC needs assessments"),
        asked_of=as_party(request.post.organisation),
        framework=_framework(request, today),
        case_reference=request.case.ref,
        received_on=request.received_on,
        service=_service(adviser),
        part_of=request.part_of.ref if request.part_of else "",
        reason=request.asks,
    )


def _service(adviser: Adviser) -> fhir.Service | None:
    return fhir.Service(adviser.value, ADVISERS[adviser]) if adviser in SERVICES else None


def _framework(request: AdviceRequest, today: date) -> fhir.Framework:
    frame = framework_numbered(request.framework)
    asked = questions_of(frame, request, is_later=is_later(request, today))
    title = frame.advisers[Adviser(request.adviser)].title
    return fhir.Framework(framework_code(request), str(frame.version), title, tuple(asked))


def _child(request: AdviceRequest) -> fhir.Child:
    child = request.case.child
    return fhir.Child(
        family_name=child.family_name,
        given_names=tuple(child.given_names.split()),
        born_on=child.born_on,
        nhs_number=child.nhs_number,
        nhs_number_status=_status(child.nhs_status),
        upn=child.upn,
        gender=GENDERS.get(child.sex, fhir.Gender.UNKNOWN),
    )


def _status(code: str) -> fhir.NhsNumberStatus:
    found = (each for each in fhir.NhsNumberStatus if each.value == code)
    return next(found, fhir.NhsNumberStatus.ABSENT)


def _words(body: fhir.Body) -> str:
    parts = (getattr(body, "reason", None), getattr(body, "note", None))
    return "\n".join(part.words for part in parts if part and not isinstance(part, str))
