"""What a printed date says, when it may be only a month, may be misprinted, or may contradict itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """``known`` is the date when there is no doubt. ``unclear`` holds the printed words when there is."""

    known: PartialDate | None = None
    unclear: str = ""
    note: str = ""


def printed_date(row: Mapping[str, Any], which: str) -> PrintedDate:
    """The start or the end of a row. The written date counts, unless the printed words say another.

    >>> printed_date({"end_date": None, "end_date_printed": "March 2-21"}, "end").unclear
    'March 2-21'
    """
    written = _read(row.get(f"{which}_date") or "")
    words = row.get(f"{which}_date_printed") or ""
    printed = _read(words)
    note = row.get(f"{which}_date_note") or ""
    if not words or (printed is not None and printed == written):
        return PrintedDate(written)
    if printed is None:
        return PrintedDate(None, words, note) if written is None else PrintedDate(written)
    if written is None:
        return PrintedDate(printed)
    return PrintedDate(None, words, note or f"The file also gives {written}.")


def _read(text: str) -> PartialDate | None:
    try:
        return PartialDate.parse(text) if text.strip() else None
    except Refusal:
        return None
