"""How a call is answered: FHIR as JSON, and every refusal as an OperationOutcome."""

from http import HTTPStatus
from typing import Any

from django.http import HttpResponse, JsonResponse

from alongside.advice.ingest import Answer
from alongside.exchange.fhir.outcomes import Issue, IssueCode, OperationOutcome

FHIR_JSON = "application/fhir+json"
STATUS: dict[IssueCode, HTTPStatus] = {
    IssueCode.INFORMATIONAL: HTTPStatus.OK,
    IssueCode.NOT_FOUND: HTTPStatus.NOT_FOUND,
    IssueCode.SECURITY: HTTPStatus.FORBIDDEN,
    IssueCode.DUPLICATE: HTTPStatus.CONFLICT,
    IssueCode.CONFLICT: HTTPStatus.CONFLICT,
    IssueCode.BUSINESS_RULE: HTTPStatus.UNPROCESSABLE_ENTITY,
}
"""Every other says that the message itself is not sound."""


class CallRefusedError(Exception):
    """Before anything was done."""

    def __init__(self, status: HTTPStatus, code: IssueCode, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status = status
        self.outcome = OperationOutcome((Issue(code, sentence),))
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def status_of(answer: Answer) -> HTTPStatus:
    if answer.is_taken:
        return HTTPStatus.OK
    return STATUS.get(answer.code, HTTPStatus.BAD_REQUEST)


def as_fhir(content: Any, status: int = HTTPStatus.OK, **headers: str) -> HttpResponse:
    response = JsonResponse(content, status=status, content_type=FHIR_JSON)
    return _kept_by_nobody(response, headers)


def as_message(content: bytes) -> HttpResponse:
    return _kept_by_nobody(HttpResponse(content, content_type=FHIR_JSON), {})


def refusal(refused: CallRefusedError) -> HttpResponse:
    return as_fhir(refused.outcome.to_json(), refused.status, **refused.headers)


def _kept_by_nobody(response: HttpResponse, headers: dict[str, str]) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    for name, value in headers.items():
        response[name] = value
    return response
