"""Challenging, recommending for scrutiny, asking again, asking another post, and withdrawing."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.challenges import (
    AskAgainForm,
    ChallengeForm,
    GiveForm,
    RecommendationForm,
    WithdrawForm,
)
from alongside.board.operations import challenges as operations
from alongside.board.pages.challenge_doors import decide_words
from alongside.board.pages.challenge_trail import (
    ASKERS,
    closing_words,
    form_page,
    owner_choices,
)
from alongside.board.pages.challenges import address_of, list_crumb
from alongside.board.pages.views import crumbs
from alongside.board.queries.asking import (
    PostsToAsk,
    committee_choices,
    member_posts,
    posts_to_ask,
)
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.challenges import challenge
from alongside.board.rules.challenges import needs_own_day
from alongside.kernel.actor import Actor
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan.queries.of_area import line_choices, workstream_choices
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.markup import day
from alongside.web.pages import PageRequest, page

NO_COMMITTEE = "No scrutiny committee is set up here yet. Somebody who runs the board adds it."
ANSWERED = "It has been answered, so it stays with the post that answered."
BY_MISTAKE = "For what was asked by mistake. It stays readable, and counts for nobody."
SENT = "It has been sent. Whoever holds the post is told."
SENT_TO_NOBODY = "It has been sent. Nobody holds the post, so nobody was told."


@page("GET", "POST", needs=perms.CHALLENGE)
def raise_challenge(request: PageRequest, area: str) -> HttpResponse:
    """``?line=`` or ``?workstream=`` in the address says what it is about."""
    actor, line = request.actor, request.GET.get("line", "")
    about = {"line": line, "workstream": request.GET.get("workstream", "")}
    form = ChallengeForm(request.POST or None, initial=about)
    form.offer_or_leave_out("line", line_choices(actor, also=line))
    form.offer_or_leave_out("workstream", workstream_choices(actor))
    posts = posts_to_ask(actor, today=clock.today(), at=clock.now())
    form.offer("owner", posts.groups)
    content = _new_page(actor, "Challenge somebody to answer", "Send the challenge")
    return fill_in(
        request,
        form,
        replace(content, done=_sent(request, posts)),
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
    posts = member_posts(actor, today=today, at=clock.now())
    form.offer("owner", posts.groups)
    title = "Record a recommendation of scrutiny"
    content = _new_page(
        actor, title, "Send the recommendation", closed="" if committees else NO_COMMITTEE
    )
    return fill_in(
        request,
        form,
        replace(content, done=_sent(request, posts)),
        lambda: operations.recommend(actor=actor, at=clock.now(), new=form.new_recommendation()),
    )


@page("GET", "POST", needs=ASKERS)
def ask_again(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = challenge(actor, challenge_ref=ref, today=today)
    form = AskAgainForm(request.POST or None, initial={"owner": one.owner_ref})
    posts = owner_choices(actor, one, today)
    form.offer("owner", posts.groups)
    title, closed = f"Ask again about {one.number}", closing_words(actor, one)
    content = form_page(actor, one, title=title, submit="Ask again", closed=closed)
    return fill_in(
        request,
        form,
        replace(content, onward=_to_it(actor), done=_sent(request, posts)),
        lambda: operations.ask_again(
            actor=actor, at=clock.now(), challenge_ref=ref, **form.answers()
        ),
    )


@page("GET", "POST", needs=ASKERS)
def give_challenge(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    one = challenge(actor, challenge_ref=ref, today=today)
    form = GiveForm(request.POST or None, initial={"expected_version": one.version})
    form.fit(needs_day=needs_own_day(one.asked, today))
    posts = owner_choices(actor, one, today)
    form.offer("owner", posts.without(one.owner_ref))
    return fill_in(
        request,
        form,
        replace(_give_page(actor, one), done=_sent(request, posts)),
        lambda: operations.give_challenge(
            actor=actor,
            at=clock.now(),
            challenge_ref=ref,
            expected_version=form.cleaned_data["expected_version"],
            given=form.given(),
        ),
    )


@page("GET", "POST", needs=ASKERS)
def withdraw_challenge(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    one = challenge(actor, challenge_ref=ref, today=clock.today())
    form = WithdrawForm(request.POST or None, initial={"expected_version": one.version})
    title, closed = f"Withdraw {one.number}", _stays(actor, one)
    content = form_page(actor, one, title=title, submit="Withdraw it", closed=closed)
    return fill_in(
        request,
        form,
        replace(content, intro=BY_MISTAKE),
        lambda: operations.withdraw_challenge(
            actor=actor, at=clock.now(), challenge_ref=ref, **form.cleaned_data
        ),
    )


def _give_page(actor: Actor, one: ChallengeView) -> FormPage:
    title, closed = f"Give {one.number} to another post", _stays(actor, one)
    return form_page(actor, one, title=title, submit="Give it to this post", closed=closed)


def _to_it(actor: Actor) -> Callable[[Any], str]:
    """On to what was asked."""
    return lambda made: address_of(actor, made.ref)


def _stays(actor: Actor, one: ChallengeView) -> str:
    """Why it can be neither given away nor withdrawn by this person; empty when it can."""
    if one.withdrawn:
        return f"It was withdrawn on {day(one.withdrawn.on)}."
    return decide_words(actor, one) or ("" if one.is_open else ANSWERED)


def _sent(request: PageRequest, posts: PostsToAsk) -> str:
    """What is said once it has been sent: to a post that somebody holds, to a vacant one, or to
    somebody whom no message reaches.
    """
    owner = request.POST.get("owner", "")
    if owner in posts.untold:
        return f"It has been recorded. {posts.untold[owner]}"
    return SENT_TO_NOBODY if owner in posts.vacant else SENT


def _new_page(actor: Actor, title: str, submit: str, *, closed: str = "") -> FormPage:
    """The list is where it stands on afterwards; whoever sent it goes on to it."""
    return FormPage(
        title=title,
        submit=submit,
        crumbs=crumbs(actor, list_crumb(actor), Crumb(title)),
        after=reverse("board:challenges", args=[actor.area_slug]),
        done=SENT,
        closed=closed,
        onward=_to_it(actor),
    )
