"""Lists of work to be done by a day: annual reviews by term and setting, what is late in reviews, and moves
to another phase of education. The lists can be taken away, and that is noted.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.worklists import (
    LATE_KINDS,
    MOVES,
    LateReviewsForm,
    ReviewsForm,
    TransfersForm,
)
from alongside.casework.pages import work_tables
from alongside.casework.pages.trail import crumbs
from alongside.casework.queries.terms import own_terms_of
from alongside.casework.queries.worklists import (
    WorkRow,
    late_in_reviews,
    moves_not_recorded,
    reviews_due,
    settings_of,
    transfer_rows,
    transfers_chosen,
    work_rows,
)
from alongside.casework.rules.terms import OwnTerms
from alongside.casework.rules.worklists import Term
from alongside.casework.words import how_counted, term_words
from alongside.exchange.csv_out import MEDIA_TYPE as CSV_TYPE
from alongside.exchange.csv_out import Value, csv_lines
from alongside.exchange.spreadsheets import MEDIA_TYPE as EXCEL_TYPE
from alongside.exchange.spreadsheets import Sheet, write_xlsx
from alongside.kernel.actor import Actor
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Crumb, Tab, Table
from alongside.web.forms import FilterForm
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day

PER_PAGE = 50
SUBJECT = "casework.worklist"
MANAGER = "manager"
LISTS = {
    "reviews_due": "Annual reviews",
    "late_reviews": "Late in reviews",
    "transfers": "Moves to another phase",
    "letters_owed": "Letters owed",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One of the lists, as it was chosen."""

    name: str
    told: tuple[str, ...]
    form: FilterForm
    table: Table
    pagination: Pagination
    beside: Table | None = None


@dataclass(frozen=True, slots=True)
class WorklistPage:
    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    exports: tuple[tuple[str, str], ...]
    shown: Shown


