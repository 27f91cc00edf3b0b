"""Real processes of their own against the tests' database, for what only shows when they meet.

The tests' SQLite database lives in memory and cannot be shared, so children get a file copy of it.
"""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Callable
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

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


def start_killed_at(
    database: str, statement: int, work: Callable[..., None], *arguments: object
) -> ForkProcess:
    """Run ``work`` in a child that is killed, as by the machine, as the database is about to be sent the
    statement of that number, counted from nought.
    """
    return start(database, _killed_at, statement, work, arguments)


def statements_of(database: str, noted: Path, work: Callable[..., None], *arguments: object) -> int:
    """How many statements the whole of ``work`` sends to the database, done once in a child."""
    run(database, _counted, noted, work, arguments, seconds=120)
    return int(noted.read_text())


def kill_at(statement: int, work: Callable[[], None]) -> None:
    """Inside a child: the same for itself."""
    left = statement

    def counting(execute: Callable[..., Any], *call: Any) -> Any:
        nonlocal left
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left -= 1
        return execute(*call)

    with connection.execute_wrapper(counting):
        work()


def _killed_at(statement: int, work: Callable[..., None], arguments: tuple[object, ...]) -> None:
    kill_at(statement, lambda: work(*arguments))


def _counted(noted: Path, work: Callable[..., None], arguments: tuple[object, ...]) -> None:
    count = 0

    def counting(execute: Callable[..., Any], *call: Any) -> Any:
        nonlocal count
        count += 1
        return execute(*call)

    with connection.execute_wrapper(counting):
        work(*arguments)
    noted.write_text(str(count))
