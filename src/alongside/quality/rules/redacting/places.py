"""Finding schools and addresses: those that are known in their usual forms, and others by their shape."""

import re
from collections.abc import Iterator

from alongside.quality.rules.redacting.folding import Folded, folded_words
from alongside.quality.rules.redacting.known import (
    Known,
    address_lines,
    beginnings_of,
    is_everyday,
    name_parts,
    saints_of,
    school_forms,
    school_initials,
)
from alongside.quality.rules.redacting.names import NO_LETTER_AFTER, NO_LETTER_BEFORE
from alongside.quality.rules.redacting.spans import Mark, Span
from alongside.quality.rules.redacting.words import (
    ALSO_WORDS,
    PLACE_ENDS,
    SCHOOL_ENDS,
    SCHOOL_WORDS,
    SHORT_FORMS,
    SMALL,
    STREETS,
)

_CAPITALISED = re.compile(r"(?<!\w)((?:st|saint)\.? )?([^\W\d_]{3,})(?:'s?)?(?!\w)")
_WORD = re.compile(r"[\w'’-]+")
SHORTEST_SAINT = 4
_HEAD = r"(?:(?:St\.?|[A-Z][\w'’-]+)(?:[ \t]+(?:of|the|and|&))?[ \t]+){1,5}"
_SCHOOL = re.compile(rf"{_HEAD}(?:{'|'.join(each.title() for each in SCHOOL_ENDS)})\b", re.UNICODE)
_PLACE = re.compile(rf"{_HEAD}(?:{'|'.join(each.title() for each in PLACE_ENDS)})\b", re.UNICODE)
_STREET_WORD = "|".join(
    sorted({each.title() for pair in STREETS.items() for each in pair}, key=len, reverse=True)
)
_STREET = re.compile(
    rf"\b(?:[Ff]lat\s+\w+,?\s+)?\d{{1,4}}[A-Za-z]?,?\s+(?:[A-Z][\w'’.-]+\s+){{1,3}}(?:{_STREET_WORD})\b\.?"
)


def find_schools(folded: Folded, known: Known) -> Iterator[Span]:
    names = name_parts(known.names())
    for school in known.schools:
        for form in school_forms(school, known.public):
            if form not in names:
                yield from _of_form(folded, form, Mark.SCHOOL)
        for form in beginnings_of(school, known.public):
            yield from _of_form(folded, form, Mark.SCHOOL)
        for initials in school_initials(school):
            if len(initials) > 2 and initials.upper() not in SHORT_FORMS:
                yield from _of_initials(folded, initials)
    yield from _saints(folded, saints_of(known.schools) - names)


def find_other_places(text: str, known: Known) -> Iterator[Span]:
    """Schools, clinics and streets of which nothing is known, by their shape. A person’s name before one is no part
    of it.
    """
    names = name_parts(known.names())
    for pattern, mark in ((_SCHOOL, Mark.SCHOOL), (_PLACE, Mark.PLACE)):
        for found in pattern.finditer(text):
            words = [(each.start(), each[0].lower()) for each in _WORD.finditer(found[0])]
            while words and (words[0][1] in SMALL or folded_words(words[0][1]) in names):
                words = words[1:]
            if any(word not in SCHOOL_WORDS and word not in PLACE_ENDS for _, word in words):
                yield Span(found.start() + words[0][0], found.end(), mark)
    for found in _STREET.finditer(text):
        yield Span(*found.span(), Mark.ADDRESS)


def find_addresses(folded: Folded, known: Known) -> Iterator[Span]:
    for address in known.addresses:
        for line in address_lines(address, known.public):
            yield from _of_line(folded, line)
            street = re.sub(r"^(flat \w+ )?\d+[a-z]? ", "", line)
            yield from _of_line(folded, street)
            for form in beginnings_of(street, known.public):
                yield from _of_form(folded, form, Mark.ADDRESS)


def _of_line(folded: Folded, line: str) -> Iterator[Span]:
    """“12 Ash Lane” also as “12, Ash Ln.”; a line of one everyday word with a capital only."""
    words = line.split()
    if not words or line in SMALL:
        return
    last = words[-1].strip(".")
    full = next((long for long, short in STREETS.items() if last in (long, short)), "")
    tail = rf"(?:{full}|{STREETS[full]}\b\.?)" if full and len(words) > 1 else re.escape(words[-1])
    inside = r"[\s,.]+".join([*(_loose(each) for each in words[:-1]), tail])
    needs_capital = len(words) == 1 and (line in ALSO_WORDS or line.isalpha())
    pattern = re.compile(rf"(?<!\w){inside}(?!\w)")
    yield from _found(folded, pattern, Mark.ADDRESS, needs_capital=needs_capital)


def _of_form(folded: Folded, form: str, mark: Mark) -> Iterator[Span]:
    words = form.split()
    inside = r"\s+".join([*(_loose(each) + r"\.?" for each in words[:-1]), _loose(words[-1])])
    needs_capital = is_everyday(form)
    pattern = re.compile(f"{NO_LETTER_BEFORE}{inside}(?:'s|'|s)?{NO_LETTER_AFTER}")
    yield from _found(folded, pattern, mark, needs_capital=needs_capital)


def _saints(folded: Folded, saints: frozenset[str]) -> Iterator[Span]:
    """“Wilfrid’s”, “Wilfrids” and “Wilf’s”, with “St” before it or without."""
    for found in _CAPITALISED.finditer(folded.words):
        word = found[2]
        if folded.is_capital(found.start(2)) and any(_is_said_for(word, each) for each in saints):
            yield Span(*folded.span(*found.span()), Mark.SCHOOL)


def _is_said_for(word: str, saint: str) -> bool:
    base = word.removesuffix("s") if word != saint else word
    return base == saint or (len(base) >= SHORTEST_SAINT and saint.startswith(base))


def _of_initials(folded: Folded, initials: str) -> Iterator[Span]:
    """In capitals, with dots or without."""
    inside = r"\.?".join(map(re.escape, initials))
    for found in re.finditer(
        f"{NO_LETTER_BEFORE}{inside}\\.?(?:'s)?{NO_LETTER_AFTER}", folded.words
    ):
        if folded.written(*found.span()).removesuffix("’s").removesuffix("'s").isupper():
            yield Span(*folded.span(*found.span()), Mark.SCHOOL)


def _found(
    folded: Folded, pattern: re.Pattern[str], mark: Mark, *, needs_capital: bool
) -> Iterator[Span]:
    for found in pattern.finditer(folded.words):
        if not needs_capital or folded.is_capital(found.start()):
            yield Span(*folded.span(*found.span()), mark)


def _loose(word: str) -> str:
    """With or without the apostrophe that it has; “St” for “Saint” and the other way round."""
    if word.rstrip(".") in {"st", "saint"}:
        return "(?:st|saint)"
    return "".join(re.escape(each) + "'?" for each in word.replace("'", "").rstrip("."))
