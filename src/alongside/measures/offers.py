"""What this room has for others: its place in the menu, and series in search. Which figures are due is
told beside the measures of success that they count.
"""

from collections.abc import Sequence

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.queries import found_series
from alongside.measures.queries.framework import found_statements
from alongside.measures.queries.impacts import found_impacts
from alongside.web.offers import NavigationLink, Offers, SearchHit

MOST_HITS = 20


def navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not actor.may_somewhere(perms.VIEW):
        return ()
    return (NavigationLink("Measures", reverse("measures:dashboard", args=[actor.area_slug]), 20),)


def search(actor: Actor, words: str) -> Sequence[SearchHit]:
    """Measures by their code, series by their title or by where their figures come from, statements of
    the outcomes framework in use, and evidence of impact.
    """
    if not actor.may_somewhere(perms.VIEW):
        return ()
    return (*_series(actor, words), *_statements(actor, words), *_impacts(actor, words))


def _series(actor: Actor, words: str) -> tuple[SearchHit, ...]:
    return tuple(
        SearchHit(
            title=f"{each.code} {each.title}".strip(),
            address=reverse(
                "measures:measure" if each.code else "measures:series",
                args=[actor.area_slug, each.ref],
            ),
            kind="Measure",
            excerpt=each.source,
        )
        for each in found_series(actor, words, most=MOST_HITS)
    )


def _statements(actor: Actor, words: str) -> tuple[SearchHit, ...]:
    address = reverse("measures:framework", args=[actor.area_slug])
    return tuple(
        SearchHit(
            title=each.text, address=address, kind="Outcomes framework", excerpt=each.descriptors
        )
        for each in found_statements(actor, words, most=MOST_HITS)
    )


def _impacts(actor: Actor, words: str) -> tuple[SearchHit, ...]:
    return tuple(
        SearchHit(
            title=each.title,
            address=reverse("measures:one_impact", args=[actor.area_slug, each.ref]),
            kind="Evidence of impact",
            excerpt=each.what_was_done,
        )
        for each in found_impacts(actor, words, most=MOST_HITS)
    )


OFFERS = Offers(room="measures", search=search, navigation=navigation)
