"""The area's list of words that families did not understand: what may be voted on and suggested, when a
word counts as confusing, and what is decided about it. Pure.

A vote names a word and perhaps a better one. Who voted is nobody's business but their own: each person
counts once. What a family suggests is quoted at the desk, and offered as a replacement only after whoever
looks after the list decided so.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from alongside.kernel.refusals import Refusal
from alongside.language import Glossary, Votes
from alongside.language.glossary import folded

LONGEST = 60
MOST_OFFERED = 3
_PLAIN = re.compile(r"[^\W\d_][\w’'&.,() -]*")
_SHORTEST_NAME = 3
_FEWEST_LETTERS = 3
_INITIALS = re.compile(r"[A-Z](?:&?[A-Z]){1,6}s?")
_DRUMMED = re.compile(r"(.)\1{3}")
_EVERYDAY = frozenset(
    re.findall(
        r"\w+",
        "a about above after again all also am an and any are as at away back be because been before being below "
        "between both but by can could day did do does done down during each every few for from get go had has "
        "have he her here hers him his how i if in into is it its just like made make many may me might more most "
        "much must my need needs no nor not now of off often on once one only or other our ours out over own per "
        "said same say see shall she should since so some such than that the their theirs them then there these "
        "they this those through to too two under until up upon us use very was we well were what when where "
        "which while who whom whose why will with within without would yes you your yours",
    )
)
"""Words that everybody uses. One family's vote on them would be noticed in every child's draft."""
TOO_SHORT = (
    "This is too short to be a word of the list. Write the whole word, or letters such as “NHS”."
)
EVERYDAY = "Everybody uses this word, so it cannot stand in the list. Write the word beside it that is hard."
NOT_OFFERED = (
    "These words stand in no list for it. Ask whoever looks after the area’s words to decide."
)
DRUMMED = "This does not look like a word. Write it as you would say it."


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
    tidy = _checked(words, names, field="word", nothing="Choose a word, or write one.")
    if said := not_for_the_list(tidy):
        raise Refusal(said, field="word")
    return tidy


def not_for_the_list(word: str) -> str:
    """Why a word of one or two letters, or one that everybody uses, is never in the list; empty for others."""
    parts = [part for part in re.split(r"[^\w’'&]+", word) if part]
    if any(_INITIALS.fullmatch(part) for part in parts):
        return ""
    if not any(len(part) >= _FEWEST_LETTERS for part in parts):
        return TOO_SHORT
    return EVERYDAY if all(part.casefold() in _EVERYDAY for part in parts) else ""


def check_suggestion(words: str, *, names: Collection[str]) -> str:
    """What somebody would say instead, as it is kept; empty for nothing. Raises Refusal."""
    if not words.strip():
        return ""
    return _checked(words, names, field="suggested", nothing="")


def check_replacement(words: str, *, offered: Collection[str]) -> str:
    """What is written in place of a word. Raises Refusal for what no list and no decision offers."""
    wanted = key_of(" ".join(words.split()))
    found = [each for each in offered if key_of(each) == wanted]
    if not found:
        raise Refusal(NOT_OFFERED, field="plain")
    return found[0]


def check_decision(decided: Decided, *, plain: str, reason: str) -> None:
    """Raises Refusal when it does not say what is written instead, or why not."""
    if decided is Decided.LISTED and not plain.strip():
        raise Refusal("Say what is written instead.", field="plain")
    if decided is Decided.SET_ASIDE and not reason.strip():
        raise Refusal("Say why. Those who voted read it.", field="reason")


def is_confusing(word: WordFact, *, confusing_from: int) -> bool:
    """Enough people said so, or the area wrote plainer words into its list."""
    if word.decided == Decided.LISTED:
        return True
    return word.votes >= confusing_from and not not_for_the_list(word.name)


def votes_of(words: Iterable[WordFact], *, confusing_from: int) -> tuple[tuple[str, Votes], ...]:
    """Every confusing word with what was said of it: what the area decided is offered, and what families
    would say is only heard.
    """
    return tuple(
        (each.name, _votes(each))
        for each in words
        if is_confusing(each, confusing_from=confusing_from)
    )


def grown(held: Glossary, votes: Iterable[tuple[str, Votes]], *, owner: str) -> Glossary:
    """The starter list with what families said and the area decided."""
    return held.grown(dict(votes), owner=owner)


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
    if _DRUMMED.search(tidy):
        raise Refusal(DRUMMED, field=field)
    written = {word.casefold() for word in re.findall(r"\w+", tidy)}
    known = {part.casefold() for name in names for part in re.findall(r"\w+", name)}
    if any(len(each) >= _SHORTEST_NAME for each in written & known):
        raise Refusal("Leave out the names of people.", field=field)
    return tidy


def _votes(word: WordFact) -> Votes:
    count = max(word.votes, 1)
    if word.decided == Decided.LISTED:
        return Votes(count, suggested=(word.plain,))
    return Votes(count, heard=word.suggested[:MOST_OFFERED])
