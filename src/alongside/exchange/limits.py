"""How large and how deep a file from outside may be before it is refused unread."""

from dataclasses import dataclass
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO

from alongside.kernel.refusals import Refusal

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """``ratio`` is unpacked to packed size, asked only above ``ratio_from_bytes``: small parts pack
    well.

    ``nesting`` is how many archives may stand inside one another; 0 refuses any archive in an
    archive.
    """

    file_bytes: int = 20 * MEGABYTE
    rows: int = 50_000
    columns: int = 200
    cell_characters: int = 32_767
    problems: int = 200
    entries: int = 2_000
    unpacked_bytes: int = 100 * MEGABYTE
    ratio: int = 200
    ratio_from_bytes: int = 10 * MEGABYTE
    nesting: int = 0
    depth: int = 50


USUAL = Limits()
TABLE_TOO_LARGE = "Split it, or remove pictures and empty rows, and try again."


def megabytes(size: int) -> str:
    """A size in words for a sentence.

    >>> megabytes(20 * MEGABYTE)
    '20 MB'
    """
    return f"{size / MEGABYTE:.1f}".removesuffix(".0") + " MB"


def read_bounded(
    data: BinaryIO | Path, *, limits: Limits = USUAL, too_large: str = TABLE_TOO_LARGE
) -> bytes:
    """The whole content. A file over the limit is refused before it is read.

    ``too_large`` says what to do then.
    """
    if isinstance(data, Path):
        _check_size(data.stat().st_size, limits, too_large)
        return data.read_bytes()
    if data.seekable():
        _check_size(data.seek(0, SEEK_END), limits, too_large)
        data.seek(0)
    content = data.read(limits.file_bytes + 1)
    _check_size(len(content), limits, too_large)
    return content


def _check_size(size: int, limits: Limits, too_large: str) -> None:
    if size > limits.file_bytes:
        raise Refusal(f"The file is larger than {megabytes(limits.file_bytes)}. {too_large}")
    if size == 0:
        raise Refusal("The file is empty. Check that it is the right one.")
