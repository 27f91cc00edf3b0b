"""One thing done with several cases: choose, see exactly what will happen, and do it."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.bulk import BulkForm
from alongside.casework.forms.filters import ANY, QueueFilterForm
from alongside.casework.operations import bulk as operations
from alongside.casework.pages.sent_again import sent_again
from alongside.casework.pages.trail import case_address, crumbs, queue_address
from alongside.casework.queries.bulk import BulkLine, Candidate, candidates, preview
from alongside.casework.rules.bulk import check_bulk
from alongside.casework.words import ACTIONS
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

TITLE = "Do one thing with several cases"


@dataclass(frozen=True, slots=True)
class ChooseShown:
    crumbs: tuple[Crumb, ...]
    title: str
    filters: QueueFilterForm
    cancel: str


@dataclass(frozen=True, slots=True)
class PreviewShown:
    """``sent`` is what was chosen, to be sent again when it is confirmed."""

    crumbs: tuple[Crumb, ...]
    title: str
    summary: str
    table: Table
    may: bool
    sent: tuple[tuple[str, str], ...]
    does: str
    back: str


@dataclass(frozen=True, slots=True)
class Asked:
    """The form, and the filters in the address that say which cases it offers."""

    form: BulkForm
    filters: QueueFilterForm


@page("GET", "POST", needs=perms.ASSIGN)
def choose(request: PageRequest, area: str) -> HttpResponse:
    """What is sent is only shown: nothing changes here."""
    asked = _asked(request)
    form = asked.form
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            check_bulk(form.change(), today=clock.today())
        if outcome.accepted:
            content = _preview(request, form)
            return render_page(request, "casework/bulk_preview.html", {"page": content})
    return _shown(request, asked)


@page("POST", needs=perms.ASSIGN)
def change(request: PageRequest, area: str) -> HttpResponse:
    asked = _asked(request)
    form = asked.form
    if form.is_valid():
        with form.refusals() as outcome:
            done = operations.change_cases(
                actor=request.actor, at=clock.now(), change=form.change()
            )
        if outcome.accepted:
            messages.success(request, f"It is done: {counted(len(done), 'case')}.")
            return HttpResponseRedirect(queue_address(request.actor))
    return _shown(request, asked)


def _asked(request: PageRequest) -> Asked:
    """The cases stand in the order of the queue."""
    actor, today = request.actor, clock.today()
    posts = post_choices(actor, today=today)
    filters, form = QueueFilterForm(request.GET), BulkForm(request.POST or None)
    filters.offer("post", [ANY, *posts])
    form.offer("post", posts)
    found = candidates(actor, today=today, choice=filters.choice)
    form.offer("cases", [(each.ref, _words(each)) for each in found])
    return Asked(form, filters)


def _words(each: Candidate) -> str:
    due = f", due {day(each.due_on)}" if each.due_on else ""
    return f"{each.name}, {each.number}{due}"


def _shown(request: PageRequest, asked: Asked) -> HttpResponse:
    form = asked.form
    content = ChooseShown(
        crumbs=crumbs(request.actor, Crumb(TITLE)),
        title=TITLE,
        filters=asked.filters,
        cancel=queue_address(request.actor),
    )
    return render_page(
        request, "casework/bulk.html", {"page": content, "form": form}, status=form.answer_status
    )


def _preview(request: PageRequest, form: BulkForm) -> PreviewShown:
    actor, chosen = request.actor, form.change()
    lines = preview(actor, change=chosen, today=clock.today())
    done = sum(line.is_done for line in lines)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return PreviewShown(
        crumbs=crumbs(actor, Crumb(TITLE)),
        title=f"{ACTIONS[chosen.action]}: what will happen",
        summary=f"{counted(done, 'case')} of {len(lines)} will change. Nothing has changed yet.",
        table=_table(actor, lines),
        may=done > 0,
        sent=tuple(sent_again(request)),
        does=f"{reverse('casework:change_cases', args=[actor.area_slug])}{query}",
        back=f"{reverse('casework:bulk', args=[actor.area_slug])}{query}",
    )


def _table(actor: Actor, lines: tuple[BulkLine, ...]) -> Table:
    return Table(
        caption="What will happen to each case",
        caption_hidden=True,
        columns=(Column("Case", is_wide=True), Column("What will happen", is_wide=True)),
        rows=[
            (
                Cell(each.name, case_address(actor, each.ref), note=each.number, is_header=True),
                Cell(each.words) if each.is_done else Cell(each.words, note="It is left out."),
            )
            for each in lines
        ],
        stack=True,
        empty="None of the cases is there any more.",
    )
