"""Cohorts of waits as curves: of what was started, the share that was finished by each day, counting those
that still wait.

Kaplan and Meier's log-log limits have no width before the first is finished and after the last; there the
interval is Wilson's, so that no share is shown as certain. Only the worker and commands load this module, since it draws.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from alongside.documents.charts.chart import Specification
from alongside.documents.charts.cohort import (
    MOST_CURVES,
    WEEK,
    CohortChart,
    CohortCurve,
    CurveStep,
    cohort_curves,
)
from alongside.documents.charts.figures import counted
from alongside.kernel.refusals import Refusal
from alongside.stats.intervals import wilson
from alongside.stats.survival import SurvivalCurve, kaplan_meier
from alongside.stats.waiting import Cases, waits

ALL = 100.0
"""Per cent."""


@dataclass(frozen=True, slots=True)
class Cohort:
    """Cases that belong together; ``finished`` has None for one that is not, and ``open_words`` says of
    those what they are.
    """

    name: str
    started: Sequence[date]
    finished: Sequence[date | None]
    open_words: str = "still open"


def waiting_curves(
    title: str, cohorts: Sequence[Cohort], as_at: date, *, limit: int, most: int | None = None
) -> Specification:
    """One curve for each cohort, by its name; ``most`` is the last day that is drawn. Raises Refusal."""
    if limit < 1:
        raise Refusal("The limit has to be a day or more.", field="limit")
    if len(cohorts) > MOST_CURVES:
        raise Refusal(
            f"There are {len(cohorts)} cohorts. Keep up to {MOST_CURVES}, so that the curves can be "
            "told apart."
        )
    found = [curve for each in cohorts if (curve := _curve(each, as_at, most)) is not None]
    if not found:
        raise Refusal("No case in the file had started by that day. Check the day.")
    longest = max(limit, *(curve.until for curve in found))
    curves = tuple(_known_until(longest, curve) for curve in found)
    words = f"{limit // WEEK} weeks" if limit % WEEK == 0 and limit > WEEK else f"{limit} days"
    return cohort_curves(CohortChart(title=title, curves=curves, limit=limit, limit_words=words))


def _curve(cohort: Cohort, as_at: date, most: int | None) -> CohortCurve | None:
    waited = waits(Cases(list(cohort.started), list(cohort.finished), as_at))
    if not len(waited.days):
        return None
    found = kaplan_meier(waited.days, finished=waited.finished)
    steps = (*_before_the_first(found), *_from_the_first(found), *_after_the_last(found))
    still_open = int((~waited.finished).sum())
    until = int(waited.days.max())
    return CohortCurve(
        name=cohort.name,
        base=f"{counted(len(waited.days), 'case')}, {still_open:,} {cohort.open_words}",
        steps=tuple(step for step in steps if most is None or step.day <= most),
        until=until if most is None else min(until, most),
    )


def _known_until(longest: int, curve: CohortCurve) -> CohortCurve:
    """What is finished stays so: once everybody is, nothing later is unseen."""
    is_over = bool(curve.steps) and curve.steps[-1].percent == ALL
    return replace(curve, until=longest) if is_over else curve


def _before_the_first(found: SurvivalCurve) -> Iterator[CurveStep]:
    """None of those seen so far is finished: Wilson's interval of none of them (Wilson 1927). Fewer are seen
    for longer.
    """
    last_day, finishes = found.days[-1], np.flatnonzero(found.events[0])
    first = int(finishes[0]) if len(finishes) else len(found.days)
    from_days = [0, *(int(day) + 1 for day in found.days[:first])]
    for day, seen in zip(from_days, found.at_risk[0], strict=False):
        if day <= last_day and (first == len(found.days) or day < found.days[first]):
            yield CurveStep(day=day, percent=0.0, lower=0.0, upper=_none_of(int(seen)))


def _from_the_first(found: SurvivalCurve) -> Iterator[CurveStep]:
    """Kaplan and Meier's share with its log-log limits, while some are finished and some are not."""
    rows = zip(
        found.days, found.survival[0], found.lower[0], found.upper[0], found.events[0], strict=True
    )
    for day, share, lower, upper, events in rows:
        if events and share > 0:
            yield CurveStep(
                day=int(day),
                percent=ALL * (1 - share),
                lower=ALL * (1 - upper),
                upper=ALL * (1 - lower),
            )


def _after_the_last(found: SurvivalCurve) -> Iterator[CurveStep]:
    """Everybody who was seen so long is finished. Where nobody was lost from sight before, that is Wilson's
    interval of all. Otherwise those lost may wait still, and the last to finish cannot speak for all: the
    upper limit of the share that waited before, times that of none of the last ones (each limit for its
    own stretch: the thought of Fay, Brittain and Proschan 2013).
    """
    if found.survival[0, -1] > 0:
        return
    started, last = int(found.at_risk[0, 0]), int(found.at_risk[0, -1])
    is_all_seen = int(found.events[0].sum()) == started
    before = float(found.upper[0, -2]) if len(found.days) > 1 else 1.0
    waiting = _none_of(started) if is_all_seen else before * _none_of(last)
    yield CurveStep(day=int(found.days[-1]), percent=ALL, lower=ALL - waiting, upper=ALL)


def _none_of(count: int) -> float:
    """The upper limit of Wilson's interval of none of so many, in per cent."""
    return float(wilson(0, count, multiplier=ALL).upper)
