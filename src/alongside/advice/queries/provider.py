"""How the advice of one provider stands, for whoever manages it: its own alone, and no child by name."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from alongside.advice import perms
from alongside.advice.models import AdviceCheck
from alongside.advice.queries.days import YEAR, services_alone, taken_in_a_year
from alongside.advice.queries.lists import Board, BoardChoice, of_providers, requests_of_providers
from alongside.advice.rules.codes import Adviser, Outcome
from alongside.advice.rules.days import ServiceDays, days_by_service
from alongside.kernel.actor import Actor
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Hidden
from alongside.people.queries import organisations


@dataclass(frozen=True, slots=True)
class ProviderPage:
    """``first_time``: of the first checks of the last year, those that accepted what was sent. ``alone``: the
    services that nobody else gives here, so that the chart of the service is their own.
    """

    names: tuple[str, ...]
    board: Board
    days: tuple[ServiceDays, ...]
    first_time: Proportion
    alone: frozenset[Adviser]


def provider_page(actor: Actor, *, today: date, choice: BoardChoice) -> ProviderPage:
    """Raises Hidden for whoever manages no provider."""
    managed = actor.organisations_for(perms.PROVIDER)
    if not managed:
        raise Hidden("provider")
    names = organisations().filter(pk__in=managed).order_by("name").values_list("name", flat=True)
    return ProviderPage(
        names=tuple(names),
        board=requests_of_providers(actor, today=today, choice=choice),
        days=days_by_service(taken_in_a_year(of_providers(actor), today)),
        first_time=_first_time(actor, today),
        alone=services_alone(actor),
    )


def _first_time(actor: Actor, today: date) -> Proportion:
    checks = AdviceCheck.objects.in_area(actor.area_id).filter(
        submission__number=1,
        submission__request__in=of_providers(actor),
        checked_on__range=(today - YEAR, today),
    )
    accepted = Count("pk", filter=Q(outcome=Outcome.ACCEPTED.value))
    found = checks.aggregate(all=Count("pk"), accepted=accepted)
    return Proportion(found["accepted"], found["all"])
