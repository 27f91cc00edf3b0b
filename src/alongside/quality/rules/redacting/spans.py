"""What is hidden: a stretch of the text, and the mark that stands there instead."""

import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple


class Mark(StrEnum):
    """In order of which one stands where two meet."""

    EMAIL = "[e-mail]"
    WEB = "[web address]"
    POSTCODE = "[postcode]"
    NUMBER = "[number]"
    DATE = "[date]"
    ADDRESS = "[address]"
    SCHOOL = "[school]"
    NAME = "[name]"
    PLACE = "[place]"
    WORD = "[hidden]"


_ORDER = {mark: number for number, mark in enumerate(Mark)}
_BETWEEN_NAMES = re.compile(r"\W{0,3}(?:[A-Z]\.?\W{1,2})?", re.ASCII)

_INITIALS = re.compile(r"(?<![\w.])(?:[B-HJ-Z] |(?:[A-Z]\. ?){1,3})$")
_PARTICLES = re.compile(
    r"(?<!\w)(?:(?:[Vv]an|[Vv]on|[Dd]e[rnl]?|[Dd]el[la]?|[Dd][aiou]|[Ll][ae]|[AaEe]l|[Bb]in|[Ii]bn|[Mm]a?c)[ -]){1,3}$"
)


class Span(NamedTuple):
    start: int
    end: int
    mark: Mark


def merged(spans: Iterable[Span], text: str) -> list[Span]:
    """In order, none touching another. Two names with only a space or an initial between them are one."""
    found: list[Span] = []
    for span in sorted(_with_initial(each, text) for each in spans):
        last = found[-1] if found else None
        if last is not None and (span.start < last.end or _is_one_name(last, span, text)):
            mark = min(last.mark, span.mark, key=_ORDER.__getitem__)
            found[-1] = Span(last.start, max(last.end, span.end), mark)
        else:
            found.append(span)
    return found


def _with_initial(span: Span, text: str) -> Span:
    """The initials before a family name belong to it, and so do words such as “van der”."""
    if span.mark is not Mark.NAME:
        return span
    for pattern in (_PARTICLES, _INITIALS):
        before = pattern.search(text, max(0, span.start - 16), span.start)
        if before:
            span = span._replace(start=span.start - len(before[0]))
    return span


def _is_one_name(last: Span, span: Span, text: str) -> bool:
    between = text[last.end : span.start]
    return (
        last.mark is span.mark is Mark.NAME
        and len(between) <= 6
        and not set(between) & set(",;:\n()/&")
        and _BETWEEN_NAMES.fullmatch(between) is not None
        and not between.startswith(". ")
    )


def pieces(spans: Iterable[Span], text: str) -> Iterator[str]:
    """The text with each span replaced by its mark."""
    last = 0
    for span in spans:
        yield text[last : span.start]
        yield span.mark.value
        last = span.end
    yield text[last:]
