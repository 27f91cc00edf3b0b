"""Reads DfE's data guidance, which comes with a published release: its title, the files that it
should hold and the footnotes of each.
"""

import re
from dataclasses import dataclass

from alongside.exchange.releases.sources import stem

_FOOTNOTE = re.compile(r"^\d+\.\s+(.+)$")


@dataclass(frozen=True, slots=True)
class Guidance:
    """``files`` are stems, such as ``caseload``; ``notes`` pairs of such a stem and a footnote."""

    title: str
    reporting_year: str
    files: tuple[str, ...]
    notes: tuple[tuple[str, str], ...]


def read_guidance(text: str) -> Guidance:
    """The parts that are there; a text that is no guidance gives an empty one.

    >>> read_guidance("Plans\\nReporting year 2025\\nFilename: caseload.csv\\n1. A note.").notes
    (('caseload', 'A note.'),)
    """
    lines = [line.strip() for line in text.removeprefix("\ufeff").splitlines()]
    title = next((line for line in lines if line), "")
    year = next((found[1] for line in lines[:5] if (found := re.search(r"\b(20\d\d)\b", line))), "")
    files: list[str] = []
    notes: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("Filename:"):
            files.append(stem(line.removeprefix("Filename:").strip()))
        elif files and (found := _FOOTNOTE.match(line)):
            notes.append((files[-1], found[1]))
    return Guidance(title, year, tuple(files), tuple(notes))
