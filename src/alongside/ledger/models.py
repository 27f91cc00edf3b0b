"""Three tables: the entries, the words that belong to them, and the one head of the chain.

Database triggers (triggers.py) refuse every change here save one: erasing a detail for a recorded
reason. People and areas stand above the ledger, so entries hold their numbers, never their names.
"""

import json
from typing import Any

from django.db import models
from django.db.models import Q

from alongside.ledger.chain import BEGINNING

ENTRY = "ledger.entry"
ERASE_DETAIL = "ledger.erase_detail"
LOOK = "looked"
HASH_LENGTH = 64
SALT_LENGTH = 32
HEAD_ID = 1


class LedgerEntry(models.Model):
    """One thing that was done, or one look at a record."""

    seq = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    area_id = models.PositiveBigIntegerField()
    person_id = models.PositiveBigIntegerField(null=True)
    role = models.TextField()
    verb = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    subject_ref = models.CharField(max_length=80)
    digest = models.CharField(max_length=HASH_LENGTH)
    previous = models.CharField(max_length=HASH_LENGTH)
    hash = models.CharField(max_length=HASH_LENGTH)

    class Meta:
        db_table = "ledger_entry"
        ordering = ["seq"]
        verbose_name_plural = "ledger entries"
        indexes = [
            models.Index(
                fields=["area_id", "subject", "subject_ref", "seq"], name="ledger_entry_subject"
            ),
            models.Index(fields=["area_id", "person_id", "seq"], name="ledger_entry_person"),
            models.Index(fields=["area_id", "verb", "seq"], name="ledger_entry_verb"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(seq__gte=1),
                name="ledger_entry_seq_from_one",
                violation_error_message="Ledger entries are counted from 1.",
            ),
        ]

    class Privacy:
        public = ("seq", "at", "area_id", "verb", "subject", "digest", "previous", "hash")
        staff = ("person_id", "role")
        restricted = ("subject_ref",)

    def __str__(self) -> str:
        return f"{self.seq} {self.verb} {self.subject}"


class LedgerDetail(models.Model):
    """The words of an entry: facts of the change, purpose of the actor. Empty once lawfully erased.

    ``erased_seq`` is the later entry that says who erased it and why.
    """

    entry = models.OneToOneField(
        LedgerEntry, on_delete=models.PROTECT, primary_key=True, related_name="detail"
    )
    salt = models.CharField(max_length=SALT_LENGTH)
    content = models.TextField()
    erased_seq = models.PositiveBigIntegerField(null=True)

    class Meta:
        db_table = "ledger_detail"
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_seq__isnull=True, salt__gt="", content__gt="")
                | Q(erased_seq__isnull=False, salt="", content=""),
                name="ledger_detail_kept_or_erased",
                violation_error_message="A detail is either kept whole or erased with a reason.",
            ),
        ]

    class Privacy:
        public = ("entry", "erased_seq")
        restricted = ("salt",)
        special = {"content": "erase with ledger.operations.erase_detail"}

    def __str__(self) -> str:
        return f"Detail of entry {self.entry_id}"

    @property
    def words(self) -> dict[str, Any]:
        """``purpose`` and ``facts``; empty when erased."""
        words: dict[str, Any] = json.loads(self.content) if self.content else {}
        return words


class LedgerHead(models.Model):
    """The last entry's number and hash, in one row that writers lock: so there is one chain.

    ``changed`` is the hash of the last entry that is more than a look: while it stands, so does every record.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=HEAD_ID)
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=HASH_LENGTH)
    changed = models.CharField(max_length=HASH_LENGTH, default=BEGINNING)

    class Meta:
        db_table = "ledger_head"
        constraints = [
            models.CheckConstraint(
                condition=Q(id=HEAD_ID),
                name="ledger_head_is_one_row",
                violation_error_message="The ledger has one head.",
            ),
        ]

    class Privacy:
        public = ("id", "seq", "hash", "changed")

    def __str__(self) -> str:
        return f"Head at entry {self.seq}"
