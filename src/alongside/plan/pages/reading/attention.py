"""Lines picked out for somebody's attention: late ones, and ones whose lead is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.plan import perms
from alongside.plan.pages.reading.statement import status_notes
from alongside.plan.pages.reading.views import crumbs, line_address, tabs
from alongside.plan.queries import (
    delayed_lines,
    lines_by_ownership,
    overdue_lines,
    slipped_lines,
    statement_head,
)
from alongside.plan.queries.values import LineView, StatementHead
from alongside.plan.words import NOT_PUBLISHED
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Tab, Table
from alongside.web.markup import counted, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

LATE = (
    Column("Line", is_wide=True),
    Column("Status today"),
    Column("End date"),
    Column("Late by", is_number=True),
    Column("Leads"),
)
SLIPPED = (
    Column("Line", is_wide=True),
    Column("Changes", is_number=True),
    Column("Days slipped", is_number=True),
    Column("End date now"),
)
OWNERLESS = (
    Column("Line", is_wide=True),
    Column("What is missing"),
    Column("Leads there are"),
    Column("Status today"),
)


UNKNOWN = (
    Column("Line", is_wide=True),
    Column("What is known"),
    Column("Leads there are"),
    Column("Status today"),
)


@dataclass(frozen=True, slots=True)
class AttentionPage:
    title: str
    intro: str
    head_title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    tables: tuple[Table, ...]


@page("GET", needs=perms.VIEW)
def overdue(request: PageRequest, area: str, ref: str = "") -> HttpResponse:
    head = statement_head(request.actor, ref) if ref else None
    tables = _late_tables(request.actor, clock.today(), head.id if head else None)
    return _show(request, head, "overdue", "Late", tables)


@page("GET", needs=perms.VIEW)
def ownerless(request: PageRequest, area: str, ref: str = "") -> HttpResponse:
    actor = request.actor
    head = statement_head(actor, ref) if ref else None
    tables = _ownerless_tables(actor, clock.today(), head.id if head else None)
    return _show(request, head, "ownerless", "A lead is missing", tables)


INTRO = {
    "overdue": "What has passed its end date, what is expected late, and what was moved. The longest late comes first.",
    "ownerless": "Each outcome and action needs a lead in every accountable partner. A lead in one partner does not stand in for another. "
    "Completed and embedded lines are left out.",
}


def _show(
    request: PageRequest,
    head: StatementHead | None,
    name: str,
    title: str,
    tables: tuple[Table, ...],
) -> HttpResponse:
    content = AttentionPage(
        title=title,
        intro=INTRO[name],
        head_title=head.title if head else "Every action plan of this area",
        crumbs=crumbs(request.actor, Crumb(head.title if head else title)),
        tabs=tabs(request.actor, head, current=name) if head else (),
        tables=tables,
    )
    return render_page(request, "plan/reading/attention.html", {"page": content})


def _ownerless_tables(actor: Actor, today: date, statement_id: int | None) -> tuple[Table, ...]:
    """Known gaps first; where nobody can know, apart, so that the gaps stand out."""
    without, unknown = lines_by_ownership(actor, today=today, statement_id=statement_id)
    known = Table(
        f"A lead is missing: {counted(len(without), 'line,lines')}",
        OWNERLESS,
        [_ownerless(actor, line, line.gaps) for line in without],
        stack=True,
        empty="No unfinished outcome or action is known to lack a lead.",
    )
    if not unknown:
        return (known,)
    return known, Table(
        f"No lead published: {counted(len(unknown), 'line,lines')}",
        UNKNOWN,
        [_ownerless(actor, line, line.unknown_leads) for line in unknown],
        stack=True,
    )


def _ownerless(actor: Actor, line: LineView, what: Sequence[str]) -> tuple[Cell | str, ...]:
    leads = "; ".join(lead.words for lead in line.leads) or "None"
    return _line(actor, line), "; ".join(what), leads, tag(line.status.words, line.status.colour)


def _line(actor: Actor, line: LineView) -> Cell:
    return Cell(
        f"{line.reference} {line.text}", address=line_address(actor, line.ref), is_header=True
    )


def _late_tables(actor: Actor, today: date, statement_id: int | None) -> tuple[Table, ...]:
    past = overdue_lines(actor, today=today, statement_id=statement_id)
    known = {line.id for line in past}
    delayed = delayed_lines(actor, today=today, statement_id=statement_id)
    said = [line for line in delayed if line.id not in known]
    return (
        Table(
            "Past the end date",
            LATE,
            [_late(actor, line, today) for line in past],
            stack=True,
            empty="Nothing is past its end date.",
        ),
        Table(
            "Said to be delayed",
            LATE,
            [_late(actor, line, today) for line in said],
            stack=True,
            empty="Nobody has recorded another delay.",
        ),
        _slips(actor, slipped_lines(actor, today=today, statement_id=statement_id)),
    )


def _late(actor: Actor, line: LineView, today: date) -> tuple[Cell | str, ...]:
    notes = ". ".join(status_notes(line))
    status = Cell(line.status.words, tag_colour=line.status.colour, note=notes)
    since = line.status.overdue_since
    late_by = counted((today - since).days + 1, "day,days") if since else ""
    end = str(line.end or NOT_PUBLISHED)
    return _line(actor, line), status, end, late_by, line.lead_words


def _slips(actor: Actor, lines: Sequence[LineView]) -> Table:
    rows = [
        (_line(actor, x), str(x.slip_count), str(x.slip_days), str(x.end or "None")) for x in lines
    ]
    return Table(
        "End dates moved later with consent",
        SLIPPED,
        rows,
        stack=True,
        empty="No end date has been moved later.",
    )
