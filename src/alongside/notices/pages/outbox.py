"""For administrators: e-mails that could not be sent, why, and trying them again."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access import perms as access_perms
from alongside.access.letters import is_set_up
from alongside.kernel.actor import Actor
from alongside.notices import operations, queries
from alongside.notices.forms import ButtonForm
from alongside.notices.models import OutboxMessage
from alongside.notices.pages.own import crumbs, tabs
from alongside.web import clock, markup
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

COLUMNS = (Column("For"), Column("When"), Column("Attempts", is_number=True), Column("Why not"))
PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class OutboxPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    pagination: Pagination
    count: int
    is_email_set_up: bool
    again_address: str


@page("GET", needs=access_perms.ADMINISTER)
def outbox(request: PageRequest, area: str) -> HttpResponse:
    found = queries.emails_in_trouble(request.actor)
    count = found.count()
    pagination = paginate(request, total=count, per_page=PER_PAGE)
    rows = [_row(message) for message in found[pagination.start : pagination.stop]]
    content = OutboxPage(
        crumbs=crumbs(area, "E-mails not sent"),
        tabs=tabs(request.actor, "outbox"),
        table=Table(
            "E-mails that could not be sent", COLUMNS, rows, empty=_empty_words(request.actor)
        ),
        pagination=pagination,
        count=count,
        is_email_set_up=is_set_up(),
        again_address=reverse("notices:try_again", args=[area]),
    )
    return render_page(request, "notices/outbox.html", {"page": content})


@page("POST", needs=access_perms.ADMINISTER)
def try_again(request: PageRequest, area: str) -> HttpResponse:
    form = ButtonForm(request.POST)
    with form.refusals() as outcome:
        count = operations.try_again(actor=request.actor, at=clock.now())
        words = markup.counted(count, "e-mail,e-mails")
        messages.success(request, f"Put back to be sent: {words}.")
    if not outcome.accepted:
        messages.warning(request, " ".join(map(str, form.non_field_errors())))
    return redirect("notices:outbox", area)


def _empty_words(actor: Actor) -> str:
    waiting = queries.emails_waiting(actor).count()
    if waiting:
        return f"No e-mail was given up. Waiting to be sent: {markup.counted(waiting, 'e-mail,e-mails')}."
    return "Every e-mail was sent." if is_set_up() else "No e-mail waits."


def _row(message: OutboxMessage) -> tuple[Cell, ...]:
    return (
        Cell(message.notice.person.name),
        Cell(markup.instant(message.notice.made_at)),
        Cell(str(message.attempts_count)),
        Cell(message.trouble),
    )
