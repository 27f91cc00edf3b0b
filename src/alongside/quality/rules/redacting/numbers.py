"""Finding numbers, days, postcodes, phones and addresses of mail: known ones, and others by their shape."""

import re
from collections.abc import Iterable, Iterator
from datetime import date

from alongside.kernel.dates import MONTHS
from alongside.quality.rules.redacting.folding import Folded
from alongside.quality.rules.redacting.known import Known, digits_of
from alongside.quality.rules.redacting.spans import Mark, Span

_EMAIL = re.compile(r"[\w.+'-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<!\w)@\w{3,}")
_WEB = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|(?<![\w@.-])(?:[a-z0-9-]+\.)+(?:com|org|net|uk|info|social|blog|app|eu|ie)(?:/[^\s,;)]*[^\s,;).!?])?(?![\w@])",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\w)[a-z]{1,2}[0-9][a-z0-9]?[ \t\xa0]{0,3}[0-9][a-z]{2}(?!\w)")
_SCANNED_POSTCODE = re.compile(
    r"(?<!\w)[A-Z]{1,2}[0-9OIl][A-Z0-9]?[ \t]{1,3}[0-9OIl][A-Z]{2}(?!\w)"
)
_PHONE = re.compile(r"(?<!\w)(?:\+ ?44|0)(?:[ \t().-]{0,2}\d){8,11}(?!\w)")
_GROUPED = re.compile(r"(?<!\w)\d{3}[ -]\d{3}[ -]\d{4}(?!\w)")
_LONG = re.compile(r"(?<![a-z0-9])[a-z]{0,3}\d{6,}[a-z]{0,2}(?![a-z0-9])")
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth",
    "twenty-sixth", "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
)  # fmt: skip
"""The days of a month in words, from the first on."""
_YEAR_IN_WORDS = (
    r"(?:\d{4}|two thousand(?: and)?(?: [a-z]+(?:-[a-z]+)?)?|twenty[ -][a-z]+(?:-[a-z]+)?)"
)
_MONTH_NAME = "|".join(f"{each.lower()}|{each[:3].lower()}" for each in MONTHS)
_LONG_MONTH = "|".join(each.lower() for each in MONTHS)
_ANY_ORDINAL = "|".join(
    each.replace("-", "[ -]") for each in sorted(_ORDINALS, key=len, reverse=True)
)
DAY = re.compile(
    rf"(?<!\w)(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH_NAME})\.?,?(?: \d{{4}})?"
    rf"|(?:{_MONTH_NAME})\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|(?:{_ANY_ORDINAL})(?: day)?(?: of)? (?:{_LONG_MONTH})(?:,? \d{{4}})?"
    rf"|(?:{_LONG_MONTH})(?: the)? (?:{_ANY_ORDINAL})(?:,? \d{{4}})?)(?!\w)"
)


def find_numbers(folded: Folded, known: Known) -> Iterator[Span]:
    for pattern, mark in (
        (_EMAIL, Mark.EMAIL),
        (_HANDLE, Mark.NAME),
        (_WEB, Mark.WEB),
        (_POSTCODE, Mark.POSTCODE),
        (_PHONE, Mark.NUMBER),
        (_GROUPED, Mark.NUMBER),
        (_LONG, Mark.NUMBER),
    ):
        yield from _spans(folded, pattern, mark)
    for found in _SCANNED_POSTCODE.finditer(folded.text):
        yield Span(*found.span(), Mark.POSTCODE)
    yield from _known_numbers(folded, known.numbers)
    yield from _known_emails(folded, known.emails)
    yield from _known_postcodes(folded, known.addresses)


def find_telling_days(folded: Folded, dates: Iterable[date]) -> Iterator[Span]:
    for each in dates:
        for pattern in _forms_of(each):
            yield from _spans(folded, pattern, Mark.DATE)


def _known_numbers(folded: Folded, numbers: Iterable[str]) -> Iterator[Span]:
    """With anything between their digits that a person might write."""
    for each in digits_of(numbers):
        inside = r"[ \t.()/-]{0,2}".join(map(re.escape, each))
        yield from _spans(folded, re.compile(rf"(?<!\w){inside}(?!\w)"), Mark.NUMBER)
        if each.startswith("0"):
            abroad = r"[ \t.()/-]{0,2}".join(map(re.escape, each[1:]))
            yield from _spans(folded, re.compile(rf"\+ ?44 ?(?:\(0\))? ?{abroad}"), Mark.NUMBER)


def _known_emails(folded: Folded, emails: Iterable[str]) -> Iterator[Span]:
    """Also where “@” is written as a word, or a scanner put spaces around it."""
    for each in emails:
        name, _, host = each.strip().lower().partition("@")
        if name and host:
            inside = rf"{re.escape(name)}\s*(?:@|\(at\)|\bat\b)\s*{re.escape(host)}"
            yield from _spans(folded, re.compile(rf"(?<!\w){inside}(?!\w)"), Mark.EMAIL)


def _known_postcodes(folded: Folded, addresses: Iterable[str]) -> Iterator[Span]:
    """Their first half too, as in “he lives in YO31”."""
    for address in addresses:
        for found in _POSTCODE.finditer(address.lower()):
            squeezed = re.sub(r"\s", "", found[0])
            first, last = squeezed[:-3], squeezed[-3:]
            whole = r"\s{0,3}".join((*first, *last))
            for inside in (whole, first):
                yield from _spans(folded, re.compile(rf"(?<!\w){inside}(?!\w)"), Mark.POSTCODE)


def _forms_of(day: date) -> Iterator[re.Pattern[str]]:
    """In digits with the year, and in words with or without it."""
    d, m, year = f"0?{day.day}", f"0?{day.month}", f"(?:{day.year}|{day.year % 100:02d})"
    name = MONTHS[day.month - 1].lower()
    month, ordinal = rf"(?:{name}|{name[:3]}t?\.?)", r"\s*(?:st|nd|rd|th)?"
    said = _ORDINALS[day.day - 1].replace("-", r"[\s-]")
    gap = r"\s*[/.\-\s]\s*"
    for inside in (
        f"{d}{gap}{m}{gap}{year}",
        f"{day.year}{gap}{m}{gap}{d}",
        rf"{d}{ordinal}(?:\s+of)?[\s-]*{month}(?:,?[\s-]*{year})?",
        rf"{month}\s*{d}{ordinal}(?:,?\s*{year})?",
        rf"(?:the\s+)?{said}(?:\s+day)?(?:\s+of)?\s+{month}(?:,?\s+{_YEAR_IN_WORDS})?",
        rf"{month}(?:\s+the)?\s+{said}(?:,?\s+{_YEAR_IN_WORDS})?",
    ):
        yield re.compile(rf"(?<![\w/]){inside}(?![\w/])")


def _spans(folded: Folded, pattern: re.Pattern[str], mark: Mark) -> Iterator[Span]:
    for found in pattern.finditer(folded.words):
        yield Span(*folded.span(*found.span()), mark)
