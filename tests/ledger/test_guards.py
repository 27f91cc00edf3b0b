"""The database itself refuses to change the ledger, whoever asks."""

from datetime import UTC, datetime

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction

from alongside.kernel.actor import Actor
from alongside.ledger import triggers
from alongside.ledger.models import LedgerDetail, LedgerEntry, LedgerHead
from alongside.ledger.operations import record
from alongside.ledger.verification import verdict

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]
AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)
HASH = "f" * 64


@pytest.fixture(autouse=True)
def entry(chair: Actor, db: None) -> LedgerEntry:
    entries = [
        record(
            actor=chair, at=AT, verb="plan.edit", subject="plan.line", subject_ref=str(n), detail={}
        )
        for n in range(3)
    ]
    return entries[0]


SQL = [
    "UPDATE ledger_entry SET verb = 'x' WHERE seq = 1",
    "UPDATE ledger_entry SET verb = verb",
    "DELETE FROM ledger_entry WHERE seq = 3",
    "UPDATE ledger_detail SET content = '{}' WHERE entry_id = 1",
    "UPDATE ledger_detail SET content = '', salt = '', erased_seq = 2 WHERE entry_id = 1",
    "UPDATE ledger_detail SET entry_id = 9 WHERE entry_id = 1",
    "DELETE FROM ledger_detail",
    "DELETE FROM ledger_head",
    "UPDATE ledger_head SET seq = 2, hash = (SELECT hash FROM ledger_entry WHERE seq = 2)",
    f"UPDATE ledger_head SET hash = '{HASH}'",
    f"UPDATE ledger_head SET seq = 4, hash = '{HASH}'",
    f"UPDATE ledger_head SET changed = '{HASH}'",
    "INSERT INTO ledger_head (id, seq, hash, changed) VALUES (1, 0, '', '')",
    "INSERT INTO ledger_head (id, seq, hash, changed) VALUES (2, 0, '', '')",
]
REPLACING = {
    "sqlite": [
        "INSERT OR REPLACE INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1",
        "REPLACE INTO ledger_detail SELECT * FROM ledger_detail WHERE entry_id = 1",
        "REPLACE INTO ledger_head SELECT * FROM ledger_head",
        "UPDATE OR REPLACE ledger_entry SET seq = 2 WHERE seq = 1",
    ],
    "postgresql": [
        "INSERT INTO ledger_entry SELECT * FROM ledger_entry WHERE seq = 1 ON CONFLICT (seq) DO UPDATE SET verb = 'x'",
        "TRUNCATE ledger_entry CASCADE",
        "TRUNCATE ledger_detail",
        "TRUNCATE ledger_head",
    ],
}


def _refused(statement: str) -> None:
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", SQL)
def test_plain_sql_is_refused(statement: str) -> None:
    _refused(statement)
    assert verdict() is None


@pytest.mark.parametrize("number", range(4))
def test_replacing_and_emptying_are_refused(number: int) -> None:
    _refused(REPLACING[connection.vendor][number])
    assert verdict() is None


def test_saving_a_changed_entry_is_refused(entry: LedgerEntry) -> None:
    entry.verb = "x"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        entry.save()


def test_updating_through_a_queryset_is_refused() -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.update(verb="x")


def test_bulk_update_is_refused() -> None:
    entries = list(LedgerEntry.objects.all())
    for entry in entries:
        entry.role = "somebody else"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.bulk_update(entries, ["role"])


def test_upserting_in_bulk_is_refused(entry: LedgerEntry) -> None:
    entry.verb = "x"
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.bulk_create(
            [entry], update_conflicts=True, update_fields=["verb"], unique_fields=["seq"]
        )


@pytest.mark.parametrize("model", [LedgerDetail, LedgerHead])
def test_deleting_through_a_queryset_is_refused(model: type[LedgerDetail | LedgerHead]) -> None:
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        model.objects.all().delete()


def test_deleting_an_entry_is_refused_by_the_database_too(entry: LedgerEntry) -> None:
    """Django's own protection is stepped around here."""
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        LedgerEntry.objects.filter(pk=entry.pk)._raw_delete("default")


def test_every_guard_is_there_after_the_migrations() -> None:
    assert triggers.missing(connection) == []


def test_installing_again_changes_nothing() -> None:
    triggers.install(connection)
    triggers.install(connection)
    assert triggers.missing(connection) == []
    _refused(SQL[0])


def test_a_dropped_guard_is_missed_and_comes_back_with_the_next_migration() -> None:
    on_table = " ON ledger_entry" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER ledger_entry_no_update{on_table}")
    assert triggers.missing(connection) == ["ledger_entry_no_update"]
    broken = verdict()
    assert broken is not None
    assert "ledger_entry_no_update" in broken.sentence
    call_command("migrate", verbosity=0)
    assert triggers.missing(connection) == []
