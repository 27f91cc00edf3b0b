"""Beginning the next version of the outcomes framework, writing its statements, and throwing it away."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.measures import operations, perms
from alongside.measures.codes import Direction, FrameworkState
from alongside.measures.forms.framework import (
    ChangeFrameworkForm,
    ChangeStatementForm,
    DiscardFrameworkForm,
    FrameworkForm,
    RemoveStatementForm,
    StatementForm,
)
from alongside.measures.pages.framework import framework_crumbs, version_address, version_words
from alongside.measures.queries.framework import (
    FrameworkHead,
    FrameworkPage,
    MeasureName,
    StatementView,
    framework_head,
    framework_page,
    frameworks,
    measure_choices,
    statement_with_version,
)
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page

CLOSED = {
    FrameworkState.DRAFT: "",
    FrameworkState.IN_USE: (
        "This version is in use, so its wording stays. Begin the next version to change it."
    ),
    FrameworkState.REPLACED: "This version has been replaced. It stays as it was.",
}


@page("GET", "POST", needs=perms.DEFINE)
def begin_framework(request: PageRequest, area: str) -> HttpResponse:
    request.actor.check_may(perms.DEFINE)
    heads = frameworks(request.actor)
    form = FrameworkForm(request.POST or None, initial={"title": heads[0].title if heads else ""})
    return fill_in(
        request,
        form,
        _begin_page(request.actor, heads),
        lambda: operations.begin_framework(actor=request.actor, at=clock.now(), words=form.words()),
    )


@page("GET", "POST", needs=perms.DEFINE)
def change_framework(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = _head(request.actor, ref)
    held = {"title": head.title, "made_with": head.made_with, "expected_version": head.version}
    form = ChangeFrameworkForm(request.POST or None, initial=held)
    return fill_in(
        request,
        form,
        _draft_page(request.actor, head, "Change the title, or how it is made", "Save"),
        lambda: operations.change_framework(
            actor=request.actor,
            at=clock.now(),
            framework_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            words=form.words(),
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def add_statement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = _head(request.actor, ref)
    form = StatementForm(request.POST or None)
    _offer(form, measure_choices(request.actor))
    return fill_in(
        request,
        form,
        _draft_page(request.actor, head, "Add an outcome statement", "Add it"),
        lambda: operations.write_statement(
            actor=request.actor, at=clock.now(), framework_ref=ref, new=form.statement()
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def change_statement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    statement, head = _statement(request.actor, ref)
    stays = None if head.is_draft else statement.as_written
    form = ChangeStatementForm(request.POST or None, initial=_as_it_is(statement), stays=stays)
    _offer(form, measure_choices(request.actor, chosen=statement.as_written.measures))
    return fill_in(
        request,
        form,
        _change_page(request.actor, statement, head),
        lambda: operations.change_statement(
            actor=request.actor,
            at=clock.now(),
            statement_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.statement(),
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def remove_statement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    statement, head = _statement(request.actor, ref)
    initial = {"expected_version": statement.version}
    form = RemoveStatementForm(request.POST or None, initial=initial)
    return fill_in(
        request,
        form,
        _remove_page(request.actor, statement, head),
        lambda: operations.remove_statement(
            actor=request.actor,
            at=clock.now(),
            statement_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


@page("POST", needs=perms.DEFINE)
def move_statement(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """The buttons beside each statement of a draft."""
    _, head = _statement(request.actor, ref)
    try:
        operations.move_statement(
            actor=request.actor,
            at=clock.now(),
            statement_ref=ref,
            direction=_direction(request.POST.get("direction", "")),
        )
    except Refusal as refusal:
        messages.warning(request, refusal.sentence)
    return redirect(version_address(request.actor, head.ref))


@page("GET", "POST", needs=perms.DEFINE)
def discard_framework(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.DEFINE)
    shown = framework_page(request.actor, ref)
    initial = {"expected_version": shown.head.version}
    form = DiscardFrameworkForm(request.POST or None, initial=initial)
    return fill_in(
        request,
        form,
        _discard_page(request.actor, shown),
        lambda: operations.discard_framework(
            actor=request.actor,
            at=clock.now(),
            framework_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


def _direction(sent: str) -> Direction:
    if sent not in set(Direction):
        raise Refusal("Say whether the outcome statement moves up or down.")
    return Direction(sent)


def _head(actor: Actor, ref: str) -> FrameworkHead:
    actor.check_may(perms.DEFINE)
    return framework_head(actor, ref)


def _statement(actor: Actor, ref: str) -> tuple[StatementView, FrameworkHead]:
    actor.check_may(perms.DEFINE)
    return statement_with_version(actor, ref)


def _offer(form: StatementForm, measures: Sequence[MeasureName]) -> None:
    form.offer_or_leave_out(
        "measures", [(each.ref, f"{each.code} {each.title}") for each in measures]
    )


def _as_it_is(statement: StatementView) -> dict[str, object]:
    written = statement.as_written
    return {
        "text": written.text,
        "descriptors": "\n".join(written.descriptors),
        "services": "\n".join(written.services),
        "measures": list(written.measures),
        "expected_version": statement.version,
    }


def _begin_page(actor: Actor, heads: Sequence[FrameworkHead]) -> FormPage:
    used = next((each for each in heads if each.state is FrameworkState.IN_USE), None)
    title = "Begin the next version" if heads else "Begin the first version"
    is_there = any(each.is_draft for each in heads)
    return FormPage(
        title=title,
        submit="Begin",
        crumbs=framework_crumbs(actor, Crumb(title)),
        after=reverse("measures:framework", args=[actor.area_slug]),
        done="The draft has been begun. Nobody uses it until you put it in use.",
        intro=(
            f"It begins with the wording of version {used.number}, which stays in use meanwhile."
            if used
            else ""
        ),
        closed="There is a draft of the next version already. Finish that one first."
        if is_there
        else "",
        onward=lambda made: version_address(actor, made.ref),
    )


def _draft_page(actor: Actor, head: FrameworkHead, title: str, submit: str) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=_trail(actor, head, title),
        after=version_address(actor, head.ref),
        done="The draft has been saved.",
        facts=(Row("Version", f"{head.number}, {head.title}"),),
        closed=CLOSED[head.state],
    )


def _change_page(actor: Actor, statement: StatementView, head: FrameworkHead) -> FormPage:
    title = "Change an outcome statement" if head.is_draft else "Change measures and services"
    is_used = head.state is FrameworkState.IN_USE
    return FormPage(
        title=title,
        submit="Save",
        crumbs=_trail(actor, head, title),
        after=version_address(actor, head.ref),
        done="The outcome statement has been saved.",
        intro="Its wording is in use, so it stays. Begin the next version to change it."
        if is_used
        else "",
        facts=(Row("Statement", statement.text), Row("What it looks like", statement.descriptors))
        if is_used
        else (),
        closed=CLOSED[FrameworkState.REPLACED] if head.state is FrameworkState.REPLACED else "",
    )


def _remove_page(actor: Actor, statement: StatementView, head: FrameworkHead) -> FormPage:
    title = "Remove an outcome statement"
    return FormPage(
        title=title,
        submit="Remove it",
        crumbs=_trail(actor, head, title),
        after=version_address(actor, head.ref),
        done="The outcome statement has been removed from the draft.",
        intro="It leaves this draft. Versions that were in use keep theirs.",
        facts=(
            Row("Statement", statement.text),
            Row("What it looks like", statement.descriptors),
            Row("Measures", [f"{each.code} {each.title}" for each in statement.measures]),
            Row("Services", statement.services),
        ),
        is_grave=True,
        closed=CLOSED[head.state],
    )


def _discard_page(actor: Actor, shown: FrameworkPage) -> FormPage:
    head, title = shown.head, "Throw this draft away"
    return FormPage(
        title=title,
        submit="Throw it away",
        crumbs=_trail(actor, head, title),
        after=version_address(actor, head.ref),
        onward=lambda made: reverse("measures:framework", args=[actor.area_slug]),
        done="The draft has been thrown away.",
        intro="Nobody has used it. Versions that are or were in use stay as they are.",
        facts=(
            Row("Version", f"{head.number}, {head.title}"),
            Row("Statements", [each.text for each in shown.statements] or "None yet"),
        ),
        is_grave=True,
        closed=CLOSED[head.state],
    )


def _trail(actor: Actor, head: FrameworkHead, title: str) -> tuple[Crumb, ...]:
    here = Crumb(version_words(head), version_address(actor, head.ref))
    return framework_crumbs(actor, here, Crumb(title))
