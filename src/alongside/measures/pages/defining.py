"""Defining a measure, changing it, taking it out of use, and counting it in another way."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import operations, perms
from alongside.measures.forms.definitions import (
    BasisForm,
    ChangeDefinitionForm,
    DefinitionForm,
    RetireForm,
)
from alongside.measures.models import Measure
from alongside.measures.pages.tabs import crumbs
from alongside.measures.published_choices import published_for
from alongside.measures.published_codes import published_codes
from alongside.measures.queries import series_without_measure
from alongside.measures.queries.one_measure import measure_for
from alongside.measures.queries.spoken import warning_of
from alongside.measures.rules.computed import fits
from alongside.measures.rules.spoken import WARNING
from alongside.people.choices import post_choices
from alongside.people.models import Organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import partners_of
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.offers import indicators
from alongside.web.pages import PageRequest, page

NONE = ("", "None")
ENTERED = ("", "No: its figures are entered by hand")


@page("GET", "POST", needs=perms.DEFINE)
def define(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    actor.check_may(perms.DEFINE)
    form = _offered(DefinitionForm(request.POST or None), actor, ())
    content = FormPage(
        title="Define a measure",
        submit="Define",
        crumbs=crumbs(actor, Crumb("Define a measure")),
        after=reverse("measures:dashboard", args=[area]),
        done="The measure has been defined. Say where its figures come from.",
        onward=lambda made: address(actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.define_measure(actor=actor, at=clock.now(), new=form.definition()),
    )


@page("GET", "POST", needs=perms.DEFINE)
def change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, _measure(request.actor, ref)
    partners = tuple(found.partners.all())
    held = _as_it_is(found) | {"partners": [each.ref for each in partners]}
    form = _offered(ChangeDefinitionForm(request.POST or None, initial=held), actor, partners)
    return fill_in(
        request,
        form,
        form_page(actor, found, title="Change the definition", submit="Save"),
        lambda: operations.change_measure(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.definition(),
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def retire(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, _measure(request.actor, ref)
    form = RetireForm(request.POST or None)
    content = form_page(
        actor,
        found,
        title="Take this measure out of use",
        submit="Take out of use",
        intro="It leaves the dashboard. Everything that was said of it stays and can be read.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.retire_measure(
            actor=actor, at=clock.now(), measure_ref=ref, why=form.cleaned_data["why"]
        ),
    )


@page("GET", "POST", needs=perms.DEFINE)
def start_series(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, found = request.actor, _measure(request.actor, ref)
    is_first = not found.series.exists()
    form = _basis_form(request, found, is_first=is_first)
    content = form_page(
        actor,
        found,
        title="Say where the figures come from" if is_first else "Count in another way",
        submit="Begin the series",
        intro=""
        if is_first
        else "A new series begins. The one before stays as it is and is no longer judged.",
    )
    return fill_in(
        request,
        form,
        content if is_first else warned(content, found),
        lambda: operations.start_series(
            actor=actor,
            at=clock.now(),
            measure_ref=ref,
            new=form.basis_told(found.published_code),
            existing=form.cleaned_data.get("existing", ""),
        ),
    )


def address(actor: Actor, ref: str) -> str:
    return reverse("measures:measure", args=[actor.area_slug, ref])


def form_page(
    actor: Actor,
    found: Measure,
    *,
    title: str,
    submit: str,
    intro: str = "",
) -> FormPage:
    """A form about one measure; afterwards its page is shown again."""
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, Crumb(found.title, address(actor, found.ref)), Crumb(title)),
        after=address(actor, found.ref),
        done="Your change has been saved. The figures are judged again within a minute.",
        intro=intro,
        facts=(Row("Measure", f"{found.code} {found.title}"), Row("Unit", found.unit)),
    )


def warned(content: FormPage, found: Measure, *, said: str = WARNING) -> FormPage:
    """For whoever writes words that may tell a small number of the measure."""
    return replace(content, warning=warning_of(found.series.select_related("measure"), said=said))


def with_facts(content: FormPage, *facts: Row) -> FormPage:
    return replace(content, facts=(*content.facts, *facts))


def _measure(actor: Actor, ref: str) -> Measure:
    actor.check_may(perms.DEFINE)
    return measure_for(actor, ref)


def _offered(
    form: DefinitionForm, actor: Actor, partners: Sequence[Organisation]
) -> DefinitionForm:
    """``partners`` are those that it names already: one may have left the area since."""
    today = clock.today()
    form.offer("owner", post_choices(actor, today=today))
    may_be = [*(each.organisation for each in partners_of(actor.area_id, on=today)), *partners]
    names = {each.ref: each.name for each in may_be}
    form.offer_or_leave_out("partners", list(names.items()))
    known = [(code, told.title) for code, told in published_codes().items()]
    form.offer("published_code", [NONE, *known])
    return form


def _basis_form(request: PageRequest, found: Measure, *, is_first: bool) -> BasisForm:
    form = BasisForm(request.POST or None, initial={"source": found.source})
    free = series_without_measure(request.actor, unit=found.unit)
    form.offer_or_leave_out("counted_as", _computed_choices(found))
    form.offer_or_leave_out("existing", [NONE, *free] if free else [])
    if is_first:
        del form.fields["why"]
    if published_for(found) is None:
        del form.fields["published"]
    return form


def _computed_choices(found: Measure) -> list[tuple[str, str]]:
    """What the rooms can work out in the unit and the rhythm of the measure."""
    unit, months = found.unit, found.every_months
    fitting = [each for each in indicators() if fits(each, unit=unit, every_months=months)]
    return [ENTERED, *((each.code, each.title) for each in fitting)] if fitting else []


def _as_it_is(found: Measure) -> dict[str, object]:
    names = (
        "code", "title", "question", "kind", "accountability", "unit", "numerator_words",
        "denominator_words", "left_out_words", "better", "source", "every_months", "looks_back_months",
        "plausible_from", "plausible_until", "release", "review_on", "published_code",
    )  # fmt: skip
    bounds = ("plausible_from", "plausible_until")
    plain = {name: _plain(getattr(found, name)) for name in bounds}
    return (
        {name: getattr(found, name) for name in names}
        | plain
        | {
            "owner": found.owner.ref,
            "expected_version": found.version,
        }
    )


def _plain(bound: Decimal | None) -> str:
    """As somebody would write it: without noughts at the end."""
    return "" if bound is None else f"{bound.normalize():f}"
