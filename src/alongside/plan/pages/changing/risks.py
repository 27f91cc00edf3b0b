"""Raising, changing, assessing and closing risks and issues."""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.risks import (
    NUMBERS,
    AssessmentForm,
    CloseRiskForm,
    EditRiskForm,
    RaiseRiskForm,
    RiskDetailsForm,
)
from alongside.plan.models import Risk
from alongside.plan.pages.changing.trail import statement_crumbs
from alongside.plan.queries import risk, statement_head
from alongside.plan.queries.for_forms import touched_line_choices, warning_of_statement
from alongside.plan.queries.risks import RiskView
from alongside.plan.words import LIKELIHOODS, SEVERITIES
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day, in_a_sentence


@page("GET", "POST", needs=perms.RISKS)
def raise_risk(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.RISKS)
    head = statement_head(request.actor, ref)
    form = RaiseRiskForm(request.POST or None, initial={"assessed_on": clock.today()})
    _offer(form, request.actor, head.id, ())
    content = FormPage(
        title="Raise a risk or issue",
        submit="Raise it",
        crumbs=statement_crumbs(request.actor, head.ref, head.title, "Raise a risk or issue"),
        after=reverse("plan:risks", args=[area, ref]),
        done="The risk or issue has been raised.",
        intro="Leave out anything that could tell readers who a child or family is.",
        warning=warning_of_statement(request.actor, head.id),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.raise_risk(
            actor=request.actor,
            at=clock.now(),
            statement_ref=ref,
            details=form.details(),
            assessment=form.assessment(),
        ),
    )


@page("GET", "POST", needs=perms.RISKS)
def edit_risk(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row, seen = _risk(request.actor, ref)
    form = EditRiskForm(request.POST or None, initial=_as_it_is(seen))
    _offer(form, request.actor, row.statement_id, [line.ref for line in seen.lines])
    return fill_in(
        request,
        form,
        _form_page(request.actor, row, seen, title=f"Change the {_name(seen)}", submit="Save"),
        lambda: operations.edit_risk(
            actor=request.actor,
            at=clock.now(),
            risk_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            details=form.details(),
        ),
    )


@page("GET", "POST", needs=perms.RISKS)
def assess_risk(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row, seen = _risk(request.actor, ref)
    now = {name: str(getattr(seen.latest, name)) for name in NUMBERS}
    form = AssessmentForm(request.POST or None, initial={**now, "assessed_on": clock.today()})
    title = f"Assess the {_name(seen)} again"
    return fill_in(
        request,
        form,
        _form_page(request.actor, row, seen, title=title, submit="Save the assessment"),
        lambda: operations.assess_risk(
            actor=request.actor, at=clock.now(), risk_ref=ref, assessment=form.assessment()
        ),
    )


@page("GET", "POST", needs=perms.RISKS)
def close_risk(request: PageRequest, area: str, ref: str) -> HttpResponse:
    row, seen = _risk(request.actor, ref)
    now = {"closed_on": clock.today(), "expected_version": seen.version}
    form = CloseRiskForm(request.POST or None, initial=now)
    title = f"Close the {_name(seen)}"
    return fill_in(
        request,
        form,
        replace(_form_page(request.actor, row, seen, title=title, submit=title), is_grave=True),
        lambda: operations.close_risk(
            actor=request.actor, at=clock.now(), risk_ref=ref, **form.cleaned_data
        ),
    )


def _risk(actor: Actor, ref: str) -> tuple[Risk, RiskView]:
    actor.check_may(perms.RISKS)
    row = found(Risk, actor, ref, "statement")
    return row, risk(actor, risk_ref=ref, today=clock.today())


def _offer(form: RiskDetailsForm, actor: Actor, statement_id: int, linked: Sequence[str]) -> None:
    form.offer("owner", post_choices(actor, today=clock.today()))
    form.offer_or_leave_out("lines", touched_line_choices(actor, statement_id, linked))


def _as_it_is(seen: RiskView) -> dict[str, object]:
    return {
        "kind": seen.kind,
        "title": seen.title,
        "description": seen.description,
        "mitigation": seen.mitigation,
        "owner": seen.owner_post_ref,
        "review_on": seen.review_on,
        "lines": [line.ref for line in seen.lines],
        "expected_version": seen.version,
    }


def _form_page(actor: Actor, row: Risk, seen: RiskView, *, title: str, submit: str) -> FormPage:
    statement = row.statement
    return FormPage(
        title=title,
        submit=submit,
        crumbs=statement_crumbs(actor, statement.ref, statement.title, seen.title, title),
        after=reverse("plan:risks", args=[actor.area_slug, statement.ref]),
        done="Your change has been saved.",
        facts=(Row(seen.kind_label, seen.title), Row("Last assessed", _last_assessed(seen))),
        warning=warning_of_statement(actor, statement.pk),
    )


def _last_assessed(seen: RiskView) -> str:
    latest = seen.latest
    likelihood = in_a_sentence(LIKELIHOODS[latest.likelihood_after])
    impact = in_a_sentence(SEVERITIES[latest.impact_after])
    return f"{day(latest.on)}: {likelihood}, {impact}; score {latest.score_after} of 25"


def _name(seen: RiskView) -> str:
    return in_a_sentence(seen.kind_label)
