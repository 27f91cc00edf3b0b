"""People: a name and, where known, an address. A person is not an account."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people import perms
from alongside.people.models import Person
from alongside.people.rules import check_text
from alongside.people.versions import apply, check_version

SUBJECT = "people.person"
LABELS = {"name": "Name", "email": "E-mail address"}
NAME_LENGTH = 120


@transaction.atomic
def register_person(*, actor: Actor, at: datetime, name: str, email: str = "") -> Person:
    """Two people may have one name: nobody is ever found or joined by name alone."""
    actor.check_may(perms.EDIT)
    person = Person.objects.create(
        name=_checked_name(name),
        email=_checked_email(email),
        registered_in_id=actor.area_id or None,
    )
    record(
        actor=actor,
        at=at,
        verb="people.register_person",
        subject=SUBJECT,
        subject_ref=person.ref,
        detail={"name": person.name},
    )
    return person


@transaction.atomic
def change_person(
    *, actor: Actor, at: datetime, ref: str, expected_version: int, name: str, email: str = ""
) -> Person:
    """Only the area that registered a person changes their name."""
    actor.check_may(perms.EDIT)
    person = (
        Person.objects.select_for_update()
        .filter(ref=ref, registered_in_id=actor.area_id or None)
        .first()
    )
    if person is None:
        raise Hidden("person")
    wanted = {"name": _checked_name(name), "email": _checked_email(email)}
    check_version(person, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(person, wanted)
    record(
        actor=actor,
        at=at,
        verb="people.change_person",
        subject=SUBJECT,
        subject_ref=person.ref,
        detail={
            "name": changed.get("name", person.name),
            "email_changed": "email" in changed,
        },
    )
    return person


def _checked_name(name: str) -> str:
    tidied = check_text(name, "Enter the person’s name.", field="name")
    if len(tidied) > NAME_LENGTH:
        raise Refusal(f"Shorten the name to {NAME_LENGTH} characters or fewer.", field="name")
    return tidied


def _checked_email(email: str) -> str:
    address = email.strip().lower()
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(
            "Enter an e-mail address in the correct format, like name@example.com.", field="email"
        ) from None
    return address
