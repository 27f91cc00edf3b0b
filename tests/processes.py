"""Real processes of their own against the tests' database, for what only shows when they meet.

The tests' SQLite database lives in memory and cannot be shared, so children get a file copy of it.
"""

import multiprocessing
import sqlite3
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from pathlib import Path

from django.db import connection

FORK = multiprocessing.get_context("fork")


def database_for_children(folder: Path) -> str:
    """The name of a database that children can share: call after the rows they need are committed."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        name = str(folder / "shared.sqlite3")
        copy = sqlite3.connect(name)
        connection.connection.backup(copy)
        copy.close()
    return name


def start(database: str, work: Callable[..., None], *arguments: object) -> ForkProcess:
    """Run ``work`` in a child whose connection is to ``database``."""
    if connection.vendor == "postgresql":
        connection.close()
    child = FORK.Process(target=_run, args=(database, work, arguments))
    child.start()
    return child


def run(database: str, work: Callable[..., None], *arguments: object, seconds: float = 60) -> None:
    """Run ``work`` in a child and wait; an assertion that fails there fails here."""
    child = start(database, work, *arguments)
    child.join(seconds)
    assert child.exitcode == 0


def _run(database: str, work: Callable[..., None], arguments: tuple[object, ...]) -> None:
    connection.connection = None  # the parent's; closing it here would close it there
    connection.settings_dict["NAME"] = database
    connection.in_atomic_block = False
    work(*arguments)
    connection.connection.close()
