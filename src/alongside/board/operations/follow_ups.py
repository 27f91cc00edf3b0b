"""The action log: giving somebody something to follow up, moving it, and recording it as done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.board import perms
from alongside.board.meeting_facts import item_of, state_of
from alongside.board.models import FollowUp, FollowUpMove, Meeting
from alongside.board.operations.recording import record_on
from alongside.board.queries.follow_ups import check_may_close
from alongside.board.rules.governance import check_post_is_open
from alongside.board.rules.meetings import check_done, check_due, check_may_record
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.notices.telling import tell_holders
from alongside.people.finding import find
from alongside.people.models import Post
from alongside.people.queries import post
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {
    "owner": "Who looks after it",
    "due_on": "Due",
    "done_on": "Done",
    "done_words": "What was done",
}
CLOSED = "This follow-up is done already."


@dataclass(frozen=True, slots=True)
class NewFollowUp:
    """``item_ref`` is empty when it belongs to no item of the agenda."""

    text: str
    owner_ref: str
    due_on: date
    item_ref: str = ""


@transaction.atomic
def give_follow_up(*, actor: Actor, at: datetime, meeting_ref: str, new: NewFollowUp) -> FollowUp:
    """To a post, so that its next holder follows. A vacant post may have one: it shows."""
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    check_may_record(state_of(meeting), today=london_day(at))
    if not new.text.strip():
        raise Refusal("Say what is to be followed up.", field="text")
    owner = _owner(actor, new.owner_ref, on=london_day(at))
    check_due(new.due_on, given_on=meeting.held_on)
    follow_up = FollowUp.objects.create(
        area_id=actor.area_id,
        meeting=meeting,
        item=item_of(actor, meeting, new.item_ref),
        text=new.text.strip(),
        owner=owner,
        due_on=new.due_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _record(actor, at, "give_follow_up", follow_up, {"due": new.due_on.isoformat()})
    _tell_owner(actor, at, follow_up)
    return follow_up


@transaction.atomic
def move_follow_up(
    *,
    actor: Actor,
    at: datetime,
    follow_up_ref: str,
    expected_version: int,
    owner_ref: str,
    due_on: date,
    why: str,
) -> FollowUp:
    """To another post, another day, or both. What stood before is kept with the reason."""
    actor.check_may(perms.RUN)
    follow_up = find(FollowUp, actor, follow_up_ref)
    if follow_up.done_on is not None:
        raise Refusal(CLOSED)
    wanted = {"owner": post(actor, owner_ref), "due_on": due_on}
    check_version(follow_up, expected_version, wanted=wanted, labels=LABELS)
    _check_move(actor, at, follow_up, owner_ref, due_on)
    if not why.strip():
        raise Refusal("Say why it is moved.", field="why")
    FollowUpMove.objects.create(
        area_id=actor.area_id,
        follow_up=follow_up,
        old_owner=follow_up.owner,
        old_due_on=follow_up.due_on,
        why=why.strip(),
        moved_at=at,
        moved_by_id=actor.person_id,
    )
    apply(follow_up, wanted)
    _record(actor, at, "move_follow_up", follow_up, {"due": due_on.isoformat()})
    _tell_owner(actor, at, follow_up)
    return follow_up


@transaction.atomic
def close_follow_up(
    *,
    actor: Actor,
    at: datetime,
    follow_up_ref: str,
    expected_version: int,
    done_on: date,
    done_words: str,
) -> FollowUp:
    """By whoever runs the board, or by a holder of the post that looks after it."""
    follow_up = find(FollowUp, actor, follow_up_ref)
    today = london_day(at)
    check_may_close(actor, follow_up, today)
    if follow_up.done_on is not None:
        raise Refusal(CLOSED)
    wanted = {"done_on": done_on, "done_words": done_words.strip()}
    check_version(follow_up, expected_version, wanted=wanted, labels=LABELS)
    check_done(done_on, given_on=follow_up.meeting.held_on, today=today)
    if not done_words.strip():
        raise Refusal("Say what was done.", field="done_words")
    follow_up.closed_at = at
    follow_up.closed_by_id = actor.person_id
    follow_up.done_on, follow_up.done_words = done_on, done_words.strip()
    follow_up.version += 1
    follow_up.save(update_fields=["closed_at", "closed_by", "done_on", "done_words", "version"])
    _record(actor, at, "close_follow_up", follow_up, {"done": done_on.isoformat()})
    return follow_up


def _owner(actor: Actor, ref: str, *, on: date) -> Post:
    if not ref:
        raise Refusal("Choose the post that looks after it.", field="owner")
    found = post(actor, ref)
    check_post_is_open(found.closed_on, on=on, title=found.title, field="owner")
    return found


def _check_move(
    actor: Actor, at: datetime, follow_up: FollowUp, owner_ref: str, due_on: date
) -> None:
    today = london_day(at)
    if owner_ref == follow_up.owner.ref and due_on == follow_up.due_on:
        raise Refusal("Choose another post or another day. Nothing else is moved.", field="owner")
    if owner_ref != follow_up.owner.ref:
        _owner(actor, owner_ref, on=today)
    if due_on != follow_up.due_on:
        check_due(due_on, given_on=follow_up.meeting.held_on)
        if due_on < today:
            raise Refusal(
                f"{day_in_words(due_on)} has passed. Choose a day that is still to come.",
                field="due_on",
            )


def _tell_owner(actor: Actor, at: datetime, follow_up: FollowUp) -> None:
    """Once for each version: a follow-up that moved is told of anew."""
    day = day_in_words(follow_up.due_on)
    tell_holders(
        actor=actor,
        posts=[follow_up.owner],
        sentence=f"The board asks you to follow something up, by {day}.",
        address=reverse("board:follow_up", args=[actor.area_slug, follow_up.ref]),
        at=at,
        key=f"board.follow_up_given:{follow_up.ref}:{follow_up.version}",
    )


def _record(
    actor: Actor, at: datetime, verb: str, follow_up: FollowUp, facts: Mapping[str, JSON]
) -> None:
    whole = {"follow_up": follow_up.ref, "owner": follow_up.owner.ref, **facts}
    record_on(actor=actor, at=at, verb=verb, subject=follow_up.meeting, facts=whole)
