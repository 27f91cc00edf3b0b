"""When the limits of a chart may be worked out anew, and when that may be taken back: with a reason that
somebody else approved. When the figures that they rest on may be frozen: with a reason.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

FEWEST_LETTERS = 3
"""A cause or a reason is a word at least: "12" or "." names nothing."""
FEWEST_FIGURES = 13
"""So many figures before anything is judged, as the rules of the charts have it."""


@dataclass(frozen=True, slots=True)
class Days:
    """First days of the periods of a series, and of those among them whose figures are judged."""

    of_all: Sequence[date]
    judged: Sequence[date]


def check_may_recalculate(
    *, from_on: date, cause: str, days: Days, recorder: int | None, approver: int
) -> None:
    """Limits that rest on fewer figures than judgement needs would only silence it. Raises Refusal
    (scenario 33).
    """
    if not _says_something(cause):
        raise Refusal(
            "Say what changed, so that the limits must change. They never change by themselves.",
            field="cause",
        )
    _check_is_approved_by_another(recorder, approver)
    if not days.of_all:
        raise Refusal("This measure has no figures yet.", field="from_on")
    if from_on not in days.of_all:
        raise Refusal(
            f"No period of this series begins on {day_in_words(from_on)}. Choose the first day of "
            "the period from which the limits are to be worked out anew.",
            field="from_on",
        )
    if from_on == min(days.of_all):
        raise Refusal(
            "The series begins on this day, so nothing would change. Choose a later period.",
            field="from_on",
        )
    _check_are_enough(from_on, sum(day >= from_on for day in days.judged))


def check_may_withdraw(
    *, why: str, is_withdrawn: bool, recorder: int | None, approver: int, is_named: bool = False
) -> None:
    """Then the limits stand again as they were before. Whoever is named as having approved the new ones
    (``is_named``) needs nobody else. Raises Refusal.
    """
    if is_withdrawn:
        raise Refusal("These limits have been withdrawn already.")
    if not _says_something(why):
        raise Refusal("Say why the limits were not to change after all.", field="why")
    if not is_named:
        _check_is_approved_by_another(recorder, approver)


def check_may_freeze(
    *, until_on: date | None, why: str, days: Days, starts: Sequence[date], standing: date | None
) -> None:
    """``starts`` are the days from which the limits are worked out anew, ``standing`` the baseline that is
    frozen now. Without ``until_on`` every figure counts again. Raises Refusal.
    """
    if not _says_something(why):
        raise Refusal("Say why the limits are to rest on these figures.", field="why")
    if until_on == standing:
        said = "The baseline ends there already." if standing else "No baseline is frozen."
        raise Refusal(f"{said} Nothing would change.", field="until_on")
    if until_on is None:
        return
    if until_on not in days.of_all:
        raise Refusal("Choose a period of this series.", field="until_on")
    found = len(baseline(until_on, days.judged, starts))
    if found < FEWEST_FIGURES:
        there = "is 1 figure" if found == 1 else f"are {found} figures"
        raise Refusal(
            f"There {there} to judge up to then, and a baseline needs {FEWEST_FIGURES}.",
            field="until_on",
        )


def baseline(until_on: date, judged: Sequence[date], starts: Sequence[date]) -> Sequence[date]:
    """The first days of the figures that the limits rest on: up to that day, since they were last worked out
    anew.

    >>> june, july, august = date(2021, 6, 1), date(2021, 7, 1), date(2021, 8, 1)
    >>> len(baseline(july, [june, july, august], [])), len(baseline(july, [june, july, august], [july]))
    (2, 1)
    """
    since = max((start for start in starts if start <= until_on), default=date.min)
    return [day for day in judged if since <= day <= until_on]


def _check_are_enough(from_on: date, found: int) -> None:
    if found < FEWEST_FIGURES:
        there = "is 1 figure" if found == 1 else f"are {found} figures"
        raise Refusal(
            f"There {there} to judge from {day_in_words(from_on)}, and limits need {FEWEST_FIGURES}. "
            "Until then the limits before show whether the change lasts.",
            field="from_on",
        )


def _says_something(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) >= FEWEST_LETTERS


def _check_is_approved_by_another(recorder: int | None, approver: int) -> None:
    if recorder == approver:
        raise Refusal("Somebody else has to approve this. Choose who did.", field="approved_by")
