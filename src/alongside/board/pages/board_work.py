"""A board's own work: versions of its terms of reference, standing items and the forward plan."""

from django.http import HttpResponse

from alongside.board import perms
from alongside.board.forms.governance import (
    EndStandingItemForm,
    ForwardItemForm,
    StandingItemForm,
    TermsForm,
    WithdrawForwardItemForm,
)
from alongside.board.models import ForwardItem, StandingItem
from alongside.board.operations import forward_plan
from alongside.board.operations.terms import add_terms as record_terms
from alongside.board.pages.board_trail import board_form, head_for_change
from alongside.people.choices import post_choices
from alongside.people.finding import found
from alongside.people.pages.filling import fill_in
from alongside.people.partial_dates import read
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day


@page("GET", "POST", needs=perms.RUN)
def add_terms(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = TermsForm(request.POST or None, request.FILES or None, actor=actor)
    title = "Add a version of the terms of reference"
    return fill_in(
        request,
        form,
        board_form(actor, head, title=title, submit="Add the version"),
        lambda: record_terms(actor=actor, at=clock.now(), board_ref=ref, new=form.new_terms()),
    )


@page("GET", "POST", needs=perms.RUN)
def add_standing_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = head_for_change(actor, ref)
    form = StandingItemForm(request.POST or None, initial={"item_from": today})
    form.offer("presenter", post_choices(actor, today=today))
    return fill_in(
        request,
        form,
        board_form(actor, head, title="Add a standing item", submit="Add the item"),
        lambda: forward_plan.add_standing_item(
            actor=actor,
            at=clock.now(),
            board_ref=ref,
            title=form.cleaned_data["title"],
            item_from=form.cleaned_data["item_from"],
            presenter_ref=form.cleaned_data["presenter"],
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def end_standing_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    item = found(StandingItem, actor, ref, "board")
    head = head_for_change(actor, item.board.ref)
    form = EndStandingItemForm(request.POST or None, initial={"item_until": clock.today()})
    facts = (Row("Standing item", item.title), Row("Since", day(item.item_from)))
    return fill_in(
        request,
        form,
        board_form(actor, head, title="End a standing item", submit="End the item", facts=facts),
        lambda: forward_plan.end_standing_item(
            actor=actor, at=clock.now(), item_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_forward_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = head_for_change(actor, ref)
    form = ForwardItemForm(request.POST or None)
    form.offer("owner", post_choices(actor, today=today))
    return fill_in(
        request,
        form,
        board_form(actor, head, title="Add to the forward plan", submit="Add the item"),
        lambda: forward_plan.add_forward_item(
            actor=actor,
            at=clock.now(),
            board_ref=ref,
            title=form.cleaned_data["title"],
            due=form.cleaned_data["due"],
            owner_ref=form.cleaned_data["owner"],
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def withdraw_forward_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.RUN)
    item = found(ForwardItem, actor, ref, "board")
    head = head_for_change(actor, item.board.ref)
    form = WithdrawForwardItemForm(request.POST or None)
    facts = (Row("Item", item.title), Row("When", str(read(item.due_on, item.due_precision))))
    title = "Withdraw from the forward plan"
    return fill_in(
        request,
        form,
        board_form(actor, head, title=title, submit="Withdraw the item", facts=facts),
        lambda: forward_plan.withdraw_forward_item(
            actor=actor, at=clock.now(), item_ref=ref, why=form.cleaned_data["why"]
        ),
    )
