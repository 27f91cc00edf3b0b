"""The minutes of each item, and signing them all: from then on nothing of the meeting changes."""

from datetime import datetime

from django.db import transaction
from django.urls import reverse

from alongside.board import perms
from alongside.board.meeting_facts import state_of
from alongside.board.models import AgendaItem, Meeting
from alongside.board.operations.recording import record_on
from alongside.board.operations.telling import tell_board
from alongside.board.queries.agenda import known_by_the_end
from alongside.board.queries.came_up_values import to_json
from alongside.board.queries.minutes import digest_of
from alongside.board.rules.meetings import check_may_record, check_may_sign
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.people.finding import find
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {"minutes": "Minutes"}


@transaction.atomic
def write_minutes(
    *, actor: Actor, at: datetime, item_ref: str, expected_version: int, minutes: str
) -> AgendaItem:
    """What was said and agreed under one item. Two writers: the second sees both and chooses."""
    actor.check_may(perms.RUN)
    item = find(AgendaItem, actor, item_ref)
    check_may_record(state_of(item.meeting), today=london_day(at))
    if item.withdrawn_at is not None:
        raise Refusal("This item was taken off the agenda.")
    wanted = {"minutes": minutes.strip()}
    check_version(item, expected_version, wanted=wanted, labels=LABELS)
    apply(item, wanted)
    facts = {"item": item.ref}
    record_on(actor=actor, at=at, verb="write_minutes", subject=item.meeting, facts=facts)
    return item


@transaction.atomic
def sign_minutes(*, actor: Actor, at: datetime, meeting_ref: str, expected_digest: str) -> Meeting:
    """``expected_digest`` is of what the signer read: what changed since then is not signed. What
    came up by itself is kept as it was known on the day of the meeting, and signed with the rest.
    """
    actor.check_may(perms.SIGN)
    meeting = find(Meeting, actor, meeting_ref)
    check_may_sign(state_of(meeting))
    if digest_of(actor, meeting) != expected_digest:
        raise Refusal("The record of this meeting has changed. Read it again, then sign.")
    meeting.came_up = to_json(known_by_the_end(actor, meeting, today=london_day(at)))
    digest = digest_of(actor, meeting)
    meeting.signed_at = at
    meeting.signed_by_id = actor.person_id
    meeting.minutes_digest = digest
    meeting.version += 1
    signed = ["signed_at", "signed_by", "minutes_digest", "came_up", "version"]
    meeting.save(update_fields=signed)
    facts = {"digest": digest}
    record_on(actor=actor, at=at, verb="sign_minutes", subject=meeting, facts=facts)
    day = day_in_words(meeting.held_on)
    tell_board(
        actor=actor,
        at=at,
        board=meeting.board,
        sentence=f"The minutes of the board meeting on {day} were signed.",
        address=reverse("board:meeting", args=[actor.area_slug, meeting.ref]),
        key=f"board.minutes_signed:{meeting.ref}",
    )
    return meeting
