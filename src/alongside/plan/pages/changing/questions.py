"""Answering what an import could not know: whose initials these are, or which date was meant."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.plan import operations, perms
from alongside.plan.forms.questions import DateQuestionForm, LeadQuestionForm
from alongside.plan.pages.reading.views import crumbs
from alongside.plan.queries import question
from alongside.plan.queries.lists import QuestionView
from alongside.plan.rules.codes import QuestionField
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.markup import link
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import day

TITLES = {
    QuestionField.LEAD: "Who is meant by “{}”?",
    QuestionField.START: "Which start date is meant by “{}”?",
    QuestionField.END: "Which end date is meant by “{}”?",
}


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """``closed`` tells how it was answered; it is empty while it waits."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    closed: str
    submit: str
    after: str


@page("GET", "POST", needs=perms.EDIT)
def answer_question(request: PageRequest, area: str, ref: str) -> HttpResponse:
    asked = question(request.actor, question_ref=ref)
    form = _form(request, asked)
    if request.method == "POST" and form.is_valid():
        with form.refusals() as outcome:
            operations.answer_question(
                actor=request.actor, at=clock.now(), question_ref=ref, answer=form.answer()
            )
        if outcome.accepted:
            messages.success(request, f"The question about “{asked.printed}” has been answered.")
            return redirect("plan:questions", area)
    content = {"page": _question_page(request.actor, asked), "form": form}
    return render_page(request, "plan/changing/decide.html", content, status=form.answer_status)


def _form(request: PageRequest, asked: QuestionView) -> LeadQuestionForm | DateQuestionForm:
    if asked.about != QuestionField.LEAD:
        return DateQuestionForm(request.POST or None)
    form = LeadQuestionForm(request.POST or None)
    form.offer_candidates(asked.candidates)
    form.offer("other_post", post_choices(request.actor, today=clock.today()))
    return form


def _question_page(actor: Actor, asked: QuestionView) -> QuestionPage:
    after = reverse("plan:questions", args=[actor.area_slug])
    return QuestionPage(
        title=TITLES[QuestionField(asked.about)].format(asked.printed),
        crumbs=crumbs(actor, Crumb("Questions from an import", after), Crumb("Answer")),
        facts=_facts(actor, asked),
        closed=_closed(asked),
        submit="Answer",
        after=after,
    )


def _facts(actor: Actor, asked: QuestionView) -> tuple[Row, ...]:
    line = "Not about one line"
    if asked.line_ref:
        address = reverse("plan:line", args=[actor.area_slug, asked.line_ref])
        line = link(f"{asked.line_reference} {asked.line_text}", address)
    rows = (
        Row("Why it is asked", asked.kind_label),
        Row("Printed", f"“{asked.printed}”"),
        Row("What stands with it", f"“{asked.context}”" if asked.context else ""),
        Row("Organisation printed beside it", asked.organisation),
        Row("Where", line),
    )
    return tuple(row for row in rows if row.value)


def _closed(asked: QuestionView) -> str:
    if asked.answered_on is None:
        return ""
    return f"Answered by {asked.answered_by} on {day(asked.answered_on)}: {asked.answer}"
