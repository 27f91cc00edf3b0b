"""By when the law, or we, want the advice of a request: read with it, and kept nowhere else."""

from datetime import date
from typing import Any

from django.db.models import F
from django.db.models.functions import Coalesce

from alongside.advice.models import AdviceRequest
from alongside.casework.queries.asked_bodies import advice_due_on
from alongside.kernel.actor import Actor


def with_due_on(rows: Any) -> Any:
    """Each request with ``due_on``: the law’s day, else the one by which we asked for it; None before the
    body received it.
    """
    law = advice_due_on(case="case_id", body="body", since="asked_on")
    return rows.annotate(due_on=Coalesce(law, F("wanted_by_on")))


def due_on_of(actor: Actor, request: AdviceRequest) -> date | None:
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(pk=request.pk)
    found: date | None = with_due_on(rows).values_list("due_on", flat=True).get()
    return found
