"""The guards inside the database: whatever program speaks to it, entries are only ever added.

Written for SQLite and PostgreSQL. Django rebuilds a SQLite table to alter it and drops its triggers
on the way, so they are installed again after every migration (apps.py).

SQLite's INSERT OR REPLACE deletes a row without asking the delete triggers; hence the guards on
insert.
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "The ledger is append-only."
ALWAYS = ""

LAWFUL_ERASURE = """
    NEW.entry_id = OLD.entry_id AND OLD.erased_seq IS NULL AND NEW.salt = '' AND NEW.content = ''
    AND EXISTS (
        SELECT 1 FROM ledger_entry
        WHERE seq = NEW.erased_seq AND verb = 'ledger.erase_detail' AND subject = 'ledger.entry'
          AND subject_ref = CAST(OLD.entry_id AS TEXT)
    )
"""
HEAD_MOVES_TO_AN_ENTRY = """
    NEW.id = OLD.id AND NEW.seq > OLD.seq AND NEW.changed IN (OLD.changed, NEW.hash)
    AND EXISTS (SELECT 1 FROM ledger_entry WHERE seq = NEW.seq AND hash = NEW.hash)
"""


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses ``event`` on ``table``, unless ``allowed`` holds; empty allows nothing."""

    table: str
    event: str
    allowed: str = ALWAYS

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.event.lower()}"


GUARDS = (
    Guard("ledger_entry", "UPDATE"),
    Guard("ledger_entry", "DELETE"),
    Guard("ledger_detail", "UPDATE", LAWFUL_ERASURE),
    Guard("ledger_detail", "DELETE"),
    Guard("ledger_head", "UPDATE", HEAD_MOVES_TO_AN_ENTRY),
    Guard("ledger_head", "DELETE"),
)
KEYS = {"ledger_entry": "seq", "ledger_detail": "entry_id", "ledger_head": "id"}


def install(connection: BaseDatabaseWrapper) -> None:
    """Safe to repeat: each guard is dropped and made again."""
    with connection.cursor() as cursor:
        for statement in _statements(connection):
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """For a test database that is emptied between tests; nothing in the house calls it."""
    with connection.cursor() as cursor:
        for name, table in _wanted(connection).items():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the guards that should be in the database and are not, or are switched off."""
    query = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(query)
        present = {str(row[0]) for row in cursor.fetchall()}
    return sorted(set(_wanted(connection)) - present)


def _wanted(connection: BaseDatabaseWrapper) -> dict[str, str]:
    extra = "replace" if connection.vendor == "sqlite" else "truncate"
    return {guard.name: guard.table for guard in GUARDS} | {
        f"{table}_no_{extra}": table for table in KEYS
    }


def _statements(connection: BaseDatabaseWrapper) -> list[str]:
    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    statements = []
    for guard in GUARDS:
        when = f"WHEN NOT ({guard.allowed})" if guard.allowed else ""
        statements += _sqlite_trigger(guard.name, f"BEFORE {guard.event} ON {guard.table}", when)
    for table, key in KEYS.items():
        when = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {key} = NEW.{key})"  # noqa: S608 - fixed names
        statements += _sqlite_trigger(f"{table}_no_replace", f"BEFORE INSERT ON {table}", when)
    return statements


def _sqlite_trigger(name: str, moment: str, when: str) -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    return [
        f"DROP TRIGGER IF EXISTS {name}",
        f"CREATE TRIGGER {name} {moment} FOR EACH ROW {when} {refuse}",
    ]


POSTGRESQL_REFUSE = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';"


def _postgresql() -> list[str]:
    statements = [_postgresql_function("ledger_refuse", POSTGRESQL_REFUSE)]
    for guard in GUARDS:
        moment = f"BEFORE {guard.event} ON {guard.table} FOR EACH ROW"
        statements += _postgresql_trigger(guard, moment)
    for table in KEYS:
        moment = f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT"
        statements += _postgresql_trigger(Guard(table, "TRUNCATE"), moment)
    return statements


def _postgresql_trigger(guard: Guard, moment: str) -> list[str]:
    """PostgreSQL allows no sub-query in WHEN, so a guard with an exception has its own function."""
    function = guard.name if guard.allowed else "ledger_refuse"
    statements = [
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} {moment} EXECUTE FUNCTION {function}()",
    ]
    if guard.allowed:
        body = f"IF {guard.allowed} THEN RETURN NEW; END IF; {POSTGRESQL_REFUSE}"
        statements.insert(0, _postgresql_function(function, body))
    return statements


def _postgresql_function(name: str, body: str) -> str:
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {body} END $$"
    )
