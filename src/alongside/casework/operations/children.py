"""Registering a child or young person with their case, and keeping what is known of them true."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import case_ref_of_contact, find_case
from alongside.casework.keeping import keep_owed, keep_words
from alongside.casework.models import Case, Child, Contact
from alongside.casework.registering import NewChild, make_case, school_called
from alongside.casework.rules.children import ChildFacts, checked_child
from alongside.casework.settling import follow_school
from alongside.kernel.actor import Actor
from alongside.ledger.operations import record
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {
    "given_names": "Given names",
    "family_name": "Family name",
    "known_as": "Known as",
    "born_on": "Date of birth",
    "sex": "Sex",
    "nhs_number": "NHS number",
    "nhs_status": "How far it was checked",
    "upn": "UPN",
    "uln": "ULN",
    "ethnicity": "Ethnicity",
    "languages": "Languages",
    "communication": "How they communicate",
    "school": "School or setting",
}
CONTACT_LABELS = {
    "name": "Name",
    "relation": "Who they are",
    "has_responsibility": "Parental responsibility",
    "email": "E-mail",
    "phone": "Phone",
    "address": "Address",
    "asked_for": "Formats and languages asked for",
    "safe_contact": "Safe ways to make contact",
    "restriction": "Restrictions",
    "is_ended": "No longer in contact",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDetails:
    """``restriction`` is what a court or the family said; it goes into no letter."""

    name: str
    relation: str
    has_responsibility: bool = False
    email: str = ""
    phone: str = ""
    address: str = ""
    asked_for: str = ""
    safe_contact: str = ""
    restriction: str = ""
    is_ended: bool = False


@transaction.atomic
def register_child(*, actor: Actor, at: datetime, new: NewChild) -> Case:
    """A child or young person and their case, given to a post. Nothing is begun yet."""
    actor.check_may(perms.REGISTER)
    case = make_case(actor, at, new)
    record(
        actor=actor,
        at=at,
        verb="casework.register_child",
        subject="casework.case",
        subject_ref=case.ref,
        detail={"number": case.number, "post": new.post_ref},
    )
    return case


@transaction.atomic
def change_child(
    *,
    actor: Actor,
    at: datetime,
    case_ref: str,
    expected_version: int,
    facts: ChildFacts,
    school_ref: str,
) -> Child:
    """Only the names of what changed go into the ledger, never the words."""
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    case = find_case(actor, case_ref, today=today)
    child = case.child
    checked = checked_child(facts, today=today)
    wanted = {**asdict(checked), "school": school_called(school_ref)}
    check_version(child, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(child, wanted)
    if "school" in changed:
        follow_school(child, actor=actor, at=at, today=today)
    keep_words(case)
    _record_change(actor, at, case, "casework.change_child", list(changed))
    return child


@transaction.atomic
def add_contact(*, actor: Actor, at: datetime, case_ref: str, new: ContactDetails) -> Contact:
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=london_day(at))
    added = Contact.objects.create(
        area_id=actor.area_id,
        child=case.child,
        added_at=at,
        added_by_id=actor.person_id,
        **asdict(new),
    )
    keep_owed(case.area_id, [case.pk])
    _record_change(actor, at, case, "casework.add_contact", [added.ref])
    return added


@transaction.atomic
def change_contact(
    *,
    actor: Actor,
    at: datetime,
    contact_ref: str,
    expected_version: int,
    details: ContactDetails,
) -> Contact:
    """Only the names of what changed go into the ledger, never the words."""
    today = london_day(at)
    case_ref = case_ref_of_contact(actor, contact_ref)
    actor.check_may(perms.RECORD, case_ref=case_ref)
    case = find_case(actor, case_ref, today=today)
    contact: Contact = case.child.contacts.select_for_update().get(ref=contact_ref)
    wanted = asdict(details)
    check_version(contact, expected_version, wanted=wanted, labels=CONTACT_LABELS)
    changed = apply(contact, wanted)
    keep_owed(case.area_id, [case.pk])
    _record_change(actor, at, case, "casework.change_contact", [contact.ref, *changed])
    return contact


def _record_change(actor: Actor, at: datetime, case: Case, verb: str, names: list[str]) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=case.ref,
        detail={"changed": list(names)},
    )
