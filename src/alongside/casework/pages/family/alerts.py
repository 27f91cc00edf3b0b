"""Worries about a child's safety: raised by whoever reads or hears one, and answered the same day by
whoever holds the post that the area named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.urls import reverse

from alongside.casework import perms
from alongside.casework.forms.families import AlertForm, AnswerAlertForm
from alongside.casework.operations.families import alerts as operations
from alongside.casework.pages.family.trail import at_family, family_crumbs
from alongside.casework.queries.family_side import alert_for, alerts_for, message_for_officer
from alongside.casework.queries.family_values import AlertView
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Cell, Column, Crumb, Row, Table
from alongside.web.pages import PageRequest, as_look, page
from alongside.web.render import render_page
from alongside.web.writing import day, instant

SUBJECT = "casework.case"
RAISE = "Raise a worry about safety"
ALERTS = "Worries about safety"
NOW = (
    "If a child is in danger now, ring 999 first. An alert goes at once to the post that the area named, "
    "and has to be answered today."
)
COLUMNS = (
    Column("Child or young person", is_wide=True),
    Column("Raised"),
    Column("With"),
    Column("How it stands"),
)


@dataclass(frozen=True, slots=True)
class AlertsPage:
    title: str
    crumbs: tuple[Crumb, ...]
    table: Table


@page("GET", "POST", needs=perms.READS)
def raise_about_case(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head = case_head(request.actor, case_ref=ref, today=clock.today())
    return _raise(request, head, "")


@page("GET", "POST", needs=perms.READS)
def raise_about_message(request: PageRequest, area: str, ref: str) -> HttpResponse:
    head, _ = message_for_officer(request.actor, message_ref=ref, today=clock.today())
    return _raise(request, head, ref)


@page("GET", needs=perms.ALERTS)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    content = AlertsPage(
        title=ALERTS,
        crumbs=(Crumb("Home", reverse("home", args=[area])), Crumb(ALERTS)),
        table=_table(actor, alerts_for(actor, today=today), today),
    )
    return render_page(request, "casework/family/alerts.html", {"page": content})


@page("GET", "POST", needs=perms.ALERTS)
def one(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    alert = alert_for(actor, alert_ref=ref, today=today)
    form = AnswerAlertForm(request.POST or None)
    content = FormPage(
        title="A worry about safety",
        submit="Send the answer",
        crumbs=(
            Crumb("Home", reverse("home", args=[area])),
            Crumb(ALERTS, reverse("casework:alerts", args=[area])),
            Crumb("A worry about safety"),
        ),
        after=reverse("casework:alerts", args=[area]),
        done="It is answered. Whoever raised it is told.",
        facts=_facts(alert),
        closed="This alert was answered." if alert.answered_at else "",
    )
    response = fill_in(request, form, content, _answer(actor, ref, form))
    return as_look(response, subject=SUBJECT, ref=alert.case_ref, reason="A worry about safety")


def _raise(request: PageRequest, head: CaseHead, message_ref: str) -> HttpResponse:
    actor, form = request.actor, AlertForm(request.POST or None)
    content = FormPage(
        title=RAISE,
        submit="Raise it now",
        crumbs=family_crumbs(actor, head, Crumb(RAISE)),
        after=at_family(actor, "family_side", head.ref),
        done="It is raised. Whoever holds the post was told just now.",
        intro=f"Case {head.number}, {head.child.name}.",
        warning=NOW,
        is_grave=True,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.raise_alert(
            actor=actor,
            at=clock.now(),
            case_ref=head.ref,
            worry=form.cleaned_data["worry"],
            message_ref=message_ref,
        ),
    )


def _answer(actor: Actor, ref: str, form: AnswerAlertForm) -> Callable[[], object]:
    return lambda: operations.answer_alert(
        actor=actor, at=clock.now(), alert_ref=ref, answer=form.cleaned_data["answer"]
    )


def _facts(alert: AlertView) -> tuple[Row, ...]:
    rows = (
        Row("Child or young person", f"{alert.name}, case {alert.number}"),
        Row("The worry", alert.worry),
        Row("What was written to us", alert.message),
        Row("Raised", f"{instant(alert.raised_at)} by {alert.raised_by or 'somebody'}"),
        Row("To be answered", day(alert.due_on)),
        Row("Answer", f"{alert.answer} ({alert.answered_by})" if alert.answered_at else ""),
    )
    return tuple(row for row in rows if row.value)


def _table(actor: Actor, found: tuple[AlertView, ...], today: date) -> Table:
    return Table(
        caption="Alerts, those that wait first",
        caption_hidden=True,
        columns=COLUMNS,
        rows=[_row(actor, each, today) for each in found],
        stack=True,
        empty="No alert waits with a post of yours.",
    )


def _row(actor: Actor, each: AlertView, today: date) -> tuple[Cell | str, ...]:
    address = at_family(actor, "alert", each.ref)
    return (
        Cell(each.name, address, note=each.number, is_header=True),
        instant(each.raised_at),
        each.post,
        _standing(each, today),
    )


def _standing(each: AlertView, today: date) -> Cell:
    if each.answered_at:
        return Cell("Answered", tag_colour="green", note=instant(each.answered_at))
    if today > each.due_on:
        return Cell("Not answered on its day", tag_colour="red", note=day(each.due_on))
    return Cell("Answer today", tag_colour="red")
