"""How many days each service took in the last year, of the sides that somebody looks after; and the chart of
one service, as the worker drew it, for them and for the one provider that gives it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.advice import perms
from alongside.advice.models import AdviceRequest, DaysDrawn
from alongside.advice.queries.lists import leaves, of_providers
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
    """Raises Hidden for a service that is not of a side that this person looks after, nor given here by nobody
    but their own organisation.
    """
    if service not in set(Adviser):
        raise Hidden("service")
    adviser = Adviser(service)
    taken = _days_of(actor, adviser, today)
    row = DaysDrawn.objects.in_area(actor.area_id).filter(adviser=service).first()
    return DrawnDays(
        adviser=adviser,
        days=next((each for each in taken if each.adviser is adviser), None),
        picture=picture_from(row.content) if row else None,
        as_at=row.as_at if row else None,
    )


def _days_of(actor: Actor, adviser: Adviser, today: date) -> tuple[ServiceDays, ...]:
    if _is_of(actor, adviser):
        return days_taken(actor, today=today)
    if adviser not in services_alone(actor):
        raise Hidden("service")
    return days_by_service(taken_in_a_year(of_providers(actor), today))


def _is_of(actor: Actor, adviser: Adviser) -> bool:
    """Whether the service was ever asked on a side that this person looks after."""
    sides = [side.value for side, needed in perms.OVERSEES.items() if actor.may(needed)]
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(
        adviser=adviser.value, side__in=sides
    )
    return bool(sides and rows.exists())


def services_alone(actor: Actor) -> frozenset[Adviser]:
    """Services that were asked of the organisations this person manages, and of no other in the area."""
    managed = actor.organisations_for(perms.PROVIDER)
    if not managed:
        return frozenset()
    rows = AdviceRequest.objects.in_area(actor.area_id).order_by()
    asked = rows.values_list("adviser", "post__organisation").distinct()
    own = {adviser for adviser, organisation in asked if organisation in managed}
    others = {adviser for adviser, organisation in asked if organisation not in managed}
    return frozenset(Adviser(each) for each in own - others)


def taken_in_a_year(rows: Any, today: date) -> Iterator[tuple[Adviser, int]]:
    """Of requests that the caller has narrowed: each service with the days it took."""
    given = leaves(rows).filter(
        received_on__isnull=False, first_given_on__range=(today - YEAR, today)
    )
    for adviser, began, on in given.values_list("adviser", "received_on", "first_given_on"):
        yield Adviser(adviser), (on - began).days
