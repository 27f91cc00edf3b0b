"""How many questions a page asks the database."""

from collections.abc import Iterable

from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.access.roles import permissions_of
from alongside.ledger.remembering import forget_everything
from tests.addresses import Named
from tests.world import Side


def count_queries(named: Named, side: Side, readers: Iterable[str], **asked: str) -> int:
    """By the first of the readers who may open it; ``asked`` is what the address asks for."""
    role = next(r for r in readers if r in side.accounts and named.opens_to(permissions_of(r)))
    client = Client()
    client.force_login(side.accounts[role])
    address = named.address(side.slug, named.fill(side))
    forget_everything()
    reset_queries()  # the log of one connection ends at nine thousand
    with CaptureQueriesContext(connection) as found:
        response = client.get(address, asked)
    response.close()
    assert response.status_code in (200, 302), named
    return len(found)
