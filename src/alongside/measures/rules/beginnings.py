"""When the limits of a chart may be worked out anew, and when that may be taken back: with a reason that
somebody else approved.
"""

from datetime import date

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

FEWEST_LETTERS = 3
"""A cause or a reason is a word at least: "12" or "." names nothing."""


def check_may_recalculate(
    *, from_on: date, cause: str, days: tuple[date, ...], recorder: int | None, approver: int
) -> None:
    """``days`` are the first days of the periods of the series. Raises Refusal (scenario 33)."""
    if not _says_something(cause):
        raise Refusal(
            "Say what changed, so that the limits must change. They never change by themselves.",
            field="cause",
        )
    _check_is_approved_by_another(recorder, approver)
    if not days:
        raise Refusal("This measure has no figures yet.", field="from_on")
    if from_on not in days:
        raise Refusal(
            f"No period of this series begins on {day_in_words(from_on)}. Choose the first day of "
            "the period from which the limits are to be worked out anew.",
            field="from_on",
        )
    if from_on == min(days):
        raise Refusal(
            "The series begins on this day, so nothing would change. Choose a later period.",
            field="from_on",
        )


def check_may_withdraw(
    *, why: str, is_withdrawn: bool, recorder: int | None, approver: int
) -> None:
    """Then the limits stand again as they were before. Raises Refusal."""
    if is_withdrawn:
        raise Refusal("These limits have been withdrawn already.")
    if not _says_something(why):
        raise Refusal("Say why the limits were not to change after all.", field="why")
    _check_is_approved_by_another(recorder, approver)


def _says_something(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) >= FEWEST_LETTERS


def _check_is_approved_by_another(recorder: int | None, approver: int) -> None:
    if recorder == approver:
        raise Refusal("Somebody else has to approve this. Choose who did.", field="approved_by")
