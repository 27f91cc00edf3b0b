"""Changing visits: planning, papers, the outcome letter."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.visits import (
    USUAL_VISITORS,
    CallOffForm,
    ChangeVisitForm,
    LetterForm,
    PaperForm,
    TakeOutForm,
    VisitForm,
)
from alongside.board.models import VisitPaper
from alongside.board.operations import visits as operations
from alongside.board.pages.views import crumbs
from alongside.board.queries.visits import VisitRow, visit_page
from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan.forms.waiting_files import FILE
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import day
from alongside.web.pages import PageRequest, page

NO_CHILD = "Leave out anything that could tell readers who a child or family is."


@page("GET", "POST", needs=perms.RUN)
def plan_visit(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    form = VisitForm(request.POST or None, initial={"visitors": USUAL_VISITORS})
    content = FormPage(
        title="Plan a visit",
        submit="Plan the visit",
        crumbs=crumbs(actor, Crumb("Visits", _list(actor)), Crumb("Plan a visit")),
        after=_list(actor),
        done="The visit has been planned. Add the papers for it.",
        intro="The evidence freezes two weeks ahead. A later paper is shown apart from it.",
        onward=lambda made: _address(actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.plan_visit(actor=actor, at=clock.now(), details=form.details()),
    )


@page("GET", "POST", needs=perms.RUN)
def change_visit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row = _visit(request.actor, ref)
    now = {
        "held_on": row.held_on,
        "visitors": row.visitors,
        "focus": row.focus,
        "freezes_on": row.wants_freeze_on,
        "expected_version": row.version,
    }
    form = ChangeVisitForm(request.POST or None, initial=now)
    intro = "The evidence is frozen and stays frozen when the visit moves." if row.frozen_on else ""
    return fill_in(
        request,
        form,
        _form_page(request.actor, row, title="Change the visit", submit="Save", intro=intro),
        lambda: operations.change_visit(
            actor=request.actor,
            at=clock.now(),
            visit_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def call_off_visit(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row = _visit(request.actor, ref)
    form = CallOffForm(request.POST or None)
    content = _form_page(
        request.actor,
        row,
        title="Call the visit off",
        submit="Call the visit off",
        warning="This cannot be undone. Arrange another visit when a new day is found.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.call_off_visit(
            actor=request.actor, at=clock.now(), visit_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_visit_paper(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row = _visit(request.actor, ref)
    is_frozen = row.frozen_on is not None
    form = PaperForm(
        request.POST or None, request.FILES or None, actor=request.actor, is_frozen=is_frozen
    )
    title = "Add a late paper" if is_frozen else "Add a paper"
    late = "The evidence is frozen. The paper is shown apart from it, with its own stamp. "
    content = _form_page(
        request.actor,
        row,
        title=title,
        submit="Add the paper",
        done="The paper has been added.",
        intro=f"{late if is_frozen else ''}{NO_CHILD}",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_visit_paper(
            actor=request.actor, at=clock.now(), visit_ref=ref, new=form.new_paper()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def take_out_paper(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.RUN)
    paper = found(VisitPaper, request.actor, ref, "visit")
    row = _visit(request.actor, paper.visit.ref)
    form = TakeOutForm(request.POST or None)
    content = _form_page(
        request.actor,
        row,
        title="Take a paper out",
        submit="Take the paper out",
        done="The paper has been taken out.",
        warning="The paper no longer belongs to the evidence. That it was there stays known.",
        facts=(Row("Paper", paper.title),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.take_out_paper(
            actor=request.actor, at=clock.now(), paper_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def file_visit_letter(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row = _visit(request.actor, ref)
    form = LetterForm(request.POST or None, request.FILES or None, actor=request.actor)
    content = _form_page(
        request.actor,
        row,
        title="File the outcome letter",
        submit="File the letter",
        done="The letter has been filed. The visit’s papers are closed.",
        warning="The letter closes the visit. No paper can be added afterwards.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.file_visit_letter(
            actor=request.actor,
            at=clock.now(),
            visit_ref=ref,
            upload=form.cleaned_data[FILE],
            letter_on=form.cleaned_data["letter_on"],
            outcome=form.cleaned_data["outcome"],
        ),
    )


def _visit(actor: Actor, ref: str) -> VisitRow:
    actor.check_may(perms.RUN)
    return visit_page(actor, ref, today=clock.today()).visit


def _form_page(
    actor: Actor,
    row: VisitRow,
    *,
    title: str,
    submit: str,
    facts: Sequence[Row] = (),
    **more: Any,
) -> FormPage:
    here = Crumb(day(row.held_on), _address(actor, row.ref))
    said: dict[str, Any] = {"done": "Your change has been saved.", **more}
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, Crumb("Visits", _list(actor)), here, Crumb(title)),
        after=_address(actor, row.ref),
        facts=(Row("Visit", f"{day(row.held_on)}, {row.visitors}"), *facts),
        is_grave="warning" in more,
        **said,
    )


def _list(actor: Actor) -> str:
    return reverse("board:visits", args=[actor.area_slug])


def _address(actor: Actor, ref: str) -> str:
    return reverse("board:visit", args=[actor.area_slug, ref])
