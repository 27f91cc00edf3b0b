"""Messages as FHIR R4 bundles. What is written is read back before it is handed out, so that
nothing leaves that we would refuse ourselves.
"""

import json
from typing import assert_never

from alongside.exchange.fhir.bundling import Bundling, endpoint
from alongside.exchange.fhir.codes import Stage, task_of
from alongside.exchange.fhir.elements import Findings
from alongside.exchange.fhir.interpreting import message_in
from alongside.exchange.fhir.model import (
    AdviceProgress,
    AdviceReply,
    AdviceRequest,
    Message,
    Note,
    Reason,
    Service,
)
from alongside.exchange.fhir.names import Names
from alongside.exchange.fhir.shaping import (
    Object,
    coding,
    concept,
    day,
    identifier,
    instant,
    known,
    reference,
    worded,
)
from alongside.exchange.fhir.writing_advice import documents_out, response_out
from alongside.exchange.fhir.writing_child import child_out, consents_out
from alongside.exchange.fhir.writing_framework import canonical, framework_out
from alongside.exchange.json_documents import JSON


def write_message(message: Message, *, names: Names) -> bytes:
    """UTF-8 JSON. Raises MessageRefused when a value could not be taken by the receiver."""
    bundle = bundle_of(message, names=names)
    findings = Findings()
    message_in(bundle, names=names, findings=findings)
    findings.raise_if_any()
    return json.dumps(bundle, ensure_ascii=False, indent=1).encode()


def bundle_of(message: Message, *, names: Names) -> Object:
    out = Bundling(message, names)
    match message.body:
        case AdviceRequest() as request:
            _request_out(out, request)
        case AdviceProgress() as progress:
            _progress_out(out, progress)
        case AdviceReply() as reply:
            _reply_out(out, reply)
        case _ as never:
            assert_never(never)
    _header_out(out)
    return out.bundle()


def _header_out(out: Bundling) -> None:
    message, names = out.message, out.names
    sender, receiver = message.sender, message.receiver
    answered: Object = {"identifier": message.answers, "code": "ok"}
    content: Object = {
        "eventCoding": coding(
            names.codes("message-event"), message.event.value, message.event.words
        ),
        "destination": [
            {"endpoint": endpoint(receiver, names), "receiver": out.organisation(receiver)}
        ],
        "sender": out.organisation(sender),
        "source": {"endpoint": endpoint(sender, names)},
        "response": answered if message.answers else None,
        "focus": [reference(out.address("task"))],
    }
    out.add("MessageHeader", "header", content)


def _task_out(out: Bundling, stage: Stage, content: Object) -> None:
    """The version and time of sending stand in the task's own record."""
    state, own = task_of(stage)
    names = out.names
    meta: Object = {
        "versionId": str(out.message.sequence),
        "lastUpdated": instant(out.message.sent_at),
    }
    shared: Object = {
        "status": state.value,
        "businessStatus": worded(names.codes("ehc-advice-stage"), own) if own else None,
        "intent": "order",
    }
    out.add("Task", "task", {**shared, **content}, meta=meta)


def _named(names: Names, request: str) -> Object:
    return identifier(names.identifier("advice-request"), request)


def _service(names: Names, service: Service | None) -> list[Object]:
    system = names.codes("ehc-advice-service")
    return [concept(system, service.code, service.words)] if service else []


def _reason(names: Names, reason: Reason | None) -> Object | None:
    if reason is None:
        return None
    system = names.codes("ehc-advice-reason")
    return concept(system, reason.code.value, reason.code.words, text=reason.words)


def _request_out(out: Bundling, request: AdviceRequest) -> None:
    names = out.names
    child = child_out(out, request.child)
    asked = _service_request_out(out, request, child)
    code = worded(names.codes("ehc-advice-request"), request.kind)
    part_of: Object = {"type": "Task", "identifier": _named(names, request.part_of)}
    framework: Object = {
        "type": {"text": "The framework for advice"},
        "valueCanonical": canonical(names, request.framework.code, request.framework.version),
    }
    framework_out(out, request.framework)
    content: Object = {
        "identifier": [_named(names, request.reference)],
        "basedOn": [asked],
        "partOf": [part_of] if request.part_of else [],
        "code": code,
        "focus": asked,
        "for": child,
        "authoredOn": instant(request.asked_at),
        "lastModified": instant(request.asked_at),
        "requester": out.organisation(request.asked_by.organisation),
        "performerType": [*_service(names, request.service)],
        "owner": out.organisation(request.asked_of),
        "restriction": {
            "period": known({"start": day(request.received_on), "end": day(request.due_on)})
        },
        "input": [framework],
    }
    _task_out(out, Stage.ASKED, content)


def _service_request_out(out: Bundling, request: AdviceRequest, child: Object) -> Object:
    names = out.names
    case = request.case_reference and identifier(names.identifier("case"), request.case_reference)
    supporting = [*documents_out(out, request.documents, child)]
    supporting += consents_out(out, request.consents, child)
    content: Object = {
        "identifier": [_named(names, request.reference)],
        "requisition": case,
        "status": "active",
        "intent": "order",
        "category": [worded(names.codes("ehc-advice-purpose"), request.purpose)],
        "code": worded(names.codes("ehc-advice-request"), request.kind),
        "subject": child,
        "authoredOn": instant(request.asked_at),
        "requester": out.post(request.asked_by),
        "performer": [out.organisation(request.asked_of)],
        "reasonCode": [{"text": request.reason}] if request.reason else [],
        "supportingInfo": [*supporting],
    }
    return out.add("ServiceRequest", "asked", content)


def _progress_out(out: Bundling, progress: AdviceProgress) -> None:
    names = out.names
    period = known({"start": day(progress.received_on), "end": day(progress.due_on)})
    content: Object = {
        "identifier": [_named(names, progress.reference)],
        "statusReason": _reason(names, progress.reason),
        "lastModified": instant(progress.changed_at),
        "performerType": [*_service(names, progress.service)],
        "restriction": {"period": period} if period else None,
    }
    _task_out(out, progress.stage, content)
    if progress.note:
        _note_out(out, progress.note)


def _note_out(out: Bundling, note: Note) -> None:
    content: Object = {
        "basedOn": [reference(out.address("task"))],
        "status": "completed",
        "category": [worded(out.names.codes("ehc-advice-note"), note.kind)],
        "sent": instant(out.message.sent_at),
        "recipient": [out.organisation(out.message.receiver)],
        "sender": out.organisation(out.message.sender),
        "payload": [{"contentString": note.words}],
    }
    out.add("Communication", "note", content)


def _reply_out(out: Bundling, reply: AdviceReply) -> None:
    child, author = child_out(out, reply.child), out.post(reply.author)
    given = [*response_out(out, reply, child, author), *documents_out(out, reply.documents, child)]
    outputs: list[JSON] = [{"type": {"text": "Advice"}, "valueReference": each} for each in given]
    content: Object = {
        "identifier": [_named(out.names, reply.reference)],
        "for": child,
        "lastModified": instant(reply.given_at),
        "owner": author,
        "output": outputs,
    }
    _task_out(out, reply.stage, content)
