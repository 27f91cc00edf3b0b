"""The guards inside the database: what was issued of an EHC plan stays as it was, whatever program speaks
to the database. Only its paper may still be added, and a child's two cases may become one.

Written for SQLite and PostgreSQL. Django rebuilds a SQLite table to alter it and drops its triggers on the
way, so they are installed again after every migration (apps.py).
"""

from dataclasses import dataclass

from django.db.backends.base.base import BaseDatabaseWrapper

REFUSAL = "An issued EHC plan is never changed."
VERSIONS, PARTS = "casework_planversion", "casework_planpart"
_KEPT = (
    "id", "area_id", "ref", "number", "kind", "state", "template", "based_on_id", "begun_at",
    "begun_by_id", "issued_on", "issued_at", "issued_by_id", "event_id", "content", "content_sha256",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Guard:
    """Refuses ``event`` on ``table`` when ``holds``."""

    table: str
    event: str
    holds: str

    @property
    def name(self) -> str:
        return f"{self.table}_no_{self.event.lower()}"


_OLD_ISSUED = (
    "EXISTS (SELECT 1 FROM casework_planversion WHERE id = OLD.plan_id AND state = 'issued')"
)
_NEW_ISSUED = (
    "EXISTS (SELECT 1 FROM casework_planversion WHERE id = NEW.plan_id AND state = 'issued')"
)
_DIFFERS = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in _KEPT)
GUARDS = (
    Guard(VERSIONS, "UPDATE", f"OLD.state = 'issued' AND ({_DIFFERS})"),
    Guard(VERSIONS, "DELETE", "OLD.state = 'issued'"),
    Guard(PARTS, "INSERT", _NEW_ISSUED),
    Guard(PARTS, "UPDATE", f"{_OLD_ISSUED} OR {_NEW_ISSUED}"),
    Guard(PARTS, "DELETE", _OLD_ISSUED),
)


def install(connection: BaseDatabaseWrapper) -> None:
    """Safe to repeat: each guard is dropped and made again."""
    made = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for guard in GUARDS:
            for statement in made(guard):
                cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """For a test database that is emptied between tests; nothing in the house calls it."""
    with connection.cursor() as cursor:
        for guard in GUARDS:
            on_table = f" ON {guard.table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {guard.name}{on_table}")


def _sqlite(guard: Guard) -> list[str]:
    return [
        f"DROP TRIGGER IF EXISTS {guard.name}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW "
        f"WHEN {guard.holds} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    ]


def _postgresql(guard: Guard) -> list[str]:
    """PostgreSQL allows no sub-query in WHEN, so each guard has its own function."""
    row = "OLD" if guard.event == "DELETE" else "NEW"
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'restrict_violation';"
    body = f"IF {guard.holds} THEN {refuse} END IF; RETURN {row};"
    return [
        f"CREATE OR REPLACE FUNCTION {guard.name}() RETURNS trigger LANGUAGE plpgsql "
        f"AS $$ BEGIN {body} END $$",
        f"DROP TRIGGER IF EXISTS {guard.name} ON {guard.table}",
        f"CREATE TRIGGER {guard.name} BEFORE {guard.event} ON {guard.table} FOR EACH ROW "
        f"EXECUTE FUNCTION {guard.name}()",
    ]
