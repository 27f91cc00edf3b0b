"""Recording a decision with what it rests on, and looking back on one."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.decisions import DecisionForm, LookBackForm
from alongside.board.meeting_facts import end_of_day
from alongside.board.operations import decisions as operations
from alongside.board.pages.decision_parts import (
    address_of,
    facts_of,
    figures_table,
    list_crumb,
)
from alongside.board.pages.views import crumbs
from alongside.board.queries.decision_values import DecidingMeeting, DecisionView
from alongside.board.queries.decisions import deciding_meeting, decision
from alongside.kernel.actor import Actor
from alongside.measures.choosing import latest_figures
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan.queries.of_area import evidence_choices
from alongside.web import clock
from alongside.web.components import Crumb, Row, Table
from alongside.web.markup import day, paragraphs
from alongside.web.pages import PageRequest, page

NO_QUORUM = "The meeting had no quorum. The decision will be marked so wherever it is shown."


@dataclass(frozen=True, slots=True)
class FiguresBeside:
    """Then and now; None when the decision rests on no figure."""

    figures: Table | None


@page("GET", "POST", needs=perms.RUN)
def record_decision(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    meeting = deciding_meeting(actor, meeting_ref=ref)
    form = DecisionForm(request.POST or None, initial={"item": request.GET.get("item", "")})
    _offer(actor, form, meeting)
    return fill_in(
        request,
        form,
        _decision_page(actor, meeting),
        lambda: operations.record_decision(
            actor=actor, at=clock.now(), meeting_ref=ref, new=form.new_decision()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def look_back(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = decision(actor, decision_ref=ref)
    form = LookBackForm(request.POST or None, initial={"looked_on": clock.today()})
    return fill_in(
        request,
        form,
        _look_page(actor, one),
        lambda: operations.look_back(
            actor=actor, at=clock.now(), decision_ref=ref, new=form.new_look_back()
        ),
    )


def _offer(actor: Actor, form: DecisionForm, meeting: DecidingMeeting) -> None:
    figures = latest_figures(actor, known_by=end_of_day(meeting.held_on))
    form.offer_or_leave_out(
        "figures",
        [(each.ref, each.title) for each in figures],
        hints={each.ref: each.words for each in figures},
    )
    form.offer_evidence(evidence_choices(actor))
    form.offer_or_leave_out("item", meeting.items)


def _decision_page(actor: Actor, meeting: DecidingMeeting) -> FormPage:
    title = f"Record a decision of {day(meeting.held_on)}"
    here = reverse("board:meeting", args=[actor.area_slug, meeting.ref])
    return FormPage(
        title=title,
        submit="Record the decision",
        crumbs=crumbs(actor, Crumb(f"Meeting, {day(meeting.held_on)}", here), Crumb(title)),
        after=here,
        done="The decision has been recorded. It comes up again on its day.",
        warning="" if meeting.was_quorate or meeting.closed else NO_QUORUM,
        facts=(Row("Board", meeting.board_title),),
        closed=meeting.closed,
        template="board/finding_form.html",
        onward=lambda made: address_of(actor, made.ref),
    )


def _look_page(actor: Actor, one: DecisionView) -> FormPage:
    title = f"Look back on {one.number}"
    return FormPage(
        title=title,
        submit="Record what the board saw",
        crumbs=crumbs(
            actor, list_crumb(actor), Crumb(one.number, address_of(actor, one.ref)), Crumb(title)
        ),
        after=address_of(actor, one.ref),
        done="What the board saw has been recorded, with the figures as they are today.",
        facts=(
            Row("What was decided", paragraphs(one.text)),
            Row("What should change", paragraphs(one.should_change)),
            *facts_of(actor, one),
        ),
        template="board/decisions/look_back.html",
        beside=FiguresBeside(figures_table(actor, one.figures)),
    )
