"""Whom a change of a line or a risk concerns, and telling them: in the change's own transaction.

Whoever makes the change knows of it already and is never told.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.notices.operations import tell
from alongside.people.models import Post
from alongside.people.queries import holders_of
from alongside.plan.finding import london_day
from alongside.plan.models import Lead, Line, Risk


def tell_leads(*, actor: Actor, at: datetime, line: Line, sentence: str, key: str) -> None:
    """Whoever leads the line today."""
    posts = _leading(line, london_day(at))
    tell_holders(actor=actor, at=at, posts=posts, line=line, sentence=sentence, key=key)


def tell_holders(
    *, actor: Actor, at: datetime, posts: Iterable[Post], line: Line, sentence: str, key: str
) -> None:
    """Whoever holds one of the posts today, about a line."""
    tell(
        people=_others(actor, posts, at),
        area_id=line.area_id,
        sentence=sentence,
        address=reverse("plan:line", args=[actor.area_slug, line.ref]),
        at=at,
        key=key,
    )


def tell_owner(*, actor: Actor, at: datetime, risk: Risk) -> None:
    """Whoever holds the post that looks after the risk now. Told once for each version of it."""
    if risk.owner_post is None:
        return
    tell(
        people=_others(actor, [risk.owner_post], at),
        area_id=risk.area_id,
        sentence="You were asked to look after a risk or issue.",
        address=reverse("plan:risk", args=[actor.area_slug, risk.ref]),
        at=at,
        key=f"plan.risk.owner:{risk.ref}:{risk.version}",
    )


def _others(actor: Actor, posts: Iterable[Post], at: datetime) -> list[int]:
    held = holders_of(posts, london_day(at))
    people = {each.person_id for holdings in held.values() for each in holdings}
    return sorted(people - {actor.person_id})


def _leading(line: Line, on: date) -> list[Post]:
    leads = Lead.objects.in_area(line.area_id).filter(
        Q(lead_from=None) | Q(lead_from__lte=on),
        Q(lead_until=None) | Q(lead_until__gt=on),
        line=line,
    )
    return [lead.post for lead in leads.select_related("post")]
