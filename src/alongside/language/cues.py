"""Lists of wording to look for, as data: a file of cues in ``data/`` becomes one pattern.

What a cue means stands in its file, with why and what to write instead.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alongside.language.letters import small_letters

_BETWEEN_WORDS = r"[\s‑-]+"


@dataclass(frozen=True, slots=True)
class Cue:
    """``unless`` is a pattern: the words that follow excuse a use. ``small``: small letters only."""

    words: tuple[str, ...]
    unless: str
    small: bool
    why: str
    suggest: str


@dataclass(frozen=True, slots=True)
class CueList:
    """The cues of one file, and the pattern that finds them all in small letters, longest first."""

    cues: tuple[Cue, ...]
    pattern: re.Pattern[str]
    by_words: Mapping[str, Cue]


@cache
def cue_list(name: str) -> CueList:
    """The cues of ``data/<name>.toml``, in the order of the file."""
    text = files("alongside.language").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    cues = tuple(
        Cue(
            words=tuple(row["words"]),
            unless=row.get("unless", ""),
            small=row.get("small", False),
            why=row["why"],
            suggest=row["suggest"],
        )
        for row in tomllib.loads(text)["cue"]
    )
    by_words = {_folded(words): cue for cue in cues for words in cue.words}
    longest_first = sorted(by_words, key=lambda words: (-len(words), words))
    either = "|".join(_loosely(words, by_words[words]) for words in longest_first)
    firsts = "".join(sorted({re.escape(words[0]) for words in by_words}))
    return CueList(cues, re.compile(rf"\b(?=[{firsts}])(?:{either})"), by_words)


def cues_in(text: str, wanted: CueList) -> Iterator[tuple[int, int, Cue]]:
    """(start, end, cue) from the left; a longer cue hides the shorter ones inside it."""
    for found in wanted.pattern.finditer(small_letters(text)):
        cue = wanted.by_words[_folded(found[0])]
        if not cue.small or text[found.start() : found.end()].islower():
            yield found.start(), found.end(), cue


def _loosely(words: str, cue: Cue) -> str:
    spaced = _BETWEEN_WORDS.join(map(re.escape, words.lower().split()))
    return rf"{spaced}\b(?!\s*(?:{cue.unless}))" if cue.unless else rf"{spaced}\b"


def _folded(words: str) -> str:
    return " ".join(re.split(_BETWEEN_WORDS, words)).lower()
