"""The document itself: beginning one, its facts, its weaknesses and who answers for it."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.statements import (
    EditStatementForm,
    EditWeaknessForm,
    NewStatementForm,
    NewWeaknessForm,
    PartnersForm,
    ReviewPointsForm,
)
from alongside.plan.models import Weakness
from alongside.plan.pages.changing.trail import statement_crumbs
from alongside.plan.pages.reading.views import crumbs
from alongside.plan.queries import statement_head
from alongside.plan.queries.for_forms import accountable_partners
from alongside.plan.queries.values import StatementHead
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted


@page("GET", "POST", needs=perms.EDIT)
def new_statement(request: PageRequest, area: str) -> HttpResponse:
    request.actor.check_may(perms.EDIT)
    form = NewStatementForm(request.POST or None)
    content = FormPage(
        title="Begin a new action plan",
        submit="Begin",
        crumbs=crumbs(request.actor, Crumb("Begin a new action plan")),
        after=reverse("plan:statements", args=[area]),
        done="The action plan has been begun. Add its weaknesses and outcomes next.",
        intro="When there is a file of it, import the file instead.",
        onward=lambda made: _address(request.actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.create_statement(
            actor=request.actor, at=clock.now(), kind=form.chosen_kind, details=form.details()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def edit_statement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = _head(request.actor, ref)
    form = EditStatementForm(request.POST or None, initial=EditStatementForm.initial_of(head))
    return fill_in(
        request,
        form,
        _form_page(request.actor, head, title="Change the facts of the document", submit="Save"),
        lambda: operations.edit_statement(
            actor=request.actor,
            at=clock.now(),
            statement_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.CONSENT)
def lower_review_points(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.CONSENT)
    head = statement_head(request.actor, ref)
    form = ReviewPointsForm(request.POST or None, initial={"expected_version": head.version})
    return fill_in(
        request,
        form,
        _points_page(request.actor, head),
        lambda: operations.lower_review_points(
            actor=request.actor, at=clock.now(), statement_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def set_partners(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = _head(request.actor, ref)
    now = {"partners": accountable_partners(request.actor, head.id)}
    form = PartnersForm(request.POST or None, initial=now)
    return fill_in(
        request,
        form,
        _form_page(request.actor, head, title="Choose accountable partners", submit="Save"),
        lambda: operations.set_accountable_partners(
            actor=request.actor, at=clock.now(), statement_ref=ref, partners=form.chosen()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def add_weakness(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = _head(request.actor, ref)
    form = NewWeaknessForm(request.POST or None)
    return fill_in(
        request,
        form,
        _form_page(request.actor, head, title="Add a weakness", submit="Add the weakness"),
        lambda: operations.add_weakness(
            actor=request.actor, at=clock.now(), statement_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def edit_weakness(request: PageRequest, area: str, ref: str) -> HttpResponse:
    weakness = found(Weakness, request.actor, ref, "statement")
    head = _head(request.actor, weakness.statement.ref)
    now = {
        "title": weakness.title,
        "text": weakness.text,
        "expected_version": weakness.version,
    }
    form = EditWeaknessForm(request.POST or None, initial=now)
    title = f"Change weakness {weakness.number}"
    return fill_in(
        request,
        form,
        _form_page(request.actor, head, title=title, submit="Save"),
        lambda: operations.edit_weakness(
            actor=request.actor, at=clock.now(), weakness_ref=ref, **form.cleaned_data
        ),
    )


def _head(actor: Actor, ref: str) -> StatementHead:
    actor.check_may(perms.EDIT)
    return statement_head(actor, ref)


def _form_page(actor: Actor, head: StatementHead, *, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=statement_crumbs(actor, head.ref, head.title, title),
        after=_address(actor, head.ref),
        done="Your change has been saved.",
        facts=(Row(head.kind_label, head.title),),
    )


def _points_page(actor: Actor, head: StatementHead) -> FormPage:
    now = head.embedded_review_points
    return FormPage(
        title="Lower the review points for embedded",
        submit="Lower them",
        crumbs=statement_crumbs(actor, head.ref, head.title, "Review points for embedded"),
        after=_address(actor, head.ref),
        done="The review points have been lowered. The reason stands under what changed.",
        warning="With fewer review points, embedded is recorded sooner and on less.",
        facts=(
            Row(head.kind_label, head.title),
            Row("Needed now", f"{counted(now, 'review point')} in a row"),
        ),
        closed="It is 1 already, which is the lowest." if now == 1 else "",
        is_grave=True,
    )


def _address(actor: Actor, ref: str) -> str:
    return reverse("plan:statement", args=[actor.area_slug, ref])
