"""The list of letters that are still owed to families, and where somebody writes down by hand how an EHC plan was
sent.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.owed import PlanSentForm
from alongside.casework.models import PlanVersion
from alongside.casework.operations.plan_sending import say_plan_was_sent
from alongside.casework.pages.plan_trail import at_version, version_crumbs
from alongside.casework.pages.trail import at_case, crumbs
from alongside.casework.pages.worklists import LISTS, tabs
from alongside.casework.queries.letters_owed import why_not_owed
from alongside.casework.queries.owed import Owed, OwedRow, letters_owed
from alongside.casework.queries.plans import find_readable, version_row
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.law.words import days_in_words
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day

PER_PAGE = 50
NAME = "letters_owed"
TITLE = "Say how the EHC plan was sent"
NEVER_SENT = "If it was never sent, leave this page and send it with its letter."
OWED = {
    Owed.UNTOLD: "Decided or issued, and the family is not told",
    Owed.PLAN: "A final EHC plan, of which nothing says that it was sent",
    Owed.OWN_LETTER: "Somebody’s own letter, which others of the family have",
    Owed.FORMAT: "A letter as it was asked for",
}
TOLD = (
    "What the council decided, issued or wrote, and somebody of a family still does not have. What is owed longest "
    "comes first."
)


@dataclass(frozen=True, slots=True)
class OwedPage:
    title: str
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    told: str
    table: Table
    pagination: Pagination


@page("GET", needs=perms.READS)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = letters_owed(actor, today=today)
    pagination = paginate(request, total=len(found), per_page=PER_PAGE)
    content = OwedPage(
        title=LISTS[NAME],
        crumbs=crumbs(actor, Crumb(LISTS[NAME])),
        tabs=tabs(actor, NAME),
        told=TOLD,
        table=_table(actor, found[pagination.start : pagination.stop], today),
        pagination=pagination,
    )
    return render_page(request, "casework/letters_owed.html", {"page": content})


@page("GET", "POST", needs=perms.DECIDE)
def plan_sent(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """For one that was issued before its sending counted."""
    actor, today = request.actor, clock.today()
    head, plan = find_readable(actor, ref, today)
    form = PlanSentForm(request.POST or None, initial={"sent_on": plan.issued_on})
    content = _about_plan(actor, head, plan, why_not_owed(plan))
    return fill_in(
        request,
        form,
        content,
        lambda: say_plan_was_sent(
            actor=actor,
            at=clock.now(),
            version_ref=ref,
            sent_on=form.cleaned_data["sent_on"],
            note=form.cleaned_data["note"],
        ),
    )


def _about_plan(actor: Actor, head: CaseHead, plan: PlanVersion, closed: str) -> FormPage:
    return FormPage(
        title=TITLE,
        submit="It was sent so",
        crumbs=version_crumbs(actor, head, version_row(plan), Crumb(TITLE)),
        after=at_version(actor, "plan_version", plan.ref),
        done="It is recorded. The law’s time counts to this day.",
        intro="" if closed else NEVER_SENT,
        closed=closed,
        facts=(Row("For", head.child.name), Row("Issued", day(plan.issued_on))),
    )


def _table(actor: Actor, rows: Sequence[OwedRow], today: date) -> Table:
    return Table(
        caption="Letters still owed to families",
        caption_hidden=True,
        columns=(Column("Case"), Column("What is owed", is_wide=True), Column("Since")),
        rows=[_row(actor, each, today) for each in rows],
        stack=True,
        empty="Nothing is owed to any family.",
    )


def _row(actor: Actor, each: OwedRow, today: date) -> tuple[Cell, ...]:
    days = (today - each.since).days
    return (
        Cell(each.name, at_case(actor, "case", each.case_ref), note=each.number, is_header=True),
        Cell(each.means or OWED[each.owed], _mended_at(actor, each), note=_more(each)),
        Cell(days_in_words(days) if days else "Today", note=day(each.since)),
    )


def _more(each: OwedRow) -> str:
    asked = f": {each.asked_for}" if each.asked_for else ""
    return f"{OWED[each.owed]}{asked}" if each.means else ""


def _mended_at(actor: Actor, each: OwedRow) -> str:
    """Where it is sent, or said to be sent."""
    slug = actor.area_slug
    match each.owed:
        case Owed.PLAN if actor.may_somewhere(perms.DECIDE):
            return reverse("casework:plan_sent", args=[slug, each.about])
        case Owed.PLAN:
            return reverse("casework:plan_version", args=[slug, each.about])
        case Owed.FORMAT | Owed.UNTOLD if each.about:
            return reverse("casework:letter", args=[slug, each.about])
        case _:
            return at_case(actor, "letters", each.case_ref)
