"""How many days each service took in the last year, of the sides that somebody looks after; and the chart of
one service, as the worker drew it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.advice import perms
from alongside.advice.models import AdviceRequest, DaysDrawn
from alongside.advice.queries.lists import leaves
from alongside.advice.rules.codes import Adviser
from alongside.advice.rules.days import ServiceDays, days_by_service
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.ledger.remembering import remembered
from alongside.measures.pictures import Picture, picture_from

YEAR = timedelta(days=365)


def days_taken(actor: Actor, *, today: date) -> tuple[ServiceDays, ...]:
    """From the receipt at the body to the first advice. One query; remembered while nothing changes."""
    sides = tuple(side.value for side, needed in perms.OVERSEES.items() if actor.may(needed))
    key = ("advice.days", actor.area_id, sides, today)
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(side__in=sides)
    return remembered(key, lambda: days_by_service(taken_in_a_year(rows, today)))


@dataclass(frozen=True, slots=True)
class DrawnDays:
    """``days`` is None while nothing was received in the last year, ``picture`` until one is drawn."""

    adviser: Adviser
    days: ServiceDays | None
    picture: Picture | None
    as_at: datetime | None


def service_days(actor: Actor, *, service: str, today: date) -> DrawnDays:
    """Raises Hidden for a service that is not of a side that this person looks after."""
    if service not in set(Adviser) or not _is_of(actor, service):
        raise Hidden("service")
    taken = {each.adviser: each for each in days_taken(actor, today=today)}
    row = DaysDrawn.objects.visible_to(actor).filter(adviser=service).first()
    return DrawnDays(
        adviser=Adviser(service),
        days=taken.get(Adviser(service)),
        picture=picture_from(row.content) if row else None,
        as_at=row.as_at if row else None,
    )


def _is_of(actor: Actor, service: str) -> bool:
    """Whether the service was ever asked on a side that this person looks after."""
    sides = [side.value for side, needed in perms.OVERSEES.items() if actor.may(needed)]
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(adviser=service, side__in=sides)
    return bool(rows.exists())


def taken_in_a_year(rows: Any, today: date) -> Iterator[tuple[Adviser, int]]:
    """Of requests that the caller has narrowed: each service with the days it took."""
    given = leaves(rows).filter(
        received_on__isnull=False, first_given_on__range=(today - YEAR, today)
    )
    for adviser, began, on in given.values_list("adviser", "received_on", "first_given_on"):
        yield Adviser(adviser), (on - began).days
