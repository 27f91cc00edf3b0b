"""What this room has for the home page: unread messages, and for administrators the state of
e-mail.
"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from alongside.access import perms as access_perms
from alongside.access.letters import is_set_up
from alongside.kernel.actor import Actor
from alongside.notices import queries
from alongside.web.markup import counted, instant
from alongside.web.offers import CardRow, HomeCard, Offers

MOST_ROWS = 5
ORDER, TROUBLE_ORDER = 80, 15


def _home_cards(actor: Actor, today: date) -> Sequence[HomeCard]:
    return (*_trouble(actor), _messages(actor))


def _messages(actor: Actor) -> HomeCard:
    newest, count = queries.newest_unread(actor, MOST_ROWS)
    return HomeCard(
        title="Messages",
        order=ORDER,
        rows=tuple(
            CardRow(text=n.sentence, address=n.address, note=instant(n.made_at)) for n in newest
        ),
        total_count=count,
        more_address=reverse("notices:notices", args=[actor.area_slug]),
        empty="You have read every message.",
    )


def _trouble(actor: Actor) -> Sequence[HomeCard]:
    if not actor.may(access_perms.ADMINISTER):
        return ()
    address = reverse("notices:outbox", args=[actor.area_slug])
    count = queries.emails_in_trouble(actor).count()
    row = CardRow(text=f"{counted(count, 'e-mail,e-mails')} could not be sent", address=address)
    return (
        HomeCard(
            "E-mail",
            TROUBLE_ORDER,
            rows=(row,) if count else (),
            total_count=count,
            more_address=address,
            empty="No e-mail was given up."
            if is_set_up()
            else "This installation sends no e-mail.",
        ),
    )


OFFERS = Offers(room="notices", home_cards=_home_cards)
