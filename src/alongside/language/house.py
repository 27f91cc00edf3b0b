"""How the house itself speaks: one check for our pages, letters, refusals and help texts.

It looks for long sentences, unexplained terms, American spelling, words of machines, and "plan" or
"statement" standing alone. What families and professionals write is not its business.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from alongside.language.finding import Finding
from alongside.language.reading import long_sentences
from alongside.language.terms import all_terms, unexplained_terms

LONGEST_SENTENCE = 25
UNKNOWN = "{}"
"""What stands in a text where a page or sentence puts a value that is not known beforehand."""

_IZE = re.compile(
    r"\b(?P<stem>[a-z]+)(?P<ending>iz(?:e|es|ed|er|ers|ing|able|ation|ations|ational))\b",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"(?P<word>[\w-]+|\{\})[\s‑-]+$")


def check_house_text(text: str, *, explained: Collection[str] = ()) -> list[Finding]:
    """What to mend before a text of ours is shown, in the order of the text.

    ``explained`` names terms that are explained where the text will stand. ``{}`` stands for a
    value not known beforehand.
    """
    known = {term.name for term in all_terms() if term.known} | set(explained)
    found = [
        *long_sentences(text, limit=LONGEST_SENTENCE),
        *unexplained_terms(text, explained=known),
        *american_spellings(text),
        *system_words(text),
        *standing_alone(text),
    ]
    return sorted(found)


def american_spellings(text: str) -> tuple[Finding, ...]:
    """Spellings that a British reader would not write; proper names keep theirs."""
    kept = [hit.span() for hit in _kept_phrases().finditer(text)]
    return tuple(
        Finding(start, end, text[start:end], "This is American spelling.", f"Write “{british}”.")
        for start, end, british in sorted([*_listed_spellings(text), *_ize_spellings(text)])
        if not any(first <= start < last for first, last in kept)
    )


def system_words(text: str) -> tuple[Finding, ...]:
    """Words that belong to machines or offices, not to the people who read."""
    instead: dict[str, str] = _words()["system"]
    return tuple(
        Finding(
            start=found.start(),
            end=found.end(),
            text=found[0],
            why="This is a word of machines or offices.",
            suggestion=f"Say instead: {instead[_plainly(found[0])]}.",
        )
        for found in _system_pattern().finditer(text)
    )


def standing_alone(text: str) -> tuple[Finding, ...]:
    """ "plan" and "statement" without the word that tells the area's document from a child's."""
    return tuple(
        Finding(
            start=found.start(),
            end=found.end(),
            text=found[0],
            why=f"“{found[0]}” alone could be a child’s document or the area’s.",
            suggestion="Write “EHC plan”, “action plan” or “written statement of action”.",
        )
        for found in re.finditer(r"\b(?P<noun>plan|statement)s?\b", text, re.IGNORECASE)
        if not _has_company(text, found)
    )


def _has_company(text: str, found: re.Match[str]) -> bool:
    """Whether a neighbouring word says which plan or statement it is."""
    noun, allowed = found["noun"].lower(), _words()["alone"]
    before = _WORD_BEFORE.search(text, max(0, found.start() - 60), found.start())
    word = before["word"].lower() if before else ""
    if word == UNKNOWN or word.split("-")[-1] in allowed[f"{noun}_before"]:
        return True
    after = " ".join(text[found.end() : found.end() + 60].lower().split())
    return any(re.match(rf"{phrase}\b", after) for phrase in allowed[f"{noun}_after"])


def _listed_spellings(text: str) -> Iterator[tuple[int, int, str]]:
    british: dict[str, str] = _words()["british"]
    for found in _american_pattern().finditer(text):
        yield *found.span(), british[_plainly(found["stem"])] + found["ending"].lower()


def _ize_spellings(text: str) -> Iterator[tuple[int, int, str]]:
    right = _words()["exceptions"]["ize"]
    for found in _IZE.finditer(text):
        if f"{found['stem']}ize".lower() not in right:
            yield *found.span(), f"{found['stem']}{found['ending'].replace('z', 's', 1)}"


@cache
def _words() -> dict[str, Any]:
    source = files("alongside.language").joinpath("data/house_words.toml")
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def _american_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?P<stem>{_either(_words()['british'])})(?P<ending>s?)\b", re.IGNORECASE)


@cache
def _system_pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_either(_words()['system'])})\b", re.IGNORECASE)


@cache
def _kept_phrases() -> re.Pattern[str]:
    return re.compile(_either(_words()["exceptions"]["phrases"]), re.IGNORECASE)


def _plainly(phrase: str) -> str:
    return " ".join(phrase.lower().split())


def _either(phrases: Collection[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
