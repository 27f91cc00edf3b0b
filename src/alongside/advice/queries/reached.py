"""Which requests have reached a rung of the ladder that nobody was told of, and which posts somebody holds."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from alongside.advice.framework import frameworks
from alongside.advice.models import AdviceCover, AdviceStep, PostCover
from alongside.advice.rules.codes import Act
from alongside.people.queries import held_posts


def to_take_higher(today: date) -> Q:
    """By the framework of each. ``due_on`` has to be there already."""
    told = AdviceStep.objects.across_areas(reason="Steps of requests that are in the area.").filter(
        request=OuterRef("pk"), act=Act.ESCALATE.value, happened_on__gt=OuterRef("due_on")
    )
    found: Any = Q(pk=None)
    for frame in frameworks():
        for side, rungs in frame.ladders.items():
            for rung in rungs:
                by = today - timedelta(days=rung.from_days)
                is_here = Q(framework=frame.version, side=side.value, due_on__lte=by)
                found |= is_here & ~Exists(told.filter(code=rung.role))
    condition: Q = found
    return condition


def nobody_is_there(today: date) -> Q:
    """Nobody holds the post that it is with, and nobody who is there stands in."""
    held = held_posts(today)
    now = {"covers_from__lte": today, "covers_until__gt": today, "post__in": held}
    posts = PostCover.objects.across_areas(reason="Covers of posts of requests in the area.")
    requests = AdviceCover.objects.across_areas(reason="Covers of requests in the area.")
    return ~Q(post__in=held) & ~(
        Q(post__in=posts.filter(**now).values("away_id"))
        | Q(pk__in=requests.filter(**now).values("request_id"))
    )
