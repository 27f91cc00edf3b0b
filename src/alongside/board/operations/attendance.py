"""Who came to a meeting, whether that made a quorum, and what they declared.

Recording it marks the meeting as held. It can be corrected until the minutes are signed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.board import perms
from alongside.board.meeting_facts import quorum_of, seats_of, state_of
from alongside.board.models import Attendance, Decision, Declaration, Meeting, Seat
from alongside.board.operations.recording import record_on
from alongside.board.queries.governance import SeatHolder, filled
from alongside.board.rules.codes import Presence, SeatKind, Side
from alongside.board.rules.meetings import check_may_record
from alongside.board.rules.quorum import Place, is_quorate
from alongside.board.words import PRESENCES
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Hidden, Refusal, Refusals
from alongside.people.finding import find
from alongside.people.versions import CHANGED
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether one seat was filled. ``who`` names the deputy; it is empty otherwise."""

    seat_ref: str
    presence: Presence
    who: str = ""


@transaction.atomic
def record_attendance(
    *,
    actor: Actor,
    at: datetime,
    meeting_ref: str,
    expected_version: int,
    marks: Sequence[Mark],
) -> Meeting:
    """Every seat in force on the day, at once. Decisions of the meeting follow the quorum."""
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    check_may_record(state_of(meeting), today=london_day(at))
    seats = {seat.ref: seat for seat in seats_of(actor, meeting)}
    given = {mark.seat_ref: mark for mark in marks}
    _check_version(meeting, expected_version, seats, given)
    _check_marks(meeting, seats, given)
    is_first = meeting.held_at is None
    _write(at, meeting, seats, given)
    _mark_held(actor, at, meeting)
    facts = {"quorate": bool(meeting.was_quorate), "seats": len(seats)}
    verb = "record_attendance" if is_first else "correct_attendance"
    record_on(actor=actor, at=at, verb=verb, subject=meeting, facts=facts)
    return meeting


@transaction.atomic
def add_declaration(
    *,
    actor: Actor,
    at: datetime,
    meeting_ref: str,
    seat_ref: str,
    interest: str,
    what_was_done: str,
) -> Declaration:
    """An interest that the holder of a seat declared, and what the meeting did about it."""
    actor.check_may(perms.RUN)
    meeting = find(Meeting, actor, meeting_ref)
    check_may_record(state_of(meeting), today=london_day(at))
    seat = {each.ref: each for each in seats_of(actor, meeting)}.get(seat_ref)
    if seat is None:
        raise Hidden("seat")
    if not interest.strip():
        raise Refusal("Say what the interest is.", field="interest")
    if not what_was_done.strip():
        raise Refusal("Say what was done about it.", field="what_was_done")
    declaration = Declaration.objects.create(
        area_id=actor.area_id,
        meeting=meeting,
        seat=seat,
        interest=interest.strip(),
        what_was_done=what_was_done.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    facts = {"declaration": declaration.ref, "seat": seat.ref}
    record_on(actor=actor, at=at, verb="add_declaration", subject=meeting, facts=facts)
    return declaration


@transaction.atomic
def withdraw_declaration(*, actor: Actor, at: datetime, declaration_ref: str) -> Declaration:
    """It was recorded by mistake: the minutes will not hold it."""
    actor.check_may(perms.RUN)
    declaration = find(Declaration, actor, declaration_ref)
    check_may_record(state_of(declaration.meeting), today=london_day(at))
    if declaration.withdrawn_at is not None:
        raise Refusal("This declaration has been taken back already.")
    declaration.withdrawn_at = at
    declaration.withdrawn_by_id = actor.person_id
    declaration.save(update_fields=["withdrawn_at", "withdrawn_by"])
    facts = {"declaration": declaration.ref}
    record_on(
        actor=actor,
        at=at,
        verb="withdraw_declaration",
        subject=declaration.meeting,
        facts=facts,
    )
    return declaration


def _check_marks(meeting: Meeting, seats: dict[str, Seat], given: dict[str, Mark]) -> None:
    if not seats:
        raise Refusal("Nobody sat on the board on that day. Add its seats first.")
    if given.keys() != seats.keys():
        raise Refusal("The seats of the board have changed. Open the page again, then record.")
    held = filled(list(seats.values()), meeting.held_on)
    refusals = [refusal for seat in held for refusal in _refused(seat, given[seat.ref])]
    if refusals:
        raise Refusals(refusals)


def _refused(seat: SeatHolder, mark: Mark) -> Iterable[Refusal]:
    if mark.presence is Presence.DEPUTY and not mark.who.strip():
        yield Refusal(f"Say who came for {seat.words}.", field=f"who_{seat.ref}")
    if mark.presence is Presence.ATTENDED and seat.is_vacant:
        yield Refusal(
            f"Nobody held the post {seat.words} on that day. Name who came as a deputy.",
            field=f"presence_{seat.ref}",
        )


def _check_version(
    meeting: Meeting, expected: int, seats: dict[str, Seat], given: dict[str, Mark]
) -> None:
    """With what somebody else recorded for each seat meanwhile."""
    if meeting.version == expected:
        return
    theirs = {
        each.seat_id: _mark_words(each.presence, each.who) for each in meeting.attendance.all()
    }
    yours = {ref: _mark_words(mark.presence, mark.who) for ref, mark in given.items()}
    raise Changed(
        CHANGED,
        differences=[
            (str(seat.post or seat.person), theirs.get(seat.pk, "Nothing"), yours.get(ref, ""))
            for ref, seat in seats.items()
            if theirs.get(seat.pk) != yours.get(ref)
        ],
    )


def _mark_words(presence: str, who: str) -> str:
    words = PRESENCES[Presence(presence)]
    return f"{words}: {who}" if who else words


def _write(at: datetime, meeting: Meeting, seats: dict[str, Seat], given: dict[str, Mark]) -> None:
    """A seat about which nothing new is said keeps the time at which it was said."""
    kept = {row.seat_id: (row.presence, row.who) for row in meeting.attendance.all()}
    rows = []
    for ref, seat in seats.items():
        presence = given[ref].presence
        who = given[ref].who.strip() if presence is Presence.DEPUTY else ""
        if kept.get(seat.pk) == (presence.value, who):
            continue
        rows.append(
            Attendance(
                area_id=meeting.area_id,
                meeting=meeting,
                seat=seat,
                side=seat.side,
                presence=presence.value,
                who=who,
                recorded_at=at,
            )
        )
    Attendance.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["meeting", "seat"],
        update_fields=["presence", "who", "recorded_at"],
    )


def _mark_held(actor: Actor, at: datetime, meeting: Meeting) -> None:
    rows = meeting.attendance.select_related("seat")
    places = [Place(SeatKind(r.seat.kind), Side(r.side), Presence(r.presence)) for r in rows]
    answer = is_quorate(quorum_of(meeting.board), places)
    meeting.was_quorate, meeting.quorum_words = answer.is_quorate, answer.words
    if meeting.held_at is None:
        meeting.held_at, meeting.held_by_id = at, actor.person_id
    meeting.version += 1
    meeting.save(update_fields=["was_quorate", "quorum_words", "held_at", "held_by", "version"])
    decisions = Decision.objects.in_area(meeting.area_id).filter(meeting=meeting)
    decisions.update(was_quorate=answer.is_quorate)
