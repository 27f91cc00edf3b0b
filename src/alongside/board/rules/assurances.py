"""What may be said of an assurance, and whether the board has seen all that speaks against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from alongside.board.rules.codes import Assured, Weighs
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

NOT_SAID = "The board has not said yet"
NEWER_AGAINST = "Newer evidence against"


@dataclass(frozen=True, slots=True)
class Weight:
    """One thing that speaks for or against: which, from when, and when it was recorded."""

    weighs: Weighs
    dated_on: date
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class Said:
    """What the board judged last."""

    assured: Assured
    judged_on: date
    recorded_at: datetime


def as_sentence(printed: str) -> str:
    """The words of a printed list as a sentence of their own.

    >>> as_sentence("families are heard;")
    'Families are heard.'
    """
    words = printed.strip().rstrip(";,").rstrip()
    if not words:
        return ""
    ended = words if words[-1] in ".?!" else f"{words}."
    return f"{ended[0].upper()}{ended[1:]}"


def check_may_say(text: str, *, on: date, today: date, on_field: str) -> None:
    """Raises Refusal when words are missing or the day has not come."""
    if not text.strip():
        raise Refusal("Say it in a sentence or two.", field="text")
    if on > today:
        raise Refusal(
            f"{day_in_words(on)} has not come yet. Give today’s date or an earlier one.",
            field=on_field,
        )


def has_newer_against(said: Said | None, weights: Iterable[Weight]) -> bool:
    """True when the board called itself assured and has not judged since something spoke against
    it: dated later than the judgement, or recorded after it.
    """
    if said is None or said.assured is not Assured.ASSURED:
        return False
    return any(
        weight.weighs is Weighs.AGAINST
        and (weight.dated_on > said.judged_on or weight.recorded_at > said.recorded_at)
        for weight in weights
    )
