"""One board: what it is for, who sits on it today, what is missing, and its own work."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from alongside.board import perms
from alongside.board.models import TermsOfReference
from alongside.board.pages.board_own_work import forward_table, standing_table, terms_rows
from alongside.board.pages.board_parts import (
    doors_of,
    facts_of,
    former_seats,
    gaps_of,
    lines_of,
    seats_table,
)
from alongside.board.pages.board_trail import board_crumbs
from alongside.board.queries.board_values import BoardPage, TermsView
from alongside.board.queries.meetings import check_may_view
from alongside.board.queries.one_board import board_page, terms_page
from alongside.files.serving import send
from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem, Row, Table
from alongside.web.markup import paragraphs
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant


@dataclass(frozen=True, slots=True)
class BoardView:
    """``terms`` is the text in force, ``versions`` the list of them all."""

    title: str
    caption: str
    purpose: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    gaps: tuple[str, ...]
    facts: tuple[Row, ...]
    seats: Table
    former: tuple[RecordedItem, ...]
    lines: tuple[str, ...]
    versions: tuple[RecordedItem, ...]
    standing: Table
    forward: Table


@dataclass(frozen=True, slots=True)
class TermsShown:
    title: str
    board: str
    crumbs: tuple[Crumb, ...]
    is_current: bool
    facts: tuple[Row, ...]
    text: str
    file_name: str
    file_address: str


@page("GET", needs=perms.VIEW)
def board(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found_page = board_page(request.actor, board_ref=ref, today=clock.today())
    content = _view(request.actor, found_page)
    return render_page(request, "board/board.html", {"page": content})


@page("GET", needs=perms.VIEW)
def terms(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    shown = terms_page(actor, terms_ref=ref)
    title = f"Terms of reference, version {shown.terms.number}"
    content = TermsShown(
        title=title,
        board=shown.board.title,
        crumbs=board_crumbs(actor, shown.board, title),
        is_current=shown.terms.is_current,
        facts=_terms_facts(shown.terms),
        text=paragraphs(shown.terms.text) if shown.terms.text else "",
        file_name=shown.terms.file_name,
        file_address=reverse("board:terms_file", args=[area, ref]),
    )
    return render_page(request, "board/terms.html", {"page": content})


@page("GET", needs=perms.VIEW)
def terms_file(request: PageRequest, area: str, ref: str) -> HttpResponseBase:
    """Whoever reads the board's work reads every version."""
    check_may_view(request.actor)
    version = found(TermsOfReference, request.actor, ref, "file")
    if version.file is None:
        raise Http404
    return send(version.file)


def _view(actor: Actor, one: BoardPage) -> BoardView:
    head = one.head
    return BoardView(
        title=head.title,
        caption=f"{head.kind_label}{f', {head.organisation}' if head.organisation else ''}",
        purpose=paragraphs(head.purpose) if head.purpose else "",
        crumbs=board_crumbs(actor, head),
        doors=doors_of(actor, one),
        gaps=gaps_of(one),
        facts=facts_of(actor, one),
        seats=seats_table(actor, one),
        former=former_seats(one),
        lines=lines_of(actor, one),
        versions=terms_rows(actor, one),
        standing=standing_table(actor, one),
        forward=forward_table(actor, one, today=clock.today()),
    )


def _terms_facts(version: TermsView) -> tuple[Row, ...]:
    by = f" by {version.recorded_by}" if version.recorded_by else ""
    changed = (Row("What changed", version.what_changed),) if version.what_changed else ()
    return (
        Row("Agreed", day(version.agreed_on)),
        *changed,
        Row("Recorded", f"{instant(version.recorded_at)}{by}"),
    )
