"""To whom a request goes: another post, somebody who covers, a reminder, or somebody senior."""

from datetime import date, datetime

from django.db import transaction

from alongside.advice.finding import find_for
from alongside.advice.keeping import NewStep, Said, keep_step
from alongside.advice.models import AdviceCover, AdviceRequest
from alongside.advice.queries.due import due_on_of
from alongside.advice.queries.escalating import role_of_post
from alongside.advice.rules.codes import Act
from alongside.advice.telling import Message, remind_holder
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.models import Post
from alongside.web.clock import london_day


@transaction.atomic
def hand_over_request(
    *, actor: Actor, at: datetime, request_ref: str, post_ref: str, note: str
) -> AdviceRequest:
    """From today on it is with the other post. What was written so far goes with it."""
    request = find_for(actor, request_ref, Act.HAND_OVER, today=london_day(at))
    post = _open_post(actor, post_ref, at)
    if post.pk == request.post_id:
        raise Refusal("It is with this post already.", field="post")
    request.post = post
    request.save(update_fields=["post"])
    _keep(actor, at, request, Act.HAND_OVER, post=post, note=note)
    Message(request, post).about(
        actor=actor,
        at=at,
        sentence="A request for advice was handed over to you.",
        what=f"handed_over:{at.isoformat()}",
    )
    return request


@transaction.atomic
def cover_request(
    *, actor: Actor, at: datetime, request_ref: str, post_ref: str, until: date
) -> AdviceCover:
    """From today until before that day, beside the post that it is with."""
    today = london_day(at)
    request = find_for(actor, request_ref, Act.COVER, today=today)
    post = _open_post(actor, post_ref, at)
    if until <= today:
        raise Refusal(
            "The first day after the cover is still to come. Write a later day.", field="until"
        )
    made = AdviceCover.objects.create(
        area_id=request.area_id,
        request=request,
        post=post,
        covers_from=today,
        covers_until=until,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _keep(actor, at, request, Act.COVER, post=post, note=f"Until before {day_in_words(until)}.")
    Message(request, post).about(
        actor=actor,
        at=at,
        sentence="You cover a request for advice for a colleague.",
        what=f"covered:{made.pk}",
    )
    return made


@transaction.atomic
def chase_request(*, actor: Actor, at: datetime, request_ref: str, note: str) -> AdviceRequest:
    """Whoever holds the post is reminded now, besides the reminders that come by themselves."""
    request = find_for(actor, request_ref, Act.CHASE, today=london_day(at))
    _keep(actor, at, request, Act.CHASE, post=request.post, note=note)
    message = Message(request, request.post)
    remind_holder(message, actor=actor, at=at, due_on=due_on_of(actor, request))
    return request


@transaction.atomic
def escalate_request(
    *, actor: Actor, at: datetime, request_ref: str, post_ref: str, note: str
) -> AdviceRequest:
    """To a named post. Who holds it is told that advice is waited for, and nothing about the child. The step
    keeps which rung of the framework’s ladder that was, if it was one.
    """
    request = find_for(actor, request_ref, Act.ESCALATE, today=london_day(at))
    if not note.strip():
        raise Refusal("Say what you ask of them.", field="note")
    post = _open_post(actor, post_ref, at)
    role = role_of_post(actor, request, post, at=at)
    step = NewStep(act=Act.ESCALATE, said=Said(on=london_day(at), note=note), code=role, post=post)
    record(actor=actor, at=at, **keep_step(actor, at, request, step))
    Message(request, post).about(
        actor=actor,
        at=at,
        sentence="Advice that is waited for was brought to you.",
        what=f"escalated:{at.isoformat()}",
    )
    return request


def _open_post(actor: Actor, ref: str, at: datetime) -> Post:
    post = people.post(actor, ref)
    if post.closed_on is not None and post.closed_on <= london_day(at):
        raise Refusal("This post is closed. Choose another.", field="post")
    return post


def _keep(
    actor: Actor, at: datetime, request: AdviceRequest, act: Act, *, post: Post, note: str
) -> None:
    said = Said(on=london_day(at), note=note)
    record(
        actor=actor, at=at, **keep_step(actor, at, request, NewStep(act=act, said=said, post=post))
    )
