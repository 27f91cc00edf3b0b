"""Making an installation ready: its folder, its key, its database, its static files.

Every command calls ``prepare``. It creates what is missing and brings what is old up to date; it never
removes anything.
"""

import fcntl
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from alongside.config.environment import is_installed, read_environment
from alongside.kernel.refusals import Refusal


def start_django() -> None:
    """Load the settings and the rooms. Raises SettingError with a sentence."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "alongside.config.settings"
    read_environment()
    django.setup()


def missing_words() -> str:
    """What to say to a command that only looks, where no installation is; empty where one is.

    Creates nothing. Raises SettingError.
    """
    environment = read_environment()
    if is_installed(environment):
        return ""
    return (
        f"There is no installation of Alongside in {environment.home}. Name its folder in "
        "ALONGSIDE_HOME."
    )


def prepare() -> None:
    """Create and migrate the database where needed. Safe to call from several commands at once.

    Raises Refusal when the database cannot be reached.
    """
    with alone():
        _check_database()
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)


def _check_database() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        reason = " ".join(str(error).split())
        raise Refusal(
            f"The database cannot be reached: {reason}. Start it, or correct ALONGSIDE_DATABASE "
            "or ALONGSIDE_HOME."
        ) from None


def prepare_static_files() -> None:
    """Gather and compress the static files when they changed since last time."""
    mark = Path(settings.STATIC_ROOT) / ".made-from"
    fingerprint = _static_fingerprint()
    if not mark.exists() or mark.read_text() != fingerprint:
        with alone():
            call_command("collectstatic", verbosity=0, interactive=False, clear=True)
            mark.write_text(fingerprint)


@contextmanager
def alone() -> Iterator[None]:
    """Only one process prepares this home at a time."""
    with open(Path(settings.HOME) / ".preparing", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _static_fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for finder in finders.get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            state = os.stat(storage.path(path))
            digest.update(f"{path}:{state.st_size}:{state.st_mtime_ns}".encode())
    return digest.hexdigest()
