"""Which organisations answer for the action plan in the area, and what the area is called."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.people import operations, perms, queries
from alongside.people.forms import AreaForm, EndPartnerForm, PartnerForm
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.pages.looking import WITH_SEARCH, look_for_organisations
from alongside.people.pages.trail import crumbs, organisations_crumb
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page


@page("GET", "POST", needs=perms.EDIT)
def add_partner(request: PageRequest, area: str) -> HttpResponse:
    search, others = look_for_organisations(request)
    form = PartnerForm(request.POST or None, others=others)
    content = FormPage(
        title="Add a partner",
        submit="Add",
        crumbs=crumbs(request.actor, organisations_crumb(request.actor), Crumb("Add a partner")),
        after=reverse("people:organisations", args=[area]),
        done="The partner has been added.",
        intro="A partner answers for its part of the action plan and needs its own lead "
        "for each line.",
        template=WITH_SEARCH,
        beside=search,
    )
    return fill_in(request, form, content, lambda: _add_partner(request, form))


def _add_partner(request: PageRequest, form: PartnerForm) -> None:
    chosen = queries.organisation(form.cleaned_data["organisation"])
    operations.add_partner(
        actor=request.actor, at=clock.now(), **{**form.cleaned_data, "organisation": chosen}
    )


@page("GET", "POST", needs=perms.EDIT)
def end_partner(request: PageRequest, area: str, ref: str, partner: str) -> HttpResponse:
    found = queries.current_partner(request.actor, ref, partner).organisation
    form = EndPartnerForm(request.POST or None)
    content = FormPage(
        title=f"{found.name} is no longer a partner",
        submit="Save",
        crumbs=crumbs(request.actor, organisations_crumb(request.actor), Crumb(found.name)),
        after=reverse("people:organisations", args=[area]),
        done="The end has been saved.",
        intro="When another organisation took over, say so on the organisation’s own page instead.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.end_partner(
            actor=request.actor,
            at=clock.now(),
            organisation=found,
            partner=partner,
            partner_until=form.cleaned_data["partner_until"],
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def change_area(request: PageRequest, area: str) -> HttpResponse:
    found = queries.own_area(request.actor)
    form = AreaForm(
        request.POST or None,
        initial={
            "name": found.name,
            "short_name": found.short_name,
            "word_for_coproduction": found.word_for_coproduction,
            "brand": found.brand,
            "expected_version": found.version,
        },
    )
    content = FormPage(
        title="Your local area",
        submit="Save",
        crumbs=crumbs(request.actor, Crumb("Your local area")),
        after=reverse("people:persons", args=[area]),
        done="Your change has been saved.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.change_area(actor=request.actor, at=clock.now(), **form.cleaned_data),
    )
