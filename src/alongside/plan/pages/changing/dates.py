"""Asking for a promised date to change, and giving a line a date that it never had."""

from collections.abc import Sequence

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import operations, perms
from alongside.plan.forms.dates import DateChangeForm, FirstDateForm
from alongside.plan.pages.changing.trail import line_address, line_crumbs, promise, standing
from alongside.plan.queries import date_change
from alongside.plan.queries.for_forms import LineInPlan, line_for_change, slips_of
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import WhichDate
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.forms import HouseForm
from alongside.web.pages import PageRequest, page
from alongside.web.writing import counted, day

NAMES = {WhichDate.START: "Start", WhichDate.END: "End"}


@page("GET", "POST", needs=perms.RECORD_STATUS)
def ask_date_change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.RECORD_STATUS, today=clock.today())
    dates = _choices(place.line, given=True)
    form = DateChangeForm(request.POST or None, initial=_initial(place.line, dates))
    form.offer("which", dates)
    return fill_in(
        request,
        form,
        _ask_page(request.actor, place, slips_of(request.actor, place.line.id)),
        lambda: operations.ask_date_change(
            actor=request.actor,
            at=clock.now(),
            line_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            which=WhichDate(form.cleaned_data["which"]),
            new_date=form.cleaned_data["new_date"],
            reason=form.cleaned_data["reason"],
        ),
    )


@page("GET", "POST", needs=perms.EDIT)
def set_first_date(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.EDIT, today=clock.today())
    dates = _choices(place.line, given=False)
    form = FirstDateForm(request.POST or None, initial=_initial(place.line, dates))
    form.offer("which", dates)
    return fill_in(
        request,
        form,
        _first_page(request.actor, place),
        lambda: operations.set_first_date(
            actor=request.actor,
            at=clock.now(),
            line_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            which=WhichDate(form.cleaned_data["which"]),
            new_date=form.cleaned_data["new_date"],
        ),
    )


@page("GET", "POST", needs=perms.RECORD_STATUS)
def withdraw_date_change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    change = date_change(request.actor, change_ref=ref)
    place = line_for_change(
        request.actor, change.line_ref, needs=perms.RECORD_STATUS, today=clock.today()
    )
    return fill_in(
        request,
        HouseForm(request.POST or None),
        _withdraw_page(request.actor, place, change),
        lambda: operations.withdraw_date_change(
            actor=request.actor, at=clock.now(), change_ref=ref
        ),
    )


def _withdraw_page(actor: Actor, place: LineInPlan, change: DateChangeView) -> FormPage:
    asked_by_them = change.asked_by_id is not None and change.asked_by_id == actor.person_id
    closed = "" if asked_by_them else "Only the person who asked for it can withdraw it."
    if not change.is_waiting:
        closed = f"{change.answer} by {change.answered_by} on {day(change.answered_on)}."
    return FormPage(
        title=f"Withdraw the date change of {change.line_reference}",
        submit="Withdraw it",
        crumbs=line_crumbs(actor, place, "Withdraw a date change"),
        after=line_address(actor, place.line),
        done="The date change has been withdrawn. You can ask for another one.",
        intro="What you asked for stays readable. The chair is no longer asked.",
        facts=(promise(place.line), Row("Asked for", change.title), Row("Reason", change.reason)),
        closed=closed,
    )


def slip_words(slips: Sequence[DateChangeView]) -> str:
    """ "None", or how often and by how many days together."""
    if not slips:
        return "None"
    days = sum(each.slip_days for each in slips)
    return f"{counted(len(slips), 'slip')}, {counted(days, 'day')} together"


def _ask_page(actor: Actor, place: LineInPlan, slips: Sequence[DateChangeView]) -> FormPage:
    line = place.line
    waits = (
        "A date change of this line already waits for the chair." if line.is_change_waiting else ""
    )
    return FormPage(
        title=f"Ask for a date change of {line.reference}",
        submit="Ask the chair",
        crumbs=line_crumbs(actor, place, "Ask for a date change"),
        after=line_address(actor, line),
        done="The chair and vice chair have been told. The date stays until one of them consents.",
        intro=(
            "The date stays as it is until the chair or vice chair consents. The old date is "
            "kept, and a later one counts as a slip."
        ),
        warning=waits,
        facts=(*standing(line), Row("Earlier slips", slip_words(slips))),
    )


def _first_page(actor: Actor, place: LineInPlan) -> FormPage:
    line = place.line
    return FormPage(
        title=f"Give {line.reference} a missing date",
        submit="Save the date",
        crumbs=line_crumbs(actor, place, "Give a missing date"),
        after=line_address(actor, line),
        done=f"{line.reference} has its date.",
        intro="A date that is there is changed by asking the chair for a date change.",
        facts=standing(line),
    )


def _choices(line: LineView, *, given: bool) -> list[tuple[str, str]]:
    """The dates that the line has, or those that it lacks."""
    held = {WhichDate.START: line.start, WhichDate.END: line.end}
    return [
        (which.value, f"{NAMES[which]}: now {on}" if on else NAMES[which])
        for which, on in held.items()
        if (on is not None) is given
    ]


def _initial(line: LineView, dates: Sequence[tuple[str, str]]) -> dict[str, object]:
    only = dates[0][0] if len(dates) == 1 else ""
    return {"which": only, "expected_version": line.version}
