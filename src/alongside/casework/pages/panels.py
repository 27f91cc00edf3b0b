"""Panels and one panel: who sits, when it meets, and how often health and social care were there."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.panels import EndSeatForm, MeetingForm, PanelForm, SeatForm
from alongside.casework.operations import panels as operations
from alongside.casework.operations.panels import NewSeat
from alongside.casework.pages.panel_parts import at_panel, panel_crumbs, without_words
from alongside.casework.queries.panel_values import MeetingRow, PanelList, PanelPage, SeatView
from alongside.casework.queries.panels import panel_list, panel_page, seat_of
from alongside.casework.words import PANEL_KINDS, SIDES
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Door, KeyFigure, RecordedItem, Table
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

SEES = (perms.PANELS, perms.SIT)


@dataclass(frozen=True, slots=True)
class PanelsShown:
    crumbs: tuple[Crumb, ...]
    figures: tuple[KeyFigure, ...]
    doors: tuple[Door, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class PanelShown:
    crumbs: tuple[Crumb, ...]
    title: str
    about: str
    doors: tuple[Door, ...]
    seats: tuple[RecordedItem, ...]
    meetings: Table


@page("GET", needs=SEES)
def panels(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = panel_list(actor, today=clock.today())
    content = PanelsShown(
        crumbs=panel_crumbs(actor)[:-1],
        figures=tuple(_figures(found)),
        doors=tuple(_set_up(actor)),
        table=_panels_table(actor, found),
    )
    return render_page(request, "casework/panels.html", {"page": content})


@page("GET", needs=SEES)
def panel(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = panel_page(actor, panel_ref=ref, today=today)
    content = PanelShown(
        crumbs=panel_crumbs(actor, Crumb(found.name)),
        title=found.name,
        about=PANEL_KINDS[found.kind],
        doors=tuple(_doors(actor, found)),
        seats=tuple(_seat(actor, each, today) for each in found.seats),
        meetings=_meetings_table(actor, found, today),
    )
    return render_page(request, "casework/panel.html", {"page": content})


@page("GET", "POST", needs=perms.PANELS)
def set_up(request: PageRequest, area: str) -> HttpResponse:
    actor, form = request.actor, PanelForm(request.POST or None)
    content = FormPage(
        title="Set up a panel",
        submit="Set up",
        crumbs=panel_crumbs(actor, Crumb("Set up a panel")),
        after=reverse("casework:panels", args=[area]),
        done="The panel is set up. Now say who sits on it.",
        intro="A panel advises. A named officer decides.",
        onward=lambda made: at_panel(actor, "panel", made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.set_up_panel(
            actor=actor,
            at=clock.now(),
            name=form.cleaned_data["name"],
            kind=form.cleaned_data["kind"],
        ),
    )


@page("GET", "POST", needs=perms.PANELS)
def add_seat(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    found = panel_page(actor, panel_ref=ref, today=today)
    form = SeatForm(request.POST or None)
    form.offer("post", post_choices(actor, today=today))
    return fill_in(
        request,
        form,
        _form_page(actor, found.ref, found.name, "Add a member", "Add"),
        lambda: operations.give_seat(
            actor=actor,
            at=clock.now(),
            panel_ref=ref,
            new=NewSeat(post_ref=form.cleaned_data["post"], side=form.cleaned_data["side"]),
        ),
    )


@page("GET", "POST", needs=perms.PANELS)
def end_seat(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, EndSeatForm(request.POST or None)
    found, seat = seat_of(actor, seat_ref=ref, today=clock.today())
    content = _form_page(actor, found.ref, found.name, f"End the seat: {seat.post}", "End it today")
    return fill_in(
        request,
        form,
        content,
        lambda: operations.end_seat(actor=actor, at=clock.now(), seat_ref=ref),
    )


@page("GET", "POST", needs=perms.PANELS)
def plan_meeting(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, form = request.actor, MeetingForm(request.POST or None)
    found = panel_page(actor, panel_ref=ref, today=clock.today())
    return fill_in(
        request,
        form,
        _form_page(actor, found.ref, found.name, "Plan a meeting", "Plan it"),
        lambda: operations.plan_panel(
            actor=actor, at=clock.now(), panel_ref=ref, meets_on=form.cleaned_data["meets_on"]
        ),
    )


def _form_page(actor: Actor, ref: str, name: str, title: str, submit: str) -> FormPage:
    address = at_panel(actor, "panel", ref)
    return FormPage(
        title=title,
        submit=submit,
        crumbs=panel_crumbs(actor, Crumb(name, address), Crumb(title)),
        after=address,
        done="It is done.",
    )


def _figures(found: PanelList) -> Iterator[KeyFigure]:
    for side, present in found.present.items():
        if present.denominator:
            base = f"of {counted(present.denominator, 'meeting')}"
            yield KeyFigure(f"{SIDES[side]} was there", str(present.numerator), base)


def _set_up(actor: Actor) -> Iterator[Door]:
    if actor.may(perms.PANELS):
        address = reverse("casework:set_up_panel", args=[actor.area_slug])
        yield Door("Set up a panel", address, is_main=True)


def _doors(actor: Actor, found: PanelPage) -> Iterator[Door]:
    if actor.may(perms.PANELS):
        yield Door("Plan a meeting", at_panel(actor, "plan_panel_meeting", found.ref), is_main=True)
        yield Door("Add a member", at_panel(actor, "add_seat", found.ref))


def _panels_table(actor: Actor, found: PanelList) -> Table:
    return Table(
        caption="Panels",
        caption_hidden=True,
        columns=(
            Column("Panel", is_wide=True),
            Column("What it advises on", is_wide=True),
            Column("Meets next"),
        ),
        rows=[
            (
                Cell(each.name, at_panel(actor, "panel", each.ref), is_header=True),
                PANEL_KINDS[each.kind],
                day(each.meets_on) or "No day is planned",
            )
            for each in found.rows
        ],
        stack=True,
        empty="No panel is set up.",
    )


def _seat(actor: Actor, each: SeatView, today: date) -> RecordedItem:
    is_over = each.until is not None and each.until <= today
    until = f" to before {day(each.until)}" if each.until else ""
    may = actor.may(perms.PANELS) and not is_over
    return RecordedItem(
        title=f"{SIDES[each.side]}: {each.post}",
        body=each.holders or "Nobody holds this post today.",
        notes=(f"From {day(each.since)}{until}",),
        doors=(Door("End this seat", at_panel(actor, "end_seat", each.ref)),) if may else (),
        is_struck=is_over,
    )


def _meetings_table(actor: Actor, found: PanelPage, today: date) -> Table:
    return Table(
        caption="Meetings",
        caption_hidden=True,
        columns=(
            Column("Day"),
            Column("Cases on the agenda", is_number=True),
            Column("Who was there", is_wide=True),
        ),
        rows=[
            (
                Cell(
                    day(each.meets_on), at_panel(actor, "panel_meeting", each.ref), is_header=True
                ),
                str(each.item_count),
                _attendance(each, today),
            )
            for each in found.meetings
        ],
        stack=True,
        empty="No meeting is planned.",
    )


def _attendance(each: MeetingRow, today: date) -> Cell:
    if each.is_cancelled:
        return Cell("Cancelled", tag_colour="grey")
    if not each.is_recorded:
        return Cell("To come" if each.meets_on > today else "Not written down yet")
    if each.without:
        return Cell(without_words(each.without), tag_colour="amber")
    return Cell("Education, health and social care", tag_colour="green")
