"""What this room has for others: its place in the menu. Which figures are due is told beside the
measures of success that they count.
"""

from collections.abc import Sequence

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.web.offers import NavigationLink, Offers


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not actor.may(perms.VIEW):
        return ()
    return (NavigationLink("Measures", reverse("measures:all_series", args=[actor.area_slug]), 20),)


OFFERS = Offers(room="measures", navigation=navigation)
