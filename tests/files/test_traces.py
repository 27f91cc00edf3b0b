"""Place, time and device are taken out of pictures and recordings; what is seen and heard stays."""

import io
import struct
import zlib
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps, PngImagePlugin

from alongside.files.kinds import HEIC, JPEG, M4A, MP3, OGG, PDF, PNG, WAV, Kind
from alongside.files.traces import without_traces
from alongside.kernel.refusals import Refusal

SECRETS = (b"53, 57, 28", b"Spy Phone 12", b"2022:09:12", b"Ann Example", b"xmpmeta", b"FILM")
GPS, MAKE, TAKEN, TURN, ARTIST = 0x8825, 0x010F, 0x0132, 0x0112, 0x013B


def exif(turn: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[MAKE], found[TAKEN], found[ARTIST] = "Spy Phone 12", "2022:09:12 10:00:00", "Ann Example"
    found[TURN] = turn
    found.get_ifd(GPS).update({1: "N", 2: (53.0, 57.0, 28.0), 3: "W", 4: (1.0, 4.0, 54.0)})
    return found


def drawn() -> Image.Image:
    picture = Image.new("RGB", (24, 16), "white")
    picture.paste("red", (0, 0, 12, 8))
    picture.paste("blue", (12, 8, 24, 16))
    return picture


def jpeg(turn: int = 1, **more: Any) -> bytes:
    kept = io.BytesIO()
    drawn().save(
        kept, "JPEG", exif=exif(turn), xmp=b"<x:xmpmeta>Ann Example</x:xmpmeta>",
        comment=b"Ann Example", **more,
    )  # fmt: skip
    return kept.getvalue()


def png(turn: int = 1) -> bytes:
    words, kept = PngImagePlugin.PngInfo(), io.BytesIO()
    words.add_text("Author", "Ann Example")
    words.add_itxt("XML:com.adobe.xmp", "<x:xmpmeta/>")
    drawn().save(kept, "PNG", exif=exif(turn), pnginfo=words)
    return kept.getvalue()


def seen(content: bytes) -> tuple[Any, bytes]:
    """As a viewer shows it: turned the right way up."""
    with Image.open(io.BytesIO(content)) as picture:
        shown = ImageOps.exif_transpose(picture).convert("RGB")
        return shown.size, shown.tobytes()


def told(content: bytes) -> dict[int, Any]:
    with Image.open(io.BytesIO(content)) as picture:
        return {**picture.getexif(), **picture.getexif().get_ifd(GPS)}


@pytest.mark.parametrize(("kind", "make"), [(JPEG, jpeg), (PNG, png)])
@pytest.mark.parametrize("turn", range(1, 9))
def test_a_picture_loses_its_place_and_is_seen_as_before(kind: Kind, make: Any, turn: int) -> None:
    before = make(turn)
    assert told(before)[2] == (53.0, 57.0, 28.0)
    after = without_traces(before, kind)
    assert told(after) == ({} if turn == 1 else {TURN: turn})
    assert seen(after) == seen(before)
    assert not any(secret in after for secret in SECRETS)


@pytest.mark.parametrize("more", [{"progressive": True}, {"optimize": True}, {"quality": 100}])
def test_a_jpeg_of_another_make_is_seen_as_before(more: dict[str, Any]) -> None:
    before = jpeg(6, **more)
    assert seen(without_traces(before, JPEG)) == seen(before)


def test_colours_that_the_picture_explains_are_kept() -> None:
    profile = b"\0" * 200 + b"colours"
    for make, kind in ((jpeg, JPEG),):
        after = without_traces(make(icc_profile=profile), kind)
        with Image.open(io.BytesIO(after)) as picture:
            assert picture.info["icc_profile"] == profile


def test_what_a_phone_hid_behind_the_picture_is_left_out() -> None:
    for before, kind in ((jpeg(), JPEG), (png(), PNG)):
        assert b"FILM" not in without_traces(before + b"FILM" + jpeg(), kind)


def test_a_picture_without_traces_stays_to_the_last_bit() -> None:
    for kind, name in ((JPEG, "JPEG"), (PNG, "PNG")):
        kept = io.BytesIO()
        drawn().save(kept, name)
        assert without_traces(kept.getvalue(), kind) == kept.getvalue()


def test_a_document_comes_back_as_it_is() -> None:
    assert without_traces(b"%PDF anything", PDF) == b"%PDF anything"


def box(name: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I4s", len(body) + 8, name) + body


def item(number: int, kind: bytes) -> bytes:
    return box(b"infe", b"\x02\0\0\0", struct.pack(">HH", number, 0), kind, b"\0")


def heic(method: int = 0) -> bytes:
    """A picture of eight bytes, EXIF and XMP; with ``method`` 1 the two lie within the list."""
    start, seen_bytes, secret = box(b"ftyp", b"heic\0\0\0\0mif1heic"), b"PICTURE!", b"Spy Phone 12"
    names = box(b"iinf", bytes(4), struct.pack(">H", 3), item(1, b"hvc1"), item(2, b"Exif"), item(3, b"mime"))  # fmt: skip

    def meta(base: int) -> bytes:
        inside = 0 if method else base + 8
        rows = ((1, 0, base, 8), (2, method, inside, 12), (3, method, inside + 12, 11))
        places = b"".join(
            struct.pack(">HHHHII", number, how, 0, 1, begin, length)
            for number, how, begin, length in rows
        )
        iloc = box(b"iloc", b"\x01\0\0\0\x44\0", struct.pack(">H", 3), places)
        idat = box(b"idat", secret + b"Ann Example") if method else b""
        return box(b"meta", bytes(4), names, iloc, idat)

    base = len(start) + len(meta(0)) + 8
    stored = b"" if method else secret + b"Ann Example"
    return start + meta(base) + box(b"mdat", seen_bytes, stored) + box(b"mpvd", b"FILM")


@pytest.mark.parametrize("method", [0, 1])
def test_a_heic_picture_keeps_the_picture_and_loses_the_rest(method: int) -> None:
    before = heic(method)
    assert any(secret in before for secret in SECRETS)
    after = without_traces(before, HEIC)
    assert len(after) == len(before)
    assert b"PICTURE!" in after
    assert not any(secret in after for secret in SECRETS)


def m4a() -> bytes:
    place = box(b"udta", box(b"\xa9xyz", b"53, 57, 28"))
    head = box(b"mvhd", bytes(4), struct.pack(">II", 3_746_000_000, 3_746_000_001), b"\0" * 80)
    track = box(b"trak", box(b"tkhd", bytes(4), struct.pack(">II", 3_746_000_000, 0)), place)
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"moov", head, track, place) + box(b"mdat", b"SOUND")


def test_an_m4a_recording_keeps_the_sound_and_loses_the_rest() -> None:
    before = m4a()
    after = without_traces(before, M4A)
    assert len(after) == len(before)
    assert b"SOUND" in after
    assert struct.pack(">I", 3_746_000_000) not in after
    assert not any(secret in after for secret in SECRETS)


def mp3() -> bytes:
    label = b"TPE1" + b"Ann Example"
    size = bytes((len(label) >> shift) & 0x7F for shift in (21, 14, 7, 0))
    ape = (
        b"APE words Spy Phone 12" + b"APETAGEX" + struct.pack("<III", 2000, 22 + 32, 1) + bytes(12)
    )
    last = b"TAG" + b"Ann Example".ljust(125, b"\0")
    return b"ID3\x04\0\0" + size + label + b"\xff\xfbSOUND" + ape.replace(b"2000", b"") + last


def test_an_mp3_recording_keeps_the_sound_and_loses_its_labels() -> None:
    assert without_traces(mp3(), MP3) == b"ID3\x04" + bytes(6) + b"\xff\xfbSOUND"


def test_a_wav_recording_keeps_the_sound_and_loses_its_labels() -> None:
    def chunk(name: bytes, body: bytes) -> bytes:
        return name + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

    fmt, sound = chunk(b"fmt ", bytes(16)), chunk(b"data", b"SOUND")
    told = chunk(b"LIST", b"INFOIART" + b"Ann Example") + chunk(b"bext", b"2022:09:12")
    body = b"WAVE" + fmt + told + sound + chunk(b"iXML", b"Spy Phone 12")
    before = b"RIFF" + struct.pack("<I", len(body)) + body
    kept = b"WAVE" + fmt + sound
    assert without_traces(before, WAV) == b"RIFF" + struct.pack("<I", len(kept)) + kept


def check_sum(page: bytes) -> int:
    """As RFC 3533 says it, bit by bit."""
    total = 0
    for each in page[:22] + bytes(4) + page[26:]:
        total ^= each << 24
        for _ in range(8):
            total = ((total << 1) ^ (0x04C11DB7 if total & 0x80000000 else 0)) & 0xFFFFFFFF
    return total


def page(number: int, *packets: bytes) -> bytes:
    lengths = b"".join(b"\xff" * (len(each) // 255) + bytes([len(each) % 255]) for each in packets)
    head = b"OggS\0" + bytes(9) + struct.pack("<III", 7, number, 0) + bytes([len(lengths)])
    made = head + lengths + b"".join(packets)
    return made[:22] + struct.pack("<I", check_sum(made)) + made[26:]


def comments(start: bytes, *words: bytes) -> bytes:
    told = b"".join(struct.pack("<I", len(each)) + each for each in words)
    return start + struct.pack("<I", 12) + b"Spy Phone 12" + struct.pack("<I", len(words)) + told


@pytest.mark.parametrize(
    ("head", "start"), [(b"OpusHead", b"OpusTags"), (b"\x01vorbis", b"\x03vorbis")]
)
def test_an_ogg_recording_keeps_the_sound_and_loses_its_comments(head: bytes, start: bytes) -> None:
    told = comments(start, b"ARTIST=Ann Example", b"LOCATION=" + b"53, 57, 28 " * 60)
    before = page(0, head) + page(1, told + b"\x01") + page(2, b"SOUND")
    after = without_traces(before, OGG)
    assert len(after) == len(before)
    assert after.endswith(page(2, b"SOUND"))
    assert not any(secret in after for secret in SECRETS)
    second = after[len(page(0, head)) : -len(page(2, b"SOUND"))]
    assert struct.unpack_from("<I", second, 22)[0] == check_sum(second)


@pytest.mark.parametrize(
    ("kind", "whole"),
    [(JPEG, jpeg()), (PNG, png()), (HEIC, heic()), (M4A, m4a()), (OGG, page(0, b"OpusHead", b"x"))],
)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_what_is_cut_off_or_damaged_is_refused_or_tells_nothing(
    kind: Kind, whole: bytes, data: st.DataObject
) -> None:
    cut = data.draw(st.integers(1, len(whole) - 1))
    with suppress(Refusal):
        assert len(without_traces(whole[:cut], kind)) <= cut
    changed = bytearray(whole)
    changed[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    with suppress(Refusal):
        assert len(without_traces(bytes(changed), kind)) <= len(whole) + 40


def test_a_sound_of_an_unknown_make_is_refused() -> None:
    with pytest.raises(Refusal, match="could not be taken out"):
        without_traces(page(0, b"Unknown") + page(1, b"x"), OGG)


def test_the_check_sums_of_the_examples_are_right() -> None:
    body = png()
    length = struct.unpack_from(">I", body, 8)[0]
    assert zlib.crc32(body[12 : 16 + length]) == struct.unpack_from(">I", body, 16 + length)[0]
