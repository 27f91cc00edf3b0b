"""Registering a child or young person with their case, and keeping what is known of them true."""

from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from alongside.casework import perms
from alongside.casework.finding import case_ref_of_contact, find_case
from alongside.casework.handing import Hands, put_into
from alongside.casework.keeping import keep_words
from alongside.casework.models import Case, Child, Contact
from alongside.casework.rules.children import ChildFacts, checked_child
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.models import Organisation
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
class NewChild:
    """``is_somebody_else``: whoever registers them knows of the other of that name and birth date."""

    facts: ChildFacts
    post_ref: str
    school_ref: str = ""
    is_somebody_else: bool = False


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
    today = london_day(at)
    facts = checked_child(new.facts, today=today)
    _check_not_here(actor, facts, new)
    child = Child.objects.create(
        area_id=actor.area_id,
        school=_school(new.school_ref),
        registered_at=at,
        registered_by_id=actor.person_id,
        **asdict(facts),
    )
    case = Case.objects.create(
        area_id=actor.area_id,
        child=child,
        number=_next_number(actor, today),
        opened_at=at,
        opened_by_id=actor.person_id,
    )
    keep_words(case)
    post = people.post(actor, new.post_ref)
    put_into(Hands(post=post, since=today), case, actor=actor, at=at)
    record(
        actor=actor,
        at=at,
        verb="casework.register_child",
        subject="casework.case",
        subject_ref=case.ref,
        detail={"number": case.number, "post": post.ref},
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
    wanted = {**asdict(checked), "school": _school(school_ref)}
    check_version(child, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(child, wanted)
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
    _record_change(actor, at, case, "casework.change_contact", [contact.ref, *changed])
    return contact


def _check_not_here(actor: Actor, facts: ChildFacts, new: NewChild) -> None:
    """Raises Refusal when somebody of that family name and birth date is here already."""
    if new.is_somebody_else:
        return
    alike = Child.objects.visible_to(actor).filter(
        born_on=facts.born_on, family_name__iexact=facts.family_name
    )
    numbers = list(alike.values_list("case__number", flat=True)[:3])
    if not numbers:
        return
    who = f" ({', '.join(numbers)})" if actor.may(perms.ALL) else ""
    raise Refusal(
        f"Somebody with this family name and date of birth is here already{who}. Look for them first. "
        "If this is somebody else, say so below.",
        field="is_somebody_else",
    )


def _next_number(actor: Actor, today: date) -> str:
    year = f"{today.year}-"
    taken = Case.objects.in_area(actor.area_id).filter(number__startswith=year)
    last = taken.order_by("-number").values_list("number", flat=True).first()
    return f"{year}{int(last.partition('-')[2]) + 1 if last else 1:05}"


def _school(ref: str) -> Organisation | None:
    return people.organisation(ref) if ref else None


def _record_change(actor: Actor, at: datetime, case: Case, verb: str, names: list[str]) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=case.ref,
        detail={"changed": list(names)},
    )
