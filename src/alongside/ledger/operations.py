"""Writing the ledger: inside the transaction of the change it tells of, or not at all.

``record`` locks the head of the chain until the transaction ends. Call it last, after the rows are
written, so that two writers always take their locks in the same order.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON, canonical_bytes
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger import perms
from alongside.ledger.chain import Link, detail_digest, entry_hash
from alongside.ledger.models import (
    ENTRY,
    ERASE_DETAIL,
    HEAD_ID,
    LOOK,
    SALT_LENGTH,
    LedgerDetail,
    LedgerEntry,
    LedgerHead,
)


class OutsideTransactionError(RuntimeError):
    """An entry was about to be written apart from the change it tells of."""


class NoHeadError(RuntimeError):
    """The head of the chain is gone: something other than Alongside changed the database."""


def record(
    *,
    actor: Actor,
    at: datetime,
    verb: str,
    subject: str,
    subject_ref: str,
    detail: Mapping[str, JSON],
) -> LedgerEntry:
    """Add one entry to the chain. ``detail`` holds JSON values without floats; a law may erase it.

    Raises OutsideTransactionError when nothing would undo the entry together with its change.
    """
    if not transaction.get_connection().in_atomic_block:
        raise OutsideTransactionError(f"{verb} must be recorded inside transaction.atomic().")
    words: dict[str, JSON] = {"purpose": actor.purpose, "facts": dict(detail)}
    content = canonical_bytes(words).decode()
    salt = secrets.token_hex(SALT_LENGTH // 2)
    last, last_hash = _locked_head()
    link = Link(
        seq=last + 1,
        at=at,
        area_id=actor.area_id,
        person_id=actor.person_id,
        role=_role_of(actor),
        verb=verb,
        subject=subject,
        subject_ref=subject_ref,
        digest=detail_digest(salt=salt, content=content),
        previous=last_hash,
    )
    return _append(link, salt=salt, content=content)


@transaction.atomic
def record_look(
    *, actor: Actor, at: datetime, subject: str, subject_ref: str, reason: str
) -> LedgerEntry:
    """That somebody looked at a record, and why. Stands alone: looking changes nothing else."""
    return record(
        actor=actor,
        at=at,
        verb=LOOK,
        subject=subject,
        subject_ref=subject_ref,
        detail={"reason": reason},
    )


@transaction.atomic
def erase_detail(*, actor: Actor, at: datetime, seq: int, reason: str) -> LedgerEntry:
    """Erase the words of one entry for a lawful reason; the entry, its digest and the chain stay.

    Returns the new entry that says who erased them and why.
    """
    actor.check_may(perms.ERASE)
    detail = _detail_of(actor, seq)
    if not reason.strip():
        raise Refusal("Say why the law requires these words to be erased.", field="reason")
    if detail.entry.verb == ERASE_DETAIL:
        raise Refusal("The reason for an erasure cannot itself be erased.")
    if detail.erased_seq is not None:
        raise Refusal("The words of this entry have already been erased.")
    erasure = record(
        actor=actor,
        at=at,
        verb=ERASE_DETAIL,
        subject=ENTRY,
        subject_ref=str(seq),
        detail={"reason": reason.strip()},
    )
    LedgerDetail.objects.filter(pk=seq).update(salt="", content="", erased_seq=erasure.seq)
    return erasure


def _locked_head() -> tuple[int, str]:
    """Number and hash of the last entry."""
    heads = LedgerHead.objects.select_for_update().filter(pk=HEAD_ID).values_list("seq", "hash")
    for seq, last_hash in heads:
        return seq, last_hash
    raise NoHeadError("The head of the ledger is missing. Restore the database from a backup.")


def _append(link: Link, *, salt: str, content: str) -> LedgerEntry:
    entry = LedgerEntry.objects.create(
        seq=link.seq,
        at=link.at,
        area_id=link.area_id,
        person_id=link.person_id,
        role=link.role,
        verb=link.verb,
        subject=link.subject,
        subject_ref=link.subject_ref,
        digest=link.digest,
        previous=link.previous,
        hash=entry_hash(link),
    )
    LedgerDetail.objects.create(entry=entry, salt=salt, content=content)
    head = {"seq": entry.seq, "hash": entry.hash}
    if entry.verb != LOOK:
        head["changed"] = entry.hash
    LedgerHead.objects.filter(pk=HEAD_ID).update(**head)
    return entry


def _role_of(actor: Actor) -> str:
    """Roles of a person, never the name; for system work, which work it is."""
    if actor.person_id is None:
        return f"system: {actor.name}"
    return ", ".join(actor.roles)


def _detail_of(actor: Actor, seq: int) -> LedgerDetail:
    entry = LedgerEntry.objects.filter(area_id=actor.area_id, seq=seq).first()
    if entry is None:
        raise Hidden("ledger entry")
    return LedgerDetail.objects.select_for_update().get(entry=entry)
