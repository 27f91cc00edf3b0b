"""The action log: every follow-up, one with its history, giving, moving and closing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.pages.meeting_trail import meeting_address
from alongside.board.pages.meetings import links
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.follow_ups import (
    ALL,
    DONE,
    LATE,
    LEFT,
    NOBODY,
    OPEN,
    FollowUpPage,
    FollowUpRow,
    MoveView,
    action_log,
    follow_up_page,
    may_close,
)
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Tab, Table, TimelineEntry
from alongside.web.markup import link, paragraphs, tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, short_day

COLUMNS = (
    Column("What is to be followed up", is_wide=True),
    Column("Looked after by"),
    Column("Due"),
    Column("Meeting"),
    Column("State"),
)
SHOWN = {
    OPEN: "Open",
    LATE: "Late",
    LEFT: "Owner left",
    DONE: "Done",
    ALL: "All",
}
EMPTY = {
    OPEN: "Nothing is open.",
    LATE: "Nothing is late.",
    LEFT: "Every open follow-up has somebody who holds its post.",
    DONE: "Nothing has been recorded as done yet.",
    ALL: "No follow-up has been given yet.",
}


@dataclass(frozen=True, slots=True)
class LogView:
    """``left_count`` counts the open follow-ups whose post nobody holds today."""

    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    links: tuple[Tab, ...]
    shown: tuple[Tab, ...]
    left_count: int
    left_address: str
    table: Table


@dataclass(frozen=True, slots=True)
class FollowUpView:
    crumbs: tuple[Crumb, ...]
    state: str
    text: str
    facts: tuple[Row, ...]
    doors: tuple[Door, ...]
    moves: tuple[TimelineEntry, ...]


@page("GET", needs=perms.VIEW)
def follow_ups(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    wanted = request.GET.get("show", "")
    show = wanted if wanted in SHOWN else OPEN
    rows = action_log(actor, today=today, show=show)
    here = reverse("board:follow_ups", args=[area])
    content = LogView(
        crumbs=crumbs(actor, Crumb("Action log")),
        tabs=tabs(actor, current="meetings"),
        links=links(actor, current="follow_ups"),
        shown=tuple(
            Tab(title, f"{here}?show={code}", is_current=code == show)
            for code, title in SHOWN.items()
        ),
        left_count=0 if show == LEFT else sum(row.owner_left for row in rows),
        left_address=f"{here}?show={LEFT}",
        table=log_table(actor, rows, title=f"{SHOWN[show]} follow-ups", empty=EMPTY[show]),
    )
    return render_page(request, "board/follow_ups.html", {"page": content})


@page("GET", needs=perms.VIEW)
def follow_up(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = follow_up_page(actor, ref, today=clock.today())
    log = Crumb("Action log", reverse("board:follow_ups", args=[area]))
    content = FollowUpView(
        crumbs=crumbs(actor, log, Crumb("Follow-up")),
        state=tag(*state_of(one.row)),
        text=paragraphs(one.row.text),
        facts=_facts(actor, one),
        doors=doors_of(actor, one.row),
        moves=tuple(_move(move) for move in one.moves),
    )
    return render_page(request, "board/follow_up.html", {"page": content})


def log_table(actor: Actor, rows: Sequence[FollowUpRow], *, title: str, empty: str) -> Table:
    return Table(title, COLUMNS, [_row(actor, row) for row in rows], stack=True, empty=empty)


def state_of(row: FollowUpRow) -> tuple[str, str]:
    """Words and colour."""
    if row.closed_on is not None:
        late = ", late" if row.was_late else ""
        word = "Done" if row.done_on == row.closed_on else "Recorded as done"
        return f"{word} on {day(row.closed_on)}{late}", "green"
    if row.owner_left:
        return ("Late, owner left" if row.is_late else "Owner left"), "red"
    return ("Late", "red") if row.is_late else ("Open", "blue")


def follow_up_address(actor: Actor, ref: str) -> str:
    return reverse("board:follow_up", args=[actor.area_slug, ref])


def doors_of(actor: Actor, row: FollowUpRow) -> tuple[Door, ...]:
    if not row.is_open:
        return ()
    area = [actor.area_slug, row.ref]
    close = Door("Record as done", reverse("board:close_follow_up", args=area), is_main=True)
    move = Door("Move to another post or day", reverse("board:move_follow_up", args=area))
    return (
        *((close,) if may_close(actor, row) else ()),
        *((move,) if actor.may(perms.RUN) else ()),
    )


def _row(actor: Actor, row: FollowUpRow) -> tuple[Cell | str, ...]:
    words, colour = state_of(row)
    holders = row.holder_words if row.is_open or row.holders else ""
    return (
        Cell(row.text, address=follow_up_address(actor, row.ref), is_header=True),
        Cell(row.owner, note=holders),
        short_day(row.due_on),
        Cell(short_day(row.meeting_on), address=meeting_address(actor, row.meeting_ref)),
        Cell(words, tag_colour=colour, note=". ".join(_done_notes(row))),
    )


def _facts(actor: Actor, one: FollowUpPage) -> tuple[Row, ...]:
    row = one.row
    meeting = link(
        f"{one.board_title}, {day(row.meeting_on)}", meeting_address(actor, row.meeting_ref)
    )
    item = (Row("Item of the agenda", one.item_title),) if one.item_title else ()
    held = tag(NOBODY, "red") if row.owner_left else row.holder_words
    done = () if row.is_open else _done_facts(row, one.closed_by)
    return (
        Row("Looked after by", row.owner),
        *((Row("Held today by", held),) if row.is_open else ()),
        Row("Due", day(row.due_on)),
        Row("Given at", meeting),
        *item,
        *done,
    )


def _done_facts(row: FollowUpRow, by: str) -> tuple[Row, ...]:
    recorded = f"{day(row.closed_on)} by {by}" if by else day(row.closed_on)
    return (
        Row("Recorded as done", recorded),
        Row("Said to have been done on", day(row.done_on)),
        Row("What was done", row.done_words),
    )


def _done_notes(row: FollowUpRow) -> Iterator[str]:
    if row.done_on != row.closed_on:
        yield f"Said to have been done on {day(row.done_on)}"
    if row.done_words:
        yield row.done_words


def _move(move: MoveView) -> TimelineEntry:
    return TimelineEntry(
        title=f"Until then: {move.old_owner}, due {day(move.old_due_on)}",
        when=move.moved_at,
        by=move.moved_by,
        body=move.why,
    )
