"""The chronology of a case: what happened and what the law asked, on one page to be printed. Everything that
was recorded stands in it, so that whoever takes the case over needs nothing else.
"""

from dataclasses import dataclass
from datetime import date, datetime
from operator import itemgetter

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.pages.case_parts import Happened, duty_tables, happened
from alongside.casework.pages.trail import case_crumbs
from alongside.casework.queries.came_in import CameIn, came_in
from alongside.casework.queries.one_case import chronology
from alongside.casework.queries.values import Chronology
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Crumb, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant


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
        happened=_in_order(actor, one),
    )
    response = render_page(request, "casework/chronology.html", {"page": content})
    return as_look(response, subject="casework.case", ref=ref, reason="The chronology")


def _in_order(actor: Actor, one: Chronology) -> tuple[Happened, ...]:
    """The events, and what else was recorded, the newest first."""
    days = [(each.happened_on, each.recorded_at) for each in one.events]
    found: list[tuple[tuple[date, datetime], Happened]] = [
        *zip(days, happened(actor, one), strict=True),
        *(((each.on, each.at), _beside(each)) for each in came_in(actor, case_ref=one.head.ref)),
    ]
    found.sort(key=itemgetter(0), reverse=True)
    return tuple(entry for _, entry in found)


def _beside(each: CameIn) -> Happened:
    recorded = f"Recorded on {instant(each.at)}"
    return Happened(
        ref="",
        title=each.words,
        when=day(each.on),
        by=f"{recorded} by {each.by}." if each.by else f"{recorded}.",
        said=(),
        is_struck=False,
        note="",
        doors=(),
    )
