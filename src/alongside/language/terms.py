"""Terms that a family may not know, and whether the text explains them the first time.

The list is ``data/terms.toml``, in our own words. An abbreviation that is not in it is not found.
A finding is an offer: a person may keep the term.
"""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from alongside.language.finding import Finding

_MEANS = r",?\s+(?:which\s+means|which\s+stands\s+for|meaning|means|stands\s+for)\b"
_FURTHEST = 160


@dataclass(frozen=True, slots=True)
class Term:
    """``full`` is empty for plain words; ``known`` terms may stand alone on our own pages."""

    name: str
    forms: tuple[str, ...]
    full: tuple[str, ...]
    plain: str
    known: bool

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.forms)

    @property
    def is_abbreviation(self) -> bool:
        return bool(self.full)

    @property
    def suggestion(self) -> str:
        """How to write it the first time."""
        if not self.is_abbreviation:
            return f"Write “{self.plain}”, or explain it: {self.name} ({self.plain})."
        if self.plain in self.full:
            return f"Write “{self.plain}”."
        return f"Write “{self.full[0]} ({self.name})” the first time, or “{self.plain}”."


@cache
def all_terms() -> tuple[Term, ...]:
    """The list of the house, in the order of its file."""
    text = files("alongside.language").joinpath("data/terms.toml").read_text(encoding="utf-8")
    return tuple(
        Term(
            name=row["name"],
            forms=tuple(row.get("forms", ())),
            full=tuple(row.get("full", ())),
            plain=row["plain"],
            known=row.get("known", False),
        )
        for row in tomllib.loads(text)["term"]
    )


def unexplained_terms(text: str, *, explained: Collection[str] = ()) -> tuple[Finding, ...]:
    """Each use of a listed term before the text explains it, in the order of the text.

    ``explained`` names the terms that stand explained before the text begins. Both "speech and
    language therapy (SALT)" and "SALT (speech and language therapy)" explain.

    >>> [f.text for f in unexplained_terms("SALT will visit.")]
    ['SALT']
    """
    done = set(explained)
    findings = []
    for term, found in _uses(text):
        if term.name in done:
            continue
        if _explains(text, term, found):
            done.add(term.name)
        else:
            findings.append(_finding(term, found))
    return tuple(findings)


def _finding(term: Term, found: re.Match[str]) -> Finding:
    kind = "abbreviation" if term.is_abbreviation else "term"
    return Finding(
        start=found.start(),
        end=found.end(),
        text=found[0],
        why=f"Families may not know the {kind} “{found[0]}”, and it is not explained.",
        suggestion=term.suggestion,
    )


def _uses(text: str) -> Iterator[tuple[Term, re.Match[str]]]:
    pattern, by_spelling = _finder()
    for found in pattern.finditer(text):
        term = by_spelling.get(found[0]) or by_spelling.get(_folded(found[0]))
        if term is not None:
            yield term, found


@cache
def _finder() -> tuple[re.Pattern[str], dict[str, Term]]:
    """One pattern for all spellings, longest first; phrases folded, abbreviations exact."""
    by_spelling = {
        spelling if term.is_abbreviation else _folded(spelling): term
        for term in all_terms()
        for spelling in term.spellings
    }
    spellings = sorted(by_spelling, key=lambda spelling: (-len(spelling), spelling))
    either = "|".join(_loosely(spelling) for spelling in spellings)
    return re.compile(rf"(?<![\w&])(?:{either})(?![\w&])", re.IGNORECASE), by_spelling


def _explains(text: str, term: Term, found: re.Match[str]) -> bool:
    """Whether this use stands beside its meaning: in brackets after it, or it in brackets after."""
    before = text[max(0, found.start() - _FURTHEST) : found.start()]
    after = text[found.end() : found.end() + _FURTHEST]
    meanings = "|".join(_loosely(meaning) for meaning in (*term.full, term.plain))
    follows = rf"\s*\(\s*(?:an?\s+|the\s+)?(?:{meanings})\b|{_MEANS}"
    leads = rf"\b(?:{meanings})\s*\([^()]*$"
    closes = r"[^()]*\)"
    return bool(
        re.match(follows, after, re.IGNORECASE)
        or (re.match(closes, after) and re.search(leads, before, re.IGNORECASE))
    )


def _loosely(phrase: str) -> str:
    """The phrase as a pattern that forgives line breaks, hyphens and curly apostrophes."""
    letters = {" ": r"[\s‑-]+", "-": r"[\s‑-]*", "'": "['’]"}
    return "".join(letters.get(letter) or re.escape(letter) for letter in phrase)


def _folded(phrase: str) -> str:
    return re.sub(r"[\s‑-]+", " ", phrase).lower()
