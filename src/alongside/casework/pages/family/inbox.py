"""What families said and what waits for an answer, the earliest first: for whoever works on the cases, and
for the head of the service over all of them.
"""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.families.words import SAID
from alongside.casework.pages.family.trail import said_address
from alongside.casework.pages.trail import crumbs
from alongside.casework.queries.family_side import waiting, waiting_rows
from alongside.casework.queries.family_values import WaitingRow
from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Door, KeyFigure, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, number

PER_PAGE = 25
TITLE = "Families waiting for an answer"
COLUMNS = (
    Column("Case", is_wide=True),
    Column("What they said"),
    Column("Answer due"),
    Column("With"),
)


@dataclass(frozen=True, slots=True)
class InboxPage:
    title: str
    crumbs: tuple[Crumb, ...]
    figures: tuple[KeyFigure, ...]
    table: Table
    pagination: Pagination
    doors: tuple[Door, ...]


@page("GET", needs=perms.READS)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = waiting(actor, today=today)
    total, late = found.count(), found.filter(reply_due_on__lt=today).count()
    pagination = paginate(request, total=total, per_page=PER_PAGE)
    rows = waiting_rows(actor, found, today=today, shown=(pagination.start, pagination.stop))
    content = InboxPage(
        title=TITLE,
        crumbs=crumbs(actor, Crumb(TITLE)),
        figures=(KeyFigure("Late", number(late), f"of {counted(total, 'answer')} due"),),
        table=_table(actor, rows, today),
        pagination=pagination,
        doors=_doors(actor),
    )
    return render_page(request, "casework/family/inbox.html", {"page": content})


def _doors(actor: Actor) -> tuple[Door, ...]:
    if not actor.may_somewhere(perms.REGISTER):
        return ()
    return (
        Door("Requests from the public page", reverse("casework:requests", args=[actor.area_slug])),
    )


def _table(actor: Actor, rows: tuple[WaitingRow, ...], today: date) -> Table:
    return Table(
        caption="What waits for an answer, the earliest first",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(actor, each, today) for each in rows],
        stack=True,
        empty="No family waits for an answer.",
    )


def _row(actor: Actor, each: WaitingRow, today: date) -> tuple[Cell | str, ...]:
    return (
        Cell(each.name, said_address(actor, each.ref), note=each.number, is_header=True),
        Cell(SAID[each.said], note="Said again" if each.is_second else ""),
        due_cell(each.due_on, today),
        each.post or "Nobody",
    )


def due_cell(due_on: date, today: date) -> Cell:
    left = (due_on - today).days
    if left < 0:
        return Cell(f"Late by {days_in_words(-left)}", tag_colour="red", note=day(due_on))
    words = "Today" if left == 0 else f"In {days_in_words(left)}"
    return Cell(words, tag_colour="amber" if left <= 2 else "grey", note=day(due_on))
