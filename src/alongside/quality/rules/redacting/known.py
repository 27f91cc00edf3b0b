"""What is known of a family, its people and its places, and every form in which it is looked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from alongside.quality.rules.redacting.folding import folded_words
from alongside.quality.rules.redacting.words import (
    ALSO_WORDS,
    PARTICLES,
    ROLE_WORDS,
    SCHOOL_WORDS,
    SMALL,
    STREETS,
    TITLES,
)

_PART = re.compile(r"[^\s\-,()/.\"“”_]+")
_AFTER_APOSTROPHE = re.compile(r"[a-z]'(.{3,})")
_SAINT = re.compile(r"\b(?:st|saint)\.? ([^\W\d_]{3,})")
SHORTEST_NUMBER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """``child`` are all names of the child or young person, known-as and earlier ones included; ``people``
    those of family, contacts, authors and whoever else has to do with the case. ``addresses`` may hold
    several lines. ``telling_days`` are the day of birth, and in a copy the day on which it was issued, however
    they are written. ``public`` are words that everybody may read, such as the name of the area.
    """

    child: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    schools: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    telling_days: tuple[date, ...] = ()
    public: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Without what stands in the place of a name and is a role."""
        return (*self.child, *(each for each in self.people if not is_role(each)))


def parts_of(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is, folded: no title, no particle between others and no lone letter."""
    parts = _all_parts(name)
    while parts and parts[0] in TITLES:
        parts = parts[1:]
    middle = range(1, len(parts) - 1)
    return tuple(
        part
        for place, part in enumerate(parts)
        if len(part) > 1 and not (place in middle and part in PARTICLES)
    )


def is_role(name: str) -> bool:
    """“The community paediatrician”, and not “Sue Head”."""
    parts = parts_of(name)
    return bool(parts) and all(each in ROLE_WORDS or each in SMALL for each in parts)


def name_parts(names: Iterable[str]) -> frozenset[str]:
    """Also “brien” of O’Brien, as in “Ms O. Brien”."""
    parts = frozenset(part for name in names for part in parts_of(name))
    after = {found[1] for part in parts if (found := _AFTER_APOSTROPHE.fullmatch(part))}
    return parts | after


def given_names(names: Iterable[str]) -> frozenset[str]:
    """The first word of each, from which people make short forms."""
    firsts = (parts_of(name)[:1] for name in names)
    return frozenset(first for each in firsts for first in each if len(first) >= 3)


def initials_of(names: Iterable[str]) -> frozenset[str]:
    """“JS” and “JBS” for Joshua Benjamin Smith, folded."""
    found = set()
    for name in names:
        letters = [part[0] for part in parts_of(name)]
        if len(letters) > 1:
            found |= {"".join(letters), *(letters[0] + each for each in letters[1:])}
    return frozenset(found)


def apostrophe_initials(names: Iterable[str]) -> frozenset[str]:
    """“O'B” for O’Brien, folded."""
    parts = name_parts(names)
    return frozenset(each[:3] for each in parts if _AFTER_APOSTROPHE.fullmatch(each))


def run_together(names: Iterable[str]) -> frozenset[str]:
    """As in the name of a mailbox: “jsmith”."""
    parts = (parts_of(name) for name in names)
    found = {each[0][0] + last for each in parts for last in each[1:]}
    return frozenset(each for each in found if len(each) > 4)


def school_forms(school: str, public: Iterable[str]) -> tuple[str, ...]:
    """From the whole name to what people say: “St Mary’s Primary School”, “St Mary’s Primary”, “St Mary’s”."""
    words = folded_words(school).replace(",", " ").split()
    if words[:1] == ["the"]:
        words = words[1:]
    allowed = {folded_words(each) for each in public}
    found = []
    while words:
        form = " ".join(words)
        if form not in allowed and _tells_which(words):
            found.append(form)
        if words[-1].strip(".()") not in SCHOOL_WORDS:
            break
        words = words[:-1]
    return tuple(found)


def beginnings_of(place: str, public: Iterable[str]) -> tuple[str, ...]:
    """What people say of a longer name, from two words on: “Hob Moor” of Hob Moor Oaks Academy."""
    words = folded_words(place).replace(",", " ").split()
    allowed = {word for each in public for word in folded_words(each).split()}
    found = []
    for count in range(2, len(words)):
        said = words[:count]
        tells = [
            each for each in said if not (each in SMALL or each in SCHOOL_WORDS or each in allowed)
        ]
        if tells and said[-1] not in SMALL and not {"st", "st.", "saint"} & set(tells):
            found.append(" ".join(said))
    return tuple(found)


def is_everyday(words: str) -> bool:
    """Whether each of them is a word of the language or of many streets, so that only capitals make it a name."""
    usual = SMALL | ALSO_WORDS | SCHOOL_WORDS | frozenset(STREETS)
    return all(each in usual for each in words.split())


def saints_of(schools: Iterable[str]) -> frozenset[str]:
    """“wilfrid” of St Wilfrid’s Catholic Primary School."""
    found = (_SAINT.search(folded_words(each)) for each in schools)
    return frozenset(each[1] for each in found if each and each[1] not in SMALL)


def school_initials(school: str) -> frozenset[str]:
    """“APS” for Ashfield Primary School; with and without small words."""
    words = [part for part in _all_parts(school) if part[0].isalpha()]
    long = [part for part in words if part not in {"of", "the", "and", "for"}]
    return frozenset(
        "".join(part[0] for part in chosen) for chosen in (words, long) if len(chosen) > 1
    )


def address_lines(address: str, public: Iterable[str]) -> Iterator[str]:
    """Each line or part between commas that tells where it is, folded."""
    allowed = {folded_words(each) for each in public}
    for line in re.split(r"[\n\r,;]+", address):
        folded = " ".join(folded_words(line).split()).strip(" .")
        if len(folded) > 3 and folded not in allowed and folded not in SMALL:
            yield folded


def digits_of(numbers: Iterable[str]) -> frozenset[str]:
    """Letters and digits without what stands between them."""
    squeezed = (re.sub(r"[^a-z0-9]", "", folded_words(each)) for each in numbers)
    return frozenset(each for each in squeezed if len(each) >= SHORTEST_NUMBER)


def _all_parts(name: str) -> list[str]:
    return [part.strip("'") for part in _PART.findall(folded_words(name)) if part.strip("'")]


def _tells_which(words: list[str]) -> bool:
    return any(
        len(word) > 1
        and word.strip(".()") not in SCHOOL_WORDS
        and word not in {"st", "saint", "st."}
        for word in words
    )
