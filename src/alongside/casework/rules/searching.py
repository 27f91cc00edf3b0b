"""By which words a case is found: names, the school, and numbers, without accents and capitals."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
SHORTEST = 2
MOST_ASKED = 6
_WORD = re.compile(r"[a-z0-9]+(?:-[0-9]+)?")


def words_in(texts: Iterable[str]) -> frozenset[str]:
    """Every word of the texts that is long enough to be asked for.

    >>> sorted(words_in(["Zoë O'Neill", "2022-00001"]))
    ['2022-00001', 'neill', 'zoe']
    """
    found = (word for text in texts for word in _WORD.findall(_plain(text)))
    return frozenset(word[:LONGEST] for word in found if len(word) >= SHORTEST)


def asked_for(text: str) -> tuple[str, ...]:
    """The words that somebody asks for, each the beginning of one that is kept. A number that was
    written in groups is asked for as a whole.

    >>> asked_for("943 476 5870"), asked_for("Zoë n")
    (('9434765870',), ('zoe',))
    """
    compact = "".join(text.split())
    whole = compact if compact.isdigit() else text
    return tuple(sorted(words_in([whole])))[:MOST_ASKED]


def begin_in(asked: Iterable[str], known: Iterable[str]) -> bool:
    """Whether each of the asked words begins one of those that are known.

    >>> begin_in(("zo", "nei"), {"zoe", "neill"}), begin_in(("zo", "x"), {"zoe"})
    (True, False)
    """
    kept = tuple(known)
    return all(any(word.startswith(each) for word in kept) for each in asked)


def after(word: str) -> str:
    """The first word that no longer begins like this one, so that an index can be walked.

    >>> after("test")
    'tesu'
    """
    return f"{word[:-1]}{chr(ord(word[-1]) + 1)}"


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(c for c in apart if not unicodedata.combining(c)).lower()
