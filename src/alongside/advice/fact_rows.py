"""The facts that advice offers: one row for each request that somebody answers, a service’s part included.

As codes and days only. Nobody who wrote advice becomes a fact.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from alongside.advice import perms
from alongside.advice.models import AdviceCheck, AdviceRequest
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.lists import leaves
from alongside.advice.rules.codes import WITH_LAW_DAY, Outcome
from alongside.casework.facts.rows import child_key
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.pseudonyms import fact_key

BATCH = 500
REQUEST = "advice request"
Values = tuple[object, ...]


def request_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Those with a day that the law set. Raises Hidden."""
    for row in requests(actor).iterator(chunk_size=BATCH):
        fell_away = row.first_given_on is None and row.ended_on and row.ended_on <= row.due_on
        yield (
            request_key(actor, row.pk),
            child_key(actor, row.case_id),
            row.side,
            row.adviser,
            row.due_on,
            row.first_given_on,
            row.accepted_on,
            bool(fell_away),
            row.first_checked_on,
            row.first_outcome == Outcome.ACCEPTED if row.first_outcome else None,
        )


def requests(actor: Actor) -> Any:
    """With ``due_on`` and the first check. A whole that was shared stands in its parts. Raises Hidden for
    whoever looks after no side; the caller narrows to the side that it asked for.
    """
    if not any(actor.may(each) for each in perms.OVERSEERS):
        raise Hidden("requests")
    checks = AdviceCheck.objects.in_area(actor.area_id).filter(submission__request=OuterRef("pk"))
    first = checks.order_by("id")
    rows = leaves(AdviceRequest.objects.in_area(actor.area_id)).annotate(
        first_outcome=Subquery(first.values("outcome")[:1]),
        first_checked_on=Subquery(first.values("checked_on")[:1]),
    )
    lawful = rows.filter(purpose__in=[each.value for each in WITH_LAW_DAY])
    return with_due_on(lawful).filter(due_on__isnull=False).order_by("id")


def request_key(actor: Actor, request_id: int) -> str:
    return fact_key(actor.area_slug, REQUEST, request_id)
