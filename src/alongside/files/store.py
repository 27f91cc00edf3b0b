"""The folder of kept contents: each file is named by the SHA-256 of what it holds.

A content is written beside its place, forced to disk, and then renamed into it, so a name always
stands for a whole content. What a content belongs to is in the database, and only there.
"""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

_CHUNK = 1024 * 1024
_INCOMING = ".incoming"
DIGEST_LENGTH = 64


class ContentMissingError(Exception):
    """The content is not in the store."""


class ContentAlteredError(Exception):
    """The content in the store is not what was put there."""


@dataclass(frozen=True, slots=True)
class Kept:
    sha256: str
    size_bytes: int


def root() -> Path:
    home: Path = settings.HOME
    return home / "files"


def path_of(sha256: str) -> Path:
    if len(sha256) != DIGEST_LENGTH or not set(sha256) <= set("0123456789abcdef"):
        raise ValueError("That is no SHA-256.")
    return root() / sha256[:2] / sha256


def put(source: BinaryIO) -> Kept:
    """Keep the content; putting the same one again only renews its age, or mends it when it was
    altered.
    """
    incoming = root() / _INCOMING
    incoming.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(dir=incoming)
    try:
        kept = _write(descriptor, source)
        _move(Path(name), path_of(kept.sha256))
    finally:
        with suppress(FileNotFoundError):
            os.unlink(name)
    return kept


def open_checked(sha256: str) -> BinaryIO:
    """The content, read through once and found whole. The caller closes it.

    Raises ContentMissingError or ContentAlteredError.
    """
    try:
        content = path_of(sha256).open("rb")
    except FileNotFoundError:
        raise ContentMissingError(sha256) from None
    if digest_of(content) != sha256:
        content.close()
        raise ContentAlteredError(sha256)
    content.seek(0)
    return content


def digest_of(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK):
        digest.update(chunk)
    return digest.hexdigest()


def contents() -> Iterator[Path]:
    """Every kept content, in order of its name."""
    for folder in sorted(root().glob("[0-9a-f][0-9a-f]")):
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def leftovers() -> Iterator[Path]:
    """Contents whose writing never finished."""
    incoming = root() / _INCOMING
    yield from sorted(incoming.iterdir()) if incoming.is_dir() else ()


def _write(descriptor: int, source: BinaryIO) -> Kept:
    digest = hashlib.sha256()
    size = 0
    source.seek(0)
    with os.fdopen(descriptor, "wb") as target:
        while chunk := source.read(_CHUNK):
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)
        target.flush()
        os.fsync(target.fileno())
    return Kept(digest.hexdigest(), size)


def _move(temporary: Path, place: Path) -> None:
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _is_whole(place):
        os.utime(place)
        return
    os.replace(temporary, place)
    for folder in (place.parent, place.parent.parent):
        _force_to_disk(folder)


def _is_whole(place: Path) -> bool:
    with suppress(FileNotFoundError), place.open("rb") as content:
        return digest_of(content) == place.name
    return False


def _force_to_disk(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
