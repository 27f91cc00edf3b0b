"""Freezing the figures that the limits of a chart rest on, and letting them go."""

from dataclasses import replace
from datetime import date

from django.http import HttpResponse

from alongside.measures import operations, perms
from alongside.measures.forms.remarks import FreezeForm
from alongside.measures.pages.defining import form_page, warned
from alongside.measures.queries.baselines import NONE, baseline_choices
from alongside.measures.queries.one_measure import measure_for
from alongside.measures.rules.beginnings import FEWEST_FIGURES
from alongside.people.pages.filling import fill_in
from alongside.web import clock
from alongside.web.pages import PageRequest, page

INTRO = (
    "Freeze a baseline when something new begins, so that what it changes cannot hide itself in the "
    "limits. It holds until you freeze another or let it go, or until limits are worked out anew."
)
TOO_FEW = f"A baseline needs {FEWEST_FIGURES} figures, and there are fewer."


@page("GET", "POST", needs=perms.DEFINE)
def freeze(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.DEFINE)
    found = measure_for(request.actor, ref)
    choices = baseline_choices(found)
    form = FreezeForm(request.POST or None)
    form.offer("until_on", choices)
    content = form_page(
        request.actor, found, title="Freeze the baseline", submit="Record", intro=INTRO
    )
    return fill_in(
        request,
        form,
        replace(warned(content, found), closed="" if choices else TOO_FEW),
        lambda: operations.freeze_baseline(
            actor=request.actor,
            at=clock.now(),
            measure_ref=ref,
            until_on=_day(form.cleaned_data["until_on"]),
            why=form.cleaned_data["why"],
        ),
    )


def _day(chosen: str) -> date | None:
    return None if chosen == NONE else date.fromisoformat(chosen)
