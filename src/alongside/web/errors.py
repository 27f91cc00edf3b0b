"""Error pages: each a plain sentence and a next step.

A page that a person may not open looks like a page that is not there. The page for our own faults
needs neither the database nor the request.
"""

import logging
import re
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.template import TemplateDoesNotExist
from django.template.loader import get_template
from django.utils.datastructures import MultiValueDict
from django.utils.http import url_has_allowed_host_and_scheme

from alongside.web.render import render_page

log = logging.getLogger("alongside.web")

_SECRET_NAME = re.compile(
    r"password|passphrase|secret|token|code|credential|recovery|\bpin\b|otp", re.IGNORECASE
)
_BOOKKEEPING = frozenset({"expected_version", "next", "action"})
_LAST_RESORT = (
    "<!doctype html><html lang='en-GB'><title>Something went wrong – Alongside</title>"
    "<h1>Something went wrong</h1>"
    "<p>Sorry, the fault is ours. Wait a minute, then go back and try again.</p></html>"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One thing a person had typed, under a name that they can recognise."""

    label: str
    text: str

    @property
    def rows(self) -> int:
        return min(12, max(2, len(self.text) // 60 + self.text.count("\n") + 1))


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request, exception)
    return _answer(request, "web/errors/400.html", HTTPStatus.BAD_REQUEST)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Also the answer to "you may not": it tells nothing about what exists."""
    return _answer(request, "web/errors/404.html", HTTPStatus.NOT_FOUND)


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, "web/errors/413.html", HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


def too_many(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    response = _answer(request, "web/errors/429.html", HTTPStatus.TOO_MANY_REQUESTS)
    response["Retry-After"] = "600"
    return response


def maintenance(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """While the installation is being updated. Needs no database."""
    response = _standalone("web/errors/503.html", HTTPStatus.SERVICE_UNAVAILABLE)
    response["Retry-After"] = "300"
    return response


def server_error(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Our own fault. Needs no request, no context processor and no database."""
    return _standalone("web/errors/500.html", HTTPStatus.INTERNAL_SERVER_ERROR)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came too late, from a page left open or after signing out.

    Shows what was typed.
    """
    context = {
        "typed": typed_values(request),
        "had_files": _had_files(request),
        "back": _back(request),
    }
    return _no_store(
        render_page(request, "web/errors/expired.html", context, status=HTTPStatus.FORBIDDEN)
    )


def typed_values(request: HttpRequest) -> list[Typed]:
    """Everything typed, save passwords, codes and the form's own bookkeeping."""
    return [
        Typed(_label(name), "\n".join(values))
        for name, values in _posted(request).lists()
        if any(values) and not _is_private(name)
    ]


def _is_private(name: str) -> bool:
    return name == "csrfmiddlewaretoken" or name in _BOOKKEEPING or bool(_SECRET_NAME.search(name))


def _label(name: str) -> str:
    return re.sub(r"[_\-]+", " ", name).strip().capitalize()


def _posted(request: HttpRequest) -> MultiValueDict[str, str]:
    try:
        return request.POST
    except (RequestDataTooBig, UnreadablePostError):
        return MultiValueDict()


def _had_files(request: HttpRequest) -> bool:
    return (request.content_type or "").startswith("multipart/") and bool(request.FILES)


def _back(request: HttpRequest) -> str:
    """This page again, never another site."""
    path = request.get_full_path()
    return path if url_has_allowed_host_and_scheme(path, allowed_hosts=None) else "/"


def _answer(request: HttpRequest, template: str, status: HTTPStatus) -> HttpResponse:
    return _no_store(render_page(request, template, {}, status=status))


def _standalone(template: str, status: HTTPStatus) -> HttpResponse:
    try:
        content = get_template(template).render()
    except (TemplateDoesNotExist, ValueError):
        log.exception("The page %s could not be made.", template)
        content = _LAST_RESORT
    return _no_store(HttpResponse(content, status=status))


def _no_store(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store"
    return response
