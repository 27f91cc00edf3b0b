"""How many days each service took in the last year, of the sides that somebody looks after."""

from collections.abc import Iterator
from datetime import date, timedelta

from alongside.advice import perms
from alongside.advice.models import AdviceRequest
from alongside.advice.queries.lists import leaves
from alongside.advice.rules.codes import Adviser
from alongside.advice.rules.days import ServiceDays, days_by_service
from alongside.kernel.actor import Actor
from alongside.ledger.remembering import remembered

YEAR = timedelta(days=365)


def days_taken(actor: Actor, *, today: date) -> tuple[ServiceDays, ...]:
    """From the receipt at the body to the first advice. One query; remembered while nothing changes."""
    sides = tuple(side.value for side, needed in perms.OVERSEES.items() if actor.may(needed))
    key = ("advice.days", actor.area_id, sides, today)
    return remembered(key, lambda: days_by_service(_taken(actor.area_id, sides, today)))


def _taken(area_id: int, sides: tuple[str, ...], today: date) -> Iterator[tuple[Adviser, int]]:
    rows = leaves(AdviceRequest.objects.in_area(area_id)).filter(
        side__in=sides, received_on__isnull=False, first_given_on__range=(today - YEAR, today)
    )
    for adviser, began, given in rows.values_list("adviser", "received_on", "first_given_on"):
        yield Adviser(adviser), (given - began).days
