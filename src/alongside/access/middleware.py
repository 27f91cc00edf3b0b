"""Who is asking, in which local area, and whether they may come in at all.

Order of questions: is the sign-in still good; is the address open; is somebody signed in; do they
hold anything in the area; did they prove a second factor. What fails the third is asked to sign in,
the same for addresses that exist and that do not. What fails the fourth is "not found", like
nonsense. A page that carries no rule is closed. What is read under emergency access is noted.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from alongside.access import second_factor, sessions
from alongside.access.actors import account_actor, arrive
from alongside.access.looking import note_look
from alongside.access.models import Account
from alongside.access.open_addresses import is_open_to_anyone, is_open_to_signed_in
from alongside.access.operations.sign_in import record_sign_out
from alongside.web import clock
from alongside.web.errors import form_expired
from alongside.web.pages import READING

EXPIRED = "You were signed out because the page was open too long without being used."
UNPROVED = "Your work needs a second step at sign-in. Open the page again to do it."


class ActorMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.area = request.actor = None  # type: ignore[attr-defined]
        at = clock.now()
        _end_if_over(request, at)
        if is_open_to_anyone(request.path_info):
            return self.get_response(request)
        if not request.user.is_authenticated:
            return _ask_to_sign_in(request)
        sessions.mark_used(request.session, at=at)
        if is_open_to_signed_in(request.path_info):
            request.person_name = request.user.person.name  # type: ignore[attr-defined]
            return self.get_response(request)
        return _come_in(request, at) or self._answer(request, at)

    def _answer(self, request: HttpRequest, at: datetime) -> HttpResponse:
        response = self.get_response(request)
        note_look(request, response, at=at)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        """Closed by default: in an area, only a page that says what it needs is open."""
        path = request.path_info
        if is_open_to_anyone(path) or is_open_to_signed_in(path):
            return
        if getattr(view, "page_rule", None) is None:
            raise Http404


def _end_if_over(request: HttpRequest, at: datetime) -> None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return
    if sessions.is_over(request.session, at=at):
        _record_end(request, at)
        logout(request)


def _record_end(request: HttpRequest, at: datetime) -> None:
    if isinstance(request.user, Account):
        record_sign_out(
            actor=account_actor(request.user),
            at=at,
            account=request.user,
            session_key=request.session.session_key or "",
            reason="expired",
        )


def _ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method not in READING:
        return form_expired(request, EXPIRED)
    query = urlencode({"next": request.get_full_path()})
    return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{query}")


def _come_in(request: HttpRequest, at: datetime) -> HttpResponse | None:
    """Puts area and actor on the request, or answers: a second factor is still to be proved."""
    account: Any = request.user
    slug = request.path_info.lstrip("/").partition("/")[0]
    arrival = arrive(person_id=account.person_id, area_slug=slug, at=at)
    if arrival is None:
        raise Http404
    if (
        settings.SECOND_FACTOR_REQUIRED
        and arrival.needs_second_factor
        and not second_factor.is_proved(request, account)
    ):
        if request.method not in READING:
            return form_expired(request, UNPROVED)
        return HttpResponseRedirect(second_factor.where_to_prove(request, account))
    request.area, request.actor = arrival.area, arrival.actor  # type: ignore[attr-defined]
    return None
