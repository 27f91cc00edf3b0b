"""The share of cases finished within the limit, of all that started beside that of those that finished."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.proportion import Proportion, half_up
from alongside.measures.waiting_drawings import Cohort
from alongside.stats.waiting import Cases, ShareByPeriod, cohort_shares


@dataclass(frozen=True, slots=True)
class Share:
    """Per cent with its 95% interval, from 0 to 100; None of each without a case to count."""

    numerator: int
    denominator: int
    percent: float | None
    lower: float | None
    upper: float | None

    @property
    def in_words(self) -> str:
        """Such as "40.0% (4 of 10; plausible range 16.8% to 68.7%)"."""
        counted = Proportion(self.numerator, self.denominator)
        if self.lower is None or self.upper is None:
            return f"no case to count ({counted})"
        ends = f"{half_up(self.lower, 1)}% to {half_up(self.upper, 1)}%"
        return f"{counted.percent(1)}% ({counted}; plausible range {ends})"


@dataclass(frozen=True, slots=True)
class CohortShare:
    """Of all that started a case that is still open is one that was not finished in time."""

    cohort: str
    of_started: Share
    of_finished: Share

    @property
    def in_words(self) -> tuple[str, str]:
        return self.of_started.in_words, self.of_finished.in_words


def shares_within(cohorts: Sequence[Cohort], as_at: date, limit: int) -> tuple[CohortShare, ...]:
    """Of every cohort that had started by that day."""
    return tuple(
        _both(each, as_at, limit) for each in cohorts if any(day <= as_at for day in each.started)
    )


def _both(cohort: Cohort, as_at: date, limit: int) -> CohortShare:
    cases = Cases(list(cohort.started), list(cohort.finished), as_at)
    found = cohort_shares(cases, limit_days=limit, period="all")
    return CohortShare(cohort.name, _share(found.of_started), _share(found.of_finished))


def _share(found: ShareByPeriod) -> Share:
    top, base = int(found.numerator[0]), int(found.denominator[0])
    if not base:
        return Share(top, base, None, None, None)
    ends = (100 * float(found.share[0]), 100 * float(found.lower[0]), 100 * float(found.upper[0]))
    return Share(top, base, *ends)
