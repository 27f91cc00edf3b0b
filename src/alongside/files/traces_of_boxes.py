"""HEIC pictures and M4A recordings without what they tell beside themselves: both are boxes within boxes
(ISO/IEC 14496-12, 23008-12).

Nothing is moved, because boxes name each other's places: what tells something is overwritten with zeros.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_HOLDS_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"dinf"})
_TELLS = frozenset({b"udta", b"meta", b"uuid", b"loci", b"keys", b"ilst", b"Xtra"})
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_TOP_OF_PICTURES = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip", b"moov", b"wide"})
_TOP_OF_SOUNDS = frozenset(
    {b"ftyp", b"mdat", b"free", b"skip", b"moov", b"wide", b"moof", b"mfra", b"sidx"}
)
_TELLING_ITEMS = (b"Exif", b"mime", b"uri ")


@dataclass(frozen=True, slots=True)
class _Box:
    """``begin`` and ``end`` are those of its content; ``name_at`` is where its name stands."""

    name: bytes
    name_at: int
    begin: int
    end: int


def clean_m4a(content: bytes) -> bytes:
    """Raises ValueError or struct.error for boxes that cannot be followed."""
    changed = bytearray(content)
    for box in _boxes(changed, 0, len(changed)):
        if box.name not in _TOP_OF_SOUNDS:
            _blank(changed, box)
        elif box.name == b"moov":
            _clean_film(changed, box)
    return bytes(changed)


def clean_heic(content: bytes) -> bytes:
    """Raises ValueError or struct.error for boxes that cannot be followed."""
    changed = bytearray(content)
    for box in _boxes(changed, 0, len(changed)):
        match box.name:
            case b"meta":
                _clean_items(changed, box)
            case b"moov":
                _clean_film(changed, box)
            case name if name not in _TOP_OF_PICTURES:
                _blank(changed, box)
            case _:
                pass
    return bytes(changed)


def _clean_film(changed: bytearray, box: _Box) -> None:
    for inner in _boxes(changed, box.begin, box.end):
        if inner.name in _TELLS:
            _blank(changed, inner)
        elif inner.name in _DATED:
            _clear_dates(changed, inner)
        elif inner.name in _HOLDS_BOXES:
            _clean_film(changed, inner)


def _clear_dates(changed: bytearray, box: _Box) -> None:
    """When it was made and last changed stand after four bytes, in four bytes each, or in eight."""
    wide = 8 if changed[box.begin] == 1 else 4
    changed[box.begin + 4 : box.begin + 4 + 2 * wide] = bytes(2 * wide)


def _clean_items(changed: bytearray, meta: _Box) -> None:
    """The items of a picture that are EXIF or XMP, wherever they lie in the file."""
    inner = {box.name: box for box in _boxes(changed, meta.begin + 4, meta.end)}
    if b"iinf" not in inner or b"iloc" not in inner:
        raise ValueError("The list of what is in the picture is missing.")
    telling = set(_telling_items(changed, inner[b"iinf"]))
    stored = inner.get(b"idat")
    for item, is_within, begin, length in _places(changed, inner[b"iloc"]):
        if item not in telling:
            continue
        if is_within and stored is None:
            raise ValueError("A place leads nowhere.")
        start = begin + (stored.begin if is_within and stored else 0)
        if start + length > len(changed):
            raise ValueError("A place leads beyond the file.")
        changed[start : start + length] = bytes(length)


def _telling_items(changed: bytearray, iinf: _Box) -> Iterator[int]:
    count = 2 if changed[iinf.begin] == 0 else 4
    for box in _boxes(changed, iinf.begin + 4 + count, iinf.end):
        version = changed[box.begin]
        if box.name != b"infe" or version < 2:
            raise ValueError("An item is described in a way that is not known.")
        wide = version > 2
        item = struct.unpack_from(">I" if wide else ">H", changed, box.begin + 4)[0]
        kind = bytes(changed[box.begin + (10 if wide else 8) :][:4])
        if kind in _TELLING_ITEMS:
            yield item


def _places(changed: bytearray, iloc: _Box) -> Iterator[tuple[int, bool, int, int]]:
    """(item, whether it lies within the list's own store, where it begins, how long it is)."""
    reader = _Reader(changed, iloc.begin + 4, iloc.end)
    version = changed[iloc.begin]
    sizes, more = reader.number(1), reader.number(1)
    offset_size, length_size, base_size = sizes >> 4, sizes & 15, more >> 4
    index_size = more & 15 if version in (1, 2) else 0
    for _ in range(reader.number(4 if version == 2 else 2)):
        item = reader.number(4 if version == 2 else 2)
        method = reader.number(2) & 15 if version in (1, 2) else 0
        reader.number(2)
        base = reader.number(base_size)
        for _ in range(reader.number(2)):
            reader.number(index_size)
            begin = base + reader.number(offset_size)
            yield item, method == 1, begin, reader.number(length_size)


@dataclass(slots=True)
class _Reader:
    changed: bytearray
    at: int
    end: int

    def number(self, size: int) -> int:
        """Of so many bytes; none is zero."""
        if self.at + size > self.end:
            raise ValueError("A list is cut off.")
        found = int.from_bytes(self.changed[self.at : self.at + size], "big")
        self.at += size
        return found


def _boxes(changed: bytearray, at: int, end: int) -> Iterator[_Box]:
    while at < end:
        size, name = struct.unpack_from(">I4s", changed, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", changed, at + 8)
            head = 16
        until = end if size == 0 else at + size
        if until > end or until < at + head:
            raise ValueError("A box leads beyond its own end.")
        yield _Box(name, at + 4, at + head, until)
        at = until


def _blank(changed: bytearray, box: _Box) -> None:
    changed[box.name_at : box.name_at + 4] = b"free"
    changed[box.begin : box.end] = bytes(box.end - box.begin)
