"""Accounts: making, closing and opening them, and setting passwords.

An administrator never sees or chooses another person's password: a one-time link goes to the
person's own address. An operator at the machine may print the link, when no e-mail can be sent.
"""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from alongside.access import perms
from alongside.access.models import Account, Grant
from alongside.access.queries import of_the_area
from alongside.access.sessions import end_sessions_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.operations import record
from alongside.people.models import Person

SUBJECT = "access.account"


@transaction.atomic
def create_account(
    *, actor: Actor, at: datetime, person: Person, email: str, password: str | None = None
) -> Account:
    """Give a person a way to sign in. It opens nothing: grants do.

    Without a password the person sets one by a link (``letters.password_link``). Raises Refusal,
    or Refusals for a password that is too easy.
    """
    actor.check_may(perms.ADMINISTER)
    address = _checked_email(email)
    if Account.objects.filter(person=person).exists():
        raise Refusal("This person has an account already.", field="person")
    account = Account(person=person, email=address, created_at=at)
    if password is None:
        account.set_unusable_password()
    else:
        _check_password(password, account)
        account.set_password(password)
    account.save(force_insert=True)
    account.emailaddress_set.create(email=address, verified=True, primary=True)
    _record(account, actor=actor, at=at, verb="access.create_account")
    return account


@transaction.atomic
def issue_password_link(*, actor: Actor, at: datetime, ref: str) -> Account:
    """Record that a link is sent: a first one, or another when it was lost. ``letters`` sends it.

    The old password still works.
    """
    account = _account_of_area(actor, ref)
    if not account.is_active:
        raise Refusal("This account is closed. Open it first.")
    _record(account, actor=actor, at=at, verb="access.issue_password_link")
    return account


@transaction.atomic
def reset_password(*, actor: Actor, at: datetime, ref: str) -> Account:
    """Take the password away and end every session. ``letters`` then sends a link for a new one."""
    account = _account_of_area(actor, ref)
    _check_not_self(actor, account, "Change your own password from your account page.")
    if not account.is_active:
        raise Refusal("This account is closed. Open it first.")
    account.set_unusable_password()
    account.save(update_fields=["password"])
    end_sessions_of(account)
    _record(account, actor=actor, at=at, verb="access.reset_password")
    return account


@transaction.atomic
def reset_second_step(*, actor: Actor, at: datetime, ref: str) -> Account:
    """Take away every app, passkey and recovery code, and end every session.

    For somebody who lost theirs. Where a second step is needed, the next sign-in asks to set one up.
    """
    account = _account_of_area(actor, ref)
    _check_not_self(
        actor, account, "Nobody may reset their own second step. Ask another administrator."
    )
    if not account.authenticator_set.exists():
        raise Refusal("This person has not set up a second step.")
    account.authenticator_set.all().delete()
    end_sessions_of(account)
    _record(account, actor=actor, at=at, verb="access.reset_second_step")
    return account


@transaction.atomic
def close_account(*, actor: Actor, at: datetime, ref: str) -> Account:
    """Nobody can sign in with it until it is opened again. Grants stay as they are."""
    account = _account_of_area(actor, ref)
    _check_not_self(
        actor, account, "Nobody may close their own account. Ask another administrator."
    )
    _check_only_here(actor, account, at)
    if not account.is_active:
        raise Refusal("This account is closed already.")
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions_of(account)
    _record(account, actor=actor, at=at, verb="access.close_account")
    return account


@transaction.atomic
def open_account(*, actor: Actor, at: datetime, ref: str) -> Account:
    account = _account_of_area(actor, ref)
    if account.is_active:
        raise Refusal("This account is open already.")
    account.is_active = True
    account.save(update_fields=["is_active"])
    _record(account, actor=actor, at=at, verb="access.open_account")
    return account


@transaction.atomic
def set_own_password(*, actor: Actor, at: datetime, account: Account, password: str) -> Account:
    """A person sets their own password, after proving who they are. Other sessions end."""
    if actor.person_id != account.person_id:
        raise Hidden("account")
    account.set_password(password)
    account.save(update_fields=["password"])
    _record(account, actor=actor, at=at, verb="access.set_password")
    return account


def _account_of_area(actor: Actor, ref: str) -> Account:
    """Of somebody who belongs to the actor's area."""
    actor.check_may(perms.ADMINISTER)
    account: Account | None = (
        Account.objects.select_for_update().filter(of_the_area(actor), ref=ref).first()
    )
    if account is None:
        raise Hidden("account")
    return account


def _check_not_self(actor: Actor, account: Account, sentence: str) -> None:
    if actor.person_id == account.person_id:
        raise Refusal(sentence)


def _check_only_here(actor: Actor, account: Account, at: datetime) -> None:
    elsewhere = (
        Grant.objects.across_areas(reason="An account may serve several areas.")
        .filter(person_id=account.person_id)
        .exclude(area_id=actor.area_id)
        .in_force(at)
        .exists()
    )
    if elsewhere:
        raise Refusal(
            "This person also works in another local area. "
            "End their access here instead of closing the account."
        )


def _checked_email(email: str) -> str:
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        raise Refusal(
            "Enter an e-mail address in the correct format, like name@example.com.", field="email"
        ) from None
    if Account.objects.filter(email=address).exists():
        raise Refusal("Another account already uses this e-mail address.", field="email")
    return address


def _check_password(password: str, account: Account) -> None:
    try:
        validate_password(password, account)
    except ValidationError as error:
        raise Refusals([Refusal(message, field="password") for message in error.messages]) from None


def _record(account: Account, *, actor: Actor, at: datetime, verb: str) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=SUBJECT,
        subject_ref=account.ref,
        detail={"person": account.person_id},
    )
