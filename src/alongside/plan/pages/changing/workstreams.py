"""Workstreams: setting one up, its members from all sides, and its tasks."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people.choices import person_choices, post_choices
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.workstreams import (
    EditWorkstreamForm,
    EndMemberForm,
    MemberForm,
    NewWorkstreamForm,
    TaskForm,
)
from alongside.plan.models import WorkstreamMember
from alongside.plan.pages.changing.trail import statement_crumbs
from alongside.plan.queries import statement_head, workstream_page
from alongside.plan.queries.for_forms import weakness_choices
from alongside.plan.queries.workstreams import WorkstreamPage
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page


@page("GET", "POST", needs=perms.EDIT)
def create_workstream(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.EDIT)
    head = statement_head(request.actor, ref)
    form = NewWorkstreamForm(request.POST or None)
    form.offer("officer", post_choices(request.actor, today=clock.today()))
    form.offer_or_leave_out("weakness", weakness_choices(request.actor, head.id))
    content = FormPage(
        title="Set up a workstream",
        submit="Set up",
        crumbs=statement_crumbs(request.actor, head.ref, head.title, "Set up a workstream"),
        after=reverse("plan:workstreams", args=[area, ref]),
        done="The workstream has been set up. Add its members next.",
        onward=lambda made: _address(request.actor, made.ref),
    )
    return fill_in(request, form, content, lambda: _create(request.actor, ref, form))


@page("GET", "POST", needs=perms.EDIT)
def edit_workstream(request: PageRequest, area: str, ref: str) -> HttpResponse:
    stream = _stream(request.actor, ref, clock.today())
    now = {
        "title": stream.title,
        "officer": stream.officer_post_ref,
        "expected_version": stream.version,
    }
    form = EditWorkstreamForm(request.POST or None, initial=now)
    form.offer("officer", post_choices(request.actor, today=clock.today()))
    return fill_in(
        request,
        form,
        _form_page(request.actor, stream, title="Change the workstream", submit="Save"),
        lambda: operations.edit_workstream(
            actor=request.actor,
            at=clock.now(),
            workstream_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            title=form.cleaned_data["title"],
            officer_post_ref=form.cleaned_data["officer"],
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def add_member(request: PageRequest, area: str, ref: str) -> HttpResponse:
    today = clock.today()
    stream = _stream(request.actor, ref, today)
    form = MemberForm(request.POST or None, initial={"member_from": today})
    form.offer("post", post_choices(request.actor, today=today))
    form.offer("person", person_choices(request.actor))
    return fill_in(
        request,
        form,
        _form_page(request.actor, stream, title="Add a member", submit="Add the member"),
        lambda: operations.add_member(
            actor=request.actor, at=clock.now(), workstream_ref=ref, **form.answers()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def end_member(request: PageRequest, area: str, ref: str) -> HttpResponse:
    member = found(WorkstreamMember, request.actor, ref, "workstream", "post", "person")
    stream = _stream(request.actor, member.workstream.ref, clock.today())
    who = str(member.post or member.person)
    form = EndMemberForm(request.POST or None, initial={"member_until": clock.today()})
    return fill_in(
        request,
        form,
        _form_page(request.actor, stream, title=f"{who} leaves the workstream", submit="Save"),
        lambda: operations.end_member(
            actor=request.actor,
            at=clock.now(),
            member_ref=ref,
            member_until=form.cleaned_data["member_until"],
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def add_task(request: PageRequest, area: str, ref: str) -> HttpResponse:
    stream = _stream(request.actor, ref, clock.today())
    form = TaskForm(request.POST or None)
    form.offer("action", [(line.ref, f"{line.reference} {line.text}") for line in stream.actions])
    return fill_in(
        request,
        form,
        _form_page(request.actor, stream, title="Add a task", submit="Add the task"),
        lambda: operations.add_task(
            actor=request.actor,
            at=clock.now(),
            workstream_ref=ref,
            action_ref=form.cleaned_data["action"],
            text=form.cleaned_data["text"],
            start=form.cleaned_data["start"],
            end=form.cleaned_data["end"],
        ),
    )


def _create(actor: Actor, ref: str, form: NewWorkstreamForm) -> object:
    return operations.create_workstream(
        actor=actor,
        at=clock.now(),
        statement_ref=ref,
        title=form.cleaned_data["title"],
        weakness_number=form.weakness_number,
        officer_post_ref=form.cleaned_data["officer"],
    )


def _stream(actor: Actor, ref: str, today: date) -> WorkstreamPage:
    actor.check_may(perms.EDIT)
    return workstream_page(actor, workstream_ref=ref, today=today)


def _form_page(actor: Actor, stream: WorkstreamPage, *, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=statement_crumbs(
            actor, stream.statement_ref, stream.statement_title, stream.title, title
        ),
        after=_address(actor, stream.ref),
        done="Your change has been saved.",
        facts=(Row("Workstream", stream.title), Row("Weakness", stream.weakness_title)),
    )


def _address(actor: Actor, ref: str) -> str:
    return reverse("plan:workstream", args=[actor.area_slug, ref])
