"""Systems that may call: registered by an operator for one organisation, given tokens, and revoked."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.advice import perms
from alongside.advice.digests import digest_of
from alongside.advice.models import AdviceAnswer, AdviceClient, AdviceToken
from alongside.advice.rules.calling import TOKEN_LASTS, check_expiry, check_scopes
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.models import Organisation
from alongside.people.rules import check_text
from alongside.web.clock import london_day

SUBJECT = "advice.client"
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class NewClient:
    """``expires_on`` is the first day on which its secret opens nothing."""

    organisation: Organisation
    name: str
    scopes: Collection[str]
    expires_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """A call with a key of its own, and how it was answered."""

    key: str
    body_digest: str
    status: int
    outcome: dict[str, Any]


@transaction.atomic
def register_client(*, actor: Actor, at: datetime, new: NewClient) -> tuple[AdviceClient, str]:
    """With its secret, which is shown now and never again. Raises Refusal."""
    actor.check_may(perms.EXCHANGE)
    check_expiry(new.expires_on, today=london_day(at))
    if not new.organisation.ods_code and not new.organisation.dfe_code:
        raise Refusal("The organisation has no code by which its messages name it. Add one first.")
    secret = secrets.token_urlsafe(SECRET_BYTES)
    made = AdviceClient.objects.create(
        area_id=actor.area_id,
        organisation=new.organisation,
        name=check_text(new.name, "Say which system it is.", field="name"),
        secret_digest=digest_of(secret),
        scopes=" ".join(check_scopes(new.scopes)),
        expires_on=new.expires_on,
        registered_at=at,
    )
    _record(actor, at, "advice.register_client", made)
    return made, secret


@transaction.atomic
def revoke_client(*, actor: Actor, at: datetime, client_ref: str) -> AdviceClient:
    """At once: its tokens open nothing more. Raises Hidden."""
    actor.check_may(perms.EXCHANGE)
    rows = AdviceClient.objects.in_area(actor.area_id).select_for_update()
    found: AdviceClient | None = rows.filter(ref=client_ref, revoked_at=None).first()
    if found is None:
        raise Hidden("client")
    found.revoked_at = at
    found.save(update_fields=["revoked_at"])
    _record(actor, at, "advice.revoke_client", found)
    return found


@transaction.atomic
def issue_token(
    *, actor: Actor, at: datetime, client: AdviceClient, token: str, scopes: Collection[str]
) -> AdviceToken:
    """Those that are over go."""
    client.tokens.filter(expires_at__lte=at).delete()
    made = AdviceToken.objects.create(
        area_id=client.area_id,
        client=client,
        digest=digest_of(token),
        scopes=" ".join(check_scopes(scopes)),
        issued_at=at,
        expires_at=at + TOKEN_LASTS,
    )
    _record(actor, at, "advice.issue_token", client)
    return made


@transaction.atomic
def keep_answer(*, actor: Actor, at: datetime, client: AdviceClient, call: Call) -> AdviceAnswer:
    """So that the same call is answered the same."""
    made = AdviceAnswer.objects.create(
        area_id=client.area_id,
        client=client,
        key=call.key,
        body_digest=call.body_digest,
        status=call.status,
        outcome=call.outcome,
        answered_at=at,
    )
    _record(actor, at, "advice.answer_call", client)
    return made


def _record(actor: Actor, at: datetime, verb: str, client: AdviceClient) -> None:
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject=SUBJECT,
        subject_ref=client.ref,
        detail={"organisation": client.organisation.ref, "scopes": client.scopes},
    )
