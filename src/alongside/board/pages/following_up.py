"""Giving somebody something to follow up, moving it, and recording it as done."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.follow_ups import CloseFollowUpForm, FollowUpForm, MoveFollowUpForm
from alongside.board.operations import follow_ups as operations
from alongside.board.pages.follow_ups import follow_up_address
from alongside.board.pages.meeting_trail import head_for_change, recording_form
from alongside.board.pages.views import crumbs
from alongside.board.queries.follow_ups import (
    FollowUpPage,
    check_may_close_row,
    follow_up_page,
)
from alongside.board.queries.one_meeting import items_of
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day


@page("GET", "POST", needs=perms.RUN)
def add_follow_up(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = head_for_change(actor, ref)
    form = FollowUpForm(request.POST or None, initial={"item": request.GET.get("item", "")})
    form.offer("owner", post_choices(actor, today=clock.today()))
    items = [(item.ref, f"{item.number}. {item.title}") for item in items_of(actor, head.row.id)]
    form.offer_or_leave_out("item", items)
    return fill_in(
        request,
        form,
        recording_form(actor, head.row, title="Give a follow-up", submit="Give the follow-up"),
        lambda: operations.give_follow_up(
            actor=actor, at=clock.now(), meeting_ref=ref, new=form.new_follow_up()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def move_follow_up(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    actor.check_may(perms.RUN)
    one = follow_up_page(actor, ref, today=today)
    now = {
        "owner": one.row.owner_ref,
        "due_on": one.row.due_on,
        "expected_version": one.row.version,
    }
    form = MoveFollowUpForm(request.POST or None, initial=now)
    form.offer("owner", _with_present(post_choices(actor, today=today), one))
    return fill_in(
        request,
        form,
        _form_page(actor, one, title="Move a follow-up", submit="Move it"),
        lambda: operations.move_follow_up(
            actor=actor,
            at=clock.now(),
            follow_up_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            owner_ref=form.cleaned_data["owner"],
            due_on=form.cleaned_data["due_on"],
            why=form.cleaned_data["why"],
        ),
    )


@page("GET", "POST", needs=perms.VIEW)
def close_follow_up(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """For whoever runs the board, and for a holder of the post that looks after it."""
    actor, today = request.actor, clock.today()
    one = follow_up_page(actor, ref, today=today)
    check_may_close_row(actor, one.row)
    now = {"done_on": today, "expected_version": one.row.version}
    form = CloseFollowUpForm(request.POST or None, initial=now)
    return fill_in(
        request,
        form,
        _form_page(actor, one, title="Record a follow-up as done", submit="Record as done"),
        lambda: operations.close_follow_up(
            actor=actor, at=clock.now(), follow_up_ref=ref, **form.cleaned_data
        ),
    )


def _with_present(choices: list[tuple[str, str]], one: FollowUpPage) -> list[tuple[str, str]]:
    """The post that has it now may be closed, and is then not among the others."""
    if one.row.owner_ref in dict(choices):
        return choices
    return [(one.row.owner_ref, f"{one.row.owner} (this post is closed)"), *choices]


def _form_page(actor: Actor, one: FollowUpPage, *, title: str, submit: str) -> FormPage:
    row = one.row
    log = Crumb("Action log", reverse("board:follow_ups", args=[actor.area_slug]))
    address = follow_up_address(actor, row.ref)
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, log, Crumb("Follow-up", address), Crumb(title)),
        after=address,
        done="Your change has been saved.",
        facts=(
            Row("Follow-up", row.text),
            Row("Looked after by", f"{row.owner} ({row.holder_words})"),
            Row("Due", day(row.due_on)),
        ),
    )
