"""What somebody of a family tells the council: by themselves, or written down by staff who heard or read
it on the phone, on paper or at a meeting. Both start the same clock and are shown the same.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.casework import perms
from alongside.casework.families.door import viewer_who_acts
from alongside.casework.families.events import Came, record_what_the_law_counts
from alongside.casework.families.news import tell_officers_of_message
from alongside.casework.finding import find_case
from alongside.casework.models import Case, Contact, FamilyMessage
from alongside.casework.operations.families.access import YOUNG_PERSON
from alongside.casework.queries.family_settings import reply_days
from alongside.casework.rules.codes import Source
from alongside.casework.rules.families import TAKES_FILES, check_said, reply_due_on
from alongside.casework.rules.family_codes import Said
from alongside.casework.the_law import clock_of_the_law
from alongside.files.kinds import AUDIO
from alongside.files.operations import keep_without_traces
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWords:
    """``about`` is the help that is not happening, or the school. ``part_key`` is its row of the EHC
    plan. ``follows_ref`` is an earlier message whose answer did not settle it. ``upload`` is a picture, a
    recording or a document.
    """

    said: Said
    text: str = ""
    about: str = ""
    section: str = ""
    part_key: str = ""
    is_private: bool = False
    follows_ref: str = ""
    upload: Any = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What staff wrote down: of whom, how it came, and on which day."""

    contact_ref: str
    came: Came


@dataclass(frozen=True, slots=True)
class _Speaker:
    """``contact`` is None for the child or young person."""

    case: Case
    contact: Contact | None
    came: Came


@transaction.atomic
def say(*, actor: Actor, at: datetime, case_ref: str, new: NewWords) -> FamilyMessage:
    """Raises Hidden, or Refusal for whoever only looks and for what says nothing."""
    viewer = viewer_who_acts(actor, case_ref=case_ref, at=at)
    if new.is_private and not viewer.is_young_person:
        raise Refusal(
            "Only a child or young person may keep words from parents.", field="is_private"
        )
    came = Came(london_day(at), Source.ONLINE.value)
    return _keep(actor, at, _Speaker(viewer.case, viewer.contact, came), new)


@transaction.atomic
def record_said(
    *, actor: Actor, at: datetime, case_ref: str, heard: Heard, new: NewWords
) -> FamilyMessage:
    """By staff. Time runs from the day on which it reached the council."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=london_day(at))
    if heard.came.on > london_day(at):
        raise Refusal("This day is still to come.", field="received_on")
    contact = _contact(case, heard.contact_ref)
    if new.is_private and contact is not None:
        raise Refusal(
            "Only a child or young person may keep words from parents.", field="is_private"
        )
    return _keep(actor, at, _Speaker(case, contact, heard.came), new)


def _contact(case: Case, ref: str) -> Contact | None:
    if ref == YOUNG_PERSON:
        return None
    found: Contact | None = case.child.contacts.filter(ref=ref).first()
    if found is None:
        raise Refusal("Choose who said it.", field="contact")
    return found


def _keep(actor: Actor, at: datetime, who: _Speaker, new: NewWords) -> FamilyMessage:
    check_said(new.said, new.text, has_file=bool(new.upload), about=new.about)
    case, came = who.case, who.came
    follows = _followed(who, new)
    event = record_what_the_law_counts(new.said, case, actor=actor, at=at, came=came)
    made: FamilyMessage = FamilyMessage.objects.create(
        area_id=case.area_id,
        case=case,
        said=new.said.value,
        contact=who.contact,
        source=came.source,
        text=new.text.strip(),
        about=new.about.strip(),
        section=new.section,
        part_key=new.part_key or (follows.part_key if follows else ""),
        file=_file(actor, at, new),
        is_private=new.is_private,
        follows=follows,
        event=event,
        received_on=came.on,
        reply_due_on=_due(case, new.said, came.on),
        recorded_at=at,
        recorded_by_id=actor.person_id if came.source != Source.ONLINE.value else None,
    )
    tell_officers_of_message(made, actor=actor, at=at)
    _record(actor, at, made)
    return made


def _followed(who: _Speaker, new: NewWords) -> FamilyMessage | None:
    """The earlier message, of the same person and answered. Raises Refusal."""
    if not new.follows_ref:
        return None
    found: FamilyMessage | None = who.case.family_messages.filter(
        ref=new.follows_ref, contact=who.contact, said=new.said.value
    ).first()
    if found is None:
        raise Refusal("The earlier message was not found. Write it as a new one.")
    if hasattr(found, "followed_by"):
        raise Refusal("You told us already that this is not settled. It is with us.")
    return found


def _file(actor: Actor, at: datetime, new: NewWords) -> Any:
    if not new.upload:
        return None
    if new.said not in TAKES_FILES:
        raise Refusal("Nothing can be added to this. Say it in words.", field="upload")
    try:
        return keep_without_traces(actor=actor, upload=new.upload, at=at, also=AUDIO)
    except Refusal as refusal:
        raise Refusal(refusal.sentence, field="upload") from None


def _due(case: Case, said: Said, received_on: date) -> date | None:
    calendar = clock_of_the_law().calendar
    return reply_due_on(said, received_on, reply_days(case.area_id), calendar)


def _record(actor: Actor, at: datetime, made: FamilyMessage) -> None:
    """What kind and when: never the words."""
    record(
        actor=actor,
        at=at,
        verb="casework.family_says",
        subject="casework.case",
        subject_ref=made.case.ref,
        detail={
            "message": made.ref,
            "said": made.said,
            "source": made.source,
            "received_on": made.received_on.isoformat(),
        },
    )
