"""Giving a case to another post, and having a post cover."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.assigning import CoverForm, GiveForm
from alongside.casework.operations import assigning as operations
from alongside.casework.pages.trail import case_address, case_crumbs
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

GIVE = "Give the case to another post"
COVER = "Have another post cover"


@page("GET", "POST", needs=perms.ASSIGN)
def give(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = case_head(actor, case_ref=ref, today=today)
    form = GiveForm(request.POST or None)
    form.offer("post", post_choices(actor, today=today))
    return fill_in(
        request,
        form,
        _page(actor, head, GIVE, "Give it to this post"),
        lambda: operations.give_case(
            actor=actor, at=clock.now(), case_ref=ref, post_ref=form.cleaned_data["post"]
        ),
    )


@page("GET", "POST", needs=perms.ASSIGN)
def cover(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = case_head(actor, case_ref=ref, today=today)
    form = CoverForm(request.POST or None)
    form.offer("post", post_choices(actor, today=today))
    return fill_in(
        request,
        form,
        _page(actor, head, COVER, "Have this post cover"),
        lambda: operations.cover_case(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            post_ref=form.cleaned_data["post"],
            until=form.cleaned_data["until"],
        ),
    )


def _page(actor: Actor, head: CaseHead, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=case_crumbs(actor, head, Crumb(title)),
        after=case_address(actor, head.ref),
        done="It is done. Whoever holds the post is told.",
    )
