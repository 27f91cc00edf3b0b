"""What is wrong with an entry, if anything: each fault has a code and a sentence that names the
entry.

A fault names the first entry that gives it away. An entry rewritten together with its own hash is
given away by the entry after it.
"""

from dataclasses import dataclass
from enum import StrEnum

from alongside.ledger.chain import Link, detail_digest, entry_hash


class Fault(StrEnum):
    MISSING = "missing"
    ALTERED = "altered"
    REORDERED = "reordered"
    DETAIL_MISSING = "detail_missing"
    DETAIL_ALTERED = "detail_altered"
    ERASED_UNRECORDED = "erased_unrecorded"
    NO_HEAD = "no_head"
    HEAD_MISMATCH = "head_mismatch"
    EXTRA_TAIL = "extra_tail"
    NOT_AS_WITNESSED = "not_as_witnessed"
    UNGUARDED = "unguarded"


@dataclass(frozen=True, slots=True)
class Broken:
    """``seq`` is the entry to look at; 0 when it is about the ledger as a whole."""

    seq: int
    fault: Fault
    sentence: str


@dataclass(frozen=True, slots=True)
class Detail:
    salt: str
    content: str
    erased_seq: int | None


@dataclass(frozen=True, slots=True)
class Stored:
    """One entry as the database holds it; ``detail`` is None when its row is gone."""

    link: Link
    hash: str
    detail: Detail | None


@dataclass(frozen=True, slots=True)
class Witness:
    """The head of the chain as noted earlier somewhere else, such as in a backup or a board's
    minutes.
    """

    seq: int
    hash: str


def broken_entry(stored: Stored, *, expected_seq: int, previous: str) -> Broken | None:
    """The entry against the one before it. Whether an erasure was recorded is asked elsewhere."""
    link = stored.link
    if link.seq != expected_seq:
        return missing(expected_seq)
    if not _has_own_hash(stored):
        return Broken(
            link.seq, Fault.ALTERED, f"Entry {link.seq} was altered: it no longer has its own hash."
        )
    if link.previous != previous:
        return Broken(
            link.seq,
            Fault.REORDERED,
            f"Entry {link.seq} does not follow entry {link.seq - 1}: "
            "one of the two was replaced or moved.",
        )
    return _broken_detail(stored)


def _has_own_hash(stored: Stored) -> bool:
    """A value of a kind that no entry can hold, such as a fraction, is an alteration too."""
    try:
        return entry_hash(stored.link) == stored.hash
    except ValueError:
        return False


def _broken_detail(stored: Stored) -> Broken | None:
    seq, detail = stored.link.seq, stored.detail
    if detail is None:
        return Broken(seq, Fault.DETAIL_MISSING, f"The detail of entry {seq} is missing.")
    if detail.erased_seq is not None and not detail.content:
        return None
    if detail_digest(salt=detail.salt, content=detail.content) != stored.link.digest:
        return Broken(seq, Fault.DETAIL_ALTERED, f"The detail of entry {seq} was altered.")
    return None


def missing(seq: int) -> Broken:
    return Broken(seq, Fault.MISSING, f"Entry {seq} is missing.")


def unrecorded_erasure(seq: int) -> Broken:
    return Broken(
        seq,
        Fault.ERASED_UNRECORDED,
        f"The detail of entry {seq} was erased, and no entry says who and why.",
    )


def broken_head(head: Witness | None, last: Witness) -> Broken | None:
    """The head row against the last entry walked; ``last`` stands at the head's number."""
    if head is None:
        return Broken(0, Fault.NO_HEAD, "The head of the ledger is missing.")
    if head.hash != last.hash:
        return Broken(
            head.seq,
            Fault.HEAD_MISMATCH,
            f"The head of the ledger does not match entry {head.seq}.",
        )
    return None


def broken_witness(witness: Witness, *, found: str | None) -> Broken | None:
    """``found`` is the hash of that entry now; None when the ledger is shorter."""
    if found == witness.hash:
        return None
    what = "has another hash than" if found else "is no longer there, unlike"
    return Broken(
        witness.seq,
        Fault.NOT_AS_WITNESSED,
        f"Entry {witness.seq} {what} when it was noted elsewhere.",
    )


def extra_tail(seq: int) -> Broken:
    return Broken(
        seq,
        Fault.EXTRA_TAIL,
        f"Entry {seq} stands after the head of the ledger: it was added from outside.",
    )


def unguarded(names: list[str]) -> Broken:
    return Broken(
        0,
        Fault.UNGUARDED,
        "The database no longer refuses changes to the ledger. "
        f"Missing guards: {', '.join(names)}.",
    )
