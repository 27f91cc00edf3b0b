"""Putting plain words in place of a term, in every row but somebody's own words: pure.

Where a role is named, a person changes it: plain words for a service are no words for whoever gives it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from alongside.casework.rules.plans.parts import PartBody
from alongside.casework.rules.plans.passages import boxes_of
from alongside.language import Glossary
from alongside.language.terms import term_uses

ROLES = frozenset({"who", "training"})
_BEGINS = re.compile(r"(?:^|[.!?…:]\s+|\n\s*)$")


def replaced(body: PartBody, *, name: str, plain: str, held: Glossary) -> PartBody:
    """The same part with ``plain`` where the term of that name stands; the same part where it does not.

    Own words come back as they are: they have no box that is read.
    """
    changed: Mapping[str, Any] = {
        box: text
        for box in boxes_of(body)
        if box not in ROLES
        and (text := in_text(getattr(body, box), name=name, plain=plain, held=held))
        != getattr(body, box)
    }
    return replace(body, **changed) if changed else body


def in_text(text: str, *, name: str, plain: str, held: Glossary) -> str:
    """A capital stays at the beginning of a sentence.

    >>> from alongside.language import glossary
    >>> in_text("SEMH is hard. Her SEMH varies.", name="SEMH", plain="mood", held=glossary())
    'Mood is hard. Her mood varies.'
    """
    pieces, last = [], 0
    for term, word in term_uses(text, held=held):
        if term.name != name:
            continue
        before = text[: word.start]
        pieces += [text[last : word.start], _fitting(plain, is_first=bool(_BEGINS.search(before)))]
        last = word.end
    return "".join([*pieces, text[last:]])


def _fitting(plain: str, *, is_first: bool) -> str:
    return f"{plain[:1].upper()}{plain[1:]}" if is_first else plain
