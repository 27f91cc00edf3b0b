"""The items of an agenda: adding, changing, ordering and taking off."""

from dataclasses import replace

from django.http import HttpResponse

from alongside.board import perms
from alongside.board.forms.agenda import (
    ChangeItemForm,
    ItemForm,
    OrderForm,
    SureForm,
    TakeForwardItemForm,
)
from alongside.board.models import AgendaItem
from alongside.board.operations import agenda as operations
from alongside.board.pages.meeting_trail import grave, head_for_change, meeting_form, with_intro
from alongside.board.queries.meeting_values import MeetingHead
from alongside.board.queries.one_board import forward_choices
from alongside.board.queries.one_meeting import items_of
from alongside.board.rules.codes import ItemKind
from alongside.board.rules.meetings import reordered
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.finding import found
from alongside.people.pages.filling import fill_in
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page

NOTHING_WAITS = "Nothing in the forward plan of this board waits for a meeting."


@page("GET", "POST", needs=perms.RUN)
def add_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = ItemForm(request.POST or None, initial={"kind": ItemKind.DISCUSSION.value})
    form.offer("presenter", post_choices(actor, today=clock.today()))
    return fill_in(
        request,
        form,
        meeting_form(actor, head.row, title="Add an item to the agenda", submit="Add the item"),
        lambda: operations.add_item(
            actor=actor, at=clock.now(), meeting_ref=ref, details=form.details()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def take_forward_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = TakeForwardItemForm(request.POST or None)
    waiting = forward_choices(actor, board_ref=head.row.board_ref)
    form.offer("forward", waiting)
    title = "Take an item from the forward plan"
    asked = meeting_form(actor, head.row, title=title, submit="Put it on the agenda")
    closed = asked.closed or ("" if waiting else NOTHING_WAITS)
    return fill_in(
        request,
        form,
        replace(asked, closed=closed),
        lambda: operations.take_forward_item(
            actor=actor, at=clock.now(), meeting_ref=ref, item_ref=form.cleaned_data["forward"]
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def change_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    item, head = _item(actor, ref)
    form = ChangeItemForm(request.POST or None, initial=_now(item))
    form.offer("presenter", post_choices(actor, today=clock.today()))
    return fill_in(
        request,
        form,
        meeting_form(actor, head.row, title="Change an item of the agenda", submit="Save"),
        lambda: operations.change_item(
            actor=actor,
            at=clock.now(),
            item_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def take_off_item(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    item, head = _item(actor, ref)
    form = SureForm(request.POST if request.method == "POST" else None)
    asked = meeting_form(
        actor,
        head.row,
        title="Take an item off the agenda",
        submit="Take it off",
        facts=(Row("Item", item.title),),
    )
    warning = "It no longer shows here. What came from the forward plan waits there again."
    return fill_in(
        request,
        form,
        grave(asked, warning),
        lambda: operations.take_off_item(actor=actor, at=clock.now(), item_ref=ref),
    )


@page("GET", "POST", needs=perms.RUN)
def order_agenda(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    items = [(item.ref, item.title) for item in items_of(actor, head.row.id)]
    form = OrderForm(request.POST or None, items=items)
    intro = "Give an item the number of the place it should have. The others move along."
    asked = meeting_form(actor, head.row, title="Put the agenda in order", submit="Save the order")
    return fill_in(
        request,
        form,
        with_intro(asked, intro),
        lambda: operations.order_items(
            actor=actor,
            at=clock.now(),
            meeting_ref=ref,
            item_refs=[form.refs[place] for place in reordered(form.numbers)],
        ),
    )


def _item(actor: Actor, ref: str) -> tuple[AgendaItem, MeetingHead]:
    actor.check_may(perms.RUN)
    item = found(AgendaItem, actor, ref, "meeting", "presenter")
    return item, head_for_change(actor, item.meeting.ref)


def _now(item: AgendaItem) -> dict[str, object]:
    """What the form begins with."""
    return {
        "title": item.title,
        "kind": item.kind,
        "presenter": item.presenter.ref if item.presenter else "",
        "purpose": item.purpose,
        "expected_version": item.version,
    }
