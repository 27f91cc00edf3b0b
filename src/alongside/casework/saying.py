"""What an event says, in pairs of a label and words, for the case page and the chronology."""

from collections.abc import Iterator, Mapping
from typing import Any

from alongside.casework.rules.bodies import DRAFTS_SENT, FINALS_SENT, REVIEW_FOUND, was_told_outside
from alongside.casework.rules.codes import AdviceBody, Asker, Limb
from alongside.casework.rules.reviewing import Found, Given, Progress
from alongside.casework.words import ADVICE_BODIES, ASKERS, GIVEN, LIMBS, PROGRESS
from alongside.kernel.dates import day_in_words, parse_date
from alongside.law.rulebook import Rules

_LABELS = {
    "asker": "Who asked",
    "body": "Of whom",
    "reasons": "Reasons",
    "limbs": "Not met",
    "panel_advised": "What the panel advised",
    "decided_on": "Decided on",
    "for_on": "For the day",
    "until": "Until before",
    "ground": "Ground",
    "because": "Because",
    "evidence": "What shows it",
    "authorised_by": "Authorised by",
    "rules": "For",
    "adulthood": "What was said about adulthood",
    "note": "Note",
    "why_corrected": "What was wrong before",
}
_BY = "How the family was told"
BY_LETTER = "By a letter of this case"
OUTSIDE = "Told outside this record"
ISSUED_ON = "Issued on"


def said(kind: str, body: Mapping[str, Any], rules: Rules) -> tuple[tuple[str, str], ...]:
    """In the order of the labels; what is empty is left out."""
    return tuple(_each(kind, body, rules))


def _each(kind: str, body: Mapping[str, Any], rules: Rules) -> Iterator[tuple[str, str]]:
    if body.get("letter"):
        yield _BY, BY_LETTER
    elif was_told_outside(kind, body):
        yield _BY, OUTSIDE
    if kind == REVIEW_FOUND:
        yield from _found(body)
    for name, label in _LABELS.items():
        if value := body.get(name):
            is_issue = name == "decided_on" and kind in FINALS_SENT | DRAFTS_SENT
            yield ISSUED_ON if is_issue else label, _in_words(name, value, rules)


def _found(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each row of the EHC plan with what the review found of it."""
    for text in body.get("outcomes", ()):
        one = Found.read(text)
        yield one.row, PROGRESS[Progress(one.code)]
    for text in body.get("helps", ()):
        one = Found.read(text)
        yield one.row, GIVEN[Given(one.code)]


def _in_words(name: str, value: Any, rules: Rules) -> str:
    match name:
        case "asker":
            return ASKERS[Asker(value)]
        case "body":
            return body_words(value)
        case "limbs":
            return "; ".join(LIMBS[Limb(each)] for each in value)
        case "ground":
            return f"{value}: {rules.grounds[value].title}"
        case "for_on" | "until" | "decided_on":
            return day_in_words(parse_date(value))
        case "rules":
            return ", ".join(value)
        case _:
            return str(value)


def body_words(value: str) -> str:
    """An adviser by the label of its code; a school or college as it was written."""
    return ADVICE_BODIES[AdviceBody(value)] if value in set(AdviceBody) else value
