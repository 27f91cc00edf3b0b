"""MP3, WAV and Ogg recordings without the labels that tell who made them, where and when (ID3, APE, RIFF
chunks, Vorbis comments).
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

_NO_LABEL = b"ID3\x04" + bytes(6)
_WAV_KEPT = frozenset({b"fmt ", b"data", b"fact"})
_COMMENTS = (b"\x03vorbis", b"OpusTags")
_ENCODED = (b"\x01vorbis", b"OpusHead")


def clean_mp3(content: bytes) -> bytes:
    """Labels stand before the sound (ID3v2) and after it (ID3v1, APE). An empty one says what kind it is."""
    begin, end = 0, len(content)
    while content[begin : begin + 3] == b"ID3":
        begin += _id3_length(content[begin : begin + 10])
    if content[end - 128 : end - 125] == b"TAG":
        end -= 128
    if content[end - 32 : end - 24] == b"APETAGEX":
        end -= _ape_length(content[end - 32 : end])
    if begin >= end:
        raise ValueError("There is no sound in it.")
    return _NO_LABEL + content[begin:end]


def _id3_length(head: bytes) -> int:
    size = sum((each & 0x7F) << (7 * place) for place, each in enumerate(reversed(head[6:10])))
    return 10 + size + (10 if head[5] & 0x10 else 0)


def _ape_length(foot: bytes) -> int:
    size, _, flags = struct.unpack_from("<III", foot, 12)
    return int(size) + (32 if flags & 0x80000000 else 0)


def clean_wav(content: bytes) -> bytes:
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        raise ValueError("No WAV.")
    at, kept = 12, []
    while at + 8 <= len(content):
        name, size = struct.unpack_from("<4sI", content, at)
        piece = content[at : at + 8 + size]
        if name in _WAV_KEPT:
            kept.append(piece + b"\0" * (len(piece) % 2))
        at += 8 + size + size % 2
    if not any(piece.startswith(b"data") for piece in kept):
        raise ValueError("There is no sound in it.")
    body = b"WAVE" + b"".join(kept)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@dataclass(frozen=True, slots=True)
class _Page:
    """``pieces`` are (where it begins, how long, whether its packet ends here)."""

    begin: int
    end: int
    serial: int
    pieces: tuple[tuple[int, int, bool], ...]


def clean_ogg(content: bytes) -> bytes:
    """The comments keep their length and become spaces, so that nothing else moves."""
    changed = bytearray(content)
    pages = tuple(_pages(changed))
    for serial in {page.serial for page in pages}:
        own = [page for page in pages if page.serial == serial]
        _clean_stream(changed, own)
    return bytes(changed)


def _clean_stream(changed: bytearray, pages: list[_Page]) -> None:
    packets: list[list[tuple[int, int]]] = [[]]
    for page in pages:
        for begin, length, is_last in page.pieces:
            packets[-1].append((begin, length))
            if is_last:
                packets.append([])
        if len(packets) > 2:
            break
    head, comments = (_joined(changed, pieces) for pieces in packets[:2])
    if not head.startswith(_ENCODED) or not comments.startswith(_COMMENTS):
        raise ValueError("A sound of a kind that is not known.")
    _put_back(changed, packets[1], _blanked(comments))
    for page in pages:
        if any(begin in range(page.begin, page.end) for begin, _ in packets[1]):
            _sign(changed, page)


def _blanked(comments: bytes) -> bytes:
    start = next(len(name) for name in _COMMENTS if comments.startswith(name))
    told = bytearray(comments)
    at = _blank_text(told, start, keeps_name=False)
    (count,) = struct.unpack_from("<I", told, at)
    at += 4
    for _ in range(count):
        at = _blank_text(told, at, keeps_name=True)
    if told.startswith(_COMMENTS[1]):
        told[at:] = bytes(len(told) - at)
    return bytes(told)


def _blank_text(told: bytearray, at: int, *, keeps_name: bool) -> int:
    """Where the next begins. A comment is "NAME=words", and the name stays."""
    length = int.from_bytes(told[at : at + 4], "little")
    begin, end = at + 4, at + 4 + length
    if end > len(told):
        raise ValueError("A comment is cut off.")
    if keeps_name:
        begin = told.index(b"=", begin, end) + 1
    told[begin:end] = b" " * (end - begin)
    return end


def _joined(changed: bytearray, pieces: list[tuple[int, int]]) -> bytes:
    return b"".join(bytes(changed[begin : begin + length]) for begin, length in pieces)


def _put_back(changed: bytearray, pieces: list[tuple[int, int]], packet: bytes) -> None:
    at = 0
    for begin, length in pieces:
        changed[begin : begin + length] = packet[at : at + length]
        at += length


def _pages(changed: bytearray) -> Iterator[_Page]:
    at = 0
    while at < len(changed):
        if changed[at : at + 4] != b"OggS":
            raise ValueError("No page where one has to be.")
        (serial,) = struct.unpack_from("<I", changed, at + 14)
        lengths = changed[at + 27 : at + 27 + changed[at + 26]]
        pieces, begin, length = [], at + 27 + len(lengths), 0
        for each in lengths:
            length += each
            if each < 255:
                pieces.append((begin, length, True))
                begin, length = begin + length, 0
        if length:
            pieces.append((begin, length, False))
            begin += length
        if begin > len(changed):
            raise ValueError("A page is cut off.")
        yield _Page(at, begin, serial, tuple(pieces))
        at = begin


def _sign(changed: bytearray, page: _Page) -> None:
    """The page's own check sum (RFC 3533, 6)."""
    changed[page.begin + 22 : page.begin + 26] = bytes(4)
    total = 0
    for each in changed[page.begin : page.end]:
        total = ((total << 8) ^ _TABLE[(total >> 24) ^ each]) & 0xFFFFFFFF
    struct.pack_into("<I", changed, page.begin + 22, total)


def _entry(number: int) -> int:
    total = number << 24
    for _ in range(8):
        total = ((total << 1) ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total


_TABLE = tuple(_entry(number) for number in range(256))
