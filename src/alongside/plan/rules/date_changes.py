"""Who may move a promised date and what it counts as: the old date is kept, and a later one is a
slip.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import PartialDate, day_in_words
from alongside.kernel.refusals import Refusal, Refusals
from alongside.plan.rules.codes import WhichDate


@dataclass(frozen=True, slots=True)
class Asked:
    """A date change that somebody wants to ask for. ``is_waiting``: one for the same date waits
    already. ``document_on``: when the area was inspected or the document submitted.
    """

    which: WhichDate
    old: PartialDate | None
    new: PartialDate
    start: PartialDate | None
    end: PartialDate | None
    reason: str
    is_waiting: bool = False
    document_on: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer that somebody wants to give. ``current`` is the line's date now, ``old`` when it
    was asked.
    """

    asked_by: int | None
    answered_by: int | None
    is_answered: bool
    old: PartialDate | None
    current: PartialDate | None


def check_may_ask_date_change(asked: Asked) -> None:
    """Raises Refusals with every sentence that stands in the way."""
    refusals = list(_ask_refusals(asked))
    if refusals:
        raise Refusals(refusals)


def may_ask_date_change(asked: Asked) -> bool:
    return not any(_ask_refusals(asked))


def check_may_answer_date_change(answered: Answered) -> None:
    """Raises Refusal for the first thing that stands in the way."""
    for refusal in _answer_refusals(answered):
        raise refusal


def may_answer_date_change(answered: Answered) -> bool:
    return not any(_answer_refusals(answered))


def check_may_withdraw_date_change(
    *, asked_by: int | None, withdrawn_by: int | None, is_answered: bool
) -> None:
    """Raises Refusal. Only whoever asked takes it back, and only while it waits."""
    if is_answered:
        raise Refusal("This date change has been answered already, or withdrawn.")
    if asked_by is None or asked_by != withdrawn_by:
        raise Refusal("Only the person who asked for a date change can withdraw it.")


def slip_days(which: str, old: PartialDate | None, new: PartialDate) -> int:
    """How many days later the promise became; 0 when it did not.

    >>> slip_days("end", PartialDate(2020, 9), PartialDate(2020, 10))
    31
    """
    if old is None:
        return 0
    later = new.last - old.last if which == WhichDate.END else new.first - old.first
    return max(later.days, 0)


def _ask_refusals(asked: Asked) -> Iterator[Refusal]:
    if not asked.reason.strip():
        yield Refusal("Say why the date has to change.", field="reason")
    if asked.new == asked.old:
        yield Refusal("This is the date it has already. Give a different one.", field="new_date")
    if asked.is_waiting:
        yield Refusal(
            "A change of this date is already waiting for the chair. Wait for the answer first."
        )
    if asked.document_on is not None and asked.new.last < asked.document_on:
        yield Refusal(
            f"{asked.new} is before the document, which is of {day_in_words(asked.document_on)}. "
            "Give a later date.",
            field="new_date",
        )
    start = asked.new if asked.which is WhichDate.START else asked.start
    end = asked.new if asked.which is WhichDate.END else asked.end
    if start is not None and end is not None and end.last < start.first:
        yield Refusal(
            f"The end ({end}) cannot be before the start ({start}). Give a different date.",
            field="new_date",
        )


def _answer_refusals(answered: Answered) -> Iterator[Refusal]:
    if answered.is_answered:
        yield Refusal("This date change has been answered already.")
    if answered.asked_by is not None and answered.asked_by == answered.answered_by:
        yield Refusal(
            "You asked for this date change, so somebody else has to answer it: the chair or the "
            "vice chair."
        )
    if answered.old != answered.current:
        yield Refusal(
            f"The date is now {answered.current or 'empty'}; it was {answered.old or 'empty'} when "
            "the change was asked for. Refuse this one, so that it can be asked for again."
        )
