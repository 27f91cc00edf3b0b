"""Provability: whether a target on a share can be shown by a sample at all, and by how many records.

A share is shown when the Wilson limit on its doubtful side reaches the target. It decides what the
numbers can carry and says so in a sentence; the arithmetic is in ``target``.
"""

import math
from dataclasses import dataclass
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from alongside.stats.intervals import wilson
from alongside.stats.target import (
    Shown,
    Target,
    chance_to_show,
    failures_allowed,
    highest_provable,
    percent,
    records_needed,
    shown_by,
)

_PERIODS_IN_A_YEAR = {"week": 52, "month": 12, "term": 3, "quarter": 4, "year": 1}


@dataclass(frozen=True, slots=True)
class SampleJudgement:
    """What ``numerator`` of ``denominator`` shows now; None where there are no records.

    ``records_needed`` is the whole sample, these records included, that would show the target if
    no further record failed; None if none ever would.
    """

    numerator: int
    denominator: int
    share: float | None
    lower: float | None
    upper: float | None
    shown: Shown
    records_needed: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Provability:
    """Whether a target can be shown by ``sample`` records a period.

    ``failures_allowed`` is None when even a clean sample would not show it; ``periods_needed``
    counts the periods of clean records taken together, None when no number of them would do;
    ``highest_provable`` is the hardest target that one clean period shows.
    """

    provable: bool
    sample: int
    failures_allowed: int | None
    records_needed: int | None
    periods_needed: int | None
    highest_provable: float | None
    chance: float | None
    sentence: str


def judge_sample(
    numerator: int, denominator: int, *, target: Target, noun: str = "records"
) -> SampleJudgement:
    """What x of n shows about the target now, with a sentence.

    >>> judge_sample(20, 20, target=Target(0.98), noun="audits").sentence
    '20 of 20: 100%; plausible range 84–100%; does not yet show 98%; about 189 clean audits would.'
    """
    shown = Shown(str(shown_by(numerator, denominator, target=target)))
    failed = denominator - int(target.clean(numerator, denominator))
    needed = _whole(records_needed(failed, target=target))
    if denominator == 0:
        return SampleJudgement(0, 0, None, None, None, shown, needed, f"No {noun} yet.")
    interval = wilson(numerator, denominator, confidence=target.confidence)
    lower, upper = float(interval.lower), float(interval.upper)
    share = numerator / denominator
    verdict = _verdict(shown, needed=needed, held=(denominator, failed), target=target, noun=noun)
    sentence = (
        f"{numerator:,} of {denominator:,}: {percent(share, beside=target.share)}; "
        f"plausible range {_range(lower, upper, beside=target.share)}; {verdict}."
    )
    return SampleJudgement(numerator, denominator, share, lower, upper, shown, needed, sentence)


def assess_target(
    target: Target,
    *,
    sample: int,
    expected: float | None = None,
    period: str = "quarter",
    noun: str = "records",
) -> Provability:
    """Whether ``sample`` records a period can ever show the target, before the target is set.

    ``expected`` is the true share one hopes for; with it the chance to show the target is given.

    >>> assess_target(Target(0.98), sample=10, noun="audits").periods_needed
    19
    """
    allowed = _whole(failures_allowed(sample, target=target))
    needed = _whole(records_needed(0, target=target))
    periods = math.ceil(needed / sample) if needed and sample else None
    best = float(highest_provable(sample, target=target)) if sample else None
    chance = (
        None if expected is None else float(chance_to_show(expected, sample=sample, target=target))
    )
    told = (
        _outlook(
            target, sample=f"{_counted(sample, noun)} a {period}", allowed=allowed, has=sample > 0
        ),
        _way_there(needed, periods=periods, period=period, noun=noun) if allowed is None else "",
        _within_reach(
            best, target=target, clean=_counted(sample, f"clean {noun}"), allowed=allowed
        ),
        _hope(expected, chance=chance) if expected is not None and chance is not None else "",
    )
    return Provability(
        provable=allowed is not None,
        sample=sample,
        failures_allowed=allowed,
        records_needed=needed,
        periods_needed=periods,
        highest_provable=best,
        chance=chance,
        sentence=" ".join(part for part in told if part),
    )


def _whole(count: NDArray[np.float64]) -> int | None:
    return None if np.isnan(count) else int(count)


def _range(lower: float, upper: float, *, beside: float) -> str:
    """ "84–100%"."""
    return f"{percent(lower, beside=beside)[:-1]}–{percent(upper, beside=beside)}"


def _verdict(
    shown: Shown, *, needed: int | None, held: tuple[int, int], target: Target, noun: str
) -> str:
    """``needed`` are all of them; ``held`` are those that there are, and how many of these failed."""
    count, failed = held
    goal = percent(target.share) if target.direction == "at least" else str(target)
    match shown:
        case Shown.YES:
            return f"shows {target}"
        case Shown.NO:
            return f"shows that {goal} is not met"
        case Shown.CANNOT_TELL if needed is None:
            return f"does not show {goal}, and no sample ever could"
        case Shown.CANNOT_TELL if failed == 0:
            return f"does not yet show {goal}; about {needed:,} clean {noun} would"
        case Shown.CANNOT_TELL:
            return (
                f"does not yet show {goal}; about {needed:,} {noun} in all would, {needed - count:,} "
                "more with no further failure"
            )
        case _:
            assert_never(shown)


def _outlook(target: Target, *, sample: str, allowed: int | None, has: bool) -> str:
    goal = str(target).capitalize()
    if not has:
        return f"{goal} cannot be shown without any records."
    if allowed is None:
        return f"{goal} cannot be shown by {sample}, even if none fails."
    condition = "if none fails" if allowed == 0 else f"if at most {allowed:,} of them fail"
    return f"{goal} can be shown by {sample}, {condition}."


def _way_there(needed: int | None, *, periods: int | None, period: str, noun: str) -> str:
    if needed is None:
        return "No sample ever could: the plausible range always reaches beyond it."
    if periods is None:
        return f"It takes about {needed:,} clean {noun}."
    return (
        f"It takes about {needed:,} clean {noun}: {_plural(periods, period)} "
        f"taken together{_in_years(periods, period)}."
    )


def _in_years(periods: int, period: str) -> str:
    in_a_year = _PERIODS_IN_A_YEAR.get(period)
    if in_a_year is None or period == "year" or periods < in_a_year:
        return ""
    return f", about {_plural(round(periods / in_a_year), 'year')}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def _within_reach(best: float | None, *, target: Target, clean: str, allowed: int | None) -> str:
    """Rounded to the side that promises less."""
    if best is None or allowed is not None:
        return ""
    points = math.floor(best * 100) if target.direction == "at least" else math.ceil(best * 100)
    shows = "shows" if clean.startswith("1 ") else "show"
    return f"{clean} {shows} {target.direction} {points}%."


def _hope(expected: float, *, chance: float) -> str:
    return (
        f"If the true share is {percent(expected)}, the chance of showing it in one period is "
        f"{percent(round(chance, 2))}."
    )
