"""What happened at the board's meetings in the demonstration, one function for each kind of event.

Each calls the operation that a page would call, as the person who did it, at the time it was done.
"""

from datetime import date

from alongside.board.models import AgendaItem, FollowUp, Meeting
from alongside.board.operations.attendance import Mark, add_declaration, record_attendance
from alongside.board.operations.follow_ups import NewFollowUp, close_follow_up, give_follow_up
from alongside.board.operations.meetings import MeetingDetails, plan_meeting
from alongside.board.operations.minutes import sign_minutes, write_minutes
from alongside.board.queries.governance import seats_on
from alongside.board.queries.minutes import digest_of
from alongside.board.rules.codes import Presence
from alongside.demonstration.board_work import item_ref
from alongside.demonstration.content import example
from alongside.demonstration.stage import Moment, Stage
from alongside.people.finding import find


def plan(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    meeting = plan_meeting(
        actor=moment.actor,
        at=moment.at,
        board_ref=stage.ref("board", "board"),
        held_on=date.fromisoformat(facts["held_on"]),
        details=MeetingDetails(starts=facts["starts"], place=facts["place"]),
    )
    stage.remember("meeting", facts["key"], meeting.ref)


def attendance(stage: Stage, moment: Moment) -> None:
    """Everybody came but those who are named."""
    facts = moment.facts
    meeting = meeting_of(stage, moment)
    marks = []
    for seat in seats_on(moment.actor, meeting.board_id, meeting.held_on):
        title = seat.post.title if seat.post else ""
        who = facts["deputy"].get(title, "")
        marks.append(Mark(seat.ref, _presence(title, facts), who))
    record_attendance(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting.ref,
        expected_version=meeting.version,
        marks=marks,
    )


def minutes(stage: Stage, moment: Moment) -> None:
    """One text for each item of the agenda, in its order."""
    meeting = meeting_of(stage, moment)
    items = list(meeting.items.filter(withdrawn_at=None).order_by("order"))
    for item, words in zip(items, moment.facts["words"], strict=False):
        fresh = find(AgendaItem, moment.actor, item.ref)
        write_minutes(
            actor=moment.actor,
            at=moment.at,
            item_ref=fresh.ref,
            expected_version=fresh.version,
            minutes=example(words),
        )


def declare(stage: Stage, moment: Moment) -> None:
    add_declaration(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting_of(stage, moment).ref,
        seat_ref=stage.ref("seat", moment.facts["seat"]),
        interest=example(moment.facts["interest"]),
        what_was_done=example(moment.facts["done"]),
    )


def sign(stage: Stage, moment: Moment) -> None:
    meeting = meeting_of(stage, moment)
    sign_minutes(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting.ref,
        expected_digest=digest_of(moment.actor, meeting),
    )


def follow_up(stage: Stage, moment: Moment) -> None:
    facts, meeting = moment.facts, meeting_of(stage, moment)
    made = give_follow_up(
        actor=moment.actor,
        at=moment.at,
        meeting_ref=meeting.ref,
        new=NewFollowUp(
            text=example(facts["text"]),
            owner_ref=stage.post(facts["owner"]).ref,
            due_on=date.fromisoformat(facts["due"]),
            item_ref=item_ref(meeting, facts),
        ),
    )
    stage.remember("follow up", facts["key"], made.ref)


def done(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    kept = find(FollowUp, moment.actor, stage.ref("follow up", facts["key"]))
    close_follow_up(
        actor=moment.actor,
        at=moment.at,
        follow_up_ref=kept.ref,
        expected_version=kept.version,
        done_on=date.fromisoformat(facts["done"]),
        done_words=example(facts["words"]),
    )


def meeting_of(stage: Stage, moment: Moment) -> Meeting:
    return find(Meeting, moment.actor, stage.ref("meeting", moment.facts["meeting"]))


def _presence(title: str, facts: dict[str, list[str]]) -> Presence:
    if title in facts["deputy"]:
        return Presence.DEPUTY
    if title in facts["apologies"]:
        return Presence.APOLOGIES
    return Presence.ABSENT if title in facts["absent"] else Presence.ATTENDED
