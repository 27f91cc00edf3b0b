"""What a school sends about a pupil on its roll: asked for by it, or new to the council. What the law counts
becomes an event of the case, recorded by whoever sent it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.access.queries import holders_of_role
from alongside.casework import perms
from alongside.casework.families.news import LEADS
from alongside.casework.finding import facts_of, find_case
from alongside.casework.models import Case, CaseEvent, SchoolSending
from alongside.casework.operations.events import record_event
from alongside.casework.queries.settings import on_roll, own_sending, pupils, stands_for_school
from alongside.casework.registering import NewChild, make_case
from alongside.casework.rules.bodies import NOTE, Aimed, Begun, Body, SaidWrong
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Asker, Source
from alongside.casework.rules.recording import NewEvent
from alongside.casework.rules.settings import (
    Content,
    PupilStands,
    Sent,
    check_may_say_wrong,
    check_may_send,
)
from alongside.casework.sending import address_of_sent, recorder_of, tell_of_sending
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.telling import tell
from alongside.people.models import Organisation
from alongside.people.queries import organisation
from alongside.people.rules import check_text
from alongside.web.clock import london_day

KINDS = {
    Sent.REQUEST: "request_received",
    Sent.MEETING: "review_meeting_arranged",
    Sent.INVITED: "review_invited",
    Sent.PAPERS: "review_papers_circulated",
    Sent.HELD: "review_held",
    Sent.REPORT: "review_report_received",
}
HERE_ALREADY = "A pupil of this name and date of birth is in your list. Ask there."


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSending:
    """``meeting_on`` is the day for which a meeting is set, or on which it was held."""

    sent: Sent
    text: str = ""
    meeting_on: date | None = None
    upload: Any = None


@transaction.atomic
def send_from_school(
    *, actor: Actor, at: datetime, case_ref: str, new: NewSending
) -> SchoolSending:
    """Raises Hidden for a pupil elsewhere, and Refusal for what may not be sent now."""
    pupil = on_roll(actor, case_ref=case_ref, today=london_day(at))
    actor.check_may(perms.SCHOOL, organisation_id=pupil.school.pk)
    recorder = recorder_of(actor, pupil.case, pupil.school)
    case = find_case(recorder, case_ref, today=london_day(at))
    stands = stands_for_school(facts_of(case), joined_on=pupil.since)
    return _keep(actor, at, _From(case, pupil.school, recorder, stands), new)


@transaction.atomic
def ask_for_new_pupil(
    *, actor: Actor, at: datetime, school_ref: str, facts: ChildFacts, new: NewSending
) -> SchoolSending:
    """A request of section 36 for somebody who is new to the council. Whether they are known under another
    school is not told: officers find two cases of one child.
    """
    school = organisation(school_ref)
    actor.check_may(perms.SCHOOL, organisation_id=school.pk)
    _check_not_listed(actor, facts, london_day(at))
    child = NewChild(facts=facts, post_ref="", school_ref=school.ref, is_somebody_else=True)
    case = make_case(actor, at, child)
    stands = PupilStands(may_be_asked_for=True)
    recorder = recorder_of(actor, case, school)
    made = _keep(actor, at, _From(case, school, recorder, stands), new)
    tell(
        people=holders_of_role(role=LEADS, area_id=case.area_id, at=at),
        area_id=case.area_id,
        sentence="A school asks for an assessment in a case that is with nobody yet.",
        address=address_of_sent(actor, case),
        at=at,
        key=f"casework.school_asks:{made.ref}",
    )
    return made


@transaction.atomic
def say_wrong(
    *, actor: Actor, at: datetime, case_ref: str, sending_ref: str, why: str
) -> CaseEvent:
    """What a school sent is wrong. It stands until an officer takes it back. Raises Hidden for what is not
    its own, and Refusal.
    """
    today = london_day(at)
    pupil = on_roll(actor, case_ref=case_ref, today=today)
    actor.check_may(perms.SCHOOL, organisation_id=pupil.school.pk)
    case = find_case(recorder_of(actor, pupil.case, pupil.school), case_ref, today=today)
    sent = own_sending(actor, case_ref=case_ref, sending_ref=sending_ref, today=today)
    check_may_say_wrong(is_said=bool(sent.wrong), is_over=sent.is_over)
    said = check_text(why, "Say what is wrong with it.", field="why")
    note = f"What the school sent on {day_in_words(sent.on)} is wrong: {said}"
    made = record_event(
        actor=recorder_of(actor, pupil.case, pupil.school),
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(
            kind=NOTE,
            happened_on=today,
            source=Source.ONLINE.value,
            body=SaidWrong(note=note, about=sent.event_ref),
        ),
    )
    tell_of_sending(actor, at, case, f"casework.school_said_wrong:{made.ref}")
    record(
        actor=actor,
        at=at,
        verb="casework.say_sent_wrong",
        subject="casework.case",
        subject_ref=case.ref,
        detail={"sending": sending_ref, "event": made.ref},
    )
    return made


@dataclass(frozen=True, slots=True)
class _From:
    """Of whom, from where, who records it, and how things stand."""

    case: Case
    school: Organisation
    recorder: Actor
    stands: PupilStands


def _keep(actor: Actor, at: datetime, sender: _From, new: NewSending) -> SchoolSending:
    content = Content(text=new.text, has_file=bool(new.upload), meeting_on=new.meeting_on)
    check_may_send(new.sent, sender.stands, content, today=london_day(at))
    event = _record_event(at, sender, new)
    made: SchoolSending = SchoolSending.objects.create(
        area_id=actor.area_id,
        case=sender.case,
        school=sender.school,
        sent=new.sent.value,
        text=new.text.strip(),
        meeting_on=new.meeting_on,
        file=_file(actor, at, new),
        event=event,
        sent_at=at,
        sent_by_id=actor.person_id,
    )
    tell_of_sending(actor, at, made.case, f"casework.school_sent:{made.ref}")
    _record(actor, at, made)
    return made


def _record_event(at: datetime, sender: _From, new: NewSending) -> CaseEvent:
    case = sender.case
    is_past = new.sent is Sent.HELD and new.meeting_on is not None
    happened = NewEvent(
        kind=KINDS[new.sent],
        happened_on=new.meeting_on if is_past and new.meeting_on else london_day(at),
        source=Source.ONLINE.value,
        body=_body(new),
        is_shown=True,
    )
    return record_event(
        actor=sender.recorder,
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=happened,
    )


def _body(new: NewSending) -> Body:
    match new.sent:
        case Sent.REQUEST:
            return Begun(asker=Asker.SCHOOL.value)
        case Sent.MEETING:
            return Aimed(for_on=new.meeting_on)
        case _:
            return Body()


def _file(actor: Actor, at: datetime, new: NewSending) -> StoredFile | None:
    if not new.upload:
        return None
    try:
        return keep_file(actor=actor, upload=new.upload, at=at)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="upload") from None


def _check_not_listed(actor: Actor, facts: ChildFacts, today: date) -> None:
    name = f"{facts.given_names} {facts.family_name}".strip().lower()
    for each in pupils(actor, today=today):
        if each.born_on == facts.born_on and each.name.lower() == name:
            raise Refusal(HERE_ALREADY)


def _record(actor: Actor, at: datetime, made: SchoolSending) -> None:
    """What kind: never the words."""
    record(
        actor=actor,
        at=at,
        verb="casework.send_from_school",
        subject="casework.case",
        subject_ref=made.case.ref,
        detail={"sending": made.ref, "sent": made.sent, "event": made.event.ref},
    )
