"""Search: every room answers for what this person may see."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.web import offers
from alongside.web.offers import SearchHit
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

SHORTEST = 2
LONGEST = 200


@dataclass(frozen=True, slots=True)
class SearchPage:
    words: str
    hits: tuple[SearchHit, ...]
    is_too_short: bool


@page("GET", needs=None)
def search(request: PageRequest, area: str) -> HttpResponse:
    words = " ".join(request.GET.get("q", "").replace("\0", "").split())[:LONGEST]
    too_short = len(words) < SHORTEST
    hits = (
        ()
        if too_short
        else tuple(hit for o in offers.installed() for hit in o.search(request.actor, words))
    )
    content = SearchPage(words=words, hits=hits, is_too_short=too_short)
    return render_page(request, "house/search.html", {"page": content})
