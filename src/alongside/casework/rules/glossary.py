"""The area's list of words that families did not understand: what may be voted on and suggested, when a
word counts as confusing, and what is decided about it. Pure.

A vote names a word and perhaps a better one. Who voted is nobody's business but their own: each person
counts once.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from alongside.kernel.refusals import Refusal
from alongside.language import Glossary, Votes
from alongside.language.glossary import folded

LONGEST = 60
MOST_OFFERED = 3
_PLAIN = re.compile(r"[^\W\d_][\w’'&.,() -]*")
_SHORTEST_NAME = 3


class Decided(StrEnum):
    """What was decided about a word. ``LISTED``: plainer words stand in the area's list."""

    LISTED = "listed"
    SET_ASIDE = "set_aside"


@dataclass(frozen=True, slots=True, kw_only=True)
class WordFact:
    """A word with the votes since it was last set aside. ``suggested`` has what most people would say first.
    ``decided`` is the last decision; empty for none.
    """

    name: str
    votes: int
    suggested: tuple[str, ...] = ()
    decided: str = ""
    plain: str = ""


def check_word(words: str, *, names: Collection[str]) -> str:
    """The word as it is kept. Raises Refusal for what is no word, or names somebody."""
    return _checked(words, names, field="word", nothing="Choose a word, or write one.")


def check_suggestion(words: str, *, names: Collection[str]) -> str:
    """What somebody would say instead, as it is kept; empty for nothing. Raises Refusal."""
    if not words.strip():
        return ""
    return _checked(words, names, field="suggested", nothing="")


def check_decision(decided: Decided, *, plain: str, reason: str) -> None:
    """Raises Refusal when it does not say what is written instead, or why not."""
    if decided is Decided.LISTED and not plain.strip():
        raise Refusal("Say what is written instead.", field="plain")
    if decided is Decided.SET_ASIDE and not reason.strip():
        raise Refusal("Say why. Those who voted read it.", field="reason")


def is_confusing(word: WordFact, *, confusing_from: int) -> bool:
    """Enough people said so, or the area wrote plainer words into its list."""
    return word.decided == Decided.LISTED or word.votes >= confusing_from


def votes_of(
    words: Iterable[WordFact], *, confusing_from: int
) -> tuple[tuple[str, int, tuple[str, ...]], ...]:
    """(word, how many, wordings) of every confusing word; the area's own wording stands first."""
    return tuple(
        (each.name, max(each.votes, 1), _wordings(each))
        for each in words
        if is_confusing(each, confusing_from=confusing_from)
    )


def grown(
    held: Glossary, votes: Sequence[tuple[str, int, tuple[str, ...]]], *, owner: str
) -> Glossary:
    """The starter list with what families said and the area decided."""
    said = {name: Votes(count, wordings) for name, count, wordings in votes}
    return held.grown(said, owner=owner)


def name_in(held: Glossary, words: str) -> str:
    """By which name the list knows a word, however it was written."""
    term = held.find(words)
    return term.name if term else " ".join(words.split())


def key_of(name: str) -> str:
    """The same for every way of writing a word."""
    return folded(name)


def _checked(words: str, names: Collection[str], *, field: str, nothing: str) -> str:
    tidy = " ".join(words.split())
    if not tidy:
        raise Refusal(nothing, field=field)
    if len(tidy) > LONGEST:
        raise Refusal(f"Write at most {LONGEST} letters.", field=field)
    if not _PLAIN.fullmatch(tidy) or re.search(r"\d", tidy):
        raise Refusal("Write it in letters: a word, or a few.", field=field)
    written = {word.casefold() for word in re.findall(r"\w+", tidy)}
    known = {part.casefold() for name in names for part in re.findall(r"\w+", name)}
    if any(len(each) >= _SHORTEST_NAME for each in written & known):
        raise Refusal("Leave out the names of people.", field=field)
    return tidy


def _wordings(word: WordFact) -> tuple[str, ...]:
    """What the area decided, or else what families would say."""
    if word.decided == Decided.LISTED:
        return (word.plain,)
    return word.suggested[:MOST_OFFERED]
