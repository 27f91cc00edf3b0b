"""What this room has for the rest of the house: links, and emergencies that wait for review."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.access import perms, queries
from alongside.access.words import scope_words
from alongside.kernel.actor import Actor
from alongside.web.offers import CardRow, HomeCard, NavigationLink, Offers
from alongside.web.writing import instant

ORDER = 80
CARD_ORDER = 5
MOST_ROWS = 5


def _navigation(actor: Actor) -> Sequence[NavigationLink]:
    if actor.may_somewhere(perms.GRANT):
        return (NavigationLink("Access", reverse("access:grants", args=[actor.area_slug]), ORDER),)
    if actor.may_somewhere(perms.EMERGENCY):
        address = reverse("access:take_emergency", args=[actor.area_slug])
        return (NavigationLink("Emergency access", address, ORDER),)
    return ()


def _home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    if not actor.may(perms.SEE_EMERGENCIES):
        return ()
    waiting = list(queries.emergencies_to_review(actor))
    rows = [
        CardRow(
            text=f"{grant.person.name}: {scope_words(grant)}",
            address=reverse("access:emergency", args=[actor.area_slug, grant.ref]),
            note=f"Taken {instant(grant.granted_from)}",
            tag="To review",
            tag_colour="amber",
        )
        for grant in waiting[:MOST_ROWS]
    ]
    return (
        HomeCard(
            title="Emergency access to review",
            order=CARD_ORDER,
            rows=rows,
            total_count=len(waiting),
            more_address=reverse("access:emergencies", args=[actor.area_slug]),
            empty="No emergency access waits for your review.",
        ),
    )


OFFERS = Offers(room="access", home_cards=_home_cards, navigation=_navigation)
