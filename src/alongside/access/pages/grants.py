"""People with access: who holds what, for which purpose and until when; give a role, end it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.access import operations, perms, queries
from alongside.access.forms import EndGrantForm, GrantFilters, GrantForm
from alongside.access.models import Grant
from alongside.access.pages.trail import crumbs, tabs
from alongside.access.roles import role_label
from alongside.access.words import scope_words, state_of, until_words
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people import queries as people
from alongside.people.dealing import organisation_of, organisations_of
from alongside.people.models import Person
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Row, Tab, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, instant


@dataclass(frozen=True, slots=True)
class GrantsPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    filters: GrantFilters
    clear_address: str
    summary: str
    pagination: Pagination
    give_address: str


@page("GET", needs=perms.GRANT)
def grants(request: PageRequest, area: str) -> HttpResponse:
    at = clock.now()
    filters = GrantFilters(request.GET)
    found = _chosen(queries.grants_in(request.actor), filters.chosen(), at)
    total = found.count()
    pagination = paginate(request, total=total)
    content = GrantsPage(
        crumbs=crumbs(request.actor, Crumb("People with access")),
        tabs=tabs(request.actor, "access:grants"),
        table=_table(request.actor, list(found[pagination.start : pagination.stop]), at),
        filters=filters,
        clear_address=reverse("access:grants", args=[area]),
        summary=counted(total, "grant"),
        pagination=pagination,
        give_address=reverse("access:give", args=[area]),
    )
    return render_page(request, "access/grants.html", {"page": content})


@page("GET", "POST", needs=perms.GRANT)
def give(request: PageRequest, area: str) -> HttpResponse:
    form = GrantForm(
        request.POST or None,
        people=people.people_of(request.actor).exclude(pk=request.actor.person_id or 0),
        roles=queries.roles_the_actor_may_give(request.actor),
        organisations=organisations_of(request.actor),
    )
    content = FormPage(
        title="Give access",
        submit="Give access",
        crumbs=crumbs(request.actor, _list_crumb(area), Crumb("Give access")),
        after=reverse("access:grants", args=[area]),
        done="Access has been given.",
        intro="Give the narrowest role that the work needs, and an end whenever you know one.",
    )
    return fill_in(request, form, content, lambda: _give(request.actor, form))


@page("GET", "POST", needs=perms.GRANT)
def end(request: PageRequest, area: str, ref: str) -> HttpResponse:
    grant = queries.grant_in(request.actor, ref)
    form = EndGrantForm(request.POST if request.method == "POST" else None)
    content = FormPage(
        title=f"End the access of {grant.person.name}",
        submit="End access now",
        crumbs=crumbs(request.actor, _list_crumb(area), Crumb("End access")),
        after=reverse("access:grants", args=[area]),
        done="The access has ended.",
        facts=_facts(grant),
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.end_grant(
            actor=request.actor, at=clock.now(), ref=ref, reason=form.cleaned_data["reason"]
        ),
    )


def _give(actor: Actor, form: GrantForm) -> Grant:
    asked = form.cleaned_data
    organisation = organisation_of(actor, asked["organisation"]) if asked["organisation"] else None
    return operations.grant_role(
        actor=actor,
        at=clock.now(),
        person=_person(actor, ref=asked["person"], code=asked["code"]),
        role=asked["role"],
        purpose=asked["purpose"],
        organisation=organisation,
        case_ref=asked["case_ref"].strip().lower(),
        until=form.until(),
    )


def _person(actor: Actor, *, ref: str, code: str) -> Person:
    if ref:
        return people.person(actor, ref)
    account = queries.account_with_code(code)
    if account is None:
        raise Refusal("No account has this code. Ask the person to read it again.", field="code")
    return account.person


def _list_crumb(area: str) -> Crumb:
    return Crumb("People with access", reverse("access:grants", args=[area]))


def _chosen(found: Any, chosen: dict[str, Any], at: datetime) -> Any:
    if words := chosen.get("q"):
        found = found.filter(person__name__icontains=words)
    if chosen.get("show") != "all":
        found = found.filter(ended_at=None).exclude(granted_until__lte=at)
    return found


def _table(actor: Actor, shown: list[Grant], at: datetime) -> Table:
    return Table(
        caption="People with access",
        caption_hidden=True,
        columns=(
            Column("Name"),
            Column("Role"),
            Column("Reach"),
            Column("Purpose", is_wide=True),
            Column("Until"),
            Column("State"),
            Column("What you can do"),
        ),
        rows=[_row(actor, grant, at) for grant in shown],
        stack=True,
        empty="Nobody matches.",
    )


def _row(actor: Actor, grant: Grant, at: datetime) -> tuple[Cell | str, ...]:
    words, colour = state_of(grant, at)
    end_address = reverse("access:end", args=[actor.area_slug, grant.ref])
    has_account = hasattr(grant.person, "account")
    return (
        Cell(grant.person.name, is_header=True, note="" if has_account else "no account yet"),
        role_label(grant.role),
        scope_words(grant),
        grant.purpose,
        until_words(grant),
        Cell(words, tag_colour=colour),
        Cell("End", address=end_address) if grant.ended_at is None else "",
    )


def _facts(grant: Grant) -> tuple[Row, ...]:
    return (
        Row("Name", grant.person.name),
        Row("Role", role_label(grant.role)),
        Row("Reach", scope_words(grant)),
        Row("Purpose", grant.purpose),
        Row("From", instant(grant.granted_from)),
        Row("Until", until_words(grant)),
    )
