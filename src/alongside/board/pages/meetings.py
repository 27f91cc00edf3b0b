"""The list of meetings: coming, past and cancelled."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.meeting_trail import meeting_address, state_cell
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.meetings import (
    CANCELLED,
    COMING,
    PAST,
    MeetingLine,
    meetings_list,
)
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

COLUMNS = (
    Column("Day"),
    Column("Board", is_wide=True),
    Column("Where"),
    Column("Agenda"),
    Column("State"),
)
SHOWN = {COMING: "Coming", PAST: "Past", CANCELLED: "Cancelled"}
EMPTY = {
    COMING: "No meeting is planned.",
    PAST: "No meeting has been held yet.",
    CANCELLED: "No meeting has been cancelled.",
}


@dataclass(frozen=True, slots=True)
class MeetingsView:
    """``links`` choose which meetings are shown; the last leads to the action log."""

    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    links: tuple[Tab, ...]
    doors: tuple[Door, ...]
    table: Table


@page("GET", needs=perms.VIEW)
def meetings(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    wanted = request.GET.get("show", "")
    show = wanted if wanted in SHOWN else COMING
    found = meetings_list(actor, today=today, show=show)
    plan = Door("Plan a meeting", reverse("board:plan_meeting", args=[area]), is_main=True)
    content = MeetingsView(
        title="Meetings",
        crumbs=crumbs(actor, Crumb("Meetings")),
        tabs=tabs(actor, current="meetings"),
        links=links(actor, current=show),
        doors=(plan,) if actor.may(perms.RUN) else (),
        table=Table(
            f"{SHOWN[show]} meetings",
            COLUMNS,
            [_row(actor, line, today) for line in found],
            stack=True,
            empty=EMPTY[show],
        ),
    )
    return render_page(request, "board/meetings.html", {"page": content})


def links(actor: Actor, *, current: str) -> tuple[Tab, ...]:
    """Meetings of each kind, and the action log."""
    area = [actor.area_slug]
    every = reverse("board:meetings", args=area)
    lists = tuple(
        Tab(title, f"{every}?show={show}", is_current=show == current)
        for show, title in SHOWN.items()
    )
    log = reverse("board:follow_ups", args=area)
    return (*lists, Tab("Action log", log, is_current=current == "follow_ups"))


def _row(actor: Actor, line: MeetingLine, today: date) -> tuple[Cell | str, ...]:
    row = line.row
    papers = counted(line.paper_count, "paper") if line.paper_count else "no papers"
    state = state_cell(row, today)
    if line.cancelled_why:
        state = Cell(state.text, tag_colour=state.tag_colour, note=line.cancelled_why)
    return (
        Cell(
            day(row.held_on),
            address=meeting_address(actor, row.ref),
            is_header=True,
            note=row.starts,
        ),
        row.board_title,
        row.place or "Not said",
        Cell(counted(line.item_count, "item"), note=papers),
        state,
    )
