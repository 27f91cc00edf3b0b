"""Hiding what is known and what has a telling shape, and checking afterwards that nothing known is left.

Too much is hidden rather than too little. What no pattern can find, a person marks.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from alongside.kernel.refusals import Refusal
from alongside.quality.rules.redacting.folding import fold, folded_words
from alongside.quality.rules.redacting.known import (
    Known,
    beginnings_of,
    digits_of,
    is_everyday,
    name_parts,
    school_forms,
)
from alongside.quality.rules.redacting.looking import LookAt, look_at
from alongside.quality.rules.redacting.names import find_marked, find_names
from alongside.quality.rules.redacting.numbers import find_numbers, find_telling_days
from alongside.quality.rules.redacting.places import (
    find_addresses,
    find_other_places,
    find_schools,
)
from alongside.quality.rules.redacting.spans import Mark, Span, merged, pieces
from alongside.quality.rules.redacting.words import ALSO_WORDS, SMALL

SHORTEST_LEFT = 3
_MARKS = re.compile("|".join(re.escape(each) for each in Mark))
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Redacted:
    """The blocks with their marks, how many there are, and what a person should look at."""

    blocks: tuple[str, ...]
    hidden_count: int
    look_at: tuple[LookAt, ...]


def redact(blocks: Sequence[str], known: Known, *, marked: Iterable[str] = ()) -> Redacted:
    """``marked`` are words that a person hides besides. Marks that stand there already stay as they are."""
    words = tuple(marked)
    hidden = tuple(_hide(block, known, words) for block in blocks)
    return Redacted(
        blocks=hidden,
        hidden_count=sum(len(_MARKS.findall(each)) for each in hidden),
        look_at=look_at(hidden, known),
    )


def check_nothing_left(blocks: Iterable[str], known: Known, *, marked: Iterable[str] = ()) -> None:
    """A second look, in another way than hiding, before anybody else reads it. Raises Refusal."""
    words = tuple(marked)
    if any(_is_left(block, known, words) for block in blocks):
        raise Refusal(
            "The copy still holds something that tells who it is about. Make it again, then look again."
        )


def _hide(block: str, known: Known, marked: Sequence[str]) -> str:
    """Marks that stand there already are stepped over, so that hiding twice changes nothing."""
    found: list[str] = []
    last = 0
    for mark in _MARKS.finditer(block):
        found += [_hide_part(block[last : mark.start()], known, marked), mark[0]]
        last = mark.end()
    return "".join([*found, _hide_part(block[last:], known, marked)])


def _hide_part(text: str, known: Known, marked: Sequence[str]) -> str:
    spans = [each for each in _spans(text, known, marked) if each.end > each.start]
    return "".join(pieces(merged(spans, text), text))


def _spans(text: str, known: Known, marked: Sequence[str]) -> Iterator[Span]:
    folded = fold(text)
    yield from find_numbers(folded, known)
    yield from find_telling_days(folded, known.telling_days)
    yield from find_schools(folded, known)
    yield from find_addresses(folded, known)
    yield from find_other_places(text, known)
    yield from find_names(folded, known)
    yield from find_marked(folded, marked)


def _forms(school: str, known: Known) -> Iterator[str]:
    yield from school_forms(school, known.public)
    yield from beginnings_of(school, known.public)


def _is_left(block: str, known: Known, marked: Sequence[str]) -> bool:
    text = folded_words(_MARKS.sub(" \u2021 ", block))
    words = {each.removesuffix("'s") for each in _WORD.findall(text)}
    told = {each for each in name_parts(known.names()) if len(each) >= SHORTEST_LEFT}
    told -= ALSO_WORDS | SMALL
    if words & told:
        return True
    plain = f" {' '.join(_WORD.findall(text))} "
    phrases = [form for each in known.schools for form in _forms(each, known)]
    phrases = [each for each in phrases if " " in each and not is_everyday(each)]
    if any(f" {' '.join(_WORD.findall(each))} " in plain for each in phrases):
        return True
    digits = re.sub(r"[^a-z0-9]", "", text)
    if any(len(each) > 7 and each in digits for each in digits_of(known.numbers)):
        return True
    lines = [folded_words(each).strip() for each in (*known.emails, *marked)]
    return any(each and re.search(rf"(?<!\w){re.escape(each)}(?!\w)", text) for each in lines)
