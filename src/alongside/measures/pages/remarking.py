"""Working the limits out anew, noting what happened, and telling the story behind the figures."""

from datetime import date

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.measures import operations, perms
from alongside.measures.forms.remarks import AnnotateForm, RecalculateForm, StoryForm
from alongside.measures.models import Measure
from alongside.measures.pages.defining import form_page
from alongside.measures.queries.one_measure import measure_for, period_choices
from alongside.people.choices import person_choices
from alongside.people.pages.filling import fill_in
from alongside.web import clock
from alongside.web.pages import PageRequest, page

ONLY_FOR = (
    "Only for a real change with a known cause that has lasted. The figures before keep their own "
    "limits, and the chart names the cause."
)


@page("GET", "POST", needs=perms.DEFINE)
def recalculate(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = _measure(request, perms.DEFINE, ref)
    form = RecalculateForm(request.POST or None)
    form.offer("from_on", period_choices(found))
    form.offer("approved_by", person_choices(actor))
    content = form_page(
        actor,
        found,
        title="Work the limits out anew",
        submit="Record",
        intro=ONLY_FOR,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.recalculate(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            from_on=date.fromisoformat(form.cleaned_data["from_on"]),
            cause=form.cleaned_data["cause"],
            approved_by=form.cleaned_data["approved_by"],
        ),
    )


@page("GET", "POST", needs=perms.ENTER)
def annotate(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = _measure(request, perms.ENTER, ref)
    form = AnnotateForm(request.POST or None)
    return fill_in(
        request,
        form,
        form_page(actor, found, title="Add a note to the chart", submit="Add"),
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
        form_page(actor, found, title="Tell the story behind the figures", submit="Save"),
        lambda: operations.tell_story(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            text=form.cleaned_data["text"],
            partners=form.cleaned_data["partners"],
        ),
    )


def _measure(request: PageRequest, needs: str, ref: str) -> tuple[Actor, Measure]:
    request.actor.check_may(needs)
    return request.actor, measure_for(request.actor, ref)
