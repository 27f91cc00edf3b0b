"""Requests as the middleware leaves them, without a server."""

from types import SimpleNamespace
from typing import Any

from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpRequest
from django.test import RequestFactory

from alongside.kernel.actor import Actor

CHAIR = Actor(person_id=1, name="Priya Shah", area_id=1, area_slug="york")
YORK = SimpleNamespace(name="City of York", brand="forest")


def visitor(path: str = "/", **query: str) -> HttpRequest:
    """Nobody signed in, no area known."""
    return RequestFactory().get(path, query)


def as_chair(path: str = "/york/", *, post: dict[str, Any] | None = None, **query: str) -> Any:
    factory = RequestFactory()
    request: Any = factory.get(path, query) if post is None else factory.post(path, post)
    request.actor, request.area = CHAIR, YORK
    request._messages = CookieStorage(request)
    return request
