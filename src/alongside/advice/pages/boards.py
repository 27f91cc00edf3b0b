"""The board of whoever looks after health, social care or education advice, and a provider’s own page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.asking import BoardFilter
from alongside.advice.pages.parts import days_table, figures_of, provider_table, request_table
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.days import days_taken
from alongside.advice.queries.lists import Board, BoardChoice, board, own_requests
from alongside.advice.words import SIDES
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Crumb, Door, KeyFigure, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import in_a_sentence

PER_PAGE = 25
NONE = "No request is open here."
NOTHING = "No request is shown. Change the filters."


@dataclass(frozen=True, slots=True)
class BoardShown:
    """``providers`` is None on a provider’s own page."""

    title: str
    intro: str
    crumbs: tuple[Crumb, ...]
    figures: tuple[KeyFigure, ...]
    form: BoardFilter
    table: Table
    pagination: Pagination
    providers: Table | None
    days: Table | None
    doors: tuple[Door, ...]


@page("GET", needs=perms.OVERSEERS)
def look_after(request: PageRequest, area: str) -> HttpResponse:
    actor, today, form = request.actor, clock.today(), BoardFilter(request.GET)
    found = board(actor, today=today, choice=_choice(form))
    sides = " and ".join(dict.fromkeys(SIDES[each] for each in found.sides))
    title = f"Advice: {in_a_sentence(sides)}"
    intro = "What is due first comes first. A request that was shared stands here in its parts."
    content = _shown(request, found, form, (title, intro), today)
    return render_page(request, "advice/board.html", {"page": content})


@page("GET", needs=perms.ANSWER)
def own(request: PageRequest, area: str) -> HttpResponse:
    actor, today, form = request.actor, clock.today(), BoardFilter(request.GET)
    found = own_requests(actor, today=today, choice=_choice(form))
    title = "Advice asked of you"
    intro = "Requests that are with a post you hold or cover for. Nobody else’s are shown."
    content = _shown(request, found, form, (title, intro), today)
    return render_page(request, "advice/board.html", {"page": content})


def _choice(form: BoardFilter) -> BoardChoice:
    return BoardChoice(**form.chosen())


def _shown(
    request: PageRequest, found: Board, form: BoardFilter, words: tuple[str, str], today: date
) -> BoardShown:
    actor, (title, intro) = request.actor, words
    pagination = paginate(request, total=found.total, per_page=PER_PAGE)
    rows = found.page(pagination.start, pagination.stop)
    return BoardShown(
        title=title,
        intro=intro,
        crumbs=crumbs(actor)[:1],
        figures=tuple(figures_of(found)),
        form=form,
        table=request_table(
            actor, rows, today, empty=NOTHING if any(form.chosen().values()) else NONE
        ),
        pagination=pagination,
        providers=provider_table(found.providers) if found.sides else None,
        days=days_table(days_taken(actor, today=today)) if found.sides else None,
        doors=tuple(_doors(actor)),
    )


def _doors(actor: Actor) -> Iterator[Door]:
    yield Door("What was sent back, and why", at(actor, "themes"))
    yield Door("Somebody is away or leaves", at(actor, "away"))
    if actor.may(perms.OVERSEE_HEALTH):
        yield Door("Section G that waits for agreement", at(actor, "health_agreements"))
