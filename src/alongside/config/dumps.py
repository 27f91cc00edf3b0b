"""One consistent copy of the database while others write, and the way back, for both engines."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import DEFAULT_DB_ALIAS, connection, connections

from alongside.config.archive import DATABASES
from alongside.kernel.refusals import Refusal

RESTORED = "restored"
SQLITE_FILE = "alongside.sqlite3"


def dump(folder: Path) -> Path:
    """The database as of one moment, as a file in the folder. Never inside a transaction."""
    if connection.in_atomic_block:
        raise RuntimeError("A database is not copied from inside a transaction.")
    target = folder / DATABASES[connection.vendor]
    if connection.vendor == "sqlite":
        _dump_sqlite(target)
    else:
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")
    return target


def check_database_is_empty() -> None:
    """On PostgreSQL; a SQLite database is a file of the home, which is looked at as a whole."""
    if connection.vendor == "postgresql" and connection.introspection.table_names():
        raise Refusal("The database named in ALONGSIDE_DATABASE is not empty. Name an empty one.")


def check_engine(engine: str) -> None:
    if engine != connection.vendor:
        names = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
        raise Refusal(
            f"This backup was made on {names[engine]}. Set ALONGSIDE_DATABASE so that it can be "
            "restored there."
        )


@contextmanager
def loaded(dumped: Path, home: Path) -> Iterator[str]:
    """Put the database in its place and give the alias to read it by; undone when anything raises.

    For SQLite the place is a file in ``home``, a folder still aside.
    """
    if connection.vendor == "sqlite":
        place = home / SQLITE_FILE
        shutil.move(dumped, place)
        with _alias(place) as alias:
            yield alias
        return
    _run("pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges",
         f"--dbname={connection.settings_dict['NAME']}", str(dumped))  # fmt: skip
    try:
        yield DEFAULT_DB_ALIAS
    except BaseException:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
        raise


@contextmanager
def _alias(place: Path) -> Iterator[str]:
    connections.settings[RESTORED] = {**connections.settings[DEFAULT_DB_ALIAS], "NAME": place}
    try:
        yield RESTORED
    finally:
        connections[RESTORED].close()
        del connections[RESTORED]
        del connections.settings[RESTORED]


def _dump_sqlite(target: Path) -> None:
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    target.chmod(0o600)


def _run(program: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs, with the password in its environment, not its words."""
    given = connection.settings_dict
    environment = {
        **os.environ,
        "PGHOST": str(given["HOST"]),
        "PGPORT": str(given["PORT"]),
        "PGUSER": str(given["USER"]),
        "PGPASSWORD": str(given["PASSWORD"]),
        "PGDATABASE": str(given["NAME"]),
    }
    found = shutil.which(program)
    if found is None:
        raise Refusal(
            f"{program} is not installed. Install the PostgreSQL client of your server’s version."
        )
    done = subprocess.run(  # noqa: S603 - a fixed program with arguments of our own
        [found, *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or ["it did not say why"]
        raise Refusal(f"{program} failed: {said[-1]}")
