"""The board of whoever looks after health, social care or education advice, what somebody is asked for
themselves, and a provider’s own page for whoever manages it.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.asking import BoardFilter
from alongside.advice.framework import framework_on
from alongside.advice.pages.parts import (
    days_table,
    figures_of,
    first_time_figure,
    provider_requests,
    provider_table,
    request_table,
)
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.days import days_taken
from alongside.advice.queries.lists import Board, BoardChoice, board, own_requests, sides_of
from alongside.advice.queries.provider import provider_page
from alongside.advice.rules.codes import Side
from alongside.advice.words import ADVISERS, SIDES
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Crumb, Door, KeyFigure, Table
from alongside.web.forms import choices_of
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import in_a_sentence

PER_PAGE = 25
OF_PROVIDER = (
    "What your organisation was asked for, by the number of the case. No child is named here, and nothing of "
    "the advice is shown."
)
NONE = "No request is open here."
NOTHING = "No request is shown. Change the filters."


@dataclass(frozen=True, slots=True)
class BoardShown:
    """``providers`` is None for whoever looks after no side, and ``days`` where nobody’s are shown."""

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
    actor, today = request.actor, clock.today()
    form = _of_sides(request, sides_of(actor), today)
    found = board(actor, today=today, choice=_choice(form))
    sides = dict.fromkeys(in_a_sentence(SIDES[each]) for each in found.sides)
    title = f"Advice: {', '.join(sides)}"
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


@page("GET", needs=perms.PROVIDER)
def provider(request: PageRequest, area: str) -> HttpResponse:
    actor, today, form = request.actor, clock.today(), BoardFilter(request.GET)
    found = provider_page(actor, today=today, choice=_choice(form))
    pagination = paginate(request, total=found.board.total, per_page=PER_PAGE)
    rows = found.board.page(pagination.start, pagination.stop)
    content = BoardShown(
        title=f"Advice of {', '.join(found.names)}",
        intro=OF_PROVIDER,
        crumbs=crumbs(actor)[:1],
        figures=(*figures_of(found.board), first_time_figure(found.first_time)),
        form=form,
        table=provider_requests(rows, today, empty=_empty(form)),
        pagination=pagination,
        providers=None,
        days=days_table(actor, found.days, opens=found.alone),
        doors=(),
    )
    return render_page(request, "advice/board.html", {"page": content})


def _of_sides(request: PageRequest, sides: Collection[Side], today: date) -> BoardFilter:
    """With the services of these sides to choose from, where there is a choice."""
    form, advisers = BoardFilter(request.GET), framework_on(today).advisers
    own = {each: ADVISERS[each] for each in ADVISERS if advisers[each].side in sides}
    form.offer_or_leave_out("adviser", choices_of(own) if len(own) > 1 else [])
    return form


def _empty(form: BoardFilter) -> str:
    return NOTHING if any(form.chosen().values()) else NONE


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
        table=request_table(actor, rows, today, empty=_empty(form)),
        pagination=pagination,
        providers=provider_table(found.providers) if found.sides else None,
        days=days_table(actor, days_taken(actor, today=today)) if found.sides else None,
        doors=tuple(_doors(actor)),
    )


def _doors(actor: Actor) -> Iterator[Door]:
    yield Door("What was sent back, and why", at(actor, "themes"))
    yield Door("Somebody is away or leaves", at(actor, "away"))
    if actor.may(perms.OVERSEE_HEALTH):
        yield Door("Section G that waits for agreement", at(actor, "health_agreements"))
