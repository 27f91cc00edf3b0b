"""Abbreviations that stand in no list, and whether the text says what they stand for.

What is looked for is two to seven capitals in a row, with an s for several, a number or an edition
("BPVS3", "WIAT-III"), or three and more with stops between them ("E.Q.T."). Those of the glossary
are the business of ``terms``; everyday ones (NHS, GCSE) need no explanation.
"""

import re
from collections.abc import Collection

from alongside.language.finding import Check, Finding
from alongside.language.glossary import Glossary, glossary

_ABBREVIATION = re.compile(
    r"(?<![\w&.@/’'‑-])(?:"
    r"[A-Z](?:&?[A-Z]){1,6}(?:s(?!\w)|(?<=[A-Z]{3})(?:\d{1,2}|[‑-](?:I{1,3}|I?V|VI{0,3}|\d{1,2}))(?!\w))?"
    r"(?![\w&@/]|[‑’'.-][A-Z])"
    r"|(?:[A-Z]\.){2,6}+(?:[A-Z](?!\w))?+(?![\w&@/’'‑-])(?!\s+[A-Z]))"
)
_EDITION = re.compile(
    r"(?:,?\s+(?:the\s+)?(?:\w+\s+(?:UK\s+)?edition|version\s+\w+|\d\w*))+\s*$", re.IGNORECASE
)
_FEWEST_DOTTED = 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IN_BRACKETS = re.compile(r"\s*\((?P<inside>[^()]{3,160})\)")
_OPENS = re.compile(r"\(\s*(?:or|known\s+as|called|also|shortened\s+to)?\s*[\"“'‘]?$")
_CLOSES = re.compile(r"[\"”'’]?\s*\)")
_MEANS = re.compile(r",?\s+(?:which\s+)?(?:stands\s+for|means)\b")
_NUMERAL = re.compile(r"[IVX]+")
_SMALL_WORDS = frozenset(
    ["a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the", "to", "with"]
)
_FURTHEST = 160


def unlisted_abbreviations(
    text: str, *, explained: Collection[str] = (), held: Glossary | None = None
) -> tuple[Finding, ...]:
    """Each use of an abbreviation that no list knows, before the text says what it stands for.

    >>> [f.text for f in unlisted_abbreviations("The EQT (extra quiet time) helps. EQT and ZZB.")]
    ['ZZB']
    """
    used = held or glossary()
    done = set(explained) | used.everyday
    findings = []
    for found in _ABBREVIATION.finditer(text):
        name = _name(found[0])
        if (
            {name, found[0]} & done
            or used.find(found[0])
            or used.find(name)
            or _is_none(text, found)
        ):
            continue
        if _says_what_for(text, found, name):
            done.add(name)
        else:
            findings.append(_finding(found))
    return tuple(findings)


def stands_for(short: str, words: str) -> bool:
    """Whether the capitals of ``short`` begin the words, one after another.

    Small words such as "of" may be passed over.

    >>> stands_for("DLD", "developmental language disorder"), stands_for("DLD", "see page 4")
    (True, False)
    """
    letters = [letter for letter in short.lower() if letter.isalnum()]
    for word in _WORD.findall(words.lower()):
        if letters and word[0] == letters[0]:
            letters.pop(0)
        elif word not in _SMALL_WORDS:
            return False
    return not letters


def _name(written: str) -> str:
    """Without what stands for several, for a number or an edition, and without stops.

    >>> _name("WIAT-III"), _name("BPVS3"), _name("E.Q.T."), _name("TAs")
    ('WIAT', 'BPVS', 'EQT', 'TA')
    """
    bare = re.split(r"[‑-]", written.replace(".", ""))[0]
    return bare.rstrip("0123456789").removesuffix("s")


def _is_none(text: str, found: re.Match[str]) -> bool:
    """Numerals such as "part II", two initials with stops, and words of a line in capitals."""
    if "." in found[0] and len(_name(found[0])) < _FEWEST_DOTTED:
        return True
    if _NUMERAL.fullmatch(found[0]):
        return True
    before = text[max(0, found.start() - _FURTHEST) : found.start()].rpartition("\n")[2]
    line = before + text[found.start() : found.end() + _FURTHEST].partition("\n")[0]
    return line.upper() == line and len(_WORD.findall(line)) > 1


def _says_what_for(text: str, found: re.Match[str], name: str) -> bool:
    before = text[max(0, found.start() - _FURTHEST) : found.start()]
    after = text[found.end() : found.end() + _FURTHEST]
    follows = _IN_BRACKETS.match(after)
    if _MEANS.match(after) or (follows and stands_for(name, follows["inside"])):
        return True
    opened = _OPENS.search(before)
    if opened is None or not _CLOSES.match(after):
        return False
    meant = before[: opened.start()]
    return _ends_with_meaning(meant, name) or _ends_with_meaning(_EDITION.sub("", meant), name)


def _ends_with_meaning(before: str, name: str) -> bool:
    """Whether the last words before a bracket are what ``name`` stands for."""
    words = _WORD.findall(before)
    most = min(len(words), 2 * len(name))
    return any(stands_for(name, " ".join(words[-count:])) for count in range(2, most + 1))


def _finding(found: re.Match[str]) -> Finding:
    return Finding(
        *found.span(),
        found[0],
        f"The text does not say what “{found[0]}” stands for.",
        f"Write it in full the first time, with “({found[0]})” after it.",
        Check.ABBREVIATION,
    )
