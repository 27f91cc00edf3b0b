"""Asking for advice in a case, sharing a request with services, and using earlier advice again."""

from django.http import HttpResponse
from django.urls import reverse

from alongside.advice import perms
from alongside.advice.forms.asking import AskForm, ReuseForm, ShareForm
from alongside.advice.keeping import Said
from alongside.advice.operations import asking as operations
from alongside.advice.operations.checking import reuse_advice
from alongside.advice.pages.trail import at, request_crumbs
from alongside.advice.queries.one_request import asked_to_do, services_left
from alongside.advice.queries.values import RequestRow
from alongside.advice.rules.codes import Act
from alongside.advice.rules.deciding import purposes_now
from alongside.advice.words import PURPOSES
from alongside.casework.queries.asked_bodies import asking_now
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices_by_organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb
from alongside.web.pages import PageRequest, page


@page("GET", "POST", needs=perms.ASK)
def ask(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    head = case_head(actor, case_ref=ref, today=today)
    now = asking_now(actor, case_ref=ref, today=today)
    purposes = purposes_now(now.process)
    first = {"on": today, "source": "online", "purpose": purposes[0].value}
    form = AskForm(request.POST or None, initial=first)
    form.offer("purpose", [(each.value, PURPOSES[each]) for each in purposes])
    form.offer("post", post_choices_by_organisation(actor, today=today))
    return fill_in(
        request,
        form,
        _ask_page(actor, head, now.why_not),
        lambda: operations.ask_for_advice(
            actor=actor, at=clock.now(), case_ref=ref, new=form.new_request()
        ),
    )


@page("GET", "POST", needs=(perms.OVERSEE_HEALTH, perms.ANSWER))
def share(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    row, why_not = asked_to_do(actor, request_ref=ref, act=Act.SHARE, today=today)
    form = ShareForm(request.POST or None)
    left = services_left(actor, request_ref=ref, today=today)
    form.offer_posts(list(left), post_choices_by_organisation(actor, today=today))
    intro = (
        "Each service you choose a post for gets a part. It is due on the same day as the whole."
    )
    return fill_in(
        request,
        form,
        _page(actor, row, "Share it with services", closed=why_not, intro=intro),
        lambda: operations.share_request(
            actor=actor,
            at=clock.now(),
            request_ref=ref,
            services=form.chosen(),
            said=Said(on=today, note=form.cleaned_data["note"]),
        ),
    )


@page("GET", "POST", needs=perms.ASK)
def reuse(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    row, why_not = asked_to_do(actor, request_ref=ref, act=Act.REUSE, today=clock.today())
    form = ReuseForm(request.POST or None, request.FILES or None)
    intro = "Regulation 6(4): it is not asked for anew if all three agree that it is enough."
    return fill_in(
        request,
        form,
        _page(actor, row, "Use earlier advice again", closed=why_not, intro=intro),
        lambda: reuse_advice(
            actor=actor,
            at=clock.now(),
            request_ref=ref,
            new=form.new_reuse(),
            said=form.said(),
        ),
    )


def _ask_page(actor: Actor, head: CaseHead, why_not: str) -> FormPage:
    here = [actor.area_slug]
    case = reverse("casework:case", args=[*here, head.ref])
    return FormPage(
        title="Ask for advice",
        submit="Ask for it",
        crumbs=(
            Crumb("Home", reverse("home", args=here)),
            Crumb("Cases", reverse("casework:queue", args=here)),
            Crumb(f"Case {head.number}", case),
            Crumb("Ask for advice"),
        ),
        after=case,
        done="It is asked for.",
        intro=f"Case {head.number}, {head.child.name}. Social care is asked for every child.",
        onward=lambda made: at(actor, "request", made.ref),
        closed=why_not,
    )


def _page(actor: Actor, row: RequestRow, title: str, *, closed: str, intro: str) -> FormPage:
    return FormPage(
        title=title,
        submit="Record this",
        crumbs=request_crumbs(actor, row, Crumb(title)),
        after=at(actor, "request", row.ref),
        done="It is recorded.",
        intro=intro,
        closed=closed,
    )
