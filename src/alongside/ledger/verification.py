"""Walking the whole chain, in constant memory, while others go on writing.

    for progress in verify():
        if progress.broken: ...

Entries are read a page at a time by number, so no long transaction holds the database. What a
single entry must satisfy is in rules.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Subquery

from alongside.ledger import rules, triggers
from alongside.ledger.chain import BEGINNING, Link
from alongside.ledger.models import ENTRY, ERASE_DETAIL, HEAD_ID, LedgerEntry, LedgerHead
from alongside.ledger.rules import Broken, Detail, Stored, Witness

PAGE = 2_000
COLUMNS = (
    "seq", "at", "area_id", "person_id", "role", "verb", "subject", "subject_ref", "digest",
    "previous", "hash", "detail__entry_id", "detail__salt", "detail__content", "detail__erased_seq",
)  # fmt: skip
UNREADABLE = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Progress:
    """``broken`` is the first broken entry; it ends the walk. A whole ledger ends with checked ==
    total.
    """

    checked: int
    total: int
    broken: Broken | None = None


def verify(*, witness: Witness | None = None, using: str = DEFAULT_DB_ALIAS) -> Iterator[Progress]:
    """At least one Progress; the last one holds the verdict. ``using`` names another database."""
    head = current_head(using=using)
    total = head.seq if head else 0
    if gone := triggers.missing(connections[using]):
        yield Progress(0, total, rules.unguarded(gone))
        return
    last = Witness(0, BEGINNING)
    for last, broken in _walk(total, witness, using):
        yield Progress(last.seq, total, broken)
        if broken:
            return
    yield Progress(last.seq, total, _broken_end(head, last, witness, using))


def verdict(*, witness: Witness | None = None, using: str = DEFAULT_DB_ALIAS) -> Broken | None:
    """The first broken entry, or None when the ledger is whole."""
    broken = None
    for progress in verify(witness=witness, using=using):
        broken = progress.broken
    return broken


def current_head(*, using: str = DEFAULT_DB_ALIAS) -> Witness | None:
    """The end of the chain now: note it elsewhere, and later verify against it."""
    row = LedgerHead.objects.using(using).filter(pk=HEAD_ID).values_list("seq", "hash").first()
    return Witness(*row) if row else None


def _walk(
    total: int, witness: Witness | None, using: str
) -> Iterator[tuple[Witness, Broken | None]]:
    last = Witness(0, BEGINNING)
    while last.seq < total:
        page = _page(using, after=last.seq, until=total)
        if not page:
            yield last, rules.missing(last.seq + 1)
            return
        for stored in page:
            broken = _broken(stored, last, witness, using)
            if broken:
                yield last, broken
                return
            last = Witness(stored.link.seq, stored.hash)
        yield last, None


def _page(using: str, *, after: int, until: int) -> list[Stored]:
    rows = LedgerEntry.objects.using(using).filter(seq__gt=after, seq__lte=until).order_by("seq")
    try:
        return [_stored(row) for row in rows.values_list(*COLUMNS)[:PAGE]]
    except (ValueError, TypeError):  # SQLite lets a value of another kind into any column
        seqs = list(rows.values_list("seq", flat=True)[:PAGE])
        return [_one(using, seq) for seq in seqs]


def _one(using: str, seq: int) -> Stored:
    """One entry; without a hash, which no entry can have, when it cannot be read at all."""
    try:
        return _stored(LedgerEntry.objects.using(using).values_list(*COLUMNS).get(seq=seq))
    except (ValueError, TypeError):
        others = [name for name in COLUMNS if name != "at"]
        row = LedgerEntry.objects.using(using).values_list(*others).get(seq=seq)
        seq, *rest = row
        return replace(_stored((seq, UNREADABLE, *rest)), hash="")


def _stored(row: tuple[Any, ...]) -> Stored:
    *entry, entry_hash, detail_id, salt, content, erased_seq = row
    detail = None if detail_id is None else Detail(salt, content, erased_seq)
    return Stored(Link(*entry), entry_hash, detail)


def _broken(stored: Stored, last: Witness, witness: Witness | None, using: str) -> Broken | None:
    broken = rules.broken_entry(stored, expected_seq=last.seq + 1, previous=last.hash)
    if broken:
        return broken
    erased_seq = stored.detail.erased_seq if stored.detail else None
    if erased_seq is not None and not _is_recorded(using, erased_seq, erased=stored.link.seq):
        return rules.unrecorded_erasure(stored.link.seq)
    if witness and witness.seq == stored.link.seq:
        return rules.broken_witness(witness, found=stored.hash)
    return None


def _is_recorded(using: str, erased_seq: int, *, erased: int) -> bool:
    """True when the later entry tells of this erasure."""
    return (
        erased_seq > erased
        and LedgerEntry.objects.using(using)
        .filter(seq=erased_seq, verb=ERASE_DETAIL, subject=ENTRY, subject_ref=str(erased))
        .exists()
    )


def _broken_end(
    head: Witness | None, last: Witness, witness: Witness | None, using: str
) -> Broken | None:
    if broken := rules.broken_head(head, last):
        return broken
    if witness and witness.seq > last.seq:
        return rules.broken_witness(witness, found=None)
    return _extra_tail(using)


def _extra_tail(using: str) -> Broken | None:
    """One statement, so that an entry being written at this moment is not taken for an intruder."""
    head = LedgerHead.objects.using(using).filter(pk=HEAD_ID).values("seq")
    seq = (
        LedgerEntry.objects.using(using)
        .filter(seq__gt=Subquery(head))
        .order_by("seq")
        .values_list("seq", flat=True)
        .first()
    )
    return rules.extra_tail(seq) if seq else None
