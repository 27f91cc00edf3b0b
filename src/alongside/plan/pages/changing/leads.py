"""Who leads a line for which partner, and the milestones on its way."""

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.lines import (
    CompleteMilestoneForm,
    EndLeadForm,
    LeadForm,
    MilestoneForm,
)
from alongside.plan.models import Lead, Milestone
from alongside.plan.pages.changing.trail import line_address, line_crumbs, promise
from alongside.plan.queries.for_forms import LineInPlan, line_for_change
from alongside.plan.rules.codes import Partner
from alongside.plan.words import PARTNERS
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day, in_a_sentence


@page("GET", "POST", needs=perms.EDIT)
def assign_lead(request: PageRequest, area: str, ref: str) -> HttpResponse:
    today = clock.today()
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=today)
    form = LeadForm(request.POST or None)
    form.offer("post", post_choices(request.actor, today=today))
    return fill_in(
        request,
        form,
        _lead_page(request.actor, place),
        lambda: operations.assign_lead(
            actor=request.actor, at=clock.now(), line_ref=ref, **form.answers()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def end_lead(request: PageRequest, area: str, ref: str) -> HttpResponse:
    lead = found(Lead, request.actor, ref, "line", "post__organisation")
    place = line_for_change(request.actor, lead.line.ref, needs=perms.EDIT, today=clock.today())
    form = EndLeadForm(request.POST or None, initial={"lead_until": clock.today()})
    return fill_in(
        request,
        form,
        _end_page(request.actor, place, lead),
        lambda: operations.end_lead(
            actor=request.actor,
            at=clock.now(),
            lead_ref=ref,
            lead_until=form.cleaned_data["lead_until"],
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def add_milestone(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    form = MilestoneForm(request.POST or None)
    content = FormPage(
        title=f"Add a milestone to {place.line.reference}",
        submit="Add the milestone",
        crumbs=line_crumbs(request.actor, place, "Add a milestone"),
        after=line_address(request.actor, place.line),
        done="The milestone has been added.",
        facts=(promise(place.line),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_milestone(
            actor=request.actor, at=clock.now(), line_ref=ref, **form.cleaned_data
        ),
    )


@page("GET", "POST", needs=perms.RECORD_STATUS)
def complete_milestone(request: PageRequest, area: str, ref: str) -> HttpResponse:
    today = clock.today()
    milestone = found(Milestone, request.actor, ref, "line")
    place = line_for_change(
        request.actor, milestone.line.ref, needs=perms.RECORD_STATUS, today=today
    )
    now = {"done_on": today, "expected_version": milestone.version}
    form = CompleteMilestoneForm(request.POST or None, initial=now)
    content = FormPage(
        title="Record a milestone as done",
        submit="Record as done",
        crumbs=line_crumbs(request.actor, place, "Milestone done"),
        after=line_address(request.actor, place.line),
        done="The milestone has been recorded as done.",
        facts=(promise(place.line), Row("Milestone", milestone.text)),
    )
    return fill_in(request, form, content, lambda: _complete(request.actor, ref, form))


def _complete(actor: Actor, ref: str, form: CompleteMilestoneForm) -> Milestone:
    return operations.complete_milestone(
        actor=actor, at=clock.now(), milestone_ref=ref, **form.cleaned_data
    )


def _lead_page(actor: Actor, place: LineInPlan) -> FormPage:
    line = place.line
    leads = [f"{lead.partner_label}: {lead.post_title}, {lead.organisation}" for lead in line.leads]
    return FormPage(
        title=f"Add a lead to {line.reference}",
        submit="Add the lead",
        crumbs=line_crumbs(actor, place, "Add a lead"),
        after=line_address(actor, line),
        done="The lead has been added.",
        facts=(promise(line), Row("Leads now", (*leads, *line.gaps, *line.unknown_leads))),
    )


def _end_page(actor: Actor, place: LineInPlan, lead: Lead) -> FormPage:
    partner = in_a_sentence(PARTNERS[Partner(lead.partner)])
    since = f", since {day(lead.lead_from)}" if lead.lead_from else ""
    return FormPage(
        title="End a lead",
        submit="End the lead",
        crumbs=line_crumbs(actor, place, "End a lead"),
        after=line_address(actor, place.line),
        done="The end of the lead has been saved.",
        warning=f"Unless another post leads it, the line will show “No {partner} lead” from then on.",
        facts=(
            promise(place.line),
            Row("Lead", f"{lead.post.title}, {lead.post.organisation.name}{since}"),
        ),
        is_grave=True,
    )
