"""What a person should look at before a copy is read by others: what may tell who it is, but need not."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.quality.rules.redacting.folding import fold
from alongside.quality.rules.redacting.known import Known
from alongside.quality.rules.redacting.names import doubtful_initials, lower_case_doubles
from alongside.quality.rules.redacting.numbers import DAY
from alongside.quality.rules.redacting.words import (
    LANGUAGES,
    SHORT_FORMS,
    SMALL,
    USUAL_CAPITALS,
)

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?:•\n]|\n\s*[-–*]|[\"“(])\s*$")
_MARK = re.compile(r"\[[a-z -]+\]")
_DOES = re.compile(
    r"\s+(?:is|was|has|had|can|will|does|needs?|likes?|loves?|enjoys?|said|says|finds?|wants?|lives?|goes|went|"
    r"told|helps?|plays?|understands?|uses?|and)\b|\s*\("
)
_HAS = re.compile(r"['’]s?$")
_SPOKEN = re.compile(
    r"\b(?:languages?|speaks?|spoken|speaking|interpreters?|translat\w+|(?:written|wrote|writes) (?:by|in)|at home)\b"
)
TAUGHT = frozenset({"french", "german", "spanish", "italian", "latin"})
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
    LANGUAGE = "language"


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
    lower |= {word.lower() for each in known.public for word in _WORD.findall(each)}
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
        *_languages(block),
        *((*each.span(), Why.DAY) for each in DAY.finditer(block.lower())),
        *((*each.span(), Why.LETTER) for each in _LONE_LETTER.finditer(block)),
        *((each.start, each.end, Why.SHORT_FORM) for each in doubtful_initials(fold(block), known)),
        *((each.start, each.end, Why.ALSO_WORD) for each in lower_case_doubles(fold(block), known)),
    ):
        if not any(first <= start < last for first, last in marks):
            yield start, end, why


def _capitals(block: str, lower: set[str]) -> Iterator[tuple[int, int, Why]]:
    """In mid-sentence each that is no usual one, nor of a day; at the beginning only where it does something, has
    something, or is explained.
    """
    days = [each.span() for each in DAY.finditer(block.lower())]
    for found in _WORD.finditer(block):
        word, start = found[0], found.start()
        if not word[0].isupper() or len(word) < 2 or _is_usual(word, lower):
            continue
        if word.lower() in LANGUAGES or any(first <= start < last for first, last in days):
            continue
        opens = _OPENS_SENTENCE.search(block[max(0, start - 12) : start])
        if not opens or _is_somebody(block, word, found.end()):
            yield start, found.end(), Why.CAPITAL


def _is_somebody(block: str, word: str, end: int) -> bool:
    """Of a word that opens a sentence: “Patrick helps”, “Patrick’s”, “Patrick (”."""
    base = _HAS.sub("", word)
    return base.istitle() and (base != word or bool(_DOES.match(block, end)))


def _languages(block: str) -> Iterator[tuple[int, int, Why]]:
    """A language of home may tell who it is. Those that are taught at school only where somebody speaks them."""
    for found in _WORD.finditer(block):
        word, start = found[0].lower(), found.start()
        around = block[max(0, start - 60) : found.end() + 60]
        if not found[0][0].isupper():
            continue
        if word in LANGUAGES or (word in TAUGHT and _SPOKEN.search(around)):
            yield start, found.end(), Why.LANGUAGE


def _is_usual(word: str, lower: set[str]) -> bool:
    """Whether it names nobody: an everyday word, a usual short form, or one that stands there in small letters."""
    small = word.lower().replace("’", "'")
    small = _HAS.sub("", small)
    return (
        small in USUAL_CAPITALS
        or small in SMALL
        or small in lower
        or word.removesuffix("s") in SHORT_FORMS
    )


def _context(block: str, start: int, end: int) -> str:
    """About thirty characters on each side; a word that the cut goes through is left out."""
    first, last = max(0, start - 30), end + 30
    before, after = block[first:start], block[end:last]
    if first and not block[first - 1].isspace():
        before = before[_past_space(before) :]
    if last < len(block) and not block[last].isspace():
        after = after[: len(after) - _past_space(after[::-1])]
    return " ".join(f"{before}{block[start:end]}{after}".split())


def _past_space(text: str) -> int:
    """Where the next word begins; the beginning itself where all is one word."""
    return next((at for at, each in enumerate(text) if each.isspace()), 0)
