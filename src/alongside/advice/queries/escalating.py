"""To whom a late request is taken next: the posts of the framework's ladder as they are held today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from alongside.access.queries import holders_of_role
from alongside.advice.framework import framework_numbered
from alongside.advice.models import AdviceRequest
from alongside.advice.queries.standing_in import standing_in
from alongside.advice.rules.codes import Act, Side
from alongside.advice.rules.escalating import Facts, Step, ladder
from alongside.kernel.actor import Actor
from alongside.people.models import Post
from alongside.people.queries import holdings_of
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Senior:
    """One rung. ``held`` are posts with who holds them today; ``covered_by`` who stands in for those."""

    step: Step
    held: tuple[tuple[Post, str], ...]
    covered_by: tuple[str, ...]
    told_on: date | None

    @property
    def post(self) -> Post | None:
        return self.held[0][0] if self.held else None


def seniors_of(
    actor: Actor, request: AdviceRequest, *, due_on: date | None, at: datetime
) -> tuple[Senior, ...]:
    """In the order of the ladder; none for a request without a day. The caller has found the request."""
    if due_on is None:
        return ()
    today, rungs = london_day(at), framework_numbered(request.framework).ladders[Side(request.side)]
    posts = {each.role: _posts(actor, each.role, at) for each in rungs}
    told = _told(request, due_on)
    facts = Facts(
        due_on=due_on,
        today=today,
        told=frozenset(told),
        own=frozenset(role for role, held in posts.items() if _are_own(actor, held)),
        held=frozenset(role for role, held in posts.items() if held),
    )
    return tuple(_senior(actor, each, posts, told, today) for each in ladder(rungs, facts))


def role_of_post(actor: Actor, request: AdviceRequest, post: Post, *, at: datetime) -> str:
    """The role of the ladder that somebody with this post holds; empty for another post."""
    rungs = framework_numbered(request.framework).ladders[Side(request.side)]
    for each in rungs:
        if any(held.post_id == post.pk for held in _posts(actor, each.role, at)):
            return each.role
    return ""


def _senior(
    actor: Actor,
    step: Step,
    posts: Mapping[str, Sequence[Any]],
    told: Mapping[str, date],
    today: date,
) -> Senior:
    held = posts[step.role]
    covers = standing_in([each.post for each in held], today)
    return Senior(
        step=step,
        held=tuple((each.post, each.person.name) for each in held),
        covered_by=tuple(post.title for rows in covers.values() for post in rows),
        told_on=told.get(step.role),
    )


def _posts(actor: Actor, role: str, at: datetime) -> list[Any]:
    """Appointments of today, of whoever holds the role, to posts that are not closed."""
    today = london_day(at)
    people = holders_of_role(role=role, area_id=actor.area_id, at=at)
    found = holdings_of(actor).filter(person_id__in=people)
    return [
        each
        for each in found
        if each.is_held(today) and (each.post.closed_on is None or each.post.closed_on > today)
    ]


def _are_own(actor: Actor, held: Sequence[Any]) -> bool:
    return bool(held) and all(each.person_id == actor.person_id for each in held)


def _told(request: AdviceRequest, due_on: date) -> Mapping[str, date]:
    """By role, the last day on which it was taken to somebody of it since it was due."""
    steps = request.steps.filter(act=Act.ESCALATE.value, happened_on__gt=due_on).exclude(code="")
    return dict(steps.order_by("id").values_list("code", "happened_on"))
