"""What a signature under the minutes covers, and its fingerprint.

Only what the meeting itself left is in it, by public references rather than names, so that a post
that is renamed or a follow-up that moves later does not change what was signed. What came up by
itself is in it from the signature on, in the words that are kept then.
"""

from collections.abc import Sequence
from hashlib import sha256

from alongside.board.models import (
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    FollowUp,
    FollowUpMove,
    Meeting,
)
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON, canonical_bytes


def digest_of(actor: Actor, meeting: Meeting) -> str:
    """64 hexadecimal digits, in seven queries."""
    return sha256(canonical_bytes(minutes_content(actor, meeting))).hexdigest()


def minutes_content(actor: Actor, meeting: Meeting) -> dict[str, JSON]:
    """The record of the meeting: agenda, who came, declarations, minutes, decisions, follow-ups; and
    what came up, where it was kept when the minutes were signed.
    """
    came_up = {"came_up": meeting.came_up} if meeting.came_up else {}
    return {
        "schema": 2 if came_up else 1,
        **came_up,
        "meeting": meeting.ref,
        "held_on": meeting.held_on.isoformat(),
        "starts": meeting.starts,
        "place": meeting.place,
        "quorate": meeting.was_quorate,
        "quorum": meeting.quorum_words,
        "agenda": _agenda(actor, meeting),
        "attendance": _attendance(actor, meeting),
        "declarations": _declarations(actor, meeting),
        "decisions": _decisions(actor, meeting),
        "follow_ups": _follow_ups(actor, meeting),
    }


def _agenda(actor: Actor, meeting: Meeting) -> Sequence[JSON]:
    rows = AgendaItem.objects.visible_to(actor).filter(meeting=meeting, withdrawn_at=None)
    return [
        {
            "item": row.ref,
            "kind": row.kind,
            "title": row.title,
            "purpose": row.purpose,
            "presenter": row.presenter.ref if row.presenter else None,
            "minutes": row.minutes,
        }
        for row in rows.select_related("presenter").order_by("order", "id")
    ]


def _attendance(actor: Actor, meeting: Meeting) -> Sequence[JSON]:
    rows = Attendance.objects.visible_to(actor).filter(meeting=meeting)
    return [
        {"seat": row.seat.ref, "side": row.side, "presence": row.presence, "who": row.who}
        for row in rows.select_related("seat").order_by("id")
    ]


def _declarations(actor: Actor, meeting: Meeting) -> Sequence[JSON]:
    rows = Declaration.objects.visible_to(actor).filter(meeting=meeting, withdrawn_at=None)
    return [
        {"seat": row.seat.ref, "interest": row.interest, "done": row.what_was_done}
        for row in rows.select_related("seat").order_by("id")
    ]


def _decisions(actor: Actor, meeting: Meeting) -> Sequence[JSON]:
    rows = Decision.objects.visible_to(actor).filter(meeting=meeting)
    return [
        {
            "decision": row.ref,
            "number": row.number,
            "item": row.item.ref if row.item else None,
            "text": row.text,
            "should_change": row.should_change,
            "look_back_on": row.look_back_on.isoformat(),
            "quorate": row.was_quorate,
        }
        for row in rows.select_related("item").order_by("id")
    ]


def _follow_ups(actor: Actor, meeting: Meeting) -> Sequence[JSON]:
    """As the meeting gave them, whatever became of them."""
    rows = FollowUp.objects.visible_to(actor).filter(meeting=meeting)
    moves = FollowUpMove.objects.visible_to(actor).filter(follow_up__meeting=meeting)
    first: dict[int, FollowUpMove] = {}
    for move in moves.select_related("old_owner").order_by("moved_at", "id"):
        first.setdefault(move.follow_up_id, move)
    return [
        {
            "follow_up": row.ref,
            "item": row.item.ref if row.item else None,
            "text": row.text,
            "owner": first[row.pk].old_owner.ref if row.pk in first else row.owner.ref,
            "due_on": (first[row.pk].old_due_on if row.pk in first else row.due_on).isoformat(),
        }
        for row in rows.select_related("item", "owner").order_by("id")
    ]
