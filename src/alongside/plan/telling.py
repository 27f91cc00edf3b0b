"""Whom a change of a line or a risk concerns, and telling them: in the change's own transaction.

Whoever makes the change knows of it already and is never told.
"""

from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.notices import telling
from alongside.people.models import Post
from alongside.plan.models import Lead, Line, Risk
from alongside.web.clock import london_day


def tell_leads(*, actor: Actor, at: datetime, line: Line, sentence: str, key: str) -> None:
    """Whoever leads the line today."""
    posts = _leading(line, london_day(at))
    tell_holders(actor=actor, at=at, posts=posts, line=line, sentence=sentence, key=key)


def tell_holders(
    *, actor: Actor, at: datetime, posts: Iterable[Post], line: Line, sentence: str, key: str
) -> None:
    """Whoever holds one of the posts today, about a line."""
    address = reverse("plan:line", args=[actor.area_slug, line.ref])
    telling.tell_holders(
        actor=actor, posts=posts, sentence=sentence, address=address, at=at, key=key
    )


def tell_owner(*, actor: Actor, at: datetime, risk: Risk) -> None:
    """Whoever holds the post that looks after the risk now. Told once for each version of it."""
    if risk.owner_post is None:
        return
    telling.tell_holders(
        actor=actor,
        posts=[risk.owner_post],
        sentence="You were asked to look after a risk or issue.",
        address=reverse("plan:risk", args=[actor.area_slug, risk.ref]),
        at=at,
        key=f"plan.risk.owner:{risk.ref}:{risk.version}",
    )


def _leading(line: Line, on: date) -> list[Post]:
    leads = Lead.objects.in_area(line.area_id).filter(
        Q(lead_from=None) | Q(lead_from__lte=on),
        Q(lead_until=None) | Q(lead_until__gt=on),
        line=line,
    )
    return [lead.post for lead in leads.select_related("post")]
