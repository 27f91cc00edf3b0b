"""The chronology of a case: what happened and what the law asked, on one page to be printed."""

from dataclasses import dataclass

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.pages.case_parts import Happened, duty_tables, happened
from alongside.casework.pages.trail import case_crumbs
from alongside.casework.queries.one_case import chronology
from alongside.web import clock
from alongside.web.components import Crumb, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class ChronologyShown:
    title: str
    number: str
    crumbs: tuple[Crumb, ...]
    open_duties: Table
    over_duties: Table
    happened: tuple[Happened, ...]


@page("GET", needs=perms.READS)
def show(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = chronology(actor, case_ref=ref, today=today)
    still, over = duty_tables(one.duties, today)
    content = ChronologyShown(
        title=one.head.child.name,
        number=one.head.number,
        crumbs=case_crumbs(actor, one.head, Crumb("Chronology")),
        open_duties=still,
        over_duties=over,
        happened=happened(actor, one),
    )
    response = render_page(request, "casework/chronology.html", {"page": content})
    return as_look(response, subject="casework.case", ref=ref, reason="The chronology")
