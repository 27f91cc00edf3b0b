"""Somebody is away or leaves: another post covers theirs, or everything that is with it goes to another."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.advice.keeping import NewStep, Said, keep_step
from alongside.advice.models import AdviceRequest, PostCover
from alongside.advice.queries.away import open_with, post_to_cover
from alongside.advice.rules.codes import Act
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell_holders
from alongside.people import queries as people
from alongside.people.models import Post
from alongside.web.clock import london_day

POST = "people.post"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCover:
    """``until`` is the first day after."""

    away_ref: str
    post_ref: str
    since: date
    until: date


@transaction.atomic
def cover_post(*, actor: Actor, at: datetime, new: NewCover) -> PostCover:
    """What is with the post, and what comes to it meanwhile. Raises Refusal, and Hidden for a post that is
    not this person's to arrange.
    """
    today = london_day(at)
    away, post = _posts(actor, at, new.away_ref, new.post_ref)
    if new.until <= max(new.since, today):
        raise Refusal(
            "The first day after it comes after the first, and after today.", field="until"
        )
    _check_free(away, new)
    made = PostCover.objects.create(
        area_id=actor.area_id,
        away=away,
        post=post,
        covers_from=new.since,
        covers_until=new.until,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _record(actor, at, "advice.cover_post", away, post, until=new.until.isoformat())
    tell_holders(
        sentence="You stand in for a colleague who is asked for advice.",
        key=f"advice.cover:{made.pk}",
        **_about(actor, at, post),
    )
    return made


@transaction.atomic
def hand_over_post(*, actor: Actor, at: datetime, away_ref: str, post_ref: str, note: str) -> int:
    """Every open request that is with the post goes to the other. Returns how many. What was written so far
    goes with them. Raises Refusal when nothing is there.
    """
    today = london_day(at)
    away, post = _posts(actor, at, away_ref, post_ref)
    found = list(open_with(actor, away, today=today).select_for_update(of=("self",)))
    if not found:
        raise Refusal("No open request is with this post.", field="away")
    for each in found:
        _hand_over(actor, at, each, post, note)
    _record(actor, at, "advice.hand_over_post", away, post, count=str(len(found)))
    tell_holders(
        sentence="Requests for advice were handed over to you.",
        key=f"advice.handed_over_post:{away.ref}:{at.isoformat()}",
        **_about(actor, at, post),
    )
    return len(found)


def _posts(actor: Actor, at: datetime, away_ref: str, post_ref: str) -> tuple[Post, Post]:
    away = post_to_cover(actor, away_ref, today=london_day(at))
    post = people.post(actor, post_ref)
    if post.closed_on is not None and post.closed_on <= london_day(at):
        raise Refusal("This post is closed. Choose another.", field="post")
    if post == away:
        raise Refusal("Choose another post than the one that it is about.", field="post")
    return away, post


def _check_free(away: Post, new: NewCover) -> None:
    """Raises Refusal where the same post covers already in this time."""
    rows = PostCover.objects.in_area(away.area_id).filter(
        away=away, post__ref=new.post_ref, covers_from__lt=new.until, covers_until__gt=new.since
    )
    if found := rows.first():
        until = day_in_words(found.covers_until)
        raise Refusal(f"This post covers already, until before {until}.", field="post")


def _hand_over(actor: Actor, at: datetime, request: AdviceRequest, post: Post, note: str) -> None:
    request.post = post
    request.save(update_fields=["post"])
    step = NewStep(act=Act.HAND_OVER, said=Said(on=london_day(at), note=note), post=post)
    record(actor=actor, at=at, **keep_step(actor, at, request, step))


def _record(actor: Actor, at: datetime, verb: str, away: Post, post: Post, **said: Any) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=POST,
        subject_ref=away.ref,
        detail={"to": post.ref, **said},
    )


def _about(actor: Actor, at: datetime, post: Post) -> dict[str, Any]:
    """Whom to tell, and where it leads."""
    return {
        "actor": actor,
        "posts": [post],
        "address": reverse("advice:mine", args=[actor.area_slug]),
        "at": at,
    }
