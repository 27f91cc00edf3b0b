"""What a figure that was worked out says beside its number: what changed, and what is doubtful. Pure."""

from decimal import Decimal

from alongside.kernel.refusals import Refusal
from alongside.measures.rules.definitions import check_plausible
from alongside.web.offers import Indicator

NO_CASES = (
    "There are no cases in this period any more, so that the figure before has nothing to rest on."
)
APPEARED = "The records changed: there was no figure for this period before."
_NAMES = ("counted", "out of", "left out", "missing")

Counts = tuple[int | None, int | None, int, int]
"""Numerator, denominator, left out, missing; the first two are None for a plain count."""


def fits(offered: Indicator, *, unit: str, every_months: int | None) -> bool:
    """Whether what a room can work out has the unit and the rhythm of a measure."""
    return unit == offered.unit and every_months in offered.every_months


def change_words(was: Counts, now: Counts) -> str:
    """ "The records changed: counted 6 instead of 7."

    >>> change_words((7, 10, 0, 1), (6, 10, 0, 1))
    'The records changed: counted 6 instead of 7.'
    """
    told = [
        f"{name} {after} instead of {before}"
        for name, before, after in zip(_NAMES, was, now, strict=True)
        if before != after and before is not None and after is not None
    ]
    return f"The records changed: {', '.join(told)}." if told else "The records changed."


def doubt_of(value: Decimal, low: Decimal | None, high: Decimal | None, unit: str) -> str:
    """What an entered figure would be stopped for, a computed one says; otherwise empty."""
    try:
        check_plausible(value, low, high, unit)
    except Refusal as refusal:
        return refusal.sentence
    return ""
