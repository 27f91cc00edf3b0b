"""Everything one installation keeps, into one file and back.

A backup holds the database as of one moment, the files, the keys and whatever else stands in the
home, so it is as secret as the home itself. The database is copied first: every file that it names
is already there when the files are copied. What can be made again (static files, scratch) is left
out.

A restore goes into a folder aside, is checked there, the ledger included, and takes the home's
place in one step; until then nothing has changed.
"""

import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, connections

from alongside.config import archive, dumps
from alongside.config.archive import DATABASES, FORMAT, HOME, Manifest, Member, Progress
from alongside.kernel.refusals import Refusal
from alongside.ledger.rules import Witness
from alongside.ledger.verification import current_head, verdict
from alongside.web import clock

MADE_AGAIN = {"static", "tmp", ".preparing"}
HALF_WRITTEN = ".incoming"
FRESH = {"keys/secret", ".preparing", "demonstration.json"}


def _quiet(done: int, total: int) -> None:
    """Nobody watches."""


def backup(target: Path, progress: Progress = _quiet) -> Manifest:
    """Write everything into ``target``, which must not exist. Raises Refusal: what is amiss."""
    home = Path(settings.HOME)
    target = target.absolute()
    _check_target(target, home)
    head = current_head()
    if head is None:
        raise Refusal("There is nothing to back up yet: the ledger has no beginning.")
    with _told("The backup was not made"), _folder_beside(target) as folder:
        database = dumps.dump(folder)
        manifest = _write(
            folder / "archive", [(database, database.name), *_kept(home)], head, progress
        )
        _put(folder / "archive", target)
    return manifest


def restore(source: Path, progress: Progress = _quiet) -> Manifest:
    """Bring an installation back into an empty home; a Refusal means that nothing changed."""
    home = Path(settings.HOME)
    source = source.absolute()
    if not source.is_file():
        raise Refusal(f"There is no file {source}.")
    _check_home_is_new(home)
    dumps.check_database_is_empty()
    with _told("Nothing was restored"), _folder_beside(home) as folder:
        manifest = archive.unpack(source, folder, progress)
        dumps.check_engine(manifest.engine)
        new_home = folder / HOME
        new_home.mkdir(mode=0o700, exist_ok=True)
        with dumps.loaded(folder / DATABASES[manifest.engine], new_home) as alias:
            _check_ledger(manifest, alias)
            _take_place(new_home, home, folder)
    return manifest


def _check_target(target: Path, home: Path) -> None:
    if target.exists():
        raise Refusal(f"{target} is there already. Name a new file.")
    if not target.parent.is_dir():
        raise Refusal(f"There is no folder {target.parent}.")
    if target.is_relative_to(home):
        raise Refusal("A backup cannot stand inside what it backs up. Name a file elsewhere.")


def _kept(home: Path) -> list[tuple[Path, str]]:
    """Each file of the home that a backup holds, with its name there."""
    found = []
    for path in sorted(home.rglob("*")):
        parts = path.relative_to(home).parts
        is_left_out = (
            parts[0] in MADE_AGAIN
            or parts[0].startswith(dumps.SQLITE_FILE)
            or HALF_WRITTEN in parts
        )
        if path.is_file() and not path.is_symlink() and not is_left_out:
            found.append((path, HOME + "/".join(parts)))
    return found


def _write(
    path: Path, items: list[tuple[Path, str]], head: Witness, progress: Progress
) -> Manifest:
    total, done = sum(item.stat().st_size for item, _ in items), 0

    def tick(count: int) -> None:
        nonlocal done
        done += count
        progress(min(done, total), total)

    with path.open("xb") as file:
        path.chmod(0o600)
        with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
            members = [archive.add_file(tar, item, name, tick) for item, name in items]
            manifest = _manifest(head, members)
            archive.add_manifest(tar, manifest)
        file.flush()
        os.fsync(file.fileno())
    return manifest


def _manifest(head: Witness, members: list[Member]) -> Manifest:
    return Manifest(
        format=FORMAT,
        made_at=clock.now().isoformat(timespec="seconds"),
        version=version("alongside"),
        engine=connection.vendor,
        head_seq=head.seq,
        head_hash=head.hash,
        members=tuple(members),
    )


def _put(written: Path, target: Path) -> None:
    """Under its name in one step, and never over another file."""
    try:
        os.link(written, target)
    except FileExistsError:
        raise Refusal(f"{target} is there already. Name a new file.") from None
    except OSError:  # a disk without links, such as a memory stick
        written.rename(target)


def _check_home_is_new(home: Path) -> None:
    found = [p.relative_to(home).as_posix() for p in home.rglob("*") if not p.is_dir()]
    kept = sorted(
        name for name in found if name not in FRESH and name.split("/")[0] not in MADE_AGAIN
    )
    if kept:
        raise Refusal(
            f"{home} already holds an installation ({kept[0]}). Set ALONGSIDE_HOME to a new folder "
            "and restore there."
        )


@contextmanager
def _folder_beside(path: Path) -> Iterator[Path]:
    """Scratch on the same disk, gone afterwards."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as name:
        yield Path(name)


@contextmanager
def _told(outcome: str) -> Iterator[None]:
    """A full disk or a missing right is a sentence too."""
    try:
        yield
    except OSError as error:
        raise Refusal(f"{outcome}: {error.strerror or type(error).__name__}.") from None


def _check_ledger(manifest: Manifest, alias: str) -> None:
    witness = Witness(manifest.head_seq, manifest.head_hash)
    broken = verdict(witness=witness if witness.seq else None, using=alias)
    if broken:
        raise Refusal(f"The ledger in this backup is not whole. {broken.sentence}")
    connections[alias].close()  # before its file moves


def _take_place(new_home: Path, home: Path, folder: Path) -> None:
    """The folder aside becomes the home, which held only what every start makes anew."""
    old = folder / "old"
    try:
        if home.exists():
            home.rename(old)
        new_home.rename(home)
    except OSError as error:
        if old.exists() and not home.exists():
            old.rename(home)
        raise Refusal(
            f"{home} cannot be put in place ({error.strerror}). Set ALONGSIDE_HOME to a folder "
            "inside one that you may write to."
        ) from None
    shutil.rmtree(old, ignore_errors=True)
