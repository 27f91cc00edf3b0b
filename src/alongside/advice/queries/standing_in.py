"""Posts that stand in for others today, so that whoever is told something is there to read it."""

from collections.abc import Iterable, Mapping
from datetime import date

from alongside.advice.models import AdviceRequest, PostCover
from alongside.people.models import Post


def standing_in(posts: Iterable[Post], today: date) -> Mapping[int, tuple[Post, ...]]:
    """By the id of the post that somebody is away from. One query; no cover, no key."""
    rows = (
        PostCover.objects.across_areas(reason="Covers of posts that the caller already has.")
        .filter(
            away__in=[each.pk for each in posts], covers_from__lte=today, covers_until__gt=today
        )
        .select_related("post")
        .order_by("id")
    )
    found: dict[int, tuple[Post, ...]] = {}
    for each in rows:
        found[each.away_id] = (*found.get(each.away_id, ()), each.post)
    return found


def posts_told(request: AdviceRequest, post: Post, today: date) -> tuple[Post, ...]:
    """The post, and those that cover it or, where the request is with it, this request."""
    own = request.covers.filter(covers_from__lte=today, covers_until__gt=today)
    covering = [each.post for each in own.select_related("post")] if post == request.post else []
    return (post, *standing_in([post], today).get(post.pk, ()), *covering)
