"""Somebody is away or leaves: their post is covered, or everything that is with it goes to another."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from alongside.advice import perms
from alongside.advice.forms.steps import CoverPostForm, HandOverForm
from alongside.advice.operations import standing_in as operations
from alongside.advice.pages.trail import at, crumbs
from alongside.advice.queries.away import AwayPost, posts_to_cover
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.choices import Choices, post_choices_by_organisation
from alongside.people.pages.filling import FormPage, fill_in
from alongside.web import clock
from alongside.web.components import Crumb, Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.pages import PageRequest, page
from alongside.web.render import render_page
from alongside.web.writing import counted, day

TITLE = "Somebody is away or leaves"
MAY = (perms.ANSWER, *perms.OVERSEERS)
COVER, HAND_OVER = "Have another post stand in", "Hand everything over"


@dataclass(frozen=True, slots=True)
class AwayShown:
    title: str
    crumbs: tuple[Crumb, ...]
    posts: tuple[RecordedItem, ...]


@page("GET", needs=MAY)
def listed(request: PageRequest, area: str) -> HttpResponse:
    actor = request.actor
    found = posts_to_cover(actor, today=clock.today())
    content = AwayShown(
        title=TITLE,
        crumbs=crumbs(actor, Crumb(TITLE)),
        posts=tuple(_item(actor, each) for each in found),
    )
    return render_page(request, "advice/away.html", {"page": content})


@page("GET", "POST", needs=MAY)
def cover(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    away = _one(actor, ref, today)
    form = CoverPostForm(request.POST or None, initial={"since": today})
    form.offer("post", _others(actor, ref, today))
    intro = f"{away.title}, {away.organisation}. Whoever stands in reads and answers what is with this post, "
    content = _page(actor, COVER, f"{intro}and what comes to it meanwhile.")
    return fill_in(
        request,
        form,
        content,
        lambda: operations.cover_post(actor=actor, at=clock.now(), new=form.new_cover(ref)),
    )


@page("GET", "POST", needs=MAY)
def hand_over(request: PageRequest, area: str, ref: str) -> HttpResponse:
    actor, today = request.actor, clock.today()
    away = _one(actor, ref, today)
    form = HandOverForm(request.POST or None)
    form.offer("post", _others(actor, ref, today))
    what = counted(away.open_count, "open request goes,open requests go")
    content = _page(
        actor, HAND_OVER, f"{away.title}, {away.organisation}. {what} to the other post."
    )
    return fill_in(
        request,
        form,
        content,
        lambda: operations.hand_over_post(
            actor=actor,
            at=clock.now(),
            away_ref=ref,
            post_ref=form.cleaned_data["post"],
            note=form.cleaned_data["note"],
        ),
    )


def _one(actor: Actor, ref: str, today: date) -> AwayPost:
    """Raises Hidden."""
    found = next((each for each in posts_to_cover(actor, today=today) if each.ref == ref), None)
    if found is None:
        raise Hidden("post")
    return found


def _others(actor: Actor, ref: str, today: date) -> list[tuple[str, Choices]]:
    groups = post_choices_by_organisation(actor, today=today)
    left = [(name, [each for each in posts if each[0] != ref]) for name, posts in groups]
    return [(name, posts) for name, posts in left if posts]


def _item(actor: Actor, each: AwayPost) -> RecordedItem:
    return RecordedItem(
        title=f"{each.title}, {each.organisation}",
        notes=(
            f"Held by {each.holders}" if each.holders else "Nobody holds this post today.",
            counted(each.open_count, "open request is,open requests are") + " with it",
            *(f"{who} stands in until before {day(until)}" for who, until in each.covers),
        ),
        tag=_tag(each),
        doors=tuple(_doors(actor, each)),
    )


def _tag(each: AwayPost) -> str:
    if each.covers:
        return tag("Covered", "blue")
    return "" if each.holders else tag("Nobody is there", "red")


def _doors(actor: Actor, each: AwayPost) -> Sequence[Door]:
    found = [Door(COVER, at(actor, "cover_post", each.ref))]
    if each.open_count:
        found.append(Door(HAND_OVER, at(actor, "hand_over_post", each.ref)))
    return found


def _page(actor: Actor, title: str, intro: str) -> FormPage:
    back = at(actor, "away")
    return FormPage(
        title=title,
        submit="Record this",
        crumbs=crumbs(actor, Crumb(TITLE, back), Crumb(title)),
        after=back,
        done="It is recorded.",
        intro=intro,
    )
