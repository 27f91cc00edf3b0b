"""Registering a child or young person, and keeping what is known of them and their people true."""

from django.http import HttpResponse

from alongside.casework import perms
from alongside.casework.forms.children import (
    FACTS,
    ChangeChildForm,
    ChangeContactForm,
    ContactForm,
    RegisterForm,
)
from alongside.casework.operations import children as operations
from alongside.casework.pages.trail import case_address, case_crumbs, crumbs, queue_address
from alongside.casework.queries.one_case import case_head, contact
from alongside.casework.queries.posts import own_post
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import organisations
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

REGISTER = "Register a child or young person"
INTRO = (
    "Look for them first: they may be here already. Nothing begins by registering. "
    "The request is recorded on the page that follows."
)


@page("GET", "POST", needs=perms.REGISTER)
def register(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    form = RegisterForm(request.POST or None, initial={"post": own_post(actor, today=today)})
    form.offer("post", post_choices(actor, today=today))
    form.offer("school", _schools())
    content = FormPage(
        title=REGISTER,
        submit="Register",
        crumbs=crumbs(actor, Crumb(REGISTER)),
        after=queue_address(actor),
        done="They are registered. Now record what came to you.",
        intro=INTRO,
        onward=lambda made: case_address(actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.register_child(actor=actor, at=clock.now(), new=form.new_child()),
    )


@page("GET", "POST", needs=perms.RECORD)
def change_child(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = case_head(actor, case_ref=ref, today=clock.today())
    known = {name: getattr(head.child, name) for name in FACTS}
    initial = {**known, "school": head.child.school_ref, "expected_version": head.child.version}
    form = ChangeChildForm(request.POST or None, initial=initial)
    form.offer("school", _schools())
    return fill_in(
        request,
        form,
        _page(actor, head, "Change what is known of the child", "Save"),
        lambda: operations.change_child(
            actor=actor,
            at=clock.now(),
            case_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            facts=form.facts(),
            school_ref=form.cleaned_data["school"],
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def add_contact(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head = case_head(actor, case_ref=ref, today=clock.today())
    form = ContactForm(request.POST or None)
    return fill_in(
        request,
        form,
        _page(actor, head, "Add a contact", "Add"),
        lambda: operations.add_contact(
            actor=actor, at=clock.now(), case_ref=ref, new=form.details()
        ),
    )


@page("GET", "POST", needs=perms.RECORD)
def change_contact(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    head, one = contact(actor, contact_ref=ref, today=clock.today())
    known = {name: getattr(one, name) for name in operations.CONTACT_LABELS}
    form = ChangeContactForm(
        request.POST or None, initial={**known, "expected_version": one.version}
    )
    return fill_in(
        request,
        form,
        _page(actor, head, "Change a contact", "Save"),
        lambda: operations.change_contact(
            actor=actor,
            at=clock.now(),
            contact_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


def _page(actor: Actor, head: CaseHead, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=case_crumbs(actor, head, Crumb(title)),
        after=case_address(actor, head.ref),
        done="It is saved.",
    )


def _schools() -> list[tuple[str, str]]:
    found = organisations().filter(kind="school")
    return [(each.ref, each.name) for each in found]
