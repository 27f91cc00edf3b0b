"""What background work has for the rest of the house: a link and a card for administrators."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.access import perms
from alongside.jobs import queries
from alongside.jobs.models import FAILED
from alongside.jobs.words import work_words
from alongside.kernel.actor import Actor
from alongside.web.offers import CardRow, HomeCard, NavigationLink, Offers

ORDER = 95
SHOWN = 5


def _home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    if not actor.may(perms.ADMINISTER):
        return ()
    address = reverse("jobs:jobs", args=[actor.area_slug]) + f"?state={FAILED}"
    failed = queries.jobs(actor, state=FAILED)
    rows = tuple(CardRow(work_words(job.name), address, job.sentence) for job in failed[:SHOWN])
    return (
        HomeCard(
            title="Background work that failed",
            order=ORDER,
            rows=rows,
            total_count=failed.count() if rows else 0,
            more_address=address,
            empty="No background work has failed.",
        ),
    )


def _navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not actor.may(perms.ADMINISTER):
        return ()
    return (NavigationLink("Background work", reverse("jobs:jobs", args=[actor.area_slug]), ORDER),)


OFFERS = Offers(room="jobs", home_cards=_home_cards, navigation=_navigation)
