"""The chair's answer to a date change: what is asked, an answer, a second look, then it stands."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.plan import operations, perms
from alongside.plan.forms.dates import ANSWERS, DecisionForm
from alongside.plan.pages.changing.dates import slip_words
from alongside.plan.pages.changing.trail import line_crumbs
from alongside.plan.queries import date_change
from alongside.plan.queries.for_forms import LineInPlan, line_for_change, slips_of
from alongside.plan.queries.lists import DateChangeView
from alongside.plan.words import NOT_PUBLISHED
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

CONFIRM, CHANGE = "confirm", "change"


@dataclass(frozen=True, slots=True)
class DecisionPage:
    """``closed`` says why there is nothing to answer; it is empty when there is."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    closed: str
    submit: str
    after: str


@dataclass(frozen=True, slots=True)
class CheckPage:
    title: str
    crumbs: tuple[Crumb, ...]
    answers: tuple[Row, ...]
    consequence: str
    submit: str
    is_grave: bool


@page("GET", "POST", needs=perms.CONSENT)
def decide_date_change(request: PageRequest, area: str, ref: str) -> HttpResponse:
    change, place = _asked(request.actor, ref)
    form = DecisionForm(request.POST or None)
    step = request.POST.get("step", "")
    if request.method == "POST" and step != CHANGE and form.is_valid():
        if step != CONFIRM:
            check = _check_page(request.actor, change, place, form)
            return render_page(
                request, "plan/changing/check_decision.html", {"page": check, "form": form}
            )
        with form.refusals() as outcome:
            _answer(request.actor, ref, form)
        if outcome.accepted:
            messages.success(request, _done(change, form))
            return redirect("plan:date_changes", area)
        change = date_change(request.actor, change_ref=ref)
    content = {"page": _decision_page(request.actor, change, place), "form": form}
    return render_page(request, "plan/changing/decide.html", content, status=form.answer_status)


def _asked(actor: Actor, ref: str) -> tuple[DateChangeView, LineInPlan]:
    actor.check_may(perms.CONSENT)
    change = date_change(actor, change_ref=ref)
    return change, line_for_change(actor, change.line_ref, needs=perms.CONSENT, today=clock.today())


def _answer(actor: Actor, ref: str, form: DecisionForm) -> None:
    answer = operations.consent_to_date_change if form.consents else operations.refuse_date_change
    answer(actor=actor, at=clock.now(), change_ref=ref, note=form.cleaned_data["note"])


def _done(change: DateChangeView, form: DecisionForm) -> str:
    if form.consents:
        return f"{change.line_reference} has its new {change.which} date, {change.new}."
    return f"{change.line_reference} keeps its {change.which} date. The note says why."


def _decision_page(actor: Actor, change: DateChangeView, place: LineInPlan) -> DecisionPage:
    return DecisionPage(
        title=f"Date change of {change.line_reference}",
        crumbs=line_crumbs(actor, place, "Date change"),
        facts=_facts(actor, change, place),
        closed=_closed(actor, change),
        submit="Continue",
        after=reverse("plan:date_changes", args=[actor.area_slug]),
    )


def _closed(actor: Actor, change: DateChangeView) -> str:
    if not change.is_waiting:
        note = f" Note: {change.answer_note}" if change.answer_note else ""
        return f"{change.answer} by {change.answered_by} on {day(change.answered_on)}.{note}"
    if change.asked_by_id is not None and change.asked_by_id == actor.person_id:
        return "You asked for this date change, so somebody else has to answer it."
    return ""


def _facts(actor: Actor, change: DateChangeView, place: LineInPlan) -> tuple[Row, ...]:
    line = place.line
    return (
        Row(f"{line.kind_label} {line.reference}", line.text),
        Row("Status today", tag(line.status.words, line.status.colour)),
        Row(f"Old {change.which} date", str(change.old or NOT_PUBLISHED)),
        Row(f"New {change.which} date", str(change.new)),
        Row("What it means", _meaning(change)),
        Row("Reason", change.reason),
        Row("Asked", f"By {change.asked_by or 'system work'} on {day(change.asked_on)}"),
        Row("Earlier slips", slip_words(slips_of(actor, line.id))),
    )


def _meaning(change: DateChangeView) -> str:
    if change.slip_days:
        return f"{counted(change.slip_days, 'day')} later: it counts as a slip"
    return "Not later: it does not count as a slip"


def _check_page(
    actor: Actor, change: DateChangeView, place: LineInPlan, form: DecisionForm
) -> CheckPage:
    answer = dict(ANSWERS)[form.cleaned_data["answer"]]
    return CheckPage(
        title="Check your answer",
        crumbs=line_crumbs(actor, place, "Check your answer"),
        answers=(
            Row(f"{place.line.kind_label} {change.line_reference}", change.line_text),
            Row("Old date", str(change.old or NOT_PUBLISHED)),
            Row("New date", str(change.new)),
            Row("Your answer", answer),
            Row("Note", form.cleaned_data["note"]),
        ),
        consequence=_consequence(change, form),
        submit="Consent" if form.consents else "Refuse",
        is_grave=not form.consents,
    )


def _consequence(change: DateChangeView, form: DecisionForm) -> str:
    if not form.consents:
        return f"{change.line_reference} keeps its {change.which} date, and whoever asked is told."
    slip = (
        f" It counts as a slip of {counted(change.slip_days, 'day')}." if change.slip_days else ""
    )
    return (
        f"{change.line_reference} takes the new {change.which} date. The old one is kept.{slip} "
        "Whoever asked is told."
    )
