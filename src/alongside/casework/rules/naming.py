"""By which names people call a school or another place, so that none of them tells it to somebody who must not
know: the whole name, the name without what every school is called, and its initials. Careful: rather one too
many refused than a place told.
"""

import re
from collections.abc import Iterator, Sequence

_EVERYDAY = """
academy aided and catholic ce centre church cofe college community controlled early england first form
foundation free grammar high house infant infants junior kindergarten lower middle nursery of playgroup
preschool primary provision rc roman school schools secondary sixth special the trust unit university upper
voluntary years
"""
EVERYDAY = frozenset(_EVERYDAY.split())
"""What many places are called: alone it names none."""
FAITHS = frozenset({"catholic", "ce", "church", "cofe", "england", "rc", "roman"})
JOINING = frozenset({"and", "at", "for", "in", "of", "on", "the"})
SHORTEST_NAME = 5
"""So long is what remains of a name at least; "York" of "York High School" stands in many letters."""
SHORTEST_INITIALS = 3
"""In small letters; two capitals are initials too."""
LONGEST_INITIALS = 12
_NO_INITIALS = """
act age all and any are ask can day did ehc end few for gp had has help her him his how icb its let may mum
new nhs not now off one our out own pip say see send she that the they this too two use was way who why with
yes you
"""
NO_INITIALS = frozenset(_NO_INITIALS.split())
"""Short words and names of offices that stand in many letters: they are no initials of a school."""
_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"(?<![^\W_])[^\W\d_](?:[\s.,·•/&+–—-]{1,4}[^\W\d_](?![^\W_]))+")
"""Single letters, each with no more than a blank or a sign between it and the next."""
_APOSTROPHES = re.compile("[’'‘`´]")
_POSSESSIVE = re.compile("[’'‘`´]s\\b", re.IGNORECASE)


def is_named(place: str, text: str, *, public: str = "") -> bool:
    """Whether the text names the place. ``public`` are words that stand in every letter: a short name of these
    tells nothing.

    >>> is_named("Example Primary School", "He goes to EPS now."), is_named("York High School", "City of York")
    (True, False)
    """
    return (
        _is_called(place, text, public, drop=_APOSTROPHES)
        or _is_called(place, text, public, drop=_POSSESSIVE)
        or not initials_of(place).isdisjoint(_initials_in(text))
    )


def _is_called(place: str, text: str, public: str, *, drop: re.Pattern[str]) -> bool:
    inside, known = (_joined(_words(each, drop)) for each in (text, public))
    whole = _words(place, drop)
    names = [each for each in _short_forms(whole) if each == whole or _joined(each) not in known]
    return any(_joined(each) in inside for each in names)


def _joined(words: Sequence[str]) -> str:
    return f" {' '.join(words)} "


def _short_forms(words: Sequence[str]) -> Iterator[Sequence[str]]:
    """The whole, and what is left as the everyday words at its end and its beginning fall away.

    >>> [" ".join(each) for each in _short_forms("st mary primary school".split())]
    ['st mary primary school', 'st mary primary', 'st mary']
    """
    if not words:
        return
    yield words
    first = 1 if words[0] == "the" else 0
    for last in range(len(words), first, -1):
        kept = words[first:last]
        if (first or last < len(words)) and _tells(kept):
            yield kept
        if words[last - 1] not in EVERYDAY:
            return


def _tells(words: Sequence[str]) -> bool:
    is_everyday = all(word in EVERYDAY for word in words)
    return not is_everyday and len("".join(words)) >= SHORTEST_NAME


def initials_of(place: str) -> frozenset[str]:
    """In capitals: of all words, without those that join, and without the faith.

    >>> sorted(initials_of("School of the Rivers")), sorted(initials_of("Ashfield"))
    (['SOTR', 'SR'], [])
    """
    words = _words(place, _APOSTROPHES)
    without = [word for word in words if word not in JOINING]
    chosen = (words, without, [word for word in without if word not in FAITHS])
    found = ("".join(word if word in ("ce", "rc") else word[0] for word in each) for each in chosen)
    return frozenset(
        each.upper() for each in found if len(each) > 1 and each not in NO_INITIALS
    ) - {word.upper() for word in words}


def _initials_in(text: str) -> Iterator[str]:
    """Every word that may be initials: capitals, or three letters and more; also written apart, as in "E.P.S.",
    "E P S" and "E-P-S", whatever single letters stand around them.
    """
    for word in _WORD.findall(text):
        if (word.isupper() and len(word) > 1) or len(word) >= SHORTEST_INITIALS:
            yield word.upper()
    for apart in _APART.findall(text):
        letters = "".join(_WORD.findall(apart))
        for first in range(len(letters)):
            for length in range(2, LONGEST_INITIALS + 1):
                part = letters[first : first + length]
                if len(part) == length and (length >= SHORTEST_INITIALS or part.isupper()):
                    yield part.upper()


def _words(text: str, drop: re.Pattern[str]) -> list[str]:
    return _WORD.findall(drop.sub("", text).casefold())
