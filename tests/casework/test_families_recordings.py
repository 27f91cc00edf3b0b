"""Recordings of a voice are kept only where they are asked for, and only when they are what they say."""

from io import BytesIO

import pytest

from alongside.exchange.limits import MEGABYTE
from alongside.files.kinds import AUDIO, M4A, MP3, OGG, WAV, Kind, kind_of, kind_words, limits_for
from alongside.kernel.refusals import Refusal

LIMITS = limits_for(20 * MEGABYTE)
MANY = b"\0" * 400


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("voice.mp3", b"ID3" + MANY, MP3),
        ("voice.m4a", b"\0\0\0\x20ftypM4A " + MANY, M4A),
        ("voice.WAV", b"RIFF\0\0\0\0WAVE" + MANY, WAV),
        ("voice.ogg", b"OggS" + MANY, OGG),
    ],
)
def test_a_recording_is_known_by_its_content(name: str, content: bytes, kind: Kind) -> None:
    assert kind_of(BytesIO(content), name=name, limits=LIMITS, also=AUDIO) == kind
    assert kind_words(kind.media_type) == kind.words


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("voice.mp3", b"MZ\x90" + MANY, "is a program"),
        ("voice.mp3", b"<html><script>" + MANY, "web page or SVG"),
        ("voice.mp3", b"just text", "its content is not one that is accepted"),
        ("voice.mp3", b"\0\0\0\x1cftypmp42" + MANY, "its content is not one that is accepted"),
        ("voice.mp3", b"", "is empty"),
        ("voice.ogg", b"ID3" + MANY, "Rename it to end in .mp3"),
        ("film.mp4", b"\0\0\0\x1cftypmp42" + MANY, "ending in .mp4 are not accepted"),
    ],
)
def test_what_is_no_recording_is_refused_with_a_sentence(
    name: str, content: bytes, words: str
) -> None:
    with pytest.raises(Refusal, match=words):
        kind_of(BytesIO(content), name=name, limits=LIMITS, also=AUDIO)


def test_a_recording_is_refused_where_nobody_asked_for_one() -> None:
    with pytest.raises(Refusal, match=r"ending in \.mp3 are not accepted"):
        kind_of(BytesIO(b"ID3" + MANY), name="voice.mp3", limits=LIMITS)
