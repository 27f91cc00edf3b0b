"""The home page: what needs me today? Each room offers its own cards for the person who asks."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.access.roles import role_label
from alongside.kernel.actor import Actor
from alongside.ledger.remembering import under_one_head
from alongside.web import clock, offers
from alongside.web.offers import HomeCard
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class HomePage:
    name: str
    roles: tuple[str, ...]
    today: date
    cards: tuple[HomeCard, ...]
    quiet: tuple[HomeCard, ...]


def home_page(*, actor: Actor, today: date) -> HomePage:
    """Cards with something in them come first, as cards; the others are named in one quiet list."""
    with under_one_head():
        cards = [card for offer in offers.installed() for card in offer.home_cards(actor, today)]
    cards.sort(key=lambda card: card.order)
    return HomePage(
        name=actor.name,
        roles=tuple(role_label(code) for code in actor.roles),
        today=today,
        cards=tuple(card for card in cards if card.rows),
        quiet=tuple(card for card in cards if not card.rows),
    )


@page("GET", needs=None)
def home(request: PageRequest, area: str) -> HttpResponse:
    content = home_page(actor=request.actor, today=clock.today())
    return render_page(request, "house/home.html", {"page": content})
