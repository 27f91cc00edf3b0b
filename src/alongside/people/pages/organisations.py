"""Organisations and the area's partners: list, one, add, change, and who followed it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Hidden
from alongside.people import operations, perms, queries
from alongside.people.dealing import keeps, organisation_of, organisations_of
from alongside.people.forms import (
    ChangeOrganisationForm,
    ListFilters,
    OrganisationForm,
    SuccessionForm,
)
from alongside.people.models import AreaPartner, Organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.pages.listing import ListPage
from alongside.people.pages.looking import WITH_SEARCH, look_for_organisations
from alongside.people.pages.trail import crumbs, organisations_crumb, tabs
from alongside.people.words import KIND_LABELS, PARTNER_LABELS, START_NOT_KNOWN
from alongside.web import clock
from alongside.web.addresses import paginate
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted

OTHER = "other"
PASSES_EVERYWHERE = (
    "This cannot be undone: promises pass to the other organisation in every local area."
)


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    crumbs: tuple[Crumb, ...]
    name: str
    facts: tuple[Row, ...]
    change_address: str
    succession_address: str


@page("GET", needs=perms.EDIT)
def organisations(request: PageRequest, area: str) -> HttpResponse:
    filters = ListFilters(request.GET)
    found = organisations_of(request.actor)
    if words := filters.chosen().get("q"):
        found = found.filter(name__icontains=words)
    total = found.count()
    pagination = paginate(request, total=total)
    content = ListPage(
        title="Organisations",
        crumbs=crumbs(request.actor, Crumb("Organisations")),
        tabs=tabs(request.actor, "people:organisations"),
        table=_table(request.actor, list(found[pagination.start : pagination.stop])),
        add_address=reverse("people:add_organisation", args=[area]),
        add_words="Add an organisation",
        filters=filters,
        clear_address=reverse("people:organisations", args=[area]),
        summary=counted(total, "organisation"),
        pagination=pagination,
        more=tuple(_partner_tables(request.actor)),
    )
    return render_page(request, "people/organisations.html", {"page": content, "area": area})


@page("GET", needs=perms.EDIT)
def organisation(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = organisation_of(request.actor, ref)
    is_ours = keeps(request.actor, found)
    may_be_followed = is_ours and not hasattr(found, "succession")
    content = OrganisationPage(
        crumbs=crumbs(request.actor, organisations_crumb(request.actor), Crumb(found.name)),
        name=found.name,
        facts=_facts(found),
        change_address=reverse("people:change_organisation", args=[area, ref]) if is_ours else "",
        succession_address=reverse("people:succession", args=[area, ref])
        if may_be_followed
        else "",
    )
    return render_page(request, "people/organisation.html", {"page": content})


@page("GET", "POST", needs=perms.EDIT)
def add_organisation(request: PageRequest, area: str) -> HttpResponse:
    form = OrganisationForm(request.POST or None, others=organisations_of(request.actor))
    content = FormPage(
        title="Add an organisation",
        submit="Add",
        crumbs=crumbs(request.actor, organisations_crumb(request.actor), Crumb("Add")),
        after=reverse("people:organisations", args=[area]),
        done="The organisation has been added.",
        intro="Organisations are shared by every local area. Where another area may have "
        "added it already, look for it under “Add a partner” or “Add a post” first.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.register_organisation(
            actor=request.actor, at=clock.now(), **_values(form)
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def change_organisation(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = _kept(request.actor, ref)
    others = [each for each in organisations_of(request.actor) if each != found]
    if found.parent and found.parent not in others:
        others.append(found.parent)
    form = ChangeOrganisationForm(request.POST or None, initial=_initial(found), others=others)
    content = FormPage(
        title=f"Change {found.name}",
        submit="Save",
        crumbs=_trail(request.actor, found, "Change"),
        after=reverse("people:organisation", args=[area, ref]),
        done="Your change has been saved.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.change_organisation(
            actor=request.actor, at=clock.now(), ref=ref, **_values(form)
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def succession(request: PageRequest, area: str, ref: str) -> HttpResponse:
    found = _kept(request.actor, ref)
    search, listed = look_for_organisations(request)
    others = [each for each in listed if each != found and each.kind == found.kind]
    form = SuccessionForm(request.POST or None, others=others)
    content = FormPage(
        title=f"Which organisation followed {found.name}?",
        submit="Save",
        crumbs=_trail(request.actor, found, "Followed by"),
        after=reverse("people:organisation", args=[area, ref]),
        done="The promises pass to the organisation that followed.",
        warning=PASSES_EVERYWHERE,
        template=WITH_SEARCH,
        beside=search,
    )
    return fill_in(request, form, content, lambda: _record_succession(request, found, form))


def _record_succession(request: PageRequest, found: Organisation, form: SuccessionForm) -> None:
    operations.record_succession(
        actor=request.actor,
        at=clock.now(),
        predecessor=found,
        successor=queries.organisation(form.cleaned_data["successor"]),
        followed_on=form.cleaned_data["followed_on"],
    )


def _kept(actor: Actor, ref: str) -> Organisation:
    """Not theirs to change looks like not found."""
    found = organisation_of(actor, ref)
    if not keeps(actor, found):
        raise Hidden("organisation")
    return found


def _trail(actor: Actor, found: Organisation, title: str) -> tuple[Crumb, ...]:
    address = reverse("people:organisation", args=[actor.area_slug, found.ref])
    return crumbs(actor, organisations_crumb(actor), Crumb(found.name, address), Crumb(title))


def _values(form: OrganisationForm) -> dict[str, Any]:
    parent = form.cleaned_data["parent"]
    return {**form.cleaned_data, "parent": queries.organisation(parent) if parent else None}


def _initial(found: Organisation) -> dict[str, Any]:
    return {
        "name": found.name,
        "kind": found.kind,
        "ods_code": found.ods_code,
        "dfe_code": found.dfe_code,
        "parent": found.parent.ref if found.parent else "",
        "expected_version": found.version,
    }


def _table(actor: Actor, shown: list[Organisation]) -> Table:
    return Table(
        caption="Organisations that this area deals with",
        columns=(Column("Name"), Column("Kind"), Column("Code"), Column("Followed by")),
        rows=[
            (
                Cell(
                    each.name,
                    address=reverse("people:organisation", args=[actor.area_slug, each.ref]),
                    is_header=True,
                ),
                KIND_LABELS[each.kind],
                each.ods_code or each.dfe_code,
                _followed_words(each),
            )
            for each in shown
        ],
        empty="No organisation matches.",
    )


def _facts(found: Organisation) -> tuple[Row, ...]:
    return (
        Row("Name", found.name),
        Row("Kind", KIND_LABELS[found.kind]),
        Row("ODS code", found.ods_code),
        Row("DfE code", found.dfe_code),
        Row("Part of", found.parent.name if found.parent else "None"),
        Row("Followed by", _followed_words(found) or "None"),
    )


def _followed_words(found: Organisation) -> str:
    if not hasattr(found, "succession"):
        return ""
    link = found.succession
    return f"{link.successor.name}, from {day_in_words(link.followed_on)}"


def _partner_tables(actor: Actor) -> Iterator[Table]:
    """Those that answer, and apart from them those that a document only names."""
    found = queries.partners_of(actor.area_id, on=clock.today())
    yield _partners_table(
        actor,
        "Partners that answer for the action plan here",
        [each for each in found if each.partner != OTHER],
        empty="No organisation has been named as a partner yet.",
    )
    others = [each for each in found if each.partner == OTHER]
    if others:
        yield _partners_table(actor, "Others that the action plan names", others, empty="")


def _partners_table(
    actor: Actor, caption: str, shown: Sequence[AreaPartner], *, empty: str
) -> Table:
    return Table(
        caption=caption,
        columns=(
            Column("Organisation"),
            Column("Partner"),
            Column("Printed as"),
            Column("From"),
            Column("What you can do"),
        ),
        rows=[_partner_row(actor, each) for each in shown],
        empty=empty,
    )


def _partner_row(actor: Actor, each: AreaPartner) -> tuple[Cell | str, ...]:
    end = reverse("people:end_partner", args=[actor.area_slug, each.organisation.ref, each.partner])
    return (
        Cell(each.organisation.name, is_header=True),
        PARTNER_LABELS[each.partner],
        each.abbreviation,
        day_in_words(each.partner_from) if each.partner_from else START_NOT_KNOWN.capitalize(),
        Cell("End", address=end),
    )
