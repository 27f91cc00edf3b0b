"""How many days one service takes: of the last year, and month by month as a control chart."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.pages.parts import days_table
from alongside.advice.pages.trail import crumbs
from alongside.advice.queries.days import service_days
from alongside.advice.words import ADVISERS
from alongside.measures.pages.beside_others import ShownPicture, shown
from alongside.web import clock
from alongside.web.components import Crumb, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import instant


@dataclass(frozen=True, slots=True)
class DaysShown:
    title: str
    crumbs: tuple[Crumb, ...]
    days: Table
    picture: ShownPicture | None
    as_at: str


@page("GET", needs=(*perms.OVERSEERS, perms.PROVIDER))
def show(request: PageRequest, area: str, service: str) -> HttpResponse:
    actor = request.actor
    found = service_days(actor, service=service, today=clock.today())
    title = f"Days taken: {ADVISERS[found.adviser]}"
    content = DaysShown(
        title=title,
        crumbs=crumbs(actor, Crumb(title)),
        days=days_table(actor, [found.days] if found.days else [], opens=()),
        picture=shown(found.picture) if found.picture else None,
        as_at=instant(found.as_at) if found.as_at else "",
    )
    return render_page(request, "advice/days.html", {"page": content})
