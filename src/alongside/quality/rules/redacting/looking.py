"""What a person should look at before a copy is read by others: what may tell who it is, but need not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.quality.rules.redacting.folding import fold
from alongside.quality.rules.redacting.known import Known
from alongside.quality.rules.redacting.names import doubtful_initials, lower_case_doubles
from alongside.quality.rules.redacting.numbers import DAY
from alongside.quality.rules.redacting.words import SHORT_FORMS, SMALL, USUAL_CAPITALS

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:•\n]|\n\s*[-–*]|[\"“(])\s*$")
_MARK = re.compile(r"\[[a-z -]+\]")
_DOES = re.compile(
    r"\s+(?:is|was|has|had|can|will|does|needs?|likes?|loves?|enjoys?|said|says|finds?|wants?|lives?|goes|went|"
    r"told|helps?|plays?|understands?|uses?|and)\b"
)
_LONE_LETTER = re.compile(
    r"(?<![\w'’.])(?<!section )(?<!Section )(?<!part )(?<!Part )(?<!group )(?<!Year )[B-HJ-Z](?![\w.-])"
)
_MOST_OFTEN = 3


class Why(StrEnum):
    CAPITAL = "capital"
    SHORT_FORM = "short_form"
    ALSO_WORD = "also_word"
    LETTER = "letter"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class LookAt:
    """``block`` counts from nought; ``context`` is the words around it, for reading."""

    words: str
    block: int
    why: Why
    context: str


def look_at(blocks: Sequence[str], known: Known) -> tuple[LookAt, ...]:
    """From what is hidden already. The same words are listed three times at most."""
    lower = {word for block in blocks for word in _WORD.findall(block) if word.islower()}
    counted: dict[tuple[str, Why], int] = {}
    found = []
    for number, block in enumerate(blocks):
        for start, end, why in sorted(_doubts(block, known, lower)):
            key = (block[start:end].casefold(), why)
            counted[key] = counted.get(key, 0) + 1
            if counted[key] <= _MOST_OFTEN:
                found.append(LookAt(block[start:end], number, why, _context(block, start, end)))
    return tuple(found)


def _doubts(block: str, known: Known, lower: set[str]) -> Iterator[tuple[int, int, Why]]:
    marks = [each.span() for each in _MARK.finditer(block)]
    for start, end, why in (
        *_capitals(block, lower),
        *((*each.span(), Why.DAY) for each in DAY.finditer(block.lower())),
        *((*each.span(), Why.LETTER) for each in _LONE_LETTER.finditer(block)),
        *((each.start, each.end, Why.SHORT_FORM) for each in doubtful_initials(fold(block), known)),
        *((each.start, each.end, Why.ALSO_WORD) for each in lower_case_doubles(fold(block), known)),
    ):
        if not any(first <= start < last for first, last in marks):
            yield start, end, why


def _capitals(block: str, lower: set[str]) -> Iterator[tuple[int, int, Why]]:
    """In mid-sentence each that is no usual one; at the beginning only where it does something."""
    for found in _WORD.finditer(block):
        word = found[0]
        if not word[0].isupper() or len(word) < 2 or _is_usual(word, lower):
            continue
        opens = _OPENS_SENTENCE.search(block[max(0, found.start() - 12) : found.start()])
        if not opens or (word.istitle() and _DOES.match(block, found.end())):
            yield found.start(), found.end(), Why.CAPITAL


def _is_usual(word: str, lower: set[str]) -> bool:
    """Whether it names nobody: an everyday word, a usual short form, or one that stands there in small letters."""
    small = word.lower().replace("’", "'")
    return (
        small in USUAL_CAPITALS
        or small in SMALL
        or small in lower
        or word.removesuffix("s") in SHORT_FORMS
    )


def _context(block: str, start: int, end: int) -> str:
    before, after = block[max(0, start - 30) : start], block[end : end + 30]
    return " ".join(f"{before}{block[start:end]}{after}".split())
