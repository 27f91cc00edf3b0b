"""From a sentence on what remains to an action of the action plan: one form, one submit."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse

from alongside.board import perms
from alongside.board.forms.revisits import LinkActionForm, TurnForm
from alongside.board.operations import revisits as operations
from alongside.board.pages.views import crumbs
from alongside.board.queries.remaining import PointToTurn, point_to_turn, who_may_turn
from alongside.kernel.actor import Actor
from alongside.people.choices import post_choices_by_partner
from alongside.people.pages.filling import FormPage, fill_in
from alongside.plan import perms as plan_perms
from alongside.plan.rules.codes import Partner
from alongside.web import clock
from alongside.web.components import Crumb, Row
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page

TITLE = "Turn it into an action"
ADDED = "The action is added to the action plan and linked to this sentence."
KINDS = {
    Partner.COUNCIL: ("council",),
    Partner.HEALTH: ("health",),
    Partner.EDUCATION: ("education", "council"),
    Partner.SOCIAL_CARE: ("council",),
    Partner.FAMILIES: ("families", "other", "council"),
}
"""Whose posts may lead for a partner, by the kind of their organisation."""
NO_OUTCOME = "This weakness has no outcome in the action plan yet. Add one there first."


@dataclass(frozen=True, slots=True)
class AskSomebody:
    """For those who run the board's business but do not keep the action plan."""

    title: str
    crumbs: tuple[Crumb, ...]
    facts: tuple[Row, ...]
    askable: tuple[str, ...]
    link: str
    back: str


@page("GET", "POST", needs=perms.RUN)
def turn_into_action(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    point = point_to_turn(actor, ref, today=clock.today())
    if not actor.may(plan_perms.EDIT):
        return _ask_somebody(request, point)
    form = TurnForm(request.POST or None, point=point, posts=posts_by_partner(actor))
    content = _form_page(
        actor,
        point,
        title=TITLE,
        submit="Make the action",
        done="The action has been made. It stands in the action plan.",
        intro=ADDED if point.outcomes else NO_OUTCOME,
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.turn_into_action(
            actor=actor, at=clock.now(), point_ref=ref, new=form.new_action()
        ),
    )


@page("GET", "POST", needs=perms.RUN)
def link_action(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor = request.actor
    point = point_to_turn(actor, ref, today=clock.today())
    form = LinkActionForm(request.POST or None)
    form.offer("line", point.actions)
    content = _form_page(
        actor,
        point,
        title="Name an action that answers it",
        submit="Link the action",
        done="The action has been linked.",
        intro="For an action that stands in the action plan already. It does not change.",
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.link_action(
            actor=actor, at=clock.now(), point_ref=ref, line_ref=form.cleaned_data["line"]
        ),
    )


def posts_by_partner(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """The council holds education and social care; a list may keep the forum's post there as well."""
    found = post_choices_by_partner(actor, today=clock.today())
    everybody = [choice for own in found.values() for choice in own]
    offered = {
        partner.value: [choice for kind in kinds for choice in found.get(kind, ())] or everybody
        for partner, kinds in KINDS.items()
    }
    return offered | {Partner.OTHER.value: everybody}


def _ask_somebody(request: PageRequest, point: PointToTurn) -> HttpResponse:
    actor = request.actor
    content = AskSomebody(
        title=TITLE,
        crumbs=_trail(actor, point, TITLE),
        facts=_sentence(point),
        askable=who_may_turn(actor, at=clock.now()),
        link=reverse("board:link_action", args=[actor.area_slug, point.ref]),
        back=_back(actor, point),
    )
    return render_page(request, "board/ask_somebody.html", {"page": content})


def _form_page(actor: Actor, point: PointToTurn, *, title: str, **said: Any) -> FormPage:
    return FormPage(
        title=title,
        crumbs=_trail(actor, point, title),
        after=_back(actor, point),
        facts=_sentence(point),
        **said,
    )


def _sentence(point: PointToTurn) -> tuple[Row, ...]:
    weakness = (Row("Weakness", point.weakness_title),) if point.weakness_title else ()
    return (Row("What remains", point.text), *weakness)


def _trail(actor: Actor, point: PointToTurn, title: str) -> tuple[Crumb, ...]:
    area = [actor.area_slug]
    return crumbs(
        actor,
        Crumb("Visits", reverse("board:visits", args=area)),
        Crumb("Letters of a revisit", reverse("board:revisits", args=area)),
        Crumb(point.revisit_title, _back(actor, point)),
        Crumb(title),
    )


def _back(actor: Actor, point: PointToTurn) -> str:
    return reverse("board:revisit", args=[actor.area_slug, point.revisit_ref])
