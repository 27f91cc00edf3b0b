"""Whether a zip file (a workbook, a Word file) is safe to open: names, sizes, nesting, entities,
macros.

Sizes written in the zip are not believed: every part is unpacked once, counted, and thrown away.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import BinaryIO

from alongside.exchange.limits import USUAL, Limits, megabytes
from alongside.kernel.refusals import Refusal

ZIP_START = b"PK\x03\x04"
_CHUNK = 64 * 1024
_BAD_NAME = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|[\\\x00-\x1f\x7f]")
_XML_ENDINGS = (".xml", ".rels", ".vml", ".rdf", ".xhtml", ".svg")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_MACRO_PART = re.compile(
    r"vbaProject[^/]*\.bin$|(^|/)(activeX|macrosheets|dialogsheets)/|^(Basic|Scripts)/", re.I
)
_OBJECT_PART = re.compile(
    r"oleObject[^/]*\.bin$|(^|/)embeddings/[^/]+\.(bin|exe|com|bat|js|vbs|ps1)$", re.I
)
DAMAGED = (
    "The file is damaged or not complete. Open it in the program that made it, save it "
    "again and try again."
)


@dataclass(slots=True)
class _Count:
    unpacked: int = 0
    entries: int = 0


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip that passed: its file names in order."""

    names: tuple[str, ...] = field(default=())

    def has(self, name: str) -> bool:
        return name in self.names


def check_archive(data: bytes | BinaryIO, *, limits: Limits = USUAL) -> Archive:
    """Raises Refusal with the reason when the archive may not be opened."""
    source = io.BytesIO(data) if isinstance(data, bytes) else data
    try:
        return _check(source, limits, limits.nesting, _Count())
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise Refusal(DAMAGED) from None


def _check(source: BinaryIO, limits: Limits, nesting: int, count: _Count) -> Archive:
    with zipfile.ZipFile(source) as archive:
        entries = archive.infolist()
        count.entries += len(entries)
        if count.entries > limits.entries:
            raise Refusal(
                f"The file holds more than {limits.entries:,} parts, which no ordinary "
                "document does."
            )
        if len({entry.filename.casefold() for entry in entries}) != len(entries):
            raise Refusal("The file holds two parts of the same name, so it cannot be trusted.")
        for entry in entries:
            _check_entry(entry, limits)
            _unpack(archive, entry, limits, nesting, count)
        return Archive(tuple(entry.filename for entry in entries))


def _check_entry(entry: zipfile.ZipInfo, limits: Limits) -> None:
    if _BAD_NAME.search(entry.filename) or _BAD_NAME.search(entry.orig_filename):
        raise Refusal(
            "The file holds a part whose name points outside the file, so it cannot be trusted."
        )
    if entry.flag_bits & 0x1:
        raise Refusal(
            "The file is protected by a password. Save a copy without the password and try again."
        )
    if entry.compress_type not in _METHODS:
        raise Refusal(
            "The file is packed in an unusual way. Save it again as an ordinary file and try again."
        )
    if _MACRO_PART.search(entry.filename):
        raise Refusal(
            "The file holds macros (small programs). Save it without macros and try again."
        )
    if _OBJECT_PART.search(entry.filename):
        raise Refusal(
            "The file has another file packed inside it. Remove the embedded object and try again."
        )
    _check_ratio(entry.file_size, entry.compress_size, limits)


def _check_ratio(unpacked: int, packed: int, limits: Limits) -> None:
    if unpacked > limits.unpacked_bytes or (
        unpacked > limits.ratio_from_bytes and unpacked > limits.ratio * max(packed, 1)
    ):
        raise _bomb(limits)


def _bomb(limits: Limits) -> Refusal:
    return Refusal(
        "The file is far larger inside than outside (the most is "
        f"{megabytes(limits.unpacked_bytes)}), "
        "so it was not opened."
    )


def _unpack(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, nesting: int, count: _Count
) -> None:
    own = 0
    tail = b""
    is_xml = entry.filename.lower().endswith(_XML_ENDINGS)
    with archive.open(entry) as part:
        while chunk := part.read(_CHUNK):
            if own == 0 and chunk.startswith(ZIP_START):
                _check_nested(archive, entry, limits, nesting, count)
            own += len(chunk)
            count.unpacked += len(chunk)
            if count.unpacked > limits.unpacked_bytes:
                raise _bomb(limits)
            _check_ratio(own, entry.compress_size, limits)
            if is_xml:
                tail = _check_entities(tail + chunk)


def _check_nested(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, nesting: int, count: _Count
) -> None:
    if nesting <= 0:
        raise Refusal("The file has another packed file inside it. Remove it and try again.")
    _check(io.BytesIO(archive.read(entry)), limits, nesting - 1, count)


def _check_entities(text: bytes) -> bytes:
    """Office files never declare a document type; one that does is an attack on the reader."""
    plain = text.replace(b"\0", b"")
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise Refusal(
            "The file declares XML entities, which ordinary documents never do, so it was not "
            "opened."
        )
    return text[-32:]
