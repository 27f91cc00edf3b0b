"""At which domains the work addresses of an organisation are: the list, allowing one, ending one."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.links import DomainForm, EndDomainForm
from alongside.advice.operations import domains as operations
from alongside.advice.pages.links import EMPLOYERS
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.links import DomainView, allowed_domains, domain_to_end
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.queries import organisations
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, Row, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

DOMAINS, ALLOW, END = "Domains of work addresses", "Allow a domain", "End this domain"


@dataclass(frozen=True, slots=True)
class DomainsShown:
    title: str
    crumbs: tuple[Crumb, ...]
    doors: tuple[Door, ...]
    table: Table


@page("GET", needs=perms.OVERSEERS)
def show(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    content = DomainsShown(
        title=DOMAINS,
        crumbs=crumbs(actor, Crumb(DOMAINS)),
        doors=(Door(ALLOW, at(actor, "allow_domain"), is_main=True),),
        table=_table(actor, allowed_domains(actor)),
    )
    return render_page(request, "advice/domains.html", {"page": content})


@page("GET", "POST", needs=perms.OVERSEERS)
def allow(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    form = DomainForm(request.POST or None)
    rows = organisations().filter(kind__in=EMPLOYERS)
    form.offer("organisation", [(each.ref, each.name) for each in rows])
    return fill_in(
        request,
        form,
        _page(actor, ALLOW, "Allow it"),
        lambda: operations.allow_domain(
            actor=actor,
            at=clock.now(),
            organisation_ref=form.cleaned_data["organisation"],
            domain=form.cleaned_data["domain"],
        ),
    )


@page("GET", "POST", needs=perms.OVERSEERS)
def end(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    found = domain_to_end(actor, domain_ref=ref)
    form = EndDomainForm(request.POST or None)
    facts = (Row("Organisation", found.organisation), Row("Domain", found.domain))
    return fill_in(
        request,
        form,
        _page(actor, END, "End it", facts=facts),
        lambda: operations.end_domain(actor=actor, at=clock.now(), domain_ref=ref),
    )


def _table(actor: Actor, rows: Sequence[DomainView]) -> Table:
    return Table(
        caption=DOMAINS,
        caption_hidden=True,
        columns=(Column("Organisation", is_wide=True), Column("Domain"), Column("Change")),
        rows=[_row(actor, each) for each in rows],
        stack=True,
        empty="No domain is allowed yet. Each address is then checked by whoever sends a link.",
    )


def _row(actor: Actor, each: DomainView) -> tuple[Cell | str, ...]:
    end_it = Cell("End", at(actor, "end_domain", each.ref))
    return (Cell(each.organisation, is_header=True), each.domain, end_it)


def _page(actor: Actor, title: str, submit: str, facts: tuple[Row, ...] = ()) -> FormPage:
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, Crumb(DOMAINS, at(actor, "domains")), Crumb(title)),
        after=at(actor, "domains"),
        done="It is done.",
        facts=facts,
    )
