"""Early notification by health, section 23 of the Children and Families Act 2014: its steps in their order,
and whether a notice may be one.

A health body that forms the opinion that a child under compulsory school age has, or probably has, special
educational needs or a disability: (1) informs the parent of the opinion and of the duty to notify; (2) gives
the parent an opportunity to discuss the opinion with an officer; (3) then brings it to the attention of the
authority; (4) tells the parent of any voluntary organisation that is likely to help. The law sets no day,
and asks for nobody's consent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal


class EarlyStep(StrEnum):
    """``DISCUSSED`` is whether the parent took the opportunity. ``RECEIVED`` is the authority's."""

    OPINION = "opinion"
    INFORMED = "informed"
    OFFERED = "offered"
    DISCUSSED = "discussed"
    SENT = "sent"
    TOLD = "told"
    RECEIVED = "received"


class Says(StrEnum):
    """What staff read in a notice, with their reasons."""

    NEEDS = "needs"
    NO_NEEDS = "no_needs"


AFTER: Mapping[EarlyStep, EarlyStep] = {
    EarlyStep.INFORMED: EarlyStep.OPINION,
    EarlyStep.OFFERED: EarlyStep.INFORMED,
    EarlyStep.DISCUSSED: EarlyStep.OFFERED,
    EarlyStep.SENT: EarlyStep.OFFERED,
    EarlyStep.TOLD: EarlyStep.INFORMED,
    EarlyStep.RECEIVED: EarlyStep.SENT,
}
"""What has to have come before each. The law ties the last step of the body to no day of the others but the
parent's being told of the opinion."""
BY_HEALTH = tuple(each for each in EarlyStep if each is not EarlyStep.RECEIVED)
HEALTH_BODIES = frozenset({"health", "provider"})
"""Kinds of organisation that may be an integrated care board, an NHS trust or an NHS foundation trust."""
MISSING: Mapping[EarlyStep, str] = {
    EarlyStep.OPINION: "Record first on which day the opinion was formed.",
    EarlyStep.INFORMED: "Record first on which day the parent was told of the opinion and of the duty to notify.",
    EarlyStep.OFFERED: "Give the parent an opportunity to discuss the opinion first, and record on which day.",
    EarlyStep.SENT: "It was not brought to the attention of the authority yet.",
}


@dataclass(frozen=True, slots=True)
class Known:
    """What is recorded of one notice so far."""

    days: Mapping[EarlyStep, date]
    says: Says | None = None


def compulsory_school_age_on(born_on: date) -> date:
    """The day on which a child comes to be of compulsory school age: the first 31 March, 31 August or 31
    December on or after the fifth birthday (Education Act 1996, section 8). To be checked by the authority's
    lawyer.

    >>> compulsory_school_age_on(date(2018, 9, 1)), compulsory_school_age_on(date(2018, 3, 31))
    (datetime.date(2023, 12, 31), datetime.date(2023, 3, 31))
    """
    year = born_on.year + 5
    fifth = (
        date(year, 3, 1) if (born_on.month, born_on.day) == (2, 29) else born_on.replace(year=year)
    )
    ends = (date(year, 3, 31), date(year, 8, 31), date(year, 12, 31))
    return next(each for each in ends if each >= fifth)


def check_child(born_on: date, opinion_on: date) -> None:
    """Raises Refusal for a child who is not under compulsory school age on the day of the opinion."""
    if opinion_on < born_on:
        raise Refusal(
            "The opinion was formed before the child was born. Check both days.", field="opinion_on"
        )
    if opinion_on >= compulsory_school_age_on(born_on):
        raise Refusal(
            "The child was of compulsory school age on that day. Section 23 is for younger children. "
            "Anybody may still bring the child to the authority’s attention.",
            field="born_on",
        )


def check_body(kind: str) -> None:
    """Raises Refusal."""
    if kind not in HEALTH_BODIES:
        raise Refusal(
            "Only an integrated care board, an NHS trust or an NHS foundation trust notifies.",
            field="body",
        )


def why_not_step(step: EarlyStep, known: Known) -> str:
    """A sentence, or empty when it may be recorded now."""
    if step in known.days:
        return f"This was recorded already: {day_in_words(known.days[step])}."
    before = AFTER.get(step)
    return MISSING[before] if before is not None and before not in known.days else ""


def check_step(step: EarlyStep, on: date, known: Known, *, today: date, field: str = "on") -> None:
    """Raises Refusal for an order that cannot be, with the reason."""
    if sentence := why_not_step(step, known):
        raise Refusal(sentence, field=field)
    if on > today:
        raise Refusal(f"{day_in_words(on)} is still to come.", field=field)
    before = AFTER.get(step)
    if before is not None and on < known.days[before]:
        raise Refusal(
            f"{day_in_words(on)} is before {day_in_words(known.days[before])}: {TOO_EARLY[before]}",
            field=field,
        )


TOO_EARLY: Mapping[EarlyStep, str] = {
    EarlyStep.OPINION: "the opinion was formed only then.",
    EarlyStep.INFORMED: "the parent was told of the opinion only then.",
    EarlyStep.OFFERED: "the parent had the opportunity to discuss it only then.",
    EarlyStep.SENT: "it was brought to the authority only then.",
}


def why_not_decide(known: Known) -> str:
    if EarlyStep.RECEIVED not in known.days:
        return "Record first on which day the authority received it."
    return "It is decided already what this notice says." if known.says is not None else ""


def check_decide(says: str, reasons: str, known: Known) -> Says:
    """Raises Refusal."""
    if sentence := why_not_decide(known):
        raise Refusal(sentence)
    if says not in set(Says):
        raise Refusal("Say what the notice says.", field="says")
    if not reasons.strip():
        raise Refusal("Write the reasons. They are kept with the decision.", field="reasons")
    return Says(says)
