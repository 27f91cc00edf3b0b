"""The file that holds a whole installation: a plain tar with a manifest as its last member.

The manifest names every member with its size and SHA-256, so a file that was cut short, altered or
added to is refused before anything of it is used. What belongs into it is for backup.py to say.
"""

import hashlib
import io
import json
import re
import tarfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any, cast

from alongside.kernel.refusals import Refusal

FORMAT = 1
MANIFEST = "manifest.json"
HOME = "home/"
DATABASES = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
CHUNK = 1024 * 1024
LARGEST_MANIFEST = 64 * CHUNK
PART = re.compile(r"(?!\.{1,2}$)[^/\\\0]{1,255}")

Progress = Callable[[int, int], None]
"""Called with bytes done and bytes in all."""


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``head_seq`` and ``head_hash`` are the end of the ledger when the backup began."""

    format: int
    made_at: str
    version: str
    engine: str
    head_seq: int
    head_hash: str
    members: tuple[Member, ...]


class _Hashed:
    """Reads a file for tarfile, and knows the digest of what was read."""

    def __init__(self, file: IO[bytes], tick: Callable[[int], None]) -> None:
        self._file, self._tick = file, tick
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._file.read(size)
        self.digest.update(data)
        self._tick(len(data))
        return data


def add_file(tar: tarfile.TarFile, path: Path, name: str, tick: Callable[[int], None]) -> Member:
    with path.open("rb") as file:
        hashed = _Hashed(file, tick)
        info = _info(name, path.stat().st_size)
        tar.addfile(info, cast("IO[bytes]", hashed))
    return Member(name, info.size, hashed.digest.hexdigest())


def add_manifest(tar: tarfile.TarFile, manifest: Manifest) -> None:
    data = json.dumps(asdict(manifest), indent=1).encode()
    tar.addfile(_info(MANIFEST, len(data)), io.BytesIO(data))


def unpack(source: Path, folder: Path, progress: Progress) -> Manifest:
    """Everything into ``folder``, then held against the manifest. Raises Refusal: what is wrong."""
    found: dict[str, Member] = {}
    manifest = None
    total = source.stat().st_size
    with _opened(source) as tar:
        for info in tar:
            if manifest is not None or info.name in found:
                raise Refusal(f"{source.name} holds something that no backup holds: {info.name!r}.")
            _check_member(info, source)
            if info.name == MANIFEST:
                manifest = _read_manifest(tar, info, source)
            else:
                found[info.name] = _extract(tar, info, folder)
            progress(min(tar.offset, total), total)
    if manifest is None:
        raise _cut_short(source)
    _check_whole(manifest, found, source)
    return manifest


def make_private(folder: Path) -> None:
    """The folder and every missing one above it, open to nobody else.

    ``mkdir(parents=True)`` would give the ones above what everybody's files have.
    """
    if not folder.exists():
        make_private(folder.parent)
        folder.mkdir(mode=0o700)


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, "r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError):
        raise _cut_short(source) from None


def _check_member(info: tarfile.TarInfo, source: Path) -> None:
    is_plain = info.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and not info.issparse()
    if not is_plain or not _is_known(info.name):
        raise Refusal(f"{source.name} holds something that no backup holds: {info.name!r}.")


def _is_known(name: str) -> bool:
    if name == MANIFEST or name in DATABASES.values():
        return True
    return name.startswith(HOME) and all(
        PART.fullmatch(part) for part in name.removeprefix(HOME).split("/")
    )


def _extract(tar: tarfile.TarFile, info: tarfile.TarInfo, folder: Path) -> Member:
    path = folder / info.name
    make_private(path.parent)
    digest = hashlib.sha256()
    with path.open("xb") as target:
        path.chmod(0o600)
        for data in _chunks(_content(tar, info)):
            digest.update(data)
            target.write(data)
    return Member(info.name, path.stat().st_size, digest.hexdigest())


def _read_manifest(tar: tarfile.TarFile, info: tarfile.TarInfo, source: Path) -> Manifest:
    if info.size > LARGEST_MANIFEST:
        raise Refusal(f"{source.name} is not a backup of Alongside: its list is too long.")
    try:
        values: dict[str, Any] = json.loads(_content(tar, info).read())
        members = tuple(Member(**member) for member in values.pop("members"))
        manifest = Manifest(**values, members=members)
    except (ValueError, TypeError, KeyError, AttributeError):
        raise Refusal(
            f"{source.name} is not a backup of Alongside: its list cannot be read."
        ) from None
    if manifest.format != FORMAT or manifest.engine not in DATABASES:
        raise Refusal(
            f"{source.name} was made by a version of Alongside that this one does not know."
        )
    return manifest


def _check_whole(manifest: Manifest, found: dict[str, Member], source: Path) -> None:
    listed = {member.name: member for member in manifest.members}
    for name in sorted(listed.keys() ^ found.keys()):
        what = "is missing from it" if name in listed else "is not in its list"
        raise Refusal(f"{source.name} was altered: {name} {what}.")
    for name, member in listed.items():
        if member != found[name]:
            raise Refusal(f"{source.name} was altered: {name} is not what was backed up.")
    if DATABASES[manifest.engine] not in found:
        raise Refusal(f"{source.name} holds no database.")


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    content = tar.extractfile(info)
    if content is None:
        raise tarfile.ReadError(info.name)
    return content


def _chunks(content: IO[bytes]) -> Iterable[bytes]:
    while data := content.read(CHUNK):
        yield data


def _cut_short(source: Path) -> Refusal:
    return Refusal(
        f"{source.name} is not a backup of Alongside, or it was cut short. Use another copy of it."
    )


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info
