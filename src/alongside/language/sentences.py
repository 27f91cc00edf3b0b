"""Where words and sentences begin and end.

The tokenizer is our own and small, because abbreviations, bullets and decimals skew the usual ones.
It knows English letters and reports; it does not know grammar.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
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
_MARK = r"(?:[•‣▪◦·●○■□✓➢\uf0b7][ \t]*|(?:[*–—-]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])[ \t]+)"
_BLOCK_BREAK = re.compile(rf"\n(?:[ \t]*\n\s*|(?=[ \t]*{_MARK}))")
_BULLET = re.compile(rf"\s*(?P<mark>{_MARK})?")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_GOES_ON = re.compile(
    r"(?:,|\b(?:a|an|and|at|but|by|for|from|in|into|is|of|on|or|that|the|to|was|when|which|who|will|with|"
    r"mrs?|ms|miss|dr))$",
    re.IGNORECASE,
)
"""What a line that is a row of its own does not end with."""
_LONGEST_ITEM = 60
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
        "cllr",
        "capt",
        "sgt",
        "messrs",
        "jr",
        "sr",
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
_BEFORE_A_SMALL_LETTER = frozenset(
    {
        "min", "mins", "hr", "hrs", "yr", "yrs", "mth", "mths", "wk", "wks", "sec", "secs",
        "dept", "govt", "incl", "excl", "tel", "ext", "jan", "feb", "apr", "aug", "sept", "oct", "nov",
        "dec", "mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri",
    }
)  # fmt: skip
"""They end a sentence only before a capital."""
_DOTTED = re.compile(r"[^\W\d_]{1,2}(?:\.[^\W\d_]{1,2})+")
_CLOCK = re.compile(r"\d[\d.:]*[ap]m", re.IGNORECASE)
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


class Block(NamedTuple):
    """A paragraph, heading, bullet or line. ``is_item``: it is one of a list."""

    start: int
    end: int
    is_item: bool


def by_block(text: str, sentences: Iterable[Sentence]) -> tuple[tuple[Sentence, ...], ...]:
    """The sentences of ``text`` by the paragraph, heading, bullet or line in which they stand."""
    return tuple(inside for _, inside in blocks_with(text, sentences))


def blocks_with(
    text: str, sentences: Iterable[Sentence]
) -> tuple[tuple[Block, tuple[Sentence, ...]], ...]:
    """Each block that holds a sentence, with its sentences."""
    blocks = list(_blocks(text))
    starts = [block.start for block in blocks]
    held: dict[int, list[Sentence]] = {}
    for each in sentences:
        held.setdefault(bisect_right(starts, each.start) - 1, []).append(each)
    return tuple((blocks[at], tuple(inside)) for at, inside in held.items())


def _sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    for start, block_end, _ in _blocks(text):
        for stop in _STOP.finditer(text, start, block_end):
            if _ends_sentence(text, stop, start=start, block_end=block_end):
                yield start, stop.end()
                start = _end_of(_SPACE, text, stop.end())
        yield start, start + len(text[start:block_end].rstrip())


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs, headings, bullets and lines, each without its mark."""
    start = 0
    for found in _BLOCK_BREAK.finditer(text):
        yield from _block(text, start, found.start())
        start = found.end()
    yield from _block(text, start, len(text))


def _block(text: str, start: int, end: int) -> Iterator[Block]:
    bullet = _BULLET.match(text, start)
    begin = bullet.end() if bullet else start
    is_item = bool(bullet and bullet["mark"])
    lines = [each.span() for each in _LINE.finditer(text, begin, end)] if begin < end else []
    breaks = _breaks([text[first:last].strip() for first, last in lines])
    if not breaks:
        yield Block(begin, end, is_item)
        return
    at = [0, *breaks, len(lines)]
    spans = [(lines[one][0], lines[other - 1][1]) for one, other in pairwise(at)]
    is_titled = not is_item and _is_title([text[first:last].strip() for first, last in spans])
    for place, (first, last) in enumerate(spans):
        yield Block(_end_of(_SPACE, text, first), last, place > 0 or not is_titled)


def _breaks(lines: list[str]) -> list[int]:
    """Before which lines of a paragraph a new row begins; none where a paragraph was wrapped."""
    if len(lines) < 2:
        return []
    if all(each[-1] == ";" for each in lines[:-1]):
        return list(range(1, len(lines)))
    width = max(map(len, lines))
    are_items = all(each[0].isupper() or each[0].isdigit() for each in lines)
    found = []
    for place, (before, line) in enumerate(pairwise(lines), start=1):
        fits = len(before) + 1 + len(line.split()[0]) <= width
        begins = line[0].isupper() or line[0].isdigit()
        ends = before[-1] in ".!?:;"
        if begins and not _GOES_ON.search(before) and (fits or (are_items and ends)):
            found.append(place)
        elif begins and are_items and not ends and not _GOES_ON.search(before):
            found += [place] if len(before) <= _LONGEST_ITEM else []
    return found


def _is_title(lines: list[str]) -> bool:
    """Whether the first of some lines is a heading above them: it alone ends without a stop."""
    return lines[0][-1] not in ".!?;" and all(each[-1] in ".!?;" for each in lines[1:])


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
    if small in _BEFORE_A_SMALL_LETTER:
        return bool(letter) and not letter.isupper()
    if _CLOCK.fullmatch(token):
        return letter.islower()
    if small == "etc" or _DOTTED.fullmatch(token):
        return letter.islower() or (token.isupper() and not before)
    previous = before[-1].lower() if before else ""
    is_initial = bool(_CAPITAL.fullmatch(token)) and previous not in _BEFORE_A_LETTER
    return is_initial and letter.isupper()
