"""What this room has for the rest of the house: a link, and people and posts in search."""

from collections.abc import Sequence

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people import perms, queries
from alongside.web.offers import NavigationLink, Offers, SearchHit

ORDER = 70
MOST_HITS = 10


def _navigation(actor: Actor) -> Sequence[NavigationLink]:
    if not actor.may_somewhere(perms.EDIT):
        return ()
    return (NavigationLink("People", reverse("people:persons", args=[actor.area_slug]), ORDER),)


def _search(actor: Actor, words: str) -> Sequence[SearchHit]:
    if not actor.may_somewhere(perms.EDIT):
        return ()
    persons = queries.people_of(actor).filter(name__icontains=words)[:MOST_HITS]
    posts = queries.posts_of(actor).filter(title__icontains=words)[:MOST_HITS]
    return (
        *(
            SearchHit(
                each.name, reverse("people:person", args=[actor.area_slug, each.ref]), "Person"
            )
            for each in persons
        ),
        *(
            SearchHit(
                each.title,
                reverse("people:post", args=[actor.area_slug, each.ref]),
                "Post",
                each.organisation.name,
            )
            for each in posts
        ),
    )


OFFERS = Offers(room="people", navigation=_navigation, search=_search)
