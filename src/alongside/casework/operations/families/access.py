"""Giving somebody of a family a way in, once an officer made sure who they are, and ending it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from alongside.access.by_link import digest_of, make_code, new_secret
from alongside.casework import perms
from alongside.casework.families.door import reach_of
from alongside.casework.finding import find_case
from alongside.casework.models import Case, Contact, FamilyAccess
from alongside.casework.queries.family_grants import may_be_connected
from alongside.casework.rules.children import rights_pass_on
from alongside.casework.rules.families import check_may_be_given
from alongside.casework.rules.family_codes import Told, Way
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day

LINK_LASTS_DAYS = 180
YOUNG_PERSON = "young_person"
"""In place of a contact's public name: the child or young person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccess:
    """For whom, and how and when an officer made sure who they are. ``contact_ref`` may be
    ``YOUNG_PERSON``. ``person_ref`` only with an account.
    """

    contact_ref: str
    checked_how: str
    checked_on: date
    person_ref: str = ""


@dataclass(frozen=True, slots=True)
class GivenLink:
    """``secret`` is shown to the officer once, and kept nowhere."""

    access: FamilyAccess
    secret: str


@transaction.atomic
def give_link(*, actor: Actor, at: datetime, case_ref: str, new: NewAccess) -> GivenLink:
    """A link for one person. An earlier link of theirs ends."""
    case, contact = _checked(actor, at, case_ref, new)
    earlier = case.family_accesses.filter(contact=contact, way=Way.LINK.value, ended_at=None)
    earlier.update(ended_at=at, ended_by=actor.person_id, ended_why="A new link was given.")
    secret = new_secret()
    made = FamilyAccess.objects.create(
        area_id=case.area_id,
        case=case,
        contact=contact,
        way=Way.LINK.value,
        digest=digest_of(secret),
        given_until=at + timedelta(days=LINK_LASTS_DAYS),
        **_how(actor, at, new),
    )
    _record(actor, at, made, "casework.give_family_link")
    return GivenLink(made, secret)


@transaction.atomic
def give_access_by_account(
    *, actor: Actor, at: datetime, case_ref: str, new: NewAccess
) -> FamilyAccess:
    """Says who in the case the holder of an account is. The role itself is given with the account."""
    case, contact = _checked(actor, at, case_ref, new)
    person_id = may_be_connected(actor, case_ref=case.ref, at=at).get(new.person_ref)
    if person_id is None:
        raise Refusal(
            "Choose an account that holds the role of parent or young person for this case.",
            field="person",
        )
    made: FamilyAccess = FamilyAccess.objects.create(
        area_id=case.area_id,
        case=case,
        contact=contact,
        way=Way.ACCOUNT.value,
        person_id=person_id,
        **_how(actor, at, new),
    )
    _record(actor, at, made, "casework.give_family_access")
    return made


@transaction.atomic
def end_access(*, actor: Actor, at: datetime, access_ref: str, why: str) -> FamilyAccess:
    """At once: a visit that is going on ends with it."""
    access = _found(actor, access_ref, at)
    if not why.strip():
        raise Refusal("Say why it ends.", field="why")
    access.ended_at, access.ended_by_id, access.ended_why = at, actor.person_id, why.strip()
    access.save(update_fields=["ended_at", "ended_by", "ended_why"])
    access.visits.filter(left_at=None, ends_at__gt=at).update(left_at=at)
    _record(actor, at, access, "casework.end_family_access")
    return access


@transaction.atomic
def tell_code(*, actor: Actor, at: datetime, access_ref: str) -> str:
    """A one-time code to say on the phone, to somebody whose voice or answers the officer knows. It is
    shown once. An earlier code stops working.
    """
    access = _found(actor, access_ref, at)
    if access.way != Way.LINK.value:
        raise Refusal("This person signs in with an account and needs no code.")
    code = make_code(
        access.codes,
        ref=access.ref,
        at=at,
        area_id=access.area_id,
        told=Told.PHONE.value,
        made_by_id=actor.person_id,
    )
    _record(actor, at, access, "casework.tell_family_code")
    return code


def _checked(
    actor: Actor, at: datetime, case_ref: str, new: NewAccess
) -> tuple[Case, Contact | None]:
    actor.check_may(perms.RECORD, case_ref=case_ref)
    today = london_day(at)
    case = find_case(actor, case_ref, today=today)
    if new.checked_on > today:
        raise Refusal("This day is still to come.", field="checked_on")
    if new.contact_ref == YOUNG_PERSON:
        return case, None
    contact: Contact | None = case.child.contacts.filter(ref=new.contact_ref).first()
    if contact is None:
        raise Refusal("Choose one of the contacts.", field="contact")
    check_may_be_given(
        relation=contact.relation,
        has_responsibility=contact.has_responsibility,
        is_ended=contact.is_ended,
        rights_passed=today >= rights_pass_on(case.child.born_on),
        reach=reach_of(contact),
    )
    return case, contact


def _how(actor: Actor, at: datetime, new: NewAccess) -> dict[str, object]:
    return {
        "checked_how": new.checked_how,
        "checked_on": new.checked_on,
        "given_at": at,
        "given_by_id": actor.person_id,
    }


def _found(actor: Actor, ref: str, at: datetime) -> FamilyAccess:
    """One that still stands, in a case that the actor may record in. Raises Hidden or Refusal."""
    found: FamilyAccess | None = (
        FamilyAccess.objects.visible_to(actor).select_related("case").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("access")
    actor.check_may(perms.RECORD, case_ref=found.case.ref)
    find_case(actor, found.case.ref, today=london_day(at))
    if found.ended_at is not None:
        raise Refusal("This access has ended already.")
    return found


def _record(actor: Actor, at: datetime, access: FamilyAccess, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="casework.case",
        subject_ref=access.case.ref,
        detail={"access": access.ref, "way": access.way, "checked": access.checked_how},
    )
