"""The calls themselves: a token, the description, a message in, the list of requests, a message out."""

import importlib
from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse, JsonResponse

from alongside.advice.api.answers import CallRefusedError, as_fhir, as_message, status_of
from alongside.advice.api.calls import Call, body_of, call, check_json, check_often, computer_of
from alongside.advice.api.description import capability, open_api
from alongside.advice.ingest import NOT_ASKED, Door, names, read, take_read
from alongside.advice.models import AdviceClient, AdviceRequest
from alongside.advice.operations.clients import Call as Kept
from alongside.advice.operations.clients import keep_answer
from alongside.advice.operations.messages import note_list, note_refusal, send_message
from alongside.advice.queries.clients import answer_given, open_requests
from alongside.advice.rules.calling import Scope, is_key
from alongside.advice.rules.codes import State
from alongside.exchange import fhir
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.web.clock import london_day

MOST_FORM = 10_000
MOST_TOKENS = 60
"""In ten minutes, for one area from one computer."""
STAGES = {
    State.ASKED: fhir.Stage.ASKED,
    State.RECEIVED: fhir.Stage.RECEIVED,
    State.TAKEN_ON: fhir.Stage.TRIAGED,
    State.NOT_KNOWN: fhir.Stage.TRIAGED,
    State.SHARED: fhir.Stage.ALLOCATED,
    State.GIVEN: fhir.Stage.GIVEN,
    State.SENT_BACK: fhir.Stage.SENT_BACK,
}
"""Of what is open. A child who is "not known" is still owed advice."""


@call("POST")
def token(called: Call) -> HttpResponse:
    check_often("advice-api-token", computer_of(called.request), MOST_TOKENS)
    granting = importlib.import_module("alongside.advice.api.granting")
    body = body_of(called.request, most=MOST_FORM).decode("utf-8", "replace")
    headers, content, status = granting.granted(
        called.area,
        body=body,
        authorization=called.request.headers.get("Authorization", ""),
        at=called.at,
    )
    if status != HTTPStatus.OK:
        note_refusal(actor=called.actor, at=called.at, code=IssueCode.SECURITY.value)
    return HttpResponse(content, status=status, headers=headers)


@call("GET")
def metadata(called: Call) -> HttpResponse:
    return as_fhir(capability(called.area.slug))


@call("GET")
def openapi(called: Call) -> HttpResponse:
    return JsonResponse(open_api(called.area.slug))


@call("POST", needs=Scope.WRITE)
def process_message(called: Call) -> HttpResponse:
    """With a key, the same call is answered the same; answer and change are kept together."""
    check_json(called.request)
    key = called.request.headers.get("Idempotency-Key", "")
    if key and not is_key(key):
        raise CallRefusedError(
            HTTPStatus.BAD_REQUEST,
            IssueCode.VALUE,
            "An Idempotency-Key has 8 to 64 letters, digits, hyphens and underscores.",
        )
    data = body_of(called.request)
    found, digest = read(data), sha256(data).hexdigest()
    try:
        with transaction.atomic():
            return _answered(called, found, key, digest)
    except IntegrityError:
        raise CallRefusedError(
            HTTPStatus.CONFLICT,
            IssueCode.CONFLICT,
            "The same was sent at the same moment. Send it again.",
        ) from None


@call("GET", needs=Scope.READ)
def tasks(called: Call) -> HttpResponse:
    """What is open with the organisation, and no child’s name."""
    found = open_requests(called.actor, at=called.at)
    note_list(actor=called.actor, at=called.at, count=len(found))
    entries = [{"resource": each} for each in _tasks(found)]
    return as_fhir(
        {"resourceType": "Bundle", "type": "searchset", "total": len(entries), "entry": entries}
        if entries
        else {"resourceType": "Bundle", "type": "searchset", "total": 0}
    )


@call("POST", needs=Scope.READ)
def message(called: Call, ref: str) -> HttpResponse:
    """How the request stands, as the message that ``alongside advice send`` writes."""
    try:
        made = send_message(actor=called.actor, at=called.at, request_ref=ref)
        return as_message(fhir.write_message(made, names=names()))
    except Hidden:
        raise CallRefusedError(HTTPStatus.NOT_FOUND, IssueCode.NOT_FOUND, NOT_ASKED) from None
    except (Refusal, Refusals) as refused:
        outcome = fhir.outcome_of_refusal(refused)
        return as_fhir(outcome.to_json(), HTTPStatus.UNPROCESSABLE_ENTITY)


def _answered(
    called: Call, found: fhir.Reading | fhir.MessageRefused, key: str, digest: str
) -> HttpResponse:
    client = _client(called)
    before = answer_given(client, key=key) if key else None
    if before is not None and before.body_digest != digest:
        raise CallRefusedError(
            HTTPStatus.UNPROCESSABLE_ENTITY,
            IssueCode.CONFLICT,
            "This key was used for another message. Choose a new key.",
        )
    if before is not None:
        return as_fhir(before.outcome, before.status)
    door = Door(area=called.area, came_on=london_day(called.at), sender=client.organisation)
    answer = take_read(found, door=door, at=called.at)
    outcome, status = answer.outcome.to_json(), status_of(answer)
    if key:
        kept = Kept(key=key, body_digest=digest, status=status, outcome=outcome)
        keep_answer(actor=called.actor, at=called.at, client=client, call=kept)
    return as_fhir(outcome, status)


def _client(called: Call) -> AdviceClient:
    if called.client is None:
        raise LookupError("A call that needs a client was let in without one.")
    return called.client


def _tasks(found: Any) -> Iterator[dict[str, Any]]:
    for each in found:
        state, own = fhir.task_of(STAGES[State(each.state)])
        yield {
            "resourceType": "Task",
            "identifier": [{"system": names().identifier("advice-request"), "value": each.ref}],
            "status": state.value,
            "intent": "order",
            **({"businessStatus": {"text": own.words}} if own else {}),
            **_until(each, each.due_on),
        }


def _until(each: AdviceRequest, due_on: date | None) -> dict[str, Any]:
    period = {
        **({"start": each.received_on.isoformat()} if each.received_on else {}),
        **({"end": due_on.isoformat()} if due_on else {}),
    }
    return {"restriction": {"period": period}} if period else {}
