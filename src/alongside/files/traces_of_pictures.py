"""JPEG and PNG without what they tell beside the picture.

JPEG: ITU-T T.81, annex B; EXIF 2.3, 4.6. PNG: ISO/IEC 15948, 5.3. What stands after the picture's end, such
as a film that a phone hid there, is left out.
"""

import struct
from collections.abc import Iterator
from zlib import crc32

_TURN, _SHORT = 0x0112, 3
_EXIF = b"Exif\0\0"
_START, _SCAN, _END = 0xD8, 0xDA, 0xD9
_RESTARTS = range(0xD0, 0xD8)
_APPLICATION = range(0xE0, 0xF0)
_COMMENT = 0xFE
_KEPT_BY_NAME = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0", 0xEE: b"Adobe"}
"""How the colours are meant: without these a picture looks otherwise."""
_PNG_START = b"\x89PNG\r\n\x1a\n"
_PNG_KEPT = frozenset(
    {b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"hIST", b"pHYs", b"sPLT",
     b"acTL", b"fcTL", b"fdAT", b"cICP"}
)  # fmt: skip


def clean_jpeg(content: bytes) -> bytes:
    """Raises ValueError for what is no whole JPEG."""
    kept, turn = [], 1
    for marker, piece in _segments(content):
        if marker == 0xE1 and piece[4:].startswith(_EXIF):
            turn = _turn_in(piece[4 + len(_EXIF) :])
        if _is_kept(marker, piece[4:]):
            kept.append(piece)
    if turn != 1:
        body = _EXIF + _only_turn(turn)
        kept.insert(1, b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body)
    return b"".join(kept)


def _is_kept(marker: int, body: bytes) -> bool:
    if marker == _COMMENT:
        return False
    if marker not in _APPLICATION:
        return True
    name = _KEPT_BY_NAME.get(marker)
    return name is not None and body.startswith(name)


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each mark with what belongs to it, up to the end of the picture."""
    at = 0
    while True:
        begin = at
        if content[at] != 0xFF:
            raise ValueError("No mark where one has to be.")
        while content[at] == 0xFF:
            at += 1
        marker = content[at]
        at += 1
        if marker == _START:
            yield marker, b"\xff\xd8"
            continue
        if marker == _END:
            yield marker, b"\xff\xd9"
            return
        at += struct.unpack_from(">H", content, at)[0]
        if at > len(content):
            raise ValueError("A part is cut off.")
        if marker == _SCAN:
            at = _end_of_scan(content, at)
        yield marker, b"\xff" + content[begin + 1 : at].lstrip(b"\xff")


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the next mark stands that is none within the picture's own data."""
    while True:
        at = content.index(b"\xff", at)
        following = content[at + 1]
        if following == 0xFF:
            at += 1
        elif following == 0 or following in _RESTARTS:
            at += 2
        else:
            return at


def clean_png(content: bytes) -> bytes:
    """Raises ValueError for what is no whole PNG."""
    if not content.startswith(_PNG_START):
        raise ValueError("No PNG.")
    at, kept, turn = len(_PNG_START), [_PNG_START], 1
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        piece = content[at : at + length + 12]
        if len(piece) != length + 12:
            raise ValueError("A part is cut off.")
        if name == b"eXIf":
            turn = _turn_in(piece[8:-4])
        if name[:1].isupper() or name in _PNG_KEPT:
            kept.append(piece)
        if name == b"IEND":
            break
        at += length + 12
    if turn != 1:
        kept.insert(2, _chunk(b"eXIf", _only_turn(turn)))
    return b"".join(kept)


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", crc32(name + body))


def _turn_in(tiff: bytes) -> int:
    """Which way up the picture is meant, from 1 to 8; 1 where it does not say so."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return 1
    try:
        (first,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, first)
        for number in range(count):
            tag, kind, _, value = struct.unpack_from(f"{order}HHIH", tiff, first + 2 + 12 * number)
            if tag == _TURN and kind == _SHORT:
                return int(value) if 1 <= value <= 8 else 1
    except struct.error:
        return 1
    return 1


def _only_turn(turn: int) -> bytes:
    """EXIF that says which way up the picture is, and nothing else."""
    return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _TURN, _SHORT, 1, turn, 0, 0)
