"""Turning a page value into HTML, with the database out of reach.

Templates receive plain values. A template that makes a query, by a lazy queryset or a record's
relation, raises here, so the number of queries of a page is decided in Python alone.
"""

from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template


class TemplateReachedDatabaseError(RuntimeError):
    """A template tried to read or write the database."""


def render_page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """The answer of every page."""
    found = get_template(template)
    with connection.execute_wrapper(_refuse_query):
        return HttpResponse(found.render(dict(context), request), status=status)


def _refuse_query(
    execute: Callable[..., Any],
    sql: str,
    params: Any,
    many: bool,  # noqa: FBT001
    context: Any,
) -> NoReturn:
    raise TemplateReachedDatabaseError(f"A template reached the database: {sql[:80]}")
