"""The tables of published releases, kept as Parquet in the folder of the installation."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from alongside.exchange.releases import Release, write_parquet

_INCOMING = ".incoming"
"""What a killed import left there is no part of a backup."""


@dataclass(frozen=True, slots=True)
class KeptTables:
    """A release's files, written beside their ``folder``, which is named by the release's SHA-256."""

    half: Path
    folder: Path
    files: tuple[str, ...]

    def put_in_place(self) -> None:
        """Under their name from now on. A folder that a failed import left there gives way."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.half.rename(self.folder)


def root() -> Path:
    home: Path = settings.HOME
    return home / "published"


@contextmanager
def written_tables(release: Release) -> Iterator[KeptTables]:
    """What is not put in place by the end is gone, so that a folder with a release's name is whole."""
    folder = root() / release.sha256
    incoming = root() / _INCOMING
    incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = Path(tempfile.mkdtemp(dir=incoming))
    try:
        files = write_parquet(release, half)
        yield KeptTables(half, folder, tuple(path.name for path in files))
    finally:
        shutil.rmtree(half, ignore_errors=True)
