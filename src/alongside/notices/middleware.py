"""Counts the unread messages of whoever is asking, for the top of every page: one small query.

Stands after the access middleware, which puts the actor on the request.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from alongside.notices.queries import unread


class UnreadMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        """Before the address is read, so that every "not found" page is the same."""
        actor = getattr(request, "actor", None)
        if actor is not None and request.method in ("GET", "POST"):
            request.unread_notice_count = unread(actor).count()
        return self.get_response(request)
