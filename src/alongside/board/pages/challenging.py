"""Challenging, recommending for scrutiny, asking again, and asking another post."""

from dataclasses import replace

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.challenges import (
    AskAgainForm,
    ChallengeForm,
    GiveForm,
    RecommendationForm,
)
from alongside.board.operations import challenges as operations
from alongside.board.pages.challenge_trail import (
    ASKERS,
    closing_words,
    form_page,
    owner_choices,
)
from alongside.board.pages.challenges import address_of, list_crumb
from alongside.board.pages.views import crumbs
from alongside.board.queries.asking import committee_choices, member_choices
from alongside.board.queries.challenges import challenge
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan.queries.of_area import line_choices, workstream_choices
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page

NO_COMMITTEE = "No scrutiny committee is set up here yet. Somebody who runs the board adds it."
ANSWERED = "It has been answered, so it stays with the post that answered."


@page("GET", "POST", needs=perms.CHALLENGE)
def raise_challenge(request: PageRequest, area: str) -> HttpResponse:
    """``?line=`` or ``?workstream=`` in the address says what it is about."""
    actor, line = request.actor, request.GET.get("line", "")
    about = {"line": line, "workstream": request.GET.get("workstream", "")}
    form = ChallengeForm(request.POST or None, initial=about)
    form.offer_or_leave_out("line", line_choices(actor, also=line))
    form.offer_or_leave_out("workstream", workstream_choices(actor))
    form.offer("owner", post_choices(actor, today=clock.today()))
    content = _new_page(actor, "Challenge somebody to answer", "Send the challenge")
    return fill_in(
        request,
        form,
        content,
        lambda: operations.raise_challenge(actor=actor, at=clock.now(), new=form.new_challenge()),
    )


@page("GET", "POST", needs=(perms.RECOMMEND, perms.RUN))
def recommend(request: PageRequest, area: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    committees = committee_choices(actor)
    first = committees[0][0] if len(committees) == 1 else ""
    form = RecommendationForm(
        request.POST or None, initial={"from_board": first, "raised_on": today}
    )
    form.offer("from_board", committees)
    form.offer("owner", member_choices(actor, today=today))
    title = "Record a recommendation of scrutiny"
    content = _new_page(
        actor, title, "Send the recommendation", closed="" if committees else NO_COMMITTEE
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.recommend(actor=actor, at=clock.now(), new=form.new_recommendation()),
    )


@page("GET", "POST", needs=ASKERS)
def ask_again(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = challenge(actor, challenge_ref=ref, today=today)
    form = AskAgainForm(request.POST or None, initial={"owner": one.owner_ref})
    form.offer("owner", owner_choices(actor, one, today))
    content = form_page(
        actor,
        one,
        title=f"Ask again about {one.number}",
        submit="Ask again",
        closed=closing_words(actor, one),
    )
    return fill_in(
        request,
        form,
        replace(content, onward=lambda made: address_of(actor, made.ref)),
        lambda: operations.ask_again(
            actor=actor,
            at=clock.now(),
            challenge_ref=ref,
            text=form.cleaned_data["text"],
            owner_ref=form.cleaned_data["owner"],
            due_on=form.cleaned_data["due_on"],
        ),
    )


@page("GET", "POST", needs=(perms.CHALLENGE, perms.RUN))
def give_challenge(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = challenge(actor, challenge_ref=ref, today=today)
    form = GiveForm(request.POST or None, initial={"expected_version": one.version})
    choices = owner_choices(actor, one, today)
    form.offer("owner", [each for each in choices if each[0] != one.owner_ref])
    closed = "" if one.is_open else ANSWERED
    return fill_in(
        request,
        form,
        form_page(
            actor,
            one,
            title=f"Give {one.number} to another post",
            submit="Give it to this post",
            closed=closed,
        ),
        lambda: operations.give_challenge(
            actor=actor,
            at=clock.now(),
            challenge_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            owner_ref=form.cleaned_data["owner"],
            why=form.cleaned_data["why"],
        ),
    )


def _new_page(actor: Actor, title: str, submit: str, *, closed: str = "") -> FormPage:
    """The list is where it stands on afterwards; whoever sent it goes on to it."""
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, list_crumb(actor), Crumb(title)),
        after=reverse("board:challenges", args=[actor.area_slug]),
        done="It has been sent. Whoever holds the post is told.",
        closed=closed,
        onward=lambda made: address_of(actor, made.ref),
    )
