"""All boards of the area: who answers to whom, drawn and in sentences, and who leads each."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString

from alongside.board import perms
from alongside.board.pages.board_trail import board_address
from alongside.board.pages.boards_drawing import drawing
from alongside.board.pages.views import crumbs, tabs
from alongside.board.queries.board_values import BoardRow, BoardsPage, LineView
from alongside.board.queries.boards import boards_page
from alongside.board.rules.quorum import rule_in_words
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, number

COLUMNS = (
    Column("Board", is_wide=True),
    Column("Chair today"),
    Column("Seats", is_number=True),
    Column("Quorum"),
)


@dataclass(frozen=True, slots=True)
class LineShown:
    """``end_address`` is empty for those who only read."""

    sentence: str
    since: str
    end_address: str


@dataclass(frozen=True, slots=True)
class BoardsView:
    """``lines`` and ``apart`` say in words what is drawn, no more and no less."""

    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    doors: tuple[Door, ...]
    drawing: SafeString
    lines: tuple[LineShown, ...]
    apart: tuple[str, ...]
    table: Table


@page("GET", needs=perms.VIEW)
def boards(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = boards_page(actor, today=clock.today())
    content = BoardsView(
        crumbs=crumbs(actor, Crumb("Boards")),
        tabs=tabs(actor, current="boards"),
        doors=_doors(actor, found),
        drawing=drawing(actor, found.boards, found.lines),
        lines=tuple(_line(actor, line) for line in found.lines),
        apart=_apart(found),
        table=Table(
            "Every board",
            COLUMNS,
            [_row(actor, each) for each in found.boards],
            stack=True,
            empty="No board has been set up yet.",
        ),
    )
    return render_page(request, "board/boards.html", {"page": content})


def _doors(actor: Actor, found: BoardsPage) -> tuple[Door, ...]:
    if not actor.may(perms.RUN):
        return ()
    area = [actor.area_slug]
    add = Door("Set up a board", reverse("board:add_board", args=area), is_main=True)
    line = Door("Add a reporting line", reverse("board:add_reporting_line", args=area))
    return (add, line) if len(found.boards) > 1 else (add,)


def _line(actor: Actor, line: LineView) -> LineShown:
    address = reverse("board:end_line", args=[actor.area_slug, line.ref])
    return LineShown(
        sentence=line.sentence,
        since=f"Since {day(line.line_from)}",
        end_address=address if actor.may(perms.RUN) else "",
    )


def _apart(found: BoardsPage) -> tuple[str, ...]:
    """The boards that the drawing shows without any line."""
    joined = {line.lower_id for line in found.lines} | {line.upper_id for line in found.lines}
    return tuple(
        f"{each.head.title} has no reporting line."
        for each in found.boards
        if each.head.id not in joined
    )


def _row(actor: Actor, each: BoardRow) -> tuple[Cell | str, ...]:
    vacant = f"{number(each.vacant_count)} vacant" if each.vacant_count else ""
    nobody = Cell("Nobody", tag_colour="red") if each.seat_count else Cell("Not recorded here")
    return (
        Cell(
            each.head.title,
            address=board_address(actor, each.head.ref),
            is_header=True,
            note=each.head.kind_label,
        ),
        each.chair or nobody,
        Cell(number(each.seat_count), note=vacant),
        rule_in_words(each.head.quorum),
    )
