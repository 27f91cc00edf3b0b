"""Taking out of a picture or a recording what it tells beside what is seen and heard: where and when it was
made, with which device, by whom. What is seen and heard stays as it was, to the last bit.

Each format is taken apart by its own marks, and only what is known to be needed for showing it is kept.
How a picture is turned stays known, since without that it would lie on its side.
"""

import struct
from collections.abc import Callable, Mapping

from alongside.files import traces_of_boxes, traces_of_pictures, traces_of_sounds
from alongside.files.kinds import HEIC, JPEG, M4A, MP3, OGG, PNG, WAV, Kind
from alongside.kernel.refusals import Refusal

NOT_TAKEN_OUT = (
    "The place and time at which this was made could not be taken out of the file. Save it as JPEG, PNG "
    "or MP3 and try again."
)
_WAYS: Mapping[Kind, Callable[[bytes], bytes]] = {
    JPEG: traces_of_pictures.clean_jpeg,
    PNG: traces_of_pictures.clean_png,
    HEIC: traces_of_boxes.clean_heic,
    M4A: traces_of_boxes.clean_m4a,
    MP3: traces_of_sounds.clean_mp3,
    WAV: traces_of_sounds.clean_wav,
    OGG: traces_of_sounds.clean_ogg,
}


def without_traces(content: bytes, kind: Kind) -> bytes:
    """Documents come back as they are. Raises Refusal for a file whose marks cannot be followed."""
    way = _WAYS.get(kind)
    if way is None:
        return content
    try:
        return way(content)
    except (struct.error, IndexError, ValueError):
        raise Refusal(NOT_TAKEN_OUT) from None
