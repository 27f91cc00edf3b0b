"""Doing one thing with a request: one form for each, and one operation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.steps import FORMS
from alongside.advice.operations import answering, asking, moving, opening_again
from alongside.advice.operations.answering import NewReliance
from alongside.advice.pages.ladder import ladder_rows, next_of, posts_by_framework
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.escalating import Senior
from alongside.advice.queries.one_request import asked_to_do
from alongside.advice.queries.one_request import seniors as seniors_of_request
from alongside.advice.queries.values import RequestRow
from alongside.advice.rules.codes import Act, Side, State
from alongside.advice.words import DOORS
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.choices import post_choices, post_choices_by_organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.forms import Choices, Groups
from alongside.web.pages import PageRequest, page
from alongside.web.writing import day

INTROS: Mapping[Act, str] = {
    Act.RECEIVE: "The body’s six weeks count from the day on which it received the request.",
    Act.NOT_KNOWN: "This is a reply and no advice. What was asked for is still owed by the same day.",
    Act.DECLINE: "The six weeks run on for any other reason.",
    Act.NOT_BROUGHT: "Say what is known, without blame. It moves no day.",
    Act.RELY: "It is told beside the due date. The date stays.",
    Act.HAND_OVER: "What was written so far goes with it.",
    Act.CHASE: "Whoever holds the post gets a message now.",
    Act.OPEN_AGAIN: "It goes on as it stood before it ended. Due dates stay what they were, and whoever it is with "
    "is told.",
    Act.ESCALATE: "They get a message that names no child. The framework says who is next.",
}
READY = "Please see to it that this advice comes. It was due on {day}."
SENIOR = frozenset({Act.ESCALATE})
OFFER = (
    " Offer an assessment under section 17 or the Chronically Sick and Disabled Persons Act, and early help "
    "only if the family agrees. Then record what was offered on the page of the request."
)
UNCHECKED = " What rests on this advice in a draft is unchecked until it is accepted again."
Run = Callable[[Actor, str, Any], object]


@page("GET", "POST", needs=perms.SEES)
def do(request: PageRequest, area: str, ref: str, what: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    if what not in FORMS:
        raise Hidden("act")
    act = Act(what)
    row, why_not = asked_to_do(actor, request_ref=ref, act=act, today=today)
    form = FORMS[act](request.POST or None, initial={"on": today, "source": "email"})
    seniors = seniors_of_request(actor, request_ref=ref, at=clock.now()) if act in SENIOR else ()
    if "post" in form.fields:
        form.offer("post", _posts(actor, seniors, today))
    if first := next_of(seniors):
        form.initial.update(
            {"post": first.held[0][0].ref, "note": READY.format(day=day(row.due_on))}
        )
    content = replace(_page(actor, row, act, why_not), facts=tuple(ladder_rows(seniors)))
    return fill_in(request, form, content, lambda: RUN[act](actor, ref, form))


def _page(actor: Actor, row: RequestRow, act: Act, closed: str) -> FormPage:
    return FormPage(
        title=DOORS[act],
        submit=DOORS[act] if act is Act.OPEN_AGAIN else "Record this",
        crumbs=request_crumbs(actor, row, Crumb(DOORS[act])),
        after=at(actor, "request", row.ref),
        done="It is recorded.",
        intro=_intro(row, act),
        closed=closed,
        is_grave=act is Act.WITHDRAW,
    )


def _posts(actor: Actor, seniors: Sequence[Senior], today: date) -> Choices | Groups:
    if seniors:
        return posts_by_framework(seniors, post_choices(actor, today=today))
    return post_choices_by_organisation(actor, today=today)


def _intro(row: RequestRow, act: Act) -> str:
    is_social = act is Act.NOT_KNOWN and row.side is Side.SOCIAL_CARE
    is_checked = act is Act.OPEN_AGAIN and row.state is State.ACCEPTED
    return INTROS.get(act, "") + (OFFER if is_social else UNCHECKED if is_checked else "")


def _receive(actor: Actor, ref: str, form: Any) -> object:
    return answering.receive_request(actor=actor, at=clock.now(), request_ref=ref, said=form.said())


def _take_on(actor: Actor, ref: str, form: Any) -> object:
    return answering.take_on_request(actor=actor, at=clock.now(), request_ref=ref, said=form.said())


def _not_known(actor: Actor, ref: str, form: Any) -> object:
    return answering.answer_not_known(
        actor=actor, at=clock.now(), request_ref=ref, said=form.said()
    )


def _decline(actor: Actor, ref: str, form: Any) -> object:
    return answering.decline_request(
        actor=actor,
        at=clock.now(),
        request_ref=ref,
        ground=form.cleaned_data["ground"],
        said=form.said(),
    )


def _not_brought(actor: Actor, ref: str, form: Any) -> object:
    return answering.record_not_brought(
        actor=actor, at=clock.now(), request_ref=ref, said=form.said()
    )


def _rely(actor: Actor, ref: str, form: Any) -> object:
    names = ("ground", "because", "evidence", "authorised_by")
    return answering.rely_on_exception(
        actor=actor,
        at=clock.now(),
        request_ref=ref,
        new=NewReliance(**{name: form.cleaned_data[name] for name in names}),
        said=form.said(),
    )


def _hand_over(actor: Actor, ref: str, form: Any) -> object:
    return moving.hand_over_request(
        actor=actor,
        at=clock.now(),
        request_ref=ref,
        post_ref=form.cleaned_data["post"],
        note=form.cleaned_data["note"],
    )


def _cover(actor: Actor, ref: str, form: Any) -> object:
    return moving.cover_request(
        actor=actor,
        at=clock.now(),
        request_ref=ref,
        post_ref=form.cleaned_data["post"],
        until=form.cleaned_data["until"],
    )


def _chase(actor: Actor, ref: str, form: Any) -> object:
    return moving.chase_request(
        actor=actor, at=clock.now(), request_ref=ref, note=form.cleaned_data["note"]
    )


def _escalate(actor: Actor, ref: str, form: Any) -> object:
    return moving.escalate_request(
        actor=actor,
        at=clock.now(),
        request_ref=ref,
        post_ref=form.cleaned_data["post"],
        note=form.cleaned_data["note"],
    )


def _withdraw(actor: Actor, ref: str, form: Any) -> object:
    return asking.withdraw_request(actor=actor, at=clock.now(), request_ref=ref, said=form.said())


def _open_again(actor: Actor, ref: str, form: Any) -> object:
    return opening_again.open_request_again(
        actor=actor, at=clock.now(), request_ref=ref, why=form.cleaned_data["note"]
    )


RUN: Mapping[Act, Run] = {
    Act.RECEIVE: _receive,
    Act.TAKE_ON: _take_on,
    Act.NOT_KNOWN: _not_known,
    Act.DECLINE: _decline,
    Act.NOT_BROUGHT: _not_brought,
    Act.RELY: _rely,
    Act.HAND_OVER: _hand_over,
    Act.COVER: _cover,
    Act.CHASE: _chase,
    Act.ESCALATE: _escalate,
    Act.WITHDRAW: _withdraw,
    Act.OPEN_AGAIN: _open_again,
}
