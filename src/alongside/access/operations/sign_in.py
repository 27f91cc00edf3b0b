"""Signing in and out, failing to, and being locked out: what the ledger keeps of each.

Never an e-mail address: a failed try names the account only when there is one.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from alongside.access.models import Account, SignedInSession
from alongside.access.sessions import end_sessions
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record

SUBJECT = "access.account"
UNKNOWN = "unknown"


@transaction.atomic
def record_sign_in(
    *,
    actor: Actor,
    at: datetime,
    account: Account,
    session_key: str,
    device: str,
    methods: Sequence[str],
) -> SignedInSession:
    """``last_login`` is set by our own clock: Django has just set it by the machine's."""
    account.last_login = at
    account.save(update_fields=["last_login"])
    opened = SignedInSession.objects.create(
        account=account, session_key=session_key, device=device, started_at=at, seen_at=at
    )
    _record(account.ref, actor=actor, at=at, verb="access.sign_in", methods=list(methods))
    return opened


@transaction.atomic
def record_sign_out(
    *, actor: Actor, at: datetime, account: Account, session_key: str, reason: str
) -> None:
    """``reason`` is "asked" or "expired"."""
    SignedInSession.objects.filter(account=account, session_key=session_key).delete()
    _record(account.ref, actor=actor, at=at, verb="access.sign_out", reason=reason)


@transaction.atomic
def record_failed_sign_in(*, actor: Actor, at: datetime, email: str, method: str) -> None:
    _record(_ref_of(email), actor=actor, at=at, verb="access.sign_in_failed", method=method)


@transaction.atomic
def record_lock_out(*, actor: Actor, at: datetime, email: str) -> None:
    _record(_ref_of(email), actor=actor, at=at, verb="access.locked_out")


@transaction.atomic
def record_second_factor_change(
    *, actor: Actor, at: datetime, account: Account, change: str
) -> None:
    """``change`` says what was set up, taken away or made anew."""
    _record(account.ref, actor=actor, at=at, verb="access.change_second_factor", change=change)


@transaction.atomic
def end_own_session(*, actor: Actor, at: datetime, account: Account, ref: str) -> None:
    """Sign out one of one's own other sessions."""
    found = SignedInSession.objects.filter(account=account, ref=ref).first()
    if found is None or actor.person_id != account.person_id:
        raise Hidden("session")
    end_sessions([found])
    _record(account.ref, actor=actor, at=at, verb="access.end_session", device=found.device)


@transaction.atomic
def end_other_sessions(
    *, actor: Actor, at: datetime, account: Account, keep_session_key: str
) -> int:
    """Sign out everywhere else. Returns how many sessions ended."""
    if actor.person_id != account.person_id:
        raise Hidden("account")
    others = list(account.sessions.exclude(session_key=keep_session_key))
    if not others:
        raise Refusal("You are not signed in anywhere else.")
    end_sessions(others)
    _record(account.ref, actor=actor, at=at, verb="access.end_other_sessions", count=len(others))
    return len(others)


def _ref_of(email: str) -> str:
    found = Account.objects.filter(email=email.strip().lower()).values_list("ref", flat=True)
    return next(iter(found), UNKNOWN)


def _record(ref: str, *, actor: Actor, at: datetime, verb: str, **detail: Any) -> None:
    record(actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=ref, detail=detail)
