"""Every action plan of the area."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.plan import perms
from alongside.plan.pages.changing.doors import doors_for_area
from alongside.plan.queries import statements as statements_of
from alongside.plan.queries.statements import StatementRow
from alongside.web.components import Cell, Column, Crumb, Door, Table
from alongside.web.markup import counted, day
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

COLUMNS = (
    Column("Action plan", is_wide=True),
    Column("Kind"),
    Column("Submitted"),
    Column("Holds"),
)


@dataclass(frozen=True, slots=True)
class StatementsPage:
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    table: Table


@page("GET", needs=perms.VIEW)
def statements(request: PageRequest, area: str) -> HttpResponse:
    rows = [_row(area, each) for each in statements_of(request.actor)]
    content = StatementsPage(
        crumbs=(Crumb("Home", reverse("home", args=[area])), Crumb("Action plans")),
        doors=doors_for_area(request.actor),
        table=Table(
            "Action plans of this area",
            COLUMNS,
            rows,
            caption_hidden=True,
            stack=True,
            empty="There is no action plan here yet. Import one, or write a new one.",
        ),
    )
    return render_page(request, "plan/reading/statements.html", {"page": content})


def _row(area: str, each: StatementRow) -> tuple[Cell | str, ...]:
    holds = f"{counted(each.outcome_count, 'outcome,outcomes')}, {counted(each.action_count, 'action,actions')}"
    return (
        Cell(each.title, address=reverse("plan:statement", args=[area, each.ref]), is_header=True),
        each.kind_label,
        day(each.submitted_on) if each.submitted_on else "Not recorded",
        holds,
    )
