"""Putting a request that came by the public page into a case, inside the transaction of whoever files it:
who asked, their words, and the law's event on the day on which it came.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from alongside.casework import perms
from alongside.casework.families.events import REQUEST, Came, is_possible
from alongside.casework.finding import facts_of, find_case
from alongside.casework.models import Case, Contact, ReceivedRequest
from alongside.casework.operations.children import ContactDetails, add_contact, register_child
from alongside.casework.operations.events import record_event
from alongside.casework.operations.families.access import YOUNG_PERSON as THE_YOUNG_PERSON
from alongside.casework.operations.families.saying import Heard, NewWords, record_said
from alongside.casework.registering import NewChild
from alongside.casework.rules.asking import OTHER, SCHOOL, YOUNG_PERSON
from alongside.casework.rules.bodies import NOTE, Begun, Body
from alongside.casework.rules.children import ChildFacts
from alongside.casework.rules.codes import Asker, Source
from alongside.casework.rules.family_codes import Said
from alongside.casework.rules.recording import NewEvent
from alongside.kernel.actor import Actor, system_actor
from alongside.kernel.refusals import Refusal, Refusals
from alongside.web.clock import london_day

RECORDER = "the public page"
JOINED = "This was a request for an assessment, while one was under way."
UNDER_WAY = (
    "An assessment is under way there. Tick that this joins it: their words come into the case."
)
NONE_UNDER_WAY = "No assessment is under way there. File it as a request, so that its time runs."


def register_for(
    row: ReceivedRequest, *, actor: Actor, at: datetime, post_ref: str, sex: str
) -> str:
    """Raises Refusals for what is still to be said about somebody who is new here."""
    unsaid = (
        Refusal(sentence, field=field)
        for field, said, sentence in (
            ("post", post_ref, "Say which post works on the case."),
            ("sex", sex, "Say which sex is recorded."),
        )
        if not said
    )
    if found := tuple(unsaid):
        raise Refusals(found)
    if row.born_on is None:
        raise Refusal("This request holds no date of birth.")
    facts = ChildFacts(
        given_names=row.given_names, family_name=row.family_name, born_on=row.born_on, sex=sex
    )
    new = NewChild(facts=facts, post_ref=post_ref, is_somebody_else=True)
    return register_child(actor=actor, at=at, new=new).ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """``has_responsibility``: of whoever asked. ``joins``: an assessment that is under way."""

    has_responsibility: bool
    joins: bool


def file_in(
    row: ReceivedRequest, case_ref: str, *, actor: Actor, at: datetime, manner: Manner
) -> Case:
    """Raises Hidden, or Refusal where an assessment is under way already and this is not to join it. What
    joins one is a message to be answered, and of somebody outside the family a note.
    """
    recorder = _recorder(actor)
    came = Came(row.received_on, Source.ONLINE.value)
    case = find_case(recorder, case_ref, today=london_day(at))
    joins = manner.joins
    _check_joins(joins=joins, is_under_way=not is_possible(REQUEST, facts_of(case)))
    if row.asker in _NOT_OF_THE_FAMILY:
        begins, asker = _NOT_OF_THE_FAMILY[row.asker]
        kind, body = (NOTE, Body()) if joins else (begins, Begun(asker=asker.value))
        new = NewEvent(
            kind=kind, happened_on=row.received_on, source=Source.ONLINE.value, body=body
        )
        _record_with_words(row, case, new, recorder=recorder, at=at)
    else:
        words = _words(row, case)
        has = manner.has_responsibility
        who = _who(row, case, recorder=recorder, at=at, has_responsibility=has)
        record_said(
            actor=recorder,
            at=at,
            case_ref=case.ref,
            heard=Heard(contact_ref=who, came=came),
            new=NewWords(said=Said.QUESTION, text=f"{JOINED}\n\n{words}".strip())
            if joins
            else NewWords(said=Said.ASSESSMENT, text=words),
        )
    return case


def _check_joins(*, joins: bool, is_under_way: bool) -> None:
    if is_under_way and not joins:
        raise Refusal(UNDER_WAY, field="joins")
    if joins and not is_under_way:
        raise Refusal(NONE_UNDER_WAY, field="joins")


_NOT_OF_THE_FAMILY = {
    SCHOOL: (REQUEST, Asker.SCHOOL),
    OTHER: ("brought_to_attention", Asker.OTHER),
}
"""The event that begins with their words, and who it says began it: a school asks under section 36, anybody else
brings somebody to the council's attention under section 24.
"""


def _record_with_words(
    row: ReceivedRequest, case: Case, new: NewEvent, *, recorder: Actor, at: datetime
) -> None:
    parts = (JOINED if new.kind == NOTE else "", _signed(row), row.text)
    said = "\n\n".join(part for part in parts if part)
    case.refresh_from_db()
    record_event(
        actor=recorder,
        at=at,
        case_ref=case.ref,
        expected_version=case.version,
        new=replace(new, body=replace(new.body, note=said)),
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
