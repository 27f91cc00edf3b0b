"""Finding names: each part of a known one, its short forms and its initials."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from alongside.quality.rules.redacting.folding import Folded, fold
from alongside.quality.rules.redacting.known import (
    Known,
    apostrophe_initials,
    given_names,
    initials_of,
    name_parts,
    run_together,
)
from alongside.quality.rules.redacting.spans import Mark, Span
from alongside.quality.rules.redacting.words import ALSO_WORDS, SHORT_FORMS, SMALL

NO_LETTER_BEFORE = r"(?<![^\W\d_])"
NO_LETTER_AFTER = r"(?![^\W\d_])"
_GAP = r"(?:'|-?[ \t\r\n]{1,3}|-)?"
"""What a scanner or the end of a line may put between two letters."""
_ENDING = r"(?:'s|s'|'|es|s)?"
_CAPITALISED = re.compile(r"[^\W\d_]{3,}")
_SOFT_ENDINGS = ("ie", "ey", "y", "i", "o", "s")
SHORTEST_STEM = 3


def find_names(folded: Folded, known: Known) -> Iterator[Span]:
    parts = name_parts(known.names())
    yield from find_words(folded, parts, Mark.NAME)
    yield from find_words(folded, run_together(known.names()), Mark.NAME)
    yield from _compounds(folded, parts)
    yield from _short_forms(folded, given_names(known.names()) - SMALL)
    yield from _initials(folded, initials_of(known.names()))
    yield from _apostrophe_initials(folded, apostrophe_initials(known.names()))


def find_words(folded: Folded, words: Iterable[str], mark: Mark) -> Iterator[Span]:
    """Whole words in any case, with their endings, also where a scanner pulled their letters apart. A word
    that is an everyday one is found with a capital only.
    """
    listed = sorted(set(words), key=len, reverse=True)
    if not listed:
        return
    anything = "|".join(map(_pulled_apart, listed))
    pattern = re.compile(f"{NO_LETTER_BEFORE}(?:{anything}){_ENDING}{NO_LETTER_AFTER}")
    for found in pattern.finditer(folded.words):
        if not _is_everyday(folded, found, listed):
            yield Span(*folded.span(*found.span()), mark)


def lower_case_doubles(folded: Folded, known: Known) -> Iterator[Span]:
    """Known names that are everyday words too and stand there without a capital: a person looks at them."""
    words = sorted(name_parts(known.names()) & (ALSO_WORDS | SMALL))
    if words:
        pattern = re.compile(f"{NO_LETTER_BEFORE}(?:{'|'.join(words)}){NO_LETTER_AFTER}")
        for found in pattern.finditer(folded.words):
            if not folded.is_capital(found.start()):
                yield Span(*folded.span(*found.span()), Mark.NAME)


def doubtful_initials(folded: Folded, known: Known) -> Iterator[Span]:
    """The same letters as a usual short form: a person looks at them."""
    doubtful = {each for each in initials_of(known.names()) if each.upper() in SHORT_FORMS}
    yield from _capitals(folded, doubtful)


def _pulled_apart(word: str) -> str:
    letters = [re.escape(each) for each in word if each not in "' -"]
    return _GAP.join(letters) if len(letters) > 2 else "'?".join(letters)


def _is_everyday(folded: Folded, found: re.Match[str], listed: Iterable[str]) -> bool:
    """Whether it is more likely a word of the language: “will” without a capital, or “as a” for Asa."""
    written = found[0]
    pieces = written.split()
    if len(pieces) > 1:
        return any(len(each) > 1 for each in pieces) and all(each in SMALL for each in pieces)
    word = re.sub(r"[^a-z]", "", written)
    is_word = any(each in ALSO_WORDS or each in SMALL for each in (word, word.removesuffix("s")))
    return is_word and not folded.is_capital(found.start())


def _compounds(folded: Folded, parts: frozenset[str]) -> Iterator[Span]:
    """Several parts without anything between them, as in the name of a file: “JoshuaSmith”."""
    long = sorted((each for each in parts if len(each) >= SHORTEST_STEM), key=len, reverse=True)
    if long:
        anything = "|".join(map(re.escape, long))
        pattern = re.compile(f"{NO_LETTER_BEFORE}(?:{anything}){{2,5}}{_ENDING}{NO_LETTER_AFTER}")
        for found in pattern.finditer(folded.words):
            yield Span(*folded.span(*found.span()), Mark.NAME)


def _short_forms(folded: Folded, given: frozenset[str]) -> Iterator[Span]:
    """“Josh”, “Joshy” and “Danny”: with a capital, and a beginning of a given name or begun by one."""
    if not given:
        return
    is_short = partial(_is_short_for, given=given)
    for found in _CAPITALISED.finditer(folded.words):
        if folded.is_capital(found.start()) and found[0] not in SMALL and is_short(found[0]):
            yield Span(*folded.span(*found.span()), Mark.NAME)


def _is_short_for(word: str, given: frozenset[str]) -> bool:
    stems = {word} | {word.removesuffix(end) for end in _SOFT_ENDINGS if word.endswith(end)}
    stems |= {stem[:-1] for stem in stems if len(stem) > 1 and stem[-1] == stem[-2]}
    return any(
        len(stem) >= SHORTEST_STEM and (name == stem or (name.startswith(stem) and len(name) > 4))
        for stem in stems
        for name in given
    )


def _initials(folded: Folded, initials: frozenset[str]) -> Iterator[Span]:
    """“JS”, “J.S.” and “J S” in capitals. Without dots not where they are a usual short form."""
    yield from _capitals(folded, {each for each in initials if each.upper() not in SHORT_FORMS})
    for each in sorted(initials):
        dotted = r"\. ?".join(map(re.escape, each)) + r"\.?"
        pattern = re.compile(f"{NO_LETTER_BEFORE}{dotted}{NO_LETTER_AFTER}")
        yield from _in_capitals(folded, pattern)


def _apostrophe_initials(folded: Folded, initials: frozenset[str]) -> Iterator[Span]:
    """“O'B.”, with the initials of any given name before it: “E. O'B.”, “EO'B”."""
    for each in sorted(initials):
        pattern = re.compile(
            f"{NO_LETTER_BEFORE}(?:[^\\W\\d_]\\.? ?){{0,2}}{re.escape(each)}(?:\\.|{NO_LETTER_AFTER})"
        )
        yield from _in_capitals(folded, pattern)


def _capitals(folded: Folded, initials: Iterable[str]) -> Iterator[Span]:
    for each in sorted(initials):
        letters = " ?".join(map(re.escape, each))
        yield from _in_capitals(
            folded, re.compile(f"{NO_LETTER_BEFORE}{letters}(?:'s)?{NO_LETTER_AFTER}")
        )


def _in_capitals(folded: Folded, pattern: re.Pattern[str]) -> Iterator[Span]:
    for found in pattern.finditer(folded.words):
        written = folded.written(*found.span())
        if written.removesuffix("’s").removesuffix("'s").isupper():
            yield Span(*folded.span(*found.span()), Mark.NAME)


def find_marked(folded: Folded, marked: Iterable[str]) -> Iterator[Span]:
    """What a person marked: whole words, everywhere, in any case."""
    for each in marked:
        words = fold(each).words.split()
        if words:
            inside = r"\s+".join(map(re.escape, words))
            pattern = re.compile(rf"(?<!\w){inside}{_ENDING}(?!\w)")
            for found in pattern.finditer(folded.words):
                yield Span(*folded.span(*found.span()), Mark.WORD)
