"""Recording how far a line has got, and correcting the latest status."""

from django.http import HttpResponse

from alongside.kernel.actor import Actor
from alongside.people.finding import found
from alongside.people.pages.filling import FormPage, fill_in
from alongside.people.partial_dates import read
from alongside.plan import operations, perms
from alongside.plan.forms.statuses import CorrectStatusForm, StatusForm
from alongside.plan.models import StatusEntry
from alongside.plan.pages.changing.trail import line_address, line_crumbs, promise, standing
from alongside.plan.queries.for_forms import (
    LineInPlan,
    evidence_named_by,
    evidence_of_line,
    line_for_change,
    warning_of_line,
)
from alongside.plan.rules.codes import Step
from alongside.plan.words import STEPS
from alongside.web import clock
from alongside.web.components import Row
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day


@page("GET", "POST", needs=perms.RECORD_STATUS)
def record_status(request: PageRequest, area: str, ref: str) -> HttpResponse:
    place = line_for_change(request.actor, ref, needs=perms.RECORD_STATUS, today=clock.today())
    now = {"status_on": clock.today(), "expected_version": place.line.version}
    form = StatusForm(request.POST or None, request.FILES or None, initial=now, actor=request.actor)
    _offer_evidence(form, request.actor, place)
    return fill_in(
        request,
        form,
        _status_page(request.actor, place),
        lambda: operations.record_status(
            actor=request.actor,
            at=clock.now(),
            line_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_status(),
        ),
    )


@page("GET", "POST", needs=perms.RECORD_STATUS)
def correct_status(request: PageRequest, area: str, ref: str) -> HttpResponse:
    wrong = found(StatusEntry, request.actor, ref, "line")
    place = line_for_change(
        request.actor, wrong.line.ref, needs=perms.RECORD_STATUS, today=clock.today()
    )
    now = _as_recorded(request.actor, wrong) | {"expected_version": place.line.version}
    form = CorrectStatusForm(
        request.POST or None, request.FILES or None, initial=now, actor=request.actor
    )
    _offer_evidence(form, request.actor, place)
    return fill_in(
        request,
        form,
        _correction_page(request.actor, place, wrong),
        lambda: operations.correct_status(
            actor=request.actor,
            at=clock.now(),
            status_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            new=form.new_status(),
        ),
    )


def _status_page(actor: Actor, place: LineInPlan) -> FormPage:
    line = place.line
    return FormPage(
        title=f"Record the status of {line.reference}",
        submit="Record status",
        crumbs=line_crumbs(actor, place, "Record status"),
        after=line_address(actor, line),
        done=f"The status of {line.reference} has been recorded.",
        facts=standing(line),
        warning=warning_of_line(actor, line.id),
    )


def _correction_page(actor: Actor, place: LineInPlan, wrong: StatusEntry) -> FormPage:
    line = place.line
    return FormPage(
        title=f"Correct the latest status of {line.reference}",
        submit="Correct the status",
        crumbs=line_crumbs(actor, place, "Correct a status"),
        after=line_address(actor, line),
        done=f"The status of {line.reference} has been corrected. The one before stays readable.",
        facts=(
            promise(line),
            Row("Recorded as", f"{STEPS[Step(wrong.code)]}, {day(wrong.status_on)}"),
            Row("Note", wrong.note),
        ),
        warning=warning_of_line(actor, line.id),
    )


def _offer_evidence(form: StatusForm, actor: Actor, place: LineInPlan) -> None:
    held = evidence_of_line(actor, place.line.id)
    form.offer_or_leave_out(
        "evidence",
        [(each.ref, each.title) for each in held],
        hints={each.ref: each.hint for each in held},
    )


def _as_recorded(actor: Actor, wrong: StatusEntry) -> dict[str, object]:
    return {
        "code": wrong.code,
        "status_on": wrong.status_on,
        "forecast": read(wrong.forecast_on, wrong.forecast_precision),
        "evidence": evidence_named_by(actor, wrong.pk),
    }
