"""A page asked for as an actor, without the sign-in that comes before it."""

from django.contrib.messages.storage.base import BaseStorage
from django.contrib.messages.storage.cookie import CookieStorage
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve

from alongside.kernel.actor import Actor


def look(
    actor: Actor | None, address: str, *, posted: dict[str, object] | None = None
) -> HttpResponse:
    """GET, or POST when something is posted. Raises Http404 as the page does."""
    factory = RequestFactory()
    request = factory.get(address) if posted is None else factory.post(address, posted)
    request.actor = actor  # type: ignore[attr-defined]
    storage: BaseStorage = CookieStorage(request)
    request._messages = storage  # type: ignore[attr-defined]
    found = resolve(request.path)
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer
