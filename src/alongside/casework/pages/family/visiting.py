"""The door for visitors by link: closed to everybody whose cookie is of no visit that goes on.

The page behind it is the one that families with an account see. It gets the case from the visit, so that
no address holds a name of it, and each look is noted like every other.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from alongside.access.looking import note_look
from alongside.casework.families.door import link_actor
from alongside.casework.queries.family_visits import access_of_visit
from alongside.web import clock
from alongside.web.errors import form_expired
from alongside.web.pages import READING
from alongside.web.render import render_page

COOKIE = "alongside_family"
OVER = "Your visit is over. Open your link again, and copy this into it."
MARK = "through_link"
"""On every page that is closed without a visit."""
View = Callable[..., HttpResponseBase]


def through_link(view: View) -> View:
    """Open a family's page to visitors by link. ``view`` says for itself what it needs."""

    @wraps(view)
    def answer(request: HttpRequest, **parts: Any) -> HttpResponseBase:
        at = clock.now()
        access = access_of_visit(request.COOKIES.get(COOKIE, ""), at=at)
        if access is None:
            return _over(request)
        visitor: Any = request
        visitor.came_by_link, visitor.area, visitor.actor = True, access.area, link_actor(access)
        response = view(request, area=access.area.slug, ref=access.case.ref, **parts)
        if isinstance(response, HttpResponse):
            note_look(request, response, at=at)
        return unshared(response)

    setattr(answer, MARK, True)
    return answer


def unshared(response: HttpResponseBase) -> HttpResponseBase:
    """Kept by no cache and found by no search engine."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _over(request: HttpRequest) -> HttpResponseBase:
    """The same for a visit that is over and for somebody who never had one."""
    if request.method not in READING:
        return form_expired(request, OVER)
    return unshared(render_page(request, "casework/family/over.html", {}, status=403))
