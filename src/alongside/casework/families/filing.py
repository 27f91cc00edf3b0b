"""Putting a request that came by the public page into a case, inside the transaction of whoever files it:
who asked, their words, and the law's event on the day on which it came.
"""

from datetime import datetime

from alongside.casework import perms
from alongside.casework.families.events import REQUEST, Came
from alongside.casework.finding import find_case
from alongside.casework.models import Case, Contact, ReceivedRequest
from alongside.casework.operations.children import ContactDetails, add_contact, register_child
from alongside.casework.operations.events import record_event
from alongside.casework.operations.families.access import YOUNG_PERSON as THE_YOUNG_PERSON
from alongside.casework.operations.families.saying import Heard, NewWords, record_said
from alongside.casework.registering import NewChild
from alongside.casework.rules.asking import SCHOOL, YOUNG_PERSON
from alongside.casework.rules.bodies import Begun
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Asker, Source
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Refusal
from alongside.web.clock import london_day

RECORDER = "the public page"


def register_for(
    row: ReceivedRequest, *, actor: Actor, at: datetime, post_ref: str, sex: str
) -> str:
    """Raises Refusal for what is still to be said about somebody who is new here."""
    if not post_ref:
        raise Refusal("Say which post works on the case.", field="post")
    if not sex:
        raise Refusal("Say which sex is recorded.", field="sex")
    if row.born_on is None:
        raise Refusal("This request holds no date of birth.")
    facts = ChildFacts(
        given_names=row.given_names, family_name=row.family_name, born_on=row.born_on, sex=sex
    )
    new = NewChild(facts=facts, post_ref=post_ref, is_somebody_else=True)
    return register_child(actor=actor, at=at, new=new).ref


def file_in(
    row: ReceivedRequest, case_ref: str, *, actor: Actor, at: datetime, has_responsibility: bool
) -> Case:
    """Raises Hidden, or Refusal where an assessment is under way already."""
    recorder = _recorder(actor)
    came = Came(row.received_on, Source.ONLINE.value)
    case = find_case(recorder, case_ref, today=london_day(at))
    if row.asker == SCHOOL:
        _record_for_school(row, case, recorder=recorder, at=at)
    else:
        words = _words(row, case)
        who = _who(row, case, recorder=recorder, at=at, has_responsibility=has_responsibility)
        record_said(
            actor=recorder,
            at=at,
            case_ref=case.ref,
            heard=Heard(contact_ref=who, came=came),
            new=NewWords(said=Said.ASSESSMENT, text=words),
        )
    return case


def _record_for_school(row: ReceivedRequest, case: Case, *, recorder: Actor, at: datetime) -> None:
    said = "\n\n".join(part for part in (_signed(row), row.text) if part)
    case.refresh_from_db()
    record_event(
        actor=recorder,
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=NewEvent(
            kind=REQUEST,
            happened_on=row.received_on,
            source=Source.ONLINE.value,
            body=Begun(asker=Asker.SCHOOL.value, note=said),
        ),
    )


def _words(row: ReceivedRequest, case: Case) -> str:
    """Theirs, and how to reach them where that goes into no contact."""
    if row.asker != YOUNG_PERSON and _same(row, case) is None:
        return row.text
    reach = f"They gave: {', '.join(each for each in (row.email, row.phone, row.safely) if each)}"
    return "\n\n".join(part for part in (row.text, reach) if part)


def _same(row: ReceivedRequest, case: Case) -> Contact | None:
    found: Contact | None = case.child.contacts.filter(
        name__iexact=row.name, is_ended=False
    ).first()
    return found


def _signed(row: ReceivedRequest) -> str:
    ways = ", ".join(each for each in (row.email, row.phone) if each)
    return f"{row.name}, {row.place} ({ways})"


def _who(
    row: ReceivedRequest,
    case: Case,
    *,
    recorder: Actor,
    at: datetime,
    has_responsibility: bool,
) -> str:
    """The contact who asked: one of the same name, or a new one. What the record says of them stays."""
    if row.asker == YOUNG_PERSON:
        return THE_YOUNG_PERSON
    found = _same(row, case)
    if found is not None:
        return found.ref
    details = ContactDetails(
        name=row.name,
        relation=row.asker,
        has_responsibility=has_responsibility,
        email=row.email,
        phone=row.phone,
        safe_contact=row.safely,
    )
    return add_contact(actor=recorder, at=at, case_ref=case.ref, new=details).ref


def _recorder(actor: Actor) -> Actor:
    return system_actor(
        name=RECORDER,
        area_id=actor.area_id,
        area_slug=actor.area_slug,
        permissions=(perms.ALL, perms.RECORD),
    )
