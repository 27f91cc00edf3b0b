"""Terms that a family may not know, and whether the text explains them the first time.

Which terms those are is the glossary's business. A finding is an offer: a person may keep the term.
"""

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from alongside.language.finding import Check, Finding
from alongside.language.glossary import Glossary, Term, by_spelling, folded, glossary
from alongside.language.letters import small_letters
from alongside.language.sentences import Word

_MEANS = r",?\s+(?:which\s+means|which\s+stands\s+for|meaning|means|stands\s+for)\b"
_DOTTED = re.compile(r"(?<![\w.&])(?:[A-Z]\.){1,6}(?:[A-Z](?!\w))?(?![\w&])")
_SURNAME = re.compile(r"\s+[A-Z][a-z]")
_ARTICLE = re.compile(r"\b(?:an?|the|his|her|their|our|your)\s+$", re.IGNORECASE)
"""Before letters with stops and a capital after them, it tells a role from somebody's initials."""
_FURTHEST = 160


def all_terms() -> tuple[Term, ...]:
    """The starter list of the house, in the order of its file."""
    return glossary().terms


def unexplained_terms(
    text: str, *, explained: Collection[str] = (), held: Glossary | None = None
) -> tuple[Finding, ...]:
    """Each use of a listed term before the text explains it, in the order of the text.

    ``explained`` names the terms that stand explained before the text begins; ``held`` is the
    glossary to go by, the newest starter list without one. Both "speech and language therapy (SALT)"
    and "SALT (speech and language therapy)" explain.

    >>> [f.text for f in unexplained_terms("SALT will visit.")]
    ['SALT']
    """
    done = set(explained)
    findings = []
    for term, found in term_uses(text, held=held):
        if term.name in done:
            continue
        if _explains(text, term, found):
            done.add(term.name)
        else:
            findings.append(_finding(term, found))
    return tuple(findings)


def term_uses(text: str, *, held: Glossary | None = None) -> Iterator[tuple[Term, Word]]:
    """Each use of a listed term, explained or not, from the left; longer spellings win. Letters with stops
    between them count as the abbreviation: "O.T." is "OT".
    """
    used = held or glossary()
    return iter(sorted((*_plain_uses(text, used), *_dotted_uses(text, used)), key=_start))


def _start(use: tuple[Term, Word]) -> int:
    return use[1].start


def _dotted_uses(text: str, used: Glossary) -> Iterator[tuple[Term, Word]]:
    index = by_spelling(used)
    for found in _DOTTED.finditer(text):
        term = index.get(found[0].replace(".", ""))
        is_name = _SURNAME.match(text, found.end()) and not _ARTICLE.search(
            text[max(0, found.start() - 8) : found.start()]
        )
        if term is not None and term.is_abbreviation and not is_name:
            yield term, Word(*found.span(), found[0])


def _plain_uses(text: str, used: Glossary) -> Iterator[tuple[Term, Word]]:
    index = by_spelling(used)
    for found in _finder(used).finditer(small_letters(text)):
        start, end = found.span()
        written = text[start:end]
        term = index.get(written) or index.get(folded(written))
        if term is not None:
            yield term, Word(start, end, written)


def _finding(term: Term, found: Word) -> Finding:
    kind = "abbreviation" if term.is_abbreviation else "term"
    why = (
        f"Families here said that they do not understand “{found.text}”, and it is not explained."
        if term.not_understood
        else f"Families may not know the {kind} “{found.text}”, and it is not explained."
    )
    return Finding(found.start, found.end, found.text, why, term.suggestion, Check.TERM)


@lru_cache(maxsize=32)
def _finder(held: Glossary) -> re.Pattern[str]:
    """One pattern for all spellings in small letters, longest first; capitals are looked at later."""
    small = {small_letters(spelling) for spelling in by_spelling(held)}
    spellings = sorted(small, key=lambda spelling: (-len(spelling), spelling))
    either = "|".join(loosely(spelling) for spelling in spellings) or r"(?!)"
    firsts = "".join(sorted({re.escape(spelling[0]) for spelling in spellings}))
    ahead = f"(?=[{firsts}])" if firsts else ""
    return re.compile(rf"(?<![\w&]){ahead}(?:{either})(?![\w&])")


def _explains(text: str, term: Term, found: Word) -> bool:
    """Whether this use stands beside its meaning: in brackets after it, or it in brackets after."""
    before = text[max(0, found.start - _FURTHEST) : found.start]
    after = text[found.end : found.end + _FURTHEST]
    follows, leads = _beside(term.meanings)
    closes = r"[^()]*\)"
    return bool(follows.match(after) or (re.match(closes, after) and leads.search(before)))


@lru_cache(maxsize=1024)
def _beside(meanings: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What explains a term after it, and what explains it before it."""
    either = "|".join(loosely(meaning) for meaning in meanings) or r"(?!)"
    return (
        re.compile(rf"\s*\(\s*(?:an?\s+|the\s+)?(?:{either})\b|{_MEANS}", re.IGNORECASE),
        re.compile(rf"\b(?:{either})\s*\([^()]*$", re.IGNORECASE),
    )


def loosely(phrase: str) -> str:
    """The phrase as a pattern that forgives line breaks, hyphens and either apostrophe."""
    letters = {" ": r"[\s‑-]+", "-": r"[\s‑-]*", "'": "['’]", "’": "['’]"}
    return "".join(letters.get(letter) or re.escape(letter) for letter in phrase)
