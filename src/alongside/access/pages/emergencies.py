"""Emergency access: taking it, giving it back, the list of all, and the review of each."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpResponse
from django.urls import reverse

from alongside.access import operations, perms, queries
from alongside.access.forms import ConfirmForm, EmergencyForm, ReviewForm
from alongside.access.models import Grant
from alongside.access.pages.trail import crumbs, tabs
from alongside.access.words import OUTCOME_LABELS, scope_words, state_of
from alongside.kernel.actor import Actor
from alongside.people.dealing import organisation_of, organisations_of
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.addresses import Pagination, paginate
from alongside.web.components import Cell, Column, Crumb, Row, Tab, Table
from alongside.web.forms import HouseForm
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import instant


@dataclass(frozen=True, slots=True)
class EmergenciesPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    table: Table
    pagination: Pagination


@page("GET", "POST", needs=perms.EMERGENCY)
def take(request: PageRequest, area: str) -> HttpResponse:
    form = EmergencyForm(request.POST or None, organisations=organisations_of(request.actor))
    content = FormPage(
        title="Take emergency access",
        submit="Take access now",
        crumbs=crumbs(request.actor, Crumb("Emergency access")),
        after=f"/{area}/",
        done="You have access now. The information governance lead has been told.",
        warning="Every page you open is recorded until your access ends. Your reason will be reviewed.",
        intro="When somebody is in immediate danger, call 999 first.",
        facts=_held(request.actor),
        is_grave=True,
    )
    return fill_in(request, form, content, lambda: _take(request.actor, form))


@page("GET", "POST", needs=perms.EMERGENCY)
def finish(request: PageRequest, area: str) -> HttpResponse:
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    address = reverse("access:take_emergency", args=[area])
    held = [_reach(grant) for grant in queries.own_emergencies(request.actor, at=clock.now())]
    content = FormPage(
        title="End your emergency access",
        submit="I am finished: end it now",
        crumbs=crumbs(request.actor, Crumb("Emergency access", address), Crumb("End it")),
        after=address,
        done="Your emergency access has ended.",
        intro="Your reason will still be reviewed."
        if held
        else "You have no emergency access at the moment.",
        facts=(Row("You have access to", held),) if held else (),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.finish_emergency_access(actor=request.actor, at=clock.now()),
    )


@page("GET", needs=perms.SEE_EMERGENCIES)
def emergencies(request: PageRequest, area: str) -> HttpResponse:
    found = queries.emergencies_in(request.actor)
    pagination = paginate(request, total=found.count())
    content = EmergenciesPage(
        crumbs=crumbs(request.actor, Crumb("Emergency access")),
        tabs=tabs(request.actor, "access:emergencies"),
        table=_table(request.actor, list(found[pagination.start : pagination.stop]), clock.now()),
        pagination=pagination,
    )
    return render_page(request, "access/emergencies.html", {"page": content})


@page("GET", "POST", needs=perms.SEE_EMERGENCIES)
def emergency(request: PageRequest, area: str, ref: str) -> HttpResponse:
    grant = queries.emergency_in(request.actor, ref)
    trail = crumbs(
        request.actor,
        Crumb("Emergency access", reverse("access:emergencies", args=[area])),
        Crumb(grant.person.name),
    )
    if hasattr(grant, "review") and request.method != "POST":
        content = {"crumbs": trail, "facts": _facts(grant), "name": grant.person.name}
        return render_page(request, "access/emergency.html", content)
    form = ReviewForm(request.POST or None)
    asked = FormPage(
        title=f"Emergency access of {grant.person.name}",
        submit="Save the review",
        crumbs=trail,
        after=reverse("access:emergencies", args=[area]),
        done="Your review has been saved.",
        facts=_facts(grant),
    )
    return fill_in(request, form, asked, lambda: _review(request.actor, ref, form))


def _held(actor: Actor) -> tuple[Row, ...]:
    """What the person has at the moment, with the way to end it."""
    held = [_reach(grant) for grant in queries.own_emergencies(actor, at=clock.now())]
    if not held:
        return ()
    address = reverse("access:finish_emergency", args=[actor.area_slug])
    return (Row("You have access to", held, address, "I am finished: end it now"),)


def _reach(grant: Grant) -> str:
    return f"{scope_words(grant)}, until {instant(grant.granted_until)}"


def _take(actor: Actor, form: HouseForm) -> Grant:
    asked = form.cleaned_data
    return operations.take_emergency_access(
        actor=actor,
        at=clock.now(),
        reason=asked["reason"],
        hours=int(asked["hours"]),
        organisation=organisation_of(actor, asked["organisation"])
        if asked["organisation"]
        else None,
        case_ref=asked["case_ref"].strip().lower(),
    )


def _review(actor: Actor, ref: str, form: HouseForm) -> None:
    operations.review_emergency(actor=actor, at=clock.now(), ref=ref, **form.cleaned_data)


def _table(actor: Actor, shown: list[Grant], at: datetime) -> Table:
    return Table(
        caption="Emergency access, newest first",
        columns=(
            Column("Name"),
            Column("Taken"),
            Column("Until"),
            Column("Reach"),
            Column("State"),
            Column("Review"),
        ),
        rows=[_row(actor, grant, at) for grant in shown],
        stack=True,
        empty="Nobody has taken emergency access.",
    )


def _row(actor: Actor, grant: Grant, at: datetime) -> tuple[Cell | str, ...]:
    words, colour = state_of(grant, at)
    reviewed = OUTCOME_LABELS[grant.review.outcome] if hasattr(grant, "review") else ""
    return (
        Cell(
            grant.person.name,
            address=reverse("access:emergency", args=[actor.area_slug, grant.ref]),
            is_header=True,
        ),
        instant(grant.granted_from),
        instant(grant.granted_until),
        scope_words(grant),
        Cell(words, tag_colour=colour),
        reviewed or Cell("To review", tag_colour="amber"),
    )


def _facts(grant: Grant) -> tuple[Row, ...]:
    rows = (
        Row("Name", grant.person.name),
        Row("Reason", grant.reason),
        Row("Reach", scope_words(grant)),
        Row("Taken", instant(grant.granted_from)),
        Row("Until", instant(grant.ended_at or grant.granted_until)),
    )
    if not hasattr(grant, "review"):
        return rows
    return (
        *rows,
        Row("Review", OUTCOME_LABELS[grant.review.outcome]),
        Row("What was found", grant.review.note),
        Row("Reviewed by", f"{grant.review.reviewed_by.name}, {instant(grant.review.reviewed_at)}"),
    )
