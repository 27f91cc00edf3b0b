"""Vague provision: words that leave a family not knowing what will happen, and what is not said.

Some flexibility can be lawful, so this flags and never fails. The cues are in
``data/vague_cues.toml``. Which parts a sentence says is found by word patterns: it informs a person
and decides nothing.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from alongside.language.finding import Finding
from alongside.language.sentences import Sentence, sentences_in

_NUMBER = (
    r"(?:\d+(?:\.\d+)?|an?|half\s+an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    r"twelve|fifteen|twenty|thirty|forty|forty-five|fifty|sixty|ninety)"
)
_SPAN = r"(?:minute|min|hour|hr|day|week|fortnight|month|term|half-term|year)s?"
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)


class Part(StrEnum):
    """What provision has to say; the value is how a sentence names it."""

    WHAT = "what"
    WHO = "who"
    HOW_MUCH = "how much"
    HOW_OFTEN = "how often"
    HOW_LONG = "for how long"
    WHERE = "where"
    FROM_WHEN = "from when"


_SAYS = {
    Part.WHAT: (
        r"\b(?:session|lesson|programme|therapy|training|teaching|tuition|mentoring|counselling|"
        r"exercise|assessment|visit|appointment|equipment|device|software|call|meeting|place|"
        r"supervision|transport|massage|activit(?:y|ies))s?\b"
    ),
    Part.WHO: (
        r"\b(?:therapist|teacher|assistant|psychologist|SENCO|nurse|doctor|paediatrician|tutor|"
        r"physiotherapist|audiologist|dietitian|counsellor|mentor|key\s?worker|social\s+worker|"
        r"coach|interpreter|instructor|intervenor|head\s?teacher|parent|carer|officer|"
        r"practitioner|specialist|lunchtime\s+supervisor)s?\b"
    ),
    Part.HOW_MUCH: rf"\b{_NUMBER}[\s-]+(?:minute|min|hour|hr|day)s?\b|\b(?:full|all)[\s-]day\b",
    Part.HOW_OFTEN: (
        rf"\b(?:a|an|per|each|every)\s+(?:other\s+|school\s+)?(?:{_SPAN}|morning|afternoon|lesson|"
        r"session|Monday|Tuesday|Wednesday|Thursday|Friday)\b|"
        r"\b(?:daily|weekly|fortnightly|monthly|half-termly|termly|yearly|annually|once|twice)\b"
    ),
    Part.HOW_LONG: (
        rf"\b(?:for|over)\s+(?:at\s+least\s+|the\s+next\s+)?{_NUMBER}\s+(?:school\s+)?{_SPAN}\b|"
        rf"\b(?:until|throughout|during|all\s+year|in\s+term\s+time)\b"
    ),
    Part.WHERE: (
        r"\b(?:in|at|outside)\s+(?:the\s+|a\s+|an\s+|his\s+|her\s+|their\s+)?(?:quiet\s+|own\s+)?"
        r"(?:class|classroom|room|home|school|college|nursery|clinic|hall|library|playground|pool|"
        r"group|unit|community)\b|\bonline\b|\bone[\s-]to[\s-]one\b|\b1:1\b|"
        r"\bgroup\s+of\b|\bwhole[\s-]class\b"
    ),
    Part.FROM_WHEN: (
        r"\b(?i:from|starting|beginning)\s+(?:in\s+|on\s+|the\s+)?"
        rf"(?:\d|{_MONTH}|start|date|first)|\b(?i:within)\s+{_NUMBER}\s+{_SPAN}\b"
    ),
}
_SAYS_PATTERNS = {
    part: re.compile(pattern, re.IGNORECASE if part is not Part.FROM_WHEN else 0)
    for part, pattern in _SAYS.items()
}


@dataclass(frozen=True, slots=True)
class Cue:
    """``unless`` excuses a use by the words that follow it."""

    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    why: str
    suggest: str


@cache
def all_cues() -> tuple[Cue, ...]:
    """The cues of the house, in the order of their file."""
    text = files("alongside.language").joinpath("data/vague_cues.toml").read_text(encoding="utf-8")
    return tuple(
        Cue(
            pattern=_pattern(row["words"], small_letters_only=row.get("small", False)),
            unless=re.compile(rf"\s*(?:{row['unless']})", re.IGNORECASE)
            if "unless" in row
            else None,
            why=row["why"],
            suggest=row["suggest"],
        )
        for row in tomllib.loads(text)["cue"]
    )


def parts_said(text: str) -> frozenset[Part]:
    """The parts that the words of ``text`` seem to say.

    >>> sorted(parts_said("One 45-minute session a week"))
    [<Part.HOW_MUCH: 'how much'>, <Part.HOW_OFTEN: 'how often'>, <Part.WHAT: 'what'>]
    """
    return frozenset(part for part, pattern in _SAYS_PATTERNS.items() if pattern.search(text))


def vague_wording(text: str) -> tuple[Finding, ...]:
    """Each vague cue with why, in the order of the text.

    The first in a sentence also says which parts the sentence leaves out.
    """
    return tuple(found for sentence in sentences_in(text) for found in _vague_in(sentence))


def _vague_in(sentence: Sentence) -> list[Finding]:
    unsaid = _unsaid(sentence.text)
    findings = []
    for start, end, cue in _cues_in(sentence.text):
        findings.append(
            Finding(
                start=sentence.start + start,
                end=sentence.start + end,
                text=sentence.text[start:end],
                why=cue.why + unsaid,
                suggestion=cue.suggest,
            )
        )
        unsaid = ""
    return findings


def _cues_in(text: str) -> Iterator[tuple[int, int, Cue]]:
    """From the left; a longer cue hides the shorter ones that it overlaps."""
    hits = [
        (match.start(), match.end(), cue)
        for cue in all_cues()
        for match in cue.pattern.finditer(text)
        if not (cue.unless and cue.unless.match(text, match.end()))
    ]
    reached = 0
    for start, end, cue in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if start >= reached:
            reached = end
            yield start, end, cue


def _unsaid(text: str) -> str:
    said = parts_said(text)
    missing = [part.value for part in Part if part not in said]
    if not missing:
        return ""
    listed = missing[0] if len(missing) == 1 else f"{', '.join(missing[:-1])} or {missing[-1]}"
    return f" The sentence does not say {listed}."


def _pattern(words: list[str], *, small_letters_only: bool) -> re.Pattern[str]:
    either = "|".join(
        r"[\s‑-]+".join(re.escape(word) for word in phrase.split())
        for phrase in sorted(words, key=len, reverse=True)
    )
    return re.compile(rf"\b(?:{either})\b", 0 if small_letters_only else re.IGNORECASE)
