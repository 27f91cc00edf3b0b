"""Posts for which somebody may arrange cover, and what is with each: one’s own, and those of one’s side."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from alongside.advice import perms
from alongside.advice.models import AdviceRequest, PostCover
from alongside.advice.rules.codes import CLOSED
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.models import Post
from alongside.people.queries import holders_of, posts_held_by, posts_of


@dataclass(frozen=True, slots=True, kw_only=True)
class AwayPost:
    """``holders`` is empty where nobody holds it. ``covers`` are (who stands in, the first day after)."""

    ref: str
    title: str
    organisation: str
    holders: str
    open_count: int
    covers: tuple[tuple[str, date], ...]


def posts_to_cover(actor: Actor, *, today: date) -> Sequence[AwayPost]:
    """Those that nobody holds come first."""
    posts = list(_posts(actor, today).select_related("organisation").order_by("title", "id"))
    held, covers = holders_of(posts, today), _covers(actor, today)
    counts = dict(_to_hand_over(actor, today).values_list("post_id").annotate(Count("pk")))
    found = [
        AwayPost(
            ref=each.ref,
            title=each.title,
            organisation=each.organisation.name,
            holders=" and ".join(row.person.name for row in held.get(each.pk, ())),
            open_count=counts.get(each.pk, 0),
            covers=tuple(covers.get(each.pk, ())),
        )
        for each in posts
    ]
    return tuple(sorted(found, key=lambda each: bool(each.holders)))


def post_to_cover(actor: Actor, ref: str, *, today: date) -> Post:
    """Raises Hidden."""
    found: Post | None = _posts(actor, today).filter(ref=ref).first()
    if found is None:
        raise Hidden("post")
    return found


def open_with(actor: Actor, post: Post, *, today: date) -> Any:
    """What is with the post and this person may hand over."""
    rows = _to_hand_over(actor, today).filter(post=post)
    return rows.select_related("case").order_by("id")


def _to_hand_over(actor: Actor, today: date) -> Any:
    """Open requests of the sides that one looks after, and those with a post of one’s own."""
    sides = [side for side, needed in perms.OVERSEES.items() if actor.may(needed)]
    mine = Q(side__in=sides) | Q(post__in=_own(actor, today))
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(mine).order_by()
    return rows.exclude(state__in=[each.value for each in CLOSED])


def _posts(actor: Actor, today: date) -> Any:
    """One’s own, and those with an open request on a side that one looks after."""
    waiting = _to_hand_over(actor, today).values("post_id")
    return posts_of(actor).filter(Q(pk__in=waiting) | Q(pk__in=_own(actor, today)))


def _own(actor: Actor, today: date) -> Any:
    """Nobody’s for whoever gives no advice."""
    is_adviser = actor.person_id is not None and actor.may_somewhere(perms.ANSWER)
    return posts_held_by(actor, today) if is_adviser else ()


def _covers(actor: Actor, today: date) -> dict[int, list[tuple[str, date]]]:
    rows = PostCover.objects.in_area(actor.area_id).filter(covers_until__gt=today)
    found: dict[int, list[tuple[str, date]]] = {}
    for each in rows.select_related("post").order_by("id"):
        found.setdefault(each.away_id, []).append((each.post.title, each.covers_until))
    return found
