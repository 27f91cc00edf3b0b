"""Posts and who held them from when until when.

History is rows: an appointment is ended, never overwritten.
"""

from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people import perms
from alongside.people.models import Organisation, Person, Post, PostHolding
from alongside.people.rules import HeldPeriod, check_may_hold, check_period, check_text
from alongside.people.versions import apply, check_version

POST = "people.post"
HOLDING = "people.holding"
LABELS = {
    "title": "Title", "team": "Team", "organisation": "Organisation", "closed_on": "Closed on",
}  # fmt: skip
TITLE_LENGTH = 200
STILL_HELD = "Somebody still holds this post. Say when they leave it first."


@transaction.atomic
def create_post(
    *, actor: Actor, at: datetime, organisation: Organisation, title: str, team: str = ""
) -> Post:
    actor.check_may(perms.EDIT)
    post = Post.objects.create(
        area_id=actor.area_id,
        organisation=organisation,
        title=_checked_title(title),
        team=team.strip(),
    )
    record(
        actor=actor,
        at=at,
        verb="people.create_post",
        subject=POST,
        subject_ref=post.ref,
        detail={"title": post.title, "organisation": organisation.ref},
    )
    return post


@transaction.atomic
def change_post(
    *,
    actor: Actor,
    at: datetime,
    ref: str,
    expected_version: int,
    title: str,
    organisation: Organisation,
    team: str | None = None,
    closed_on: date | None = None,
) -> Post:
    """Rename a post, move it elsewhere, or close it once nobody holds it. Without ``team`` its team stays."""
    post = _locked_post(actor, ref)
    wanted = {
        "title": _checked_title(title),
        "organisation": organisation,
        "team": post.team if team is None else team.strip(),
        "closed_on": closed_on,
    }
    check_version(post, expected_version, wanted=wanted, labels=LABELS)
    if closed_on is not None and _is_held_from(post, closed_on):
        raise Refusal(STILL_HELD, field="closed_on")
    changed, about = apply(post, wanted), {"subject": POST, "subject_ref": post.ref}
    record(actor=actor, at=at, verb="people.change_post", detail=changed, **about)
    return post


@transaction.atomic
def appoint(
    *,
    actor: Actor,
    at: datetime,
    post: Post,
    person: Person,
    held_from: date | None = None,
    held_until: date | None = None,
    initials: str = "",
    is_job_share: bool = False,
) -> PostHolding:
    """Say who holds a post. ``held_from`` None means that no document says when it began.

    ``initials`` are what a document printed for them, kept as a label.
    """
    locked = _locked_post(actor, post.ref)
    _check_may_appoint(locked, HeldPeriod(held_from, held_until, is_job_share))
    holding = PostHolding.objects.create(
        area_id=actor.area_id,
        post=locked,
        person=person,
        held_from=held_from,
        held_until=held_until,
        initials=" ".join(initials.split())[:12],
        is_job_share=is_job_share,
    )
    _record_holding(holding, actor=actor, at=at, verb="people.appoint")
    return holding


@transaction.atomic
def end_holding(*, actor: Actor, at: datetime, ref: str, held_until: date) -> PostHolding:
    """``held_until`` is the first day they no longer hold the post."""
    actor.check_may(perms.EDIT)
    holding: PostHolding | None = (
        PostHolding.objects.visible_to(actor).select_for_update().filter(ref=ref).first()
    )
    if holding is None:
        raise Hidden("holding")
    if holding.held_until is not None:
        raise Refusal("The end of this appointment is known already.")
    check_period(holding.held_from, held_until, field="held_until")
    holding.held_until = held_until
    holding.save(update_fields=["held_until"])
    _record_holding(holding, actor=actor, at=at, verb="people.end_holding")
    return holding


def _locked_post(actor: Actor, ref: str) -> Post:
    actor.check_may(perms.EDIT)
    post: Post | None = Post.objects.visible_to(actor).select_for_update().filter(ref=ref).first()
    if post is None:
        raise Hidden("post")
    return post


def _check_may_appoint(post: Post, wanted: HeldPeriod) -> None:
    check_period(wanted.start, wanted.until, field="held_until")
    if post.closed_on is not None and (wanted.until is None or wanted.until > post.closed_on):
        raise Refusal("This post is closed. Choose an earlier end.", field="held_until")
    held = PostHolding.objects.in_area(post.area_id).filter(post=post)
    check_may_hold(wanted, [HeldPeriod(h.held_from, h.held_until, h.is_job_share) for h in held])


def _is_held_from(post: Post, day: date) -> bool:
    return any(
        holding.held_until is None or holding.held_until > day
        for holding in PostHolding.objects.in_area(post.area_id).filter(post=post)
    )


def _checked_title(title: str) -> str:
    tidied = check_text(title, "Enter the title of the post.", field="title")
    if len(tidied) > TITLE_LENGTH:
        raise Refusal(f"Shorten the title to {TITLE_LENGTH} characters or fewer.", field="title")
    return tidied


def _record_holding(holding: PostHolding, *, actor: Actor, at: datetime, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=HOLDING,
        subject_ref=holding.ref,
        detail={
            "post": holding.post_id,
            "person": holding.person_id,
            "from": holding.held_from.isoformat() if holding.held_from else None,
            "until": holding.held_until.isoformat() if holding.held_until else None,
            "job_share": holding.is_job_share,
        },
    )
