"""Where words and sentences begin and end.

The tokenizer is our own and small, because abbreviations, bullets and decimals skew the usual ones.
It knows English letters and reports; it does not know grammar.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

_WORD = re.compile(
    r"""
    (?:https?://|www\.)\S*[^\W_]/?             # an address on the web
    | [^\W_][\w.+-]{0,63}@[^\W_][\w-]*(?:\.[\w-]+)+ # an e-mail address
    | \d+(?:[.,:/]\d+)*[^\W\d_]*               # 3.5, 1,200, 9:30am, 05/06/2020
      (?:['’\-‑][^\W_]+)*                      # 45-minute
    | [^\W\d_](?:\.[^\W\d_])+(?![^\W_])        # e.g, J.T, a.m
    | [^\W_]+(?:['’\-‑][^\W_]+)*               # don't, one-to-one
    """,
    re.VERBOSE,
)
_MARK = r"(?:[•‣▪◦·*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+"
_BLOCK_BREAK = re.compile(rf"\n(?:[ \t]*\n\s*|(?=[ \t]*{_MARK}))")
_BULLET = re.compile(rf"\s*(?:{_MARK})?")
_STOP = re.compile(r"(?<![.!?…])(?P<mark>[.!?…]++)(?P<closing>[\"'”’)\]]*+)(?=\s)")
_AFTER = re.compile(r"\s*[\"'“‘(\[]*(?P<letter>[^\W_])?")
_SPACE = re.compile(r"\s*")
_FAR_ENOUGH = 60

_NEVER_LAST = frozenset(
    {
        "dr",
        "mr",
        "mrs",
        "ms",
        "mx",
        "prof",
        "st",
        "rev",
        "hon",
        "e.g",
        "eg",
        "i.e",
        "ie",
        "cf",
        "vs",
        "viz",
        "approx",
    }
)
_BEFORE_A_NUMBER = frozenset(
    {
        "no",
        "nos",
        "p",
        "pp",
        "para",
        "paras",
        "reg",
        "regs",
        "fig",
        "sec",
        "ch",
        "vol",
        "s",
        "ss",
        "art",
        "cl",
    }
)
_BEFORE_A_LETTER = frozenset(
    {
        "a",
        "an",
        "the",
        "annex",
        "appendix",
        "class",
        "column",
        "form",
        "grade",
        "group",
        "level",
        "option",
        "part",
        "person",
        "plan",
        "row",
        "school",
        "section",
        "sections",
        "table",
        "type",
        "unit",
        "version",
        "vitamin",
        "year",
    }
)
_DOTTED = re.compile(r"[^\W\d_](?:\.[^\W\d_])+")
_CAPITAL = re.compile(r"[A-HJ-Z]")


class Word(NamedTuple):
    """``text`` is what stands from ``start`` up to ``end``.

    A tuple, because twenty pages hold ten thousand of them and it is made three times as fast.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` is what stands from ``start`` up to ``end``, without the bullet before it."""

    start: int
    end: int
    text: str
    words: tuple[Word, ...]


def words_in(text: str) -> tuple[Word, ...]:
    """Addresses, numbers with their points and hyphenated words are one word each."""
    return tuple(Word(*found.span(), found[0]) for found in _WORD.finditer(text))


def sentences_in(text: str) -> tuple[Sentence, ...]:
    """Sentences that hold at least one word; headings and bullets are sentences of their own.

    >>> [s.text for s in sentences_in("Dr. Lee came at 9.30 a.m. today. He stayed.")]
    ['Dr. Lee came at 9.30 a.m. today.', 'He stayed.']
    """
    sentences = []
    for start, end in _sentence_spans(text):
        words = tuple(
            Word(found.start(), found.end(), found[0]) for found in _WORD.finditer(text, start, end)
        )
        if words:
            sentences.append(Sentence(start, end, text[start:end], words))
    return tuple(sentences)


def by_block(text: str, sentences: Iterable[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of ``text`` by the paragraph, heading or bullet in which they stand."""
    starts = [start for start, _ in _blocks(text)]
    held: dict[int, list[Sentence]] = {}
    for each in sentences:
        held.setdefault(bisect_right(starts, each.start), []).append(each)
    return tuple(tuple(each) for each in held.values())


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    for start, block_end in _blocks(text):
        for stop in _STOP.finditer(text, start, block_end):
            if _ends_sentence(text, stop, start=start, block_end=block_end):
                yield start, stop.end()
                start = _end_of(_SPACE, text, stop.end())
        yield start, start + len(text[start:block_end].rstrip())


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    """Paragraphs, headings and bullets, each without its mark."""
    start = 0
    for found in _BLOCK_BREAK.finditer(text):
        yield _end_of(_BULLET, text, start), found.start()
        start = found.end()
    yield _end_of(_BULLET, text, start), len(text)


def _end_of(pattern: re.Pattern[str], text: str, position: int) -> int:
    found = pattern.match(text, position)
    return found.end() if found else position


def _ends_sentence(text: str, stop: re.Match[str], *, start: int, block_end: int) -> bool:
    """Whether the stop ends a sentence, by the words before it and the letter after it."""
    after = _AFTER.match(text, stop.end(), block_end)
    letter = (after and after["letter"]) or ""
    if stop["closing"] or stop["mark"].startswith(("..", "…")):
        return not letter.islower()
    if stop["mark"] != ".":
        return True
    before = text[max(start, stop.start() - _FAR_ENOUGH) : stop.start()].split()
    token = before[-1].lstrip("\"'“‘([") if before else ""
    return not _is_abbreviation(token, before=before[:-1], letter=letter)


def _is_abbreviation(token: str, *, before: list[str], letter: str) -> bool:
    small = token.lower()
    if small in _NEVER_LAST:
        return True
    if small in _BEFORE_A_NUMBER:
        return letter.isdigit()
    if small == "etc" or _DOTTED.fullmatch(token):
        return letter.islower() or (token.isupper() and not before)
    previous = before[-1].lower() if before else ""
    is_initial = bool(_CAPITAL.fullmatch(token)) and previous not in _BEFORE_A_LETTER
    return is_initial and letter.isupper()
