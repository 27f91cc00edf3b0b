"""What every call goes through before its view: the area, how often, who calls, and how much is sent."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from http import HTTPStatus
from traceback import extract_tb
from typing import Any

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from alongside.access.limiting import WINDOW_SECONDS, is_too_often
from alongside.advice import parties
from alongside.advice.api.answers import FHIR_JSON, CallRefusedError, refusal
from alongside.advice.models import AdviceClient
from alongside.advice.operations.messages import note_refusal
from alongside.advice.queries.clients import client_with_token
from alongside.advice.rules.calling import Scope
from alongside.exchange.fhir.outcomes import IssueCode
from alongside.exchange.limits import MEGABYTE
from alongside.kernel.actor import Actor, system_actor
from alongside.people.models import LocalArea
from alongside.people.queries import area_by_slug
from alongside.web import clock

MOST_CALLS = 12_000
"""In ten minutes, from one system."""
MOST_UNKNOWN = 120
"""In ten minutes, from one computer that has not proved who it is."""
MOST_BYTES = 20 * MEGABYTE
JSON_TYPES = {FHIR_JSON, "application/json"}
log = logging.getLogger("alongside.advice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """``client`` is None only where a call is open to everybody."""

    request: HttpRequest
    area: LocalArea
    at: datetime
    client: AdviceClient | None = None

    @property
    def actor(self) -> Actor:
        """The systems of the client’s organisation; for nobody, one that may do nothing."""
        if self.client is not None:
            return parties.system_of(self.area, self.client.organisation)
        return system_actor(
            name=parties.NAME, area_id=self.area.pk, area_slug=self.area.slug, permissions=()
        )


def _log_without_values(error: Exception) -> None:
    """Its sort and its place: what a library says of an error may repeat what the message held."""
    where = extract_tb(error.__traceback__)[-1]
    log.error(
        "A call could not be answered: %s in %s, line %s.",
        type(error).__name__,
        where.name,
        where.lineno,
    )


View = Callable[..., HttpResponse]


def call(*methods: str, needs: Scope | None = None) -> Callable[[View], View]:
    """Open an address to systems. Without ``needs`` to everybody."""

    def opened(view: View) -> View:
        @csrf_exempt
        @wraps(view)
        def answer(request: HttpRequest, area: str, **holes: Any) -> HttpResponse:
            try:
                return view(_checked(request, area, methods, needs), **holes)
            except CallRefusedError as refused:
                return refusal(refused)
            except Exception as error:
                _log_without_values(error)
                return refusal(_OUR_FAULT)

        return answer

    return opened


def body_of(request: HttpRequest, *, most: int = MOST_BYTES) -> bytes:
    """Raises CallRefusedError before anything is read of what is too large."""
    length = request.META.get("CONTENT_LENGTH") or ""
    if not length.isdigit():
        raise CallRefusedError(
            HTTPStatus.LENGTH_REQUIRED, IssueCode.REQUIRED, "Say how long the message is."
        )
    if int(length) > most:
        raise CallRefusedError(
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            IssueCode.TOO_LONG,
            "The message is larger than is taken.",
        )
    return request.read(int(length))


def check_json(request: HttpRequest) -> None:
    if request.content_type not in JSON_TYPES:
        raise CallRefusedError(
            HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
            IssueCode.NOT_SUPPORTED,
            "Send JSON, as application/fhir+json.",
        )


def check_often(what: str, who: str, most: int) -> None:
    if is_too_often(what=what, who=who, most=most):
        raise CallRefusedError(
            HTTPStatus.TOO_MANY_REQUESTS,
            IssueCode.BUSINESS_RULE,
            "These are too many calls. Wait ten minutes, and send fewer.",
            Retry_After=str(WINDOW_SECONDS),
        )


def computer_of(request: HttpRequest) -> str:
    """One for all whose address nobody tells."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"


def _checked(
    request: HttpRequest, slug: str, methods: tuple[str, ...], needs: Scope | None
) -> Call:
    area = area_by_slug(slug)
    if area is None:
        raise CallRefusedError(
            HTTPStatus.NOT_FOUND, IssueCode.NOT_FOUND, "There is no such address."
        )
    if request.method not in methods:
        raise CallRefusedError(
            HTTPStatus.METHOD_NOT_ALLOWED,
            IssueCode.NOT_SUPPORTED,
            "This address is not called in this way.",
            Allow=", ".join(methods),
        )
    at = clock.now()
    if needs is None:
        check_often("advice-api-open", computer_of(request), MOST_UNKNOWN)
        return Call(request=request, area=area, at=at)
    return Call(request=request, area=area, at=at, client=_client(request, area, at, needs))


def _client(request: HttpRequest, area: LocalArea, at: datetime, needs: Scope) -> AdviceClient:
    kind, _, token = request.headers.get("Authorization", "").partition(" ")
    found = client_with_token(area, token=token.strip(), at=at) if kind == "Bearer" else None
    if found is None:
        check_often("advice-api-unknown", computer_of(request), MOST_UNKNOWN)
        _note(area, at, IssueCode.SECURITY)
        raise CallRefusedError(
            HTTPStatus.UNAUTHORIZED,
            IssueCode.SECURITY,
            "Ask for a token, and send it with the call.",
            WWW_Authenticate="Bearer",
        )
    client: AdviceClient = found.client
    check_often("advice-api", client.ref, MOST_CALLS)
    if needs not in found.scopes.split():
        _note(area, at, IssueCode.SECURITY)
        raise CallRefusedError(
            HTTPStatus.FORBIDDEN, IssueCode.SECURITY, f"This call needs the scope {needs.value}."
        )
    return client


def _note(area: LocalArea, at: datetime, code: IssueCode) -> None:
    nobody = system_actor(name=parties.NAME, area_id=area.pk, area_slug=area.slug, permissions=())
    note_refusal(actor=nobody, at=at, code=code.value)


_OUR_FAULT = CallRefusedError(
    HTTPStatus.INTERNAL_SERVER_ERROR,
    IssueCode.INFORMATIONAL,
    "Something went wrong here, and nothing was kept. Send it again later.",
)
