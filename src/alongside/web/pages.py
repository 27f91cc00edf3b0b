"""How a page function says what it needs. Everything is closed until this decorator opens it.

    @page("GET", "POST", needs=perms.RECORD_STATUS)
    def record_status(request: PageRequest, line_ref: str) -> HttpResponse: ...

The area part of the address is taken off by the access middleware, which puts the actor on the
request. A page that a person may not open answers "not found", like nonsense. A GET that writes
raises.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

LOOK = "alongside_look"
Answer = TypeVar("Answer", bound=HttpResponseBase)
READING = frozenset({"GET", "HEAD"})
# Opening a transaction writes nothing; Django does it once to learn what the database can do.
_READ_WORDS = (
    "SELECT",
    "EXPLAIN",
    "PRAGMA",
    "SAVEPOINT",
    "RELEASE",
    "WITH",
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
)


class PageRequest(HttpRequest):
    """A request after the access middleware: it always has an actor."""

    actor: Actor


Needs = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class PageRule:
    """``needs`` is a permission, or several of which one is enough; None means any signed-in person
    with a role in the area.
    """

    methods: frozenset[str]
    needs: Needs

    def opens_to(self, actor: Actor) -> bool:
        if self.needs is None:
            return True
        enough = (self.needs,) if isinstance(self.needs, str) else self.needs
        return any(actor.may_somewhere(permission) for permission in enough)


@dataclass(frozen=True, slots=True)
class Look:
    """A look at records that is noted, whoever looks."""

    subject: str
    ref: str
    reason: str


def as_look(response: Answer, *, subject: str, ref: str, reason: str) -> Answer:
    """The same answer, marked so that the access middleware notes it before it is sent."""
    setattr(response, LOOK, Look(subject, ref, reason))
    return response


class GetWroteError(RuntimeError):
    """A page changed a record while only being looked at."""


def _refuse_writes(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001
    context: Any,
) -> Any:
    if not sql.lstrip(" (\n").upper().startswith(_READ_WORDS):
        raise GetWroteError(f"A page wrote while being looked at: {sql.split()[0]}")
    return execute(sql, params, many, context)


View = Callable[..., HttpResponseBase]


def page(*methods: str, needs: Needs) -> Callable[[View], View]:
    """Open a page for the given methods to people who have the permission somewhere in the area, or
    one of several permissions.
    """
    rule = PageRule(
        methods=frozenset(methods) | ({"HEAD"} if "GET" in methods else set()), needs=needs
    )

    def opened(view: View) -> View:
        @wraps(view)
        def answer(request: PageRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor: Actor | None = getattr(request, "actor", None)
            if actor is None or not rule.opens_to(actor):
                raise Http404
            if request.method not in rule.methods:
                return HttpResponseNotAllowed(sorted(rule.methods))
            try:
                if request.method in READING:
                    with connection.execute_wrapper(_refuse_writes):
                        return view(request, *args, **kwargs)
                return view(request, *args, **kwargs)
            except Hidden:
                raise Http404 from None

        answer.page_rule = rule  # type: ignore[attr-defined]
        return answer

    return opened
