"""What the ledger has for the rest of the house: a link for those who may read it."""

from collections.abc import Sequence

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.ledger import perms
from alongside.web.offers import NavigationLink, Offers

ORDER = 90


def _navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not actor.may(perms.VIEW):
        return ()
    return (NavigationLink("Ledger", reverse("ledger:entries", args=[actor.area_slug]), ORDER),)


OFFERS = Offers(room="ledger", navigation=_navigation)
