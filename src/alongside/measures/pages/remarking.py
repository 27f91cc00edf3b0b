"""Working the limits out anew and taking that back, noting what happened, and telling the story behind
the figures.
"""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse

from alongside.access.queries import people_who_may
from alongside.kernel.actor import Actor
from alongside.measures import operations, perms
from alongside.measures.forms.remarks import (
    AnnotateForm,
    NotApprovedForm,
    RecalculateForm,
    StoryForm,
    WithdrawRecalculationForm,
)
from alongside.measures.models import Measure
from alongside.measures.pages.defining import form_page, warned, with_facts
from alongside.measures.queries.beginnings import Beginning, beginning_to_withdraw
from alongside.measures.queries.one_measure import measure_for, period_choices
from alongside.measures.rules.beginnings import FEWEST_FIGURES
from alongside.people.choices import Choices, post_holder_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.forms import HouseForm
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

ONLY_FOR = (
    "Only for a real change with a known cause that has lasted. The figures before keep their own "
    "limits, and the chart names the cause."
)
ENOUGH = (
    f"Limits need {FEWEST_FIGURES} figures, so you can choose a period once as many count from it."
)


@page("GET", "POST", needs=perms.DEFINE)
def recalculate(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = _measure(request, perms.DEFINE, ref)
    form = RecalculateForm(request.POST or None)
    form.offer("from_on", period_choices(found))
    form.offer("approved_by", _approvers(actor))
    content = form_page(
        actor,
        found,
        title="Work the limits out anew",
        submit="Record",
        intro=f"{ONLY_FOR} {ENOUGH}",
    )
    return fill_in(
        request,
        form,
        warned(content, found),
        lambda: operations.recalculate(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            from_on=date.fromisoformat(form.cleaned_data["from_on"]),
            cause=form.cleaned_data["cause"],
            approved_by=form.cleaned_data["approved_by"],
        ),
    )


@page("GET", "POST", needs=perms.VIEW)
def withdraw_recalculation(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """Also for whoever is said to have approved the new limits."""
    actor = request.actor
    found, beginning = beginning_to_withdraw(actor, ref)
    form = _withdrawal_form(request, beginning)
    return fill_in(
        request,
        form,
        warned(_withdrawal_page(actor, found, beginning), found),
        lambda: operations.withdraw_recalculation(
            actor=actor,
            at=clock.now(),
            recalculation_ref=ref,
            why=form.cleaned_data["why"],
            approved_by=form.cleaned_data.get("approved_by", ""),
        ),
    )


@page("GET", "POST", needs=perms.ENTER)
def annotate(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = _measure(request, perms.ENTER, ref)
    form = AnnotateForm(request.POST or None)
    return fill_in(
        request,
        form,
        warned(form_page(actor, found, title="Add a note to the chart", submit="Add"), found),
        lambda: operations.annotate(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            on=form.cleaned_data["on"],
            text=form.cleaned_data["text"],
        ),
    )


@page("GET", "POST", needs=perms.ENTER)
def tell_story(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = _measure(request, perms.ENTER, ref)
    latest = found.stories.first()
    before = {"text": latest.text, "partners": latest.partners} if latest else {}
    form = StoryForm(request.POST or None, initial=before)
    return fill_in(
        request,
        form,
        warned(
            form_page(actor, found, title="Tell the story behind the figures", submit="Save"), found
        ),
        lambda: operations.tell_story(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            text=form.cleaned_data["text"],
            partners=form.cleaned_data["partners"],
        ),
    )


def _approvers(actor: Actor) -> Choices:
    """Those who hold a post and read measures: whoever is named is led to what they are said to approve."""
    readers = {each.ref for each in people_who_may(actor, perms.VIEW, at=clock.now())}
    holders = post_holder_choices(actor, today=clock.today())
    return [(ref, name) for ref, name in holders if ref in readers]


def _withdrawal_form(request: PageRequest, beginning: Beginning) -> HouseForm:
    actor = request.actor
    if beginning.is_approved_by(actor):
        return NotApprovedForm(request.POST or None)
    form = WithdrawRecalculationForm(request.POST or None)
    form.offer("approved_by", post_holder_choices(actor, today=clock.today()))
    return form


def _withdrawal_page(actor: Actor, found: Measure, beginning: Beginning) -> FormPage:
    content = form_page(
        actor,
        found,
        title="Withdraw the new limits",
        submit="Withdraw",
        intro=(
            "The limits before stand again. What was recorded stays to be read, with your reason."
        ),
    )
    content = with_facts(
        content,
        Row("Worked out anew from", day(beginning.on)),
        Row("Cause", beginning.text),
        Row("Recorded", f"{day(beginning.at)}{f' by {beginning.by}' if beginning.by else ''}"),
        Row("Said to be approved by", beginning.approved_by),
    )
    closed = "These limits have been withdrawn already." if beginning.withdrawn else ""
    return replace(content, closed=closed, is_grave=True)


def _measure(request: PageRequest, needs: str, ref: str) -> tuple[Actor, Measure]:
    request.actor.check_may(needs)
    return request.actor, measure_for(request.actor, ref)
