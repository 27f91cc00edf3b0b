"""Addresses that belong to no area: where to begin, is it up, may it be indexed."""

from typing import cast

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_safe

from alongside.access.front_door import first_address
from alongside.access.models import Account
from alongside.web import clock


@require_safe
def root(request: HttpRequest) -> HttpResponse:
    """The one area somebody works in, or a choice of several."""
    return HttpResponseRedirect(first_address(cast(Account, request.user), at=clock.now()))


@require_safe
def healthy(request: HttpRequest) -> HttpResponse:
    """For a monitor: 200 when the database answers. Says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
