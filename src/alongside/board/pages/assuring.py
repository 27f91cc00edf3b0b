"""Taking assurances over, adding one, adding evidence for or against, and what the board says."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.assurances import (
    AssuranceForm,
    AssuranceJudgementForm,
    TakeOverForm,
    WeightForm,
)
from alongside.board.operations import assurances as operations
from alongside.board.operations.assurances import WEIGHERS
from alongside.board.pages.assurances import address_of, list_crumb, newer_tag, sides_of
from alongside.board.pages.views import crumbs
from alongside.board.queries.assurances import AssuranceView, assurance, to_take_over
from alongside.kernel.actor import Actor
from alongside.measures.choosing import latest_figures
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan.queries.of_area import evidence_choices, line_choices
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page

NONE_LEFT = "Every assurance that the action plans name is kept here already."


@page("GET", "POST", needs=perms.RUN)
def take_over_assurances(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    waiting = to_take_over(actor)
    first = waiting[0].statement_ref if len(waiting) == 1 else ""
    form = TakeOverForm(request.POST or None, initial={"statement": first})
    form.offer("statement", [(each.statement_ref, each.statement_title) for each in waiting])
    content = FormPage(
        title="Take assurances over from an action plan",
        submit="Take them over",
        crumbs=crumbs(actor, list_crumb(actor), Crumb("Take over")),
        after=reverse("board:assurances", args=[area]),
        done="The assurances of the action plan are kept here now.",
        facts=tuple(Row(each.statement_title, each.texts) for each in waiting),
        closed="" if waiting else NONE_LEFT,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.take_over_assurances(
            actor=actor, at=clock.now(), statement_ref=form.cleaned_data["statement"]
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def add_assurance(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    form = AssuranceForm(request.POST or None)
    content = FormPage(
        title="Add an assurance",
        submit="Add the assurance",
        crumbs=crumbs(actor, list_crumb(actor), Crumb("Add an assurance")),
        after=reverse("board:assurances", args=[area]),
        done="The assurance has been added.",
        onward=lambda made: address_of(actor, made.ref),
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.add_assurance(
            actor=actor, at=clock.now(), text=form.cleaned_data["text"]
        ),
    )


@page("GET", "POST", needs=WEIGHERS)
def add_weight(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = assurance(actor, assurance_ref=ref)
    form = WeightForm(request.POST or None, initial={"dated_on": clock.today()})
    _offer(actor, form)
    title = "Add evidence for or against"
    return fill_in(
        request,
        form,
        FormPage(
            title=title,
            submit="Add the evidence",
            crumbs=_crumbs(actor, one, title),
            after=address_of(actor, ref),
            done="The evidence has been added.",
            facts=(Row(f"Assurance {one.order}", one.text), Row("The board", one.words)),
            template="board/finding_form.html",
        ),
        lambda: operations.add_weight(
            actor=actor, at=clock.now(), assurance_ref=ref, new=form.new_weight()
        ),
    )


@page("GET", "POST", needs=perms.SIGN)
def judge_assurance(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = assurance(actor, assurance_ref=ref)
    form = AssuranceJudgementForm(request.POST or None, initial={"judged_on": clock.today()})
    return fill_in(
        request,
        form,
        _judgement_page(actor, one),
        lambda: operations.judge_assurance(
            actor=actor, at=clock.now(), assurance_ref=ref, **form.answers()
        ),
    )


def _offer(actor: Actor, form: WeightForm) -> None:
    figures = [(each.ref, f"{each.title}: {each.words}") for each in latest_figures(actor)]
    form.offer_or_leave_out("figure", figures)
    form.offer_evidence(evidence_choices(actor))
    form.offer_or_leave_out("line", line_choices(actor))


def _judgement_page(actor: Actor, one: AssuranceView) -> FormPage:
    title = "Record what the board says"
    newer = newer_tag(one)
    return FormPage(
        title=title,
        submit="Record it",
        crumbs=_crumbs(actor, one, title),
        after=address_of(actor, one.ref),
        done="What the board says has been recorded.",
        facts=(
            Row(f"Assurance {one.order}", one.text),
            Row("So far", (tag(one.words, one.colour), *((newer,) if newer else ()))),
        ),
        template="board/assurances/judge.html",
        beside=sides_of(actor, one),
    )


def _crumbs(actor: Actor, one: AssuranceView, title: str) -> tuple[Crumb, ...]:
    here = Crumb(f"Assurance {one.order}", address_of(actor, one.ref))
    return crumbs(actor, list_crumb(actor), here, Crumb(title))
