"""Setting a target, changing its draft, looking at what it asks for before it counts, and ending it."""

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import operations, perms
from alongside.measures.codes import Better, TargetState
from alongside.measures.forms.targets import (
    ActivateForm,
    ChangeTargetForm,
    EndTargetForm,
    TargetForm,
    WithdrawTargetForm,
    as_it_is,
)
from alongside.measures.models import Measure
from alongside.measures.pages.defining import form_page, warned, with_facts
from alongside.measures.provable import warning
from alongside.measures.queries.one_measure import TargetView, measure_for, target_for
from alongside.measures.rules.spoken import WARNING_TO_EVERYBODY
from alongside.measures.rules.targets import Step, figure_to_reach
from alongside.measures.words import LEVELS, promise_words, target_words, with_unit
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

DRAFT = (
    "It is a draft until you make it active. First you are shown what it asks for and whether the "
    "figures can ever show it."
)

CLOSED = {
    TargetState.DRAFT: "",
    TargetState.ACTIVE: (
        "This target is active, so it stays as it is. Set another and make that one active: this one "
        "then ends."
    ),
    TargetState.ENDED: "This target has ended. It stays as it was.",
}
END = {
    "title": "End this target",
    "submit": "End it",
    "intro": "It no longer judges the figures. It stays to be read, with your reason.",
}
WITHDRAW = {
    "title": "Withdraw this draft",
    "submit": "Withdraw it",
    "intro": "It has never judged a figure. It stays to be read, with your reason.",
}


@page("GET", "POST", needs=perms.DEFINE)
def set_target(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.DEFINE)
    found = measure_for(actor, ref)
    form = TargetForm(request.POST or None, unit=found.unit)
    content = _onward(
        actor,
        form_page(actor, found, title="Set a target", submit="Go on", intro=DRAFT),
    )
    return fill_in(
        request,
        form,
        warned(content, found, said=WARNING_TO_EVERYBODY),
        lambda: operations.set_target(
            actor=actor, at=clock.now(), measure_ref=ref, new=form.promise()
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def change_target(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """Only a draft: an active target ends, and another takes its place."""
    actor, measure, target = _target(request, ref)
    held = as_it_is(target.promise) | {"expected_version": target.version}
    form = ChangeTargetForm(request.POST or None, initial=held, unit=measure.unit)
    content = form_page(actor, measure, title="Change this draft", submit="Go on", intro=DRAFT)
    content = warned(content, measure, said=WARNING_TO_EVERYBODY)
    return fill_in(
        request,
        form,
        replace(_onward(actor, content), closed=CLOSED[target.state]),
        lambda: operations.change_target(
            actor=actor,
            at=clock.now(),
            target_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.promise(),
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def activate(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, measure, target = _target(request, ref)
    form = ActivateForm(request.POST if request.method == "POST" else None)
    content = form_page(
        actor,
        measure,
        title="Check this target",
        submit="Make it active",
        intro=(
            "Once it is active, every figure is held against it. If a target of the same kind is "
            "active now, that one ends."
        ),
    )
    content = with_facts(content, *_asked(measure, target))
    return fill_in(
        request,
        form,
        _warned(content, measure, target),
        lambda: operations.activate_target(actor=actor, at=clock.now(), target_ref=ref),
    )


@page("GET", "POST", needs=perms.DEFINE)
def end(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, measure, target = _target(request, ref)
    is_draft = target.state is TargetState.DRAFT
    form = (WithdrawTargetForm if is_draft else EndTargetForm)(request.POST or None)
    content = form_page(actor, measure, **(WITHDRAW if is_draft else END))
    said = Row(LEVELS[target.level], promise_words(target.promise, measure.unit))
    return fill_in(
        request,
        form,
        warned(with_facts(content, said), measure),
        lambda: operations.end_target(
            actor=actor, at=clock.now(), target_ref=ref, why=form.cleaned_data["why"]
        ),
    )


def _target(request: PageRequest, ref: str) -> tuple[Actor, Measure, TargetView]:
    request.actor.check_may(perms.DEFINE)
    measure, target = target_for(request.actor, ref)
    return request.actor, measure, target


def _asked(measure: Measure, target: TargetView) -> tuple[Row, ...]:
    """What it says, and the figure that follows from it."""
    promise, unit = target.promise, measure.unit
    reach = figure_to_reach(promise, Better(measure.better))
    base, said = promise.baseline, promise_words(promise, unit)
    to_reach = target_words(reach, unit) if reach else "Not settled yet"
    rows = (
        Row(LEVELS[target.level], said),
        Row("Figure to reach", to_reach if to_reach != said else ""),
        Row("By when", day(promise.by_on) if promise.by_on else "No day is set"),
        Row("Baseline", f"{with_unit(f'{base.value.normalize():f}', unit)}, {day(base.on)}, {base.population}" if base else ""),
        Row("On the way", ", ".join(_step_words(step, unit) for step in promise.steps)),
        Row("Records behind one figure", str(promise.expected_sample or "")),
    )  # fmt: skip
    return tuple(row for row in rows if row.value)


def _step_words(step: Step, unit: str) -> str:
    return f"{with_unit(f'{step.value.normalize():,f}', unit)} by {day(step.on)}"


def _onward(actor: Actor, content: FormPage) -> FormPage:
    return replace(
        content,
        done="The target is a draft. Check it, then make it active.",
        onward=lambda made: reverse("measures:activate_target", args=[actor.area_slug, made.ref]),
    )


def _warned(content: FormPage, measure: Measure, target: TargetView) -> FormPage:
    """Said before the target counts: whether its sample can ever show it."""
    told = warning(
        target.promise,
        unit=measure.unit,
        better=Better(measure.better),
        every_months=measure.every_months,
    )
    return replace(content, warning=told, done="The target is active.")
