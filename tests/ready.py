"""Homes that are made once a run and copied: every process of the run shares them.

The first is ready and empty. Making its database takes longer than most of what is tested in it.
"""

import atexit
import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any

DATABASE = "alongside.sqlite3"
PROJECT = Path(__file__).parents[1]
PREPARE = "from alongside.config import installation as i; i.start_django(); i.prepare()"


def made_once(name: str, make: Callable[[Path], None]) -> Path:
    """The home of that name. Whichever process comes first makes it, and the others wait for it.

    Nobody writes there: copy it first.
    """
    folder = _folder()
    with (folder / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / name).exists():
            make(folder / f"{name}-new")
            (folder / f"{name}-new").rename(folder / name)
    return folder / name


def ready_home() -> Path:
    """A home whose database is migrated and holds nothing."""
    return made_once("ready", lambda home: run_in(home, "-c", PREPARE, mode="test"))


def run_in(home: Path, *words: str, mode: str) -> None:
    """Run our Python there, as a process of its own. What it says is told when it fails."""
    environment = {**os.environ, "ALONGSIDE_HOME": str(home), "ALONGSIDE_MODE": mode}
    environment.pop("ALONGSIDE_DATABASE", None)
    made = subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr


def fill(connection: Any, **told: Any) -> None:
    """A receiver of ``connection_created``: an SQLite database in memory that has no tables yet gets those of
    the ready home, so that each process need not migrate its own.
    """
    if connection.vendor != "sqlite" or "mode=memory" not in str(connection.settings_dict["NAME"]):
        return
    if connection.connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        return
    with closing(sqlite3.connect(ready_home() / DATABASE)) as ready:
        ready.backup(connection.connection)


@cache
def _folder() -> Path:
    """The last process to leave clears it away."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    folder = Path(tempfile.gettempdir()) / f"alongside-world-{run}"
    folder.mkdir(exist_ok=True)
    mine = folder / f"used-by-{os.getpid()}"
    mine.touch()
    atexit.register(_leave, folder, mine)
    return folder


def _leave(folder: Path, mine: Path) -> None:
    mine.unlink(missing_ok=True)
    if not list(folder.glob("used-by-*")):
        shutil.rmtree(folder, ignore_errors=True)
