"""Answering a challenge or a recommendation, and finding the answer good."""

from dataclasses import replace

from django.http import HttpResponse

from alongside.board import perms
from alongside.board.forms.challenges import AnswerForm, GoodForm
from alongside.board.operations import answers as operations
from alongside.board.pages.challenge_doors import holds, may_decide
from alongside.board.pages.challenge_trail import ASKERS, closing_words, form_page
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.challenges import challenge
from alongside.board.rules.codes import ChallengeKind
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.markup import day
from alongside.web.pages import PageRequest, page

OWN_JUDGE = (
    "You may also judge the answer. If you record it yourself, somebody else has to say whether it is "
    "good."
)


@page("GET", "POST", needs=(perms.ANSWER, perms.VIEW, perms.RUN))
def answer_challenge(request: PageRequest, area: str, ref: str) -> HttpResponse:
    """By whoever holds the post, or on its behalf by those who run the board; nobody else finds it."""
    actor, today = request.actor, clock.today()
    one = challenge(actor, challenge_ref=ref, today=today)
    if not (holds(actor, one) or actor.may(perms.RUN)):
        raise Hidden("challenge")
    form = AnswerForm(request.POST or None, initial={"answered_on": today})
    form.fit(one.kind, is_on_behalf=not holds(actor, one))
    return fill_in(
        request,
        form,
        _answer_page(actor, one),
        lambda: operations.answer_challenge(
            actor=actor, at=clock.now(), challenge_ref=ref, reply=form.reply(today=today)
        ),
    )


@page("GET", "POST", needs=ASKERS)
def find_answer_good(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = challenge(actor, challenge_ref=ref, today=today)
    form = GoodForm(request.POST or None, initial={"expected_version": one.version})
    return fill_in(
        request,
        form,
        form_page(
            actor,
            one,
            title=f"Say that the {_word(one)} to {one.number} is good enough",
            submit="It is good enough",
            closed=closing_words(actor, one),
        ),
        lambda: operations.find_answer_good(
            actor=actor,
            at=clock.now(),
            challenge_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
        ),
    )


def _answer_page(actor: Actor, one: ChallengeView) -> FormPage:
    own = f"Answer {one.number}"
    others = f"Record the {_word(one)} to {one.number} for the {one.owner}"
    title = own if holds(actor, one) else others
    closed = f"It was answered on {day(one.answer.recorded_on)}." if one.answer else ""
    if one.withdrawn:
        closed = f"It was withdrawn on {day(one.withdrawn.on)}. It needs no answer."
    made = form_page(actor, one, title=title, submit=f"Send the {_word(one)}", closed=closed)
    return replace(made, intro=OWN_JUDGE if may_decide(actor, one) else "")


def _word(one: ChallengeView) -> str:
    return "response" if one.kind is ChallengeKind.RECOMMENDATION else "answer"
