"""What social care offers when it answers that a child is not known, and what the family says to it.

An assessment may be offered to anybody. Early help is given only with the family’s agreement, so it is not
recorded without one. Whatever is offered, and whatever the family says, the advice is still owed.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from alongside.advice.rules.codes import Act, Side, Stand
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal


class Help(StrEnum):
    """What may be offered."""

    SECTION_17 = "section_17"
    DISABLED_PERSONS = "disabled_persons"
    EARLY_HELP = "early_help"


class FamilySays(StrEnum):
    WAITING = "waiting"
    AGREED = "agreed"
    DECLINED = "declined"


ANSWERS = (FamilySays.AGREED, FamilySays.DECLINED)
RECORDERS = frozenset({Stand.HOLDER, Stand.OVERSEER, Stand.ASKER})
NEEDS_AGREEMENT = frozenset({Help.EARLY_HELP})
WITHOUT = "Early help needs the family’s agreement. Ask them first, then record who agreed and how you were told."


def may_offer(side: Side, acts: Collection[Act]) -> bool:
    """Once social care answered that the child is not known, and ever after."""
    return side is Side.SOCIAL_CARE and Act.NOT_KNOWN in acts


def check_may_offer(side: Side, acts: Collection[Act]) -> None:
    """Raises Refusal."""
    if not may_offer(side, acts):
        raise Refusal("Only social care offers this, once it answered that the child is not known.")


def check_offer(kind: Help, says: FamilySays) -> None:
    """Raises Refusal for early help to which nobody agreed."""
    if kind in NEEDS_AGREEMENT and says is not FamilySays.AGREED:
        raise Refusal(WITHOUT, field="says")


def check_answer(
    says: FamilySays, words: str, *, answered_on: date | None, offered_on: date, today: date
) -> date | None:
    """The day of an answer; None while there is none. Raises Refusal for an answer without its day or without
    who gave it, and for a day before the offer or still to come.
    """
    if says not in ANSWERS:
        return None
    if answered_on is None:
        raise Refusal("Say on which day the family answered.", field="answered_on")
    if answered_on > today:
        raise Refusal(f"{day_in_words(answered_on)} is still to come.", field="answered_on")
    if answered_on < offered_on:
        raise Refusal("The family cannot have answered before the offer.", field="answered_on")
    if not words.strip():
        raise Refusal("Say who in the family said so, and how.", field="words")
    return answered_on
