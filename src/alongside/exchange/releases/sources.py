"""Opens what a person points at: a zip as published, a folder of files, or one file.

The guards are those of every file from outside; only the sizes are larger, since a release is
larger than a table that a person makes.
"""

import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from alongside.exchange.archives import ZIP_START, check_archive
from alongside.exchange.limits import MEGABYTE, USUAL, Limits, read_bounded
from alongside.kernel.refusals import Refusal

RELEASE = replace(
    USUAL,
    file_bytes=60 * MEGABYTE,
    unpacked_bytes=400 * MEGABYTE,
    rows=2_000_000,
    entries=200,
)
TOO_LARGE = "A published release is smaller. Choose the file as it was published."
_READ = (".csv", ".parquet", ".txt")


@dataclass(frozen=True, slots=True)
class Source:
    """``parts`` gives the content of each file by its name, read when it is asked for."""

    name: str
    sha256: str
    parts: Mapping[str, Callable[[], bytes]]

    def named(self, ending: str) -> tuple[str, ...]:
        return tuple(name for name in self.parts if name.lower().endswith(ending))


def open_source(path: Path, *, limits: Limits = RELEASE) -> Source:
    """Raises Refusal when there is nothing to read or it may not be opened."""
    if path.is_dir():
        return _folder(path, limits)
    if not path.is_file():
        raise Refusal(f"There is no file or folder “{path.name}”. Check the name and try again.")
    content = read_bounded(path, limits=limits, too_large=TOO_LARGE)
    digest = hashlib.sha256(content).hexdigest()
    if path.suffix.lower() == ".zip" or content.startswith(ZIP_START):
        return Source(path.name, digest, _zip_parts(content, limits))
    return Source(path.name, digest, {path.name: lambda: content})


def stem(name: str) -> str:
    """The name of a file without its folder and ending.

    >>> stem("data/Caseload.csv")
    'caseload'
    """
    return PurePosixPath(name).stem.casefold()


def _zip_parts(content: bytes, limits: Limits) -> Mapping[str, Callable[[], bytes]]:
    archive = check_archive(content, limits=limits)
    packed = zipfile.ZipFile(io.BytesIO(content))

    def opener(name: str) -> Callable[[], bytes]:
        return lambda: packed.read(name)

    parts = {name: opener(name) for name in sorted(archive.names) if _is_wanted(name)}
    if not parts:
        raise Refusal("The zip file holds no CSV file. Choose the release as it was published.")
    return parts


def _folder(folder: Path, limits: Limits) -> Source:
    paths = sorted(path for path in folder.iterdir() if path.is_file() and _is_wanted(path.name))
    if not paths:
        raise Refusal(f"The folder “{folder.name}” holds no CSV file. Choose the release’s folder.")
    if len(paths) > limits.entries:
        raise Refusal(f"The folder holds more than {limits.entries} files, which no release does.")
    digest = hashlib.sha256()
    for path in paths:
        content = read_bounded(path, limits=limits, too_large=TOO_LARGE)
        digest.update(f"{path.name}\0{hashlib.sha256(content).hexdigest()}\n".encode())
    return Source(folder.name, digest.hexdigest(), {path.name: path.read_bytes for path in paths})


def _is_wanted(name: str) -> bool:
    plain = PurePosixPath(name)
    is_hidden = any(part.startswith((".", "__")) for part in plain.parts)
    return not is_hidden and plain.suffix.lower() in _READ
