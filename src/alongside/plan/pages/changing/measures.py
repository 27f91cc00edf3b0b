"""The measures of success that an outcome promises, and which figures count each."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html

from alongside.kernel.actor import Actor
from alongside.measures import perms as measures_perms
from alongside.measures.queries import all_series
from alongside.measures.rules.figures import fits_unit
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.measures import LinkMeasureForm, MeasureForm
from alongside.plan.models import MeasureOfSuccess
from alongside.plan.pages.changing.trail import line_address, line_crumbs, promise
from alongside.plan.queries.for_forms import (
    LineInPlan,
    action_choices,
    line_for_change,
    target_of_measure,
)
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.markup import link
from alongside.web.pages import PageRequest, page


@page("GET", "POST", needs=perms.EDIT)
def add_measure(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    form = MeasureForm(request.POST or None)
    form.offer_or_leave_out("action", action_choices(request.actor, place.line.id))
    content = FormPage(
        title=f"Add a measure of success to {place.line.reference}",
        submit="Add the measure",
        crumbs=line_crumbs(request.actor, place, "Add a measure of success"),
        after=line_address(request.actor, place.line),
        done="The measure has been added. Choose the figures that count it when there are some.",
        facts=(promise(place.line),),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_measure(
            actor=request.actor, at=clock.now(), line_ref=ref, new=form.new_measure()
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def link_measure(request: PageRequest, area: str, ref: str) -> HttpResponse:
    measure = found(MeasureOfSuccess, request.actor, ref, "line", "series")
    place = line_for_change(request.actor, measure.line.ref, needs=perms.EDIT, today=clock.today())
    counted = measure.series.ref if measure.series else ""
    form = LinkMeasureForm(
        request.POST or None, initial={"series": counted, "expected_version": measure.version}
    )
    form.offer("series", _series_choices(request.actor, measure))
    return fill_in(
        request,
        form,
        _link_page(request.actor, place, measure),
        lambda: operations.link_measure(
            actor=request.actor,
            at=clock.now(),
            measure_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            series_ref=form.cleaned_data["series"],
        ),
    )


def _series_choices(actor: Actor, measure: MeasureOfSuccess) -> list[tuple[str, str]]:
    """Figures in the measure's unit, and those that count it now."""
    return [
        (row.ref, row.title)
        for row in all_series(actor)
        if fits_unit(measure.unit, row.unit) or (measure.series and measure.series.ref == row.ref)
    ]


def _link_page(actor: Actor, place: LineInPlan, measure: MeasureOfSuccess) -> FormPage:
    return FormPage(
        title=f"Choose the figures that count {measure.reference}",
        submit="Save",
        crumbs=line_crumbs(actor, place, "Choose figures"),
        after=line_address(actor, place.line),
        done="Your choice of figures has been saved.",
        intro=_new_series(actor),
        facts=(
            promise(place.line),
            Row("Measure", measure.text),
            Row("Target", target_of_measure(actor, measure)),
        ),
    )


def _new_series(actor: Actor) -> str:
    if not actor.may(measures_perms.ENTER):
        return ""
    address = reverse("measures:add_series", args=[actor.area_slug])
    return format_html(
        "If they are not in the list, {} first.", link("set up the figures", address)
    )
