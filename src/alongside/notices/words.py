"""The one catalogue of what a message may say, and the labels of this room.

A sentence is fixed but for a reference such as "2.1A", a day, a month or an answer, so no message
can hold a name or anything about a child: what is not in the catalogue cannot be told, and a
reference that could be words is left out. A room that has something new to tell adds its sentence
here.
"""

import re
from dataclasses import dataclass

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
FILLINGS = {
    "answer": re.compile("consented to|refused"),
    "day": re.compile(f"(?:[0-9]{{1,2}} )?(?:{_MONTHS}) [0-9]{{4}}"),
    "reference": re.compile(r"(?=.*[0-9])[0-9A-Za-z]{1,4}(?:[.\-/][0-9A-Za-z]{1,4}){0,5}"),
}
"""What may stand in a gap. A reference has a digit and no space, so it cannot be a name."""
UNNUMBERED = "a line of the action plan"

CATALOGUE = {
    "access.emergency_taken": "Somebody took emergency access. Please review it.",
    "plan.date_change_answered": "The date change for {reference} was {answer}.",
    "plan.date_change_asked": "A date change for {reference} waits for your consent.",
    "plan.due": "The end date of {reference} is {day}.",
    "plan.evidence_withdrawn": "Evidence was withdrawn from {reference}.",
    "plan.judged": "The board recorded its judgement on {reference}.",
    "plan.lead_ended": "An end was recorded to your lead of {reference}.",
    "plan.lead_given": "You were named as a lead for {reference}.",
    "plan.milestone_due": "A milestone of {reference} is due: {day}.",
    "plan.milestone_overdue": "A milestone of {reference} is late. It was due: {day}.",
    "plan.no_status": "No status has been recorded for {reference} this month.",
    "plan.overdue": "The end date has passed for {reference}.",
    "plan.risk_due": "A risk or issue that you look after is due for review.",
    "plan.risk_given": "You were asked to look after a risk or issue.",
    "plan.viewed": "The forum recorded its view on {reference}.",
}

AT_ONCE, DAILY, IN_APP = "at_once", "daily", "in_app"
DELIVERY_WORDS = {
    AT_ONCE: "By e-mail, as soon as something changes",
    DAILY: "By one e-mail a day, in the morning",
    IN_APP: "Only here, without e-mail",
}


class UnknownSentenceError(ValueError):
    """A message was about to say something that is not in the catalogue."""


@dataclass(frozen=True, slots=True)
class Understood:
    """A sentence of the catalogue, safe to keep and to show."""

    code: str
    sentence: str


def understand(sentence: str) -> Understood:
    """Find the sentence in the catalogue; a reference that could be words is left out.

    Raises UnknownSentenceError when the sentence is none of the catalogue's.

    >>> understand("The board recorded its judgement on 2.1A.").sentence
    'The board recorded its judgement on 2.1A.'
    >>> understand("The board recorded its judgement on Ann Example.").sentence
    'The board recorded its judgement on a line of the action plan.'
    """
    for code, pattern in _PATTERNS.items():
        if found := pattern.fullmatch(sentence):
            return Understood(code, CATALOGUE[code].format(**_checked(found.groupdict())))
    raise UnknownSentenceError("This sentence is not in the catalogue of messages.")


def _checked(fillings: dict[str, str]) -> dict[str, str]:
    checked = {}
    for name, filling in fillings.items():
        if FILLINGS[name].fullmatch(filling):
            checked[name] = filling
        elif name == "reference":
            checked[name] = UNNUMBERED
        else:
            raise UnknownSentenceError(f"A message may not give this {name}.")
    return checked


def _pattern(sentence: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.{1,80})", re.escape(sentence)), re.S)


_PATTERNS = {code: _pattern(sentence) for code, sentence in CATALOGUE.items()}
