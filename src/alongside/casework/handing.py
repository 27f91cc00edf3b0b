"""Putting a case with a post: the row alone, inside the transaction of the operation that decided it."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.casework.models import Case, CaseAssignment
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.models import Post
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """Into which. ``until`` is the first day on which they no longer are; None for no end."""

    post: Post
    since: date
    until: date | None = None
    is_cover: bool = False


def pass_on(case: Case, post: Post, *, actor: Actor, at: datetime) -> CaseAssignment:
    """From today on the case is with this post, and no longer with the one before. Raises Refusal."""
    today = london_day(at)
    now_with = case.assignments.filter(is_cover=False, assigned_until=None).first()
    if now_with is not None and now_with.post_id == post.pk:
        raise Refusal("The case is with this post already.", field="post")
    if now_with is not None:
        _end(now_with, today)
    return put_into(Hands(post=post, since=today), case, actor=actor, at=at)


def _end(assignment: CaseAssignment, today: date) -> None:
    """What began today and ends today never was."""
    if assignment.assigned_from == today:
        assignment.delete()
        return
    assignment.assigned_until = today
    assignment.save(update_fields=["assigned_until"])


def put_into(hands: Hands, case: Case, *, actor: Actor, at: datetime) -> CaseAssignment:
    """Raises Refusal for a closed post."""
    closed_on = hands.post.closed_on
    if closed_on is not None and closed_on <= hands.since:
        raise Refusal("This post is closed. Choose another.", field="post")
    return CaseAssignment.objects.create(
        area_id=case.area_id,
        case=case,
        post=hands.post,
        is_cover=hands.is_cover,
        assigned_from=hands.since,
        assigned_until=hands.until,
        assigned_at=at,
        assigned_by_id=actor.person_id,
    )
