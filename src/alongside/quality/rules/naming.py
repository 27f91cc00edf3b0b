"""Whether words that everybody who reads results may read tell who somebody is.

Numbers and addresses are found by their shape. Names are found as they are written: whole words with a capital.
An everyday word is no name by itself, and a post is nobody's name.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from alongside.kernel.dates import MONTHS
from alongside.kernel.refusals import Refusal, Refusals
from alongside.quality.rules.redacting.folding import Folded, fold, folded_words
from alongside.quality.rules.redacting.known import (
    Known,
    given_names,
    is_role,
    name_parts,
    parts_of,
)
from alongside.quality.rules.redacting.numbers import find_numbers, find_telling_days
from alongside.quality.rules.redacting.spans import Mark, Span
from alongside.quality.rules.redacting.words import (
    ALSO_WORDS,
    ROLE_WORDS,
    SCHOOL_WORDS,
    SMALL,
    TITLES,
    USUAL_CAPITALS,
)

ARTICLE = "the "
USUAL = frozenset({"example", "sample", "quality", "analyst", "lawyer", "chair"})
MONTH_NAMES = frozenset(each.lower() for each in MONTHS)
NEVER_ALONE = USUAL_CAPITALS | ROLE_WORDS | SCHOOL_WORDS | TITLES | MONTH_NAMES | USUAL
"""Words of posts, schools and the calendar: somebody's name only beside another part of it, or where it acts."""
ALSO_USUAL = ALSO_WORDS | SMALL
SHORTEST_IN_CAPITALS = 3
"""Two letters in capitals are a usual short form: Jo is a name, and JO is none."""
SAID: Mapping[Mark, str] = {
    Mark.EMAIL: "an e-mail address",
    Mark.POSTCODE: "a postcode",
    Mark.NUMBER: "a number by which somebody is found",
    Mark.DATE: "a date of birth",
    Mark.NAME: "a name under which somebody writes",
}
_CASE = re.compile(r"(?<![\w-])(?:19|20)\d\d-\d{4,6}(?![\w-])")
_UPN = re.compile(r"(?<!\w)[a-z](?:[ -]?\d){11}[ -]?[0-9a-z](?!\w)")
_NHS = re.compile(r"(?<!\w)\d{3}[ .-]?\d{3}[ .-]?\d{4}(?!\w)")
_SHAPES = (_CASE, _UPN, _NHS)
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_BESIDE = re.compile(r"[ \t\n.-]{1,3}")
_OPENS = re.compile(r"(?:^|[.!?:•\n]|[\"“(])\s*$")
_ACTS = re.compile(
    r"(?:'s\b|\s+(?:is|was|has|had|can|will|does|needs?|likes?|loves?|enjoys?|said|says|finds?|wants?|lives?|goes"
    r"|went|told|helps?|plays?|understands?|uses?)\b)"
)


@dataclass(frozen=True)
class Names:
    """What is looked for, folded once however many texts are looked through."""

    known: Known

    @cached_property
    def people(self) -> tuple[str, ...]:
        whole = (*self.known.child, *self.known.people)
        return tuple(each for each in whole if not _is_post(each))

    @cached_property
    def parts(self) -> frozenset[str]:
        public = {part for each in self.known.public for part in folded_words(each).split()}
        return name_parts(self.people) - public

    @cached_property
    def given(self) -> frozenset[str]:
        return given_names(self.people)


def check_names_nobody(written: Mapping[str, str], known: Known) -> None:
    """``written`` are the words of each box. Raises Refusals, a sentence for each box that tells of somebody."""
    names = Names(known)
    told = {box: tells_who(words, names) for box, words in written.items()}
    if any(told.values()):
        raise Refusals([Refusal(why, field=box) for box, why in told.items() if why])


def tells_who(words: str, names: Names) -> str:
    """The sentence that refuses it; empty where it tells of nobody. No number is repeated in it."""
    folded = fold(words)
    for span in _numbers(folded, names.known):
        return f"This holds {SAID[span.mark]}. Leave it out."
    if name := named_in(words, names):
        return f"“{name}” may be somebody’s name. Write it without a name."
    return ""


def named_in(words: str, names: Names) -> str:
    """The first of these names that stands in the words as a name is written; empty when none does.

    >>> ada = Names(Known(child=("Ada Hope",)))
    >>> named_in("The hopes of Ada are missing.", ada), named_in("Her hope is missing.", ada)
    ('Ada', '')
    """
    folded = fold(words)
    found = list(_WORD.finditer(folded.words))
    capital = [_part(folded, each, names.parts) for each in found]
    for place, part in enumerate(capital):
        if part and (
            _has_neighbour(folded, found, capital, place)
            or _tells(folded, found[place], part, names)
        ):
            start = found[place].start()
            return folded.written(start, start + len(part))
    return ""


def _numbers(folded: Folded, known: Known) -> Iterator[Span]:
    yield from (each for each in find_numbers(folded, known) if each.mark in SAID)
    yield from find_telling_days(folded, known.telling_days)
    for shape in _SHAPES:
        for found in shape.finditer(folded.words):
            yield Span(*folded.span(*found.span()), Mark.NUMBER)


def _is_post(name: str) -> bool:
    """“The Quality Lead” and “EHC coordinator” are nobody's names; “Will Young” is somebody's."""
    if name.lower().startswith(ARTICLE):
        return True
    return is_role(name) and not ROLE_WORDS.isdisjoint(parts_of(name)[:-1] or parts_of(name))


def _part(folded: Folded, word: re.Match[str], parts: frozenset[str]) -> str:
    """The part of a name that this word is, written with a capital; empty for every other word."""
    if not folded.is_capital(word.start()):
        return ""
    part = word[0].removesuffix("'s").removesuffix("'")
    return part if part in parts else ""


def _has_neighbour(
    folded: Folded, found: list[re.Match[str]], capital: list[str], place: int
) -> bool:
    """Whether another part of a name stands beside it, as in “Ada Hope”."""
    return any(
        0 <= other < len(found)
        and capital[other]
        and _BESIDE.fullmatch(folded.words, found[first].end(), found[first + 1].start())
        for other, first in ((place - 1, place - 1), (place + 1, place))
    )


def _tells(folded: Folded, word: re.Match[str], part: str, names: Names) -> bool:
    if len(part) < SHORTEST_IN_CAPITALS:
        return part not in SMALL and folded.written(*word.span())[: len(part)].istitle()
    acts = _ACTS.match(folded.words, word.start() + len(part)) is not None
    if part in NEVER_ALONE:
        return part in names.given and acts
    if part in ALSO_USUAL:
        return acts or not _OPENS.search(folded.words, max(0, word.start() - 12), word.start())
    return True
