"""Which message comes after which: new, seen before, overtaken, altered or too early.

A pure rule over the stamps of what was taken before. What to do about each verdict is for the room
that keeps the messages; only ``NEXT`` may change anything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Turn(StrEnum):
    """``DUPLICATE`` is answered as it was the first time; everything but ``NEXT`` stores nothing."""

    NEXT = "next"
    DUPLICATE = "duplicate"
    ALTERED = "altered"
    REPLAY = "replay"
    STALE = "stale"
    EARLY = "early"


SENTENCES = {
    Turn.NEXT: "This is the next message about the request.",
    Turn.DUPLICATE: "This message was taken before. Nothing was changed.",
    Turn.ALTERED: "A message with this identifier was taken before and said something else. "
    "Send what is new as a new message.",
    Turn.REPLAY: "The content of this message was taken before under another identifier.",
    Turn.STALE: "A later message about this request was taken before. Send its present state as "
    "the next version.",
    Turn.EARLY: "A message before this one has not arrived. Send the missing one first.",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """``stream`` is one sender’s messages about one request; ``digest`` is of the content without
    identifier and time of sending.
    """

    message_id: str
    stream: str
    sequence: int
    sent_at: datetime
    digest: str


def turn_of(incoming: Stamp, taken: Iterable[Stamp]) -> Turn:
    """``taken`` may hold other streams too: an identifier counts once in all of them."""
    before = tuple(taken)
    same_name = [stamp for stamp in before if stamp.message_id == incoming.message_id]
    if same_name:
        return Turn.DUPLICATE if incoming in same_name else Turn.ALTERED
    stream = [stamp for stamp in before if stamp.stream == incoming.stream]
    if any(stamp.digest == incoming.digest for stamp in stream):
        return Turn.REPLAY
    last = max(stream, key=lambda stamp: stamp.sequence, default=None)
    due = last.sequence + 1 if last else 1
    if incoming.sequence > due:
        return Turn.EARLY
    overtaken = last is not None and incoming.sent_at < last.sent_at
    return Turn.STALE if incoming.sequence < due or overtaken else Turn.NEXT
