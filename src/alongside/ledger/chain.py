"""How one entry is tied to the one before: pure sums over canonical bytes, no database.

An entry's hash covers everything in the entry and the hash of the entry before it. What people
typed (the detail) is covered by a digest only, with a salt, so that the words can be erased without
breaking the chain, and cannot be guessed back from the digest.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime

from alongside.kernel.canonical import JSON, canonical_bytes

BEGINNING = "0" * 64
"""The hash before the first entry."""


@dataclass(frozen=True, slots=True)
class Link:
    """Everything an entry's hash covers. ``area_id`` 0 is the installation itself, in no area."""

    seq: int
    at: datetime
    area_id: int
    person_id: int | None
    role: str
    verb: str
    subject: str
    subject_ref: str
    digest: str
    previous: str


def instant_text(at: datetime) -> str:
    """UTC with microseconds always written, so that one instant has one spelling.

    >>> instant_text(datetime(2020, 6, 5, 9, 30, tzinfo=UTC))
    '2020-06-05T09:30:00.000000Z'
    """
    if not isinstance(at, datetime) or at.tzinfo is None:
        raise ValueError("The ledger needs an instant with its time zone.")
    return at.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def entry_hash(link: Link) -> str:
    fields: dict[str, JSON] = {
        "seq": link.seq,
        "at": instant_text(link.at),
        "area": link.area_id,
        "person": link.person_id,
        "role": link.role,
        "verb": link.verb,
        "subject": link.subject,
        "ref": link.subject_ref,
        "digest": link.digest,
        "previous": link.previous,
    }
    return hashlib.sha256(canonical_bytes(fields)).hexdigest()


def detail_digest(*, salt: str, content: str) -> str:
    """The salt has one fixed length, so salt and content cannot be cut at another place."""
    return hashlib.sha256(f"{salt}{content}".encode()).hexdigest()
