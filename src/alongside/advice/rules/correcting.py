"""Which days of a request may be corrected, by whom, and what a corrected day may not pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from alongside.advice.rules.codes import Act, Stand
from alongside.kernel.dates import day_in_words
from alongside.kernel.refusals import Refusal

_WORKS = frozenset({Stand.HOLDER, Stand.OVERSEER})
_RUNS = frozenset({Stand.OVERSEER, Stand.ASKER})
WHO_CORRECTS: Mapping[Act, frozenset[Stand]] = {
    Act.ASK: frozenset({Stand.ASKER}),
    Act.RECEIVE: _WORKS | _RUNS,
    Act.TAKE_ON: _WORKS,
    Act.NOT_KNOWN: _WORKS | _RUNS,
    Act.DECLINE: _WORKS | _RUNS,
    Act.NOT_BROUGHT: _WORKS,
    Act.RELY: _WORKS,
    Act.WITHDRAW: frozenset({Stand.ASKER}),
    Act.GIVE: _RUNS,
    Act.ENTER: _RUNS,
    Act.CHECK: frozenset({Stand.OVERSEER}),
    Act.REUSE: frozenset({Stand.ASKER}),
}
"""Whoever may record it, with an account. When advice came is said by whoever it came to, never by its author.
What is not here happened on the day on which it was recorded.
"""
_OF_THE_BODY = (
    Act.TAKE_ON, Act.SHARE, Act.NOT_KNOWN, Act.DECLINE, Act.NOT_BROUGHT, Act.RELY, Act.GIVE, Act.ENTER,
)  # fmt: skip
_CAME = frozenset({Act.GIVE, Act.ENTER})
COMES_AFTER: Mapping[Act, frozenset[Act]] = {
    Act.RECEIVE: frozenset({Act.ASK}),
    **dict.fromkeys(_OF_THE_BODY, frozenset({Act.ASK, Act.RECEIVE})),
    **dict.fromkeys(_CAME, frozenset({Act.ASK, Act.RECEIVE, Act.CHECK})),
    Act.CHECK: _CAME,
    Act.WITHDRAW: frozenset({Act.ASK}),
    Act.REUSE: frozenset({Act.ASK}),
}
"""What has to be there on the day of an act, or before; of the same act that was recorded before it."""


@dataclass(frozen=True, slots=True)
class DayOf:
    """One step in the order in which the steps were recorded, with the day that counts."""

    number: int
    act: Act
    on: date


@dataclass(frozen=True, slots=True)
class Clash:
    """A step that the corrected day would pass."""

    step: DayOf
    is_passed_backwards: bool


def may_correct(act: Act, how: frozenset[Stand]) -> bool:
    """
    >>> may_correct(Act.RECEIVE, frozenset({Stand.HOLDER}))
    True
    >>> may_correct(Act.ENTER, frozenset({Stand.HOLDER}))
    False
    """
    return act in WHO_CORRECTS and not WHO_CORRECTS[act].isdisjoint(how)


def check_is_another_day(was_on: date, on: date, *, today: date) -> None:
    """Raises Refusal for the same day, and for one to come."""
    if on == was_on:
        raise Refusal(f"{day_in_words(on)} is the day that it has already.", field="on")
    if on > today:
        raise Refusal(f"{day_in_words(on)} is still to come.", field="on")


def clash_of(step: DayOf, on: date, history: Iterable[DayOf]) -> Clash | None:
    """What a step would pass if it had happened on that day; None for a day on which it may have happened.

    >>> asked, came = DayOf(1, Act.ASK, date(2025, 5, 1)), DayOf(2, Act.RECEIVE, date(2025, 5, 3))
    >>> clash_of(came, date(2025, 4, 30), [asked, came]).step.act
    <Act.ASK: 'ask'>
    >>> clash_of(came, date(2025, 5, 2), [asked, came]) is None
    True
    """
    there = sorted(history, key=lambda each: each.on)
    before = [each for each in there if _precedes(each, step) and each.on > on]
    after = [each for each in there if _precedes(step, each) and each.on < on]
    if before:
        return Clash(before[-1], is_passed_backwards=True)
    return Clash(after[0], is_passed_backwards=False) if after else None


def _precedes(first: DayOf, then: DayOf) -> bool:
    return first.number < then.number and first.act in COMES_AFTER.get(then.act, frozenset())
