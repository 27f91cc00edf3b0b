"""Waiting: the share finished within a limit, for cases started beside cases finished.

A share among cases *finished* flatters: whoever still waits is not in it, and a backlog being
cleared looks like failure. So each period shows both, and the share of cases *started* is read
twice: of those whose limit has passed, and of all. Curves of waiting are for ``survival``; what the
limit is, and which case is left out of the count, is for the law and the caller.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import as_marks
from alongside.stats.intervals import wilson

DateLike = str | date | np.datetime64
Period = Literal["month", "quarter", "year", "academic year", "financial year", "all"]

_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_PERIODS = {  # months in it, and months by which its first one comes after January
    "month": (1, 0),
    "quarter": (3, 0),
    "year": (12, 0),
    "academic year": (12, 8),
    "financial year": (12, 3),
}


@dataclass(frozen=True, slots=True, eq=False)
class Cases:
    """N cases as they stood at the end of ``as_at``: ISO days or datetime64, None while open.

    ``left_out`` marks cases that do not count, such as withdrawn ones. A finish after ``as_at`` had
    not happened by then, and a start after it is no case yet, so any past day can be looked at.
    """

    started: Sequence[DateLike] | NDArray[np.datetime64]
    finished: Sequence[DateLike | None] | NDArray[np.datetime64]
    as_at: DateLike
    left_out: ArrayLike | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Waits:
    """Whole days waited, and whether the wait has ended; shape (N,) of the cases that count."""

    days: NDArray[np.int64]
    finished: NDArray[np.bool_]
    left_out: int
    not_yet_started: int


@dataclass(frozen=True, slots=True, eq=False)
class ShareByPeriod:
    """Counts of shape (P,) with their share and its Wilson interval; NaN where the base is 0."""

    numerator: NDArray[np.int64]
    denominator: NDArray[np.int64]
    share: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CohortShares:
    """One entry for each of P periods without a gap; ``period_until`` is the day after the last.

    ``of_started`` counts every case started in the period, ``of_due`` only those whose limit has
    passed, ``of_finished`` those finished in the period whenever they started. ``overdue`` cases
    are open past the limit, ``not_yet_due`` ones are open within it.
    """

    period_from: NDArray[np.datetime64]
    period_until: NDArray[np.datetime64]
    of_started: ShareByPeriod
    of_due: ShareByPeriod
    of_finished: ShareByPeriod
    finished_late: NDArray[np.int64]
    overdue: NDArray[np.int64]
    not_yet_due: NDArray[np.int64]
    left_out: int
    not_yet_started: int
    sentences: tuple[str, ...]


def waits(cases: Cases) -> Waits:
    """Days from start to finish, or to ``as_at`` while open, for ``survival``.

    >>> waits(Cases(["2024-01-01", "2024-01-01"], ["2024-01-15", None], "2024-03-01")).days.tolist()
    [14, 60]
    """
    known = _known(cases)
    until = np.where(known.done, known.finished, known.as_at)
    days = (until - known.started).astype(np.int64)
    return Waits(days, known.done, known.left_out, known.not_yet_started)


def cohort_shares(
    cases: Cases, *, limit_days: int, period: Period = "month", confidence: float = 0.95
) -> CohortShares:
    """Share finished within ``limit_days`` by period of start, beside that by period of finish.

    In time is ``finish - start <= limit_days``. A limit has passed when its last day is before
    ``as_at``. ``of_due`` leaves early finishers out until their limit has passed, since their
    slower peers cannot be counted yet. Quarters are of the calendar year; academic years start in
    September, financial years in April. Refused: no case, unreadable days, a finish before its
    start, a negative limit.

    >>> opened, closed = ["2024-01-01"] * 10, ["2024-05-01"] * 4 + [None] * 6
    >>> shares = cohort_shares(Cases(opened, closed, "2024-07-29"), limit_days=140, period="year")
    >>> shares.of_finished.share.tolist(), shares.of_started.share.tolist()
    ([1.0], [0.4])
    """
    _check_limit(limit_days)
    known = _known(cases)
    waited = np.where(known.done, known.finished, known.as_at) - known.started
    within = waited.astype(np.int64) <= limit_days
    due = (known.as_at - known.started).astype(np.int64) > limit_days
    calendar = _calendar(known, period=period)
    begun, ended = calendar.count_started, calendar.count_finished
    in_time = known.done & within
    of_started = _share(begun(in_time), begun(np.ones_like(in_time)), confidence=confidence)
    of_due = _share(begun(in_time & due), begun(due), confidence=confidence)
    of_finished = _share(ended(in_time), ended(known.done), confidence=confidence)
    overdue, waiting = begun(~known.done & due), begun(~known.done & ~due)
    return CohortShares(
        period_from=calendar.period_from,
        period_until=calendar.period_until,
        of_started=of_started,
        of_due=of_due,
        of_finished=of_finished,
        finished_late=begun(known.done & ~within),
        overdue=overdue,
        not_yet_due=waiting,
        left_out=known.left_out,
        not_yet_started=known.not_yet_started,
        sentences=_sentences(of_started, of_finished, overdue, waiting, limit_days),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Known:
    """The cases that count at ``as_at``; ``finished`` is that day for open ones."""

    started: NDArray[np.datetime64]
    finished: NDArray[np.datetime64]
    done: NDArray[np.bool_]
    as_at: np.datetime64
    left_out: int
    not_yet_started: int


@dataclass(frozen=True, slots=True, eq=False)
class _Calendar:
    period_from: NDArray[np.datetime64]
    period_until: NDArray[np.datetime64]
    start_index: NDArray[np.int64]
    finish_index: NDArray[np.int64]

    def count_started(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(self.start_index[chosen], minlength=len(self.period_from))

    def count_finished(self, chosen: NDArray[np.bool_]) -> NDArray[np.int64]:
        return np.bincount(self.finish_index[chosen], minlength=len(self.period_from))


def _known(cases: Cases) -> _Known:
    started = read_days(cases.started, field="started")
    finished = read_days(cases.finished, field="finished")
    as_at = read_days([cases.as_at], field="as_at")[0]
    _check_days(started, finished, as_at)
    left_out = _flags(cases.left_out, count=len(started))
    begun = started <= as_at
    counted = begun & ~left_out
    started, finished = started[counted], finished[counted]
    done = finished <= as_at
    return _Known(
        started=started,
        finished=np.where(done, finished, as_at),
        done=done,
        as_at=as_at,
        left_out=int(np.sum(left_out & begun)),
        not_yet_started=int(np.sum(~begun)),
    )


def read_days(
    values: Iterable[DateLike | None] | NDArray[np.datetime64], *, field: str
) -> NDArray[np.datetime64]:
    """ISO days, dates or datetime64 as datetime64[D]; None becomes "not a time".

    Only "2024-03-31" is a day: "2024-03" and "today" are refused, never guessed.
    """
    if isinstance(values, np.ndarray) and values.dtype.kind == "M":
        return values.astype("datetime64[D]")
    texts = ["NaT" if value is None else str(value) for value in values]
    for text in texts:
        if text != "NaT" and not _ISO_DAY.fullmatch(text):
            raise Refusal(f"“{text[:40]}” is not a day. Write it like 2024-03-31.", field=field)
    try:
        return np.array(texts, dtype="datetime64[D]")
    except ValueError:
        raise Refusal("One of the days is not in the calendar.", field=field) from None


def _check_days(
    started: NDArray[np.datetime64], finished: NDArray[np.datetime64], as_at: np.datetime64
) -> None:
    if started.shape != finished.shape or started.ndim != 1:
        raise Refusal("There must be as many finishes as starts; leave open ones empty.")
    if np.isnat(as_at) or np.any(np.isnat(started)):
        raise Refusal("Every case needs its start, and the count needs the day it is made for.")
    early = np.flatnonzero(finished < started)
    if len(early):
        raise Refusal(
            f"Case {early[0] + 1} finishes on {finished[early[0]]}, before it starts on "
            f"{started[early[0]]}. Check both days.",
            field="finished",
        )


def _flags(left_out: ArrayLike | None, *, count: int) -> NDArray[np.bool_]:
    if left_out is None:
        return np.zeros(count, dtype=np.bool_)
    sentence = "Say for each case whether it is left out: true or false."
    flags = as_marks(left_out, sentence=sentence, field="left_out")
    if flags.shape != (count,):
        raise Refusal(sentence, field="left_out")
    return flags


def _check_limit(limit_days: int) -> None:
    if limit_days != int(limit_days) or limit_days < 0:
        raise Refusal("The limit must be a whole number of days, 0 or more.", field="limit_days")


def _calendar(known: _Known, *, period: str) -> _Calendar:
    if not len(known.started):
        raise Refusal("There are no cases to count.", field="started")
    if period == "all":
        nought = np.zeros(len(known.started), dtype=np.int64)
        whole = known.started.min(keepdims=True), np.array([known.as_at]) + 1
        return _Calendar(*whole, nought, nought)
    if period not in _PERIODS:
        raise Refusal(f"A period is one of: {', '.join([*_PERIODS, 'all'])}.", field="period")
    months, after_january = _PERIODS[period]
    begun = _month_numbers(known.started, after_january) // months
    ended = _month_numbers(known.finished, after_january) // months
    first = int(begun.min())
    last = int(max(begun.max(), ended[known.done].max(initial=first)))
    edges = np.arange(first, last + 2) * months + after_january
    days = edges.astype("datetime64[M]").astype("datetime64[D]")
    return _Calendar(days[:-1], days[1:], begun - first, ended - first)


def _month_numbers(days: NDArray[np.datetime64], after_january: int) -> NDArray[np.int64]:
    return days.astype("datetime64[M]").astype(np.int64) - after_january


def _share(
    numerator: NDArray[np.int64], denominator: NDArray[np.int64], *, confidence: float
) -> ShareByPeriod:
    share = np.full(len(denominator), np.nan)
    lower, upper = share.copy(), share.copy()
    known = denominator > 0
    if np.any(known):
        interval = wilson(numerator[known], denominator[known], confidence=confidence)
        share[known] = numerator[known] / denominator[known]
        lower[known], upper[known] = interval.lower, interval.upper
    return ShareByPeriod(numerator, denominator, share, lower, upper)


def _sentences(
    of_started: ShareByPeriod,
    of_finished: ShareByPeriod,
    overdue: NDArray[np.int64],
    waiting: NDArray[np.int64],
    limit_days: int,
) -> tuple[str, ...]:
    return tuple(
        f"{_told(of_started, row)} started finished within {limit_days} days; {overdue[row]} are "
        f"open beyond that and {waiting[row]} not yet due. {_told(of_finished, row)} finished in "
        f"the period were in time."
        for row in range(len(overdue))
    )


def _told(shares: ShareByPeriod, row: int) -> str:
    counts = f"{shares.numerator[row]:,} of {shares.denominator[row]:,}"
    if not shares.denominator[row]:
        return counts
    lower, upper = shares.lower[row] * 100, shares.upper[row] * 100
    return f"{counts} ({shares.share[row]:.0%}, plausible range {lower:.0f}–{upper:.0f}%)"
