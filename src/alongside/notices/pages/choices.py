"""How a person is told, and their calendar link."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.access.letters import is_set_up
from alongside.notices import operations, queries
from alongside.notices.forms import ButtonForm, DeliveryForm
from alongside.notices.pages.own import crumbs, tabs
from alongside.web import clock, markup
from alongside.web.components import Crumb, Tab
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page


@dataclass(frozen=True, slots=True)
class SettingsPage:
    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    is_email_set_up: bool
    back: str


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """``link`` is shown once, in the answer that made it; ``since`` is empty without a link."""

    crumbs: tuple[Crumb, ...]
    tabs: tuple[Tab, ...]
    since: str
    revoke_address: str
    link: str = ""


@page("GET", "POST", needs=None)
def choose(request: PageRequest, area: str) -> HttpResponse:
    delivery = queries.delivery_of(request.actor)
    initial = {"choice": delivery.choice, "expected_version": delivery.version}
    form = DeliveryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            operations.choose_delivery(actor=request.actor, at=clock.now(), **form.cleaned_data)
        if outcome.accepted:
            messages.success(request, "Saved how you are told.")
            return redirect("notices:settings", area)
    content = SettingsPage(
        crumbs=crumbs(area, "How you are told"),
        tabs=tabs(request.actor, "settings"),
        is_email_set_up=is_set_up(),
        back=reverse("notices:notices", args=[area]),
    )
    return render_page(
        request, "notices/settings.html", {"page": content, "form": form}, status=form.answer_status
    )


@page("GET", "POST", needs=None)
def calendar(request: PageRequest, area: str) -> HttpResponse:
    secret = ""
    form = ButtonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        secret = operations.make_calendar_link(actor=request.actor, at=clock.now())
    response = render_page(
        request,
        "notices/calendar.html",
        {"page": _calendar_page(request, area, secret), "form": form},
        status=form.answer_status,
    )
    response["Cache-Control"] = "no-store"
    return response


@page("POST", needs=None)
def revoke(request: PageRequest, area: str) -> HttpResponse:
    form = ButtonForm(request.POST)
    with form.refusals() as outcome:
        operations.revoke_calendar_link(actor=request.actor, at=clock.now())
    if outcome.accepted:
        messages.success(request, "The calendar link is turned off.")
        return redirect("notices:calendar", area)
    content = {"page": _calendar_page(request, area, ""), "form": form}
    return render_page(request, "notices/calendar.html", content, status=form.answer_status)


def _calendar_page(request: PageRequest, area: str, secret: str) -> CalendarPage:
    since = queries.calendar_link_since(request.actor)
    path = reverse("own_calendar", args=[secret]) if secret else ""
    return CalendarPage(
        crumbs=crumbs(area, "Calendar"),
        tabs=tabs(request.actor, "calendar"),
        since=markup.instant(since) if since else "",
        revoke_address=reverse("notices:revoke_calendar", args=[area]),
        link=f"{settings.ENVIRONMENT.address}{path}" if path else "",
    )
