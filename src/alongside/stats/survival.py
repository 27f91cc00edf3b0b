"""Survival: how long cases wait, counting those that still do.

Kaplan and Meier's curve, its percentiles, the share still waiting on a day, and the log-rank test
of two groups. Waits are whole days; an open case is known to have waited so long and no more
("censored"). ``waiting`` makes waits of dates.

Sources: Kaplan and Meier 1958; Greenwood 1926; Kalbfleisch and Prentice 2002, 1.4 (log-log
limits); Brookmeyer and Crowley 1982 (limits of the median); Mantel 1966 (log-rank).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import chdtrc

from alongside.kernel.refusals import Refusal
from alongside.stats.arrays import Name, as_marks, as_names, as_numbers
from alongside.stats.quantiles import normal_quantile

_SLACK = 1e-12
_NUMBERS = (int, float, np.number)


@dataclass(frozen=True, slots=True, eq=False)
class SurvivalCurve:
    """Share still waiting after each of ``days`` (D,), for G groups: arrays of shape (G, D).

    ``days`` are all the days on which any group's wait ended or was last seen; before the first the
    share is 1. Once nobody is left (share 0) the lower limit is 0 and the upper NaN. Without groups
    G is 1.
    """

    groups: tuple[str, ...]
    days: NDArray[np.int64]
    at_risk: NDArray[np.int64]
    events: NDArray[np.int64]
    survival: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class WaitPercentile:
    """The day by which ``share`` have finished, shape (G,); NaN where it is not reached.

    ``reasons`` has a sentence for each NaN in ``days``, else an empty string.
    """

    groups: tuple[str, ...]
    share: float
    days: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class StillWaiting:
    """The share still waiting after ``at_day``, shape (G,); NaN where nobody was watched so long."""

    groups: tuple[str, ...]
    at_day: int
    survival: NDArray[np.float64]
    standard_error: NDArray[np.float64]
    lower: NDArray[np.float64]
    upper: NDArray[np.float64]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class LogRank:
    """Finishes seen and expected in each of two groups, and the test that they wait alike."""

    groups: tuple[str, ...]
    observed: NDArray[np.int64]
    expected: NDArray[np.float64]
    chi_square: float
    p_value: float
    reason: str


def kaplan_meier(
    days: ArrayLike,
    *,
    finished: ArrayLike,
    groups: Sequence[Name] | None = None,
    confidence: float = 0.95,
) -> SurvivalCurve:
    """The curve of each group: S = product of (1 - d/n) over the days up to and including each.

    d finishes among the n who have waited at least so long. Standard error (Greenwood):
    ``S sqrt(sum d / (n (n - d)))``. Limits (log-log): ``S ** exp(-+ z se / (S log S))``. ``days``
    (N,) whole numbers, ``finished`` (N,) true or false, ``groups`` (N,) labels.

    >>> kaplan_meier([5, 8, 8, 12], finished=[True, True, False, True]).survival.tolist()
    [[0.75, 0.5, 0.0]]
    """
    waited, done = _waits(days, finished)
    labels, group = _labelled(groups, count=len(waited))
    axis, day = np.unique(waited, return_inverse=True)
    shape = (len(labels), len(axis))
    cell = group * len(axis) + day
    events = np.bincount(cell[done], minlength=shape[0] * shape[1]).reshape(shape)
    leaving = np.bincount(cell, minlength=shape[0] * shape[1]).reshape(shape)
    at_risk = leaving[:, ::-1].cumsum(axis=1)[:, ::-1]
    survival, hazard_variance = _product_limit(events, at_risk)
    lower, upper = _log_log(survival, hazard_variance, z=normal_quantile(confidence))
    error = survival * np.sqrt(hazard_variance)
    return SurvivalCurve(labels, axis, at_risk, events, survival, error, lower, upper)


def wait_percentile(
    days: ArrayLike,
    *,
    finished: ArrayLike,
    share: float = 0.5,
    groups: Sequence[Name] | None = None,
    confidence: float = 0.95,
) -> WaitPercentile:
    """The first day by which ``share`` of the cases have finished; 0.5 gives the median wait.

    The first day with S <= 1 - share; its limits are the first days on which the lower and the
    upper limit of S get there (Brookmeyer and Crowley, on the log-log scale). An upper limit that
    is not reached is NaN: the wait may be longer than anybody was watched.

    >>> wait_percentile([5, 8, 8, 12], finished=[True, True, False, True]).days.tolist()
    [8.0]
    """
    if not 0 < share < 1:
        raise Refusal("The share must be between 0 and 1; 0.5 is the median.", field="share")
    curve = kaplan_meier(days, finished=finished, groups=groups, confidence=confidence)
    found = _first_at_or_below(curve.survival, curve.days, level=1 - share)
    reason = f"Fewer than {share:.0%} had finished by the last day on which anyone was watched."
    return WaitPercentile(
        groups=curve.groups,
        share=share,
        days=found,
        lower=_first_at_or_below(curve.lower, curve.days, level=1 - share),
        upper=_first_at_or_below(curve.upper, curve.days, level=1 - share),
        reasons=tuple(reason if np.isnan(day) else "" for day in found),
    )


def still_waiting(
    days: ArrayLike,
    *,
    finished: ArrayLike,
    at_day: int,
    groups: Sequence[Name] | None = None,
    confidence: float = 0.95,
) -> StillWaiting:
    """The share of cases still open after ``at_day`` days; one less it is the share in time.

    >>> still_waiting([5, 8, 8, 12], finished=[True, True, False, True], at_day=8).survival.tolist()
    [0.5]
    """
    if at_day != int(at_day) or at_day < 0:
        raise Refusal("The day must be a whole number, 0 or more.", field="at_day")
    curve = kaplan_meier(days, finished=finished, groups=groups, confidence=confidence)
    column = int(np.searchsorted(curve.days, at_day, side="right")) - 1
    last_seen = np.where(curve.at_risk > 0, curve.days, 0).max(axis=1)
    unknown = (at_day > last_seen) & (curve.survival[:, -1] > 0)

    def at(values: NDArray[np.float64], before: float) -> NDArray[np.float64]:
        return np.where(unknown, np.nan, values[:, column] if column >= 0 else before)

    reason = f"Nobody in this group was watched for {at_day} days."
    return StillWaiting(
        groups=curve.groups,
        at_day=at_day,
        survival=at(curve.survival, 1.0),
        standard_error=at(curve.standard_error, 0.0),
        lower=at(curve.lower, 1.0),
        upper=at(curve.upper, 1.0),
        reasons=tuple(reason if is_unknown else "" for is_unknown in unknown),
    )


def log_rank(days: ArrayLike, *, finished: ArrayLike, groups: Sequence[Name]) -> LogRank:
    """Whether two groups wait alike: ``(O - E)^2 / V`` against chi-squared with one degree.

    On each day E = n1 d / n and V = n1 n2 d (n - d) / (n^2 (n - 1)), summed over days. Refused:
    other than two groups. With no day that tells them apart the answer is NaN and a reason.

    >>> test = log_rank([1, 2, 3, 4], finished=[True] * 4, groups=["a", "a", "b", "b"])
    >>> round(test.chi_square, 3), round(test.p_value, 3)
    (2.882, 0.09)
    """
    curve = kaplan_meier(days, finished=finished, groups=groups)
    if len(curve.groups) != 2:
        raise Refusal(
            f"The test compares two groups, but there are {len(curve.groups)}.", field="groups"
        )
    at_risk, events = curve.at_risk.sum(axis=0), curve.events.sum(axis=0)
    expected = (curve.at_risk * events / at_risk).sum(axis=1)
    both = at_risk > 1
    n, d = at_risk[both].astype(np.float64), events[both]
    one = curve.at_risk[0, both]
    variance = float(np.sum(one * (n - one) * d * (n - d) / (n**2 * (n - 1))))
    observed = curve.events.sum(axis=1)
    if variance <= 0:
        reason = "No finish came while both groups were waiting, so they cannot be compared."
        return LogRank(curve.groups, observed, expected, np.nan, np.nan, reason)
    statistic = float((observed[0] - expected[0]) ** 2 / variance)
    p_value = float(chdtrc(1, statistic))
    return LogRank(curve.groups, observed, expected, statistic, p_value, "")


def _waits(days: ArrayLike, finished: ArrayLike) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    waited = as_numbers(days, field="days")
    done = as_marks(finished, sentence="A wait has ended or not: true or false.", field="finished")
    if waited.ndim != 1 or waited.shape != done.shape:
        raise Refusal("Say for each wait whether it has ended, in one list each.", field="finished")
    if not len(waited):
        raise Refusal("There are no waits to count.", field="days")
    if not np.all(np.isfinite(waited) & (waited >= 0) & (waited == np.floor(waited))):
        raise Refusal("Waits must be whole numbers of days, 0 or more.", field="days")
    return waited.astype(np.int64), done


def _labelled(
    groups: Sequence[Name] | None, *, count: int
) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    if groups is None:
        return ("all",), np.zeros(count, dtype=np.int64)
    if len(groups) != count or any(label is None for label in groups):
        raise Refusal("Say for each wait which group it belongs to.", field="groups")
    names = as_names(groups)
    labels = _in_order(dict(zip(names, groups, strict=True)))
    place = {name: index for index, name in enumerate(labels)}
    return tuple(labels), np.array([place[name] for name in names], dtype=np.int64)


def _in_order(names: Mapping[str, Name]) -> list[str]:
    """By what each names: numbers by their size, so that 2 comes before 10; anything else as texts."""
    if any(isinstance(name, bool) or not isinstance(name, _NUMBERS) for name in names.values()):
        return sorted(names)
    return sorted(names, key=float)


def _product_limit(
    events: NDArray[np.int64], at_risk: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """S, and the running sum in Greenwood's formula; a day that ends every wait adds nothing."""
    remaining = at_risk - events
    survival = np.cumprod(remaining / np.maximum(at_risk, 1) + (at_risk == 0), axis=1)
    terms = np.where(remaining > 0, events / np.maximum(at_risk * remaining, 1), 0.0)
    return survival, np.cumsum(terms, axis=1)


def _log_log(
    survival: NDArray[np.float64], hazard_variance: NDArray[np.float64], *, z: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    inside = (survival > 0) & (survival < 1)
    logarithm = np.log(np.where(inside, survival, 0.5))
    reach = np.exp(z * np.sqrt(hazard_variance) / -logarithm)
    lower = np.where(inside, np.exp(logarithm * reach), survival)
    upper = np.where(inside, np.exp(logarithm / reach), np.where(survival > 0, 1.0, np.nan))
    return lower, upper


def _first_at_or_below(
    curve: NDArray[np.float64], days: NDArray[np.int64], *, level: float
) -> NDArray[np.float64]:
    reached = curve <= level + _SLACK
    return np.where(reached.any(axis=1), days[reached.argmax(axis=1)], np.nan)
