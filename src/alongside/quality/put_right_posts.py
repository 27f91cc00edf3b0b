"""To which posts something that has to be put right may be given: those of which somebody who holds them today may see
to it, and reads the case.
"""

from collections.abc import Collection, Iterable
from datetime import datetime

from alongside.access.queries import people_who_may
from alongside.casework import perms as casework
from alongside.casework.queries.since import posts_that_have
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.queries import holders_of, posts_of
from alongside.quality import perms
from alongside.quality.rules.putting_right import check_may_have
from alongside.web.clock import london_day


def refs_of_posts_that_may(actor: Actor, case_id: int, *, at: datetime) -> frozenset[str]:
    """The public names of all to which it may be given."""
    posts = list(posts_of(actor))
    found = _that_may(actor, case_id, posts, at)
    return frozenset(each.ref for each in posts if each.pk in found)


def check_post_may_have(actor: Actor, case_id: int, post: Post, *, at: datetime) -> None:
    """Raises Refusal for a post that is vacant, or whose holders could not read it."""
    check_may_have(
        is_held=bool(holders_of([post], london_day(at))),
        may=post.pk in _that_may(actor, case_id, [post], at),
    )


def _that_may(actor: Actor, case_id: int, posts: Iterable[Post], at: datetime) -> Collection[int]:
    today = london_day(at)
    may = {each.pk for each in people_who_may(actor, perms.PUT_RIGHT, at=at)}
    everywhere = {each.pk for each in people_who_may(actor, casework.ALL, at=at)} & may
    having = posts_that_have(actor.area_id, case_id, today=today)
    return {
        post
        for post, held in holders_of(posts, today).items()
        if any(each.person_id in (may if post in having else everywhere) for each in held)
    }