@page("GET", needs=perms.READS)
def reviews(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form, found = _reviews(request, today)
    pagination = paginate(request, total=found.count(), per_page=PER_PAGE)
    rows = work_rows(actor, found[pagination.start : pagination.stop], today=today)
    table = work_tables.reviews(actor, rows, today)
    told = _told_of_term(form.chosen_term, form.own)
    return _show(request, Shown("reviews_due", told, form, table, pagination))


@page("GET", needs=perms.READS)
def late(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = LateReviewsForm(request.GET)
    found = late_in_reviews(actor, today=today, rule=form.chosen().get("what", ""))
    pagination = paginate(request, total=found.count(), per_page=PER_PAGE)
    rows = work_rows(actor, found[pagination.start : pagination.stop], today=today)
    told = (
        "What the law asked for in a review and is not recorded as done. What is late longest comes "
        "first.",
    )
    table = work_tables.late(actor, rows, LATE_KINDS, today)
    return _show(request, Shown("late_reviews", told, form, table, pagination))


@page("GET", needs=perms.READS)
def transfers(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = TransfersForm(request.GET)
    chosen = form.chosen()
    found = transfers_chosen(
        actor, today=today, rule=chosen.get("move", ""), risk=chosen.get("risk", "")
    )
    pagination = paginate(request, total=len(found), per_page=PER_PAGE)
    rows = transfer_rows(actor, found[pagination.start : pagination.stop], today=today)
    told = (
        "The EHC plan has to name the next school before 15 February of the year of the move. It has "
        "to name a post-16 institution before 31 March. The last lawful days are 14 February and 30 March.",
        "At risk: with all the time that the law leaves for each step, it would end too late.",
    )
    table = work_tables.transfers(actor, rows, MOVES, today)
    unknown = _not_recorded(actor, chosen.get("move", ""), today)
    beside = work_tables.not_recorded(actor, unknown, MOVES, today)
    return _show(request, Shown("transfers", told, form, table, pagination, beside))


@page("GET", needs=perms.READS)
def export_reviews(request: PageRequest, area: str, kind: str) -> HttpResponse:
    """The whole list that the page shows."""
    actor, today = request.actor, clock.today()
    form, found = _reviews(request, today)
    term = form.chosen_term
    rows = work_tables.review_values(work_rows(actor, found, today=today), today)
    name = f"reviews-{term.code if term else 'passed'}"
    return _taken(kind, name, work_tables.REVIEW_HEADINGS, rows)


@page("GET", needs=perms.READS)
def export_transfers(request: PageRequest, area: str, kind: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    chosen = TransfersForm(request.GET).chosen()
    found = transfers_chosen(
        actor, today=today, rule=chosen.get("move", ""), risk=chosen.get("risk", "")
    )
    rows = transfer_rows(actor, found, today=today)
    unknown = _not_recorded(actor, chosen.get("move", ""), today)
    values = [
        *work_tables.transfer_values(rows, MOVES, today),
        *work_tables.not_recorded_values(unknown, MOVES, today),
    ]
    return _taken(kind, f"moves-{today}", work_tables.TRANSFER_HEADINGS, values)


def _not_recorded(actor: Actor, move: str, today: date) -> tuple[WorkRow, ...]:
    found = moves_not_recorded(actor, today=today)
    return tuple(each for each in found if not move or each.rule == move)


def _reviews(request: PageRequest, today: date) -> tuple[ReviewsForm, work_tables.Found]:
    form = ReviewsForm.on(today, own_terms_of(request.actor.area_id), request.GET.dict())
    settings = settings_of(request.actor, today=today, term=form.chosen_term)
    choice = form.choice(settings)
    return form, reviews_due(request.actor, today=today, choice=choice)


def _told_of_term(term: Term | None, own: OwnTerms | None) -> tuple[str, ...]:
    if term is None:
        return ("Annual reviews whose day has passed without a decision.",)
    return (
        f"{term_words(term)}: from {day(term.begins)}. By {day(term.list_by)}, two weeks before it, "
        "each setting is told which reviews are due in it.",
        how_counted(term, own),
    )


def _show(request: PageRequest, shown: Shown) -> HttpResponse:
    actor, title = request.actor, LISTS[shown.name]
    has_rows = shown.pagination.total or (shown.beside and shown.beside.rows)
    content = WorklistPage(
        title=title,
        crumbs=crumbs(actor, Crumb(title)),
        tabs=tabs(actor, shown.name),
        exports=_exports(request, shown.name) if has_rows else (),
        shown=shown,
    )
    return render_page(request, "casework/worklist.html", {"page": content})


def tabs(actor: Actor, current: str) -> tuple[Tab, ...]:
    """The lists, and before them the manager’s view for whoever reads every case."""
    first = {MANAGER: "Manager’s view"} if actor.may(perms.ALL) else {}
    return tuple(
        Tab(title, reverse(f"casework:{name}", args=[actor.area_slug]), is_current=name == current)
        for name, title in {**first, **LISTS}.items()
    )


EXPORTS = {"reviews_due": "casework:export_reviews", "transfers": "casework:export_transfers"}


def _exports(request: PageRequest, name: str) -> tuple[tuple[str, str], ...]:
    if name not in EXPORTS:
        return ()
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    slug = request.actor.area_slug
    return tuple(
        (words, f"{reverse(EXPORTS[name], args=[slug, kind])}{query}")
        for kind, words in (("csv", "CSV"), ("xlsx", "Excel"))
    )


def _taken(
    kind: str, name: str, headings: Sequence[str], rows: list[Sequence[Value]]
) -> HttpResponse:
    """Noted as a look: it leaves the house with names in it."""
    if kind not in WRITERS:
        raise Http404
    write, media_type = WRITERS[kind]
    response = HttpResponse(write(headings, rows), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return as_look(response, subject=SUBJECT, ref=name, reason="A list was taken away")


def _csv(headings: Sequence[str], rows: list[Sequence[Value]]) -> bytes:
    return b"".join(csv_lines(headings, rows))


def _xlsx(headings: Sequence[str], rows: list[Sequence[Value]]) -> bytes:
    out = io.BytesIO()
    write_xlsx(out, Sheet("List", headings, rows, work_tables.WIDTHS), title="List")
    return out.getvalue()


WRITERS: dict[str, tuple[Callable[[Sequence[str], list[Sequence[Value]]], bytes], str]] = {
    "csv": (_csv, CSV_TYPE),
    "xlsx": (_xlsx, EXCEL_TYPE),
}
