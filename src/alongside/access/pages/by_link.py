"""The door for visitors by link: closed to everybody whose cookie is of no visit that goes on.

The pages behind it are those that people with an account see. They get their record from the visit, so that
no address holds a name of it, and each look is noted like every other. A room says what its door opens.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.access.by_link import VISIT_LASTS, digest_of
from alongside.access.limiting import is_too_often
from alongside.access.looking import note_look
from alongside.kernel.actor import Actor
from alongside.people.models import LocalArea
from alongside.web import clock
from alongside.web.errors import form_expired, too_many
from alongside.web.pages import READING
from alongside.web.render import render_page

OVER = "Your visit is over. Open your link again, and copy this into it."
MARK = "through_link"
"""On every page that is closed without a visit."""
MOST_WRONG_LINKS = 30
MOST_TRIES_OF_A_LINK = 20
"""In ten minutes: wrong links from one computer, and askings of one link."""
View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Visitor:
    """``parts`` are what the pages behind the door are told besides the area."""

    area: LocalArea
    actor: Actor
    parts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Doorway:
    """``name`` is also the name of its addresses, and ``home`` of the page that a visitor comes to."""

    name: str
    home: str
    cookie: str
    path: str
    over: str
    visitor_of: Callable[[str, datetime], Visitor | None]

    def through(self, view: View) -> View:
        """Open a page to visitors by link. ``view`` says for itself what it needs."""

        @wraps(view)
        def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
            at = clock.now()
            visitor = self.visitor_of(request.COOKIES.get(self.cookie, ""), at)
            if visitor is None:
                return self._over(request)
            coming: Any = request
            coming.came_by_link = self.home
            coming.area, coming.actor = visitor.area, visitor.actor
            response: Any = view(request, area=visitor.area.slug, **{**visitor.parts, **parts})
            note_look(request, response, at=at)
            return unshared(response)

        setattr(answer, MARK, True)
        return answer

    def come_in(self, secret: str) -> HttpResponse:
        response = HttpResponseRedirect(reverse(self.home))
        response.set_cookie(
            self.cookie,
            secret,
            max_age=VISIT_LASTS,
            path=self.path,
            secure=bool(settings.SESSION_COOKIE_SECURE),
            httponly=True,
            samesite="Strict",
        )
        return response

    def left(self, request: HttpRequest) -> HttpResponseBase:
        response = render_page(request, self.over, {})
        response.delete_cookie(self.cookie, path=self.path, samesite="Strict")
        return unshared(response)

    def nothing(self, request: HttpRequest) -> HttpResponseBase:
        """For a link that opens nothing, whatever the reason: not found, or too often."""
        visitor = get_adapter().get_client_ip(request)
        if is_too_often(what=f"{self.name}-wrong", who=visitor, most=MOST_WRONG_LINKS):
            return too_many(request)
        raise Http404

    def is_too_often(self, secret: str) -> bool:
        who = digest_of(secret)[:32]
        return is_too_often(what=f"{self.name}-try", who=who, most=MOST_TRIES_OF_A_LINK)

    def _over(self, request: HttpRequest) -> HttpResponseBase:
        """The same for a visit that is over and for somebody who never had one."""
        if request.method not in READING:
            return form_expired(request, OVER)
        return unshared(render_page(request, self.over, {}, status=403))


def unshared(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by no cache and found by no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
