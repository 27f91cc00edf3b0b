"""Cohorts of waits as curves: of what was started, the share that was finished by each day, counting those
that still wait.

Only the worker and commands load this module, since it draws.
"""

from collections.abc import Sequence
from dataclasses import dataclass
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
from alongside.stats.survival import kaplan_meier
from alongside.stats.waiting import Cases, waits


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
    curves = tuple(curve for each in cohorts if (curve := _curve(each, as_at, most)) is not None)
    if not curves:
        raise Refusal("No case in the file had started by that day. Check the day.")
    words = f"{limit // WEEK} weeks" if limit % WEEK == 0 and limit > WEEK else f"{limit} days"
    return cohort_curves(CohortChart(title=title, curves=curves, limit=limit, limit_words=words))


def _curve(cohort: Cohort, as_at: date, most: int | None) -> CohortCurve | None:
    waited = waits(Cases(list(cohort.started), list(cohort.finished), as_at))
    if not len(waited.days):
        return None
    found = kaplan_meier(waited.days, finished=waited.finished)
    ends = np.where(np.isnan(found.upper[0]), 0.0, found.upper[0])
    steps = tuple(
        CurveStep(day=int(day), percent=100 * (1 - s), lower=100 * (1 - u), upper=100 * (1 - low))
        for day, s, low, u, events in zip(
            found.days, found.survival[0], found.lower[0], ends, found.events[0], strict=True
        )
        if events and (most is None or day <= most)
    )
    still_open = int((~waited.finished).sum())
    base = f"{counted(len(waited.days), 'case')}, {still_open:,} {cohort.open_words}"
    until = int(waited.days.max())
    return CohortCurve(
        name=cohort.name,
        base=base,
        steps=steps,
        until=until if most is None else min(until, most),
    )
