"""The glossary: terms that families may not know, by version, with what to write instead.

The starter list is ``data/terms.toml``, in our own words. Families' votes are kept by another room
and come in as a mapping, so that this stays pure. What is explained in a text is for ``terms``.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib.resources import files

_CAPITALS = re.compile(r"[A-Z][^\W_]*[&.]?[A-Z]")


@dataclass(frozen=True, slots=True)
class Term:
    """``full`` is empty for plain words; ``known`` terms may stand alone on our own pages.

    ``plain`` is empty where families find a term hard and nobody has found better words yet.
    ``others`` are further wordings that explain it as well. ``heard`` is what families would say, before
    whoever answers for the list decided: it is quoted, and never offered as a replacement.
    """

    name: str
    forms: tuple[str, ...]
    full: tuple[str, ...]
    plain: str
    known: bool
    others: tuple[str, ...] = ()
    not_understood: int = 0
    heard: tuple[str, ...] = ()

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.name, *self.forms)

    @property
    def is_abbreviation(self) -> bool:
        """Capitals count in it: "SALT" is not "salt"."""
        return bool(self.full) or bool(_CAPITALS.search(self.name))

    @property
    def meanings(self) -> tuple[str, ...]:
        """Each wording that explains it when it stands beside it."""
        return tuple(
            dict.fromkeys(words for words in (*self.full, self.plain, *self.others) if words)
        )

    @property
    def replacements(self) -> tuple[str, ...]:
        """What may be written in its place, the decided wording first; never what was only heard."""
        found: dict[str, str] = {}
        for words in (self.plain, *self.others, *self.full):
            found.setdefault(folded(words).replace(",", ""), words)
        return tuple(each for key, each in found.items() if key not in ("", folded(self.name)))

    @property
    def suggestion(self) -> str:
        """How to write it the first time."""
        if not self.plain and not self.full:
            return "Explain it where it first stands, or ask families what they would say."
        if not self.full:
            return f"Write “{self.plain}”, or explain it: {self.name} ({self.plain})."
        if not self.plain or self.plain in self.full:
            return f"Write “{self.plain or self.full[0]}”."
        return f"Write “{self.full[0]} ({self.name})” the first time, or “{self.plain}”."


@dataclass(frozen=True, slots=True)
class Votes:
    """What families said of one term: how many did not understand it, and what they would say.

    ``suggested`` are wordings that may take its place, because whoever answers for the list decided so;
    ``heard`` are those that nobody decided about yet. Raises ValueError without a vote.
    """

    not_understood: int
    suggested: tuple[str, ...] = ()
    full: tuple[str, ...] = ()
    heard: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.not_understood < 1:
            raise ValueError("a term without a vote is not voted on")
        if not all(words.strip() for words in (*self.suggested, *self.full, *self.heard)):
            raise ValueError("a suggested wording is blank")


@dataclass(frozen=True, slots=True, eq=False)
class Glossary:
    """``owner`` answers for the list. ``everyday`` are abbreviations that need no explanation.

    Two of them are never equal: keep one for many texts, since its patterns are kept beside it.
    """

    version: int
    owner: str
    terms: tuple[Term, ...]
    everyday: frozenset[str]

    def find(self, words: str) -> Term | None:
        """The term of this spelling: abbreviations by their capitals, other words however written."""
        return by_spelling(self).get(words) or by_spelling(self).get(folded(words))

    def grown(self, votes: Mapping[str, Votes], *, owner: str) -> "Glossary":
        """This glossary with families' votes: their wording stands first, and new terms come in.

        ``votes`` goes by the term as it is written. An everyday abbreviation that somebody did not
        understand is everyday no more.

        >>> york = glossary().grown({"phonics": Votes(2, ("sounds of letters",))}, owner="York")
        >>> york.find("Phonics").plain
        'sounds of letters'
        """
        found = {term.name: term for term in self.terms}
        for words, said in votes.items():
            term = self.find(words) or _new(words)
            found[term.name] = _heard(found.get(term.name, term), said)
        return Glossary(
            version=self.version,
            owner=owner,
            terms=tuple(found.values()),
            everyday=self.everyday - set(votes),
        )


@cache
def glossary(version: int | None = None) -> Glossary:
    """The starter list of the house as it stood in ``version``; the newest without one.

    Raises ValueError for a version that there never was.
    """
    text = files("alongside.language").joinpath("data/terms.toml").read_text(encoding="utf-8")
    held = tomllib.loads(text)
    newest: int = held["version"]
    wanted = newest if version is None else version
    if not 1 <= wanted <= newest:
        raise ValueError(f"there is no version {wanted} of the glossary, only 1 to {newest}")
    return Glossary(
        version=wanted,
        owner=held["owner"],
        terms=tuple(
            Term(
                name=row["name"],
                forms=tuple(row.get("forms", ())),
                full=tuple(row.get("full", ())),
                plain=row["plain"],
                known=row.get("known", False),
            )
            for row in held["term"]
            if row.get("since", 1) <= wanted < row.get("until", newest + 1)
        ),
        everyday=frozenset(held["everyday"]),
    )


def folded(phrase: str) -> str:
    """The phrase in small letters, with hyphens and line breaks as spaces."""
    return re.sub(r"[\s‑-]+", " ", phrase).lower()


@lru_cache(maxsize=32)
def by_spelling(held: Glossary) -> Mapping[str, Term]:
    """Each term by each spelling: abbreviations as they are, other words ``folded``."""
    return {
        spelling if term.is_abbreviation else folded(spelling): term
        for term in held.terms
        for spelling in term.spellings
    }


def _new(words: str) -> Term:
    tidy = " ".join(words.split())
    if not tidy:
        raise ValueError("a term without words cannot be voted on")
    return Term(name=tidy, forms=(), full=(), plain="", known=False)


def _heard(term: Term, said: Votes) -> Term:
    return replace(
        term,
        plain=said.suggested[0] if said.suggested else term.plain,
        full=tuple(dict.fromkeys((*term.full, *said.full))),
        others=tuple(dict.fromkeys((*term.others, term.plain, *said.suggested[1:]))),
        known=False,
        not_understood=term.not_understood + said.not_understood,
        heard=tuple(dict.fromkeys((*term.heard, *said.heard))),
    )
