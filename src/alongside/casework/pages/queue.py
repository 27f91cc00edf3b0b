"""The queue of cases: what is due next comes first, with the reason."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.filters import ANY, QueueFilterForm
from alongside.casework.pages.trail import case_address, crumbs
from alongside.casework.queries.queue import counts, queue, queue_rows
from alongside.casework.queries.values import QueueRow
from alongside.casework.words import STAGE_COLOURS, STAGES, UNCONFIRMED
from alongside.kernel.actor import Actor
from alongside.law.provisions import PARTIES
from alongside.law.words import days_in_words
from alongside.ledger.remembering import remembered
from alongside.people.choices import post_choices
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Door, KeyFigure, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day, number

PER_PAGE = 25
COLUMNS = (
    Column("Case", is_wide=True),
    Column("What is due next", is_wide=True),
    Column("By when"),
    Column("Where it stands"),
    Column("With"),
)


@dataclass(frozen=True, slots=True)
class QueuePage:
    crumbs: tuple[Crumb, ...]
    figures: tuple[KeyFigure, ...]
    doors: tuple[Door, ...]
    form: QueueFilterForm
    table: Table
    pagination: Pagination


@dataclass(frozen=True, slots=True)
class Standing:
    """The posts to choose from, and how many cases have something late or due soon."""

    posts: tuple[tuple[str, str], ...]
    counts: Mapping[str, int]


@page("GET", needs=perms.READS)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = QueueFilterForm(request.GET)
    standing = _standing(actor, today)
    form.offer("post", [ANY, *standing.posts])
    found = queue(actor, today=today, choice=form.choice)
    pagination = paginate(request, total=found.total, per_page=PER_PAGE)
    shown = found.page(pagination.start, pagination.stop)
    rows = queue_rows(actor, shown, choice=form.choice)
    content = QueuePage(
        crumbs=crumbs(actor)[:1],
        figures=_figures(actor, standing.counts),
        doors=_doors(actor),
        form=form,
        table=_table(actor, rows, today),
        pagination=pagination,
    )
    return render_page(request, "casework/queue.html", {"page": content})


def _standing(actor: Actor, today: date) -> Standing:
    """The same for every page of the queue, so it is read once while nothing changes."""
    return remembered(
        ("casework.standing", actor, today),
        lambda: Standing(
            tuple(post_choices(actor, today=today)), MappingProxyType(counts(actor, today=today))
        ),
    )


def _figures(actor: Actor, found: Mapping[str, int]) -> tuple[KeyFigure, ...]:
    base = f"of {number(found['all'])} cases"
    address = reverse("casework:queue", args=[actor.area_slug])
    return (
        KeyFigure("Something late", number(found["late"]), base, address=f"{address}?when=late"),
        KeyFigure(
            "Due within 14 days", number(found["soon"]), base, address=f"{address}?when=soon"
        ),
    )


def _doors(actor: Actor) -> tuple[Door, ...]:
    return tuple(_each_door(actor))


def _each_door(actor: Actor) -> Iterator[Door]:
    here = [actor.area_slug]
    if actor.may_somewhere(perms.REGISTER):
        address = reverse("casework:register", args=here)
        yield Door("Register a child or young person", address, is_main=True)
    if actor.may(perms.ALL):
        yield Door("Manager’s view", reverse("casework:manager", args=here))
    if actor.may(perms.PANELS):
        yield Door("Panels", reverse("casework:panels", args=here))
    if actor.may(perms.ASSIGN):
        yield Door("Do one thing with several cases", reverse("casework:bulk", args=here))
    if actor.may(perms.MERGE):
        yield Door("Cases that may be of one child", reverse("casework:duplicates", args=here))
    if actor.may_somewhere(perms.RECORD):
        yield Door("When schools are closed", reverse("casework:closures", args=here))
    yield Door("Reviews and moves by their days", reverse("casework:reviews_due", args=here))
    yield Door("Letters owed", reverse("casework:letters_owed", args=here))


def _table(actor: Actor, rows: tuple[QueueRow, ...], today: date) -> Table:
    return Table(
        caption="Cases, in the order of what is due next",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(actor, each, today) for each in rows],
        stack=True,
        empty="No case is shown. Change the filters, or register a child or young person.",
    )


def _row(actor: Actor, each: QueueRow, today: date) -> tuple[Cell | str, ...]:
    return (
        Cell(each.name, case_address(actor, each.ref), note=each.number, is_header=True),
        Cell(each.due_title or "Nothing with a day", note=_why(each)),
        _by_when(each, today),
        Cell(STAGES[each.stage], tag_colour=STAGE_COLOURS.get(each.stage, "grey")),
        each.post or "Nobody",
    )


PLAN_OWED = "The final EHC plan was issued, and nothing says that it was sent to the family."
FORMAT_OWED = "A letter is still owed in the format or language that was asked for."
ONE_OWED = "Somebody of the family is still owed a letter of their own about what was decided."


def _why(each: QueueRow) -> str:
    who = PARTIES.get(each.who, (each.who, ""))[0]
    found = [f"{who[:1].upper()}{who[1:]}. {each.due_why}"] if each.due_on else []
    if each.needs_lawyer:
        found.append(UNCONFIRMED)
    found[:0] = [one.sentence for one in each.untold]
    found += [
        words
        for is_owed, words in (
            (each.owed.own_letter, ONE_OWED),
            (each.owed.plan, PLAN_OWED),
            (each.owed.in_format, FORMAT_OWED),
        )
        if is_owed
    ]
    if each.letters:
        waiting = counted(each.letters, "letter waits,letters wait")
        found.append(f"{waiting} to be checked or sent.")
    return " ".join(found)


def _by_when(each: QueueRow, today: date) -> Cell:
    if each.due_on is None:
        return Cell("No day")
    left = (each.due_on - today).days
    if left < 0:
        return Cell(f"Late by {days_in_words(-left)}", tag_colour="red", note=day(each.due_on))
    words = "Today" if left == 0 else f"In {days_in_words(left)}"
    return Cell(words, tag_colour="amber" if left <= 14 else "grey", note=day(each.due_on))
