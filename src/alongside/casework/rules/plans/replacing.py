"""Putting plain words in place of a term, in every row but somebody's own words: pure.

Taking a term out may leave broken grammar, so every sentence is shown before and after, and only those that
a person ticked are written. Where a role is named, a person changes it: plain words for a service are no words for whoever gives it.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from alongside.casework.rules.plans.parts import PartBody
from alongside.casework.rules.plans.passages import boxes_of
from alongside.language import Glossary
from alongside.language.sentences import sentences_in
from alongside.language.terms import term_uses

ROLES = frozenset({"who", "training"})
_BEGINS = re.compile(r"(?:^|[.!?…:]\s+|\n\s*)$")


@dataclass(frozen=True, slots=True)
class InPlace:
    """``plain`` in place of the term called ``name``, as ``held`` knows its spellings."""

    name: str
    plain: str
    held: Glossary


@dataclass(frozen=True, slots=True)
class Place:
    """One sentence of one box in which the term stands, by its number there, as it is and as it would be."""

    box: str
    number: int
    before: str
    after: str


def places_in(body: PartBody, wanted: InPlace) -> tuple[Place, ...]:
    """Own words have no place: they have no box that is read."""
    return tuple(
        place
        for box in boxes_of(body)
        if box not in ROLES
        for place in _places(box, getattr(body, box), wanted)
    )


def replaced(body: PartBody, wanted: InPlace, *, ticked: Collection[tuple[str, int]]) -> PartBody:
    """The same part with plain words in the sentences that were ticked, by box and number."""
    changed: Mapping[str, Any] = {
        box: _joined(getattr(body, box), wanted, {number for at, number in ticked if at == box})
        for box in {box for box, _ in ticked}
        if box in boxes_of(body) and box not in ROLES
    }
    return replace(body, **changed) if changed else body


def in_text(text: str, wanted: InPlace) -> str:
    """A capital stays at the beginning of a sentence.

    >>> from alongside.language import glossary
    >>> in_text("SEMH is hard. Her SEMH varies.", InPlace("SEMH", "mood", glossary()))
    'Mood is hard. Her mood varies.'
    """
    pieces, last = [], 0
    for term, word in term_uses(text, held=wanted.held):
        if term.name != wanted.name:
            continue
        is_first = bool(_BEGINS.search(text[: word.start]))
        pieces += [text[last : word.start], _fitting(wanted.plain, is_first=is_first)]
        last = word.end
    return "".join([*pieces, text[last:]])


def _places(box: str, text: str, wanted: InPlace) -> Iterator[Place]:
    for number, each in enumerate(sentences_in(text)):
        after = in_text(each.text, wanted)
        if after != each.text:
            yield Place(box, number, each.text, after)


def _joined(text: str, wanted: InPlace, numbers: Collection[int]) -> str:
    pieces, last = [], 0
    for number, each in enumerate(sentences_in(text)):
        if number in numbers:
            pieces += [text[last : each.start], in_text(each.text, wanted)]
            last = each.end
    return "".join([*pieces, text[last:]])


def _fitting(plain: str, *, is_first: bool) -> str:
    return f"{plain[:1].upper()}{plain[1:]}" if is_first else plain
