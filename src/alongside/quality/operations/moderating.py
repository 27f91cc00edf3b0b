"""Moderation: a meeting with who took part, and the grades that it agreed. Both originals stay."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden
from alongside.ledger.operations import record
from alongside.quality.finding import find_item, find_round
from alongside.quality.grading import settle
from alongside.quality.models import (
    AgreedGrade,
    AuditRound,
    DrawnItem,
    MeetingPresence,
    ModerationMeeting,
)
from alongside.quality.named import known_in_audits
from alongside.quality.reading_tools import tool_of_round
from alongside.quality.rules.codes import AuditState, Grade, RoundState, Seat
from alongside.quality.rules.grading import check_mark
from alongside.quality.rules.moderating import (
    NewMeeting,
    check_is_moderated,
    check_may_agree,
    check_may_agree_answer,
    check_meeting,
)
from alongside.quality.rules.naming import check_names_nobody
from alongside.web.clock import london_day

SUBJECT = "quality.round"


@transaction.atomic
def record_meeting(
    *, actor: Actor, at: datetime, round_ref: str, new: NewMeeting
) -> ModerationMeeting:
    """The same sent twice stands once. Raises Refusals."""
    found = find_round(actor, round_ref)
    check_is_moderated(RoundState(found.state))
    newest = found.draws.latest("number")
    check_meeting(new, drawn_on=london_day(newest.drawn_at), today=london_day(at))
    check_names_nobody({"notes": new.notes}, known_in_audits(actor))
    if twice := _twice(found, new):
        return twice
    made = ModerationMeeting.objects.create(
        area_id=found.area_id,
        round=found,
        held_on=new.held_on,
        notes=new.notes.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    MeetingPresence.objects.bulk_create(
        MeetingPresence(area_id=found.area_id, meeting=made, present_as=each.value, count=count)
        for each, count in new.present.items()
        if count > 0
    )
    detail = {"meeting": made.ref, "held_on": new.held_on.isoformat()}
    _record(actor, at, found.ref, "quality.record_meeting", detail)
    return made


@transaction.atomic
def agree_grade(
    *, actor: Actor, at: datetime, item_ref: str, meeting_ref: str, grade: Grade, why: str
) -> AgreedGrade:
    """Of the whole. It counts from today. Raises Refusal."""
    item = find_item(actor, item_ref)
    check_is_moderated(RoundState(item.draw.round.state))
    originals = _originals(item)
    check_may_agree(originals, agreed=grade, why=why, has_agreed=bool(item.agreed_grade))
    made = _agree(actor, at, item, _meeting(item, meeting_ref), ("", grade.value, why))
    audits = item.audits.filter(state=AuditState.SUBMITTED.value)
    pair = audits.exclude(seat=Seat.FAMILY.value)
    was_superseded = pair.filter(was_superseded=True).exists()
    settle(actor, at, item, grade, was_superseded=was_superseded)
    return made


@transaction.atomic
def agree_answer(
    *, actor: Actor, at: datetime, item_ref: str, meeting_ref: str, answer: tuple[str, str, str]
) -> AgreedGrade:
    """The mark of one question: (question, mark, why). Raises Refusal."""
    item = find_item(actor, item_ref)
    check_is_moderated(RoundState(item.draw.round.state))
    question, mark, why = answer
    check_mark(tool_of_round(item.draw.round).question(question), mark=mark, words=why)
    has_agreed = item.agreed.filter(question=question).exists()
    check_may_agree_answer(_originals(item), why=why, has_agreed=has_agreed)
    return _agree(actor, at, item, _meeting(item, meeting_ref), answer)


def _agree(
    actor: Actor,
    at: datetime,
    item: DrawnItem,
    meeting: ModerationMeeting,
    said: tuple[str, str, str],
) -> AgreedGrade:
    question, mark, why = said
    made = AgreedGrade.objects.create(
        area_id=item.area_id,
        item=item,
        meeting=meeting,
        question=question,
        mark=mark,
        why=why.strip(),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    detail = {"item": item.ref, "meeting": meeting.ref, "question": question}
    _record(actor, at, item.draw.round.ref, "quality.agree_grade", detail)
    return made


def _twice(found: AuditRound, new: NewMeeting) -> ModerationMeeting | None:
    """What the same page recorded before, since meetings are counted."""
    came = {each.value: count for each, count in new.present.items() if count > 0}
    same = found.meetings.filter(held_on=new.held_on, notes=new.notes.strip())
    for meeting in same.prefetch_related("present"):
        if came == {each.present_as: each.count for each in meeting.present.all()}:
            there: ModerationMeeting = meeting
            return there
    return None


def _originals(item: DrawnItem) -> dict[str, Grade]:
    rows = item.audits.filter(state=AuditState.SUBMITTED.value).exclude(seat=Seat.FAMILY.value)
    return {seat: Grade(grade) for seat, grade in rows.values_list("seat", "grade")}


def _meeting(item: DrawnItem, ref: str) -> ModerationMeeting:
    found: ModerationMeeting | None = item.draw.round.meetings.filter(ref=ref).first()
    if found is None:
        raise Hidden("meeting")
    return found


def _record(
    actor: Actor, at: datetime, round_ref: str, verb: str, detail: Mapping[str, JSON]
) -> None:
    record(actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=round_ref, detail=detail)
