"""Writing evidence of impact, and writing it anew when more is known."""

from collections.abc import Collection

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import operations, perms
from alongside.measures.forms.impact import ChangeImpactForm, ImpactForm
from alongside.measures.models import Series
from alongside.measures.pages.impact import impact_address, impact_crumbs
from alongside.measures.queries.framework import measure_choices
from alongside.measures.queries.impacts import ImpactPage, impact_page
from alongside.measures.queries.spoken import warning_of
from alongside.measures.rules.spoken import WARNING_OF_SEVERAL
from alongside.measures.words import IMPACT_QUESTIONS
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

ADD, CHANGE = "Write evidence of impact", "Change the evidence of impact"


@page("GET", "POST", needs=perms.ENTER)
def add_impact(request: PageRequest, area: str) -> HttpResponse:
    request.actor.check_may(perms.ENTER)
    form = ImpactForm(request.POST or None)
    _offer(request.actor, form)
    content = FormPage(
        title=ADD,
        submit="Save",
        crumbs=impact_crumbs(request.actor, Crumb(ADD)),
        after=reverse("measures:impact", args=[area]),
        done="The evidence of impact has been written.",
        intro="What is not known yet stays empty, and the page says so plainly.",
        onward=lambda made: impact_address(request.actor, made.ref),
        warning=_warning(request.actor),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.write_impact(actor=request.actor, at=clock.now(), new=form.impact()),
    )


@page("GET", "POST", needs=perms.ENTER)
def change_impact(request: PageRequest, area: str, ref: str) -> HttpResponse:
    request.actor.check_may(perms.ENTER)
    found = impact_page(request.actor, ref)
    form = ChangeImpactForm(request.POST or None, initial=_as_it_is(found))
    _offer(request.actor, form, [each.ref for each in found.now.measures])
    content = FormPage(
        title=CHANGE,
        submit="Save",
        crumbs=_trail(request.actor, found),
        after=impact_address(request.actor, ref),
        done="The new wording stands. The one before stays readable below it.",
        warning=_warning(request.actor),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.change_impact(
            actor=request.actor,
            at=clock.now(),
            impact_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.impact(),
        ),
    )


def _warning(actor: Actor) -> str:
    series = Series.objects.visible_to(actor).filter(measure__isnull=False)
    return warning_of(series.select_related("measure"), said=WARNING_OF_SEVERAL)


def _offer(actor: Actor, form: ImpactForm, chosen: Collection[str] = ()) -> None:
    choices = measure_choices(actor, chosen=chosen)
    form.offer_or_leave_out(
        "measures", [(each.ref, f"{each.code} {each.title}") for each in choices]
    )


def _as_it_is(found: ImpactPage) -> dict[str, object]:
    now = found.now
    answers = zip(IMPACT_QUESTIONS, now.answers, strict=True)
    return {
        "title": now.title,
        "about": now.about.value,
        "measures": [each.ref for each in now.measures],
        "expected_version": found.wording_count,
        **{name: answer for name, (_, answer) in answers},
    }


def _trail(actor: Actor, found: ImpactPage) -> tuple[Crumb, ...]:
    here = Crumb(found.now.title, impact_address(actor, found.now.ref))
    return impact_crumbs(actor, here, Crumb(CHANGE))
